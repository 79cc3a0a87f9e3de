"""The sentences that carry a story: an order by the method named, then what fits the budget."""

from collections.abc import Collection
from functools import partial

from summarizer.model import DEFAULT_METHOD, Article, Briefing, Budget, Sentence
from summarizer.ranking.antecedents import Antecedents
from summarizer.ranking.frame import document_of
from summarizer.ranking.methods import CENTROID, LEAD, check_method
from summarizer.ranking.nutgraf import OurSummarizer, centroid_order, learned_order
from summarizer.ranking.select import IsReady, always_ready, fits_whole, select_best, select_lead
from summarizer.ranking.sumy_methods import document_order, sumy_order
from summarizer.text.words import terms


def choose_sentences(
    article: Article, sentences: tuple[Sentence, ...], *, budget: Budget, method: str = DEFAULT_METHOD
) -> Briefing:
    """Choose among `sentences` (those of `article`) by `method`, as many as fit `budget`, in source order.

    `method` in the answer is the one asked for, also where there was nothing to choose: an article within the budget
    is given whole, and one without content words, or of the same sentence over and over, from its start. The default
    gives a sentence that cannot stand alone only together with what it needs, mostly the one before it.

    Raises:
        BadRequest: no such method; the problem lists those there are.
        TooLongForMethod: the method would run away on this many sentences.
    """
    check_method(method, len(sentences))
    if fits_whole(sentences, budget):
        return Briefing(method=method, sentences=sentences, whole=True)
    if method == LEAD:
        return Briefing(method=method, sentences=select_lead(sentences, budget), whole=False)
    order = rank_all(article, sentences, method, by_words=budget.words is not None)
    is_ready: IsReady = always_ready
    if method == DEFAULT_METHOD:
        is_ready = partial(_can_be_shown, Antecedents([one.text for one in sentences], article.language), budget)
    return Briefing(method=method, sentences=select_best(sentences, order, budget, is_ready), whole=False)


def _can_be_shown(antecedents: Antecedents, budget: Budget, index: int, shown: Collection[int]) -> bool:
    """Whether the sentence at `index` can be read beside those `shown`; the last one taken is no question."""
    is_last = budget.words is None and len(shown) + 1 == budget.sentences
    return not (is_last and antecedents.asks(index)) and antecedents.are_met(index, shown, may_open=True)


def rank_all(
    article: Article, sentences: tuple[Sentence, ...], method: str = DEFAULT_METHOD, *, by_words: bool = False
) -> tuple[int, ...]:
    """Give the indexes of all `sentences`, best first, so that a shorter briefing is a prefix of a longer one.

    `by_words` says that a budget of words is to be filled: by the default method a long sentence is dearer then.

    Ties go to the earlier sentence. By the default method what says again what a better one says comes last. Fewer than
    three sentences, and those that share all their words or have none, are in source order.

    Raises:
        BadRequest, TooLongForMethod: as `choose_sentences`.
    """
    check_method(method, len(sentences))
    if method == LEAD or not _differ(sentences, article.language):
        return tuple(range(len(sentences)))
    document = document_of(article, sentences)
    if method == DEFAULT_METHOD:
        return document_order(OurSummarizer(partial(learned_order, by_words=by_words), article.language), document)
    if method == CENTROID:
        return document_order(OurSummarizer(centroid_order, article.language), document)
    return sumy_order(method, document, article.language)


def _differ(sentences: tuple[Sentence, ...], language: str | None) -> bool:
    """Whether there is anything to tell the sentences apart by; mostly known after two."""
    if len(sentences) < 3:
        return False
    contents = (terms(sentence.text, language) for sentence in sentences)
    first = next(contents)
    return any(content != first for content in contents)
