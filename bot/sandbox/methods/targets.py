"""Which chat and which message a call means, and whether the bot may touch them (check_chat in Client.cpp)."""

from bot.sandbox.chats import PRESENT, Chat
from bot.sandbox.errors import ApiError, bad_request, forbidden, migrated
from bot.sandbox.messages import Message
from bot.sandbox.parameters import Params
from bot.sandbox.users import BOT_ID
from bot.sandbox.wire import parse_integer
from bot.sandbox.world import World

KIND_NAMES = {"group": "group chat", "supergroup": "supergroup chat", "channel": "channel chat"}


def get_chat(world: World, given: str) -> Chat:
    """The chat that `given`, an id or @username, names, whoever may write there.

    Raises:
        ApiError: it is empty or unknown.
    """
    if not given:
        raise bad_request("chat_id is empty")
    if given.startswith("@"):
        found = world.find_chat_by_username(given[1:])
    else:
        found = world.chats.get(parse_integer(given) or 0)
    if found is None:
        raise bad_request("chat not found")
    return found


def get_readable_chat(world: World, given: str) -> Chat:
    """The chat for a call that only reads: a block or a move does not close it, leaving a supergroup does."""
    chat = get_chat(world, given)
    refusal = find_refusal(chat)
    if (
        refusal is not None
        and chat.type in ("supergroup", "channel")
        and (chat.bot_status == "kicked" or not chat.username)
    ):
        raise refusal
    return chat


def get_open_chat(world: World, given: str) -> Chat:
    """The chat, when the bot is in it and it has not moved.

    Raises:
        ApiError: 400 or 403 with the reason.
    """
    chat = get_chat(world, given)
    if chat.migrated_to:
        raise migrated(chat.migrated_to)
    refusal = find_refusal(chat)
    if refusal is not None:
        raise refusal
    return chat


def get_writable_chat(world: World, given: str) -> Chat:
    """The chat, when the bot may post there; in a channel that takes an administrator."""
    chat = get_open_chat(world, given)
    if chat.type == "channel" and not chat.has_admin(BOT_ID):
        raise bad_request("need administrator rights in the channel chat")
    if chat.bot_status == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def find_refusal(chat: Chat) -> ApiError | None:
    """Why the bot has no access to a chat, or None when it has."""
    if chat.user is not None:
        if chat.user.is_deactivated:
            return forbidden("user is deactivated")
        if chat.bot_status not in PRESENT:
            return forbidden("bot was blocked by the user")
        return None if chat.is_started else forbidden("bot can't initiate conversation with a user")
    if chat.bot_status in PRESENT:
        return None
    if chat.bot_status == "kicked":
        return forbidden(f"bot was kicked from the {KIND_NAMES[chat.type]}")
    return forbidden(f"bot is not a member of the {KIND_NAMES[chat.type]}")


def get_message(chat: Chat, params: Params, role: str) -> Message:
    """The message `message_id` names; `role` is how the error calls it, for instance "message to edit".

    Raises:
        ApiError: the id is missing or leads nowhere.
    """
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request(f"{role} not found")
    return message


def may_change(world: World, message: Message) -> bool:
    """Whether the message is the bot's own, or a post in a channel it administers."""
    own = message.sender is world.bot
    return not message.is_service and (own or (message.chat.type == "channel" and message.chat.has_admin(BOT_ID)))
