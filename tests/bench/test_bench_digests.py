"""A day of digests for 100,000 readers in 200 zones, minute by minute, on the real database."""

import gc
import random
import statistics
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from sqlalchemy import insert

from bot.services.calendars import next_due
from bot.services.digests import Digests
from storage.database import Database, sqlite_url
from storage.destinations import Destination
from storage.digests import Schedule
from storage.schema import schedules

READERS = 100_000
ZONES = 200
MINUTES = 24 * 60
START = datetime(2026, 10, 25, tzinfo=UTC)  # the day of Europe's leap
WORST_S = 0.150
MEDIAN_S = 10e-6

TIMES = tuple(range(5 * 60, 23 * 60, 15))
"""Quarter hours of the day: what a list of buttons offers."""


@dataclass
class Clock:
    at: datetime = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[Database]:
    """A database with a schedule for each reader."""
    chance = random.Random(4)
    zones = sorted(available_timezones())[::3][:ZONES]
    async with Database.open(sqlite_url(tmp_path / "full.db")) as db:
        for start in range(0, READERS, 5_000):
            rows = [row(chat, zones, chance) for chat in range(start + 1, start + 5_001)]
            async with db.write() as tx:
                await tx.execute(insert(schedules), rows)
        yield db


def row(chat_id: int, zones: list[str], chance: random.Random) -> dict[str, object]:
    times = tuple(sorted(chance.sample(TIMES, chance.choice((1, 1, 1, 2)))))
    schedule = Schedule(to=Destination(chat_id=chat_id), zone=zones[chat_id % ZONES], times=times)
    return {
        "chat_id": chat_id,
        "thread_id": 0,
        "zone": schedule.zone,
        "times": list(times),
        "weekdays": list(schedule.weekdays),
        "cap": schedule.cap,
        "next_due_at": next_due(schedule, START - timedelta(minutes=1)),
    }


@pytest.mark.bench
@pytest.mark.timeout(1800)
async def test_a_day_of_ticks_for_a_hundred_thousand_readers(full: Database) -> None:
    clock = Clock()
    digests = Digests(full, now=clock)
    await digests.tick()
    gc.collect()
    gc.freeze()  # what this test and its tools hold is not what a bot's collector would look through
    walls, cpus = [], []
    for _ in range(MINUTES):
        clock.at += timedelta(minutes=1)
        wall, cpu = time.perf_counter(), time.process_time()
        await digests.tick()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    gc.unfreeze()
    worst, median = max(cpus), statistics.median(walls)
    busiest = walls.index(max(walls))
    print(
        f"\n{READERS:,} readers in {ZONES} zones, {MINUTES} ticks: median {median * 1e6:.1f} µs, worst "
        f"{worst * 1e3:.0f} ms of CPU ({walls[busiest] * 1e3:.0f} ms by the clock, which counts what else this "
        f"machine does), {sum(cpus):.1f} s of work a day"
    )
    assert median <= MEDIAN_S
    assert worst <= WORST_S
