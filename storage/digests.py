"""Digests: when each destination wants one, what waits for it, and what each held.

`next_due_at` is stored and the only thing a tick looks at. A digest is unique per destination, local date and slot, so
that folds, repetitions and jumping clocks cannot make two of one. What is beyond the cap belongs to its digest all the
same, a tap away: digests are finite.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, delete, func, select, update

from storage.destinations import Destination, is_paused
from storage.reasons import Reason, dump_reasons, load_reasons
from storage.schema import digest_items, digests, schedules
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_keep, insert_or_renew

ON_DEMAND = -1
"""The slot of digests that somebody asked for, of which a day may have many."""

DEFAULT_CAP = 10
CHUNK_ROWS = 1_000
_DAY_MINUTES = 24 * 60
_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a destination wants digests and quiet. Times are minutes after local midnight in the IANA `zone`.

    `times` ascend; without any there is no digest. `weekdays` count from Monday, 0. Quiet hours are both or none, and
    may go over midnight. `cap` is how many events a digest shows.
    """

    to: Destination
    zone: str
    times: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = tuple(range(_DAYS))
    quiet_from: int | None = None
    quiet_until: int | None = None
    cap: int = DEFAULT_CAP
    next_due_at: datetime | None = None
    user_id: int | None = None

    def __post_init__(self) -> None:
        times, days = self.times, self.weekdays
        if times and (times[0] < 0 or times[-1] >= _DAY_MINUTES or any(a >= b for a, b in pairwise(times))):
            raise ValueError("times are ascending minutes of one day")
        if not days or min(days) < 0 or max(days) >= _DAYS or self.cap < 1:
            raise ValueError("a schedule has weekdays from 0 to 6 and a cap of at least 1")
        if not all(0 <= minute < _DAY_MINUTES for minute in (self.quiet_from or 0, self.quiet_until or 0)):
            raise ValueError("quiet hours are minutes of one day")
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError("quiet hours have a beginning and an end")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """An event that waits for a digest; `score` is what weights gave it."""

    to: Destination
    event_id: int
    entry_id: int
    reasons: tuple[Reason, ...]
    score: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event in a digest, or waiting for one (`position` None)."""

    event_id: int
    entry_id: int
    reasons: tuple[Reason, ...]
    score: int
    added_at: datetime
    position: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDigest:
    """A digest to be put together: all of `event_ids` in that order, the first `shown` of them in the message."""

    to: Destination
    local_date: date
    slot: int
    shown: int
    event_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A digest that was put together: the first `shown` of its items stand in it, the others are a tap away."""

    id: int
    to: Destination
    local_date: date
    slot: int
    shown: int
    created_at: datetime


async def save_schedule(tx: WriteTx, schedule: Schedule) -> None:
    """Remember the schedule, in place of the one before."""
    values = {
        "chat_id": schedule.to.chat_id,
        "thread_id": schedule.to.thread_id,
        "zone": schedule.zone,
        "times": list(schedule.times),
        "weekdays": list(schedule.weekdays),
        "quiet_from": schedule.quiet_from,
        "quiet_until": schedule.quiet_until,
        "cap": schedule.cap,
        "next_due_at": schedule.next_due_at,
        "user_id": schedule.user_id,
    }
    await tx.execute(insert_or_renew(tx.dialect, schedules, key=("chat_id", "thread_id")), values)


async def find_schedule(tx: ReadTx, to: Destination) -> Schedule | None:
    """The destination's schedule, None when it has none."""
    mine = and_(schedules.c.chat_id == to.chat_id, schedules.c.thread_id == to.thread_id)
    row = await tx.find_row(select(schedules).where(mine))
    return None if row is None else _load_schedule(row)


async def list_due_schedules(tx: ReadTx, *, now: datetime, limit: int) -> tuple[Schedule, ...]:
    """At most `limit` schedules that are due, the longest due first, those of paused chats left out.

    On PostgreSQL inside a write they are locked, and those that another process looks at are left out.
    """
    due = (
        select(schedules)
        .where(schedules.c.next_due_at <= now, ~is_paused(schedules.c.chat_id))
        .order_by(schedules.c.next_due_at, schedules.c.chat_id, schedules.c.thread_id)
        .limit(limit)
    )
    return tuple(map(_load_schedule, await tx.list_rows(_locking(tx, due))))


async def set_next_due(tx: WriteTx, due: Mapping[Destination, datetime | None]) -> None:
    """Write down when each of those digests is due next."""
    rows = [{"chat": to.chat_id, "thread": to.thread_id, "at": at} for to, at in due.items()]
    for start in range(0, len(rows), CHUNK_ROWS):
        await tx.execute(_SET_DUE, rows[start : start + CHUNK_ROWS])


async def find_next_digest(tx: ReadTx) -> datetime | None:
    """When the next digest is due, None when none is."""
    at: datetime | None = await tx.find_value(
        select(func.min(schedules.c.next_due_at)).where(~is_paused(schedules.c.chat_id))
    )
    return at


async def queue_items(tx: WriteTx, items: Sequence[NewItem], *, now: datetime) -> int:
    """Let events wait for the digests and say how many are new; those that wait, or were in one, stay as they are."""
    statement = insert_or_keep(tx.dialect, digest_items).returning(digest_items.c.event_id)
    queued = 0
    for start in range(0, len(items), CHUNK_ROWS):
        rows = [_new_item_row(item, now) for item in items[start : start + CHUNK_ROWS]]
        queued += len(await tx.list_rows(statement, rows))
    return queued


async def list_waiting(tx: ReadTx, to: Destination) -> tuple[Item, ...]:
    """What waits for the destination's next digest, in the order in which it came."""
    rows = await tx.list_rows(_WAITING, {"chat": to.chat_id, "thread": to.thread_id})
    return tuple(map(_load_item, rows))


async def list_waiting_due(tx: ReadTx, *, now: datetime) -> Mapping[Destination, tuple[Item, ...]]:
    """What waits for every destination whose digest is due, in the order in which it came."""
    found: dict[Destination, list[Item]] = {}
    for row in await tx.list_rows(_WAITING_DUE, {"now": now}):
        to = Destination(chat_id=row.chat_id, thread_id=row.thread_id)
        found.setdefault(to, []).append(_load_item(row))
    return {to: tuple(items) for to, items in found.items()}


async def insert_digests(tx: WriteTx, new: Sequence[NewDigest], *, now: datetime) -> tuple[Digest, ...]:
    """Put together digests of waiting events and give those that are new, in no order.

    Of one destination, date and slot there is one: where it is there already nothing changes.
    """
    made: dict[tuple[Destination, int], Digest] = {}
    for start in range(0, len(new), CHUNK_ROWS):
        rows = [_new_digest_row(one, now) for one in new[start : start + CHUNK_ROWS]]
        statement = insert_or_keep(tx.dialect, digests).returning(*digests.c)
        for row in await tx.list_rows(statement, rows):
            put_together = _load_digest(row)
            made[put_together.to, put_together.slot] = put_together
    taken = [
        {"chat": one.to.chat_id, "thread": one.to.thread_id, "digest": digest.id, "event": event, "at": position}
        for one in new
        if (digest := made.get((one.to, one.slot))) is not None
        for position, event in enumerate(one.event_ids)
    ]
    for start in range(0, len(taken), CHUNK_ROWS):
        await tx.execute(_TAKE, taken[start : start + CHUNK_ROWS])
    return tuple(made.values())


async def find_digest(tx: ReadTx, digest_id: int) -> Digest | None:
    """The digest, None when it is not there (any more)."""
    row = await tx.find_row(select(digests).where(digests.c.id == digest_id))
    return None if row is None else _load_digest(row)


async def list_items(tx: ReadTx, digest_id: int) -> tuple[Item, ...]:
    """All items of a digest in its order, those beyond the cap included."""
    wanted = select(digest_items).where(digest_items.c.digest_id == digest_id)
    return tuple(map(_load_item, await tx.list_rows(wanted.order_by(digest_items.c.position))))


async def prune_digests(tx: WriteTx, before: datetime, *, limit: int = 1000) -> int:
    """Delete at most `limit` digests put together before that instant, with their items, and say how many."""
    old = select(digests.c.id).where(digests.c.created_at < before).limit(limit)
    return (await tx.execute(delete(digests).where(digests.c.id.in_(old)))).rowcount


_SET_DUE = (
    update(schedules)
    .where(schedules.c.chat_id == bindparam("chat"), schedules.c.thread_id == bindparam("thread"))
    .values(next_due_at=bindparam("at"))
)
_WAITING = (
    select(digest_items)
    .where(
        digest_items.c.chat_id == bindparam("chat"),
        digest_items.c.thread_id == bindparam("thread"),
        digest_items.c.digest_id.is_(None),
    )
    .order_by(digest_items.c.added_at, digest_items.c.event_id)
)
_WAITING_DUE = (
    select(digest_items)
    .join(
        schedules,
        and_(schedules.c.chat_id == digest_items.c.chat_id, schedules.c.thread_id == digest_items.c.thread_id),
    )
    .where(schedules.c.next_due_at <= bindparam("now"), digest_items.c.digest_id.is_(None))
    .order_by(digest_items.c.added_at, digest_items.c.event_id)
)
_TAKE = (
    update(digest_items)
    .where(
        digest_items.c.chat_id == bindparam("chat"),
        digest_items.c.thread_id == bindparam("thread"),
        digest_items.c.event_id == bindparam("event"),
    )
    .values(digest_id=bindparam("digest"), position=bindparam("at"))
)


def _locking(tx: ReadTx, due: Select[Any]) -> Select[Any]:
    if tx.dialect == "postgresql" and isinstance(tx, WriteTx):
        return due.with_for_update(skip_locked=True, of=schedules)
    return due


def _new_item_row(item: NewItem, now: datetime) -> dict[str, object]:
    return {
        "chat_id": item.to.chat_id,
        "thread_id": item.to.thread_id,
        "event_id": item.event_id,
        "entry_id": item.entry_id,
        "reasons": dump_reasons(item.reasons),
        "score": item.score,
        "added_at": now,
    }


def _new_digest_row(one: NewDigest, now: datetime) -> dict[str, object]:
    return {
        "chat_id": one.to.chat_id,
        "thread_id": one.to.thread_id,
        "local_date": one.local_date,
        "slot": one.slot,
        "shown": one.shown,
        "created_at": now,
    }


def _load_digest(row: Row[Any]) -> Digest:
    return Digest(
        id=row.id,
        to=Destination(chat_id=row.chat_id, thread_id=row.thread_id),
        local_date=row.local_date,
        slot=row.slot,
        shown=row.shown,
        created_at=row.created_at,
    )


def _load_item(row: Row[Any]) -> Item:
    return Item(
        event_id=row.event_id,
        entry_id=row.entry_id,
        reasons=load_reasons(row.reasons),
        score=row.score,
        added_at=row.added_at,
        position=row.position,
    )


def _load_schedule(row: Row[Any]) -> Schedule:
    return Schedule(
        to=Destination(chat_id=row.chat_id, thread_id=row.thread_id),
        zone=row.zone,
        times=tuple(row.times),
        weekdays=tuple(row.weekdays),
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        cap=row.cap,
        next_due_at=row.next_due_at,
        user_id=row.user_id,
    )
