import asyncio

import pytest

from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError
from bot.sandbox.updates import UpdateQueue
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
    await driver.until_polled(1)
    assert not poll.done()
    await driver.say("at last")
    assert (await poll)[0]["message"]["text"] == "at last"


async def test_a_long_poll_ends_empty_after_its_timeout(driver: Driver) -> None:
    assert await driver.updates(timeout=1) == []


async def test_a_second_reader_ends_the_first_ones_poll_with_a_conflict(driver: Driver) -> None:
    first = asyncio.create_task(driver.updates(timeout=20))
    await driver.until_polled(1)
    second = asyncio.create_task(driver.updates(timeout=20))
    with pytest.raises(Refused, match="409 Conflict: terminated by other getUpdates request; make sure that only one"):
        await first
    await driver.say("for the second")
    assert len(await second) == 1


async def test_conflicts_come_at_most_every_three_seconds(driver: Driver) -> None:
    polls = [asyncio.create_task(driver.updates(timeout=20))]
    for number in (1, 2):
        await driver.until_polled(number)
        polls.append(asyncio.create_task(driver.updates(timeout=20)))
    await driver.until_polled(3)
    await asyncio.wait(polls[:1])
    assert [poll.done() for poll in polls] == [True, False, False]
    with pytest.raises(Refused):
        await polls[0]
    for poll in polls[1:]:
        poll.cancel()
    await asyncio.gather(*polls[1:], return_exceptions=True)


async def test_a_delayed_conflict_reaches_a_reader_who_still_waits(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sandbox.updates.CONFLICT_PAUSE_S", 0.05)
    queue = UpdateQueue(clock)
    readers = []
    for _ in range(3):
        readers.append(asyncio.create_task(queue.read(0, 100, 20)))
        await asyncio.sleep(0)
    for reader in readers[:2]:
        with pytest.raises(ApiError, match="409"):
            await reader
    gone = readers[2]
    queue.abort_reader("Conflict: x")
    gone.cancel()
    await asyncio.sleep(0.1)
    assert gone.cancelled()


async def test_allowed_updates_hold_for_what_happens_afterwards(driver: Driver) -> None:
    await driver.say("kept")
    await driver.updates(allowed_updates=["callback_query", "nonsense"])
    assert (await driver.say("left out"))["update_id"] is None
    assert [update["message"]["text"] for update in await driver.updates()] == ["kept"]
    await driver.updates(allowed_updates=[])
    assert (await driver.say("told again"))["update_id"]


async def test_updates_are_forgotten_after_a_day(driver: Driver, clock: Clock) -> None:
    await driver.say("old")
    clock.advance(24 * 3600)
    assert await driver.updates() == []
    assert (await driver.call("getWebhookInfo"))["pending_update_count"] == 0


async def test_ids_may_start_again_lower_after_a_quiet_week(driver: Driver) -> None:
    await driver.post("updates", next_id=5000)
    await driver.say("one")
    assert (await driver.updates())[0]["update_id"] == 5000
    await driver.updates(offset=5001)
    await driver.post("updates", next_id=70)
    await driver.say("two")
    assert [update["update_id"] for update in await driver.updates(offset=5001)] == [70]


async def test_a_reader_who_went_away_leaves_the_queue_to_the_next(driver: Driver) -> None:
    poll = asyncio.create_task(driver.updates(timeout=20))
    await driver.until_polled(1)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    await driver.say("still there")
    assert len(await driver.updates(timeout=5)) == 1


async def test_logging_out_and_closing_are_accepted(driver: Driver) -> None:
    assert await driver.call("logOut") is True
    assert await driver.call("close") is True
