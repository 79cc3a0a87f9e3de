"""Feeds are asked when they are due, and what is new in them is queued for who wants it.

    due ─ claim ─▶ conditional fetch ─▶ worker: parse ─▶ match ─▶ one transaction: reports, deliveries, next poll

The database is the only scheduler: a restart reads the due times again and asks nobody early. The first answer of a
feed is its history and is taken in silently; who wanted everything of it is shown the newest only. So are entries that
are dated far back: a site that imports its archive is no news.
"""

import asyncio
import hashlib
import logging
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypedDict
from weakref import WeakValueDictionary

from bot.logs import event, get_logger
from bot.services.copies import (
    HEADLINE_CHARS,
    SHORTEST_CHARS,
    WINDOW,
    RecentReports,
    Simhash,
    content_words,
    is_alike,
)
from bot.services.fanout import Report, is_at_once, plan_fanout
from bot.services.polls import POLICY, PollResult, follow_plan, plan_poll, validators_of
from bot.services.topic_watch import TopicWatch
from storage.audience import find_weights, list_listeners, list_told
from storage.columns import is_indexable, is_storable
from storage.database import Database, WriteTx
from storage.digests import queue_items
from storage.entries import (
    Fingerprint,
    NewEntry,
    find_event,
    find_event_of_copy,
    find_known_guids,
    find_newest,
    insert_entry,
    insert_event,
    list_fingerprints,
    list_texts,
    set_story,
    take_turn_at_events,
    touch_entries,
)
from storage.errors import StorageError
from storage.feeds import (
    Feed,
    FeedMode,
    FeedState,
    claim_due_feeds,
    find_next_poll,
    list_subscriptions,
    rename_feed,
    save_poll,
)
from storage.outbox import DeliveryKind, NewDelivery, queue_deliveries
from summarizer.errors import NotALink, SummarizerError, UnreadableFile
from summarizer.sources.fetch import Fetched, Validators
from summarizer.sources.parsed_feed import Entry, ParsedFeed
from summarizer.sources.urls import canonical_url, split_link
from summarizer.topics.match import Match
from summarizer.topics.story import Story

logger = get_logger(__name__)

AT_ONCE = 8
"""Feeds that are asked at the same time; of one host, one."""

LEASE = timedelta(minutes=5)
OLD_NEWS = timedelta(days=7)
"""What is dated further back when it first appears is history."""

TEXT_CHARS = 5_000
"""What is kept of an entry's text: enough to match, to preview and to find copies."""

THIN_CHARS = 200
"""An entry of fewer says too little of its story to be matched."""

REPORTS_LOOKED_AT = 3
"""Of an event, to tell whether a report is a copy of one of them."""

OPEN_LIMIT = 10
OPEN_FOR_S = 60.0
"""Articles that are opened for one poll, and how long that may take, well within the lease; the others are told as the
feed has them."""

IDLE_S = (0.5, 60.0)
_ERROR_STATUS = 400
_DAY_S = 86_400

Fetch = Callable[[str, Validators], Awaitable[Fetched]]
"""Asks for a feed, through the guard. Raises SummarizerError."""

Read = Callable[[Fetched], Awaitable[ParsedFeed]]
"""Reads an answer in a worker. Raises SummarizerError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The article behind an entry: the story that it is kept as, and its text."""

    story_id: int
    text: str


Open = Callable[[str], Awaitable[Opened | None]]
"""Reads the article at an address, through the guard and the cache; None when it cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What polling works with, given by the composition root.

    `chance` gives the jitter's share, from 0 up to 1, `policy` how long the feed at an address is left alone that asks
    for nothing itself.
    """

    fetch: Fetch
    read: Read
    simhash: Simhash
    now: Callable[[], datetime]
    chance: Callable[[], float] = random.random
    policy: Callable[[str], timedelta] = lambda _url: POLICY
    open: Open | None = None
    wake: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A report that was not known, ready to be written; `is_news` when people may hear of it.

    `said` are the words that copies are known by, title first.
    """

    entry: NewEntry
    said: str
    is_news: bool
    matches: Mapping[int, Match] = field(default_factory=dict)
    story_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What a poll changes: the feed before and after it, its address from now on, what it lists and what is new."""

    before: Feed
    after: Feed
    url: str
    listed: tuple[str, ...] = ()
    fresh: tuple[Fresh, ...] = ()


class Polling:
    """Asks feeds that are due."""

    def __init__(self, database: Database, watch: TopicWatch, means: Means) -> None:
        self._database = database
        self._watch = watch
        self._means = means
        self._recent = RecentReports()
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._woken = asyncio.Event()
        self._writing = asyncio.Lock()

    async def start(self) -> None:
        """Read what later polls are compared with: topics and the fingerprints of the last days."""
        await self._watch.catch_up()
        async with self._database.read() as tx:
            self._recent.remember(await list_fingerprints(tx, since=self._means.now() - WINDOW))

    def wake(self) -> None:
        """Say that a feed was added, and maybe its newest queued."""
        self._woken.set()
        self._means.wake()

    async def tick(self, *, limit: int = AT_ONCE) -> bool:
        """Ask at most `limit` feeds that are due, side by side; gives whether there were any."""
        now = self._means.now()
        async with self._database.write() as tx:
            due = await claim_due_feeds(tx, now=now, until=now + LEASE, limit=limit)
        await asyncio.gather(*map(self._poll, due))
        return bool(due)

    async def catch_up(self) -> None:
        """Ask all feeds that are due now, each once at least, and wait for what comes of it."""
        while await self.tick():
            pass

    async def run(self) -> None:
        """Ask feeds as they fall due until cancelled."""
        await self.start()
        async with asyncio.TaskGroup() as group:
            for number in range(AT_ONCE):
                group.create_task(self._work(), name=f"polling {number}")

    async def take_in(self, feed: Feed, answer: Fetched, parsed: ParsedFeed) -> int:
        """Take in an answer that was got otherwise (discovery), so that nobody asks twice; says how much was new."""
        return await self._store(feed, PollResult(answer=answer, **_wishes(parsed)), parsed)

    async def _work(self) -> None:
        while True:
            try:
                if await self.tick(limit=1):
                    continue
            except StorageError as error:
                event(logger, "polling stalled", level=logging.WARNING, error=type(error).__name__)
            await self._rest()

    async def _rest(self) -> None:
        self._woken.clear()
        shortest, longest = IDLE_S
        idle_s = longest
        with suppress(StorageError):
            async with self._database.read() as tx:
                due_at = await find_next_poll(tx)
            if due_at is not None:
                idle_s = min(max((due_at - self._means.now()).total_seconds(), shortest), longest)
        with suppress(TimeoutError):
            async with asyncio.timeout(idle_s):
                await self._woken.wait()

    async def _poll(self, feed: Feed) -> None:
        started = time.monotonic()
        async with self._host_of(feed.url):
            result, parsed = await self._ask(feed)
        try:
            count = await self._store(feed, result, parsed)
        except StorageError:
            raise
        except Exception:  # whatever one feed does to us: it is asked later, and the others go on
            logger.exception("a feed could not be taken in")
            result = PollResult(answer=result.answer, error=UnreadableFile(reason="it could not be taken in"))
            count = await self._store(feed, result, None)
        event(
            logger,
            "feed polled",
            feed=feed.id,
            outcome=type(result.error).__name__ if result.error else result.answer.status if result.answer else "",
            new=count,
            took_ms=round((time.monotonic() - started) * 1000),
        )

    async def _ask(self, feed: Feed) -> tuple[PollResult, ParsedFeed | None]:
        answer: Fetched | None = None
        try:
            answer = await self._means.fetch(feed.url, validators_of(feed))
            if answer.not_modified or answer.status >= _ERROR_STATUS:
                return PollResult(answer=answer), None
            parsed = await self._means.read(answer)
        except SummarizerError as error:
            return PollResult(answer=answer, error=error), None
        return PollResult(answer=answer, **_wishes(parsed)), parsed

    async def _store(self, feed: Feed, result: PollResult, parsed: ParsedFeed | None) -> int:
        now = self._means.now()
        plan = plan_poll(feed, result, now, self._means.chance(), policy=self._means.policy(feed.url))
        outcome = Polled(before=feed, after=follow_plan(feed, plan, now), url=plan.url)
        if parsed is not None:
            outcome = replace(
                outcome,
                after=_with_names(outcome.after, parsed),
                listed=tuple(entry.id for entry in parsed.entries),
                fresh=tuple(await self._prepare(feed, parsed, now)),
            )
        # What is written must be remembered before the next looks for copies of its own.
        async with self._writing:
            self._recent.forget_before(now)
            async with self._database.write() as tx:
                written = await self._write(tx, outcome, now)
            self._recent.remember(written)
        self._means.wake()
        return len(written)

    # --- before the transaction: whatever takes time ---------------------------------------------------------------

    async def _prepare(self, feed: Feed, parsed: ParsedFeed, now: datetime) -> list[Fresh]:
        """What is new in the feed, oldest first, and which topics it matches."""
        async with self._database.read() as tx:
            known = await find_known_guids(tx, feed.id, [entry.id for entry in parsed.entries])
        new = [entry for entry in parsed.entries if entry.id not in known and _is_storable(entry)]
        await self._watch.catch_up()
        shared = _shared_addresses(parsed)
        articles = _Articles(self._means.open, shared, self._host_of)
        fresh = []
        new.reverse()  # feeds stand newest first; of the same date that order counts
        for entry in sorted(new, key=lambda entry: entry.published or ""):
            whole = replace(entry, language=entry.language or parsed.language)
            one = await self._read_entry(feed, whole, articles, is_news=feed.primed and not _is_old(entry, now))
            # An address that several entries share (the front page) says nothing about any of them.
            fresh.append(replace(one, entry=replace(one.entry, canonical_url=None)) if entry.url in shared else one)
        return fresh

    async def _read_entry(self, feed: Feed, entry: Entry, articles: "_Articles", *, is_news: bool) -> Fresh:
        """An entry and what it matches; its article is opened where that says too little, or somebody is told of it."""
        opened = None
        if is_news and len(self._watch) > 0 and len(entry.text) < THIN_CHARS:
            opened = await articles.open(entry.url)
        one = self._fresh(entry, opened, is_news=is_news)
        if opened is None and is_news and await self._is_told_at_once(feed, one):
            opened = await articles.open(entry.url)
        return one if opened is None else replace(one, story_id=opened.story_id)

    async def _is_told_at_once(self, feed: Feed, one: Fresh) -> bool:
        if self._means.open is None:
            return False
        async with self._database.read() as tx:
            listeners = await list_listeners(tx, feed.id, one.matches.keys(), now=self._means.now())
        return any(map(is_at_once, listeners))

    def _fresh(self, entry: Entry, opened: Opened | None, *, is_news: bool) -> Fresh:
        title = entry.title or ""
        text = entry.text if opened is None else opened.text
        # Copies are known by what feeds say, where they say enough: whether an article is opened is chance.
        words = entry.text if len(title) + len(entry.text) >= SHORTEST_CHARS else text
        said = f"{title}\n{words[:TEXT_CHARS]}"
        new = NewEntry(
            guid=entry.id,
            title=title,
            text=text[:TEXT_CHARS],
            text_hash=_hash_text(title, words),
            simhash=self._means.simhash(said),
            url=entry.url,
            canonical_url=_canonical(entry.url),
            language=entry.language,
            published_at=parse_published(entry.published),
        )
        story = Story(title=title, text=text, language=entry.language, url=entry.url)
        matches = self._watch.match(story) if is_news else {}
        return Fresh(entry=new, said=said, is_news=is_news, matches=matches)

    # --- the transaction -------------------------------------------------------------------------------------------

    async def _write(self, tx: WriteTx, outcome: Polled, now: datetime) -> list[Fingerprint]:
        feed = outcome.before
        written = await self._write_reports(tx, feed, outcome.fresh, now)
        await touch_entries(tx, feed.id, outcome.listed, now=now)
        if outcome.after.state is FeedState.GONE:
            await _tell_of_the_end(tx, feed, now)
        await save_poll(tx, outcome.after)
        if outcome.url != feed.url:
            await rename_feed(tx, feed.id, outcome.url)
        return written

    async def _write_reports(self, tx: WriteTx, feed: Feed, fresh: Sequence[Fresh], now: datetime) -> list[Fingerprint]:
        written: list[Fingerprint] = []
        if fresh:
            await take_turn_at_events(tx)
        for one in fresh:
            event_id = await self._event_of(tx, feed, one, now)
            entry_id = await insert_entry(tx, feed.id, one.entry, event_id=event_id, now=now)
            if entry_id is None:
                continue
            said = one.said if one.said != f"{one.entry.title}\n{one.entry.text}" else None
            written.append(
                Fingerprint(event_id=event_id, feed_id=feed.id, simhash=one.entry.simhash, seen_at=now, said=said)
            )
            if one.story_id is not None:
                await set_story(tx, entry_id, one.story_id)
            if one.is_news:
                report = Report(entry_id=entry_id, feed_id=feed.id, event_id=event_id, matches=one.matches)
                await fan_out(tx, report, now)
        if not feed.primed:
            await show_newest(tx, feed.id, now)
        return written

    async def _event_of(self, tx: WriteTx, feed: Feed, one: Fresh, now: datetime) -> int:
        """The event that `entry` reports: that of its copies, or a new one."""
        entry, chars = one.entry, len(one.said) - len("\n")
        copy = await find_event_of_copy(
            tx,
            canonical_url=entry.canonical_url,
            text_hash=entry.text_hash if chars >= HEADLINE_CHARS else None,
            since=now - WINDOW,
        )
        if copy is None and chars >= SHORTEST_CHARS:
            copy = await self._find_alike(tx, feed, one)
        return await insert_event(tx, now=now) if copy is None else copy

    async def _find_alike(self, tx: WriteTx, feed: Feed, fresh: Fresh) -> int | None:
        """The first of the events that other feeds report in nearly the same words."""
        words = frozenset(content_words(fresh.said))
        for near in self._recent.find(fresh.entry.simhash, feed_id=feed.id):
            event_id = await find_event(tx, near)
            if event_id is None:
                continue
            kept = await list_texts(tx, event_id, limit=REPORTS_LOOKED_AT)
            texts = (*kept, *self._recent.list_said(near)[:REPORTS_LOOKED_AT])
            if any(is_alike(words, frozenset(content_words(text))) for text in texts):
                return event_id
        return None

    def _host_of(self, url: str) -> asyncio.Lock:
        with suppress(NotALink):
            url = split_link(url).host
        lock = self._hosts.get(url)
        if lock is None:
            lock = self._hosts[url] = asyncio.Lock()
        return lock


class _Articles:
    """Opens the articles of one poll: a few, each once, and never an address that several entries share.

    Of one host there is one request in flight, as with feeds.
    """

    def __init__(self, open_: Open | None, shared: Collection[str], host_of: Callable[[str], asyncio.Lock]) -> None:
        self._open = open_
        self._shared = shared
        self._host_of = host_of
        self._asked: set[str] = set()
        self._until = time.monotonic() + OPEN_FOR_S

    async def open(self, url: str | None) -> Opened | None:
        """The article at `url`, None where it cannot be read, was asked for before, or too many were opened."""
        left_s = self._until - time.monotonic()
        if self._open is None or url is None or url in self._shared or url in self._asked:
            return None
        if len(self._asked) == OPEN_LIMIT or left_s <= 0:
            return None
        self._asked.add(url)
        opened = None
        with suppress(TimeoutError):
            async with asyncio.timeout(left_s), self._host_of(url):
                opened = await self._open(url)
        return opened if opened is not None and is_storable(opened.text) else None


async def fan_out(tx: WriteTx, report: Report, now: datetime) -> int:
    """Queue a report for everybody who is to hear of it; says for how many destinations."""
    listeners = await list_listeners(tx, report.feed_id, report.matches.keys(), now=now)
    if not listeners:
        return 0
    told = await list_told(tx, report.event_id)
    weights = await find_weights(tx, report.feed_id, report.words)
    plan = plan_fanout(report, listeners, told=told, weights=weights, now=now)
    return await queue_deliveries(tx, plan.deliveries, now=now) + await queue_items(tx, plan.items, now=now)


async def show_newest(tx: WriteTx, feed_id: int, now: datetime) -> None:
    """Show the newest of a feed to those who want everything of it, so that they see what they chose.

    Who knows of it is not shown it again.
    """
    newest = await find_newest(tx, feed_id)
    if newest is None:
        return
    report = Report(entry_id=newest.id, feed_id=feed_id, event_id=newest.event_id, matches={})
    listeners = [one for one in await list_listeners(tx, feed_id, (), now=now) if one.feed_mode is FeedMode.EVERYTHING]
    told = await list_told(tx, newest.event_id)
    plan = plan_fanout(report, listeners, told=told, weights={}, now=now)
    await queue_deliveries(tx, plan.deliveries, now=now)


def parse_published(published: str | None) -> datetime | None:
    """The instant that a feed's ISO 8601 date names, a day's beginning (UTC) when it is a date alone; None without."""
    if published is None:
        return None
    try:
        at = datetime.fromisoformat(published)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


async def _tell_of_the_end(tx: WriteTx, feed: Feed, now: datetime) -> None:
    """Tell those who chose a feed that it is no more; once a day at most, if it should come back and go again."""
    notices = [
        NewDelivery(
            to=one.to,
            kind=DeliveryKind.NOTICE,
            subject_id=feed.id,
            revision=int(now.timestamp()) // _DAY_S,
            due_at=now,
        )
        for one in await list_subscriptions(tx, feed.id)
    ]
    await queue_deliveries(tx, notices, now=now)


def _with_names(feed: Feed, parsed: ParsedFeed) -> Feed:
    return replace(
        feed,
        title=_storable(parsed.title) or feed.title,
        site_url=_storable(parsed.url) or feed.site_url,
        language=_storable(parsed.language) or feed.language,
        primed=True,
    )


class _Wishes(TypedDict):
    ttl_s: int | None
    skip_hours: tuple[int, ...]


def _wishes(parsed: ParsedFeed) -> _Wishes:
    return {"ttl_s": parsed.ttl_s, "skip_hours": parsed.skip_hours}


def _storable(told: str | None) -> str | None:
    return told if told and is_storable(told) else None


def _is_storable(entry: Entry) -> bool:
    texts = filter(None, (entry.id, entry.url, entry.title, entry.text, entry.language))
    return all(map(is_storable, texts)) and is_indexable(entry.id)


def _is_old(entry: Entry, now: datetime) -> bool:
    published_at = parse_published(entry.published)
    return published_at is not None and published_at < now - OLD_NEWS


def _shared_addresses(parsed: ParsedFeed) -> frozenset[str]:
    counts = Counter(entry.url for entry in parsed.entries if entry.url)
    return frozenset(url for url, count in counts.items() if count > 1)


def _canonical(url: str | None) -> str | None:
    if url is None:
        return None
    try:
        canonical = canonical_url(url)
    except NotALink:
        return None
    return canonical if is_indexable(canonical) else None


def _hash_text(title: str, text: str) -> str:
    told = "\n".join(" ".join(part.split()).casefold() for part in (title, text))
    return hashlib.sha256(told.encode()).hexdigest()
