"""Show that work goes on: typing or 👀 at once, a line of progress only when it takes long."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram import Bot
from telegram.constants import ChatAction, ReactionEmoji
from telegram.error import TelegramError

from bot.handlers.visitors import Visitor
from bot.rendering.message import Message
from bot.rendering.talk import Line, render_line
from bot.services.delivery import Outcome, Sent
from bot.transport.sender import Place, Sender

TYPING_S = 4.5
"""Telegram shows "typing" for five seconds."""

SLOW_S = 6.0
TIDY_S = 5.0
"""How long taking the signs of work away may take: nobody may wait for a courtesy, least of all a stop."""


@dataclass(slots=True)
class Progress:
    """The line of progress, once it was needed; the first answer takes its place."""

    message_id: int | None = None

    async def deliver(self, sender: Sender, place: Place, message: Message) -> Outcome:
        """Send `message`, in place of the line of progress if there is one."""
        message_id, self.message_id = self.message_id, None
        if message_id is not None:
            outcome = await sender.edit(place.chat_id, message_id, message)
            if isinstance(outcome, Sent):
                return outcome
        return await sender.send(place, message)


@asynccontextmanager
async def working(bot: Bot, sender: Sender, visitor: Visitor, *, slow_s: float = SLOW_S) -> AsyncIterator[Progress]:
    """Show work inside the block. What cannot be shown is left out: it is a courtesy, not an answer."""
    progress = Progress()
    tasks = [
        asyncio.create_task(_type(bot, visitor) if visitor.is_private else _look(bot, visitor), name="showing work"),
        asyncio.create_task(_announce(sender, visitor, progress, slow_s), name="slow work"),
    ]
    try:
        yield progress
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(TIDY_S):
                await asyncio.gather(*tasks, return_exceptions=True)
                await _tidy(bot, sender, visitor, progress)


async def _tidy(bot: Bot, sender: Sender, visitor: Visitor, progress: Progress) -> None:
    if not visitor.is_private:
        await _react(bot, visitor, None)
    if progress.message_id is not None:
        await sender.delete(visitor.chat_id, progress.message_id)


async def _type(bot: Bot, visitor: Visitor) -> None:
    while True:
        with contextlib.suppress(TelegramError):
            await bot.send_chat_action(visitor.chat_id, ChatAction.TYPING, message_thread_id=visitor.thread_id)
        await asyncio.sleep(TYPING_S)


async def _look(bot: Bot, visitor: Visitor) -> None:
    await _react(bot, visitor, ReactionEmoji.EYES)


async def _react(bot: Bot, visitor: Visitor, emoji: str | None) -> None:
    with contextlib.suppress(TelegramError):
        await bot.set_message_reaction(visitor.chat_id, visitor.message_id, emoji)


async def _announce(sender: Sender, visitor: Visitor, progress: Progress, slow_s: float) -> None:
    await asyncio.sleep(slow_s)
    # Shielded: cancelled half-way it would leave a line that nobody takes away.
    sending = asyncio.ensure_future(sender.send(visitor.place(), render_line(Line.READING, visitor.words)))
    try:
        outcome = await asyncio.shield(sending)
    except asyncio.CancelledError:
        outcome = await sending
        _keep(progress, outcome)
        raise
    _keep(progress, outcome)


def _keep(progress: Progress, outcome: Outcome) -> None:
    if isinstance(outcome, Sent):
        progress.message_id = outcome.message_id
