"""What happened, numbered, for the chat page and for tests that wait."""

from bot.sandbox.server import Sandbox
from tests.bot.sandbox.driver import Driver


async def test_events_come_in_order_after_the_one_that_is_known(driver: Driver) -> None:
    await driver.say("one")
    known = (await driver.get("events"))["last"]
    await driver.say("two")
    news = await driver.get("events", after=known)
    assert [(event["kind"], event["message"]["text"]) for event in news["events"]] == [("message", "two")]
    assert news["last"] == known + 1


async def test_a_sandbox_that_is_started_again_is_told_by_its_run(driver: Driver) -> None:
    run = (await driver.get("events"))["run"]
    assert (await driver.get("events"))["run"] == run
    async with Sandbox(port=0) as other, Driver(other.url) as again:
        assert (await again.get("events"))["run"] != run


async def test_a_reset_begins_no_new_run(driver: Driver) -> None:
    run = (await driver.get("events"))["run"]
    await driver.post("reset")
    news = await driver.get("events")
    assert news["run"] == run
    assert news["events"][-1]["kind"] == "reset"
