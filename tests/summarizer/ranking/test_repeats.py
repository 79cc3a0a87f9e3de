import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Article, Budget
from summarizer.ranking.choose import choose_sentences
from summarizer.ranking.repeats import LOOKED_AT, put_off_repeats
from summarizer.ranking.select import always_ready
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
    assert put_off_repeats(order, contents.__getitem__, always_ready) == expected


def test_the_fuller_goes_where_it_may_not_take_the_better_place() -> None:
    contents = (FIRE, FIRE_IN_FULL, BARLEY)
    assert put_off_repeats((0, 1, 2), contents.__getitem__, lambda index, _chosen: index != 1) == (0, 2, 1)


@given(
    st.lists(st.frozensets(st.integers(0, 12).map(str)), max_size=3 * LOOKED_AT).flatmap(
        lambda contents: st.tuples(st.just(contents), st.permutations(range(len(contents))))
    )
)
def test_every_sentence_keeps_one_place(given_: tuple[list[frozenset[str]], list[int]]) -> None:
    contents, order = given_
    assert sorted(put_off_repeats(order, contents.__getitem__, always_ready)) == list(range(len(contents)))


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


def test_a_quotation_that_says_the_news_again_does_not_take_its_place() -> None:
    article = Article(
        language="en",
        paragraphs=(
            "Mira Dorn is leaving the Eastmere opera.",
            "“After nine seasons full of joy Mira Dorn has decided to be leaving the Eastmere opera,” the house wrote.",
            "The opera opens its next season in May with a play about barley.",
            "Tickets cost 40 dollars.",
        ),
    )
    sentences = article_sentences(article)
    assert choose_sentences(article, sentences, budget=Budget(sentences=1)).sentences[0].index == 0
