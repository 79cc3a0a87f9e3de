"""F1 of categories against the sections that stories stood in."""

from collections.abc import Iterable, Mapping

RIGHT_ANSWERS: Mapping[str, frozenset[str]] = {
    "business": frozenset({"business"}),
    "entertainment": frozenset({"culture"}),
    "politics": frozenset({"politics"}),
    "sport": frozenset({"sport"}),
    "tech": frozenset({"technology"}),
    "World": frozenset({"world"}),
    "Sports": frozenset({"sport"}),
    "Business": frozenset({"business"}),
    "Sci/Tech": frozenset({"technology", "science"}),
}
"""By section as the sets name it: any of these categories is right, and says that the story stands there."""


def f1_by_section(answers: Iterable[tuple[str, frozenset[str]]]) -> dict[str, float]:
    """Give F1 for each section among the stories of one set; an answer is (its section, the categories given)."""
    pairs = list(answers)
    return {section: _f1(section, pairs) for section in {section for section, _categories in pairs}}


def _f1(section: str, pairs: list[tuple[str, frozenset[str]]]) -> float:
    right = RIGHT_ANSWERS[section]
    said = [bool(categories & right) for _section, categories in pairs]
    true = [each == section for each, _categories in pairs]
    hits = sum(s and t for s, t in zip(said, true, strict=True))
    return 2 * hits / (sum(said) + sum(true)) if hits else 0.0
