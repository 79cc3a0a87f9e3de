"""Our choice of sentences beside sumy's, against human summaries, in one run on the folder of quality data."""

from statistics import fmean, stdev

import pytest

from summarizer.errors import TooLongForMethod
from summarizer.model import DEFAULT_METHOD
from summarizer.ranking.choose import choose_sentences
from summarizer.ranking.methods import CENTROID, LEAD, METHODS
from tests.quality.summaries import SCORED_BUDGET, Summarised, gain_over_lead, summarised_articles

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def test_ours_beat_every_method_of_sumy_at_equal_length() -> None:
    examples = summarised_articles()
    if not examples:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder with summaries")
    gains = {method: _gains(method, examples) for method in METHODS if method != LEAD}
    print("\npoints of ROUGE-1 recall in 100 words over the lead, both cut to the same length")
    for method, found in sorted(gains.items(), key=lambda item: -fmean(item[1])):
        print(f"{method:10} {fmean(found):+6.2f} ± {stdev(found) / len(found) ** 0.5:.2f}  ({len(found)} articles)")
    ours = min(fmean(gains[DEFAULT_METHOD]), fmean(gains[CENTROID]))
    assert ours > max(fmean(found) for method, found in gains.items() if method not in (DEFAULT_METHOD, CENTROID))


def _gains(method: str, examples: tuple[Summarised, ...]) -> list[float]:
    gains: list[float] = []
    for example in examples:
        try:
            briefing = choose_sentences(example.article, example.sentences, budget=SCORED_BUDGET, method=method)
        except TooLongForMethod:
            continue
        gains.append(gain_over_lead(briefing.sentences, example.sentences, example.references))
    return gains
