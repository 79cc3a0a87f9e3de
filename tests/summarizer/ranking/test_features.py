import numpy as np
import pytest

from summarizer.ranking.features import FEATURES, content_of, feature_matrix, scaled
from tests.summarizer.ranking.articles import FERRY, sentences_of


def features(texts: list[str], title: str | None = None, language: str = "en") -> dict[str, list[float]]:
    matrix = feature_matrix(content_of(texts, title, language))
    return {name: matrix[:, column].tolist() for column, name in enumerate(FEATURES)}


def test_every_feature_has_a_column_and_every_sentence_a_row() -> None:
    texts = [sentence.text for sentence in sentences_of(FERRY)]
    assert feature_matrix(content_of(texts, FERRY.title, "en")).shape == (len(texts), len(FEATURES))
    assert feature_matrix(content_of([], None, "en")).shape == (0, len(FEATURES))


def test_place_runs_from_the_first_to_the_last() -> None:
    seen = features(["One ferry.", "Two ferries.", "Three ferries."])
    assert seen["position"] == pytest.approx([1.0, 2**-0.5, 3**-0.5])
    assert seen["first"] == [1, 0, 0]
    assert seen["relative"] == [0, 0.5, 1]


def test_forms_are_told() -> None:
    seen = features(["“Go,” said Ada Holm.", "He paid $5.", "But Ada went.", "Why?”", "word " * 36])
    assert seen["quotes"] == [1, 0, 0, 1, 0]
    assert seen["opens_quote"] == [1, 0, 0, 0, 0]
    assert seen["digits"] == [0, 1, 0, 0, 0]
    assert seen["dependent"] == [0, 1, 0, 0, 0]
    assert seen["joined"] == [0, 0, 1, 0, 0]
    assert seen["question"] == [0, 0, 0, 1, 0]
    assert seen["short"] == [1, 1, 1, 1, 0]
    assert seen["long"] == [0, 0, 0, 0, 1]


def test_a_heading_has_no_end_and_a_glued_place_is_no_word() -> None:
    seen = features(
        ["Key dates", "OSTWICK (EAN)Four gold bars left.", "“So it ends.”", "So it ends (at last). ", "終わった。"]
    )
    assert seen["unended"] == [1, 0, 0, 0, 0]
    assert seen["tiny"] == [1, 1, 1, 0, 1]


def test_the_title_counts_where_there_is_one() -> None:
    texts = ["The ferry strike goes on.", "Bread is cheap."]
    assert features(texts, "Ferry strike")["title"][0] > 0.5
    assert features(texts, "Ferry strike")["title"][1] == 0
    assert features(texts)["title"] == [0, 0]


def test_scaling_leaves_zeros_alone() -> None:
    assert scaled(np.zeros(3)).tolist() == [0, 0, 0]
    assert scaled(np.array([1.0, 4.0])).tolist() == [0.25, 1.0]
    assert scaled(np.zeros(0)).tolist() == []
