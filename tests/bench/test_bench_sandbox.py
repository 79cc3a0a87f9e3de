"""How many calls a second the stand-in answers, and that a long chat does not slow it down."""

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.driver import Driver

pytestmark = pytest.mark.bench
CALLS = 1500
IN_FLIGHT = 64


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(port=0) as running, Driver(running.url) as driver:
        await driver.say("hello")
        yield running


async def send_many(sandbox: Sandbox, calls: int) -> float:
    """Calls a second, client included: both share one process and one loop."""
    gate = asyncio.Semaphore(IN_FLIGHT)
    body = {"chat_id": 42, "text": "<b>Hello</b> https://example.org/ and more words", "parse_mode": "HTML"}

    async def send(http: aiohttp.ClientSession) -> None:
        async with gate, http.post(f"/bot{sandbox.token}/sendMessage", json=body) as answer:
            assert (await answer.json())["ok"]

    connector = aiohttp.TCPConnector(limit=IN_FLIGHT)
    async with aiohttp.ClientSession(sandbox.url, connector=connector) as http:
        begin = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for _ in range(calls):
                group.create_task(send(http))
        return calls / (time.perf_counter() - begin)


async def test_a_long_chat_is_answered_as_fast_as_a_new_one(sandbox: Sandbox) -> None:
    await send_many(sandbox, 200)
    fresh = await send_many(sandbox, CALLS)
    await send_many(sandbox, CALLS)
    long = await send_many(sandbox, CALLS)
    print(f"\nsandbox, sendMessage with markup, client in the same process: {fresh:,.0f} calls/s, later {long:,.0f}")
    assert long > fresh / 2
