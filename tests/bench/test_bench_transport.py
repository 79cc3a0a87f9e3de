"""Calls to Telegram a second: our transport against the libraries' own, and the whole bot with its inbox.

One lean stub server in a process of its own, all rivals in one run; ratios count, absolute rates are the machine's.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from pydantic import SecretStr
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from bot.app import Surroundings, open_app
from bot.settings import Access, Settings
from bot.transport.http_client import AiohttpRequest
from storage.database import Database, sqlite_url
from storage.inbox import InboxState, count_states

pytestmark = pytest.mark.bench

CALLS = 3_000
ROUNDS = 5
IN_FLIGHT = 256
UPDATES = 2_000
TOKEN = "1:bench"
TEXT = "The harbour bridge at Sandvik reopened on Monday."

Send = Callable[[], Awaitable[object]]


@contextmanager
def stub(updates: int = 0) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.stub_server", str(updates)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


async def rate(send: Send, calls: int = CALLS) -> tuple[float, float]:
    """Calls a second and CPU microseconds a call, with `IN_FLIGHT` under way."""
    left = iter(range(calls))

    async def worker() -> None:
        for _ in left:
            await send()

    wall, cpu = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as group:
        for _ in range(IN_FLIGHT):
            group.create_task(worker())
    return calls / (time.perf_counter() - wall), (time.process_time() - cpu) / calls * 1e6


async def rate_of_library(base: str, request: BaseRequest, calls: int = CALLS) -> tuple[float, float]:
    async with Bot(TOKEN, base_url=f"{base}/bot", request=request, get_updates_request=AiohttpRequest()) as bot:
        return await rate(lambda: bot.send_message(7, TEXT), calls)


async def rate_of_aiogram(base: str) -> tuple[float, float]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(base), limit=IN_FLIGHT)
    async with AiogramBot("123456:bench", session=session) as bot:
        return await rate(lambda: bot.send_message(7, TEXT))


async def test_our_transport_is_ahead_of_the_libraries_own() -> None:
    rates: dict[str, list[tuple[float, float]]] = {"ours": [], "aiogram": [], "httpx": []}
    with stub() as base:
        for _ in range(ROUNDS):
            rates["ours"].append(await rate_of_library(base, AiohttpRequest()))
            rates["aiogram"].append(await rate_of_aiogram(base))
        # httpx slows down with what is in flight, so a tenth of the calls is enough to see it.
        slow = HTTPXRequest(connection_pool_size=IN_FLIGHT, pool_timeout=120, read_timeout=120)
        rates["httpx"].append(await rate_of_library(base, slow, CALLS // 10))
    best = {name: max(per_s for per_s, _ in found) for name, found in rates.items()}
    cpu = {name: min(cpu_us for _, cpu_us in found) for name, found in rates.items()}
    for name in rates:
        print(f"\n{name}: {best[name]:.0f} calls/s, {cpu[name]:.0f} µs CPU a call, {IN_FLIGHT} in flight", end="")
    print()
    assert best["ours"] > best["httpx"]
    assert best["ours"] > best["aiogram"]


async def test_the_whole_bot_with_its_inbox_is_stated(tmp_path: Path) -> None:
    with stub(UPDATES) as base:
        settings = Settings(
            telegram_token=SecretStr(TOKEN),
            telegram_base_url=base,
            database_url=SecretStr(sqlite_url(tmp_path / "bench.sqlite3")),
            access=Access.OPEN,
        )
        async with open_app(settings, Surroundings(paced=False)) as app:
            wall, cpu = time.perf_counter(), time.process_time()
            running = asyncio.create_task(app.run())
            async with Database.open(sqlite_url(tmp_path / "bench.sqlite3")) as database:
                while await done(database) < UPDATES:
                    await asyncio.sleep(0.1)
            per_s = UPDATES / (time.perf_counter() - wall)
            cpu_us = (time.process_time() - cpu) / UPDATES * 1e6
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
    print(f"\nwhole bot, inbox and handlers, pacing off: {per_s:.0f} updates/s, {cpu_us:.0f} µs CPU an update")
    assert per_s > 30, "Telegram's own limit is 30 messages a second"


async def done(database: Database) -> int:
    async with database.read() as tx:
        return (await count_states(tx))[InboxState.DONE]
