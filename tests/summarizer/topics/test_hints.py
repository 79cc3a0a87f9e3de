import pytest

from summarizer.topics.hints import suggest_operators


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("gold or silver", "gold OR silver"),
        ("ECB and rates", "ecb rates"),
        ("gold not mine", "gold -mine"),
        ("gold or silver or copper", "copper OR gold OR silver"),
        ("золото или нефть", "золото OR нефть"),
        ("gold OR silver", None),
        ("gold silver", None),
        ('"war and peace" tolstoy', None),
        ("“war and peace” tolstoy", None),
        ("or gold", None),
        ("gold or", None),
        ("(gold", None),
        ("", None),
    ],
)
def test_operators_written_small_are_suggested(text: str, meant: str | None) -> None:
    assert suggest_operators(text) == meant
