import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.clock import Clock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_clock_with_a_start_stands_still_until_it_is_advanced() -> None:
    clock = Clock(NOON)
    assert clock.now() == NOON
    clock.advance(90)
    assert clock.now() == NOON + timedelta(seconds=90)
    assert clock.unix() == int(NOON.timestamp()) + 90


def test_a_clock_without_a_start_follows_the_machine() -> None:
    before = datetime.now(UTC)
    clock = Clock()
    clock.advance(3600)
    assert timedelta(hours=1) <= clock.now() - before < timedelta(hours=1, seconds=10)


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="cannot go back by 5"):
        Clock().advance(-5)


def test_a_start_must_say_its_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        Clock(datetime(2026, 3, 1))  # noqa: DTZ001 - that is the point


async def test_a_sleeper_wakes_when_the_clock_is_advanced_far_enough() -> None:
    clock = Clock(NOON)
    sleeper = asyncio.create_task(clock.sleep(60))
    await asyncio.sleep(0)
    clock.advance(59)
    await asyncio.sleep(0.01)
    assert not sleeper.done()
    clock.advance(1)
    async with asyncio.timeout(1):
        await sleeper


async def test_a_sleeper_wakes_by_itself_on_a_running_clock() -> None:
    async with asyncio.timeout(1):
        await Clock().sleep(0.01)


async def test_an_instant_that_has_passed_is_not_waited_for() -> None:
    async with asyncio.timeout(1):
        await Clock(NOON).sleep_until(NOON - timedelta(days=1))


async def test_leaps_are_told_and_none_is_missed_while_nobody_listens() -> None:
    clock = Clock(NOON)
    leaps = clock.leaps()
    async with asyncio.timeout(1):
        for _ in range(3):
            waiting = asyncio.ensure_future(anext(leaps))
            await asyncio.sleep(0)
            assert not waiting.done()
            clock.advance(1)
            await waiting
            clock.advance(1)
            clock.advance(1)
            await anext(leaps)
