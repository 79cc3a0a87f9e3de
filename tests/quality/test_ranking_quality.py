"""The gate for chosen sentences: ROUGE-1 recall of human summaries in 100 words, less the lead's, in points."""

import gzip
import json
import math
import os
import tomllib
from pathlib import Path
from statistics import fmean, stdev

import pytest

from summarizer.model import DEFAULT_METHOD, Article
from summarizer.ranking.choose import choose_sentences
from summarizer.ranking.methods import CENTROID
from summarizer.text.clean import clean_paragraphs
from summarizer.text.sentences import article_sentences
from tests.quality.summaries import SCORED_BUDGET, gain_over_lead

_FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))["ranking"]


def _gains(method: str) -> list[float]:
    folder = os.environ.get("NUTGRAF_QUALITY_DATA")
    if not folder:
        pytest.skip("NUTGRAF_QUALITY_DATA names no folder")
    path = Path(folder) / "summaries-dev.jsonl.gz"
    if not path.exists():
        pytest.skip(f"no {path.name} in the folder")
    gains: list[float] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            article = Article(paragraphs=clean_paragraphs(row["text"]), language=row["language"])
            sentences = article_sentences(article)
            chosen = choose_sentences(article, sentences, budget=SCORED_BUDGET, method=method).sentences
            gains.append(gain_over_lead(chosen, sentences, row["references"]))
    return gains


@pytest.mark.quality
@pytest.mark.parametrize("method", [DEFAULT_METHOD, CENTROID])
def test_we_keep_more_of_human_summaries_than_the_lead_does(method: str) -> None:
    gains = _gains(method)
    error = stdev(gains) / math.sqrt(len(gains))
    print(f"{method}: {fmean(gains):+.2f} ± {error:.2f} points over the lead")  # noqa: T201 (figures of the gate)
    assert fmean(gains) >= _FLOORS[f"gain_{method}"]
    assert fmean(gains) >= 1.96 * error, "not significant"
