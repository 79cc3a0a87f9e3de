import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.ranking.features import FEATURES, TINY_WORDS, content_of
from summarizer.ranking.leaning import Leaning
from summarizer.ranking.nutgraf import GREEDY_PICKS, _learned_weights, centroid_order, greedy_order, learned_order
from summarizer.ranking.vectors import SentenceVectors
from tests.summarizer.ranking.articles import FERRY, sentences_of

WORDS = st.lists(st.sampled_from(["ferry", "strike", "court", "bread", "He", "But", "the", "7"]), max_size=6)
TEXTS = st.lists(WORDS.map(" ".join), max_size=40)


@given(TEXTS)
def test_an_order_holds_every_sentence_once(texts: list[str]) -> None:
    content = content_of(texts, None, "en")
    for order in (learned_order(content), centroid_order(content)):
        assert sorted(order) == list(range(len(texts)))


@given(TEXTS)
def test_one_that_leans_comes_after_the_one_before_it(texts: list[str]) -> None:
    content = content_of(texts, None, "en")
    order = greedy_order(content.vectors, np.arange(float(len(texts))), 0.5, content.antecedents.are_met)[:GREEDY_PICKS]
    for place, index in enumerate(order):
        if index and content.leaning[index] is Leaning.DEPENDENT:
            assert index - 1 in order[:place]


@given(TEXTS)
def test_no_tease_comes_first_where_there_is_anything_else(texts: list[str]) -> None:
    content = content_of(texts, None, "en")
    first = learned_order(content)[:1]
    tiny = [len(text.split()) < TINY_WORDS for text in texts]
    free = [content.antecedents.are_met(index, ()) for index in range(len(texts))]
    if any(stands and not teases for stands, teases in zip(free, tiny, strict=True)):
        assert not tiny[first[0]]


def test_repeats_come_late() -> None:
    same = ["ferry", "strike"]
    order = greedy_order(SentenceVectors.of([same, same, ["court"]]), np.array([1.0, 0.9, 0.5]), 0.5)
    assert order == (0, 2, 1)


@pytest.mark.parametrize(("of_the_one_before", "expected"), [(0.6, (0, 1, 2, 3)), (0.1, (0, 3, 1, 2))])
def test_a_good_sentence_brings_the_one_it_needs_where_both_are_worth_it(
    of_the_one_before: float, expected: tuple[int, ...]
) -> None:
    vectors = SentenceVectors.of([["ferry"], ["strike"], ["court"], ["bread"]])
    scores = np.array([1.0, of_the_one_before, 0.9, 0.7])
    assert greedy_order(vectors, scores, 0.5, lambda index, chosen: index != 2 or 1 in chosen) == expected


def test_what_needs_another_does_not_bring_it_into_the_first_place() -> None:
    vectors = SentenceVectors.of([["ferry"], ["strike"], ["court"]])
    scores = np.array([0.9, 0.8, 2.0])
    assert greedy_order(vectors, scores, 0.5, lambda index, chosen: index != 2 or 1 in chosen) == (0, 1, 2)


def test_ties_go_to_the_earlier_sentence() -> None:
    vectors = SentenceVectors.of([[chr(97 + index)] for index in range(40)])
    assert greedy_order(vectors, np.ones(40), 0.5) == tuple(range(40))


def test_the_story_comes_before_its_colour() -> None:
    content = content_of([sentence.text for sentence in sentences_of(FERRY)], FERRY.title, "en")
    order = learned_order(content)
    assert order[0] == 0
    baker = next(index for index, text in enumerate(content.texts) if "baker" in text)
    assert baker not in order[:4]


def test_a_tease_gives_the_shortest_briefing_to_the_news_behind_it() -> None:
    texts = [
        "(EAN)Gold bars.",
        "Customs officers in Velmora found 41 gold bars in a ferry's fuel tank on Monday, the port said.",
        "They are worth 9 million dollars.",
        "The ferry's captain was arrested.",
    ]
    assert learned_order(content_of(texts, None, "en"))[:2] == (1, 0)


def test_the_recipe_puts_together_position_centre_and_title() -> None:
    texts = ["Ferry crews strike.", "The court ordered ferry crews back.", "Bread is cheap."]
    assert centroid_order(content_of(texts, "Ferry crews", "en"))[0] == 0
    assert centroid_order(content_of(texts, None, "en"))[-1] == 2


@pytest.mark.parametrize("feature", ["position", "centroid", "forward", "title", "digits"])
def test_what_must_help_has_a_positive_weight(feature: str) -> None:
    assert _learned_weights()[FEATURES.index(feature)] > 0
