import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.clean import MARKS_IN_A_ROW, clean_line, clean_paragraphs

ANY_TEXT = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain text stays", "plain text stays"),
        ("  two   spaces\tand a tab\n", "two spaces and a tab"),
        ("no\u00a0break\u202fand\u3000wide", "no break and wide"),
        ("line\r\nbreak\u2028here\x0bthere", "line break here there"),
        ("a\x00b\x1bc\x7fd", "abcd"),
        ("zero\u200bwidth\ufeff and soft\u00adhyphen", "zerowidth and softhyphen"),
        ("\u202eright\u202c \u2066to\u2069 left\u200f", "right to left"),
        ("half\ud800pair", "halfpair"),
        ("not a character \ufffe\ufdd0", "not a character"),
        ("«Ёлка» – “quoted” 100 %", "«Ёлка» – “quoted” 100 %"),
        ("", ""),
        ("\u200b \u00ad", ""),
    ],
)
def test_a_line_keeps_what_is_seen_and_loses_what_is_not(text: str, cleaned: str) -> None:
    assert clean_line(text) == cleaned


def test_joiners_stay_because_persian_and_emoji_families_need_them() -> None:
    assert clean_line("می\u200cروم 👩\u200d🚀") == "می\u200cروم 👩\u200d🚀"


def test_marks_pile_up_to_four() -> None:
    assert clean_line("a" + "\u0301" * 30 + "b") == "a" + "\u0301" * MARKS_IN_A_ROW + "b"
    assert clean_line("Việt e\u0302\u0301") == "Việt e\u0302\u0301"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_line(text)
    assert clean_line(once) == once
    assert once == " ".join(once.split())
    once.encode("utf-8")


def test_paragraphs_are_the_lines_that_hold_something() -> None:
    assert clean_paragraphs("One.\n\n \u200b\nTwo.\r\nThree.") == ("One.", "Two.", "Three.")
    assert clean_paragraphs(["One.\nTwo.", "", " Three. "]) == ("One.", "Two.", "Three.")
    assert clean_paragraphs("") == ()
