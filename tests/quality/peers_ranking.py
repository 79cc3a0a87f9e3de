"""The peers that choose sentences: sentences → a score for each, more being better; the best that fit are taken."""

from collections.abc import Callable, Sequence

from summarizer.model import Sentence
from tests.quality.summaries import SCORED_BUDGET, Summarised

Ranker = Callable[[tuple[Sentence, ...]], Sequence[float]]


def load_summa(_articles: Sequence[Summarised]) -> Ranker:
    """Give summa's TextRank; it splits the text itself, and what it gives back is found again by its words."""
    from summa import summarizer  # noqa: PLC0415 (a peer, not ours)

    def rank(sentences: tuple[Sentence, ...]) -> list[float]:
        text = "\n".join(sentence.text for sentence in sentences)
        scored = {told.strip(): score for told, score in summarizer.summarize(text, ratio=1.0, scores=True)}
        return [max((s for told, s in scored.items() if told in one.text), default=0.0) for one in sentences]

    return rank


def load_lexrank(articles: Sequence[Summarised]) -> Ranker:
    """Give the package lexrank, its document frequencies counted on the articles themselves."""
    from lexrank import STOPWORDS, LexRank  # noqa: PLC0415

    documents = [[sentence.text for sentence in one.sentences] for one in articles]
    ranker = LexRank(documents, stopwords=STOPWORDS["en"])

    def rank(sentences: tuple[Sentence, ...]) -> Sequence[float]:
        scores: Sequence[float] = ranker.rank_sentences([one.text for one in sentences], threshold=None)
        return scores

    return rank


def take_best(sentences: tuple[Sentence, ...], scores: Sequence[float]) -> list[Sentence]:
    """Give the best whole sentences within the scored budget, in the order of the text; at least one."""
    left = SCORED_BUDGET.words or 0
    taken: list[Sentence] = []
    for _, sentence in sorted(zip(scores, sentences, strict=True), key=lambda pair: (-pair[0], pair[1].index)):
        words = len(sentence.text.split())
        if words <= left or not taken:
            taken.append(sentence)
            left -= words
    return sorted(taken, key=lambda one: one.index)


RANKERS: dict[str, Callable[[Sequence[Summarised]], Ranker]] = {"summa": load_summa, "lexrank": load_lexrank}
