"""The outbox: what is to be said to whom, each thing once.

    held ──release──▶ new ──claim──▶ new, leased ──▶ sending ──settle──▶ sent | ambiguous | dead
                       ▲  ▲              │              │
                       │  └── lease over ┘              │
                       └──── retry, or crash: ambiguous ┘          new ──▶ bundled: goes along with another

A delivery is unique per destination, kind, subject and revision, so that queueing it again changes nothing. Only the
oldest waiting row of each chat may be claimed: order per chat is kept, and one that waits for its repetition holds
back those behind it. What quiet hours hold is `held` and holds back nobody.

A claim is a lease: who dies loses it, and nothing was said. `sending` is written before the call, so that only a row in
that state may have been said when its process died; it is repeated once and marked `ambiguous`. PostgreSQL hands rows
to many processes at once (`FOR UPDATE SKIP LOCKED`); SQLite has one writer.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import takewhile
from typing import Any

from sqlalchemy import (
    Executable,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    null,
    or_,
    select,
    text,
    true,
    update,
)

from storage.destinations import Destination
from storage.reasons import Reason, dump_reasons, load_reasons
from storage.schema import deliveries
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_keep

CHUNK_ROWS = 1_000
"""Rows of one INSERT: some thousands of followers would exceed what a database takes as parameters."""


class DeliveryKind(StrEnum):
    """What a delivery says; its subject is an event, a digest or a feed."""

    ALERT = "alert"
    DIGEST = "digest"
    NOTICE = "notice"


class DeliveryState(StrEnum):
    """Where a delivery stands. The last four are final; `ambiguous` went out twice, and neither answer arrived."""

    NEW = "new"
    HELD = "held"
    SENDING = "sending"
    BUNDLED = "bundled"
    SENT = "sent"
    AMBIGUOUS = "ambiguous"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """Something to be said from `due_at` on. `held` says that quiet hours hold it until then."""

    to: Destination
    kind: DeliveryKind
    subject_id: int
    due_at: datetime
    revision: int = 0
    entry_id: int | None = None
    reasons: tuple[Reason, ...] = ()
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A row of the outbox. `tries` counts the sends begun; `ambiguous` says that one of them may have arrived.

    `bundle_id` is the delivery that this one went along with.
    """

    id: int
    to: Destination
    kind: DeliveryKind
    subject_id: int
    revision: int
    entry_id: int | None
    reasons: tuple[Reason, ...]
    state: DeliveryState
    ambiguous: bool
    tries: int
    due_at: datetime
    message_id: int | None
    bundle_id: int | None
    error: str | None
    created_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What becomes of a delivery after a send: final when `state` is; else it is due again at `due_at`."""

    state: DeliveryState
    due_at: datetime | None = None
    ambiguous: bool = False
    message_id: int | None = None
    error: str | None = None


async def queue_deliveries(tx: WriteTx, new: Sequence[NewDelivery], *, now: datetime) -> int:
    """Write down those that are not there yet, in their order, and say how many."""
    queued = 0
    for start in range(0, len(new), CHUNK_ROWS):
        rows = [_new_row(one, now) for one in new[start : start + CHUNK_ROWS]]
        queued += len(await tx.list_rows(_insert(tx.dialect), rows))
    return queued


async def claim_deliveries(
    tx: WriteTx, *, lease: str, limit: int, now: datetime, until: datetime
) -> tuple[Delivery, ...]:
    """Take the head rows of at most `limit` chats for the holder of `lease`, oldest first.

    They stay `new`, and theirs, until that instant. A chat whose head is on its way, or waits for its repetition, gives
    none.
    """
    other = deliveries.alias("other")
    # What quiet hours let go becomes the head while a later one may be on its way: then it waits for that.
    is_busy = exists().where(
        other.c.chat_id == deliveries.c.chat_id,
        text("other.state IN ('new', 'sending')"),
        or_(other.c.state == DeliveryState.SENDING, other.c.leased_until > now),
    )
    due = (
        select(deliveries.c.id)
        .where(
            deliveries.c.id.in_(_HEADS),
            ~is_busy,
            deliveries.c.state == DeliveryState.NEW,
            deliveries.c.due_at <= now,
            or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until <= now),
        )
        .order_by(deliveries.c.id)
        .limit(limit)
    )
    ids = [row.id for row in await tx.list_rows(_locking(tx, due))]
    if not ids:
        return ()
    claimed = update(deliveries).where(deliveries.c.id.in_(ids)).values(leased_until=until, lease=lease)
    rows = await tx.list_rows(claimed.returning(*deliveries.c))
    return tuple(_load(row) for row in sorted(rows, key=lambda row: row.id))


async def bundle_waiting(tx: WriteTx, head: Delivery, *, least: int, now: datetime) -> tuple[Delivery, ...]:
    """Let the alerts that wait right behind `head` go along with it when there are at least `least` of them.

    Those for its destination, that is; `head` itself does not count. Gives what goes along now, also from an earlier
    claim of `head`, oldest first.
    """
    behind = (
        select(deliveries.c.id, deliveries.c.kind, deliveries.c.tries)
        .where(
            _WAITING,
            deliveries.c.chat_id == head.to.chat_id,
            deliveries.c.thread_id == head.to.thread_id,
            deliveries.c.id > head.id,
            deliveries.c.state == DeliveryState.NEW,
        )
        .order_by(deliveries.c.id)
    )
    rows = await tx.list_rows(_locking(tx, behind))
    # What stands behind a digest, or behind one that waits for its repetition, is not said before it.
    ids = [row.id for row in takewhile(lambda row: row.kind == DeliveryKind.ALERT and row.tries == 0, rows)]
    if len(ids) >= least:
        # One that others already go along with (its own claim was lost) brings them.
        along = update(deliveries).where(or_(deliveries.c.id.in_(ids), deliveries.c.bundle_id.in_(ids)))
        await tx.execute(along.values(state=DeliveryState.BUNDLED, bundle_id=head.id, done_at=now))
    return await list_bundle(tx, head.id)


async def list_bundle(tx: ReadTx, delivery_id: int) -> tuple[Delivery, ...]:
    """What went along with that delivery, oldest first."""
    rows = await tx.list_rows(_BUNDLE, {"asked": delivery_id})
    return tuple(map(_load, rows))


async def mark_sending(tx: WriteTx, delivery_id: int, *, lease: str, until: datetime) -> bool:
    """Say that the call is about to be made; False when the row is no longer the lease's: then it must not be."""
    values = {"asked": delivery_id, "holder": lease, "until": until}
    return (await tx.execute(_MARK_SENDING, values)).rowcount > 0


async def settle_delivery(tx: WriteTx, delivery_id: int, *, lease: str, settlement: Settlement, now: datetime) -> bool:
    """Write down what became of a send; False when the row is no longer the lease's, and so is left alone.

    What goes along with a delivery that is rejected is set free, to be said without it.
    """
    is_final = settlement.state in FINAL
    values = {
        "state": settlement.state,
        "ambiguous": settlement.ambiguous,
        "message_id": settlement.message_id,
        "error": settlement.error,
        "done_at": now if is_final else None,
        "leased_until": None,
        "lease": None,
    }
    if settlement.due_at is not None:
        values["due_at"] = settlement.due_at
    held = update(deliveries).where(deliveries.c.id == delivery_id, deliveries.c.lease == lease)
    if (await tx.execute(held.values(**values))).rowcount == 0:
        return False
    if settlement.state is DeliveryState.DEAD:
        await tx.execute(_UNBUNDLE, {"asked": delivery_id})
    return True


async def release_claims(tx: WriteTx, lease: str) -> int:
    """Give back what was claimed but not begun, at an orderly stop; says how many."""
    mine = update(deliveries).where(deliveries.c.lease == lease, deliveries.c.state == DeliveryState.NEW)
    return (await tx.execute(mine.values(leased_until=null(), lease=null()))).rowcount


async def recover_interrupted(tx: WriteTx, *, now: datetime, alone: bool = False) -> tuple[Delivery, ...]:
    """Give back what was being sent when its process died, to be repeated once; oldest first.

    Only what is past its lease, unless the caller is `alone` and so knows that nobody holds any. A row whose answer
    was lost for the second time is `ambiguous` for good.
    """
    if alone:
        await tx.execute(_FORGET_LEASES)
    is_over = true() if alone else deliveries.c.leased_until <= now
    lost = update(deliveries).where(_WAITING, deliveries.c.state == DeliveryState.SENDING, is_over)
    freed = lost.values(leased_until=null(), lease=null(), error=INTERRUPTED)
    twice = freed.where(deliveries.c.ambiguous == true())
    await tx.execute(twice.values(state=DeliveryState.AMBIGUOUS, done_at=now))
    repeated = freed.values(state=DeliveryState.NEW, ambiguous=true(), due_at=now)
    rows = await tx.list_rows(repeated.returning(*deliveries.c))
    return tuple(_load(row) for row in sorted(rows, key=lambda row: row.id))


async def release_held(tx: WriteTx, *, now: datetime) -> int:
    """Let go what quiet hours held until now, and say how much; it comes before what was queued later."""
    due = update(deliveries).where(_HELD, deliveries.c.due_at <= now)
    return (await tx.execute(due.values(state=DeliveryState.NEW))).rowcount


async def find_next_due(tx: ReadTx) -> datetime | None:
    """When a delivery can be claimed next, or let go; None when none can.

    What waits behind the head of its chat, and what somebody has claimed, does not count: both end with a settlement.
    """
    is_free = and_(
        deliveries.c.id.in_(_HEADS), deliveries.c.state == DeliveryState.NEW, deliveries.c.leased_until.is_(None)
    )
    at: datetime | None = await tx.find_value(select(func.min(deliveries.c.due_at)).where(or_(is_free, _HELD)))
    return at


async def find_delivery(tx: ReadTx, delivery_id: int) -> Delivery | None:
    """The delivery, None when it is not there (any more)."""
    row = await tx.find_row(select(deliveries).where(deliveries.c.id == delivery_id))
    return None if row is None else _load(row)


async def find_first_message(tx: ReadTx, follow_up: Delivery) -> int | None:
    """The message in which the destination first heard of what `follow_up` is about, None when there is none."""
    first = select(deliveries.c.message_id).where(
        deliveries.c.chat_id == follow_up.to.chat_id,
        deliveries.c.thread_id == follow_up.to.thread_id,
        deliveries.c.kind == follow_up.kind,
        deliveries.c.subject_id == follow_up.subject_id,
        deliveries.c.revision < follow_up.revision,
        deliveries.c.message_id.is_not(None),
    )
    message_id: int | None = await tx.find_value(first.order_by(deliveries.c.revision).limit(1))
    return message_id


async def find_delivery_of_message(tx: ReadTx, chat_id: int, message_id: int) -> Delivery | None:
    """The delivery that a message of that chat carries, None when it carries none."""
    of_message = select(deliveries).where(deliveries.c.chat_id == chat_id, deliveries.c.message_id == message_id)
    row = await tx.find_row(of_message.order_by(deliveries.c.id.desc()).limit(1))
    return None if row is None else _load(row)


async def list_deliveries(
    tx: ReadTx, *, chat_id: int | None = None, states: Collection[DeliveryState] = tuple(DeliveryState)
) -> tuple[Delivery, ...]:
    """The deliveries in those states, to one chat or to all, in their order: for audits."""
    wanted = select(deliveries).where(deliveries.c.state.in_(states)).order_by(deliveries.c.id)
    if chat_id is not None:
        wanted = wanted.where(deliveries.c.chat_id == chat_id)
    return tuple(map(_load, await tx.list_rows(wanted)))


async def count_deliveries(tx: ReadTx) -> dict[DeliveryState, int]:
    """How many deliveries are in each state, zeros included."""
    counted = select(deliveries.c.state, func.count().label("rows")).group_by(deliveries.c.state)
    found = {DeliveryState(row.state): row.rows for row in await tx.list_rows(counted)}
    return {state: found.get(state, 0) for state in DeliveryState}


async def prune_deliveries(tx: WriteTx, before: datetime, *, limit: int = 1000) -> int:
    """Delete at most `limit` deliveries that were done before that instant, and say how many."""
    old = select(deliveries.c.id).where(deliveries.c.done_at < before).limit(limit)
    return (await tx.execute(delete(deliveries).where(deliveries.c.id.in_(old)))).rowcount


INTERRUPTED = "the process ended while this was being sent"
FINAL = frozenset({DeliveryState.BUNDLED, DeliveryState.SENT, DeliveryState.AMBIGUOUS, DeliveryState.DEAD})

# Spelt like the partial indexes' conditions: with bound values the planners would not use them.
_WAITING = text("deliveries.state IN ('new', 'sending')")
_HELD = text("deliveries.state = 'held'")
_HEADS = select(func.min(deliveries.c.id)).where(_WAITING).group_by(deliveries.c.chat_id)
_BUNDLE = (
    select(deliveries)
    .where(deliveries.c.bundle_id == bindparam("asked"), deliveries.c.state == DeliveryState.BUNDLED)
    .order_by(deliveries.c.id)
)
_UNBUNDLE = (
    update(deliveries)
    .where(deliveries.c.bundle_id == bindparam("asked"), deliveries.c.state == DeliveryState.BUNDLED)
    .values(state=DeliveryState.NEW, bundle_id=null(), done_at=null())
)
_MARK_SENDING = (
    update(deliveries)
    .where(
        deliveries.c.id == bindparam("asked"),
        deliveries.c.lease == bindparam("holder"),
        deliveries.c.state == DeliveryState.NEW,
    )
    .values(state=DeliveryState.SENDING, tries=deliveries.c.tries + 1, leased_until=bindparam("until"))
)
_FORGET_LEASES = (
    update(deliveries)
    .where(_WAITING, deliveries.c.state == DeliveryState.NEW)
    .values(leased_until=null(), lease=null())
)


@cache
def _insert(dialect: str) -> Executable:
    return insert_or_keep(dialect, deliveries).returning(deliveries.c.id)


def _locking(tx: WriteTx, wanted: Select[Any]) -> Select[Any]:
    """Lock the rows asked for, those that another process looks at excepted. SQLite has a single writer anyway."""
    return wanted.with_for_update(skip_locked=True) if tx.dialect == "postgresql" else wanted


def _new_row(one: NewDelivery, now: datetime) -> dict[str, object]:
    return {
        "chat_id": one.to.chat_id,
        "thread_id": one.to.thread_id,
        "kind": one.kind,
        "subject_id": one.subject_id,
        "revision": one.revision,
        "entry_id": one.entry_id,
        "reasons": dump_reasons(one.reasons),
        "state": DeliveryState.HELD if one.held else DeliveryState.NEW,
        "ambiguous": False,
        "tries": 0,
        "due_at": one.due_at,
        "created_at": now,
    }


def _load(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        to=Destination(chat_id=row.chat_id, thread_id=row.thread_id),
        kind=DeliveryKind(row.kind),
        subject_id=row.subject_id,
        revision=row.revision,
        entry_id=row.entry_id,
        reasons=load_reasons(row.reasons),
        state=DeliveryState(row.state),
        ambiguous=row.ambiguous,
        tries=row.tries,
        due_at=row.due_at,
        message_id=row.message_id,
        bundle_id=row.bundle_id,
        error=row.error,
        created_at=row.created_at,
        done_at=row.done_at,
    )
