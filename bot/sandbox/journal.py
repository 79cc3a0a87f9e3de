"""Everything that happened, numbered, for the chat page and for tests that wait."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.wire import JsonObject

KEPT = 10_000


@dataclass(slots=True)
class Journal:
    """The latest changes, oldest first; readers may wait for the next.

    `run` is another word each time the sandbox is started, so that a page can tell that numbers began anew.
    """

    run: str = field(default_factory=lambda: secrets.token_hex(8))
    last: int = 0
    entries: deque[JsonObject] = field(default_factory=lambda: deque(maxlen=KEPT))
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, kind: str, **facts: object) -> None:
        """Note a change and wake who waits."""
        self.last += 1
        self.entries.append({"seq": self.last, "kind": kind, **facts})
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def after(self, seq: int) -> list[JsonObject]:
        """The changes numbered above `seq`, in order."""
        found: list[JsonObject] = []
        for entry in reversed(self.entries):
            if entry["seq"] <= seq:
                break
            found.append(entry)
        return found[::-1]

    async def wait(self, timeout_s: float) -> bool:
        """Wait for the next change; false when `timeout_s` real seconds went by without one."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True

    async def until(self, holds: Callable[[], bool], wait_s: float) -> None:
        """Wait for changes until `holds()`, at most `wait_s` real seconds."""
        loop = asyncio.get_running_loop()
        until = loop.time() + wait_s
        while not holds() and (left_s := until - loop.time()) > 0:
            await self.wait(left_s)
