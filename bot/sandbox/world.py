"""Everything the stand-in knows, and the few changes that every actor makes to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox import limits
from bot.sandbox.chats import Chat, Member
from bot.sandbox.clock import Clock
from bot.sandbox.counter import Counter
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.formatting import Formatted
from bot.sandbox.journal import Journal
from bot.sandbox.ledger import Ledger
from bot.sandbox.messages import Message
from bot.sandbox.profile import Profile
from bot.sandbox.rates import Rates
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.users import BOT_ID, User
from bot.sandbox.webhook import WebhookSettings
from bot.sandbox.wire import JsonObject

BOT_USERNAME = "nutgraf_sandbox_bot"
FIRST_NAMES = ("Ada", "Boris", "Chiara", "Deniz", "Elena", "Farid", "Grete", "Hugo", "Ines", "Jun")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackQuery:
    """A tap that waits for its answer."""

    id: str
    user_id: int
    chat_id: int
    message_id: int
    asked_at: int


@dataclass(slots=True)
class World:
    """Users, chats, files, menus, the queue of updates, and the books kept about it all.

    Updates, messages and files are numbered from `first_id`.
    """

    clock: Clock
    first_id: int = 1
    bot: User = field(default_factory=lambda: User(
        id=BOT_ID, first_name="Nutgraf", username=BOT_USERNAME, is_bot=True
    ))  # fmt: skip
    users: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    callbacks: dict[str, CallbackQuery] = field(default_factory=dict)
    answers: dict[str, JsonObject] = field(default_factory=dict)
    files: FileStore = field(default_factory=FileStore)
    profile: Profile = field(default_factory=Profile)
    faults: Faults = field(default_factory=Faults)
    ledger: Ledger = field(default_factory=Ledger)
    journal: Journal = field(default_factory=Journal)
    webhook: WebhookSettings = field(default_factory=WebhookSettings)
    reads_all_group_messages: bool = False
    queue: UpdateQueue = field(init=False)
    rates: Rates = field(init=False)
    box: Counter = field(default_factory=Counter)
    callback_ids: Counter = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.queue = UpdateQueue(self.clock, first_id=self.first_id)
        self.box.last = self.files.numbers.last = self.first_id - 1
        self.callback_ids.last = 10**17 + self.first_id
        self.rates = Rates(self.clock)
        self.users[BOT_ID] = self.bot

    def reset(self) -> None:
        """Forget people, chats, messages, updates, faults and calls.

        What the bot set when it started stays (menus, names, webhook, allowed updates), and numbers go on rising, so
        that a running bot takes nothing new for something it knows.
        """
        self.users = {BOT_ID: self.bot}
        self.chats.clear()
        self.callbacks.clear()
        self.answers.clear()
        self.files.clear()
        self.faults.clear()
        self.ledger.clear()
        self.rates.clear()
        self.queue.clear()
        self.journal.add("reset")

    def ensure_user(self, user_id: int) -> User:
        """The user, made on the spot with a plausible name where unknown."""
        if user_id not in self.users:
            name = FIRST_NAMES[user_id % len(FIRST_NAMES)]
            self.users[user_id] = User(id=user_id, first_name=name, username=f"{name.lower()}_{user_id}")
        return self.users[user_id]

    def ensure_private_chat(self, user_id: int) -> Chat:
        """The private chat with a user, made on the spot where there was none."""
        if user_id not in self.chats:
            user = self.ensure_user(user_id)
            members = {user.id: Member(user=user), BOT_ID: Member(user=self.bot)}
            self.chats[user_id] = Chat(id=user_id, type="private", counter=self.box, user=user, members=members)
            self.journal.add("chat", chat=user_id)
        return self.chats[user_id]

    def new_message(self, chat: Chat, **fields: object) -> Message:
        """Put a message into a chat; `fields` are those of `Message`."""
        message = Message(id=chat.counter.take(), chat=chat, date=self.clock.unix(), **fields)  # type: ignore[arg-type]
        message.changed = message.id
        chat.messages[message.id] = message
        self.journal.add("message", chat=chat.id, message_id=message.id)
        return message

    def react(self, message: Message, user_id: int, reactions: list[JsonObject]) -> None:
        """Replace somebody's reactions; not a change of the message itself."""
        message.reactions[user_id] = reactions
        self.journal.add("reaction", chat=message.chat.id, message_id=message.id)

    def edit(self, message: Message, **changes: object) -> None:
        """Change the given fields of a message and mark it as edited."""
        for name, value in changes.items():
            setattr(message, name, value)
        message.edit_date = self.clock.unix()
        message.edits += 1
        message.changed = message.chat.counter.take()
        self.journal.add("edit", chat=message.chat.id, message_id=message.id)

    def delete(self, message: Message) -> None:
        """Take a message out of its chat."""
        chat = message.chat
        del chat.messages[message.id]
        chat.deleted[message.id] = chat.counter.take()
        chat.pinned = [pinned for pinned in chat.pinned if pinned != message.id]
        for other in chat.messages.values():
            if other.reply_to is message:
                other.reply_to = None
        self.journal.add("delete", chat=chat.id, message_id=message.id)

    def new_callback(self, user_id: int, chat_id: int, message_id: int) -> CallbackQuery:
        """A tap's query, with an id of its own."""
        identifier = str(self.callback_ids.take())
        query = CallbackQuery(
            id=identifier, user_id=user_id, chat_id=chat_id, message_id=message_id, asked_at=self.clock.unix()
        )
        self.callbacks[identifier] = query
        return query

    def take_callback(self, identifier: str) -> CallbackQuery | None:
        """The query to be answered, once and within its time; else None."""
        query = self.callbacks.pop(identifier, None)
        if query is None or self.clock.unix() - query.asked_at > limits.CALLBACK_LIFE_S:
            return None
        return query

    def find_chat_by_username(self, username: str) -> Chat | None:
        """The public chat with this name, in any case, without the @."""
        wanted = username.lower()
        public = (chat for chat in self.chats.values() if chat.type != "private")
        return next((chat for chat in public if chat.username.lower() == wanted), None)

    def with_known_users(self, body: Formatted) -> Formatted:
        """`body` with mentions of users by id completed, and those of strangers left out, as the server does."""
        kept = []
        for entity in body.entities:
            if entity["type"] == "text_mention":
                user = self.users.get(entity["user"]["id"])
                if user is None:
                    continue
                kept.append({**entity, "user": user.as_json()})
            else:
                kept.append(entity)
        return Formatted(text=body.text, entities=tuple(kept))

    def me(self) -> JsonObject:
        """The bot as getMe shows it."""
        switches: Mapping[str, bool] = {
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all_group_messages,
            "supports_guest_queries": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
            "supports_join_request_queries": False,
        }
        return {**self.bot.as_json(), "first_name": self.profile.get_name("name", "", self.bot.first_name), **switches}
