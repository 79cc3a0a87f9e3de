import asyncio

import aiohttp
import pytest

from bot.sandbox.clock import Clock
from bot.sandbox.faults import Fault, Faults, parse_fault
from tests.bot.sandbox.driver import Driver, Json, Refused


@pytest.fixture(autouse=True)
async def _chat(driver: Driver) -> None:
    await driver.say("hello")


async def refused(driver: Driver, method: str = "sendMessage") -> Refused:
    with pytest.raises(Refused) as caught:
        await driver.call(method, chat_id=42, text="x")
    return caught.value


@pytest.mark.parametrize(
    ("kind", "code", "description"),
    [
        ("400", 400, "Bad Request: chat not found"),
        ("403", 403, "Forbidden: bot was blocked by the user"),
        ("429", 429, "Too Many Requests: retry after 7"),
        ("500", 500, "Internal Server Error"),
        ("blocked", 403, "Forbidden: bot was blocked by the user"),
        ("deactivated", 403, "Forbidden: user is deactivated"),
        ("kicked", 403, "Forbidden: bot was kicked from the supergroup chat"),
        ("migrated", 400, "Bad Request: group chat was upgraded to a supergroup chat"),
    ],
)
async def test_a_refusal_comes_before_any_effect(driver: Driver, kind: str, code: int, description: str) -> None:
    await driver.post("faults", method="sendMessage", kind=kind, retry_after=7)
    error = await refused(driver)
    assert (error.code, error.description) == (code, description)
    assert len((await driver.get("chats/42"))["messages"]) == 1
    assert (await driver.call("sendMessage", chat_id=42, text="x"))["text"] == "x"


async def test_a_flood_names_the_seconds_to_wait(driver: Driver) -> None:
    await driver.post("faults", kind="429", method="*", retry_after=3)
    async with driver.http.post(f"/bot{driver.token}/getMe") as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "3")
        assert (await answer.json())["parameters"] == {"retry_after": 3}


async def test_a_migration_names_the_new_chat(driver: Driver) -> None:
    await driver.post("faults", kind="migrated", method="sendMessage", chat=42)
    assert (await refused(driver)).parameters == {"migrate_to_chat_id": -999999999958}


async def test_a_bad_gateway_is_html_without_effect(driver: Driver) -> None:
    await driver.post("faults", method="sendMessage", kind="502")
    async with driver.http.post(f"/bot{driver.token}/sendMessage", json={"chat_id": 42, "text": "x"}) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
    assert len((await driver.get("chats/42"))["messages"]) == 1
    assert (await driver.get("calls"))["calls"][-1]["status"] == 502


async def test_a_dropped_answer_comes_after_the_effect(driver: Driver) -> None:
    await driver.post("faults", method="sendMessage", kind="drop")
    with pytest.raises(aiohttp.ClientError):
        await driver.call("sendMessage", chat_id=42, text="x")
    assert len((await driver.get("chats/42"))["messages"]) == 2


async def test_a_reset_connection_has_no_effect(driver: Driver) -> None:
    await driver.post("faults", method="sendMessage", kind="reset")
    with pytest.raises(aiohttp.ClientError):
        await driver.call("sendMessage", chat_id=42, text="x")
    assert len((await driver.get("chats/42"))["messages"]) == 1


async def test_a_call_that_hangs_is_never_answered(driver: Driver) -> None:
    await driver.post("faults", method="sendMessage", kind="hang")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await driver.call("sendMessage", chat_id=42, text="x")
    assert (await driver.get("calls"))["calls"][-1]["description"] == "no answer"
    assert (await driver.call("getMe"))["is_bot"]


async def test_a_delayed_answer_comes_late(driver: Driver) -> None:
    await driver.post("faults", method="getMe", kind="delay", delay_s=0.1)
    begin = asyncio.get_running_loop().time()
    await driver.call("getMe")
    assert asyncio.get_running_loop().time() - begin >= 0.1


async def test_updates_come_twice_or_in_the_wrong_order(driver: Driver) -> None:
    await driver.say("second")
    await driver.post("faults", kind="duplicate")
    assert [update["message"]["text"] for update in await driver.updates()] == ["hello", "hello", "second", "second"]
    await driver.post("faults", kind="reorder")
    assert [update["message"]["text"] for update in await driver.updates()] == ["second", "hello"]
    assert [update["message"]["text"] for update in await driver.updates()] == ["hello", "second"]


async def test_a_fault_strikes_only_what_it_names(driver: Driver) -> None:
    await driver.say("hello", chat=43)
    await driver.post("faults", kind="500", method="SendMessage", chat=43, count=None)
    await driver.call("sendMessage", chat_id=42, text="x")
    assert await driver.refusal("sendMessage", chat_id=43, text="x") == "Internal Server Error"
    assert (await driver.get("faults"))["faults"][0]["struck"] == 1
    assert (await driver.post("faults", clear=True))["faults"] == []
    await driver.call("sendMessage", chat_id=43, text="x")


async def test_a_fault_may_say_its_own_words(driver: Driver) -> None:
    await driver.post("faults", kind="400", method="sendMessage", description="message is too long")
    assert (await refused(driver)).description == "Bad Request: message is too long"


@pytest.mark.parametrize(
    ("values", "reason"),
    [({"kind": "rain"}, "kind must be one of 400, "), ({"kind": "500", "share": 2}, "share must lie between")],
)
async def test_a_fault_that_is_none_is_refused(driver: Driver, values: Json, reason: str) -> None:
    assert reason in await driver.impossible("faults", **values)


def test_a_share_strikes_about_that_often_and_the_same_way_each_run() -> None:
    def run() -> list[bool]:
        faults = Faults()
        faults.add(Fault(kind="500", count=None, share=0.1))
        return [faults.strike("sendMessage", 1) is not None for _ in range(2000)]

    assert run() == run()
    assert 150 < sum(run()) < 250


def test_a_rule_is_read_with_its_numbers() -> None:
    fault = parse_fault({"kind": "429", "method": "", "count": "2", "chat": "5", "retry_after": None})
    assert (fault.method, fault.count, fault.chat, fault.retry_after) == ("*", 2, 5, 1)


async def test_the_pace_is_kept_when_switched_on(driver: Driver, clock: Clock) -> None:
    assert (await driver.post("rates", on=True)) == {"on": True, "over": []}
    for _ in range(4):
        await driver.call("sendMessage", chat_id=42, text="x")
    assert (await refused(driver)).parameters == {"retry_after": 1}
    over = (await driver.get("rates"))["over"]
    assert [(entry["method"], entry["chat"], entry["rate"]) for entry in over] == [("sendMessage", 42, "chat")]
    for _ in range(60):
        clock.advance(1)
        await driver.call("sendMessage", chat_id=42, text="x")
    assert (await refused(driver)).parameters == {"retry_after": 1}
    clock.advance(2)
    await driver.call("sendMessage", chat_id=42, text="x")
    await driver.call("sendMessage", chat_id=42, text="x")
    assert (await refused(driver)).parameters == {"retry_after": 1}
    await driver.post("rates", on=False)
    for _ in range(9):
        await driver.call("sendMessage", chat_id=42, text="x")


async def test_a_group_takes_twenty_a_minute(driver: Driver, clock: Clock) -> None:
    await driver.post("chats", id=-5, type="group", members=[7])
    await driver.post("rates", on=True)
    for _ in range(20):
        await driver.call("sendMessage", chat_id=-5, text="x")
    clock.advance(10)
    assert await driver.refusal("sendMessage", chat_id=-5, text="x") == "Too Many Requests: retry after 50"


async def test_all_chats_together_take_thirty_a_second(driver: Driver, clock: Clock) -> None:
    for chat in range(100, 131):
        await driver.say("hello", chat=chat)
    await driver.post("rates", on=True)
    for chat in range(100, 130):
        await driver.call("sendMessage", chat_id=chat, text="x")
    assert await driver.refusal("sendMessage", chat_id=130, text="x") == "Too Many Requests: retry after 1"
    clock.advance(1)
    await driver.call("sendMessage", chat_id=130, text="x")
