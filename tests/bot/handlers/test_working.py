"""The signs of work: shown while it goes on, and never longer in the way than a few seconds."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.handlers import working as module
from bot.handlers.visitors import Visitor
from bot.handlers.working import working
from bot.rendering.wording import wording
from bot.services.preferences import Preferences
from bot.transport.http_client import NotSent
from bot.transport.sender import Sender

VISITOR = Visitor(
    user_id=7,
    name="Mara",
    chat_id=7,
    thread_id=None,
    is_private=True,
    update_id=1,
    message_id=2,
    preferences=Preferences(),
    words=wording("en"),
)


class AwayBot(Bot):
    """Telegram that cannot be reached once the line of progress stands."""

    def __init__(self) -> None:
        super().__init__("1:away-away-away")

    async def _post(self, endpoint: str, *_: object, **__: object) -> object:
        if endpoint == "sendMessage":
            return {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}}
        raise NotSent("no connection") if endpoint == "deleteMessage" else NetworkError("away")


async def run_slowly(work: Callable[[], Awaitable[None]]) -> None:
    bot = AwayBot()
    async with working(bot, Sender(bot), VISITOR, slow_s=0.0) as progress:
        async with asyncio.timeout(2):
            while progress.message_id is None:
                await asyncio.sleep(0.01)
        await work()


async def test_a_line_of_progress_that_cannot_be_taken_away_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIDY_S", 0.1)
    async with asyncio.timeout(2):
        await run_slowly(lambda: asyncio.sleep(0))


async def test_a_stop_is_not_held_up_by_it_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIDY_S", 0.1)
    task = asyncio.create_task(run_slowly(lambda: asyncio.sleep(60)))
    await asyncio.sleep(0.2)
    task.cancel()
    await asyncio.wait({task}, timeout=1)
    assert task.cancelled()
