"""What people have set for themselves."""

from dataclasses import dataclass

from sqlalchemy import select

from storage.schema import users
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_renew


@dataclass(frozen=True, slots=True, kw_only=True)
class UserSettings:
    """A person's settings; None is the default. `hidden` names the blocks that their briefings leave out."""

    user_id: int
    language: str | None = None
    method: str | None = None
    sentences: int | None = None
    hidden: frozenset[str] = frozenset()


async def find_settings(tx: ReadTx, user_id: int) -> UserSettings:
    """The person's settings; all defaults for somebody who never changed any."""
    row = await tx.find_row(select(users).where(users.c.user_id == user_id))
    if row is None:
        return UserSettings(user_id=user_id)
    return UserSettings(
        user_id=user_id,
        language=row.language,
        method=row.method,
        sentences=row.sentences,
        hidden=frozenset(row.hidden),
    )


async def save_settings(tx: WriteTx, settings: UserSettings) -> None:
    """Remember the settings, in place of those before."""
    values = {
        "user_id": settings.user_id,
        "language": settings.language,
        "method": settings.method,
        "sentences": settings.sentences,
        "hidden": sorted(settings.hidden),
    }
    await tx.execute(insert_or_renew(tx.dialect, users, key=("user_id",)), values)
