"""A story made ready for matching: cut, folded and stemmed once for all queries.

The words of news repeat, so what a run of letters between white space gives is remembered: a story of a thousand
characters takes some 60 µs, a fifth of what cutting it afresh would.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from summarizer.text.language import base_language, recognise_language
from summarizer.text.words import cut, is_cjk, stem
from summarizer.topics.exact import FENCE, GAP, capital_firms, word_pieces
from summarizer.topics.fields import host_of

CACHED_CHUNKS = 50_000
"""Runs of letters remembered per language before the memory starts afresh; about 12 MB."""

_LONGEST_CHUNK_CHARS = 40
_TITLE_END = "\x02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a query is asked about. `url` is where it stands; `language` None is recognised from its words.

    `categories` is what the classifier said; empty when it was not asked.
    """

    title: str
    text: str
    language: str | None = None
    url: str | None = None
    categories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedStory:
    """A story as terms meet it. `language` is always known, `host` is without "www.", None when there is no URL.

    `stems` are those of title and text, `title_stems` those of the title, `about` those in the title or at least twice.
    `pieces` and `title_pieces` are the exact words in order, each between two spaces (see `summarizer.topics.exact`).
    """

    story: Story = field(repr=False)
    language: str
    host: str | None
    stems: frozenset[str]
    title_stems: frozenset[str]
    about: frozenset[str]
    pieces: str
    title_pieces: str

    @property
    def sites(self) -> tuple[str, ...]:
        """The host and every domain above it: "news.example.com", "example.com", "com"."""
        if self.host is None:
            return ()
        labels = self.host.split(".")
        return tuple(".".join(labels[at:]) for at in range(len(labels)))


def prepare_story(story: Story) -> PreparedStory:
    """Cut, fold and stem `story`. Linear; the language is recognised only where it is not given."""
    language = base_language(story.language) or recognise_language(f"{story.title}\n{story.text}")
    chunks_of_title, chunks_of_text = story.title.split(), story.text.split()
    stems_of_chunk = _chunk_stems(language)
    title_stems = frozenset(" ".join(map(stems_of_chunk.__getitem__, chunks_of_title)).split())
    counts = Counter(" ".join(map(stems_of_chunk.__getitem__, chunks_of_text)).split())
    title_pieces = _pieces(chunks_of_title)
    return PreparedStory(
        story=story,
        language=language,
        host=host_of(story.url) if story.url else None,
        stems=title_stems.union(counts),
        title_stems=title_stems,
        about=title_stems.union([word for word, count in counts.items() if count > 1]),
        pieces=f"{title_pieces}{_TITLE_END}{_pieces(chunks_of_text)}",
        title_pieces=title_pieces,
    )


@lru_cache(maxsize=CACHED_CHUNKS)
def word_stem(word: str, language: str) -> str:
    """Give the stem of a query's word in a story's language, without an elided article before it; remembered."""
    return find_stem(word, language)


def find_stem(word: str, language: str) -> str:
    """Give what `word_stem` gives, without remembering it: for going through a whole vocabulary once."""
    return stem(cut(capital_firms(word), language)[-1], language)


def _pieces(chunks: list[str]) -> str:
    joined = GAP.join(filter(None, map(_CHUNK_PIECES.__getitem__, chunks)))
    if FENCE in joined:
        joined = joined.replace(f"{FENCE}{GAP}{FENCE}", FENCE)
    return f"{GAP}{joined}{GAP}"


class _Memory(dict[str, str]):
    """What `compute` gave for a chunk; long ones, and so most Chinese and Japanese, are computed each time."""

    def __init__(self, compute: Callable[[str], str]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, chunk: str) -> str:
        value = self._compute(chunk)
        if len(chunk) <= _LONGEST_CHUNK_CHARS:
            if len(self) >= CACHED_CHUNKS:
                self.clear()
            self[chunk] = value
        return value


def _chunk_pieces(chunk: str) -> str:
    return GAP.join(piece for word in cut(capital_firms(chunk)) for piece in word_pieces(word))


_CHUNK_PIECES = _Memory(_chunk_pieces)


@cache
def _chunk_stems(language: str) -> _Memory:
    """The stems of a chunk, with blanks between them; runs of Chinese and Japanese have none."""

    def stems_of(chunk: str) -> str:
        words = cut(capital_firms(chunk), language)
        return " ".join(stem(word, language) for word in words if not is_cjk(word))

    return _Memory(stems_of)
