import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.sources.caps import TEXT_LIMIT_CHARS, cut_text
from summarizer.sources.lines import is_cjk, parse_lines, unwrap
from tests.timing import assert_linear, cpu_time

WRAPPED = (
    "Night buses will run again in Castor from the first Saturday of October,\n"
    "five years after the city council cancelled all of the eleven routes in\n"
    "order to save money.\n"
    "The council voted 31 to 14 on Monday to spend 1.8 million crowns a year\n"
    "on four lines that meet at the Old Exchange.\n"
)


def texts(text: str) -> list[str]:
    return [line.text for line in parse_lines(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0c"])
def test_lines_end_as_any_system_ends_them(end: str) -> None:
    assert texts(f"one{end}{end}two{end}three") == ["one", "two", "three"]


def test_white_space_is_folded_and_invisible_characters_go() -> None:
    assert texts("  one\u00a0 \t two\u200b \n \u200b \n") == ["one two"]


def test_gaps_and_indents_are_kept() -> None:
    seen = [(line.text, line.gap, line.indent) for line in parse_lines("a\nb\n\nc\n\n\n\n    d")]
    assert seen == [("a", 2, 0), ("b", 0, 0), ("c", 1, 0), ("d", 2, 4)]


@pytest.mark.parametrize("mark", ["•", "*", "-", "▪", "‣"])
def test_list_marks_are_taken_off(mark: str) -> None:
    (line,) = parse_lines(f"  {mark} an item")
    assert (line.text, line.printed, line.bullet) == ("an item", f"{mark} an item", True)


@pytest.mark.parametrize("text", ["1. an item", "— Привет, — сказал он.", "-5 degrees", "*"])
def test_numbers_and_dashes_of_speech_are_text(text: str) -> None:
    (line,) = parse_lines(text)
    assert (line.text, line.bullet) == (text, False)


def test_hard_wrapped_paragraphs_are_joined() -> None:
    first, second = texts(WRAPPED)
    assert (first[:11], first[-14:]) == ("Night buses", "to save money.")
    assert (second[:11], second[-13:]) == ("The council", "Old Exchange.")


def test_wrapped_chinese_is_joined_without_blanks() -> None:
    line = "临溪市的有轨电车周二上午恢复运行这是二十年来的第一次首班车从北门站出发载着一百二十名乘客"
    assert texts(f"{line}\n{line}\n{line}\n{line}\n驶向码头。") == [line * 4 + "驶向码头。"]


def test_a_list_within_a_wrapped_text_stays_a_list() -> None:
    listed = WRAPPED + "- the first of the new lines runs from the harbour to the northern hill\n- the second\n"
    assert texts(listed)[-1] == "the second"


def test_paragraphs_of_one_line_each_are_not_joined() -> None:
    lines = ["The pier burned down.", "It was rebuilt in a year.", "Nobody was hurt in the fire at all."] * 3
    assert texts("\n".join(lines)) == lines


def test_addresses_do_not_widen_a_wrap() -> None:
    address = "https://post.example/" + "a" * 200
    assert len(texts(f"{WRAPPED}\n{address}")) == 3


def test_menus_are_not_joined() -> None:
    menu = ["Home", "News", "Sport and more", "Sign in"] * 5
    assert unwrap(menu) == menu


@given(st.text())
def test_nothing_visible_is_lost(text: str) -> None:
    joined = "".join(line.printed for line in parse_lines(text))
    again = "".join(line.printed for line in parse_lines("\n\n".join(line.printed for line in parse_lines(text))))
    assert joined.replace(" ", "") == again.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "cjk"), [("临溪市", True), ("東京で3日、火災", True), ("Tokyo 東", False), ("", False), ("é", False)]
)
def test_texts_without_blanks_are_told(text: str, cjk: bool) -> None:
    assert is_cjk(text) is cjk


@pytest.mark.parametrize("unit", ["a\n", "a b c d e f g h\n", " ", "- ", "\r", "1. a\n", "临\n"])
def test_splitting_is_linear(unit: str) -> None:
    def seconds(count: int) -> float:
        with cpu_time() as taken:
            parse_lines(unit * count)
        return taken.seconds

    seconds(1_000)
    assert_linear(seconds, 20_000)


def test_a_text_within_the_limit_is_not_cut() -> None:
    assert cut_text("a" * TEXT_LIMIT_CHARS) == ("a" * TEXT_LIMIT_CHARS, False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a" * 95 + "\n" + "b c" * 9, "a" * 95),
        ("a" * 95 + " " + "b" * 9, "a" * 95),
        ("a" * 120, "a" * 100),
        ("\n" + "a" * 120, "\n" + "a" * 99),
    ],
)
def test_a_long_text_is_cut_at_a_break_near_the_limit(text: str, kept: str) -> None:
    assert cut_text(text, 100) == (kept, True)
