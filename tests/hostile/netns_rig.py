"""The inside of the namespace: every address is local, a listener takes all, and the real fetcher knocks everywhere.

Run as `python -m tests.hostile.netns_rig` where `ip route add local default dev lo` made every IPv4 and IPv6 address
this machine's own. Nothing is patched: a leak is a connection that was really accepted. Prints one JSON object,
`{"accepts": {url: [address, …]}, "outcomes": {url: code}, "plain_leaks": [url, …]}`; the last is what a client without
a guard connects to, which shows that the rig sees leaks.
"""

import asyncio
import contextlib
import json
import ssl
import sys
from collections.abc import Sequence

import aiohttp

from summarizer.errors import SummarizerError
from summarizer.sources.fetch import ANYTHING, Fetcher, FetchLimits
from summarizer.sources.guard import AllowList
from tests.hostile.hostile_urls import ANSWERS, HOPS, HOSTILE, WELCOME

PORTS = (53, 80, 443, 5432, 6379, 8080)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


class World:
    """Listens on every address at some ports; the local address of a connection is the one that was dialled."""

    def __init__(self) -> None:
        self.accepts: list[str] = []
        self._rebinding = 0

    async def listen(self) -> None:
        for port in PORTS:
            for host in ("0.0.0.0", "::"):
                await asyncio.start_server(self._accepted, host, port)

    async def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        address, port = writer.get_extra_info("sockname")[:2]
        self.accepts.append(f"{address}:{port}")
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode(errors="replace")
            target = HOPS.get(head.split(" ")[1])
            writer.write(PAGE if target is None else f"HTTP/1.1 302 F\r\nLocation: {target}\r\n\r\n".encode())
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    def lookup(self, name: str) -> Sequence[str]:
        """Public names, names with private answers, and one that changes its mind after the first look."""
        if name == "rebind.example":
            self._rebinding += 1
            return ("93.184.215.14",) if self._rebinding == 1 else ("10.9.8.7",)
        if name not in ANSWERS:
            raise OSError(name)
        return ANSWERS[name]


async def knock(fetcher: Fetcher, world: World, url: str) -> tuple[str, list[str]]:
    world.accepts.clear()
    try:
        await fetcher.fetch(url, accept=ANYTHING)
        outcome = "opened"
    except SummarizerError as error:
        outcome = error.code
    await asyncio.sleep(0.002)  # a connection that was made and dropped is accepted a moment later
    return outcome, list(world.accepts)


async def knock_without_guard(world: World) -> list[str]:
    """Give the hostile addresses that aiohttp as it comes connects to."""
    leaks = []
    timeout = aiohttp.ClientTimeout(total=1.0)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        for url in HOSTILE:
            world.accepts.clear()
            with contextlib.suppress(aiohttp.ClientError, OSError, ValueError, AssertionError):
                await (await session.get(url)).read()
            if world.accepts:
                leaks.append(url)
    return leaks


async def main() -> None:
    world = World()
    await world.listen()
    outcomes, accepts = {}, {}
    limits = FetchLimits(deadline_s=2.0, refusal_s=0.0)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    allow = AllowList.parse(["nas.home.arpa:8080", "rebound.home.arpa:8080"])
    async with Fetcher(limits=limits, allow=allow, lookup=world.lookup, tls=tls) as fetcher:
        for url in (*HOSTILE, *WELCOME):
            outcomes[url], accepts[url] = await knock(fetcher, world, url)
    plain_leaks = await knock_without_guard(world)
    json.dump({"outcomes": outcomes, "accepts": accepts, "plain_leaks": plain_leaks}, sys.stdout)


if __name__ == "__main__":
    asyncio.run(main())
