"""Our own sentences, in `corpus/sentences`: one a line, an empty line between paragraphs, a file for each language."""

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "corpus" / "sentences"
_UNSPACED = frozenset({"zh", "ja"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusParagraph:
    """A paragraph and the sentences in it; `text` is them as written, with what the language puts between."""

    language: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return self._glue.join(self.sentences)

    @property
    def ends(self) -> frozenset[int]:
        """Where the sentences end in `text`."""
        return frozenset(len(self._glue.join(self.sentences[: n + 1])) for n in range(len(self.sentences)))

    @property
    def _glue(self) -> str:
        return "" if self.language in _UNSPACED else " "


def load_sentences() -> tuple[CorpusParagraph, ...]:
    """Read all paragraphs of the corpus, by language and place."""
    return tuple(
        CorpusParagraph(language=path.stem, sentences=tuple(paragraph.split("\n")))
        for path in sorted(_FOLDER.glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").strip().split("\n\n")
    )
