"""The sandbox's time: one clock for the stand-in and the bot, which a person may push forward."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta


class Clock:
    """A clock that can be advanced; sleepers wake when their instant is passed.

    Without `start` it follows the machine's time plus whatever was advanced. With `start` (aware UTC) it stands still
    there and moves by `advance` alone, which is what tests want.
    """

    def __init__(self, start: datetime | None = None) -> None:
        if start is not None and start.tzinfo is None:
            raise ValueError("start must be an aware instant")
        self._standing = start
        self._ahead = timedelta()
        self._leaps = 0
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        """The current instant, aware UTC."""
        return (self._standing or datetime.now(UTC)).astimezone(UTC) + self._ahead

    def unix(self) -> int:
        """The current instant as whole seconds since 1970, the form every Bot API object uses."""
        return int(self.now().timestamp())

    def advance(self, seconds: float) -> None:
        """Move `seconds` forward and wake every sleeper whose instant has come.

        Raises:
            ValueError: `seconds` is negative, for time does not run backwards.
        """
        if seconds < 0:
            raise ValueError(f"the clock cannot go back by {-seconds} seconds")
        self._ahead += timedelta(seconds=seconds)
        self._leaps += 1
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def leaps(self) -> AsyncIterator[None]:
        """Come round after each time the clock was advanced; several times that nobody saw count as one."""
        seen = self._leaps
        while True:
            while seen == self._leaps:
                await self._moved.wait()
            seen = self._leaps
            yield

    async def sleep(self, seconds: float) -> None:
        """Wait until `seconds` have passed on this clock; at least one turn of the loop."""
        await self.sleep_until(self.now() + timedelta(seconds=seconds))

    async def sleep_until(self, at: datetime) -> None:
        """Wait until this clock reads `at` or later; at least one turn of the loop."""
        await asyncio.sleep(0)
        while (left_s := (at - self.now()).total_seconds()) > 0:
            try:
                async with asyncio.timeout(left_s if self._standing is None else None):
                    await self._moved.wait()
            except TimeoutError:
                continue
