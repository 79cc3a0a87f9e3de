"""What people keep: saved stories, listed and found again by any of their words."""

from collections.abc import Callable
from datetime import datetime

from storage.cards import has_card
from storage.database import Database
from storage.library import (
    Page,
    forget_story,
    index_story,
    is_indexed,
    is_saved,
    list_page,
    save_story,
    search,
)
from storage.stories import get_story
from summarizer.jobs import story_terms
from summarizer.text.language import LANGUAGES
from summarizer.text.words import terms
from summarizer.workers import Workers

QUERY_CHARS = 200


class Library:
    """The saved stories of each person."""

    def __init__(self, database: Database, workers: Workers, now: Callable[[], datetime]) -> None:
        self._database = database
        self._workers = workers
        self._now = now

    async def save(self, user_id: int, story_id: int) -> bool:
        """Keep a story for a person; says whether that is new.

        Raises:
            NoSuchStory: it is not there (any more).
        """
        async with self._database.read() as tx:
            story = await get_story(tx, story_id)
            indexed = await is_indexed(tx, story_id)
        words = [] if indexed else await self._workers.run(story_terms, story.article)
        async with self._database.write() as tx:
            is_new = await save_story(tx, user_id, story_id, saved_at=self._now())
            if not indexed:
                await index_story(tx, story_id, words)
        return is_new

    async def forget(self, user_id: int, story_id: int) -> bool:
        """Keep a story no longer; says whether it was kept."""
        async with self._database.write() as tx:
            return await forget_story(tx, user_id, story_id)

    async def restore(self, user_id: int, story_id: int) -> bool:
        """Keep again a story that the person has just forgotten; False when it is not there, or was never theirs.

        Theirs is what they were answered with: a forged number of somebody else's story gives nothing.
        """
        async with self._database.read() as tx:
            theirs = await has_card(tx, user_id, story_id)
        if theirs:
            await self.save(user_id, story_id)
        return theirs

    async def keeps(self, user_id: int, story_id: int) -> bool:
        """Whether the person keeps the story."""
        async with self._database.read() as tx:
            return await is_saved(tx, user_id, story_id)

    async def page(self, user_id: int, number: int) -> Page:
        """A page of what the person keeps, latest first."""
        async with self._database.read() as tx:
            return await list_page(tx, user_id, number=number)

    async def find(self, user_id: int, query: str, number: int) -> Page:
        """A page of what the person keeps that has all words of `query`, in whatever language they are.

        Any input is only words: a story matches if it has them all as one of the languages would stem them.
        """
        for words in _readings_of(query[:QUERY_CHARS]):
            async with self._database.read() as tx:
                found = await search(tx, user_id, words, number=number)
            if found.total:
                return found
        return Page(stories=(), number=0, total=0)


def _readings_of(query: str) -> list[tuple[str, ...]]:
    """The stemmed words of a query in each language, those that differ: a few words do not tell their language."""
    readings = {tuple(dict.fromkeys(terms(query, language))): None for language in LANGUAGES}
    return [words for words in readings if words]
