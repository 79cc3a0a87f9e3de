"""How many links were fetched for whom in an hour of the clock (UTC)."""

from datetime import UTC, datetime

from sqlalchemy import delete, select

from storage.schema import fetches
from storage.transactions import ReadTx, WriteTx


async def take_fetches(tx: WriteTx, user_id: int, *, at: datetime, number: int, limit: int) -> bool:
    """Take `number` fetches out of the hour's `limit`: all of them, or none and False when so many are not left."""
    if number > limit:
        return False
    statement = tx.upsert(fetches)
    taken = statement.on_conflict_do_update(
        index_elements=["user_id", "hour"],
        set_={"taken": fetches.c.taken + number},
        where=fetches.c.taken + number <= limit,
    ).returning(fetches.c.taken)
    return await tx.find_value(taken, {"user_id": user_id, "hour": hour_of(at), "taken": number}) is not None


async def count_fetches(tx: ReadTx, user_id: int, *, at: datetime) -> int:
    """How many were taken in the hour of `at`."""
    taken: int | None = await tx.find_value(
        select(fetches.c.taken).where(fetches.c.user_id == user_id, fetches.c.hour == hour_of(at))
    )
    return taken or 0


async def prune_fetches(tx: WriteTx, before: datetime) -> int:
    """Forget the hours that began before that instant, and say how many rows went."""
    return (await tx.execute(delete(fetches).where(fetches.c.hour < before))).rowcount


def hour_of(at: datetime) -> datetime:
    """The beginning of the hour that holds `at`, in UTC."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
