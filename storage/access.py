"""The door: who was let in, and who knocked."""

from datetime import date, datetime

from sqlalchemy import delete, select

from storage.schema import access, strangers
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_keep


async def grant_access(tx: WriteTx, user_id: int, *, granted_at: datetime) -> bool:
    """Let a person in; says whether that is new. The first instant is kept."""
    statement = insert_or_keep(tx.dialect, access).returning(access.c.user_id)
    return await tx.find_value(statement, {"user_id": user_id, "granted_at": granted_at}) is not None


async def revoke_access(tx: WriteTx, user_id: int) -> bool:
    """Close the door to a person; says whether they were in."""
    return (await tx.execute(delete(access).where(access.c.user_id == user_id))).rowcount > 0


async def has_access(tx: ReadTx, user_id: int) -> bool:
    """Say whether the person is on the list; owners are not looked up here."""
    return await tx.find_value(select(access.c.user_id).where(access.c.user_id == user_id)) is not None


async def list_access(tx: ReadTx) -> tuple[int, ...]:
    """Everybody on the list, the earliest first."""
    rows = await tx.list_rows(select(access.c.user_id).order_by(access.c.granted_at, access.c.user_id))
    return tuple(row.user_id for row in rows)


async def has_knocked(tx: ReadTx, user_id: int, day: date) -> bool:
    """Say whether a knock of that stranger was counted on that day."""
    knocks = select(strangers.c.seen).where(strangers.c.user_id == user_id, strangers.c.day == day)
    return await tx.find_value(knocks) is not None


async def note_stranger(tx: WriteTx, user_id: int, day: date) -> bool:
    """Count a stranger's knock; True for the first one of that day, the only one that is answered."""
    statement = tx.upsert(strangers)
    counted = statement.on_conflict_do_update(
        index_elements=["user_id", "day"], set_={"seen": strangers.c.seen + 1}
    ).returning(strangers.c.seen)
    seen: int = await tx.find_value(counted, {"user_id": user_id, "day": day, "seen": 1})
    return seen == 1


async def prune_strangers(tx: WriteTx, before: date) -> int:
    """Forget the knocks of days before that one, and say how many rows went."""
    return (await tx.execute(delete(strangers).where(strangers.c.day < before))).rowcount
