from datetime import UTC, date, datetime, timedelta, timezone

from storage.access import (
    grant_access,
    has_access,
    list_access,
    note_stranger,
    prune_strangers,
    revoke_access,
)
from storage.database import Database
from storage.quotas import count_fetches, hour_of, prune_fetches, take_fetches
from storage.users import UserSettings, find_settings, save_settings
from tests.storage.samples import NOON

ADA, BO = 2**40, 7
TODAY = date(2026, 11, 22)


async def test_settings_are_all_default_until_somebody_changes_them(db: Database) -> None:
    chosen = UserSettings(user_id=ADA, language="ru", method="lead", sentences=5, hidden=frozenset({"people"}))
    async with db.write() as tx:
        assert await find_settings(tx, ADA) == UserSettings(user_id=ADA)
        await save_settings(tx, UserSettings(user_id=ADA, language="en"))
        await save_settings(tx, chosen)
        assert await find_settings(tx, ADA) == chosen
        assert await find_settings(tx, BO) == UserSettings(user_id=BO)


async def test_the_list_of_those_let_in(db: Database) -> None:
    async with db.write() as tx:
        assert await grant_access(tx, ADA, granted_at=NOON + timedelta(hours=1))
        assert await grant_access(tx, BO, granted_at=NOON)
        assert not await grant_access(tx, BO, granted_at=NOON + timedelta(days=1))
        assert await list_access(tx) == (BO, ADA)
        assert await revoke_access(tx, BO)
        assert not await revoke_access(tx, BO)
        assert [await has_access(tx, BO), await has_access(tx, ADA)] == [False, True]


async def test_a_stranger_is_new_once_a_day(db: Database) -> None:
    async with db.write() as tx:
        assert [await note_stranger(tx, ADA, TODAY) for _ in range(3)] == [True, False, False]
        assert await note_stranger(tx, BO, TODAY)
        assert await note_stranger(tx, ADA, TODAY + timedelta(days=1))
        assert await prune_strangers(tx, TODAY + timedelta(days=1)) == 2


async def test_fetches_are_taken_whole_or_not_at_all(db: Database) -> None:
    async with db.write() as tx:

        async def take(number: int, at: datetime = NOON) -> bool:
            return await take_fetches(tx, ADA, at=at, number=number, limit=10)

        assert [await take(11), await take(7), await take(4), await take(3), await take(1)] == [
            False,
            True,
            False,
            True,
            False,
        ]
        assert await count_fetches(tx, ADA, at=NOON) == 10
        assert await take(10, NOON + timedelta(hours=1))
        assert await count_fetches(tx, BO, at=NOON) == 0
        assert await prune_fetches(tx, hour_of(NOON + timedelta(hours=1))) == 1


def test_an_hour_is_the_clocks_in_utc() -> None:
    india = datetime(2026, 11, 22, 5, 45, 3, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert hour_of(india) == datetime(2026, 11, 22, 0, tzinfo=UTC)
