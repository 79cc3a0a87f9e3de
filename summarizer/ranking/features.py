"""What the learned ranking sees of a sentence: numbers that mean the same in every language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from summarizer.ranking.antecedents import Antecedents
from summarizer.ranking.leaning import Leaning
from summarizer.ranking.quotations import QUOTATION_MARK
from summarizer.ranking.vectors import Floats, SentenceVectors
from summarizer.text.words import count_words, terms

FEATURES: tuple[str, ...] = (
    "position",  # 1/√(i+1)
    "first",  # the first sentence
    "relative",  # 0 at the first, 1 at the last
    "centroid",  # cosine to the sum of all, scaled to 1
    "forward",  # summed cosines to those that follow, scaled to 1
    "title",  # cosine to the title
    "frequency",  # in how many sentences its words stand, on average, scaled to 1
    "log_words",
    "tiny",
    "short",
    "long",
    "quotes",
    "opens_quote",
    "digits",
    "dependent",
    "joined",
    "question",
    "announces",  # ends in a colon
    "item",  # opens with a bullet or a number of a list
    "unended",  # no mark at the end: a caption, a line of a table
    "heading",  # no mark at the end of few words
)
"""The columns of a feature matrix, in order; flags are 0 or 1."""

TINY_WORDS = 5
SHORT_WORDS = 8
LONG_WORDS = 35
HEADING_WORDS = 10

_DIGIT = re.compile(r"\d")
_ASCII_DIGIT = re.compile("[0-9]")
_AGENCY = re.compile(r"^[^()]{0,40}\([^()]{2,30}\)(?=[\w\"“])")
"""Where and by whom, glued to the first word as some papers print it: "(CNN)Gold bars."."""

_ITEM = re.compile(r"(?:[-–—*•·‣▪■●✔→]|\d{1,2}[.)])\s")
_ENDS = re.compile("[.!?…:;。．！？：।؟][ \"'”“’»«」』)\\]）]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The sentences of an article as ranking reads them: texts, content words, vectors, and the title's words."""

    texts: tuple[str, ...]
    title: tuple[str, ...]
    terms: tuple[list[str], ...]
    vectors: SentenceVectors
    leaning: tuple[Leaning, ...]
    antecedents: Antecedents


def content_of(texts: Sequence[str], title: str | None, language: str | None) -> Content:
    """Give the content of sentences in source order. Linear."""
    found = [terms(text, language) for text in texts]
    antecedents = Antecedents(texts, language)
    return Content(
        texts=tuple(texts),
        title=tuple(terms(title or "", language)),
        terms=tuple(found),
        vectors=SentenceVectors.of(found),
        leaning=tuple(antecedents.leaning(index) for index in range(len(texts))),
        antecedents=antecedents,
    )


def feature_matrix(content: Content) -> Floats:
    """Give a row for each sentence and a column for each of `FEATURES`."""
    columns = _of_place(len(content.texts)) | _of_words(content) | _of_form(content)
    return np.array([columns[name] for name in FEATURES], dtype=np.float64).T.copy()


def scaled(values: Floats) -> Floats:
    """Divide `values` by their maximum; as they are when that is not positive."""
    top = float(values.max(initial=0.0))
    return np.asarray(values / top, dtype=np.float64) if top > 0.0 else values


def _of_place(count: int) -> dict[str, Floats]:
    index = np.arange(count, dtype=np.float64)
    return {
        "position": np.asarray(1.0 / np.sqrt(index + 1.0)),
        "first": np.asarray(index == 0, dtype=np.float64),
        "relative": index / max(1, count - 1),
    }


def _of_words(content: Content) -> dict[str, Floats]:
    vectors = content.vectors
    return {
        "centroid": scaled(vectors.centroid()),
        "forward": scaled(vectors.forward_sums()),
        "title": vectors.cosines(vectors.text(content.title)),
        "frequency": scaled(vectors.frequencies()),
    }


def _of_form(content: Content) -> dict[str, Floats]:
    words = np.array(
        [count_words(_AGENCY.sub("", text) if "(" in text[:72] else text) for text in content.texts], dtype=np.float64
    )
    leaning = np.array(content.leaning, dtype=np.intp)
    unended = np.array([not _ENDS.search(text[-8:]) for text in content.texts], dtype=np.bool_)
    flags = {
        "tiny": words < TINY_WORDS,
        "short": words < SHORT_WORDS,
        "long": words > LONG_WORDS,
        "quotes": [bool(QUOTATION_MARK.search(text)) for text in content.texts],
        "opens_quote": [bool(QUOTATION_MARK.match(text)) for text in content.texts],
        "digits": [bool((_ASCII_DIGIT if text.isascii() else _DIGIT).search(text)) for text in content.texts],
        "question": [content.antecedents.asks(index) for index in range(len(words))],
        "announces": [text.endswith((":", "：")) for text in content.texts],
        "item": [bool(_ITEM.match(text)) for text in content.texts],
        "heading": unended & (words < HEADING_WORDS),
        "unended": unended,
        "dependent": leaning == Leaning.DEPENDENT,
        "joined": leaning == Leaning.JOINED,
    }
    columns = {name: np.array(flag, dtype=np.float64) for name, flag in flags.items()}
    return columns | {"log_words": np.log1p(words)}
