"""From an order of sentences to those that fit a budget."""

from collections.abc import Callable, Iterable, Sequence

from summarizer.model import Budget, Sentence
from summarizer.text.words import count_words


def fits_whole(sentences: Sequence[Sentence], budget: Budget) -> bool:
    """Tell whether all `sentences` are within `budget`, so that there is nothing to choose."""
    if budget.words is None:
        return len(sentences) <= budget.sentences
    return sum(count_words(sentence.text) for sentence in sentences) <= budget.words


def select_best(
    sentences: Sequence[Sentence], order: Iterable[int], budget: Budget, stands_alone: Callable[[Sentence], bool]
) -> tuple[Sentence, ...]:
    """Take `sentences` by `order`, best first, while they fit `budget`, and give them in source order.

    With a budget of words one that would overflow is skipped and the next tried; the best is taken where none fits. One
    that does not stand alone is passed over when the one before it was not taken. No sentences gives none.
    """
    taken: set[int] = set()
    best: int | None = None
    words_left = budget.words
    for index in order:
        best = index if best is None else best
        if taken and index - 1 not in taken and not stands_alone(sentences[index]):
            continue
        if words_left is not None:
            size = count_words(sentences[index].text)
            if size > words_left:
                continue
            words_left -= size
        elif len(taken) == budget.sentences:
            break
        taken.add(index)
    if not taken and best is not None:
        taken.add(best)
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
