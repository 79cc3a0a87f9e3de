import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.utf16 import utf16_len, utf16_slice
from bot.sandbox.wire import parse_flag, parse_integer, parse_json, parse_object, without_empty


@pytest.mark.parametrize(
    ("value", "number"),
    [(5, 5), ("-7", -7), (" +3 ", 3), ("", None), ("5.0", None), ("٣", None), (True, None), (None, None), ("-", None)],
)
def test_an_integer_is_read_from_a_number_or_its_digits(value: object, number: int | None) -> None:
    assert parse_integer(value) == number


def test_a_number_that_no_id_could_be_is_none() -> None:
    assert parse_integer("1" * 20) is None


@pytest.mark.parametrize(("value", "truth"), [(True, True), ("YES", True), ("1", True), (1, True), ("no", False)])
def test_a_flag_is_read_as_the_server_reads_it(value: object, truth: bool) -> None:
    assert parse_flag(value) is truth


def test_text_that_is_no_json_gives_nothing() -> None:
    assert parse_json("{") is None
    assert parse_object("[1]") == parse_object("{") == {}
    assert parse_object(b'{"a": 1}') == {"a": 1}


def test_empty_fields_go_and_zero_and_false_stay() -> None:
    assert without_empty({"a": None, "b": "", "c": [], "d": {}, "e": 0, "f": False}) == {"e": 0, "f": False}


@given(st.text(), st.text())
def test_lengths_add_up_and_a_slice_cuts_where_they_say(left: str, right: str) -> None:
    assert utf16_len(left + right) == utf16_len(left) + utf16_len(right)
    assert utf16_slice(left + right, utf16_len(left), utf16_len(right)) == right


@given(st.text())
def test_a_length_is_that_of_the_encoded_text(text: str) -> None:
    assert 2 * utf16_len(text) == len(text.encode("utf-16-le", "surrogatepass"))
