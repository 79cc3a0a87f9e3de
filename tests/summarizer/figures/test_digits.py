from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.figures.digits import decide_decimal_sign, parse_digits
from summarizer.figures.tokens import parse_tokens


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("1,234.5", ".", "1234.5"),
        ("1.234,5", ".", "1234.5"),
        ("1,234", ".", "1234"),
        ("1,234", ",", "1.234"),
        ("1.234", ",", "1234"),
        ("1.234", ".", "1.234"),
        ("49,4", ".", "49.4"),
        ("0,125", ".", "0.125"),
        ("1234,567", ".", "1234.567"),
        ("1,50,000", ".", "150000"),
        ("1'250'000", ",", "1250000"),
        ("1’250.50", ".", "1250.50"),
        ("12\u00a0500", ",", "12500"),
        ("12\u202f500,75", ",", "12500.75"),
        ("5·2", ".", "5.2"),
        ("٤٫٥", ".", "4.5"),
        ("１２，３４５", ".", "12345"),
        ("1,234,567", ",", "1234567"),
    ],
)
def test_digits_are_read_by_their_signs(text: str, sign: str, value: str) -> None:
    assert parse_digits(text, sign) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["1.2.3", "12.03.2024", "1,1,1", "1'2", "12,3456,789", "1.2,3.4", "9" * 19, "1," * 40 + "1", "1234,567,890"]
)
def test_what_prints_no_number_is_none(text: str) -> None:
    assert parse_digits(text, ".") is None


@given(
    st.integers(0, 10**15), st.integers(0, 99), st.sampled_from([(",", "."), (".", ","), ("\u00a0", ","), ("'", ".")])
)
def test_a_number_reads_as_what_it_prints(whole: int, cents: int, signs: tuple[str, str]) -> None:
    thousands, decimal = signs
    printed = f"{whole:,}".replace(",", thousands) + f"{decimal}{cents:02d}"
    assert parse_digits(printed, decimal) == Decimal(f"{whole}.{cents:02d}")


@given(st.text("0123456789.,' \u00a0", max_size=40), st.sampled_from(".,"))
def test_any_run_of_digits_and_signs_is_a_number_or_none(text: str, sign: str) -> None:
    for token in parse_tokens(text):
        if token.is_number:
            value = parse_digits(token.text, sign)
            assert value is None or value >= 0


@pytest.mark.parametrize(
    ("story", "usual", "sign"),
    [
        ("Nothing", ",", ","),
        ("1.5 and 2.25", ",", "."),
        ("1.5 and 2,25 and 3.5", ",", ","),
        ("49,4 and 25.85 and 12,5", ".", "."),
        ("1,234.56", ",", "."),
        ("1,234,567 and 3,400,000", ",", "."),
        ("1.234 and 5.678", ",", ","),
        ("1.5", ",", ","),
        ("1'000'000", ",", ","),
    ],
)
def test_a_story_decides_its_decimal_sign_only_without_doubt(story: str, usual: str, sign: str) -> None:
    assert decide_decimal_sign([t for t in parse_tokens(story) if t.is_number], usual) == sign
