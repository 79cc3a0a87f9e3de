import asyncio
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.check import check_file
from storage.database import Database, sqlite_url
from storage.schema import briefings, figures, inbox, stories

pytestmark = pytest.mark.soak

KILLS = 20
WRITERS = 8

_WRITE_FOR_EVER = f"""
import asyncio, itertools, os, sys
from storage.database import Database
from storage.inbox import NewUpdate, insert_updates
from storage.stories import save_reading
from tests.storage.samples import NOON, THREE, reading

numbers = itertools.count(int(sys.argv[2]))

async def write(db):
    while True:
        number = next(numbers)
        async with db.write() as tx:
            update = NewUpdate(update_id=number, lane=str(number % 7), payload="{{}}")
            await insert_updates(tx, [update], received_at=NOON)
            url = f"https://a.example/{{number}}"
            await save_reading(tx, reading(), canonical_url=url, read_at=NOON, budget=THREE)
        os.write(1, b"%d\\n" % number)

async def main():
    async with Database.open(sys.argv[1]) as db, asyncio.TaskGroup() as group:
        for _ in range({WRITERS}):
            group.create_task(write(db))

asyncio.run(main())
"""


def write_and_be_killed(url: str, first: int, alive_s: float) -> list[int]:
    """Let a process write until it is killed, some time after its first word; gives what it was told is written."""
    command = [sys.executable, "-c", _WRITE_FOR_EVER, url, str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        told = [process.stdout.readline()]
        assert told[0], "the writer never wrote"
        try:
            process.wait(alive_s)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
        told += process.stdout.readlines()
    return [int(line) for line in told if line.endswith(b"\n")]


async def stored(url: str) -> tuple[set[int], set[int], int, int]:
    async with Database.open(url) as db, db.read() as tx:
        updates = {row.update_id for row in await tx.list_rows(select(inbox.c.update_id))}
        urls = {int(row.canonical_url.rsplit("/", 1)[1]) for row in await tx.list_rows(select(stories.c.canonical_url))}
        told = await tx.find_value(select(func.count()).select_from(briefings))
        counted = await tx.find_value(select(func.count()).select_from(figures))
    return updates, urls, told, counted


def test_a_writer_killed_twenty_times_loses_nothing_it_was_told_is_written(tmp_path: Path) -> None:
    path = tmp_path / "nutgraf.db"
    url = sqlite_url(path)
    acknowledged: set[int] = set()
    updates: set[int] = set()
    for kill in range(KILLS):
        acknowledged.update(write_and_be_killed(url, kill * 1_000_000, random.uniform(0.0, 0.7)))
        updates, urls, told, counted = asyncio.run(stored(url))
        assert acknowledged <= updates, "an acknowledged write is lost"
        assert updates == urls, "half a transaction is left"
        assert told == len(urls), "a story without its briefing"
        assert counted == 2 * len(urls)
    assert check_file(path).problems == ()
    print(f"{KILLS} kills, {len(acknowledged)} writes acknowledged, {len(updates)} stored, 0 lost, 0 torn")
