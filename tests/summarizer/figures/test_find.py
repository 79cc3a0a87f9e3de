import pytest

from tests.summarizer.figures.stories import figures


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Ardent paid $4.5bn for the mine.", "4500000000", "USD"),
        ("It is the worst drought in two decades.", "20", "year"),
        ("Nearly half of the voters stayed home.", "50", "%"),
    ],
)
def test_a_number_is_read_with_its_scale_and_unit(text: str, value: str, unit: str) -> None:
    (found,) = figures(text)
    assert (str(found.value), found.unit) == (value, unit)
