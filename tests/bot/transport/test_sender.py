"""Sending over a real connection to a server that answers as it is told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.rendering.message import Button, Message
from bot.rendering.rich import Rich, bold, code, link
from bot.services.delivery import Gone, Moved, Rejected, Sent, plan_retry
from bot.transport import sender as module
from bot.transport.http_client import AiohttpRequest, NotSent
from bot.transport.sender import Place, Sender

OK: dict[str, Any] = {
    "ok": True,
    "result": {"message_id": 41, "date": 1_790_000_000, "chat": {"id": 7, "type": "private"}, "text": "x"},
}


ME = {"id": 1, "is_bot": True, "first_name": "Nutgraf", "username": "nutgraf_bot"}


def refused(code: int, description: str, **parameters: object) -> tuple[int, dict[str, Any]]:
    return code, {"ok": False, "error_code": code, "description": description, "parameters": parameters}


@dataclass(slots=True)
class Server:
    url: str = ""
    answers: list[Any] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await (request.json() if request.content_type == "application/json" else request.post())
        method = request.path.rsplit("/", 1)[-1]
        if method == "getMe" and "secret" not in request.path and not self.answers:
            return web.json_response({"ok": True, "result": ME})
        self.calls.append((method, dict(body)))
        answer = self.answers.pop(0) if self.answers else OK
        if answer == "hang":
            await asyncio.sleep(30)
        if answer == "drop":
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        if answer == "html":
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        status, told = answer if isinstance(answer, tuple) else (200, answer)
        return web.json_response(told, status=status)


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    served = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", served.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield served
    await runner.cleanup()


@pytest_asyncio.fixture
async def sender(server: Server, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sender]:
    monkeypatch.setattr(module, "plan_retry", quick(plan_retry))
    request = AiohttpRequest(read_timeout_s=0.5)
    async with Bot("1:x", base_url=f"{server.url}/bot", request=request, get_updates_request=AiohttpRequest()) as bot:
        server.calls.clear()
        yield Sender(bot)


def quick(plan: Any) -> Any:  # noqa: ANN401
    return lambda outcome, tries: None if plan(outcome, tries) is None else 0.0


PLACE = Place(chat_id=7)
HELLO = Message(rich=bold("Hello") + " you")


async def test_a_message_goes_out_with_entities_reply_thread_and_buttons(server: Server, sender: Sender) -> None:
    message = Message(
        rich=link("x", "http://a.example/") + "y",
        buttons=((Button(label="Go", data="d"), Button(label="Del", data="e", danger=True)),
                 (Button(label="Open", url="http://a.example/"), Button(label="Copy", copy_text="137"))),
        preview_url="http://a.example/",
    )  # fmt: skip
    outcome = await sender.send(Place(chat_id=-7, thread_id=3, reply_to=12), message)
    assert outcome == Sent(message_id=41)
    [(method, body)] = server.calls
    assert method == "sendMessage"
    assert body["entities"] == [{"type": "text_link", "offset": 0, "length": 1, "url": "http://a.example/"}]
    assert body["message_thread_id"] == 3
    assert body["reply_parameters"] == {"message_id": 12, "allow_sending_without_reply": True}
    keyboard = body["reply_markup"]["inline_keyboard"]
    assert keyboard[0][1] == {"text": "Del", "callback_data": "e", "style": "danger"}
    assert keyboard[1][1]["copy_text"] == {"text": "137"}
    assert body["link_preview_options"]["prefer_small_media"] is True
    assert "parse_mode" not in body


async def test_what_telegram_finds_fault_with_goes_out_plain(server: Server, sender: Sender) -> None:
    server.answers = [refused(400, "Bad Request: BUTTON_URL_INVALID")]
    rows = ((Button(label="Go", data="d"),), (Button(label="Open", url="http://localhost/"),))
    message = Message(rich=link("x", "http://a.example/") + "y", buttons=rows, preview_url="http://a.example/")
    assert await sender.send(PLACE, message) == Sent(message_id=41)
    _, plain = server.calls[-1]
    assert plain["text"] == "xy"
    assert not plain.get("entities")
    assert plain["reply_markup"]["inline_keyboard"] == [[{"text": "Go", "callback_data": "d"}]]
    assert plain["link_preview_options"] == {"is_disabled": True}


async def test_a_query_stays_code_in_plain_text_for_its_buttons_read_it(server: Server, sender: Sender) -> None:
    server.answers.append(refused(400, "Bad Request: BUTTON_URL_INVALID"))
    rich = bold("Follow this?") + " " + code("ferry -tunnel") + " " + link("here", "http://x.example/")
    assert await sender.send(Place(chat_id=7), Message(rich=rich)) == Sent(message_id=41)
    _, plain = server.calls[-1]
    assert [(entity["type"], entity["offset"]) for entity in plain["entities"]] == [("code", 13)]


async def test_what_is_refused_in_plain_text_too_is_a_defect_of_ours(server: Server, sender: Sender) -> None:
    server.answers = [refused(400, "Bad Request: message text is empty")] * 2
    assert isinstance(await sender.send(PLACE, HELLO), Rejected)
    assert len(server.calls) == 2


async def test_a_long_message_goes_out_in_parts_with_buttons_under_the_last(server: Server, sender: Sender) -> None:
    message = Message(rich=Rich("word " * 2_000), buttons=((Button(label="Go", data="d"),),))
    await sender.send(PLACE, message)
    assert len(server.calls) == 3
    assert ["reply_markup" in body for _, body in server.calls] == [False, False, True]


@pytest.mark.parametrize("answer", ["drop", "hang", "html", refused(500, "Internal Server Error")])
async def test_what_may_have_arrived_is_repeated_once(server: Server, sender: Sender, answer: object) -> None:
    server.answers = [answer]
    assert await sender.send(PLACE, HELLO) == Sent(message_id=41)
    assert len(server.calls) == 2


async def test_a_flood_is_waited_for(server: Server, sender: Sender) -> None:
    server.answers = [refused(429, "Too Many Requests: retry after 1", retry_after=1)]
    assert await sender.send(PLACE, HELLO) == Sent(message_id=41)


async def test_a_group_that_moved_is_followed(server: Server, sender: Sender) -> None:
    server.answers = [refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1007)]
    assert await sender.send(Place(chat_id=-7, reply_to=3), HELLO) == Sent(message_id=41)
    assert server.calls[1][1]["chat_id"] == -1007
    assert "reply_parameters" not in server.calls[1][1]


async def test_a_group_that_moves_twice_is_given_up(server: Server, sender: Sender) -> None:
    server.answers = [refused(400, "upgraded", migrate_to_chat_id=-1007)] * 2
    assert await sender.send(Place(chat_id=-7), HELLO) == Moved(chat_id=-1007)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refused(403, "Forbidden: bot was blocked by the user"), Gone),
        (refused(400, "Bad Request: chat not found"), Gone),
    ],
)
async def test_a_final_refusal_is_not_repeated(
    server: Server, sender: Sender, answer: object, kind: type[object]
) -> None:
    server.answers = [answer]
    assert isinstance(await sender.send(PLACE, HELLO), kind)
    assert len(server.calls) == 1


async def test_an_edit_that_changes_nothing_is_fine(server: Server, sender: Sender) -> None:
    server.answers = [refused(400, "Bad Request: message is not modified: …")]
    assert await sender.edit(7, 41, HELLO) == Sent(message_id=41)


async def test_an_edit_that_is_refused_says_so(server: Server, sender: Sender) -> None:
    server.answers = [refused(400, "Bad Request: message to edit not found")]
    assert isinstance(await sender.edit(7, 41, HELLO), Rejected)


async def test_a_message_is_deleted(server: Server, sender: Sender) -> None:
    server.answers = [{"ok": True, "result": True}]
    assert await sender.delete(7, 41) == Sent(message_id=41)
    assert server.calls[0][0] == "deleteMessage"


class TestRequests:
    async def test_a_refused_connection_was_certainly_not_sent(self) -> None:
        request = AiohttpRequest()
        await request.initialize()
        try:
            with pytest.raises(NotSent):
                await request.do_request("http://127.0.0.1:9/bot1:x/getMe", "POST")
        finally:
            await request.shutdown()

    async def test_silence_is_a_timeout_and_a_broken_answer_a_network_error(self, server: Server) -> None:
        request = AiohttpRequest(read_timeout_s=0.2)
        await request.initialize()
        await request.initialize()
        server.answers = ["hang", "drop"]
        try:
            with pytest.raises(TimedOut):
                await request.do_request(f"{server.url}/bot1:x/getMe", "POST")
            with pytest.raises(NetworkError) as caught:
                await request.do_request(f"{server.url}/bot1:secret/getMe", "POST")
            assert "secret" not in caught.value.message
        finally:
            await request.shutdown()
            await request.shutdown()

    async def test_a_request_that_was_closed_refuses_to_work(self) -> None:
        with pytest.raises(RuntimeError):
            await AiohttpRequest().do_request("http://127.0.0.1:9/", "GET")

    async def test_files_go_out_as_a_form(self, server: Server, sender: Sender) -> None:
        await sender._bot.send_document(7, b"data", filename="a.txt", caption="a file")
        [(method, body)] = server.calls
        assert method == "sendDocument"
        assert body["caption"] == "a file"
