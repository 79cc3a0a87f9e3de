"""What a figure's label holds: who did what to how many, in the clause of the number and in no other."""

import pytest

from tests.summarizer.figures.stories import figures


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The council said it paid 40 million euros to farmers.", ["council paid farmers"]),
        (
            "Two farms burned and smoke closed 14 schools in the valley.",
            ["farms burned and smoke closed", "smoke closed schools in valley"],
        ),
        (
            "Justice and Development won 41 seats in the council of Ostwick.",
            ["Justice and Development won seats in council of Ostwick"],
        ),
        ("Farmers left the valley, and 300 soldiers took their houses on Monday.", ["soldiers took houses"]),
        ("Rebels attacked the town, killing 12 people and wounding 30 others.", ["killing people", "wounding others"]),
        (
            "The storm uprooted trees, blocked roads and left 12,000 homes without power.",
            ["storm uprooted trees left homes without power"],
        ),
        ("The bridge (built by Orlo) carries 9,000 cars a day.", ["bridge built by Orlo carries cars a day"]),
    ],
)
def test_a_label_keeps_to_the_clause_of_its_number(text: str, labels: list[str]) -> None:
    assert [figure.label for figure in figures(text)] == labels
