"""forwardMessage, copyMessage and their plurals."""

from collections.abc import Callable
from itertools import pairwise

from bot.sandbox import limits
from bot.sandbox.errors import bad_request
from bot.sandbox.messages import Message
from bot.sandbox.methods.sending import Draft, post
from bot.sandbox.methods.targets import get_message, get_readable_chat
from bot.sandbox.methods.texts import get_caption
from bot.sandbox.parameters import Params
from bot.sandbox.wire import JsonObject, parse_integer, without_empty
from bot.sandbox.world import World


def forward_message(world: World, params: Params) -> JsonObject:
    """A message shown again with where it came from."""
    message = _get_source(world, params, "message to forward")
    return _forward(world, params, message).as_json()


def copy_message(world: World, params: Params) -> JsonObject:
    """A message sent again as the bot's own, perhaps with another caption."""
    message = _get_source(world, params, "message to copy")
    body = get_caption(world, params) if params.has("caption") and message.has_media else message.body
    draft = Draft(body=body, content=message.content, preview=message.preview)
    return {"message_id": post(world, params, draft).id}


def forward_messages(world: World, params: Params) -> list[JsonObject]:
    """Several messages forwarded; those that are gone are left out."""
    return _each(world, params, lambda message: _forward(world, params, message).id)


def copy_messages(world: World, params: Params) -> list[JsonObject]:
    """Several messages copied; those that are gone are left out."""

    def copy(message: Message) -> int:
        return post(world, params, Draft(body=message.body, content=message.content, preview=message.preview)).id

    return _each(world, params, copy)


def parse_message_ids(params: Params) -> list[int]:
    """The list `message_ids`.

    Raises:
        ApiError: it is empty, too long, or holds something else.
    """
    given = params.decoded("message_ids", "message_ids")
    if given is None or given == []:
        raise bad_request("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad_request("expected an Array of message identifiers")
    if len(given) > limits.MESSAGES_IN_BATCH:
        raise bad_request("too many message identifiers specified")
    return [_parse_message_id(item) for item in given]


def _parse_message_id(item: object) -> int:
    if isinstance(item, bool) or not isinstance(item, int | str):
        raise bad_request("message identifier must be a Number")
    number = parse_integer(item)
    if number is None:
        raise bad_request("can't parse message identifier as Number")
    if number <= 0:
        raise bad_request("invalid message identifier specified")
    return number


def _get_source(world: World, params: Params, role: str) -> Message:
    chat = get_readable_chat(world, params.required("from_chat_id"))
    message = get_message(chat, params, role)
    _check_copyable(message, role)
    return message


def _check_copyable(message: Message, role: str) -> None:
    if message.is_service or message.is_protected:
        verb = "forwarded" if role.endswith("forward") else "copied"
        raise bad_request(f"the message can't be {verb}")


def _forward(world: World, params: Params, message: Message) -> Message:
    origin = message.origin or _origin_of(message)
    return post(
        world, params, Draft(body=message.body, content=message.content, preview=message.preview, origin=origin)
    )


def _origin_of(message: Message) -> JsonObject:
    if message.chat.type == "channel":
        where: JsonObject = {"chat": message.chat.as_json(), "message_id": message.id}
        return {"type": "channel", "date": message.date, **where}
    if message.sender_chat is not None:
        return {"type": "chat", "date": message.date, "sender_chat": message.sender_chat.as_json()}
    user = message.sender.as_json() if message.sender else None
    return without_empty({"type": "user", "date": message.date, "sender_user": user})


def _each(world: World, params: Params, act: Callable[[Message], int]) -> list[JsonObject]:
    from_chat_id, ids = params.required("from_chat_id"), parse_message_ids(params)
    chat = get_readable_chat(world, from_chat_id)
    found = [chat.messages.get(message_id) for message_id in ids]
    usable = [message for message in found if message and not message.is_service and not message.is_protected]
    if not usable:
        raise bad_request("there are no messages to forward")
    if any(one >= other for one, other in pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    return [{"message_id": act(message)} for message in usable]
