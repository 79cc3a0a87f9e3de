"""Who blocks the bot or removes it is told nothing more at once; who takes it back hears of it again."""

from dataclasses import dataclass
from typing import Any

from telegram import ChatMember, Update
from telegram.ext import CallbackContext

from bot.services.following import Following

AWAY = frozenset({ChatMember.LEFT, ChatMember.BANNED})


@dataclass(frozen=True, slots=True)
class Membership:
    """Our own membership of chats."""

    following: Following

    async def __call__(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Pause or resume the chat."""
        change = update.my_chat_member
        if change is None:
            return
        if change.new_chat_member.status in AWAY:
            await self.following.chat_gone(change.chat.id, reason=change.new_chat_member.status)
        else:
            await self.following.chat_back(change.chat.id)
