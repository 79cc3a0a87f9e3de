"""editMessageText, editMessageCaption, editMessageReplyMarkup, deleteMessage, deleteMessages, setMessageReaction."""

from bot.sandbox import limits
from bot.sandbox.errors import NOT_MODIFIED, bad_request
from bot.sandbox.messages import Message
from bot.sandbox.methods.copying import parse_message_ids
from bot.sandbox.methods.targets import get_message, get_open_chat, may_change
from bot.sandbox.methods.texts import get_caption, get_preview, get_reply_markup, get_text
from bot.sandbox.parameters import Params
from bot.sandbox.users import BOT_ID
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World

REACTIONS = frozenset(
    """❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡
    🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿
    🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡""".split()
)
"""The emoji a reaction may be (ReactionTypeEmoji.emoji)."""


def edit_message_text(world: World, params: Params) -> JsonObject:
    """Another text, entities and keyboard; a keyboard that is not given is taken away."""
    body = get_text(world, params)
    preview = get_preview(params)
    message, keyboard = _get_editable(world, params)
    if message.has_media:
        raise bad_request("there is no text in the message to edit")
    if (message.body, message.keyboard, message.preview) == (body, keyboard, preview):
        raise bad_request(NOT_MODIFIED)
    world.edit(message, body=body, keyboard=keyboard, preview=preview)
    return message.as_json()


def edit_message_caption(world: World, params: Params) -> JsonObject:
    """Another caption."""
    caption = get_caption(world, params)
    message, keyboard = _get_editable(world, params)
    if not message.has_media:
        raise bad_request("there is no caption in the message to edit")
    if (message.body, message.keyboard) == (caption, keyboard):
        raise bad_request(NOT_MODIFIED)
    world.edit(message, body=caption, keyboard=keyboard)
    return message.as_json()


def edit_message_reply_markup(world: World, params: Params) -> JsonObject:
    """Another keyboard, or none; clients do not call such a message edited, but it has an edit date."""
    message, keyboard = _get_editable(world, params)
    if message.keyboard == keyboard:
        raise bad_request(NOT_MODIFIED)
    world.edit(message, keyboard=keyboard)
    return message.as_json()


def delete_message(world: World, params: Params) -> bool:
    """A message is taken away for everybody."""
    if not params.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    if params.integer("message_id") <= 0:
        raise bad_request("message identifier is not specified")
    chat = get_open_chat(world, params.text("chat_id"))
    message = get_message(chat, params, "message to delete")
    if not _may_delete(world, message):
        raise bad_request("message can't be deleted for everyone")
    world.delete(message)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Several messages are taken away; what is gone or not the bot's to delete is left out."""
    ids = parse_message_ids(params)
    chat = get_open_chat(world, params.text("chat_id"))
    for message_id in ids:
        message = chat.messages.get(message_id)
        if message is not None and _may_delete(world, message):
            world.delete(message)
    return True


def set_message_reaction(world: World, params: Params) -> bool:
    """The bot's own reaction: one emoji, or none to take it back."""
    reactions = _parse_reactions(params.decoded("reaction", "reaction types"))
    chat = get_open_chat(world, params.text("chat_id"))
    message = get_message(chat, params, "message to react")
    if any(reaction["emoji"].replace("\ufe0f", "") not in REACTIONS for reaction in reactions):
        raise bad_request("REACTION_INVALID")
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not reactions and not message.reactions.get(BOT_ID):
        raise bad_request("REACTION_EMPTY")
    world.react(message, BOT_ID, reactions)
    return True


def _get_editable(world: World, params: Params) -> tuple[Message, JsonObject | None]:
    keyboard = get_reply_markup(params)
    if not params.text("chat_id") and params.integer("message_id") <= 0:
        missing = "MESSAGE_ID_INVALID" if params.text("inline_message_id") else "message identifier is not specified"
        raise bad_request(missing)
    chat = get_open_chat(world, params.text("chat_id"))
    message = get_message(chat, params, "message to edit")
    if not may_change(world, message):
        raise bad_request("message can't be edited")
    return message, keyboard


def _may_delete(world: World, message: Message) -> bool:
    """Within 48 hours: in private chats everything, elsewhere the bot's own, or all for an administrator."""
    chat = message.chat
    if chat.has_admin(BOT_ID):
        return True
    fresh = world.clock.unix() - message.date <= limits.DELETE_WITHIN_S
    return fresh and (chat.type == "private" or message.sender is world.bot)


def _parse_reactions(value: object) -> list[JsonObject]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of ReactionType")
    return [_parse_reaction(item) for item in value]


def _parse_reaction(item: object) -> JsonObject:
    if not isinstance(item, dict):
        raise bad_request("can't parse ReactionType: expected an Object")
    for name in ("type", *({"emoji": ("emoji",), "custom_emoji": ("custom_emoji_id",)}.get(str(item.get("type")), ()))):
        if name not in item:
            raise bad_request(f"can't parse ReactionType: Can't find field \"{name}\"")
    if str(item["type"]) not in ("emoji", "custom_emoji", "paid"):
        raise bad_request("can't parse ReactionType: invalid reaction type specified")
    return {"type": "emoji", "emoji": str(item.get("emoji") or "")}
