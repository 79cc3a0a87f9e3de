"""Where something is said: a chat, or one thread of a forum. All that is about a chat is paused, moved or erased here.

A pause is one row: nothing is queued for the chat while it stands, and what was chosen stays as it was chosen.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Delete, Table, delete, exists, select, update

from storage.schema import (
    cards,
    deliveries,
    digest_items,
    digests,
    pauses,
    schedules,
    subscriptions,
    topic_follows,
    weight_changes,
    weights,
)
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_renew


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Destination:
    """A chat and a thread in it; thread 0 is none."""

    chat_id: int
    thread_id: int = 0


async def pause_chat(tx: WriteTx, chat_id: int, *, reason: str, now: datetime) -> int:
    """Say nothing to that chat any more; what was waiting for it is dead. Gives how many deliveries that were.

    One that is on its way right now is settled by who sends it.
    """
    values = {"chat_id": chat_id, "reason": reason, "paused_at": now}
    await tx.execute(insert_or_renew(tx.dialect, pauses, key=("chat_id",)), values)
    waiting = update(deliveries).where(deliveries.c.chat_id == chat_id, deliveries.c.state.in_(_WAITING))
    dead = waiting.values(state="dead", error=reason, done_at=now, leased_until=None, lease=None)
    return (await tx.execute(dead)).rowcount


async def pause_place(tx: WriteTx, to: Destination, *, reason: str, now: datetime) -> int:
    """Pause what one thread of a chat chose, because it is closed or gone; the chat's other threads go on.

    Gives how many waiting deliveries are dead.
    """
    chose = update(subscriptions).where(
        subscriptions.c.chat_id == to.chat_id, subscriptions.c.thread_id == to.thread_id
    )
    await tx.execute(chose.values(paused=True))
    waiting = update(deliveries).where(
        deliveries.c.chat_id == to.chat_id, deliveries.c.thread_id == to.thread_id, deliveries.c.state.in_(_WAITING)
    )
    dead = waiting.values(state="dead", error=reason, done_at=now, leased_until=None, lease=None)
    return (await tx.execute(dead)).rowcount


async def resume_chat(tx: WriteTx, chat_id: int) -> bool:
    """Speak to that chat again; says whether it was paused. What came meanwhile is not made up for."""
    return (await tx.execute(delete(pauses).where(pauses.c.chat_id == chat_id))).rowcount > 0


async def find_pause(tx: ReadTx, chat_id: int) -> str | None:
    """Why nothing is said to that chat at present, None when it is spoken to."""
    reason: str | None = await tx.find_value(select(pauses.c.reason).where(pauses.c.chat_id == chat_id))
    return reason


async def move_chat(tx: WriteTx, *, old_chat_id: int, new_chat_id: int) -> None:
    """Follow a group that became a supergroup: every row goes along, in this one transaction.

    Where the new chat has the same already, the old one's row stays: it knows what was said. Telegram tells of a move
    more than once, before or after the first message there; moving again changes nothing.
    """
    if old_chat_id == new_chat_id:
        return
    for table in _KEYED:
        await tx.execute(_delete_twins(table, kept_chat_id=old_chat_id, other_chat_id=new_chat_id))
    for table in (*_KEYED, weight_changes, cards):
        moved = update(table).where(table.c.chat_id == old_chat_id)
        await tx.execute(moved.values(chat_id=new_chat_id))
    await tx.execute(delete(pauses).where(pauses.c.chat_id == old_chat_id))


async def erase_chat(tx: WriteTx, chat_id: int) -> None:
    """Delete all that is about a chat: what it chose, what it was told and what waits for it."""
    for table in (*_KEYED, weight_changes, pauses, cards):
        await tx.execute(delete(table).where(table.c.chat_id == chat_id))


async def forget_chooser(tx: WriteTx, user_id: int) -> None:
    """Forget who chose something; what a group was given stays the group's."""
    for table in (subscriptions, topic_follows, schedules):
        await tx.execute(update(table).where(table.c.user_id == user_id).values(user_id=None))


def is_paused(chat_id: ColumnElement[int]) -> ColumnElement[bool]:
    """The condition that nothing is said to the chat that the column names."""
    return exists().where(pauses.c.chat_id == chat_id)


_WAITING = ("new", "held")
_KEYED: dict[Table, tuple[str, ...]] = {
    subscriptions: ("feed_id",),
    topic_follows: ("topic_id",),
    deliveries: ("kind", "subject_id", "revision"),
    schedules: (),
    digests: ("local_date", "slot"),
    digest_items: ("event_id",),
    weights: ("kind", "name"),
}
"""Tables that know a destination once for each further key."""


def _delete_twins(table: Table, *, kept_chat_id: int, other_chat_id: int) -> Delete:
    kept = table.alias("kept")
    is_twin = [kept.c[name] == table.c[name] for name in ("thread_id", *_KEYED[table])]
    return delete(table).where(
        table.c.chat_id == other_chat_id, exists().where(kept.c.chat_id == kept_chat_id, *is_twin)
    )
