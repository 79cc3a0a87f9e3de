"""A group that became a supergroup: its new number, everywhere we keep the old one: cards, topics, feeds, times."""

from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import CallbackContext

from bot.services.following import Following

Context = CallbackContext[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrations:
    """Follows a group by the service message that names its other number; either message may come first."""

    following: Following

    async def __call__(self, update: Update, _context: Context) -> None:
        """Move all that is about the group to its new number; doing it twice changes nothing."""
        message = update.message
        if message is None:
            return
        if message.migrate_to_chat_id is not None:
            await self.following.chat_moved(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id is not None:
            await self.following.chat_moved(message.migrate_from_chat_id, message.chat.id)
