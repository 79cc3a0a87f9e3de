"""What people do about feeds and about when they are told: choose, pause, drop; digests and quiet hours."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services.calendars import is_zone, next_due
from bot.services.digests import Digests
from bot.services.discovery import DiscoveredFeed
from bot.services.polling import LEASE, Polling, show_newest
from storage.database import Database
from storage.destinations import Destination
from storage.digests import Digest, Item, Schedule, find_digest, find_schedule, list_items, save_schedule
from storage.feeds import (
    ChosenFeed,
    Feed,
    FeedMode,
    Subscription,
    add_feed,
    list_chosen_feeds,
    pause_subscription,
    subscribe,
    unsubscribe,
)

FEEDS_LIMIT = 300
"""Feeds of one destination: so many that no reader's list is refused, so few that nobody crawls the web with us."""

FIRST_ANSWERS_S = 4.0
ANSWERS_EVERY_S = 0.2
"""How long who just chose feeds waits to see what they hold, and how often it is looked."""

DEFAULT_TIMES = (8 * 60,)
"""When a digest comes for who wants one and has not said when: eight in the morning."""


class TooManyFeedsError(Exception):
    """A destination chose `limit` feeds already."""

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"no more than {limit} feeds")
        self.limit = limit


class UnknownZoneError(Exception):
    """There is no time zone of that `name`."""

    def __init__(self, *, name: str) -> None:
        super().__init__(f"no time zone {name}")
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A feed to be chosen: where it stands, and what it is called, if that is known."""

    url: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """A digest with its items: those in it, and those a tap away."""

    digest: Digest
    shown: tuple[Item, ...]
    rest: tuple[Item, ...]


class Subscriptions:
    """The use cases of feeds and schedules."""

    def __init__(self, database: Database, *, polling: Polling, digests: Digests, now: Callable[[], datetime]) -> None:
        self._database = database
        self._polling = polling
        self._digests = digests
        self._now = now

    async def add_discovered(
        self, to: Destination, found: DiscoveredFeed, *, mode: FeedMode, user_id: int | None
    ) -> Feed:
        """Choose a feed that was just found; its answer is taken in, so that nobody asks for it twice.

        Who wants everything is shown its newest.

        Raises:
            TooManyFeedsError: the destination chose `FEEDS_LIMIT` already.
        """
        choice = Choice(url=found.url, title=found.feed.title)
        (feed,) = await self._choose(to, [choice], mode=mode, user_id=user_id, lease=LEASE)
        if not feed.primed:
            await self._polling.take_in(feed, found.answer, found.feed)
        self._polling.wake()
        return feed

    async def add(
        self, to: Destination, choices: Iterable[Choice], *, mode: FeedMode, user_id: int | None
    ) -> tuple[Feed, ...]:
        """Choose feeds (of a list, of the starter set) that are asked as soon as their turn comes; all or none.

        Raises:
            TooManyFeedsError: the destination would have more than `FEEDS_LIMIT`.
        """
        added = await self._choose(to, choices, mode=mode, user_id=user_id)
        self._polling.wake()
        return added

    async def wait_for_first_answers(self, to: Destination, *, longest_s: float = FIRST_ANSWERS_S) -> None:
        """Return when the destination's feeds were all asked once, or after `longest_s`."""
        for _ in range(round(longest_s / ANSWERS_EVERY_S)):
            if all(one.feed.polled_at is not None for one in await self.list_feeds(to)):
                return
            await asyncio.sleep(ANSWERS_EVERY_S)

    async def _choose(
        self,
        to: Destination,
        choices: Iterable[Choice],
        *,
        mode: FeedMode,
        user_id: int | None,
        lease: timedelta | None = None,
    ) -> tuple[Feed, ...]:
        now = self._now()
        held = None if lease is None else now + lease
        added = []
        async with self._database.write() as tx:
            for choice in choices:
                feed = await add_feed(tx, choice.url, now=now, title=choice.title, leased_until=held)
                chosen = Subscription(to=to, feed_id=feed.id, mode=mode, user_id=user_id, created_at=now)
                if await subscribe(tx, chosen) and feed.primed:
                    await show_newest(tx, feed.id, now)
                added.append(feed)
            if len(await list_chosen_feeds(tx, to)) > FEEDS_LIMIT:
                raise TooManyFeedsError(limit=FEEDS_LIMIT)
        return tuple(added)

    async def remove(self, to: Destination, feed_id: int) -> bool:
        """Choose a feed no longer; says whether it was chosen."""
        async with self._database.write() as tx:
            return await unsubscribe(tx, to, feed_id)

    async def pause(self, to: Destination, feed_id: int, *, paused: bool) -> bool:
        """Pause a feed or go on with it; says whether it is chosen."""
        async with self._database.write() as tx:
            changed = await pause_subscription(tx, to, feed_id, paused=paused)
        self._polling.wake()
        return changed

    async def list_feeds(self, to: Destination) -> tuple[ChosenFeed, ...]:
        """What the destination chose and how it does, by title; also what an OPML file of it holds."""
        async with self._database.read() as tx:
            return await list_chosen_feeds(tx, to)

    async def schedule(self, to: Destination) -> Schedule | None:
        """When the destination wants to be told, None when it never said."""
        async with self._database.read() as tx:
            return await find_schedule(tx, to)

    async def set_schedule(self, schedule: Schedule) -> Schedule:
        """Tell the destination at those times from now on; gives it with the instant of the next digest.

        Raises:
            UnknownZoneError: there is no such zone.
        """
        if not is_zone(schedule.zone):
            raise UnknownZoneError(name=schedule.zone)
        planned = replace(schedule, next_due_at=next_due(schedule, self._now()))
        async with self._database.write() as tx:
            await save_schedule(tx, planned)
        self._digests.schedule_changed()
        return planned

    async def ensure_digest(self, to: Destination, *, zone: str = "UTC", user_id: int | None = None) -> Schedule:
        """The schedule of a destination that wants digests: with `DEFAULT_TIMES` where it named no times yet."""
        known = await self.schedule(to)
        if known is not None and known.times:
            return known
        base = known or Schedule(to=to, zone=zone, user_id=user_id)
        return await self.set_schedule(replace(base, times=DEFAULT_TIMES))

    async def open_digest(self, digest_id: int, *, chat_id: int) -> DigestPage | None:
        """A digest and all its items; None when it is not that chat's, or not there any more."""
        async with self._database.read() as tx:
            digest = await find_digest(tx, digest_id)
            if digest is None or digest.to.chat_id != chat_id:
                return None
            items = await list_items(tx, digest_id)
        return DigestPage(digest=digest, shown=items[: digest.shown], rest=items[digest.shown :])
