"""sumy's own summarizers by name, with stop words and stemmers of the language."""

import tomllib
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib import resources
from typing import Any

import numpy as np
from sumy.models.dom import ObjectDocumentModel
from sumy.summarizers.edmundson import EdmundsonSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from summarizer.ranking.frame import RankedSentence
from summarizer.text.words import fold, stem, stop_words

_SUMMARIZERS: Mapping[str, type[Any]] = {
    "lexrank": LexRankSummarizer,
    "textrank": TextRankSummarizer,
    "lsa": LsaSummarizer,
    "luhn": LuhnSummarizer,
    "kl": KLSummarizer,
    "edmundson": EdmundsonSummarizer,
    "sumbasic": SumBasicSummarizer,
    "reduction": ReductionSummarizer,
}
_KEY_WORDS = 10
"""How many frequent words stand in for bonus words in a language without a list of them."""


def sumy_order(method: str, document: ObjectDocumentModel, language: str | None) -> tuple[int, ...]:
    """Give the indexes of the sentences of `document`, the best by sumy's `method` first; ties in document order.

    Always the same order for the same text. The cost is the method's: see `methods.LIMITS`.
    """
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # LSA warns of texts with fewer words than sentences; LexRank divides by the length of empty sentences.
        warnings.simplefilter("ignore")
        return document_order(_summarizer(method, document, language), document)


def document_order(summarizer: Callable[..., Any], document: ObjectDocumentModel) -> tuple[int, ...]:
    """Give the indexes of the sentences of `document` in the order in which `summarizer` hands them to its count."""
    best_first: list[int] = []
    summarizer(document, partial(_note_order, best_first))
    return tuple(best_first)


def _note_order(best_first: list[int], infos: Sequence[Any]) -> Sequence[Any]:
    """The callable count of sumy's interface: it is handed every `SentenceInfo`, best first."""
    best_first.extend(info.sentence.index for info in infos)
    return infos


def _summarizer(method: str, document: ObjectDocumentModel, language: str | None) -> Callable[..., Any]:
    summarizer = _SUMMARIZERS[method](partial(stem, language=language))
    if method == "edmundson":
        summarizer.null_words = stop_words(language) or {"-"}
        bonus, stigma = _cue_words(language)
        summarizer.bonus_words = bonus or _frequent_words(document.sentences, stop_words(language))
        summarizer.stigma_words = stigma or {"-"}
    else:
        summarizer.stop_words = stop_words(language)
    return summarizer  # type: ignore[no-any-return]


def _frequent_words(sentences: Sequence[RankedSentence], stops: frozenset[str]) -> frozenset[str]:
    counts = Counter(word for sentence in sentences for word in sentence.words if word not in stops and len(word) > 1)
    return frozenset(sorted(counts, key=lambda word: (-counts[word], word))[:_KEY_WORDS]) or frozenset({"-"})


@cache
def _cue_words(language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """Bonus and stigma words after Edmundson (JACM 16, 1969): words that announce what matters, words that hedge."""
    table = tomllib.loads((resources.files("summarizer.ranking") / "cue_words.toml").read_text("utf-8"))
    own = table.get(language or "", {"bonus": "", "stigma": ""})
    return frozenset(map(fold, own["bonus"].split())), frozenset(map(fold, own["stigma"].split()))
