"""Standard input, read so that Ctrl-C and a reader who left end the process at once, also while nothing comes in.

A thread of asyncio's own pool would be waited for at the end, until the input itself is over.
"""

import asyncio
import contextlib
import io
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO


def standard_input() -> BinaryIO:
    """Give the bytes of standard input; none where the process was started without one.

    Not `sys.stdin.buffer`, where that is a file: the lock that a reader left behind holds would be a fatal error when
    the interpreter closes it.
    """
    if sys.stdin is None:
        return io.BytesIO()
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except io.UnsupportedOperation:
        return sys.stdin.buffer


async def read_aside(read: Callable[[], bytes]) -> bytes:
    """Give what `read` gives, in a daemon thread: who cancels the caller leaves it behind.

    Raises:
        OSError: as `read` does.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[bytes] = loop.create_future()

    def settle(data: bytes, error: OSError | None) -> None:
        if future.done():  # nobody waits any more
            return
        if error is None:
            future.set_result(data)
        else:
            future.set_exception(error)

    def run() -> None:
        data, error = _attempt(read)
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, data, error)

    threading.Thread(target=run, name="standard input", daemon=True).start()
    return await future


def _attempt(read: Callable[[], bytes]) -> tuple[bytes, OSError | None]:
    try:
        return read(), None
    except OSError as error:
        return b"", error
