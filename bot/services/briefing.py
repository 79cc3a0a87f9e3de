"""A source → a briefing: fetched through the guard, read in a worker, remembered once.

    link → already read? ─ fresh ─────────────────────────────→ stored reading
                         ─ stale → conditional fetch ─ same ──→ stored reading
                                                     ─ new ───→ worker → one write (story, briefing, link)

A story's address is where the fetch ended, never what a page says of itself: a page must not be able to stand in the
cache under another's name.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.services.turns import Turns
from storage.columns import is_indexable
from storage.database import Database
from storage.library import index_story, is_indexed
from storage.links import Link, find_link, save_link
from storage.stories import find_reading, get_story, save_reading
from summarizer import jobs
from summarizer.errors import HttpStatus, NotALink, SummarizerError, Unusable, revive
from summarizer.jobs import Parcel
from summarizer.model import DEFAULT_METHOD, PIPELINE_VERSION, Budget, Reading
from summarizer.sources.fetch import ARTICLES, PAYWALL_STATUSES, Fetched, Fetcher, Validators
from summarizer.sources.urls import canonical_url, parse_link, unwrap
from summarizer.workers import Workers

FRESH_FOR = timedelta(minutes=15)
SHOWN_CHARS = 200
READABLE = replace(ARTICLES, statuses=PAYWALL_STATUSES)

Permit = Callable[[], Awaitable[None]]
"""Awaited before a page is fetched; raises where its reader has no fetches left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """How a source is to be briefed, and for whom: None where only one person asks (the command line)."""

    budget: Budget = field(default_factory=Budget)
    method: str = DEFAULT_METHOD
    asker: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A briefing and the story it is kept under."""

    story_id: int
    reading: Reading


async def fetch_parcel(fetcher: Fetcher, url: str, validators: Validators | None = None) -> tuple[Parcel, Fetched]:
    """What stands at `url`, and the answer it came in; empty when the answer is "not modified".

    Raises:
        SummarizerError: as `Fetcher.fetch` does.
    """
    fetched = await fetcher.fetch(unwrap(parse_link(url)), accept=READABLE, validators=validators)
    parcel = Parcel(
        data=fetched.data,
        declared=fetched.media_type or None,
        status=fetched.status,
        charset=fetched.charset,
        url=fetched.url,
    )
    return parcel, fetched


class Briefings:
    """The use case: every way to a briefing, and each story read once for everybody who asks."""

    def __init__(self, *, fetcher: Fetcher, workers: Workers, database: Database, now: Callable[[], datetime]) -> None:
        self._fetcher = fetcher
        self._workers = workers
        self._database = database
        self._now = now
        self._addresses: Turns[str] = Turns()
        self._askers: Turns[int] = Turns()

    async def brief_link(self, url: str, ask: Ask, *, permit: Permit | None = None) -> Told:
        """The briefing of the page at `url`; two who ask at once share one fetch.

        Raises:
            SummarizerError: why there is none. What the page itself says is remembered for 15 minutes too.
            Exception: what `permit` raises.
        """
        address = canonical_url(unwrap(parse_link(url)))
        if not is_indexable(address):
            raise NotALink(url=address[:SHOWN_CHARS], problem="it is too long")
        async with self._addresses.take(address):
            async with self._database.read() as tx:
                known = await find_link(tx, address)
            if known is not None and self._now() - known.fetched_at < FRESH_FOR:
                return await self._recall(known, ask)
            if permit is not None:
                await permit()
            return await self._fetch(address, known, ask)

    async def brief_parcel(self, parcel: Parcel, ask: Ask) -> Told:
        """The briefing of bytes that were sent to us: a text, a file, a forwarded post.

        Raises:
            SummarizerError: why there is none.
        """
        reading = await self._read(parcel, ask)
        async with self._database.write() as tx:
            story_id = await save_reading(tx, reading, canonical_url=None, read_at=self._now(), budget=ask.budget)
        return Told(story_id=story_id, reading=reading)

    async def brief_story(self, story_id: int, ask: Ask) -> Told:
        """The briefing of a story that we have, by another length or method; the same words, so nothing is fetched.

        Raises:
            NoSuchStory: it is not there (any more).
            SummarizerError: the method cannot take it.
        """
        async with self._database.read() as tx:
            reading = await find_reading(tx, story_id, version=PIPELINE_VERSION, method=ask.method, budget=ask.budget)
            if reading is not None:
                return Told(story_id=story_id, reading=reading)
            story = await get_story(tx, story_id)
        reading = await self._workers.run(jobs.brief_article, story.article, ask.budget, ask.method)
        async with self._database.write() as tx:
            # The page may have been read anew meanwhile; an old text must not come back over it.
            if (await get_story(tx, story_id)).article == story.article:
                await save_reading(
                    tx, reading, canonical_url=story.canonical_url, read_at=story.read_at, budget=ask.budget
                )
        return Told(story_id=story_id, reading=reading)

    async def _recall(self, known: Link, ask: Ask) -> Told:
        if known.story_id is None:
            raise revive(known.failure or Unusable.code, dict(known.facts))
        return await self.brief_story(known.story_id, ask)

    async def _fetch(self, address: str, known: Link | None, ask: Ask) -> Told:
        try:
            parcel, fetched = await fetch_parcel(self._fetcher, address, _validators(known))
            if fetched.not_modified and known is not None:
                async with self._database.write() as tx:
                    await save_link(tx, replace(known, fetched_at=self._now()))
                return await self._recall(known, ask)
            reading = await self._read(parcel, ask)
        except (Unusable, HttpStatus) as error:
            await self._remember_failure(address, error)
            raise
        return await self._remember(address, fetched, reading, ask)

    async def _remember(self, address: str, fetched: Fetched, reading: Reading, ask: Ask) -> Told:
        now = self._now()
        ended_at = canonical_url(fetched.url)
        kept_as = ended_at if is_indexable(ended_at) else address
        async with self._database.write() as tx:
            story_id = await save_reading(tx, reading, canonical_url=kept_as, read_at=now, budget=ask.budget)
            link = Link(
                url=address,
                fetched_at=now,
                story_id=story_id,
                etag=fetched.etag,
                last_modified=fetched.last_modified,
            )
            await save_link(tx, link)
            kept = await is_indexed(tx, story_id)
        if kept:
            # Somebody keeps this story: it must be found by the words it has now.
            words = await self._workers.run(jobs.story_terms, reading.article)
            async with self._database.write() as tx:
                await index_story(tx, story_id, words)
        return Told(story_id=story_id, reading=reading)

    async def _remember_failure(self, address: str, error: SummarizerError) -> None:
        facts = {name: value for name, value in vars(error).items() if isinstance(value, str | int | float | None)}
        async with self._database.write() as tx:
            await save_link(tx, Link(url=address, fetched_at=self._now(), failure=error.code, facts=facts))

    async def _read(self, parcel: Parcel, ask: Ask) -> Reading:
        """The parcel, read in a worker: one at a time for one asker, so that nobody's slow pages take all workers."""
        if ask.asker is None:
            return await self._workers.run(jobs.brief_parcel, parcel, ask.budget, ask.method)
        async with self._askers.take(ask.asker):
            return await self._workers.run(jobs.brief_parcel, parcel, ask.budget, ask.method)


def _validators(known: Link | None) -> Validators | None:
    if known is None or known.story_id is None:
        return None
    return Validators(etag=known.etag, last_modified=known.last_modified)
