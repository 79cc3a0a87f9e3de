"""Run something until it ends or the process is told to stop (SIGTERM, Ctrl-C)."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Await `work`; a signal cancels it, lets it clean up, and counts as an orderly end."""
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work, name="serving")
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        task.cancel()

    for number in SIGNALS:
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not stopped:
            raise
    finally:
        for number in SIGNALS:
            loop.remove_signal_handler(number)
