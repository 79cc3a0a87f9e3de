"""The gate for categories: F1 by section, on halves of the development stories that the tables were not fitted to."""

import os
import tomllib
from pathlib import Path
from statistics import fmean

import pytest

from tests.quality.category_scores import f1_by_section
from tests.quality.recipes.train_categories import Sample, held_out, read_samples

_FLOORS: dict[str, float] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))["categories"]


@pytest.fixture(scope="module")
def answers() -> list[tuple[Sample, frozenset[str]]]:
    folder = os.environ.get("NUTGRAF_QUALITY_DATA")
    if not folder:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder")
    samples = list(read_samples(Path(folder)))
    return list(zip(samples, held_out(samples, folds=2), strict=True))


@pytest.mark.quality
@pytest.mark.parametrize("name", ["edited news", "agency briefs"])
def test_unseen_stories_are_given_the_section_they_stood_in(
    answers: list[tuple[Sample, frozenset[str]]], name: str
) -> None:
    scores = f1_by_section((sample.category, said) for sample, said in answers if sample.set == name)
    floor = name.replace(" ", "_")
    assert fmean(scores.values()) >= _FLOORS[f"f1_{floor}"]
    assert min(scores.values()) >= _FLOORS[f"f1_{floor}_worst"]
