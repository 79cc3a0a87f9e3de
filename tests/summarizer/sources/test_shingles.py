from hypothesis import given
from hypothesis import strategies as st

from summarizer.sources.shingles import (
    count_reading_words,
    count_words,
    likeness,
    runs_in,
    runs_of,
    same_words,
    share,
    words_of,
)


def test_words_are_folded_and_characters_of_scripts_without_spaces_are_words() -> None:
    assert words_of("The MILL’s wheel, 4.2") == ("the", "mill", "s", "wheel", "4", "2")
    assert words_of("云梧县 2024") == ("云", "梧", "县", "2024")
    assert count_words("") == 0
    assert count_reading_words("云梧县周 mill") == 3


def test_a_short_text_is_one_run() -> None:
    assert runs_of("Mill turns") == [("mill", "turns")]
    assert runs_of("a b c d e") == [("a", "b", "c", "d"), ("b", "c", "d", "e")]
    assert runs_of("…") == []


def test_how_much_of_a_text_is_wanted() -> None:
    wanted = runs_in(["a b c d e", "Mill turns"])
    assert share(runs_of("a b c d e"), wanted) == 1.0
    assert share(runs_of("mill turns"), wanted) == 1.0
    assert share(runs_of("x b c d e"), wanted) == 0.5
    assert share([], wanted) == 0.0
    assert same_words("Mill, turns!", "mill turns")


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_symmetric_and_a_share(left: str, right: str) -> None:
    one, other = runs_in([left]), runs_in([right])
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, one) == (1.0 if one else 0.0)
