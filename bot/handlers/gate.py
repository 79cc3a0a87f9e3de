"""The door, before every handler: strangers get one neutral line a day, and nothing of theirs is read or fetched."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Chat, Update
from telegram.ext import ApplicationHandlerStop, CallbackContext

from bot.handlers.addressing import is_addressed
from bot.rendering.talk import Line, render_line
from bot.rendering.wording import wording
from bot.services.answers import Answers, Turn
from bot.services.door import Door, Visit
from bot.transport.sender import Place, Sender

Context = CallbackContext[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Stops an update of somebody who may not use the bot."""

    door: Door
    answers: Answers
    sender: Sender

    async def __call__(self, update: Update, context: Context) -> None:
        """Let the update through, or answer once a day and stop it.

        Raises:
            ApplicationHandlerStop: the sender is a stranger, or there is none.
        """
        user, message = update.effective_user, update.effective_message
        if user is None:
            raise ApplicationHandlerStop
        if message is not None and update.message is not None and not is_addressed(update.message, context.bot):
            raise ApplicationHandlerStop
        visit = await self.door.receive(user.id)
        if visit is Visit.WELCOME:
            return
        if update.callback_query is not None:
            await context.bot.answer_callback_query(update.callback_query.id)
        elif visit is Visit.STRANGER and message is not None and message.chat.type == Chat.PRIVATE:
            line = render_line(Line.STRANGER, wording(user.language_code))
            send = partial(self.sender.send, Place(chat_id=message.chat.id), line)
            await self.answers.answer(Turn(update_id=update.update_id, last=True), send)
        raise ApplicationHandlerStop
