"""One at a time for each key: two who ask for one address share its fetch, and one reader keeps one worker busy."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

Key = TypeVar("Key", bound=Hashable)


class Turns(Generic[Key]):
    """Turns in the order they were asked for; a key is forgotten when nobody holds or awaits its turn."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[Key, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def take(self, key: Key) -> AsyncIterator[None]:
        """Wait for the turn of `key` and hold it for the block."""
        # Whoever waits holds a reference, so nobody can come by another lock of the same key meanwhile.
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            yield

    def __len__(self) -> int:
        return len(self._locks)
