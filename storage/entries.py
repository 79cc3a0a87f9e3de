"""Reports as feeds give them, and the events they are grouped in.

An entry is known by its feed and what the feed calls it. Every entry belongs to an event; copies of a report share
one. Events that turn out to be the same are merged: `merged_into` names the one that goes on, and its reports are all
there.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, exists, false, func, insert, or_, select, text, update

from storage.destinations import Destination
from storage.schema import deliveries, digest_items, entries, events, feeds, stories, subscriptions
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_keep

LISTED_EVERY = timedelta(days=1)
"""How exactly it is known when a feed last listed an entry: a write for each poll of each feed would be many."""

_CHUNK = 500
_SIGN = 1 << 63
_WRAP = 1 << 64


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """A report to be remembered. `guid` is what the feed calls it; `simhash` an unsigned number of 64 bits."""

    guid: str
    title: str
    text: str
    text_hash: str
    simhash: int
    url: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A report. `story_id` is the article behind it, once that was read; `feed_title` may be None."""

    id: int
    feed_id: int
    feed_title: str | None
    guid: str
    event_id: int
    story_id: int | None
    url: str | None
    canonical_url: str | None
    title: str
    text: str
    language: str | None
    published_at: datetime | None
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What recognises a copy of an entry: `simhash` is unsigned.

    `said` is what its feed said, where the text of its article was kept instead; nothing of that is stored.
    """

    event_id: int
    feed_id: int
    simhash: int
    seen_at: datetime
    said: str | None = None


async def find_known_guids(tx: ReadTx, feed_id: int, guids: Collection[str]) -> frozenset[str]:
    """Those of `guids` that the feed has reported before."""
    known: set[str] = set()
    asked = list(guids)
    for start in range(0, len(asked), _CHUNK):
        some = asked[start : start + _CHUNK]
        wanted = select(entries.c.guid).where(entries.c.feed_id == feed_id, entries.c.guid.in_(some))
        known.update(row.guid for row in await tx.list_rows(wanted))
    return frozenset(known)


async def insert_entry(tx: WriteTx, feed_id: int, new: NewEntry, *, event_id: int, now: datetime) -> int | None:
    """Remember a report and give its id; None when the feed has reported it before, which changes nothing."""
    values = {
        "feed_id": feed_id,
        "guid": new.guid,
        "event_id": event_id,
        "url": new.url,
        "canonical_url": new.canonical_url,
        "title": new.title,
        "text": new.text,
        "language": new.language,
        "published_at": new.published_at,
        "text_hash": new.text_hash,
        "simhash": _signed(new.simhash),
        "seen_at": now,
        "listed_at": now,
    }
    entry_id: int | None = await tx.find_value(insert_or_keep(tx.dialect, entries).returning(entries.c.id), values)
    return entry_id


async def touch_entries(tx: WriteTx, feed_id: int, guids: Collection[str], *, now: datetime) -> None:
    """Say that the feed still lists these, so that they are not forgotten and then taken for new."""
    asked = list(guids)
    for start in range(0, len(asked), _CHUNK):
        some = asked[start : start + _CHUNK]
        listed = update(entries).where(
            entries.c.feed_id == feed_id, entries.c.guid.in_(some), entries.c.listed_at < now - LISTED_EVERY
        )
        await tx.execute(listed.values(listed_at=now))


async def take_turn_at_events(tx: WriteTx) -> None:
    """Wait until nobody else is finding events for reports; held until the transaction ends.

    Two that look for a copy at once would not see each other's, and make two events of one. SQLite has one writer
    anyway.
    """
    if tx.dialect == "postgresql":
        await tx.execute(_TURN, {"key": _TURN_KEY})


async def insert_event(tx: WriteTx, *, now: datetime) -> int:
    """A new event, without reports yet; gives its id."""
    event_id: int = await tx.find_value(insert(events).returning(events.c.id), {"created_at": now})
    return event_id


async def find_event_of_copy(
    tx: ReadTx, *, canonical_url: str | None, text_hash: str | None, since: datetime
) -> int | None:
    """The event of a report at the same address, or else of the same words, seen since then; None without one.

    What is None is not looked for.
    """
    if canonical_url is not None:
        at: int | None = await tx.find_value(_OF_URL, {"url": canonical_url, "since": since})
        if at is not None:
            return at
    if text_hash is None:
        return None
    same: int | None = await tx.find_value(_OF_TEXT, {"hash": text_hash, "since": since})
    return same


async def list_fingerprints(tx: ReadTx, *, since: datetime) -> tuple[Fingerprint, ...]:
    """The fingerprints of what was seen since then, oldest first."""
    wanted = select(entries.c.event_id, entries.c.feed_id, entries.c.simhash, entries.c.seen_at)
    rows = await tx.list_rows(wanted.where(entries.c.seen_at >= since).order_by(entries.c.id))
    return tuple(
        Fingerprint(event_id=row.event_id, feed_id=row.feed_id, simhash=row.simhash % _WRAP, seen_at=row.seen_at)
        for row in rows
    )


async def merge_events(tx: WriteTx, event_id: int, *, into: int) -> None:
    """Make two events one: reports, deliveries and digest items go along; what was said of either counts as said."""
    if event_id == into:
        return
    for table, key in _OF_EVENT.items():
        subject = table.c[key[0]]
        twin = table.alias("twin")
        others = ["chat_id", "thread_id", *key[1:]]
        has_both = exists().where(twin.c[key[0]] == into, *(twin.c[name] == table.c[name] for name in others))
        mine = [subject == event_id, *([table.c.kind == "alert"] if table is deliveries else [])]
        waits = table.c.state.in_(["new", "held"]) if table is deliveries else table.c.digest_id.is_(None)
        await tx.execute(delete(table).where(*mine, has_both, waits))
        await tx.execute(update(table).where(*mine, ~has_both).values({key[0]: into}))
    await tx.execute(update(entries).where(entries.c.event_id == event_id).values(event_id=into))
    joined = or_(events.c.id == event_id, events.c.merged_into == event_id)
    await tx.execute(update(events).where(joined).values(merged_into=into))


async def find_event(tx: ReadTx, event_id: int) -> int | None:
    """The event that goes on for `event_id`: itself, or the one it was merged into; None when it is gone."""
    row = await tx.find_row(select(events.c.merged_into).where(events.c.id == event_id))
    if row is None:
        return None
    return event_id if row.merged_into is None else int(row.merged_into)


async def find_entry(tx: ReadTx, entry_id: int) -> Entry | None:
    """The report, None when it is not there (any more)."""
    row = await tx.find_row(_ENTRY.where(entries.c.id == entry_id))
    return None if row is None else _load(row)


async def find_entries(tx: ReadTx, entry_ids: Collection[int]) -> Mapping[int, Entry]:
    """The reports that are there, by id."""
    rows = await tx.list_rows(_ENTRY.where(entries.c.id.in_(entry_ids)))
    return {row.id: _load(row) for row in rows}


async def list_reports(tx: ReadTx, event_id: int, *, to: Destination) -> tuple[Entry, ...]:
    """All reports of an event in feeds that the destination chose, earliest first: what it may know of ("also at")."""
    rows = await tx.list_rows(_ENTRY.where(entries.c.event_id == event_id, _is_chosen_by(to)).order_by(entries.c.id))
    return tuple(map(_load, rows))


async def list_texts(tx: ReadTx, event_id: int, *, limit: int) -> tuple[str, ...]:
    """Title and text, on lines of their own, of the first reports of an event in any feed."""
    wanted = select(entries.c.title, entries.c.text).where(entries.c.event_id == event_id)
    rows = await tx.list_rows(wanted.order_by(entries.c.id).limit(limit))
    return tuple(f"{row.title}\n{row.text}" for row in rows)


async def list_recent(
    tx: ReadTx, to: Destination, *, since: datetime | None = None, limit: int = 200
) -> tuple[Entry, ...]:
    """The latest reports of the feeds that the destination chose, latest first: for previews and for catching up."""
    wanted = _ENTRY.where(_is_chosen_by(to)).order_by(entries.c.seen_at.desc(), entries.c.id.desc()).limit(limit)
    if since is not None:
        wanted = wanted.where(entries.c.seen_at >= since)
    return tuple(map(_load, await tx.list_rows(wanted)))


async def count_reports(tx: ReadTx, event_ids: Collection[int]) -> Mapping[int, int]:
    """How many reports each of the events has, in all feeds; those without any are left out."""
    found: dict[int, int] = {}
    asked = sorted(event_ids)
    for start in range(0, len(asked), _CHUNK):
        of_some = entries.c.event_id.in_(asked[start : start + _CHUNK])
        counted = select(entries.c.event_id, func.count().label("reports")).where(of_some)
        rows = await tx.list_rows(counted.group_by(entries.c.event_id))
        found |= {row.event_id: row.reports for row in rows}
    return found


async def find_newest(tx: ReadTx, feed_id: int) -> Entry | None:
    """The newest report of a feed, by its own dates where it has them; None without any."""
    newest = _ENTRY.where(entries.c.feed_id == feed_id).order_by(
        entries.c.published_at.desc().nulls_last(), entries.c.id.desc()
    )
    row = await tx.find_row(newest.limit(1))
    return None if row is None else _load(row)


async def set_story(tx: WriteTx, entry_id: int, story_id: int) -> None:
    """Say which story was read behind a report; nothing changes where that story is gone."""
    is_there = exists().where(stories.c.id == story_id)
    await tx.execute(update(entries).where(entries.c.id == entry_id, is_there).values(story_id=story_id))


async def prune_entries(tx: WriteTx, before: datetime, *, limit: int = 1000) -> int:
    """Forget at most `limit` reports that their feed has not listed since then, and say how many.

    Events without reports go with them.
    """
    old = select(entries.c.id).where(entries.c.listed_at < before).limit(limit)
    gone = (await tx.execute(delete(entries).where(entries.c.id.in_(old)))).rowcount
    has_reports = exists().where(entries.c.event_id == events.c.id)
    empty = select(events.c.id).where(events.c.created_at < before, ~has_reports).limit(limit)
    await tx.execute(delete(events).where(events.c.id.in_(empty)))
    return gone


_TURN = text("SELECT pg_advisory_xact_lock(:key)")
_TURN_KEY = 0x65766E74  # "evnt"
_OF_EVENT = {deliveries: ("subject_id", "kind", "revision"), digest_items: ("event_id",)}
_ENTRY = select(entries, feeds.c.title.label("feed_title")).join_from(entries, feeds)
_SEEN = entries.c.seen_at >= bindparam("since")
_OF_URL = select(entries.c.event_id).where(entries.c.canonical_url == bindparam("url"), _SEEN).order_by(entries.c.id)
_OF_TEXT = select(entries.c.event_id).where(entries.c.text_hash == bindparam("hash"), _SEEN).order_by(entries.c.id)


def _is_chosen_by(to: Destination) -> Any:  # noqa: ANN401 (a condition)
    return exists().where(
        and_(
            subscriptions.c.feed_id == entries.c.feed_id,
            subscriptions.c.chat_id == to.chat_id,
            subscriptions.c.thread_id == to.thread_id,
            subscriptions.c.paused == false(),
        )
    )


def _signed(number: int) -> int:
    return number - _WRAP if number >= _SIGN else number


def _load(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        feed_id=row.feed_id,
        feed_title=row.feed_title,
        guid=row.guid,
        event_id=row.event_id,
        story_id=row.story_id,
        url=row.url,
        canonical_url=row.canonical_url,
        title=row.title,
        text=row.text,
        language=row.language,
        published_at=row.published_at,
        seen_at=row.seen_at,
    )
