"""Chats of all four types, their members and topics."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.sandbox.counter import Counter
from bot.sandbox.users import BOT_ID, User
from bot.sandbox.wire import JsonObject, without_empty

if TYPE_CHECKING:
    from bot.sandbox.messages import Message

TYPES = ("private", "group", "supergroup", "channel")
PRESENT = frozenset({"creator", "administrator", "member", "restricted"})
ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Member:
    """Somebody's standing in a chat: creator, administrator, member, restricted, left or kicked."""

    user: User
    status: str = "member"
    is_anonymous: bool = False

    def as_json(self, chat_type: str) -> JsonObject:
        """The `ChatMember` object; administrators hold every right that the type of chat knows."""
        fields: JsonObject = {"user": self.user.as_json(), "status": self.status}
        if self.status == "creator":
            fields["is_anonymous"] = self.is_anonymous
        elif self.status == "administrator":
            extra = CHANNEL_RIGHTS if chat_type == "channel" else GROUP_RIGHTS
            fields |= {"can_be_edited": False, "is_anonymous": self.is_anonymous}
            fields |= dict.fromkeys((*ADMIN_RIGHTS, *extra), True)
        elif self.status == "restricted":
            fields |= {"is_member": True, "until_date": 0, **dict.fromkeys(PERMISSIONS, False)}
        elif self.status == "kicked":
            fields["until_date"] = 0
        return fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A forum topic; its id is the id of the message that made it."""

    id: int
    name: str
    icon_color: int = 7322096
    is_closed: bool = False


@dataclass(slots=True, kw_only=True)
class Chat:
    """One chat with all it holds.

    `counter` numbers messages and changes on one line, so that "what is new after N" is one comparison: a message
    whose `changed` is above N. Private chats and groups share a counter, as they do at Telegram; supergroups and
    channels have their own.
    """

    id: int
    type: str
    counter: Counter
    title: str = ""
    username: str = ""
    is_forum: bool = False
    user: User | None = None
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: "dict[int, Message]" = field(default_factory=dict)
    deleted: dict[int, int] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    is_started: bool = False
    migrated_to: int = 0

    @property
    def bot_status(self) -> str:
        """The bot's own standing; in a private chat `kicked` means blocked."""
        member = self.members.get(BOT_ID)
        return member.status if member else "left"

    def has_admin(self, user_id: int) -> bool:
        """Whether the user owns or administers the chat."""
        member = self.members.get(user_id)
        return member is not None and member.status in ("creator", "administrator")

    def present(self) -> list[Member]:
        """The members who are in the chat now."""
        return [member for member in self.members.values() if member.status in PRESENT]

    def as_json(self) -> JsonObject:
        """The `Chat` object as it stands in messages."""
        if self.user is not None:
            user = self.user
            names = {"first_name": user.first_name, "last_name": user.last_name, "username": user.username}
            return without_empty({"id": self.id, "type": "private", **names})
        named = {"id": self.id, "type": self.type, "title": self.title, "username": self.username}
        return without_empty({**named, "is_forum": self.is_forum or None})
