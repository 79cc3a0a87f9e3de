"""Taps on the buttons of topics, feeds and updates: who may, and which deed does what.

In a group or a channel only administrators decide what it hears, asked afresh at each tap; looking is for all, but
where it is answered with a message, not in a channel, whose readers post nothing.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from telegram import Bot, CallbackQuery, Chat, ChatMember, Message, MessageEntity
from telegram.error import BadRequest, Forbidden

from bot.handlers.visitors import Visitor
from bot.rendering.talk import Line
from bot.rendering.tapdata import Deed, TapData
from storage.destinations import Destination

LOOKING = frozenset({Deed.WHY, Deed.BRIEFLY, Deed.FULL, Deed.REST, Deed.DIGEST_WHY, Deed.DIGEST_BRIEFLY})
POSTING = frozenset({Deed.FULL, Deed.REST})
"""Those of them that are answered with a message of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """A tap: who, on what, and the texts that stand as code in the message, in their order."""

    visitor: Visitor
    data: TapData
    codes: tuple[str, ...]

    @property
    def to(self) -> Destination:
        """Where it was tapped."""
        return destination_of(self.visitor)


DoDeed = Callable[[Tapped], Awaitable[str]]
"""Does it, and gives what is said to the tap; empty for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """Every deed by its name."""

    bot: Bot
    deeds: Mapping[Deed, DoDeed]

    async def perform(self, data: TapData, query: CallbackQuery, visitor: Visitor) -> str:
        """Do what a button says, if its tapper may; gives what is said to the tap."""
        is_post = query.message is not None and query.message.chat.type == Chat.CHANNEL
        is_for_all = data.deed in LOOKING and not (is_post and data.deed in POSTING)
        if not is_for_all and not await may_decide(self.bot, visitor):
            return visitor.words(Line.ADMINISTRATORS_ONLY.value)
        return await self.deeds[data.deed](Tapped(visitor=visitor, data=data, codes=_codes(query)))


def destination_of(visitor: Visitor) -> Destination:
    """Where somebody speaks: the chat, and the forum's thread."""
    return Destination(chat_id=visitor.chat_id, thread_id=visitor.thread_id or 0)


async def may_decide(bot: Bot, visitor: Visitor) -> bool:
    """Whether somebody decides what a chat hears: everybody in private, administrators in groups and channels.

    Raises:
        TelegramError: Telegram could not be asked; the update is handled again.
    """
    if visitor.is_private or visitor.user_id == visitor.chat_id:  # who speaks as the chat is an administrator of it
        return True
    try:
        member = await bot.get_chat_member(visitor.chat_id, visitor.user_id)
    except (BadRequest, Forbidden):
        return False
    return member.status in {ChatMember.ADMINISTRATOR, ChatMember.OWNER}


def _codes(query: CallbackQuery) -> tuple[str, ...]:
    message = query.message
    if not isinstance(message, Message):  # Telegram does not show what is too old
        return ()
    return tuple(message.parse_entities([MessageEntity.CODE]).values())
