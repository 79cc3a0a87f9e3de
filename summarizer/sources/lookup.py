"""Names to addresses, off the event loop and with a deadline.

A blocked look-up cannot be stopped, only left behind. So each runs in a daemon thread of its own, with a cap on how
many exist: a slow name server neither fills the loop's own pool nor keeps the process from ending.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from summarizer.sources.guard import IPAddress

Lookup = Callable[[str], Sequence[str]]
"""Gives the addresses of a name as text; blocks; raises OSError when there is none."""

MAX_ADDRESSES = 64
"""More in one answer is no name server's honest work."""


LOOPBACK = "127.0.0.1"


def system_lookup(name: str) -> tuple[str, ...]:
    """Ask the system's resolver for all addresses, also of families this machine lacks: the guard wants to see them.

    Names under `.localhost` are this machine's by definition, and many resolvers do not know it (RFC 6761, 6.3).
    """
    if name.endswith(".localhost"):
        return (LOOPBACK,)
    answers = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))


class Resolver:
    """Runs a blocking look-up in threads of its own, at most `threads` at once, left-behind ones included."""

    def __init__(self, *, lookup: Lookup = system_lookup, threads: int = 32) -> None:
        self._lookup = lookup
        self._free = asyncio.Semaphore(threads)

    async def resolve(self, name: str, *, within_s: float) -> tuple[IPAddress, ...]:
        """Give all addresses of `name`, in the resolver's order.

        Raises:
            TimeoutError: no answer within `within_s` seconds, the wait for a thread included.
            OSError: there is no such name, or the answer makes no sense.
        """
        async with asyncio.timeout(within_s):
            await self._free.acquire()
            answer = await self._start(name)
        if not 0 < len(answer) <= MAX_ADDRESSES:
            raise OSError(f"an answer of {len(answer)} addresses")
        try:
            return tuple(ip_address(address) for address in answer)
        except ValueError as error:
            raise OSError(f"no address: {error}") from error

    def _start(self, name: str) -> asyncio.Future[tuple[str, ...]]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[tuple[str, ...]] = loop.create_future()

        def settle(answer: tuple[str, ...], error: OSError | None) -> None:
            self._free.release()
            if future.done():  # nobody waits any more
                return
            if error is None:
                future.set_result(answer)
            else:
                future.set_exception(error)

        def run() -> None:
            answer, error = _attempt(self._lookup, name)
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(settle, answer, error)

        threading.Thread(target=run, name="lookup", daemon=True).start()
        return future


def _attempt(lookup: Lookup, name: str) -> tuple[tuple[str, ...], OSError | None]:
    try:
        return tuple(lookup(name)), None
    except OSError as error:
        return (), error
    except (ValueError, UnicodeError) as error:  # getaddrinfo's own encoding of odd names
        return (), OSError(str(error))
