import asyncio
import contextlib
import json
from collections.abc import Sequence
from typing import Any

import pytest
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.transport import intake
from bot.transport.intake import BadToken, Polling, RawUpdate, SecondInstance, WebhookSet, lane_of, parse_batch, user_of


def message(update_id: int, chat: int = 7) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"chat": {"id": chat}, "from": {"id": 70 + chat}, "text": "hi"}}


@pytest.mark.parametrize(
    ("update", "lane", "user"),
    [
        (message(1), "chat:7", 77),
        (
            {"update_id": 1, "callback_query": {"from": {"id": 5}, "message": {"chat": {"id": 7}, "message_id": 9}}},
            "tap:7:9",
            5,
        ),
        ({"update_id": 1, "callback_query": {"from": {"id": 5}, "inline_message_id": "x"}}, "user:5", 5),
        ({"update_id": 1, "inline_query": {"from": {"id": 5}, "query": "x"}}, "user:5", 5),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": -3}, "from": {"id": 5}}}, "chat:-3", 5),
        ({"update_id": 1, "channel_post": {"chat": {"id": -4}}}, "chat:-4", None),
        ({"update_id": 1, "poll": {"id": "x"}}, "none", None),
        ({"update_id": 1}, "none", None),
        ({"update_id": 1, "message": {"chat": 5, "from": "nobody"}}, "chat:None", None),
        ({"update_id": 1, "message": {"chat": {"id": 7}, "from": {"id": 2**64}}}, "chat:7", None),
    ],
)
def test_a_raw_update_has_the_lane_that_keeps_its_order(update: dict[str, Any], lane: str, user: int | None) -> None:
    assert lane_of(update) == lane
    assert user_of(update) == user


@pytest.mark.parametrize(
    "answer", [None, {}, "x", [1, "x", None, {"message": {}}, {"update_id": "7"}, {"update_id": 2**64}]]
)
def test_what_has_no_id_is_left_out(answer: object) -> None:
    assert parse_batch(answer) == ()


class Telegram(BaseRequest):
    """Answers `getUpdates` as it is told, then waits for ever."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []

    @property
    def read_timeout(self) -> float | None:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, *_: object, request_data: RequestData | None = None, **__: object) -> tuple[int, bytes]:
        assert request_data is not None
        self.asked.append(dict(request_data.parameters))
        if not self.answers:
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return 200, json.dumps({"ok": True, "result": answer}).encode()


class Box:
    def __init__(self) -> None:
        self.rows: list[RawUpdate] = []

    async def accept(self, updates: Sequence[RawUpdate]) -> int:
        self.rows += updates
        return len(updates)


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "CONFLICT_PAUSE_S", 0.0)
    monkeypatch.setattr(intake, "LONGEST_PAUSE_S", 0.0)


def polling(telegram: Telegram, box: Box) -> Polling:
    return Polling(Bot("1:x", request=telegram, get_updates_request=telegram), telegram, box.accept)


async def run(telegram: Telegram, box: Box) -> int:
    arrivals = 0

    def arrived() -> None:
        nonlocal arrivals
        arrivals += 1

    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            await polling(telegram, box).run(arrived)
    return arrivals


async def test_an_offset_confirms_only_what_the_inbox_holds() -> None:
    telegram, box = Telegram([message(5), message(6)], []), Box()
    assert await run(telegram, box) == 1
    assert "offset" not in telegram.asked[0]
    assert telegram.asked[1]["offset"] == 7
    assert [row.update_id for row in box.rows] == [5, 6]


async def test_what_the_inbox_refuses_is_not_confirmed() -> None:
    telegram = Telegram([message(5)])

    async def refuse(updates: Sequence[RawUpdate]) -> int:
        raise OSError(len(updates))

    poll = Polling(Bot("1:x", request=telegram, get_updates_request=telegram), telegram, refuse)
    with pytest.raises(OSError, match="1"):
        await poll.poll()
    assert poll._offset is None


async def test_ids_that_restart_lower_are_taken() -> None:
    telegram, box = Telegram([message(900)], [message(3)], []), Box()
    await run(telegram, box)
    assert [row.update_id for row in box.rows] == [900, 3]
    assert telegram.asked[2]["offset"] == 4


@pytest.mark.parametrize("error", [NetworkError("reset"), RetryAfter(0), TelegramError("odd")])
async def test_polling_goes_on_after_trouble(error: Exception) -> None:
    telegram, box = Telegram(error, error, [message(5)]), Box()
    await run(telegram, box)
    assert len(box.rows) == 1


async def test_an_answer_without_any_id_is_trouble_too() -> None:
    telegram, box = Telegram([{"message": {}}], [message(5)]), Box()
    await run(telegram, box)
    assert len(box.rows) == 1


async def test_a_second_instance_gives_up_at_the_first_refusal() -> None:
    telegram = Telegram(*[Conflict("terminated by other getUpdates request")] * 5)
    with pytest.raises(SecondInstance):
        await polling(telegram, Box()).run(lambda: None)
    assert len(telegram.asked) == 1


async def test_the_first_instance_leaves_when_the_other_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "NEWCOMER_S", 0.0)
    telegram = Telegram(*[Conflict("terminated")] * 20)
    with pytest.raises(SecondInstance):
        await polling(telegram, Box()).run(lambda: None)
    assert len(telegram.asked) == intake.CONFLICTS_OF_THE_FIRST


async def test_a_webhook_is_told_apart() -> None:
    error = Conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    with pytest.raises(WebhookSet):
        await polling(Telegram(error), Box()).run(lambda: None)


async def test_the_first_instance_outlasts_the_newcomer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "NEWCOMER_S", 0.0)
    telegram, box = Telegram([], *[Conflict("terminated")] * 5, [message(5)]), Box()
    await run(telegram, box)
    assert len(box.rows) == 1


async def test_an_unknown_token_ends_polling() -> None:
    with pytest.raises(BadToken):
        await polling(Telegram(InvalidToken("x")), Box()).run(lambda: None)
