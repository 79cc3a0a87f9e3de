"""The inbox: updates are written down before they are acknowledged, and end up done or set aside, never lost.

    new ──claim──▶ working ──▶ answering ──settle──▶ done
     ▲                │            │
     └── failure, crash, release ──┘──── the third failure alone ──▶ aside

Rows of one lane are handled one after another, in the order they arrived. A row that failed, or was in work when the
process died, is `alone`: it is replayed with nothing else in work, so that it cannot take neighbours down and they
cannot be blamed for it. Its `tries` are counted when such a replay begins, because what kills a process never gets to
count itself. A row that died while `answering` is `ambiguous`: its answer may have gone out.

A row that is done keeps nothing but its update id, which is what recognises a repetition.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    Executable,
    Row,
    Update,
    and_,
    bindparam,
    case,
    delete,
    false,
    func,
    null,
    or_,
    select,
    text,
    true,
    update,
)

from storage.columns import is_storable
from storage.schema import inbox
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_keep

TRIES_LIMIT = 3
"""Failures alone after which a row is set aside."""

INTERRUPTED = "the process ended while this update was alone in work"


class InboxState(StrEnum):
    """Where a row stands."""

    NEW = "new"
    WORKING = "working"
    ANSWERING = "answering"
    DONE = "done"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUpdate:
    """An update as it came: `payload` is its raw JSON, `user_id` who sent it, where that can be seen."""

    update_id: int
    lane: str
    payload: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """An update in the inbox. `error` is what the last failure said."""

    update_id: int
    lane: str
    payload: str
    user_id: int | None
    state: InboxState
    alone: bool
    ambiguous: bool
    tries: int
    error: str | None
    received_at: datetime


async def insert_updates(tx: WriteTx, updates: Sequence[NewUpdate], *, received_at: datetime) -> int:
    """Write down those that are not there yet, in their order, and say how many.

    Characters that no database keeps become U+FFFD, so that one odd update cannot hold up the others; JSON that was
    decoded from UTF-8 has none.
    """
    if not updates:
        return 0
    return len(await tx.list_rows(_insert(tx.dialect), [_new_row(one, received_at) for one in updates]))


async def claim_next(
    tx: WriteTx, *, limit: int, now: datetime, busy_lanes: Collection[str] = ()
) -> tuple[InboxRow, ...]:
    """Take the oldest row of each free lane, at most `limit`, oldest first; they are `working` then.

    A lane is free when nothing of it is in work, waits to be replayed alone, or is named in `busy_lanes`.
    """
    free = select(inbox.c.arrival).where(
        inbox.c.arrival.in_(_HEADS), inbox.c.state == InboxState.NEW, inbox.c.alone == false()
    )
    if busy_lanes:
        free = free.where(inbox.c.lane.not_in(busy_lanes))
    claimed = (
        update(inbox)
        .where(inbox.c.arrival.in_(free.order_by(inbox.c.arrival).limit(limit)), inbox.c.state == InboxState.NEW)
        .values(state=InboxState.WORKING, claimed_at=now)
        .returning(inbox)
    )
    rows = await tx.list_rows(claimed)
    return tuple(_load_row(row) for row in sorted(rows, key=lambda row: row.arrival))


async def claim_alone(tx: WriteTx, *, now: datetime) -> InboxRow | None:
    """Take the oldest row that is to be replayed alone and count the try; None when there is none."""
    # "+ 0": SQLite would look for the least key through all the done rows instead of in the index of waiting ones
    oldest = select(func.min(inbox.c.arrival + 0)).where(
        _WAITING, inbox.c.state == InboxState.NEW, inbox.c.alone == true()
    )
    claimed = (
        update(inbox)
        .where(inbox.c.arrival == oldest.scalar_subquery())
        .values(state=InboxState.WORKING, claimed_at=now, tries=inbox.c.tries + 1)
        .returning(inbox)
    )
    row = await tx.find_row(claimed)
    return None if row is None else _load_row(row)


async def mark_answering(tx: WriteTx, update_id: int) -> None:
    """Say that everything is written and the answer is about to be sent."""
    await tx.execute(_MARK_ANSWERING, {"asked": update_id})


async def settle_update(tx: WriteTx, update_id: int, *, now: datetime) -> None:
    """Say that the row is done; all that it told about anybody is emptied."""
    await tx.execute(_SETTLE, {"asked": update_id, "now": now})


async def record_failure(
    tx: WriteTx, update_id: int, *, error: str, counts: bool, now: datetime, limit: int = TRIES_LIMIT
) -> InboxState:
    """Write down that handling failed, and give the row's state after it: new, or aside after `limit` tries alone.

    A failure that `counts` sends the row to be replayed alone; one that does not (the network was away) leaves it as
    it was before it was claimed. A row not in work is left as it is.
    """
    row = await tx.find_row(select(inbox).where(inbox.c.update_id == update_id))
    if row is None or row.state not in _IN_WORK:
        return InboxState.DONE if row is None else InboxState(row.state)
    planned = plan_failure(_load_row(row), counts=counts, limit=limit)
    await tx.execute(
        _of(update_id).values(
            state=planned.state,
            alone=planned.alone,
            tries=planned.tries,
            ambiguous=planned.ambiguous,
            error=_clean(error),
            done_at=now if planned.state is InboxState.ASIDE else None,
        )
    )
    return planned.state


def plan_failure(row: InboxRow, *, counts: bool, limit: int = TRIES_LIMIT) -> InboxRow:
    """What becomes of a claimed row whose handling failed."""
    tries = row.tries - (1 if row.alone and not counts else 0)
    is_last = row.alone and counts and tries >= limit
    return replace(
        row,
        state=InboxState.ASIDE if is_last else InboxState.NEW,
        alone=row.alone or counts,
        ambiguous=row.ambiguous or row.state is InboxState.ANSWERING,
        tries=tries,
    )


async def list_followers(tx: ReadTx, update_id: int, *, limit: int) -> tuple[InboxRow, ...]:
    """The rows that wait in the same lane behind that one, oldest first, at most `limit`."""
    own = select(inbox.c.lane, inbox.c.arrival).where(inbox.c.update_id == update_id).subquery()
    behind = (
        select(inbox)
        .where(inbox.c.lane == own.c.lane, inbox.c.arrival > own.c.arrival, inbox.c.state == InboxState.NEW)
        .order_by(inbox.c.arrival)
        .limit(limit)
    )
    return tuple(map(_load_row, await tx.list_rows(behind)))


async def set_aside(tx: WriteTx, update_id: int, *, error: str, now: datetime) -> None:
    """Put the row aside at once, for the operator to look at: it cannot even be parsed."""
    await tx.execute(_of(update_id).values(state=InboxState.ASIDE, error=_clean(error), done_at=now))


async def release_updates(tx: WriteTx, update_ids: Collection[int]) -> int:
    """Give claimed rows back untouched, at an orderly stop: nothing counts. Says how many were in work."""
    in_work = (inbox.c.update_id.in_(update_ids), inbox.c.state.in_(_IN_WORK))
    released = (
        update(inbox)
        .where(*in_work)
        .values(
            state=InboxState.NEW,
            ambiguous=or_(inbox.c.ambiguous, inbox.c.state == InboxState.ANSWERING),
            tries=inbox.c.tries - case((inbox.c.alone, 1), else_=0),
        )
    )
    return (await tx.execute(released)).rowcount


async def recover_interrupted(tx: WriteTx, *, now: datetime, limit: int = TRIES_LIMIT) -> tuple[InboxRow, ...]:
    """At the start: give back what was in work when the process died, to be replayed alone, oldest first.

    A row that was alone for the `limit`-th time goes aside instead. The rows given are those to replay;
    `ambiguous` ones among them may repeat an answer. Claim them with `claim_alone`.
    """
    in_work = and_(_WAITING, inbox.c.state.in_(_IN_WORK))
    too_often = update(inbox).where(in_work, inbox.c.alone == true(), inbox.c.tries >= limit)
    await tx.execute(too_often.values(state=InboxState.ASIDE, error=INTERRUPTED, done_at=now))
    again = (
        update(inbox)
        .where(in_work)
        .values(
            state=InboxState.NEW,
            alone=true(),
            ambiguous=or_(inbox.c.ambiguous, inbox.c.state == InboxState.ANSWERING),
        )
    )
    rows = await tx.list_rows(again.returning(inbox))
    return tuple(_load_row(row) for row in sorted(rows, key=lambda row: row.arrival))


async def prune_done(tx: WriteTx, before: datetime, *, limit: int = 1000) -> int:
    """Delete at most `limit` rows that were done or set aside before that instant, and say how many."""
    over = (InboxState.DONE, InboxState.ASIDE)
    old = select(inbox.c.arrival).where(inbox.c.state.in_(over), inbox.c.done_at < before).limit(limit)
    return (await tx.execute(delete(inbox).where(inbox.c.arrival.in_(old)))).rowcount


async def count_states(tx: ReadTx) -> dict[InboxState, int]:
    """How many rows are in each state, zeros included."""
    rows = await tx.list_rows(select(inbox.c.state, func.count().label("rows")).group_by(inbox.c.state))
    found = {InboxState(row.state): row.rows for row in rows}
    return {state: found.get(state, 0) for state in InboxState}


async def list_inbox(tx: ReadTx, *, states: Collection[InboxState] = tuple(InboxState)) -> tuple[InboxRow, ...]:
    """The rows in those states in their order of arrival: for audits, and for looking at what was set aside."""
    rows = await tx.list_rows(select(inbox).where(inbox.c.state.in_(states)).order_by(inbox.c.arrival))
    return tuple(map(_load_row, rows))


_IN_WORK = (InboxState.WORKING, InboxState.ANSWERING)

# Spelt like the partial index's condition: with bound values the planners would not use it.
_WAITING = text("inbox.state IN ('new', 'working', 'answering')")
_HEADS = select(func.min(inbox.c.arrival)).where(_WAITING).group_by(inbox.c.lane)


_OF_UPDATE = update(inbox).where(inbox.c.update_id == bindparam("asked"))
_MARK_ANSWERING = _OF_UPDATE.values(state=InboxState.ANSWERING)
_SETTLE = _OF_UPDATE.values(
    state=InboxState.DONE,
    done_at=bindparam("now"),
    payload="",
    lane="",
    user_id=null(),
    error=null(),
    alone=false(),
)


@cache
def _insert(dialect: str) -> Executable:
    return insert_or_keep(dialect, inbox).returning(inbox.c.update_id)


def _of(update_id: int) -> Update:
    return update(inbox).where(inbox.c.update_id == update_id)


def _new_row(one: NewUpdate, received_at: datetime) -> dict[str, object]:
    return {
        "update_id": one.update_id,
        "lane": _clean(one.lane),
        "user_id": one.user_id,
        "payload": _clean(one.payload),
        "state": InboxState.NEW,
        "alone": False,
        "ambiguous": False,
        "tries": 0,
        "received_at": received_at,
    }


def _clean(told: str) -> str:
    if is_storable(told):
        return told
    return told.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _load_row(row: Row[Any]) -> InboxRow:
    return InboxRow(
        update_id=row.update_id,
        lane=row.lane,
        payload=row.payload,
        user_id=row.user_id,
        state=InboxState(row.state),
        alone=row.alone,
        ambiguous=row.ambiguous,
        tries=row.tries,
        error=row.error,
        received_at=row.received_at,
    )
