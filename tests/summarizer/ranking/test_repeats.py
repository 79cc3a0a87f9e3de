import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Article, Budget
from summarizer.ranking.choose import choose_sentences
from summarizer.ranking.repeats import LOOKED_AT, put_off_repeats
from summarizer.text.sentences import article_sentences

FIRE = frozenset("fire large silo dock dawn".split())
FIRE_IN_FULL = FIRE | frozenset("140 people home three worker hospital burn".split())
BARLEY = frozenset("barley exchange rose price maltster".split())


@pytest.mark.parametrize(
    ("order", "contents", "expected"),
    [
        ((0, 1, 2), (FIRE, FIRE_IN_FULL, BARLEY), (1, 2, 0)),
        ((1, 0, 2), (FIRE, FIRE_IN_FULL, BARLEY), (1, 2, 0)),
        ((2, 0, 1), (FIRE, FIRE, BARLEY), (2, 0, 1)),
        ((0, 1, 2), (FIRE - {"dawn"}, FIRE, BARLEY), (1, 2, 0)),
        ((0, 1), (frozenset({"fire"}), FIRE_IN_FULL), (0, 1)),
        ((), (), ()),
    ],
)
def test_of_two_that_say_the_same_the_fuller_takes_the_better_place(
    order: tuple[int, ...], contents: tuple[frozenset[str], ...], expected: tuple[int, ...]
) -> None:
    assert put_off_repeats(order, contents.__getitem__) == expected


@given(
    st.lists(st.frozensets(st.integers(0, 12).map(str)), max_size=3 * LOOKED_AT).flatmap(
        lambda contents: st.tuples(st.just(contents), st.permutations(range(len(contents))))
    )
)
def test_every_sentence_keeps_one_place(given_: tuple[list[frozenset[str]], list[int]]) -> None:
    contents, order = given_
    assert sorted(put_off_repeats(order, contents.__getitem__)) == list(range(len(contents)))


def test_a_standfirst_and_the_lead_that_repeats_it_do_not_stand_together() -> None:
    article = Article(
        title="Grain silo burns at Eastmere dock",
        language="en",
        paragraphs=(
            "Fire broke out in the largest silo of the Eastmere dock before dawn.",
            "A fire in the largest grain silo of the Eastmere dock drove 140 people from their homes before dawn.",
            "The growers who own the silo put the damage at 4 million dollars.",
            "The school at Quayside stays closed until the smoke has gone.",
        ),
    )
    sentences = article_sentences(article)
    chosen = choose_sentences(article, sentences, budget=Budget(sentences=2)).sentences
    assert chosen[0].index == 1
