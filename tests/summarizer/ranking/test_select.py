from collections.abc import Collection
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Budget, Sentence
from summarizer.ranking.select import always_ready, fits_whole, select_best, select_lead
from summarizer.text.words import count_words


def sentences(*sizes: int) -> tuple[Sentence, ...]:
    """Sentences of so many words."""
    return tuple(
        Sentence(index=index, text=" ".join(["word"] * size), start=0, end=0, paragraph=0)
        for index, size in enumerate(sizes)
    )


def indexes(chosen: tuple[Sentence, ...]) -> list[int]:
    return [sentence.index for sentence in chosen]


def test_the_best_come_in_the_order_of_the_source() -> None:
    assert indexes(select_best(sentences(5, 5, 5, 5), [2, 0, 3, 1], Budget(sentences=2), always_ready)) == [0, 2]


def test_one_that_would_overflow_is_skipped_and_the_next_tried() -> None:
    assert indexes(select_best(sentences(6, 9, 4), [0, 1, 2], Budget(words=10), always_ready)) == [0, 2]


def test_the_best_too_is_skipped_where_another_fits() -> None:
    assert indexes(select_best(sentences(30, 9, 4), [0, 1, 2], Budget(words=10), always_ready)) == [1]


def test_words_win_over_sentences() -> None:
    assert indexes(select_best(sentences(2, 2, 2, 2), [0, 1, 2, 3], Budget(sentences=1, words=6), always_ready)) == [
        0,
        1,
        2,
    ]


def test_at_least_one_is_taken_though_it_overflows() -> None:
    assert indexes(select_best(sentences(50, 60), [1, 0], Budget(words=10), always_ready)) == [1]
    assert indexes(select_lead(sentences(50, 60), Budget(words=10))) == [0]


def ready_after_1(index: int, chosen: Collection[int]) -> bool:
    return index != 2 or 1 in chosen


def test_one_that_cannot_stand_alone_needs_the_one_before_it() -> None:
    four = sentences(8, 8, 2, 2)
    assert indexes(select_best(four, [0, 1, 2, 3], Budget(words=12), ready_after_1)) == [0, 3]
    assert indexes(select_best(four, [1, 2, 0, 3], Budget(words=12), ready_after_1)) == [1, 2, 3]


def test_one_that_cannot_stand_alone_is_not_the_first_because_the_best_overflows() -> None:
    assert indexes(select_best(sentences(30, 30, 2, 3), [0, 1, 2, 3], Budget(words=10), ready_after_1)) == [3]


def test_where_nothing_that_stands_alone_fits_what_fits_is_taken() -> None:
    assert indexes(select_best(sentences(30, 30, 2), [0, 1, 2], Budget(words=10), ready_after_1)) == [2]


def test_the_lead_stops_at_the_first_that_does_not_fit() -> None:
    assert indexes(select_lead(sentences(6, 9, 4), Budget(words=10))) == [0]
    assert indexes(select_lead(sentences(6, 4, 4), Budget(words=10))) == [0, 1]
    assert indexes(select_lead(sentences(6, 4, 4), Budget(words=14))) == [0, 1, 2]
    assert indexes(select_lead(sentences(6, 9, 4), Budget(sentences=2))) == [0, 1]


def test_nothing_gives_nothing() -> None:
    assert select_best((), [], Budget(), always_ready) == ()
    assert select_lead((), Budget()) == ()
    assert select_lead((), Budget(words=5)) == ()


def test_an_article_within_the_budget_is_whole() -> None:
    assert fits_whole(sentences(5, 5), Budget(sentences=2))
    assert not fits_whole(sentences(5, 5), Budget(sentences=1))
    assert fits_whole(sentences(5, 5), Budget(sentences=1, words=10))
    assert not fits_whole(sentences(5, 5), Budget(words=9))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(1, 120), st.randoms())
def test_the_budget_of_words_holds_wherever_a_sentence_fits(sizes: list[int], words: int, dice: Random) -> None:
    order = list(range(len(sizes)))
    dice.shuffle(order)
    chosen = select_best(sentences(*sizes), order, Budget(words=words), always_ready)
    total = sum(count_words(sentence.text) for sentence in chosen)
    assert chosen
    assert total <= words or (min(sizes) > words and indexes(chosen) == order[:1])
    assert list(indexes(chosen)) == sorted(indexes(chosen))
