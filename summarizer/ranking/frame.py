"""sumy's frame: its document model filled with our sentences and words, so that all its summarizers read what we read.

sumy's tokenizer is not used (it needs a download at run time). Importing this module costs 0.6 s and some 50 MB, so it
is for worker processes.
"""

from collections.abc import Sequence

from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence

from summarizer.model import Article, Sentence
from summarizer.text.words import fold, tokenize


class RankedSentence(SumySentence):  # type: ignore[misc]  # sumy has no types
    """A sentence in sumy's document model that is equal to itself only.

    sumy compares sentences by their text, so that repeated ones would share a rating. `index` is the article's; a
    heading has -1.
    """

    __slots__ = ("_words", "index")

    def __init__(self, *, index: int, text: str, words: tuple[str, ...], is_heading: bool = False) -> None:
        super().__init__(text, None, is_heading)
        self.index = index
        self._words = words

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words, as sumy's summarizers compare them."""
        return self._words

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)


def document_of(article: Article, sentences: Sequence[Sentence]) -> ObjectDocumentModel:
    """Give `sentences` as sumy's document, paragraph by paragraph, the title as a heading of the first."""
    paragraphs: dict[int, list[RankedSentence]] = {}
    if article.title:
        paragraphs[-1] = [_ranked(-1, article.title, article.language, is_heading=True)]
    for sentence in sentences:
        ranked = _ranked(sentence.index, sentence.text, article.language)
        paragraphs.setdefault(sentence.paragraph, []).append(ranked)
    heading = paragraphs.pop(-1, [])
    bodies = list(paragraphs.values())
    if bodies:
        bodies[0] = heading + bodies[0]
    return ObjectDocumentModel([Paragraph(body) for body in bodies])


def _ranked(index: int, text: str, language: str | None, *, is_heading: bool = False) -> RankedSentence:
    words = tuple(fold(token.text) for token in tokenize(text, language))
    return RankedSentence(index=index, text=text, words=words, is_heading=is_heading)
