"""What a message gives us to read: its links, its text, its file, and where it was forwarded from. Pure.

Everything people really send counts: links in the text or hidden behind words, captions, forwarded posts (the new rich
ones too, which carry neither text nor caption), files.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from telegram import (
    Message,
    MessageEntity,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from summarizer.errors import NotALink
from summarizer.sources.urls import canonical_url, find_links, parse_link
from summarizer.text.words import count_words

TEXT_WORDS = 60
"""From here on a text is a story to brief, not a remark."""

WORDS_PER_LINK = 100
"""A text that is this long for each link in it is a story with links, not a list of links with remarks."""

MOST_LINKS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a forwarded message comes from: a name to show, and an address where there is one."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file at Telegram: its id to download it by, and what is said of it. `size_bytes` is 0 when unknown."""

    file_id: str
    name: str | None
    media_type: str | None
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Pages to read, in order, each once; `left_out` is how many were too many."""

    urls: tuple[str, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A story in the message itself."""

    text: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """Nothing to brief; `words` is how many words of text there were, `media` says that there was something else."""

    words: int = 0
    media: bool = False


Material = Links | Text | File | Nothing


def find_material(message: Message) -> Material:
    """What `message` asks to have read: a file, else the text where it is a story, else the links."""
    document = message.document
    if document is not None and not _is_media(message):
        return File(
            file_id=document.file_id,
            name=document.file_name,
            media_type=document.mime_type,
            size_bytes=document.file_size or 0,
        )
    return material_in(message_text(message), message)


def _is_media(message: Message) -> bool:
    """Whether the document is a moving or still picture or a sound: its caption may be a story, it never is."""
    kind = (message.document.mime_type or "") if message.document else ""
    return message.animation is not None or kind.startswith(("image/", "video/", "audio/"))


def material_in(text: str, message: Message) -> Material:
    """What `text`, all or part of what `message` says, asks to have read."""
    urls = message_links(message)
    origin = find_origin(message.forward_origin)
    words = count_words(text)
    if words > TEXT_WORDS and (origin is not None or words > WORDS_PER_LINK * len(urls)):
        return Text(text=text, origin=origin)
    if urls:
        return Links(urls=urls[:MOST_LINKS], left_out=max(0, len(urls) - MOST_LINKS))
    return Nothing(words=words, media=not text)


def message_text(message: Message) -> str:
    """The text or caption of a message, or what a rich message says in its blocks."""
    return message.text or message.caption or "\n\n".join(_rich_paragraphs(message))


def message_links(message: Message) -> tuple[str, ...]:
    """The links of a message in order, each page once: written out, hidden behind words, or bare."""
    entities = message.parse_entities([MessageEntity.URL, MessageEntity.TEXT_LINK])
    entities |= message.parse_caption_entities([MessageEntity.URL, MessageEntity.TEXT_LINK])
    marked = [entity.url or text for entity, text in sorted(entities.items(), key=lambda item: item[0].offset)]
    rich = [value for block in _rich_blocks(message) for value in _values(block, "url")]
    return _distinct([*marked, *find_links(message_text(message)), *rich])


def find_origin(origin: MessageOrigin | None) -> Origin | None:
    """Who a forwarded message was first written by; None when it was not forwarded."""
    match origin:
        case MessageOriginChannel(chat=chat, message_id=message_id):
            url = f"https://t.me/{chat.username}/{message_id}" if chat.username else None
            return Origin(name=chat.title or "", url=url)
        case MessageOriginChat(sender_chat=chat):
            return Origin(name=chat.title or "")
        case MessageOriginUser(sender_user=user):
            return Origin(name=user.full_name)
        case MessageOriginHiddenUser(sender_user_name=name):
            return Origin(name=name)
        case _:
            return None


def _distinct(urls: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for url in urls:
        try:
            link = parse_link(url)
        except NotALink:
            continue
        found.setdefault(canonical_url(link), link)
    return tuple(found.values())


def _rich_blocks(message: Message) -> list[Any]:
    # The library does not know rich messages yet (Bot API 10.1); they arrive as they are.
    rich = message.api_kwargs.get("rich_message")
    blocks = rich.get("blocks") if isinstance(rich, dict) else None
    return blocks if isinstance(blocks, list) else []


def _rich_paragraphs(message: Message) -> Iterator[str]:
    for block in _rich_blocks(message):
        text = "".join(_values(block, "text")).strip()
        if text:
            yield text


def _values(value: Any, key: str) -> Iterator[str]:  # noqa: ANN401 (foreign JSON)
    """The strings under `key` in nested rich text, in order; plain strings in lists count as text."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key and isinstance(inner, str):
                yield inner
            elif isinstance(inner, dict | list):
                yield from _values(inner, key)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, str) and key == "text":
                yield inner
            else:
                yield from _values(inner, key)
