"""More like this, less like this: what a destination changed, to be seen and to be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, delete, insert, select, update

from storage.destinations import Destination
from storage.schema import weight_changes, weights
from storage.transactions import ReadTx, WriteTx


class WeightKind(StrEnum):
    """What a weight is about: a feed, by its id, or a folded word."""

    SOURCE = "source"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Some steps of more (above 0) or less of a source or term."""

    kind: WeightKind
    name: str
    steps: int


async def change_weights(tx: WriteTx, to: Destination, steps: Sequence[Step], *, now: datetime) -> int:
    """Weigh what `steps` name anew and give the id by which the change can be undone."""
    for step in steps:
        await _add(tx, to, step)
    values = {
        "chat_id": to.chat_id,
        "thread_id": to.thread_id,
        "deltas": [[step.kind.value, step.name, step.steps] for step in steps],
        "changed_at": now,
        "undone": False,
    }
    change_id: int = await tx.find_value(insert(weight_changes).returning(weight_changes.c.id), values)
    return change_id


async def undo_change(tx: WriteTx, to: Destination, change_id: int) -> tuple[Step, ...] | None:
    """Take a change back and give what it was; None when it is not the destination's, or was taken back before."""
    mine = (weight_changes.c.chat_id == to.chat_id, weight_changes.c.thread_id == to.thread_id)
    taken = (
        update(weight_changes)
        .where(weight_changes.c.id == change_id, weight_changes.c.undone.is_(False), *mine)
        .values(undone=True)
        .returning(weight_changes.c.deltas)
    )
    deltas = await tx.find_value(taken)
    if deltas is None:
        return None
    steps = tuple(Step(kind=WeightKind(kind), name=name, steps=count) for kind, name, count in deltas)
    for step in steps:
        await _add(tx, to, Step(kind=step.kind, name=step.name, steps=-step.steps))
    return steps


async def list_weights(tx: ReadTx, to: Destination) -> tuple[Step, ...]:
    """What the destination wants more or less of, the strongest wish first; what came back to 0 is left out."""
    rows = await tx.list_rows(select(weights).where(weights.c.value != 0, *_mine(to)))
    found = [Step(kind=WeightKind(row.kind), name=row.name, steps=row.value) for row in rows]
    return tuple(sorted(found, key=lambda step: (-abs(step.steps), step.kind, step.name)))


async def reset_weights(tx: WriteTx, to: Destination) -> int:
    """Forget all wishes of a destination; says how many there were."""
    return (await tx.execute(delete(weights).where(*_mine(to)))).rowcount


async def prune_changes(tx: WriteTx, before: datetime, *, limit: int = 1000) -> int:
    """Forget at most `limit` changes made before that instant: their effect stays, undoing them ends."""
    old = select(weight_changes.c.id).where(weight_changes.c.changed_at < before).limit(limit)
    return (await tx.execute(delete(weight_changes).where(weight_changes.c.id.in_(old)))).rowcount


async def _add(tx: WriteTx, to: Destination, step: Step) -> None:
    values = {
        "chat_id": to.chat_id,
        "thread_id": to.thread_id,
        "kind": step.kind,
        "name": step.name,
        "value": step.steps,
    }
    added = tx.upsert(weights).on_conflict_do_update(
        index_elements=["chat_id", "thread_id", "kind", "name"], set_={"value": weights.c.value + step.steps}
    )
    await tx.execute(added, values)


def _mine(to: Destination) -> tuple[Any, ...]:
    return (and_(weights.c.chat_id == to.chat_id, weights.c.thread_id == to.thread_id),)
