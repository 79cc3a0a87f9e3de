import asyncio

import pytest

from tests.bot.sandbox.driver import Driver, Refused


async def test_updates_come_again_until_a_higher_offset_confirms_them(driver: Driver) -> None:
    first = (await driver.say("one"))["update_id"]
    await driver.say("two")
    assert [update["update_id"] for update in await driver.updates()] == [first, first + 1]
    assert [update["update_id"] for update in await driver.updates(offset=first)] == [first, first + 1]
    assert [update["message"]["text"] for update in await driver.updates(offset=first + 1)] == ["two"]
    assert await driver.updates(offset=first + 2) == []
    assert await driver.updates(offset=0) == []


async def test_a_limit_gives_the_oldest_updates(driver: Driver) -> None:
    for text in ("one", "two", "three"):
        await driver.say(text)
    assert [update["message"]["text"] for update in await driver.updates(limit=2)] == ["one", "two"]


async def test_a_negative_offset_forgets_all_but_the_last_updates(driver: Driver) -> None:
    for text in ("one", "two", "three"):
        await driver.say(text)
    assert [update["message"]["text"] for update in await driver.updates(offset=-2)] == ["two", "three"]
    assert len(await driver.updates(offset=-9)) == 2


async def test_a_long_poll_ends_when_something_happens(driver: Driver) -> None:
    poll = asyncio.create_task(driver.updates(timeout=20))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await driver.say("at last")
    assert (await poll)[0]["message"]["text"] == "at last"


async def test_a_long_poll_ends_empty_after_its_timeout(driver: Driver) -> None:
    assert await driver.updates(timeout=1) == []


async def test_a_second_reader_ends_the_first_ones_poll_with_a_conflict(driver: Driver) -> None:
    first = asyncio.create_task(driver.updates(timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(driver.updates(timeout=20))
    with pytest.raises(Refused, match="409 Conflict: terminated by other getUpdates request; make sure that only one"):
        await first
    await driver.say("for the second")
    assert len(await second) == 1
