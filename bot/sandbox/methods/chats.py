"""getChat and its kin, leaveChat, pins and forum topics."""

from bot.sandbox import crowd
from bot.sandbox.chats import PERMISSIONS, Chat, Member, Topic
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.targets import get_message, get_open_chat, get_readable_chat
from bot.sandbox.parameters import Params
from bot.sandbox.users import BOT_ID
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
TOPIC_NAME_CHARS = 128


def get_chat(world: World, params: Params) -> JsonObject:
    """The `ChatFullInfo` object."""
    chat = get_readable_chat(world, params.text("chat_id"))
    info: JsonObject = {
        **chat.as_json(),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if chat.username:
        info["active_usernames"] = [chat.username]
    if chat.type in ("group", "supergroup"):
        info["permissions"] = dict.fromkeys(PERMISSIONS, True)
    if chat.pinned and chat.pinned[-1] in chat.messages:
        info["pinned_message"] = chat.messages[chat.pinned[-1]].as_json(with_reply=False)
    return info


def get_chat_member(world: World, params: Params) -> JsonObject:
    """Somebody's standing in a chat; who is known but was never there has left."""
    user_id = params.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    chat = _get_chat_of_members(world, params)
    member = chat.members.get(user_id)
    if member is None:
        if user_id not in world.users:
            raise bad_request("member not found")
        member = Member(user=world.users[user_id], status="left")
    return member.as_json(chat.type)


def _get_chat_of_members(world: World, params: Params) -> Chat:
    """The chat whose members are asked for: those of a group the bot is not in, or that moved, are hidden."""
    chat = get_readable_chat(world, params.text("chat_id"))
    return chat if chat.type == "private" else get_open_chat(world, params.text("chat_id"))


def get_chat_administrators(world: World, params: Params) -> list[JsonObject]:
    """Owner and administrators, other bots left out."""
    chat = _get_chat_of_members(world, params)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return [member.as_json(chat.type) for member in chat.members.values() if chat.has_admin(member.user.id)]


def get_chat_member_count(world: World, params: Params) -> int:
    """How many are in the chat."""
    return len(_get_chat_of_members(world, params).present())


def leave_chat(world: World, params: Params) -> bool:
    """The bot goes."""
    chat = get_open_chat(world, params.text("chat_id"))
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    crowd.set_member(world, chat.id, BOT_ID, "left", by=BOT_ID)
    return True


def pin_chat_message(world: World, params: Params) -> bool:
    """A message is pinned, and a service message says so."""
    chat = _get_pinnable(world, params)
    message = get_message(chat, params, "message to pin")
    if message.is_service:
        raise bad_request("service messages can't be pinned")
    chat.pinned = [*(pinned for pinned in chat.pinned if pinned != message.id), message.id]
    notice = {"pinned_message": message.as_json(with_reply=False)}
    world.new_message(chat, sender=world.bot, content=notice, is_service=True)
    return True


def unpin_chat_message(world: World, params: Params) -> bool:
    """The message, or the latest pinned one, is pinned no longer."""
    chat = _get_pinnable(world, params)
    message_id = params.integer("message_id", chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


def unpin_all_chat_messages(world: World, params: Params) -> bool:
    """No message is pinned any more."""
    _get_pinnable(world, params).pinned.clear()
    return True


def create_forum_topic(world: World, params: Params) -> JsonObject:
    """A new topic."""
    chat = get_open_chat(world, params.text("chat_id"))
    name = params.text("name").strip()
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not chat.has_admin(BOT_ID):
        raise bad_request("not enough rights to create a topic")
    if not 1 <= len(name) <= TOPIC_NAME_CHARS:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_INVALID")
    topic = crowd.make_topic(world, chat, name, world.bot)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.icon_color}


def delete_forum_topic(world: World, params: Params) -> bool:
    """A topic goes with its messages."""
    chat, topic = _get_topic(world, params)
    crowd.delete_topic(world, chat, topic)
    return True


def close_forum_topic(world: World, params: Params) -> bool:
    """A topic takes messages from administrators alone."""
    return _set_closed(world, params, is_closed=True)


def reopen_forum_topic(world: World, params: Params) -> bool:
    """A topic takes messages from everybody again."""
    return _set_closed(world, params, is_closed=False)


def _set_closed(world: World, params: Params, *, is_closed: bool) -> bool:
    chat, topic = _get_topic(world, params)
    if topic.is_closed is is_closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    crowd.close_topic(world, chat, topic, world.bot, is_closed=is_closed)
    return True


def _get_topic(world: World, params: Params) -> tuple[Chat, Topic]:
    chat = get_open_chat(world, params.text("chat_id"))
    topic = chat.topics.get(params.integer("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    if not chat.has_admin(BOT_ID):
        raise bad_request("not enough rights to manage topics")
    return chat, topic


def _get_pinnable(world: World, params: Params) -> Chat:
    chat = get_open_chat(world, params.text("chat_id"))
    if chat.type != "private" and not chat.has_admin(BOT_ID):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
