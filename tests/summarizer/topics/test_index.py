import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from summarizer.topics import index as index_module
from summarizer.topics.clauses import MAX_CLAUSES, find_clauses, find_cover
from summarizer.topics.index import TopicIndex
from summarizer.topics.match import PreparedStory, Story, matches, prepare_story
from summarizer.topics.query import Query, QueryError, parse_query
from tests.summarizer.topics.queries import WORDS, query_texts, words
from tests.timing import cpu_time

LANGUAGES = ("en", "fr", "ru", "ja", "uk", "es")
URLS = (None, "https://example.com/a", "https://www.news.example.com/b", "http://other.org/")


def read(text: str) -> Query | None:
    try:
        return parse_query(text)
    except QueryError:
        return None


def queries() -> st.SearchStrategy[Query]:
    return query_texts().map(read).filter(bool)  # type: ignore[return-value]


def stories() -> st.SearchStrategy[PreparedStory]:
    pairs = st.tuples(words(), st.sampled_from((" ", ", ", "。", "")))
    text = st.lists(pairs.map("".join), max_size=25).map("".join)
    return st.builds(
        lambda title, body, language, url, about: prepare_story(
            Story(title=title, text=body, language=language, url=url, categories=about)
        ),
        text,
        text,
        st.sampled_from(LANGUAGES),
        st.sampled_from(URLS),
        st.sampled_from([frozenset(), frozenset({"sport"})]),
    )


def brute_force(topics: dict[int, Query], story: PreparedStory) -> list[int]:
    return sorted(topic for topic, query in topics.items() if matches(query, story))


@given(st.lists(queries(), max_size=30), st.integers(0, 30), stories())
def test_the_index_finds_what_asking_each_query_finds(
    found: list[Query], compacted_at: int, story: PreparedStory
) -> None:
    topics = dict(enumerate(found))
    index = TopicIndex()
    for topic, query in topics.items():
        if topic == compacted_at:
            index.compact()
        index.add(topic, query)
    assert index.match(story) == brute_force(topics, story)
    index.compact()
    assert index.match(story) == brute_force(topics, story)


class Changes(RuleBasedStateMachine):
    """Topics come, change and go, with compactions at any time; a plain dictionary says what the index should find."""

    def __init__(self) -> None:
        super().__init__()
        self.topics: dict[int, Query] = {}
        self.index = TopicIndex()

    @rule(topic=st.integers(0, 20), query=queries())
    def add(self, topic: int, query: Query) -> None:
        self.topics[topic] = query
        self.index.add(topic, query)

    @precondition(lambda self: self.topics)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        topic = data.draw(st.sampled_from(sorted(self.topics)))
        del self.topics[topic]
        self.index.remove(topic)
        with pytest.raises(KeyError):
            self.index.remove(topic)

    @rule()
    def compact(self) -> None:
        self.index.compact()

    @rule(story=stories())
    def match(self, story: PreparedStory) -> None:
        assert self.index.match(story) == brute_force(self.topics, story)

    @invariant()
    def holds_what_was_put_in(self) -> None:
        assert len(self.index) == len(self.topics)
        assert all((topic in self.index) == (topic in self.topics) for topic in range(21))


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)


def sample_query(chance: random.Random) -> str:
    """40 % one word, 20 % AND, 15 % phrase, 10 % OR, 15 % NOT, of words that news would use."""
    first, second, third = (f"w{min(int(chance.paretovariate(0.6)), 900)}" for _ in range(3))
    kind = chance.choices(range(5), (40, 20, 15, 10, 15))[0]
    return (first, f"{first} {second}", f'"{first} {second}"', f"{first} OR {second} {third}", f"{first} -{second}x")[
        kind
    ]


def sample_stories(chance: random.Random, count: int) -> Iterator[PreparedStory]:
    for _ in range(count):
        found = [f"w{min(int(chance.paretovariate(0.6)), 900)}" for _ in range(150)]
        yield prepare_story(Story(title=" ".join(found[:8]), text=" ".join(found[8:]), language="en"))


@pytest.mark.parametrize("arrays_from", [500, 1_000_000])
def test_many_topics_over_many_changes(monkeypatch: pytest.MonkeyPatch, arrays_from: int) -> None:
    monkeypatch.setattr(index_module, "ARRAYS_FROM", arrays_from)
    chance = random.Random(20261122)
    topics = {topic: parse_query(sample_query(chance)) for topic in range(2_000)}
    index = TopicIndex(topics.items())
    for story in sample_stories(chance, 40):
        assert index.match(story) == brute_force(topics, story)
        for topic in chance.sample(sorted(topics), 20):
            del topics[topic]
            index.remove(topic)
        for _ in range(20):
            topic = chance.randrange(4_000)
            topics[topic] = parse_query(sample_query(chance))
            index.add(topic, topics[topic])
        if index.is_compaction_due:
            index.compact()


def is_due(index: TopicIndex) -> bool:
    return index.is_compaction_due


def test_compaction_is_due_when_much_is_new_or_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "ARRAYS_FROM", 3)
    index = TopicIndex((topic, parse_query(f"word{topic}")) for topic in range(4))
    assert not is_due(index)
    for topic in range(4, 6):
        index.add(topic, parse_query(f"word{topic}"))
    assert is_due(index)
    index.compact()
    for topic in range(3):
        index.remove(topic)
    assert is_due(index)
    index.compact()
    assert not is_due(index)
    assert len(index) == 3


def test_a_change_takes_effect_at_once_and_costs_little() -> None:
    index = TopicIndex((topic, parse_query(f"lang:en word{topic}")) for topic in range(5_000))
    index.compact()
    story = prepare_story(Story(title="Gold", text="word17 word18", language="en"))
    assert index.match(story) == [17, 18]
    slowest = 0.0
    for topic in range(200):
        with cpu_time() as taken:
            index.add(topic, parse_query("gold"))
            index.remove(topic)
        slowest = max(slowest, taken.seconds)
    assert index.match(story) == []
    index.add(17, parse_query("gold"))
    assert index.match(story) == [17]
    assert slowest < 0.05


def test_a_query_with_too_many_alternatives_is_asked_by_itself() -> None:
    text = " ".join(f"(a{number} OR b{number})" for number in range(8))
    query = parse_query(text)
    assert find_clauses(query.root) is None
    assert len(find_cover(query.root)) == 2
    index = TopicIndex([(1, query), (2, parse_query(f"(c OR {text}) -z"))])
    every = " ".join(f"{'ab'[number % 2]}{number}" for number in range(8))
    assert index.match(prepare_story(Story(title="", text=every, language="en"))) == [1, 2]
    assert index.match(prepare_story(Story(title="", text=f"{every} z", language="en"))) == [1]
    assert index.match(prepare_story(Story(title="", text=every[:-2], language="en"))) == []


def test_too_many_alternatives_side_by_side_too() -> None:
    query = parse_query(" OR ".join(f"a{number}" for number in range(MAX_CLAUSES + 1)))
    assert find_clauses(query.root) is None
    index = TopicIndex([(1, query)])
    assert index.match(prepare_story(Story(title="", text="a32", language="en"))) == [1]
    assert index.match(prepare_story(Story(title="", text="a33", language="en"))) == []


def test_a_cover_needs_something_wanted() -> None:
    query = parse_query("gold -(silver OR tin)")
    assert [term.pieces for term in find_cover(query.root)] == [("gold",)]
    with pytest.raises(ValueError, match="not wanted"):
        find_cover(query.root, wanted=False)


def test_what_contradicts_itself_is_held_and_never_found() -> None:
    index = TopicIndex([(1, parse_query("=gold -=gold"))])
    index.compact()
    assert 1 in index
    assert index.match(prepare_story(Story(title="gold", text="gold", language="en"))) == []


def test_queries_without_words_are_found() -> None:
    texts = ("site:example.com", "lang:en", "category:sport", "lang:en -site:example.com", "site:com lang:fr")
    index = TopicIndex(enumerate(map(parse_query, texts)))
    story = Story(title="", text="x", language="en", url="https://news.example.com", categories=frozenset({"sport"}))
    assert index.match(prepare_story(story)) == [0, 1, 2]


def test_whether_stories_need_categories_is_known() -> None:
    index = TopicIndex([(1, parse_query("gold lang:en"))])
    assert (index.names_category, parse_query("gold").names_category) == (False, False)
    query = parse_query("gold -category:sport")
    index.add(2, query)
    assert index.names_category == query.names_category == bool(index)


def test_languages_met_before_and_after_a_compaction_agree() -> None:
    index = TopicIndex([(1, parse_query("title:банк"))])
    russian = prepare_story(Story(title="У банка", text="", language="ru"))
    assert index.match(russian) == [1]
    index.compact()
    index.add(2, parse_query("банком"))
    assert index.match(russian) == [1, 2]
    index.compact()
    index.add(3, parse_query("банку"))
    assert index.match(russian) == [1, 2, 3]
    assert index.match(prepare_story(Story(title="Gold", text="", language="en"))) == []


def test_words_of_the_tests_have_every_kind() -> None:
    assert {"U.S.", "at&t", "東京", "банк", "covid-19"} <= set(WORDS)
