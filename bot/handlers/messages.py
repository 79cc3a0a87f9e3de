"""A message → the command in it, or what it asks to have read."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from telegram import Message, Update
from telegram.ext import CallbackContext

from bot.handlers.addressing import CHANNEL_COMMANDS, command_of, mentions
from bot.handlers.material import File, Material, Nothing, Text, find_material, material_in
from bot.handlers.reading import Reading
from bot.handlers.visitors import Visitor, visitor_of
from bot.rendering.message import Message as Rendered
from bot.rendering.preferences import render_preferences
from bot.rendering.shelf import render_found, render_shelf
from bot.rendering.talk import Line, render_help, render_line, render_privacy, render_start
from bot.services.library import Library
from bot.services.parts import Part, Parts, join_parts, may_go_on
from bot.services.preferences import Readers

Context = CallbackContext[Any, Any, Any, Any]
LIST_SUFFIX = ".opml"
Command = Callable[[Visitor, Message, str], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Messages:
    """Every new message that is meant for us. `more` are the commands of topics and feeds.

    `take_list` takes a list of feeds, `take_place` a shared location (degrees north and east).
    """

    reading: Reading
    readers: Readers
    library: Library
    parts: Parts
    more: Mapping[str, Command]
    take_list: Callable[[Visitor, File], Awaitable[None]]
    take_place: Callable[[Visitor, float, float], Awaitable[None]]

    async def __call__(self, update: Update, context: Context) -> None:
        """Answer a message: a command by name, everything else by what there is to read in it."""
        message = update.message or update.channel_post
        visitor = await visitor_of(update, self.readers)
        if message is None or visitor is None or _is_silent(message):
            return
        name = command_of(message, context.bot)
        if update.channel_post is not None:
            await self._obey_channel(name, visitor, message)
            return
        if name is None:
            await self._read(visitor, message, context)
            return
        command = self._commands().get(name)
        if command is None:
            await self.reading.say(visitor, render_line(Line.UNKNOWN_COMMAND, visitor.words))
            return
        await command(visitor, message, _arguments(message))

    async def _obey_channel(self, name: str | None, visitor: Visitor, post: Message) -> None:
        """A channel has its topics, feeds and times; what else is posted there is for its readers."""
        if name in CHANNEL_COMMANDS:
            await self.more[name](visitor, post, _arguments(post))

    async def _read(self, visitor: Visitor, message: Message, context: Context) -> None:
        if (place := message.location) is not None:
            await self.take_place(visitor, place.latitude, place.longitude)
            return
        material = _material(message, context)
        if isinstance(material, Text) and message.text and may_go_on(message.text):
            rest = await self.parts.rest(visitor.update_id, Part.of(message.to_dict()))
            material = replace(material, text=join_parts([message.text, *(part.text for part in rest)]))
            visitor = replace(visitor, parts=tuple(part.update_id for part in rest))
        if isinstance(material, File) and (material.name or "").lower().endswith(LIST_SUFFIX):
            await self.take_list(visitor, material)
            return
        if isinstance(material, Nothing) and not visitor.is_private and not mentions(message, context.bot):
            return  # a "thanks" under an answer of ours: a group wants no word about it
        await self.reading.answer(visitor, material)

    def _commands(self) -> Mapping[str, Command]:
        return {
            "start": self._start,
            "help": self._help,
            "brief": self._brief,
            "stories": self._stories,
            "search": self._search,
            "settings": self._settings,
            "privacy": self._privacy,
            **self.more,
        }

    async def _start(self, visitor: Visitor, _message: Message, _arguments: str) -> None:
        await self.reading.say(visitor, render_start(visitor.words, name=visitor.name))

    async def _help(self, visitor: Visitor, _message: Message, _arguments: str) -> None:
        await self.reading.say(visitor, render_help(visitor.words))

    async def _privacy(self, visitor: Visitor, _message: Message, _arguments: str) -> None:
        await self.reading.say(visitor, render_privacy(visitor.words, may_delete=visitor.is_private))

    async def _brief(self, visitor: Visitor, message: Message, arguments: str) -> None:
        material: Material = material_in(arguments, message) if arguments else Nothing()
        if isinstance(material, Nothing) and message.reply_to_message is not None:
            material = find_material(message.reply_to_message)
        if isinstance(material, Nothing):
            await self.reading.say(visitor, render_line(Line.BRIEF_USAGE, visitor.words))
        else:
            await self.reading.answer(visitor, material)

    async def _stories(self, visitor: Visitor, _message: Message, _arguments: str) -> None:
        if visitor.is_private:
            page = await self.library.page(visitor.user_id, 0)
            await self._say(visitor, render_shelf(page, visitor.words))
        else:
            await self._say(visitor, render_line(Line.PRIVATE_ONLY, visitor.words))

    async def _search(self, visitor: Visitor, _message: Message, arguments: str) -> None:
        if not visitor.is_private:
            await self._say(visitor, render_line(Line.PRIVATE_ONLY, visitor.words))
        elif not arguments:
            await self._say(visitor, render_line(Line.SEARCH_USAGE, visitor.words))
        else:
            page = await self.library.find(visitor.user_id, arguments, 0)
            await self._say(visitor, render_found(page, arguments, visitor.words))

    async def _settings(self, visitor: Visitor, _message: Message, _arguments: str) -> None:
        if visitor.is_private:
            await self._say(visitor, render_preferences(visitor.preferences, visitor.words))
        else:
            await self._say(visitor, render_line(Line.PRIVATE_ONLY, visitor.words))

    async def _say(self, visitor: Visitor, message: Rendered) -> None:
        await self.reading.say(visitor, message)


def _material(message: Message, context: Context) -> Material:
    """What to read; a mention in reply to a link or text means that message."""
    material = find_material(message)
    reply = message.reply_to_message
    if isinstance(material, Nothing) and reply is not None and mentions(message, context.bot):
        return find_material(reply)
    return material


def _arguments(message: Message) -> str:
    text = message.text or message.caption or ""
    return "".join(text.split(maxsplit=1)[1:]).strip()


def _is_silent(message: Message) -> bool:
    """A picture of an album without words of its own, or a service message: nobody expects an answer to it."""
    if message.media_group_id is not None and not message.caption and message.document is None:
        return True
    return not (message.effective_attachment or message.text or message.api_kwargs.get("rich_message"))
