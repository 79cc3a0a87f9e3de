import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import Database, sqlite_url
from storage.engines import create_sqlite_engines, parse_url
from storage.inbox import NewUpdate, claim_next, insert_updates, settle_update
from storage.library import index_story, save_story, search
from storage.stories import find_reading, save_reading
from summarizer.model import PIPELINE_VERSION
from tests.storage.samples import NOON, THREE, reading

pytestmark = pytest.mark.bench

Work = Callable[[int], Awaitable[object]]


async def one_by_one(work: Work, number: int) -> float:
    """Operations a second, each waiting for the one before."""
    began = time.perf_counter()
    for i in range(number):
        await work(i)
    return number / (time.perf_counter() - began)


async def at_once(work: Work, number: int, *, first: int) -> float:
    """Operations a second, all asked for at once."""
    began = time.perf_counter()
    await asyncio.gather(*(work(first + i) for i in range(number)))
    return number / (time.perf_counter() - began)


async def test_what_arrives_together_is_written_faster_than_one_by_one(tmp_path: Path) -> None:
    async with Database.open(sqlite_url(tmp_path / "nutgraf.db")) as db:

        async def receive(number: int) -> None:
            async with db.write() as tx:
                update = NewUpdate(update_id=number, lane=str(number % 50), payload='{"update_id": 1}' * 20)
                await insert_updates(tx, [update], received_at=NOON)

        async def save(number: int) -> None:
            async with db.write() as tx:
                url = f"https://a.example/{number}"
                await save_reading(tx, reading(), canonical_url=url, read_at=NOON, budget=THREE)

        commits, inbox = await one_by_one(receive, 300), await at_once(receive, 1000, first=10_000)
        stories, grouped = await one_by_one(save, 150), await at_once(save, 300, first=10_000)
    print(f"\ninbox inserts/s: {commits:,.0f} one a commit, {inbox:,.0f} at once")
    print(f"readings saved/s: {stories:,.0f} one a commit, {grouped:,.0f} at once")
    assert inbox > commits * 1.3
    assert grouped > stories * 0.5  # bound by the CPU, which others may be using


async def test_claiming_settling_reading_and_searching(tmp_path: Path) -> None:
    async with Database.open(sqlite_url(tmp_path / "nutgraf.db")) as db:
        async with db.write() as tx:
            updates = [NewUpdate(update_id=i, lane=str(i % 500), payload="{}") for i in range(20_000)]
            for start in range(0, len(updates), 1000):
                await insert_updates(tx, updates[start : start + 1000], received_at=NOON)
            story_id = await save_reading(tx, reading(), canonical_url=None, read_at=NOON, budget=THREE)
            for user in range(200):
                await save_story(tx, user, story_id, saved_at=NOON)
            await index_story(tx, story_id, ["harbour", "boat", "storm"])

        async def handle(_: int) -> None:
            async with db.write() as tx:
                rows = await claim_next(tx, limit=1, now=NOON)
            async with db.write() as tx:
                await settle_update(tx, rows[0].update_id, now=NOON)

        async def read(_: int) -> None:
            async with db.read() as tx:
                assert await find_reading(tx, story_id, version=PIPELINE_VERSION, method="nutgraf", budget=THREE)

        async def look_up(number: int) -> None:
            async with db.read() as tx:
                assert (await search(tx, number % 200, ["boat", "harbour"])).total == 1

        handled = await at_once(handle, 200, first=0)
        loaded = await at_once(read, 300, first=0)
        found = await at_once(look_up, 300, first=0)
    print(f"\nclaimed and settled/s with 20,000 waiting: {handled:,.0f}; readings loaded/s: {loaded:,.0f}; ", end="")
    print(f"searches/s: {found:,.0f}")


async def test_one_trip_for_a_statement_beats_four(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "nutgraf.db")
    writer, ours = create_sqlite_engines(parse_url(url))
    stock = create_async_engine(parse_url(url))
    ask = text("SELECT 1")
    rates = {}
    for name, engine in (("stock", stock), ("ours", ours)):
        async with engine.connect() as connection:

            async def work(_: int) -> None:
                await connection.execute(ask)

            await one_by_one(work, 50)
            rates[name] = await one_by_one(work, 1000)
    for engine in (writer, ours, stock):
        await engine.dispose()
    print(f"\nstatements/s: {rates['stock']:,.0f} through stock aiosqlite, {rates['ours']:,.0f} in one trip")
    assert rates["ours"] > rates["stock"] * 1.3
