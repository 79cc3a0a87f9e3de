"""Whether a message in a group speaks to the bot; in private every message does. Pure."""

from telegram import Bot, Chat, Message, MessageEntity

from bot.rendering.talk import COMMANDS


def is_addressed(message: Message, bot: Bot) -> bool:
    """In a group: a command to us, a mention of our name, or a reply to a message of ours."""
    if message.chat.type == Chat.PRIVATE:
        return True
    reply = message.reply_to_message
    if reply is not None and reply.from_user is not None and reply.from_user.id == bot.id:
        return True
    return command_of(message, bot) is not None or mentions(message, bot)


def mentions(message: Message, bot: Bot) -> bool:
    """Whether the text or caption has our @name."""
    name = f"@{bot.username}".lower()
    found = message.parse_entities([MessageEntity.MENTION]) | message.parse_caption_entities([MessageEntity.MENTION])
    return any(text.lower() == name for text in found.values())


def command_of(message: Message, bot: Bot) -> str | None:
    """The command that the message begins with, without slash and name; None for none, or one to another bot.

    A command without a bot's name counts as ours in private; in a group Telegram only passes it to us when we may
    read it, and others may be meant, so there it counts only if we know it.
    """
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities
    if not entities or entities[0].type != MessageEntity.BOT_COMMAND or entities[0].offset != 0:
        return None
    command, _, name = text[1 : entities[0].length].partition("@")
    if name and name.lower() != (bot.username or "").lower():
        return None
    if not name and message.chat.type != Chat.PRIVATE and command.lower() not in KNOWN_COMMANDS:
        return None
    return command.lower()


KNOWN_COMMANDS = frozenset({"start"} | {name for name, _ in COMMANDS})
"""What the menu lists, and the command that Telegram itself sends first."""

CHANNEL_COMMANDS = frozenset("follow topics feeds digest quiet catchup".split())
"""What a channel may ask for: it has no readers' answers, only what it follows."""
