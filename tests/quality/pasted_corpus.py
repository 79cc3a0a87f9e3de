"""Our own pasted pages, in `corpus/pasted`: every line of a page is named for what it is.

headline, byline, date …   what must become metadata
story, standfirst          what must come out, in order
subhead                    comes out too, as a subhead
wrap                       continues the line above, broken by hand
published                  not on the page: the day that its date line means
anything else              a trap, named: caption, teaser, newsletter, cookie …
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus" / "pasted"
STORY = frozenset({"story", "standfirst", "subhead"})
CLOSE = frozenset({"menu", "share", "comment", "section", "wrap"})
"""Lines that follow the one above without an empty line between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusPage:
    """A page as pasted, and what must be read in it."""

    name: str
    pasted: str
    paragraphs: tuple[str, ...]
    subheads: frozenset[int]
    title: str | None
    byline: str | None
    published: str | None
    traps: frozenset[str]


def load_corpus() -> tuple[CorpusPage, ...]:
    """Read all pages of the corpus, by name."""
    return tuple(parse_page(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.page")))


def parse_page(name: str, source: str) -> CorpusPage:
    """Build the page and what is wanted of it from its named lines."""
    lines = [(kind, text) for kind, _, text in (line.partition(": ") for line in source.splitlines())]
    said = dict(reversed(lines))
    paragraphs: list[str] = []
    subheads: set[int] = set()
    for kind, text in lines:
        if kind == "wrap":
            paragraphs[-1] += f" {text}"
        elif kind in STORY:
            if kind == "subhead":
                subheads.add(len(paragraphs))
            paragraphs.append(text)
    return CorpusPage(
        name=name,
        pasted=_as_pasted(lines),
        paragraphs=tuple(paragraphs),
        subheads=frozenset(subheads),
        title=said.get("headline"),
        byline=said.get("byline"),
        published=said.get("published"),
        traps=frozenset(kind for kind, _ in lines) - STORY - {"published"},
    )


def _as_pasted(lines: list[tuple[str, str]]) -> str:
    parts: list[str] = []
    for kind, text in lines:
        if kind != "published":
            parts.append(("\n" if kind in CLOSE else "\n\n") + text)
    return "".join(parts).strip("\n")
