"""The door, before every handler: strangers get one neutral line a day, and nothing of theirs is read or fetched.

A stranger's tap is answered with the same line, since every tap must be; only messages count as the day's.

Who writes in a channel, or as the group itself, has no name: an administrator does, and the door is open for the chat
if it is for one of its administrators, asked afresh.
"""

import contextlib
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Bot, Chat, Update, User
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ApplicationHandlerStop, CallbackContext

from bot.handlers.addressing import CHANNEL_COMMANDS, command_of, is_addressed
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
            TelegramError: Telegram could not say who administers the chat; the update is handled again.
        """
        if update.my_chat_member is not None:
            return  # whoever removes or readmits us: nothing is said to a chat that does not want it
        post = update.channel_post
        if post is not None and command_of(post, context.bot) in CHANNEL_COMMANDS:
            if await self._admits_administrators(context.bot, post.chat.id):
                return
            raise ApplicationHandlerStop
        user = update.effective_user
        if user is None:
            raise ApplicationHandlerStop
        if update.message is not None and not is_addressed(update.message, context.bot):
            raise ApplicationHandlerStop
        if await self.door.admits(user.id) or await self._admits_group(update, context.bot):
            return
        words = wording(user.language_code)
        if update.callback_query is not None:
            with contextlib.suppress(TelegramError):
                await context.bot.answer_callback_query(update.callback_query.id, words(Line.STRANGER.value))
        elif update.message is not None and update.message.chat.type == Chat.PRIVATE:
            await self._turn_away(update, user, words)
        raise ApplicationHandlerStop

    async def _admits_group(self, update: Update, bot: Bot) -> bool:
        """Whether a message is written in the name of its group, and one of those who may is let in."""
        message = update.message
        if message is None or message.sender_chat is None or message.sender_chat.id != message.chat.id:
            return False
        return await self._admits_administrators(bot, message.chat.id)

    async def _admits_administrators(self, bot: Bot, chat_id: int) -> bool:
        try:
            members = await bot.get_chat_administrators(chat_id)
        except (BadRequest, Forbidden):
            return False
        for member in members:
            if not member.user.is_bot and await self.door.admits(member.user.id):
                return True
        return False

    async def _turn_away(self, update: Update, user: User, words: Wording) -> None:
        send = partial(self.sender.send, Place(chat_id=user.id), render_line(Line.STRANGER, words))
        turn = Turn(update_id=update.update_id, last=True)
        await self.door.turn_away(user.id, partial(self.answers.answer, turn, send))
