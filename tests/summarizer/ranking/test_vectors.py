import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.ranking.vectors import SentenceVectors

TERMS = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=6), max_size=8)


def dense(vectors: SentenceVectors) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    rows = [vectors.sentence(index) for index in range(vectors.count)]
    return np.array(rows).reshape(vectors.count, len(vectors.vocabulary))


@given(TERMS)
def test_sentences_have_length_one_or_no_content(sentences: list[list[str]]) -> None:
    vectors = SentenceVectors.of(sentences)
    for row, terms in zip(dense(vectors), sentences, strict=True):
        assert float(row @ row) == pytest.approx(1.0 if terms else 0.0)


@given(TERMS)
def test_sums_are_those_of_the_full_matrix(sentences: list[list[str]]) -> None:
    vectors = SentenceVectors.of(sentences)
    matrix = dense(vectors)
    cosines = matrix @ matrix.T
    assert vectors.forward_sums() == pytest.approx(np.triu(cosines, 1).sum(axis=1))
    total = matrix.sum(axis=0)
    length = float(np.sqrt(total @ total)) or 1.0
    assert vectors.centroid() == pytest.approx(matrix @ total / length)
    for index in range(vectors.count):
        assert vectors.cosines(vectors.sentence(index)) == pytest.approx(cosines[index])


def test_rare_terms_weigh_more() -> None:
    vectors = SentenceVectors.of([["ferry", "strike"], ["ferry", "baker"], ["ferry", "bread"]])
    first = vectors.sentence(0)
    assert first[vectors.vocabulary["strike"]] > first[vectors.vocabulary["ferry"]] > 0


def test_a_title_is_like_the_sentence_that_repeats_it() -> None:
    vectors = SentenceVectors.of([["ferry", "strike"], ["baker", "bread"]])
    likeness = vectors.cosines(vectors.text(["ferry", "strike", "unheard"]))
    assert likeness == pytest.approx([1.0, 0.0])
    assert vectors.cosines(vectors.text(["unheard"])) == pytest.approx([0.0, 0.0])


def test_frequencies_average_over_the_terms_of_a_sentence() -> None:
    vectors = SentenceVectors.of([["a", "b"], ["a"], []])
    assert vectors.frequencies() == pytest.approx([1.5, 2.0, 0.0])


def test_no_sentences_have_no_sums() -> None:
    vectors = SentenceVectors.of([])
    assert vectors.centroid().shape == vectors.forward_sums().shape == (0,)
