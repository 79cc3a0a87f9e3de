"""From an order of sentences to those that fit a budget."""

from collections.abc import Callable, Collection, Sequence

from summarizer.model import Budget, Sentence
from summarizer.text.words import count_words

IsReady = Callable[[int, Collection[int]], bool]
"""Whether the sentence of that index can be read beside those chosen already."""


def always_ready(_index: int, _chosen: Collection[int]) -> bool:
    """Say yes."""
    return True


def fits_whole(sentences: Sequence[Sentence], budget: Budget) -> bool:
    """Tell whether all `sentences` are within `budget`, so that there is nothing to choose."""
    if budget.words is None:
        return len(sentences) <= budget.sentences
    return sum(count_words(sentence.text) for sentence in sentences) <= budget.words


def select_best(
    sentences: Sequence[Sentence], order: Sequence[int], budget: Budget, is_ready: IsReady
) -> tuple[Sentence, ...]:
    """Take `sentences` by `order`, best first, while they fit `budget`, and give them in source order.

    With a budget of words one that would overflow is skipped and the next tried. One that is not ready beside those
    taken is passed over. Where that leaves none, the best that fits is taken, else the best. No sentences gives none.
    """
    sizes = [0 if budget.words is None else count_words(sentence.text) for sentence in sentences]
    words_left = budget.words or 0
    taken: list[int] = []
    for index in order:
        if budget.words is None and len(taken) == budget.sentences:
            break
        if sizes[index] <= words_left and is_ready(index, taken):
            taken.append(index)
            words_left -= sizes[index]
    if not taken:
        taken = [next((index for index in order if sizes[index] <= words_left), *order[:1])] if order else []
    return tuple(sentences[index] for index in sorted(taken))


def select_lead(sentences: Sequence[Sentence], budget: Budget) -> tuple[Sentence, ...]:
    """Take `sentences` from the start and stop at the first that does not fit `budget`; the first always does."""
    if budget.words is None:
        return tuple(sentences[: budget.sentences])
    used = 0
    for taken, sentence in enumerate(sentences):
        used += count_words(sentence.text)
        if used > budget.words:
            return tuple(sentences[: max(taken, 1)])
    return tuple(sentences)
