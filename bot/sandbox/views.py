"""Chats and messages as the control interface and the chat page see them: plain, with nothing left to look up."""

from bot.sandbox.chats import Chat, Topic
from bot.sandbox.messages import Message
from bot.sandbox.users import User
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World

FILE_URL = "/file/bot1:sandbox/"


def view_chat(world: World, chat: Chat) -> JsonObject:
    """A chat in the list: who is in it and what was said last."""
    last = max(chat.messages.values(), key=lambda message: message.id, default=None)
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title or (_name(chat.user) if chat.user else ""),
        "username": chat.username,
        "forum": chat.is_forum,
        "topics": [_topic(topic) for topic in chat.topics.values()],
        "members": [view_member(member.user, member.status) for member in chat.present()],
        "bot": "blocked" if chat.type == "private" and chat.bot_status == "kicked" else chat.bot_status,
        "migrated_to": chat.migrated_to or None,
        "pinned": chat.pinned,
        "messages": len(chat.messages),
        "last": chat.counter.last,
        "last_message": view_message(world, last) if last else None,
    }


def _topic(topic: Topic) -> JsonObject:
    return {"id": topic.id, "name": topic.name, "closed": topic.is_closed}


def view_member(user: User, status: str) -> JsonObject:
    """Somebody in a chat."""
    return {**_person(user), "status": status, "language_code": user.language_code}


def view_message(world: World, message: Message) -> JsonObject:
    """One message; `text` is the caption where there is a file, `buttons` are rows."""
    return {**_view_words(message), **_view_surroundings(world, message)}


def _view_words(message: Message) -> JsonObject:
    rows = (message.keyboard or {}).get("inline_keyboard", [])
    return {
        "id": message.id,
        "message_id": message.id,
        "chat": message.chat.id,
        "date": message.date,
        "from": _sender(message),
        "text": message.body.text,
        "entities": list(message.body.entities),
        "buttons": [[_button(button) for button in row] for row in rows],
        "edits": message.edits,
        "edit_date": message.edit_date or None,
        "changed": message.changed,
    }


def _view_surroundings(world: World, message: Message) -> JsonObject:
    return {
        "document": _document(world, message),
        "photo": _photo(world, message),
        "reactions": [item["emoji"] for given in message.reactions.values() for item in given],
        "reacted_by": [user_id for user_id, given in message.reactions.items() if given],
        "reply": _reply(message),
        "forward": message.origin,
        "thread": message.thread_id or None,
        "preview": message.preview,
        "service": message.content if message.is_service else None,
        "album": message.content.get("media_group_id"),
        "pinned": message.id in message.chat.pinned,
    }


def _person(user: User) -> JsonObject:
    return {"id": user.id, "is_bot": user.is_bot, "name": _name(user), "username": user.username}


def _name(user: User) -> str:
    return f"{user.first_name} {user.last_name}".strip()


def _sender(message: Message) -> JsonObject:
    if message.sender is not None and message.sender_chat is None:
        return _person(message.sender)
    chat = message.sender_chat or message.chat
    return {"id": chat.id, "is_bot": False, "name": chat.title, "username": chat.username}


def _button(button: JsonObject) -> JsonObject:
    """A button; `label` is what a tap names."""
    view: JsonObject = {"text": button["text"], "label": button["text"], "style": button.get("style")}
    if "callback_data" in button:
        view["data"] = button["callback_data"]
    if "url" in button:
        view["url"] = button["url"]
    if "copy_text" in button:
        view["copy"] = button["copy_text"]["text"]
    return view


def _document(world: World, message: Message) -> JsonObject | None:
    document = message.content.get("document")
    if document is None:
        return None
    stored = world.files.by_id.get(document["file_id"])
    named = {"name": document.get("file_name", ""), "mime_type": document.get("mime_type", "")}
    return {**named, "size": document["file_size"], "url": FILE_URL + stored.path if stored else None}


def _photo(world: World, message: Message) -> JsonObject | None:
    sizes = message.content.get("photo")
    if not sizes:
        return None
    stored = world.files.by_id.get(sizes[-1]["file_id"])
    shape = {"width": sizes[-1]["width"], "height": sizes[-1]["height"]}
    return {**shape, "url": FILE_URL + stored.path if stored else None}


def _reply(message: Message) -> JsonObject | None:
    if message.reply_to is None:
        return None
    other = message.reply_to
    quote = message.quote["text"] if message.quote else None
    return {"message_id": other.id, "text": other.body.text, "from": _sender(other), "quote": quote}
