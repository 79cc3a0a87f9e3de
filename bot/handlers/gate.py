"""The door, before every handler: strangers get one neutral line a day, and nothing of theirs is read or fetched.

A stranger's tap is answered with the same line, since every tap must be; only messages count as the day's.
"""

import contextlib
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Chat, Update, User
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, CallbackContext

from bot.handlers.addressing import is_addressed
from bot.rendering.talk import Line, render_line
from bot.rendering.wording import Wording, wording
from bot.services.answers import Answers, Turn
from bot.services.door import Door
from bot.transport.sender import Place, Sender

Context = CallbackContext[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Stops an update of somebody who may not use the bot."""

    door: Door
    answers: Answers
    sender: Sender

    async def __call__(self, update: Update, context: Context) -> None:
        """Let the update through, or turn its sender away and stop it.

        Raises:
            ApplicationHandlerStop: the sender is a stranger, or there is none.
        """
        if update.my_chat_member is not None:
            return  # whoever removes or readmits us: nothing is said to a chat that does not want it
        user = update.effective_user
        if user is None:
            raise ApplicationHandlerStop
        if update.message is not None and not is_addressed(update.message, context.bot):
            raise ApplicationHandlerStop
        if await self.door.admits(user.id):
            return
        words = wording(user.language_code)
        if update.callback_query is not None:
            with contextlib.suppress(TelegramError):
                await context.bot.answer_callback_query(update.callback_query.id, words(Line.STRANGER.value))
        elif update.message is not None and update.message.chat.type == Chat.PRIVATE:
            await self._turn_away(update, user, words)
        raise ApplicationHandlerStop

    async def _turn_away(self, update: Update, user: User, words: Wording) -> None:
        send = partial(self.sender.send, Place(chat_id=user.id), render_line(Line.STRANGER, words))
        turn = Turn(update_id=update.update_id, last=True)
        await self.door.turn_away(user.id, partial(self.answers.answer, turn, send))
