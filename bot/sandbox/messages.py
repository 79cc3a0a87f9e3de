"""Messages and the objects the server makes of them."""

from dataclasses import dataclass, field

from bot.sandbox.chats import Chat
from bot.sandbox.formatting import Formatted
from bot.sandbox.users import User
from bot.sandbox.wire import JsonObject, without_empty


@dataclass(slots=True, kw_only=True)
class Message:
    """One message of a chat.

    `content` holds what is neither text nor keyboard: a document, a photo, a service notice. `changed` is the number
    of its last change on the chat's counter, its own id until then.
    """

    id: int
    chat: Chat
    date: int
    sender: User | None = None
    sender_chat: Chat | None = None
    thread_id: int = 0
    body: Formatted = field(default_factory=Formatted)
    content: JsonObject = field(default_factory=dict)
    is_service: bool = False
    keyboard: JsonObject | None = None
    reply_to: "Message | None" = None
    quote: JsonObject | None = None
    origin: JsonObject | None = None
    preview: JsonObject | None = None
    edit_date: int = 0
    edits: int = 0
    is_protected: bool = False
    reactions: dict[int, list[JsonObject]] = field(default_factory=dict)
    changed: int = 0

    @property
    def has_media(self) -> bool:
        """Whether its text is a caption."""
        return bool(self.content) and not self.is_service

    def as_json(self, *, with_reply: bool = True) -> JsonObject:
        """The `Message` object; a message replied to stands in it once, not its own reply in turn."""
        replied = self._replied() if with_reply else None
        fields: JsonObject = {
            "message_id": self.id,
            "from": self.sender.as_json() if self.sender else None,
            "sender_chat": self.sender_chat.as_json() if self.sender_chat else None,
            "chat": self.chat.as_json(),
            "date": self.date,
            "edit_date": self.edit_date or None,
            "message_thread_id": self.thread_id or None,
            "is_topic_message": bool(self.thread_id and self.chat.is_forum) or None,
            "forward_origin": self.origin,
            "has_protected_content": self.is_protected or None,
            "reply_to_message": replied.as_json(with_reply=False) if replied else None,
            "quote": self.quote,
            **self._words(),
            "link_preview_options": self.preview,
            "reply_markup": self.keyboard,
        }
        return {**without_empty(fields), **self.content}  # a notice may be an empty object

    def _replied(self) -> "Message | None":
        """The message this one answers; in a topic, without another, the notice that opened the topic."""
        opening = self.chat.messages.get(self.thread_id) if self.chat.is_forum and self.thread_id != self.id else None
        return self.reply_to or opening

    def _words(self) -> JsonObject:
        if self.has_media:
            return {"caption": self.body.text, "caption_entities": list(self.body.entities)}
        return {"text": self.body.text, "entities": list(self.body.entities)}


def deleted_message(chat: Chat, message_id: int) -> JsonObject:
    """The `InaccessibleMessage` object that stands for a message which is gone."""
    return {"chat": chat.as_json(), "message_id": message_id, "date": 0}
