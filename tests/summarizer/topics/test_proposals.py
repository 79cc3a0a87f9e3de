import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.model import Article, Person
from summarizer.topics.match import Story, matches, prepare_story
from summarizer.topics.proposals import MOST_PROPOSALS, propose_terms
from summarizer.topics.query import parse_query
from tests.summarizer.topics.queries import words

FERRY = Article(
    title="Ferry strike strands thousands at Port Veldt",
    paragraphs=(
        "Thousands of travellers were stranded on Friday when the crews of Harbour Pell went on strike.",
        "The ferry company said it would run one ferry a day to Port Veldt. “We are sorry,” said Ida Holm, its head.",
        "The union wants Harbour Pell to pay for nights. Ida Holm refused. Port Veldt expects the strike to last.",
    ),
    language="en",
)
HOLM = Person(name="Ida Holm", role="head of Harbour Pell", sentence=2, rank=1)


def test_people_come_first_then_names_then_words_of_the_headline() -> None:
    assert propose_terms(FERRY, (HOLM,)) == ('"Ida Holm"', '"Port Veldt"', '"Harbour Pell"', "Ferry strike")


def test_without_people_the_names_of_the_text_are_found() -> None:
    assert propose_terms(FERRY) == ('"Port Veldt"', '"Harbour Pell"', "Ferry strike")


def test_days_and_months_are_no_names() -> None:
    article = Article(paragraphs=("It rained on Friday in May.", "It will on Friday, in May."), language="en")
    assert propose_terms(article) == ()


def test_a_name_ends_where_it_owns_and_begins_behind_a_courtesy() -> None:
    article = Article(
        paragraphs=("They saw Mr Sand and Osk One’s Top Hour.", "Then Mr Sand praised Osk One's Top Hour."),
        language="en",
    )
    assert propose_terms(article)[:2] == ("Sand", '"Osk One"')


def test_what_a_headline_counts_in_is_not_what_to_follow() -> None:
    english = Article(
        title="Ferry fares rise 4 percent for 300 people",
        paragraphs=("The ferry fares rise by 4 percent. Some 300 people pay the ferry fares, by percent.",),
        language="en",
    )
    assert propose_terms(english) == ("Ferry fares",)
    russian = Article(
        title="Паром застрял во льду: на борту 300 человек",
        paragraphs=("Паром застрял утром. На борту парома 300 человек, из них 40 человек команды.",),
        language="ru",
    )
    assert not any("человек" in one for one in propose_terms(russian))


def test_a_headline_word_taken_up_once_is_better_than_nothing() -> None:
    article = Article(title="Walkout", paragraphs=("The walkout began.",), language="en")
    assert propose_terms(article) == ("Walkout",)


def test_a_single_word_of_a_name_already_given_is_no_proposal() -> None:
    assert not {"Holm", "Veldt", "Port", "Pell"} & set(propose_terms(FERRY, (HOLM,)))


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (Article(paragraphs=("Nothing much.",), language="en"), ()),
        (Article(paragraphs=(), title="", language="en"), ()),
        (Article(paragraphs=("雨だ。",), title="雨", language="ja"), ()),
        (
            Article(
                title="北浜市で地震、住民が避難",
                paragraphs=("北浜市で地震があった。", "北浜市によると、地震で百人が避難した。避難は続く。"),
                language="ja",
            ),
            ("北浜市", "地震", "避難"),
        ),
        (
            Article(
                title="Банк Вельда поднял ставку",
                paragraphs=("Совет повысил ставку в пятницу. Так решил банк.", "По словам Иды Хольм, ставка высока."),
                language="ru",
            ),
            ("ставку Банк",),
        ),
    ],
)
def test_other_languages_and_thin_stories(article: Article, expected: tuple[str, ...]) -> None:
    assert propose_terms(article)[: len(expected)] == expected
    assert bool(propose_terms(article)) == bool(expected)


def test_a_person_the_text_writes_otherwise_is_left_out() -> None:
    stranger = Person(name="Otto Brand", role="", sentence=0, rank=1)
    unnameable = Person(name="“”", role="", sentence=0, rank=2)
    assert not any("Brand" in text for text in propose_terms(FERRY, (stranger, unnameable)))


names = st.sampled_from(["Ida", "Holm", "Port Veldt", "Pell", "the", "strike", "ferries", "AT&T", "東京都", "地震"])


@given(st.lists(names | words() | st.text(max_size=8), max_size=30), st.lists(names, max_size=8))
def test_every_proposal_matches_its_story_and_differs(text: list[str], title: list[str]) -> None:
    article = Article(title=" ".join(title), paragraphs=(" ".join(text),), language="en")
    people = (HOLM, Person(name="Pell", role="", sentence=0, rank=2))
    story = prepare_story(Story(title=article.title or "", text=article.text, language="en"))
    proposals = propose_terms(article, people)
    assert len({parse_query(proposal) for proposal in proposals}) == len(proposals) <= MOST_PROPOSALS
    assert all(matches(parse_query(proposal), story) for proposal in proposals)
