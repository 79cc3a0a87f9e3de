import pytest

from summarizer.topics.hints import suggest_category, suggest_meant, suggest_operators
from summarizer.topics.query import parse_query


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


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sports", "category:sport"),
        (" business ", "category:business"),
        ("Технологии", "category:technology"),
        ("sport lyon", None),
        ("category:sport", None),
        ("=sport", None),
        ("gold", None),
        ("", None),
    ],
)
def test_a_broad_name_alone_is_a_category(text: str, meant: str | None) -> None:
    assert suggest_category(text) == suggest_meant(text) == meant
    assert meant is None or str(parse_query(meant)) == meant
