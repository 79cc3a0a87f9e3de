"""A stand-in for Telegram in a thread of its own, for commands that run their own event loop."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from bot.sandbox.server import Sandbox


@pytest.fixture
def telegram() -> Iterator[Sandbox]:
    started = threading.Event()
    opened: list[Sandbox] = []
    stop: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def serve() -> None:
        async with Sandbox(port=0) as sandbox:
            opened.append(sandbox)
            stop.append((asyncio.get_running_loop(), asyncio.Event()))
            started.set()
            await stop[0][1].wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert started.wait(10)
    yield opened[0]
    loop, event = stop[0]
    loop.call_soon_threadsafe(event.set)
    thread.join(10)
