"""Who an update is from, and where its answer goes."""

from dataclasses import dataclass

from telegram import Chat, Message, Update, User

from bot.rendering.wording import Wording, wording
from bot.services.answers import Turn
from bot.services.preferences import Preferences, Readers
from bot.transport.sender import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The person behind an update: their settings and language, and the chat they speak in.

    `parts` are the updates that carry the rest of a text too long for one message.
    """

    user_id: int
    name: str
    chat_id: int
    thread_id: int | None
    is_private: bool
    update_id: int
    message_id: int
    preferences: Preferences
    words: Wording
    parts: tuple[int, ...] = ()

    def turn(self, number: int = 0, *, last: bool = True) -> Turn:
        """The turn of an answer to this update, and to the parts that came after it."""
        return Turn(update_id=self.update_id, number=number, last=last, also=self.parts)

    def place(self, *, quote: bool = False) -> Place:
        """Where to answer: as a reply in groups, where others talk in between, and in private if `quote`."""
        reply_to = self.message_id if quote or not self.is_private else None
        return Place(chat_id=self.chat_id, thread_id=self.thread_id, reply_to=reply_to)


async def visitor_of(update: Update, readers: Readers) -> Visitor | None:
    """The visitor of a message, a post or a tap; None for an update that has no person or chat to answer.

    A post in a channel is the channel's own.
    """
    if update.channel_post is not None:
        return await _channel_visitor(update, update.channel_post, readers)
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    if user is None or chat is None or message is None:
        return None
    user_id = _sender_id(update) or user.id
    preferences = await readers.preferences(user_id)
    return Visitor(
        user_id=user_id,
        name=user.first_name,
        chat_id=chat.id,
        thread_id=_thread_of(update),
        is_private=chat.type == Chat.PRIVATE,
        update_id=update.update_id,
        message_id=message.message_id,
        preferences=preferences,
        words=wording_of(user, preferences),
    )


async def _channel_visitor(update: Update, post: Message, readers: Readers) -> Visitor:
    preferences = await readers.preferences(post.chat.id)
    return Visitor(
        user_id=post.chat.id,
        name=post.chat.title or "",
        chat_id=post.chat.id,
        thread_id=None,
        is_private=False,
        update_id=update.update_id,
        message_id=post.message_id,
        preferences=preferences,
        words=wording(preferences.language),
    )


def wording_of(user: User, preferences: Preferences) -> Wording:
    """The wording for somebody: as they set it, else as their Telegram speaks."""
    return wording(preferences.language or user.language_code)


def _sender_id(update: Update) -> int | None:
    """The chat in whose name a message was sent: anonymous administrators of all groups share one made-up user."""
    sender = update.message.sender_chat if update.message else None
    return None if sender is None else sender.id


def _thread_of(update: Update) -> int | None:
    # An answer goes into a forum's topic; outside forums a thread is only a chain of replies.
    message = update.effective_message
    is_topic = getattr(message, "is_topic_message", None)
    return getattr(message, "message_thread_id", None) if is_topic else None
