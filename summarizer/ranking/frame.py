"""sumy's frame: its document model filled with our sentences and words, so that all its summarizers read what we read.

sumy's tokenizer is not used (it needs a download at run time). Importing this module costs 0.6 s and some 50 MB, so it
is for worker processes.
"""

from collections.abc import Sequence
from itertools import groupby

from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence

from summarizer.model import Article, Sentence
from summarizer.text.words import fold, tokenize


class Tokenizer:
    """Our words behind sumy's tokenizer interface, folded as its summarizers compare them."""

    def __init__(self, language: str | None) -> None:
        self._language = language

    def to_words(self, text: str) -> tuple[str, ...]:
        """Give the folded words of `text` in order."""
        return tuple(fold(token.text) for token in tokenize(text, self._language))


class RankedSentence(SumySentence):  # type: ignore[misc]  # sumy has no types
    """A sentence in sumy's document model that is equal to itself only.

    sumy compares sentences by their text, so that repeated ones would share a rating. `index` is the article's; a
    heading has -1.
    """

    __slots__ = ("index",)

    def __init__(self, index: int, text: str, tokenizer: Tokenizer) -> None:
        super().__init__(text, tokenizer, is_heading=index < 0)
        self.index = index

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)


def document_of(article: Article, sentences: Sequence[Sentence]) -> ObjectDocumentModel:
    """Give `sentences` as sumy's document, paragraph by paragraph, the title as a heading of the first."""
    tokenizer = Tokenizer(article.language)
    headings = [RankedSentence(-1, article.title, tokenizer)] if article.title else []
    paragraphs = [
        Paragraph(headings * (first == 0) + [RankedSentence(s.index, s.text, tokenizer) for s in group])
        for first, (_number, group) in enumerate(groupby(sentences, key=lambda sentence: sentence.paragraph))
    ]
    return ObjectDocumentModel(paragraphs)
