"""What people do about topics: follow and preview them, mute, edit and drop them, and ask why something came.

Queries come as people type them; they are kept in canonical form, once for all who ask the same. Nothing here speaks
to anybody: what is to be said at once is queued, the rest is given.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.services.topic_watch import TopicWatch
from storage.database import Database, WriteTx
from storage.destinations import Destination, move_chat, pause_chat, resume_chat
from storage.entries import Entry, find_entries, list_recent, list_reports
from storage.feeds import find_feeds, list_chosen_feeds
from storage.outbox import Delivery, find_delivery, list_bundle
from storage.reasons import Reason
from storage.topics import (
    Follow,
    FollowMode,
    Topic,
    add_topic,
    find_follow,
    follow_topic,
    list_follows,
    mute_topic,
    set_follow_mode,
    unfollow_topic,
)
from storage.weights import Step, WeightKind, change_weights, list_weights, undo_change
from summarizer.text.words import fold
from summarizer.topics.hints import suggest_meant
from summarizer.topics.match import Match
from summarizer.topics.query import Query, QueryError, parse_query
from summarizer.topics.story import Story

PREVIEW_STORIES = 200
PREVIEW_SHOWN = 3
CATCH_UP_STORIES = 1_000

TOPICS_LIMIT = 100
"""Topics of one destination; its list stays usable so far."""


class TooManyTopicsError(Exception):
    """A destination follows `limit` topics already."""

    def __init__(self, *, limit: int) -> None:
        super().__init__(f"no more than {limit} topics")
        self.limit = limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report that a query matches, and by which of its words."""

    entry: Entry
    match: Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a query would have matched: `count` of the last `of` reports in the destination's feeds.

    `latest` are the latest few, latest first. `has_feeds` False means that nothing was chosen to look in. `meant` is
    what was probably meant, where the query can be read and that is something else. `unread` counts the feeds that were
    not read yet.
    """

    query: Query
    count: int
    of: int
    latest: tuple[Found, ...]
    has_feeds: bool
    meant: str | None = None
    unread: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why something came: its reasons, the feeds they name (by id, title or address), and all reports one may see."""

    delivery: Delivery
    reasons: tuple[Reason, ...]
    feeds: dict[int, str] = field(default_factory=dict)
    reports: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """More or less like something: what was weighed anew, and the id by which it can be undone."""

    change_id: int
    steps: tuple[Step, ...]


class Following:
    """The use cases of topics, and of chats that come and go."""

    def __init__(self, database: Database, watch: TopicWatch, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._watch = watch
        self._now = now

    async def preview(self, to: Destination, text: str) -> Preview:
        """What following `text` would have brought lately.

        Raises:
            QueryError: it cannot be read; it says where and what was probably meant.
        """
        query = parse_query(text)
        async with self._database.read() as tx:
            recent = await list_recent(tx, to, limit=PREVIEW_STORIES)
            chosen = await list_chosen_feeds(tx, to)
        found = await self._find([query], recent)
        return Preview(
            query=query,
            count=len(found),
            of=len(recent),
            latest=tuple(found[:PREVIEW_SHOWN]),
            has_feeds=bool(recent) or bool(chosen),
            meant=suggest_meant(text),
            unread=sum(not one.feed.primed and not one.feed.failures for one in chosen),
        )

    async def follow(self, to: Destination, text: str, *, mode: FollowMode, user_id: int | None) -> Follow:
        """Follow what `text` asks for; following it already changes the mode and ends a mute.

        Raises:
            QueryError: it cannot be read.
            TooManyTopicsError: the destination follows `TOPICS_LIMIT` others.
        """
        query = str(parse_query(text))
        async with self._database.write() as tx:
            topic = await add_topic(tx, query, now=self._now())
            return await self._start(tx, to, topic, mode=mode, user_id=user_id)

    async def edit(self, to: Destination, topic_id: int, text: str) -> Follow | None:
        """Ask for something else in the same place of the list and under the same settings, a mute included.

        None when the topic is not followed (any more). Two that come to ask the same are one, in the earlier's place.

        Raises:
            QueryError: it cannot be read; then nothing changes.
        """
        query = str(parse_query(text))
        async with self._database.write() as tx:
            old = await find_follow(tx, to, topic_id)
            if old is None:
                return None
            topic = await add_topic(tx, query, now=self._now())
            if topic.id == topic_id:
                return old
            await unfollow_topic(tx, to, topic_id)
            follow = replace(old, topic=topic)
            await follow_topic(tx, follow)
            return await find_follow(tx, to, topic.id) or follow

    async def unfollow(self, to: Destination, topic_id: int) -> bool:
        """Follow a topic no longer; says whether it was followed."""
        async with self._database.write() as tx:
            return await unfollow_topic(tx, to, topic_id)

    async def set_mode(self, to: Destination, topic_id: int, mode: FollowMode) -> bool:
        """Hear of a topic at once or in the digest; says whether it is followed."""
        async with self._database.write() as tx:
            return await set_follow_mode(tx, to, topic_id, mode)

    async def mute(self, to: Destination, topic_id: int, until: datetime | None) -> bool:
        """Hear nothing of a topic until then, None ends that; says whether it is followed."""
        async with self._database.write() as tx:
            return await mute_topic(tx, to, topic_id, until=until)

    async def list_topics(self, to: Destination) -> tuple[Follow, ...]:
        """What the destination follows, in the order in which it began to."""
        async with self._database.read() as tx:
            return await list_follows(tx, to)

    async def why(self, delivery_id: int, *, chat_id: int) -> Why | None:
        """Why a delivery came; None when it is not that chat's, or not there any more."""
        async with self._database.read() as tx:
            delivery = await find_delivery(tx, delivery_id)
            if delivery is None or delivery.to.chat_id != chat_id:
                return None
            feeds = await find_feeds(tx, {reason.feed_id for reason in delivery.reasons})
            reports = await list_reports(tx, delivery.subject_id, to=delivery.to)
        names = {feed_id: feed.title or feed.url for feed_id, feed in feeds.items()}
        return Why(delivery=delivery, reasons=delivery.reasons, feeds=names, reports=reports)

    async def bundle(self, delivery_id: int, *, chat_id: int) -> tuple[Entry, ...]:
        """The reports behind "12 more" of a delivery, earliest first; empty when it is not that chat's."""
        async with self._database.read() as tx:
            delivery = await find_delivery(tx, delivery_id)
            if delivery is None or delivery.to.chat_id != chat_id:
                return ()
            along = await list_bundle(tx, delivery_id)
            found = await find_entries(tx, [one.entry_id for one in along if one.entry_id is not None])
        return tuple(found[one.entry_id] for one in along if one.entry_id is not None and one.entry_id in found)

    async def wish(self, to: Destination, reasons: Sequence[Reason], *, steps: int) -> Wish:
        """Want `steps` more (below 0: less) of the feeds and matched words of `reasons`."""
        weighed = steps_of(reasons, steps)
        async with self._database.write() as tx:
            change_id = await change_weights(tx, to, weighed, now=self._now())
        return Wish(change_id=change_id, steps=weighed)

    async def undo_wish(self, to: Destination, change_id: int) -> tuple[Step, ...] | None:
        """Take a wish back; None when it was taken back before, or is another's."""
        async with self._database.write() as tx:
            return await undo_change(tx, to, change_id)

    async def list_wishes(self, to: Destination) -> tuple[Step, ...]:
        """What the destination wants more or less of, the strongest wish first."""
        async with self._database.read() as tx:
            return await list_weights(tx, to)

    async def drop_wish(self, to: Destination, kind: WeightKind, name: str) -> Wish | None:
        """Weigh one feed or word as if nothing had been said of it; None when nothing had."""
        async with self._database.write() as tx:
            known = [one for one in await list_weights(tx, to) if (one.kind, one.name) == (kind, name)]
            if not known:
                return None
            back = tuple(replace(one, steps=-one.steps) for one in known)
            change_id = await change_weights(tx, to, back, now=self._now())
        return Wish(change_id=change_id, steps=back)

    async def name_feeds(self, steps: Sequence[Step]) -> dict[str, str]:
        """What the feeds among `steps` are called, by the name that a step has."""
        ids = {int(step.name) for step in steps if step.kind is WeightKind.SOURCE}
        async with self._database.read() as tx:
            feeds = await find_feeds(tx, ids)
        return {str(feed_id): feed.title or feed.url for feed_id, feed in feeds.items()}

    async def catch_up(self, to: Destination, *, since: datetime) -> tuple[Found, ...]:
        """The reports since then in the destination's feeds that any of its topics matches, latest first.

        One of each event.
        """
        async with self._database.read() as tx:
            recent = await list_recent(tx, to, since=since, limit=CATCH_UP_STORIES)
            follows = await list_follows(tx, to)
        found: dict[int, Found] = {}
        queries = [query for follow in follows if (query := _read(follow.topic.query)) is not None]
        for one in await self._find(queries, recent):
            found.setdefault(one.entry.event_id, one)
        return tuple(found.values())

    async def chat_gone(self, chat_id: int, *, reason: str) -> None:
        """Say nothing to a chat any more: the bot was blocked or removed. What it chose stays."""
        async with self._database.write() as tx:
            await pause_chat(tx, chat_id, reason=reason, now=self._now())

    async def chat_back(self, chat_id: int) -> bool:
        """Speak to a chat again; says whether it was paused."""
        async with self._database.write() as tx:
            return await resume_chat(tx, chat_id)

    async def chat_moved(self, old_chat_id: int, new_chat_id: int) -> None:
        """Follow a group that became a supergroup."""
        async with self._database.write() as tx:
            await move_chat(tx, old_chat_id=old_chat_id, new_chat_id=new_chat_id)

    async def _find(self, queries: Sequence[Query], entries: Sequence[Entry]) -> list[Found]:
        """Those of `entries` that any of `queries` matches; in a thread, for a thousand take part of a second."""
        stories = [story_of(entry) for entry in entries]
        matches = await asyncio.to_thread(self._watch.explain_each, queries, stories)
        return [
            Found(entry=entry, match=match) for entry, match in zip(entries, matches, strict=True) if match is not None
        ]

    async def _start(
        self, tx: WriteTx, to: Destination, topic: Topic, *, mode: FollowMode, user_id: int | None
    ) -> Follow:
        follows = await list_follows(tx, to)
        if len(follows) >= TOPICS_LIMIT and topic.id not in {one.topic.id for one in follows}:
            raise TooManyTopicsError(limit=TOPICS_LIMIT)
        follow = Follow(to=to, topic=topic, mode=mode, created_at=self._now(), user_id=user_id)
        await follow_topic(tx, follow)
        return await find_follow(tx, to, topic.id) or follow


def _read(text: str) -> Query | None:
    try:
        return parse_query(text)
    except QueryError:
        return None  # written by another version: it stays in its followers' lists, and they may edit it


def story_of(entry: Entry) -> Story:
    """What queries are asked about a report that was kept."""
    return Story(title=entry.title, text=entry.text, language=entry.language, url=entry.url)


def steps_of(reasons: Sequence[Reason], steps: int) -> tuple[Step, ...]:
    """The same wish about each feed and each matched word of `reasons`, folded, each once."""
    feeds = dict.fromkeys(str(reason.feed_id) for reason in reasons)
    words = dict.fromkeys(fold(word) for reason in reasons for word in reason.words)
    return (
        *(Step(kind=WeightKind.SOURCE, name=name, steps=steps) for name in feeds),
        *(Step(kind=WeightKind.TERM, name=name, steps=steps) for name in words),
    )
