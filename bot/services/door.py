"""Who may use the bot, and how much: ids, never names.

A stranger costs one neutral line a day and one row, no fetch; a reader has a quota of fetches an hour, so that nobody
hammers a site through us.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from storage.access import has_access, has_knocked, note_stranger
from storage.database import Database
from storage.quotas import hour_of, take_fetches

FETCHES_PER_HOUR = 60


class QuotaExceeded(Exception):
    """No fetches are left this hour; they are back at `resets_at` (aware UTC)."""

    def __init__(self, *, resets_at: datetime) -> None:
        self.resets_at = resets_at
        super().__init__(f"no fetches left until {resets_at:%H:%M} UTC")


class Door:
    """The first lock: owners, those on the list, or everybody."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        *,
        owner_ids: frozenset[int],
        is_open: bool,
        fetches_per_hour: int = FETCHES_PER_HOUR,
    ) -> None:
        self._database = database
        self._now = now
        self._owner_ids = owner_ids
        self._is_open = is_open
        self._fetches_per_hour = fetches_per_hour

    async def admits(self, user_id: int) -> bool:
        """Whether this person may use the bot."""
        if self._is_open or user_id in self._owner_ids:
            return True
        async with self._database.read() as tx:
            return await has_access(tx, user_id)

    async def turn_away(self, user_id: int, tell: Callable[[], Awaitable[object]]) -> None:
        """Count a stranger's knock; the first of a day (UTC) is told by `tell` that the bot is private.

        Noted after it was told: a crash in between may repeat the line, but leaves nobody without.
        """
        today = self._now().date()
        async with self._database.read() as tx:
            was_told = await has_knocked(tx, user_id, today)
        if not was_told:
            await tell()
        async with self._database.write() as tx:
            await note_stranger(tx, user_id, today)

    async def take_fetch(self, user_id: int) -> None:
        """Take one fetch out of the person's hour.

        Raises:
            QuotaExceeded: none is left.
        """
        now = self._now()
        async with self._database.write() as tx:
            taken = await take_fetches(tx, user_id, at=now, number=1, limit=self._fetches_per_hour)
        if not taken:
            raise QuotaExceeded(resets_at=hour_of(now) + timedelta(hours=1))
