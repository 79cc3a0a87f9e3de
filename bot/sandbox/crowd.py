"""What people do: write, forward, tap, edit, react, join, leave, block, migrate.

Each deed changes the world and queues the update the bot would get from it, if it would get one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.sandbox.chats import PRESENT, Chat, Member, Topic
from bot.sandbox.counter import Counter
from bot.sandbox.formatting import format_text, parse_given
from bot.sandbox.messages import Message, deleted_message
from bot.sandbox.parameters import Upload
from bot.sandbox.users import BOT_ID, User, anonymous_admin
from bot.sandbox.utf16 import utf16_slice
from bot.sandbox.wire import JsonObject, without_empty
from bot.sandbox.world import World

COMMAND_TARGET = re.compile(r"/[A-Za-z0-9_]{1,64}(?:@([A-Za-z0-9_]{3,32}))?")
FIRST_FOREIGN_CHANNEL = -1_009_000_000_000


class Impossible(ValueError):
    """A deed that nobody could do; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What somebody sends. `forward_from` is where it came from: a channel's title, a user or chat id, or an object."""

    text: str = ""
    entities: object = None
    document: Upload | None = None
    photo: Upload | None = None
    forward_from: object = None
    reply_to: int = 0
    quote: str = ""
    thread: int = 0
    album: str = ""
    extra: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The message, and the update it became: None where the bot was not told."""

    message: Message
    update_id: int | None


def find_chat(world: World, chat_id: int) -> Chat:
    """The chat; a positive id that is unknown makes the user and the private chat.

    Raises:
        Impossible: the id is negative and unknown.
    """
    if chat_id > 0:
        return world.ensure_private_chat(chat_id)
    if chat_id not in world.chats:
        raise Impossible(f"there is no chat {chat_id}; make it by POST /sim/chats")
    return world.chats[chat_id]


def say(world: World, chat_id: int, user_id: int, saying: Saying) -> Said:
    """Somebody writes into a chat.

    Raises:
        Impossible: the chat is unknown, left behind by migration, or closed by a block; or nothing was said.
    """
    chat = find_chat(world, chat_id)
    user = _speaker(world, chat, user_id)
    content = _content(world, saying)
    given, entities = parse_given(saying.text, "", saying.entities)
    body = world.with_known_users(format_text(given, entities))
    if not body.text and not content:
        raise Impossible("an empty message cannot be sent")
    reply_to = chat.messages.get(saying.reply_to)
    if saying.reply_to and reply_to is None:
        raise Impossible(f"there is no message {saying.reply_to} to reply to in chat {chat_id}")
    message = world.new_message(
        chat,
        **_author(chat, user),
        body=body,
        content=content,
        origin=find_origin(world, saying.forward_from),
        reply_to=reply_to,
        quote=_quote(saying.quote, reply_to),
        thread_id=_thread(chat, user, saying, reply_to),
    )
    chat.is_started = True
    return Said(message=message, update_id=_tell(world, message, "message"))


def edit(world: World, chat_id: int, message_id: int, text: str) -> Said:
    """Somebody changes what they wrote."""
    message = get_message(world, chat_id, message_id)
    if message.sender is world.bot:
        raise Impossible("only the bot edits its messages")
    world.edit(message, body=world.with_known_users(format_text(text, [])))
    return Said(message=message, update_id=_tell(world, message, "edited_message"))


def get_message(world: World, chat_id: int, message_id: int) -> Message:
    """The message.

    Raises:
        Impossible: there is none.
    """
    message = find_chat(world, chat_id).messages.get(message_id)
    if message is None:
        raise Impossible(f"there is no message {message_id} in chat {chat_id}")
    return message


def tap(world: World, chat_id: int, user_id: int, message_id: int, data: str) -> tuple[str, int | None]:
    """Somebody taps a button that carries `data`; the query's id and the update's.

    `data` need not be on the keyboard, and the message may be gone: clients can be old or forged.
    """
    chat = find_chat(world, chat_id)
    user = world.ensure_user(user_id)
    query = world.new_callback(user_id, chat_id, message_id)
    message = chat.messages.get(message_id)
    payload: JsonObject = {
        "id": query.id,
        "from": user.as_json(),
        "message": message.as_json() if message else deleted_message(chat, message_id),
        "chat_instance": str(-(abs(chat_id) * 2_654_435_761 % 10**18)),
        "data": data,
    }
    return query.id, world.queue.add("callback_query", payload, chat_id)


def find_button(message: Message, label: str) -> JsonObject:
    """The button with this text; where none has it exactly, the only one that holds it, in any case.

    Raises:
        Impossible: the message has none; the text lists those it has.
    """
    rows = (message.keyboard or {}).get("inline_keyboard", [])
    buttons: list[JsonObject] = [button for row in rows for button in row]
    exact = [button for button in buttons if button["text"] == label]
    alike = [button for button in buttons if label.strip().lower() in button["text"].lower()]
    if exact or (len(alike) == 1 and label.strip()):
        return (exact or alike)[0]
    labels = ", ".join(button["text"] for button in buttons) or "none"
    raise Impossible(f"message {message.id} has no button {label!r}; its buttons: {labels}")


def react(world: World, chat_id: int, user_id: int, message_id: int, emoji: str) -> int | None:
    """Somebody reacts, "" takes the reaction back; told only to a bot that administers the chat and asked for it."""
    message = get_message(world, chat_id, message_id)
    user = world.ensure_user(user_id)
    old = message.reactions.get(user_id, [])
    new = [{"type": "emoji", "emoji": emoji}] if emoji else []
    world.react(message, user_id, new)
    if chat_id > 0 or not message.chat.has_admin(BOT_ID):
        return None
    where: JsonObject = {"chat": message.chat.as_json(), "message_id": message_id, "date": world.clock.unix()}
    payload = {**where, "user": user.as_json(), "old_reaction": old, "new_reaction": new}
    return world.queue.add("message_reaction", payload, chat_id)


def set_member(world: World, chat_id: int, user_id: int, status: str, by: int = 0) -> int | None:
    """Somebody's standing changes, the bot's included; in a private chat the bot is "kicked" when blocked.

    Gives the id of the my_chat_member or chat_member update.
    """
    chat = find_chat(world, chat_id)
    actor = world.ensure_user(by or (chat_id if chat_id > 0 else _owner(chat) or user_id))
    user = world.bot if user_id == BOT_ID else world.ensure_user(user_id)
    old = chat.members.get(user_id) or Member(user=user, status="left")
    new = replace(old, status=status)
    chat.members[user_id] = new
    world.journal.add("member", chat=chat_id, user=user_id, status=status)
    payload: JsonObject = {
        "chat": chat.as_json(),
        "from": actor.as_json(),
        "date": world.clock.unix(),
        "old_chat_member": old.as_json(chat.type),
        "new_chat_member": new.as_json(chat.type),
    }
    update_id = None
    if user_id == BOT_ID:
        update_id = world.queue.add("my_chat_member", payload, chat_id)
    elif chat.has_admin(BOT_ID):
        update_id = world.queue.add("chat_member", payload, chat_id)
    _announce(world, chat, actor, old, new)
    return update_id


def make_chat(world: World, chat: Chat, user_ids: Sequence[int], admin_ids: Sequence[int], bot_status: str) -> None:
    """Put a new chat into the world with its people; the bot is told that it was added, if it was.

    The first administrator owns the chat.
    """
    world.chats[chat.id] = chat
    chat.is_started = True
    for user_id in dict.fromkeys([*admin_ids, *user_ids]):
        status = "member" if user_id not in admin_ids else "administrator" if chat.members else "creator"
        chat.members[user_id] = Member(user=world.ensure_user(user_id), status=status)
    world.journal.add("chat", chat=chat.id)
    if bot_status != "left":
        set_member(world, chat.id, BOT_ID, bot_status)


def make_topic(world: World, chat: Chat, name: str, sender: User) -> Topic:
    """A new topic of a forum, with the service message that made it."""
    look: JsonObject = {"name": name, "icon_color": 7322096}
    message = world.new_message(chat, sender=sender, content={"forum_topic_created": look}, is_service=True)
    message.thread_id = message.id
    chat.topics[message.id] = Topic(id=message.id, name=name)
    if sender is not world.bot:
        _tell(world, message, "message")
    return chat.topics[message.id]


def close_topic(world: World, chat: Chat, topic: Topic, sender: User, *, is_closed: bool) -> None:
    """A topic takes no more messages but from administrators, or takes them again; a service message says so.

    Raises:
        Impossible: it is so already.
    """
    if topic.is_closed is is_closed:
        raise Impossible(f"topic {topic.id} is {'closed' if is_closed else 'open'} already")
    chat.topics[topic.id] = replace(topic, is_closed=is_closed)
    notice = "forum_topic_closed" if is_closed else "forum_topic_reopened"
    message = world.new_message(chat, sender=sender, content={notice: {}}, is_service=True, thread_id=topic.id)
    if sender is not world.bot:
        _tell(world, message, "message")


def delete_topic(world: World, chat: Chat, topic: Topic) -> None:
    """A topic goes with its messages; the bot is not told, as at Telegram."""
    del chat.topics[topic.id]
    for message in [message for message in chat.messages.values() if message.thread_id == topic.id]:
        world.delete(message)
    world.journal.add("chat", chat=chat.id)


def migrate(world: World, chat_id: int) -> Chat:
    """A group becomes a supergroup with a new id; both sides say so.

    Raises:
        Impossible: the chat is no group, or has moved already.
    """
    old = find_chat(world, chat_id)
    if old.type != "group" or old.migrated_to:
        raise Impossible(f"chat {chat_id} is no group that could be upgraded")
    new = Chat(
        id=-1_000_000_000_000 + chat_id,
        type="supergroup",
        title=old.title,
        counter=Counter(world.first_id - 1),
        members=old.members,
        is_started=True,
    )
    world.chats[new.id] = new
    old.migrated_to = new.id
    sender = world.ensure_user(_owner(old)) if _owner(old) else world.bot
    for chat, notice in ((old, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": old.id})):
        message = world.new_message(chat, sender=sender, content=notice, is_service=True)
        world.queue.add("message", message.as_json(), chat.id)
    world.journal.add("chat", chat=new.id)
    return new


def bot_sees(world: World, message: Message) -> bool:
    """Whether the bot is told of a message: privacy mode hides from it what is not meant for it in groups.

    Source: core.telegram.org/bots/features#privacy-mode.
    """
    chat = message.chat
    if chat.type in ("private", "channel"):
        return chat.bot_status in PRESENT
    if chat.bot_status not in PRESENT:
        return False
    if message.is_service or world.reads_all_group_messages or chat.has_admin(BOT_ID):
        return True
    if message.reply_to is not None and message.reply_to.sender is world.bot:
        return True
    return any(_addresses(world, message, entity) for entity in message.body.entities)


def _addresses(world: World, message: Message, entity: JsonObject) -> bool:
    words = utf16_slice(message.body.text, entity["offset"], entity["length"])
    name = world.bot.username.lower()
    if entity["type"] == "bot_command":
        found = COMMAND_TARGET.fullmatch(words)
        return found is not None and (found[1] or name).lower() == name
    if entity["type"] == "mention":
        return words[1:].lower() == name
    return bool(entity["type"] == "text_mention" and entity["user"]["id"] == BOT_ID)


def _tell(world: World, message: Message, kind: str) -> int | None:
    if not bot_sees(world, message):
        return None
    if message.chat.type == "channel":
        kind = {"message": "channel_post", "edited_message": "edited_channel_post"}[kind]
    return world.queue.add(kind, message.as_json(), message.chat.id)


def _speaker(world: World, chat: Chat, user_id: int) -> User:
    if chat.migrated_to:
        raise Impossible(f"chat {chat.id} has moved to {chat.migrated_to}")
    if chat.type == "private":
        if chat.bot_status not in PRESENT:
            raise Impossible("the bot is blocked in this chat; POST /sim/unblock first")
        return world.ensure_user(chat.id)
    user = world.ensure_user(user_id or _owner(chat) or 1)
    if user.id not in chat.members:
        chat.members[user.id] = Member(user=user)
    return user


def _author(chat: Chat, user: User) -> JsonObject:
    if chat.type == "channel":
        return {"sender": None, "sender_chat": chat}
    if chat.type != "private" and chat.members[user.id].is_anonymous:
        return {"sender": anonymous_admin(), "sender_chat": chat}
    return {"sender": user}


def _content(world: World, saying: Saying) -> JsonObject:
    content = dict(saying.extra)
    if saying.document is not None:
        content["document"] = world.files.add("document", saying.document).as_document()
    if saying.photo is not None:
        content["photo"] = world.files.add("photo", saying.photo).as_photo()
    if saying.album and content:
        content["media_group_id"] = saying.album
    return content


def _quote(words: str, reply_to: Message | None) -> JsonObject | None:
    if not words or reply_to is None:
        return None
    position = reply_to.body.text.find(words)
    if position < 0:
        raise Impossible("the quote is not in the message replied to")
    return {"text": words, "position": position, "is_manual": True}


def _thread(chat: Chat, user: User, saying: Saying, reply_to: Message | None) -> int:
    if saying.thread and saying.thread not in chat.topics:
        raise Impossible(f"there is no topic {saying.thread} in chat {chat.id}")
    thread = saying.thread or (reply_to.thread_id if reply_to is not None and chat.is_forum else 0)
    topic = chat.topics.get(thread)
    if topic is not None and topic.is_closed and not chat.has_admin(user.id):
        raise Impossible(f"topic {thread} is closed to who does not administer chat {chat.id}")
    return thread


def _owner(chat: Chat) -> int:
    """The owner's id, else the first administrator's or member's, 0 where nobody is there."""
    people = [member for member in chat.members.values() if member.user.id != BOT_ID]
    ranked = sorted(people, key=lambda member: ("creator", "administrator").count(member.status), reverse=True)
    return ranked[0].user.id if ranked else 0


def _announce(world: World, chat: Chat, actor: User, old: Member, new: Member) -> None:
    """The service message of a group when somebody came or went; told to the bot while it is there."""
    came = old.status not in PRESENT and new.status in PRESENT
    went = old.status in PRESENT and new.status not in PRESENT
    if chat.type not in ("group", "supergroup") or not (came or went):
        return
    person = new.user.as_json()
    notice = {"new_chat_members": [person]} if came else {"left_chat_member": person}
    message = world.new_message(chat, sender=actor, content=notice, is_service=True)
    if came or new.user.id == BOT_ID or chat.bot_status in PRESENT:
        world.queue.add("message", message.as_json(), chat.id)


def find_origin(world: World, source: object) -> JsonObject | None:
    """The `MessageOrigin` of a forward: a string is a channel's title, a number a user or chat, or an object says it.

    An object names `user` (an id), `name` (somebody who hides their account), or a channel by `title` with
    `username`, `message_id`, `signature` and `type`.
    """
    if not source:
        return None
    date: JsonObject = {"date": world.clock.unix() - 3600}
    if isinstance(source, int) and source > 0:
        return {"type": "user", **date, "sender_user": world.ensure_user(source).as_json()}
    if isinstance(source, int):
        return {"type": "channel", **date, "chat": find_chat(world, source).as_json(), "message_id": 1}
    if isinstance(source, str):
        return _channel_origin({"title": source}, date)
    if not isinstance(source, dict):
        raise Impossible("forward_from must be a title, an id or an object")
    if "user" in source:
        return find_origin(world, int(source["user"]))
    if "name" in source:
        return {"type": "hidden_user", **date, "sender_user_name": str(source["name"])}
    return _channel_origin(source, date)


def _channel_origin(source: JsonObject, date: JsonObject) -> JsonObject:
    title = str(source.get("title") or "Channel")
    number = sum(title.encode()) % 10**9
    chat = {
        "id": source.get("id") or FIRST_FOREIGN_CHANNEL - number,
        "type": "channel",
        "title": title,
        "username": source.get("username"),
    }
    origin = {**date, "chat": without_empty(chat), "message_id": int(source.get("message_id") or 1)}
    return without_empty({"type": "channel", **origin, "author_signature": source.get("signature")})
