"""The gate for chosen sentences: ROUGE-1 recall of human summaries in 100 words, less the lead's, in points."""

import math
import tomllib
from pathlib import Path
from statistics import fmean, stdev

import pytest

from summarizer.model import DEFAULT_METHOD
from summarizer.ranking.choose import choose_sentences
from summarizer.ranking.methods import CENTROID
from tests.quality.summaries import SCORED_BUDGET, gain_over_lead, summarised_articles

_FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["ranking"]


def _gains(method: str) -> list[float]:
    examples = summarised_articles()
    if not examples:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder with summaries")
    return [
        gain_over_lead(
            choose_sentences(example.article, example.sentences, budget=SCORED_BUDGET, method=method).sentences,
            example.sentences,
            example.references,
        )
        for example in examples
    ]


@pytest.mark.quality
@pytest.mark.parametrize("method", [DEFAULT_METHOD, CENTROID])
def test_we_keep_more_of_human_summaries_than_the_lead_does(method: str) -> None:
    gains = _gains(method)
    error = stdev(gains) / math.sqrt(len(gains))
    print(f"{method}: {fmean(gains):+.2f} ± {error:.2f} points over the lead")  # noqa: T201 (figures of the gate)
    assert fmean(gains) >= _FLOORS[f"gain_{method}"]
    assert fmean(gains) >= 1.96 * error, "not significant"
