import asyncio

import pytest

from bot.sandbox.clock import Clock
from tests.bot.sandbox.driver import Driver

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
ROWS = [
    [{"text": "Go", "callback_data": "go:1"}, {"text": "Site", "url": "https://a.org/"}],
    [{"text": "Copy", "copy_text": {"text": "42"}}],
]


@pytest.fixture
async def message_id(driver: Driver) -> int:
    await driver.say("hello")
    sent = await driver.call("sendMessage", chat_id=42, text="menu", reply_markup={"inline_keyboard": ROWS})
    return int(sent["message_id"])


async def test_a_tap_becomes_a_complete_callback_query(driver: Driver, message_id: int) -> None:
    tapped = await driver.post("tap", chat=42, user=42, message_id=message_id, label="Go")
    query = await driver.latest()
    assert (query["data"], query["from"]["id"]) == ("go:1", 42)
    assert query["message"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Go"
    assert query["chat_instance"].lstrip("-").isdigit()
    assert query["id"] == tapped["callback_query_id"]


async def test_an_answer_reaches_the_one_who_tapped(driver: Driver, message_id: int) -> None:
    tap = asyncio.create_task(driver.post("tap", chat=42, message_id=message_id, data="go:1", wait_s=5))
    query = (await driver.updates(offset=2, timeout=5))[0]["callback_query"]
    assert await driver.call("answerCallbackQuery", callback_query_id=query["id"], text="Done", show_alert=True)
    assert (await tap)["answer"] == {"callback_query_id": query["id"], "text": "Done", "show_alert": True}


async def test_a_tap_nobody_answers_says_so_after_its_wait(driver: Driver, message_id: int) -> None:
    tapped = await driver.post("tap", chat=42, message_id=message_id, data="go:1", wait_s=0.05)
    assert tapped["answer"] is None


async def test_an_answer_is_taken_once_and_in_time(driver: Driver, clock: Clock, message_id: int) -> None:
    first, second = [
        (await driver.post("tap", chat=42, message_id=message_id, label="Go"))["callback_query_id"] for _ in range(2)
    ]
    await driver.call("answerCallbackQuery", callback_query_id=first)
    assert await driver.refusal("answerCallbackQuery", callback_query_id=first) == TOO_OLD
    clock.advance(16)
    assert await driver.refusal("answerCallbackQuery", callback_query_id=second) == TOO_OLD
    assert await driver.refusal("answerCallbackQuery", callback_query_id="5") == TOO_OLD


async def test_an_answer_has_a_length_and_leads_nowhere_else(driver: Driver, message_id: int) -> None:
    query = (await driver.post("tap", chat=42, message_id=message_id, label="Go"))["callback_query_id"]
    long = await driver.refusal("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"
    away = await driver.refusal("answerCallbackQuery", callback_query_id=query, url="https://a.org")
    assert away == "Bad Request: URL_INVALID"
    assert await driver.call("answerCallbackQuery", callback_query_id=query, text="x" * 200)


async def test_buttons_that_open_or_copy_tell_the_bot_nothing(driver: Driver, message_id: int) -> None:
    opened = await driver.post("tap", chat=42, message_id=message_id, label="Site")
    assert (opened["update_id"], opened["url"]) == (None, "https://a.org/")
    assert (await driver.post("tap", chat=42, message_id=message_id, label="Copy"))["copy"] == "42"


async def test_a_label_may_be_named_by_a_part_that_only_one_button_has(driver: Driver, message_id: int) -> None:
    assert (await driver.post("tap", chat=42, message_id=message_id, label="site"))["url"] == "https://a.org/"
    assert "has no button 'o'" in await driver.impossible("tap", chat=42, message_id=message_id, label="o")
    assert "has no button ''" in await driver.impossible("tap", chat=42, message_id=message_id, label="")


async def test_forged_data_and_a_deleted_message_still_make_a_query(driver: Driver, message_id: int) -> None:
    await driver.post("tap", chat=42, message_id=message_id, data="forged")
    assert (await driver.latest())["data"] == "forged"
    await driver.call("deleteMessage", chat_id=42, message_id=message_id)
    await driver.post("tap", chat=42, message_id=message_id, data="go:1")
    assert (await driver.latest())["message"]["date"] == 0


async def test_an_impossible_tap_says_why(driver: Driver, message_id: int) -> None:
    wrong = await driver.impossible("tap", chat=42, message_id=message_id, label="Stop")
    assert wrong == f"message {message_id} has no button 'Stop'; its buttons: Go, Site, Copy"
    assert "needs label or data" in await driver.impossible("tap", chat=42, message_id=message_id)
    assert "no message 99" in await driver.impossible("tap", chat=42, message_id=99, label="Go")
