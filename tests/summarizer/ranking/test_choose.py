import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import BadRequest, TooLongForMethod
from summarizer.model import DEFAULT_METHOD, Article, Budget
from summarizer.ranking.choose import choose_sentences, rank_all
from summarizer.ranking.methods import METHODS
from summarizer.text.language import LANGUAGES
from tests.summarizer.ranking.articles import FERRY, of_sentences, sentences_of
from tests.timing import at_most

OTHERS = [method for method in METHODS if method != "lead"]


def chosen(article: Article, method: str = DEFAULT_METHOD, budget: Budget | None = None) -> list[int]:
    briefing = choose_sentences(article, sentences_of(article), budget=budget or Budget(), method=method)
    return [sentence.index for sentence in briefing.sentences]


@pytest.mark.parametrize("method", METHODS)
def test_each_method_gives_three_sentences_in_source_order(method: str) -> None:
    briefing = choose_sentences(FERRY, sentences_of(FERRY), budget=Budget(), method=method)
    assert briefing.method == method
    assert not briefing.whole
    assert len(briefing.sentences) == 3
    assert list(briefing.sentences) == sorted(briefing.sentences, key=lambda sentence: sentence.index)


@pytest.mark.parametrize("method", METHODS)
def test_each_method_orders_every_sentence_and_always_the_same(method: str) -> None:
    sentences = sentences_of(FERRY)
    order = rank_all(FERRY, sentences, method)
    assert sorted(order) == list(range(len(sentences)))
    assert order == rank_all(FERRY, sentences, method)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "article",
    [
        of_sentences(),
        of_sentences("The ferry sank."),
        of_sentences("The ferry sank.", "Nobody was hurt."),
        of_sentences(*["The ferry sank."] * 8),
        of_sentences("It is.", "He was.", "They were not.", "So what?", "And then?"),
        of_sentences("1 2 3.", "4 5 6.", "!", "?", "..."),
    ],
    ids=["none", "one", "two", "identical", "stop words", "no words"],
)
def test_where_there_is_nothing_to_tell_apart_the_lead_is_taken(method: str, article: Article) -> None:
    sentences = sentences_of(article)
    if len({sentence.text for sentence in sentences}) < 3 or "It is." in article.paragraphs:
        assert rank_all(article, sentences, method) == tuple(range(len(sentences)))
    assert len(chosen(article, method)) == min(3, len(sentences))
    assert len(chosen(article, method, Budget(sentences=1))) == min(1, len(sentences))


@pytest.mark.parametrize("method", OTHERS)
@settings(max_examples=20, deadline=None)
@given(
    texts=st.lists(
        st.lists(
            st.sampled_from(["Ferry", "the", "of", "strike", "7", "—", "court", "it"]), min_size=1, max_size=5
        ).map(lambda words: " ".join(words) + "."),
        max_size=9,
    )
)
def test_no_method_stumbles_over_poor_texts(method: str, texts: list[str]) -> None:
    article = of_sentences(*texts, title="Ferry strike")
    sentences = sentences_of(article)
    assert sorted(rank_all(article, sentences, method)) == list(range(len(sentences)))


@pytest.mark.parametrize("language", [*LANGUAGES, "xx"])
@pytest.mark.parametrize("method", ["nutgraf", "edmundson", "lexrank"])
def test_methods_read_every_language(language: str, method: str) -> None:
    article = of_sentences("Alpha beta gamma.", "Beta delta.", "Epsilon alpha beta.", "Zeta.", language=language)
    assert len(chosen(article, method)) == 3


def test_an_unknown_method_is_a_bad_request_even_for_nothing() -> None:
    with pytest.raises(BadRequest, match="lexrank"):
        choose_sentences(of_sentences(), (), budget=Budget(), method="magic")


def test_a_method_that_would_run_away_says_so() -> None:
    article = of_sentences(*(f"Ferry {number} sank." for number in range(200)))
    with pytest.raises(TooLongForMethod) as caught:
        chosen(article, "kl")
    assert caught.value.sentences == 200
    assert len(chosen(article)) == 3


def test_an_article_within_the_budget_is_given_whole() -> None:
    sentences = sentences_of(FERRY)
    briefing = choose_sentences(FERRY, sentences, budget=Budget(words=1_000))
    assert briefing.whole
    assert briefing.sentences == sentences


def test_the_lead_takes_from_the_start_and_stops() -> None:
    assert chosen(FERRY, "lead") == [0, 1, 2]
    assert chosen(FERRY, "lead", Budget(words=34)) == [0, 1]


def test_a_longer_briefing_holds_the_shorter_one() -> None:
    shorter = set(chosen(FERRY, budget=Budget(sentences=2)))
    assert shorter < set(chosen(FERRY, budget=Budget(sentences=5)))


def test_where_sentences_are_counted_one_that_says_more_wins() -> None:
    article = of_sentences(
        "Velmora's rowers won the harbour cup on Monday for the first time in 74 years.",
        "Rain fell in Velmora.",
        "Rowers of the Velmora club were two lengths behind at the mole before their cox Ada Holm steered inshore.",
        "The harbour cup goes back to 1874.",
    )
    assert chosen(article, budget=Budget(sentences=2)) == [0, 2]
    assert chosen(article, budget=Budget(words=20)) == [0, 1]


@pytest.mark.parametrize("count", range(1, 8))
def test_a_pronoun_never_stands_without_its_antecedent(count: int) -> None:
    picked = chosen(FERRY, budget=Budget(sentences=count))
    leaning = {s.index for s in sentences_of(FERRY) if s.text.startswith(("They", "She", "It", "But she"))}
    assert all(index - 1 in picked for index in picked if index in leaning)


@pytest.mark.parametrize(
    ("case", "article", "never"),
    [
        (
            "questions and answers",
            of_sentences(
                "The port of Velmora will ban cruise ships from June, the council decided on Monday.",
                "Why now?",
                "The ships brought 9,000 visitors a day to a port built for 2,000, a council report found.",
                "What happens to the crews?",
                "The council said the port would keep all 300 jobs at the cruise quay.",
            ),
            {1, 3},
        ),
        (
            "opinion",
            of_sentences(
                "I love ferries.",
                "The council's plan to ban cruise ships from the port of Velmora is right, and it is late.",
                "But it will not be enough.",
                "The port needs a plan for the 300 jobs that the cruise ships bring to Velmora.",
                "So there.",
            ),
            {2, 4},
        ),
        (
            "a list",
            of_sentences(
                "Five ferries failed the port authority's safety check in Velmora, a report said on Friday.",
                "• Ferry Aurora: no life jackets.",
                "• Ferry Bruma: no radio.",
                "The port authority will check the five ferries again before the summer season starts.",
                "• Ferry Celia: no lights.",
                "Owners of the ferries face fines of up to $40,000 under the port's safety rules.",
            ),
            {1, 2, 4},
        ),
        (
            "quotes",
            of_sentences(
                "Velmora's ferry crews ended their strike on Friday after a court ruled against them.",
                "“Sad.”",
                "“We will be back,” she said.",
                "The court ordered the ferry crews of Velmora to return to work within a day.",
                "The strike cost the port $31 million, the port authority estimated.",
            ),
            {1, 2},
        ),
        (
            "a live blog",
            of_sentences(
                "Follow the vote on the port of Velmora with us as it happens.",
                "14:32",
                "The council of Velmora has banned cruise ships from the port by 21 votes to 14.",
                "Refresh this page for the latest.",
                "What happens next?",
                "14:05",
                "Crowds outside the port are cheering.",
                "The ban starts in June and will cost the port 41 million dollars a year, the treasurer says.",
                "Latest posts",
            ),
            {1, 3, 4, 5, 6, 8},
        ),
        (
            "headings and captions",
            of_sentences(
                "Key points",
                "The council of Velmora has banned cruise ships from the port by 21 votes to 14.",
                "Cruise ships at the port of Velmora",
                "The ban starts in June and will cost the port 41 million dollars a year, the treasurer says.",
                "What the ban of cruise ships means for the port",
                "Some 300 people who work for the cruise ships will be moved to the ferry terminal.",
            ),
            {2},  # lines without an end that are short are no sentences at all: three of six are left
        ),
        (
            "an interview",
            of_sentences(
                "Mayor Ines Talvera defends the ban of cruise ships from the port of Velmora.",
                "Why does Velmora need a ban of cruise ships from the port now?",
                "“Because we waited for twenty years.”",
                "And what does the ban of cruise ships cost the port of Velmora?",
                "“Nothing,” Talvera says, “that the port of Velmora cannot earn from ferries in the same year.”",
                "Talvera has been mayor of Velmora since 2019 and will not stand again.",
            ),
            {1, 2, 3},
        ),
        (
            "a tease",
            of_sentences(
                "Gold bars.",
                "Customs officers in Velmora found 41 gold bars in the fuel tank of a ferry on Monday.",
                "Want to know more?",
                "The gold bars are worth 9 million dollars, the customs office of Velmora said.",
                "The captain of the ferry was arrested.",
            ),
            {2},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_kinds_of_texts_are_briefed_sensibly(case: str, article: Article, never: set[int]) -> None:
    assert case
    assert not never & set(chosen(article, budget=Budget(sentences=2)))


def test_edmundson_looks_for_words_that_announce() -> None:
    article = of_sentences(
        "The boat is blue.",
        "Perhaps the quay is blue.",
        "The council announced a record plan.",
        "The quay, the boat and the blue mole lie in the harbour beside a red crane and a green shed.",
    )
    assert rank_all(article, sentences_of(article), "edmundson")[0] == 2


@pytest.mark.parametrize("count", range(1, 7))
def test_a_question_is_not_the_last_to_be_taken(count: int) -> None:
    article = of_sentences(
        "The council of Ostwick voted on Monday to close the old bridge for two years.",
        "Q: Why is the bridge closing?",
        "A: Because inspectors of the council found cracks in three piers of the old bridge of Ostwick.",
        "Q: Who pays for the new bridge of Ostwick?",
        "A: Mostly the state, with 80 percent of the 12 million euros that the bridge costs the council.",
        "Q: How will people cross the river?",
        "A: A ferry of the council will run every 20 minutes from May and will be free for residents.",
    )
    picked = chosen(article, budget=Budget(sentences=count))
    assert picked[0] == 0
    assert all(index + 1 in picked for index in picked if index % 2)
    assert all(index - 1 in picked for index in picked if index in {2, 4})


def test_ten_thousand_words_take_no_time_to_speak_of() -> None:
    article = of_sentences(
        *(f"Ferry {n} left quay {n % 7} for port {n % 31} with {n} people on board." for n in range(800))
    )
    sentences = sentences_of(article)
    with at_most(0.3):
        choose_sentences(article, sentences, budget=Budget())
