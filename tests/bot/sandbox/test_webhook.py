import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web

from bot.sandbox.clock import Clock
from tests.bot.sandbox.driver import Driver, Json


class Hook:
    """A bot's webhook: answers with the statuses it is told, 200 when none is left."""

    def __init__(self) -> None:
        self.url = ""
        self.statuses: list[int] = []
        self.reply: Json | None = None
        self.got: list[tuple[str | None, Json]] = []
        self.came = asyncio.Event()

    async def serve(self, request: web.Request) -> web.Response:
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        self.came.set()
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        return web.Response() if self.reply is None else web.json_response(self.reply)

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not holds():
                self.came.clear()
                await self.came.wait()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    served = Hook()
    app = web.Application()
    app.add_routes([web.post("/hook", served.serve)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield served
    await runner.cleanup()


async def test_updates_are_delivered_with_the_secret(driver: Driver, hook: Hook) -> None:
    await driver.say("before")
    await driver.call("setWebhook", url=hook.url, secret_token="s-e_1")
    await driver.say("after")
    await hook.until(lambda: len(hook.got) == 2)
    assert [(secret, update["message"]["text"]) for secret, update in hook.got] == [
        ("s-e_1", "before"),
        ("s-e_1", "after"),
    ]


async def test_an_update_is_delivered_again_until_it_is_taken(driver: Driver, hook: Hook, clock: Clock) -> None:
    hook.statuses = [500, 503]
    await driver.call("setWebhook", url=hook.url)
    await driver.say("hello")
    await hook.until(lambda: len(hook.got) == 1)
    await _wait_for_error(driver, "Wrong response from the webhook: 500 Internal Server Error")
    assert (await driver.call("getWebhookInfo"))["pending_update_count"] == 1
    clock.advance(1)
    await hook.until(lambda: len(hook.got) == 2)
    await _wait_for_error(driver, "Wrong response from the webhook: 503 Service Unavailable")
    clock.advance(1.5)
    await driver.call("getMe")
    assert len(hook.got) == 2
    clock.advance(0.5)
    await hook.until(lambda: len(hook.got) == 3)
    assert len({update["update_id"] for _, update in hook.got}) == 1


async def test_a_bot_that_is_not_there_is_tried_again(driver: Driver, hook: Hook, clock: Clock) -> None:
    await driver.call("setWebhook", url="http://127.0.0.1:9/hook")
    await driver.say("hello")
    await _wait_for_error(driver, "Connection refused")
    await driver.call("setWebhook", url=hook.url)
    clock.advance(1)
    await hook.until(lambda: len(hook.got) == 1)


async def test_a_bot_that_breaks_off_or_says_nothing_is_tried_again(
    driver: Driver, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds = ["close", "wait", "take"]

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"}}")
        deed = deeds.pop(0)
        if deed == "take":
            writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        elif deed == "wait":
            await reader.read()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as silent:
        port = silent.sockets[0].getsockname()[1]
        await driver.call("setWebhook", url=f"http://localhost:{port}/")
        await driver.say("hello")
        await _wait_for_error(driver, "Connection closed")
        monkeypatch.setattr("bot.sandbox.webhook.ANSWER_WITHIN_S", 0.05)
        clock.advance(1)
        await _wait_for_error(driver, "Read timeout expired")
        clock.advance(2)
        async with asyncio.timeout(5):
            while (await driver.call("getWebhookInfo"))["pending_update_count"]:
                continue
    assert deeds == []


async def test_chats_are_served_side_by_side_and_each_in_order(driver: Driver, hook: Hook, clock: Clock) -> None:
    hook.statuses = [500]
    await driver.call("setWebhook", url=hook.url)
    await driver.say("a1", chat=1)
    await hook.until(lambda: len(hook.got) == 1)
    await driver.say("a2", chat=1)
    await driver.say("b1", chat=2)
    await hook.until(lambda: len(hook.got) == 2)
    await _wait_for_error(driver, "Wrong response from the webhook: 500 Internal Server Error")
    clock.advance(1)
    await hook.until(lambda: len(hook.got) == 4)
    assert [update["message"]["text"] for _, update in hook.got] == ["a1", "b1", "a1", "a2"]


async def test_a_method_in_the_answer_is_carried_out(driver: Driver, hook: Hook) -> None:
    hook.reply = {"method": "sendMessage", "chat_id": 42, "text": "by the way"}
    await driver.call("setWebhook", url=hook.url)
    said = await driver.say("hello")
    answers = await driver.get("chats/42", after=said["message_id"], wait_s=5)
    assert [message["text"] for message in answers["messages"]] == ["by the way"]


async def test_getupdates_and_a_webhook_exclude_each_other(driver: Driver, hook: Hook) -> None:
    poll = asyncio.create_task(driver.refusal("getUpdates", timeout=20))
    await driver.until_polled(1)
    await driver.call("setWebhook", url=hook.url, max_connections=500, allowed_updates=["message"])
    assert await poll == "Conflict: terminated by setWebhook request"
    assert await driver.refusal("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    info = await driver.call("getWebhookInfo")
    assert (info["max_connections"], info["allowed_updates"]) == (100, ["message"])
    assert await driver.call("deleteWebhook") is True
    assert (await driver.call("getWebhookInfo"))["url"] == ""
    assert await driver.updates() == []


async def test_pending_updates_can_be_dropped(driver: Driver) -> None:
    await driver.say("old")
    await driver.call("deleteWebhook", drop_pending_updates=True)
    assert await driver.updates() == []
    await driver.say("old")
    await driver.call("setWebhook", url="", drop_pending_updates=True)
    assert await driver.updates() == []


@pytest.mark.parametrize(
    ("url", "secret", "message"),
    [
        ("http://127.0.0.1:9/", "no spaces", "secret token contains unallowed characters"),
        ("ftp://127.0.0.1/", "", "bad webhook: invalid webhook URL specified"),
        ("http://[", "", "bad webhook: invalid webhook URL specified"),
        ("https://example.org/", "", "bad webhook: IP address is reserved; the sandbox delivers to 127.0.0.1 only"),
        ("https://192.0.2.1/", "", "bad webhook: IP address is reserved; the sandbox delivers to 127.0.0.1 only"),
    ],
)
async def test_a_webhook_outside_this_machine_is_refused(driver: Driver, url: str, secret: str, message: str) -> None:
    assert await driver.refusal("setWebhook", url=url, secret_token=secret) == f"Bad Request: {message}"


async def _wait_for_error(driver: Driver, message: str) -> None:
    async with asyncio.timeout(5):
        while (await driver.call("getWebhookInfo")).get("last_error_message") != message:
            continue
