"""What a later report says that was not told yet: its new sentences, and the figures that changed.

A sentence is old when one told sentence holds most of its words, or all told ones together nearly all of them. It is
new when not; and also when it brings a figure that nobody told, since "12 dead" and "31 dead" share every other word.

Source: the new-word measures of Allan, Wade and Bolivar, SIGIR 2003, which hold up best where sentences are short.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from summarizer.figures.find import find_figures
from summarizer.model import PARAGRAPH_BREAK, Article, Figure, Sentence
from summarizer.text.sentences import article_sentences
from summarizer.text.words import terms

ONE_SENTENCE_SHARE = 0.7
"""Of a sentence's different words, so many in one told sentence make it old."""

ALL_SENTENCES_SHARE = 0.9
LEAST_TERMS = 3
"""A sentence of fewer content words says nothing by its words alone; its figures may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSentence:
    """A sentence that tells more than was known.

    `share` is the part of its different content words that no told text has, 0 to 1; `figures` are those of its figures
    that no told text has, by value, unit and kind.
    """

    sentence: Sentence
    share: float
    figures: tuple[Figure, ...]


def new_sentences(known_texts: Iterable[str], story: Article) -> tuple[NewSentence, ...]:
    """Give the sentences of `story` that are not told in `known_texts`, in source order.

    `known_texts` are told texts in the story's language, paragraphs parted by blank lines. Without any, every sentence
    is new. A figure counts as told when value and high value, unit and kind are; its label does not matter. Cost is the
    story's sentences times the told ones.
    """
    told = [_told(text, story.language) for text in known_texts]
    told_sentences = [words for each in told for words, _figures in each]
    told_figures = {figure for each in told for _words, figures in each for figure in figures}
    all_words = frozenset().union(*told_sentences)
    sentences = article_sentences(story)
    figures = find_figures(story, sentences)
    found: list[NewSentence] = []
    for sentence in sentences:
        own = tuple(each for each in figures if each.sentence == sentence.index and _identity(each) not in told_figures)
        words = frozenset(terms(sentence.text, story.language))
        if own or not _is_told(words, told_sentences, all_words):
            share = len(words - all_words) / len(words) if words else 0.0
            found.append(NewSentence(sentence=sentence, share=share, figures=own))
    return tuple(found)


def _is_told(words: frozenset[str], told: Sequence[frozenset[str]], all_words: frozenset[str]) -> bool:
    if len(words) < LEAST_TERMS:
        return bool(told)
    if len(words & all_words) < ONE_SENTENCE_SHARE * len(words):
        return False
    if len(words & all_words) >= ALL_SENTENCES_SHARE * len(words):
        return True
    return any(len(words & each) >= ONE_SENTENCE_SHARE * len(words) for each in told)


def _told(text: str, language: str | None) -> list[tuple[frozenset[str], list[object]]]:
    """The words and the figures of each sentence of a told text."""
    paragraphs = tuple(" ".join(part.split()) for part in text.split(PARAGRAPH_BREAK) if part.strip())
    article = Article(paragraphs=paragraphs, language=language)
    sentences = article_sentences(article)
    figures: list[list[object]] = [[] for _ in sentences]
    for figure in find_figures(article, sentences):
        figures[figure.sentence].append(_identity(figure))
    return [
        (frozenset(terms(sentence.text, language)), each) for sentence, each in zip(sentences, figures, strict=True)
    ]


def _identity(figure: Figure) -> tuple[Decimal, Decimal | None, str, str]:
    return figure.value, figure.high, figure.unit, figure.kind.value
