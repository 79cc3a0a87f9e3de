"""Which topics a report matches, and by which words: one index over all topics, kept up with the database.

Topics are only ever added, under higher ids, so that catching up is one short question; the last few ids are asked for
again, since of two that are written at once the higher may be seen first. Those that nobody follows any more match on,
and reach nobody, until the next start.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from storage.database import Database
from storage.topics import Topic, list_topics
from summarizer.topics.match import Match, explain
from summarizer.topics.query import Query, QueryError, parse_query
from summarizer.topics.story import Story, prepare_story

if TYPE_CHECKING:
    from summarizer.topics.index import TopicIndex

Classify = Callable[[str, str, str | None], frozenset[str]]
"""Gives the categories of a story by title, text and language."""

_PAGE = 10_000
_OVERLAP = 100
_CATEGORY = "category:"


class TopicWatch:
    """The index, and the queries that explain its answers. `classify` None leaves categories out."""

    def __init__(self, database: Database, classify: Classify | None = None) -> None:
        self._database = database
        self._classify = classify
        self._index: TopicIndex | None = None
        self._queries: dict[int, str] = {}
        self._needs_categories = False
        self._last = 0

    def __len__(self) -> int:
        return 0 if self._index is None else len(self._index)

    async def catch_up(self) -> int:
        """Take in the topics that are new since the last time; says how many. A page of 10,000 at a time."""
        added = 0
        while True:
            async with self._database.read() as tx:
                found = await list_topics(tx, after=max(0, self._last - _OVERLAP), limit=_PAGE)
            for topic in found:
                added += self._add(topic)
            if len(found) < _PAGE:
                return added

    def match(self, story: Story) -> Mapping[int, Match]:
        """Why each topic that matches `story` does, by its id."""
        if self._index is None:
            return {}
        prepared = prepare_story(self._classified(story) if self._needs_categories else story)
        found = {topic_id: explain(self._query(topic_id), prepared) for topic_id in self._index.match(prepared)}
        return {topic_id: match for topic_id, match in found.items() if match is not None}

    def explain_each(self, queries: Sequence[Query], stories: Sequence[Story]) -> tuple[Match | None, ...]:
        """Why the first of `queries` that matches does, for each of `stories`; None where none does."""
        needs_categories = any(_CATEGORY in str(query) for query in queries)
        found = []
        for story in stories:
            prepared = prepare_story(self._classified(story) if needs_categories else story)
            reasons = (explain(query, prepared) for query in queries)
            found.append(next((reason for reason in reasons if reason is not None), None))
        return tuple(found)

    def _add(self, topic: Topic) -> bool:
        if topic.id in self._queries:
            return False
        self._last = max(self._last, topic.id)
        self._queries[topic.id] = topic.query
        try:
            query = parse_query(topic.query)
        except QueryError:
            return False  # written by another version: it stays in its followers' lists, and they may edit it
        self._needs_categories |= _CATEGORY in topic.query
        index = self._index or _new_index()
        self._index = index
        index.add(topic.id, query)
        if index.is_compaction_due:
            index.compact()
        return True

    def _query(self, topic_id: int) -> Query:
        return parse_query(self._queries[topic_id])

    def _classified(self, story: Story) -> Story:
        if self._classify is None:
            return story
        return replace(story, categories=self._classify(story.title, story.text, story.language))


def _new_index() -> "TopicIndex":
    # Imported when somebody follows something: it brings NumPy, and a bot for briefings alone does without.
    from summarizer.topics.index import TopicIndex  # noqa: PLC0415

    return TopicIndex()
