"""Text with HTML tags, read as the official server reads it (parse_html in td/telegram/MessageEntity.cpp).

It is no HTML parser: a handful of tags, four named entities, and an error that names a byte offset for the rest.
"""

import re
from dataclasses import dataclass, field

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.links import find_link, find_mentioned_user
from bot.sandbox.utf16 import utf16_len
from bot.sandbox.wire import JsonObject, is_int64, parse_integer

SIMPLE_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
TAGS = frozenset(SIMPLE_TAGS) | {"a", "pre", "code", "blockquote", "tg-emoji", "tg-time"}
NAMED_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ENTITY = re.compile(r"&(?:#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}))|(lt|gt|amp|quot));?")
SPACE = " \t\r\n\0\v"
DATE_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
"""What the documentation of MessageEntity.date_time_format allows."""


@dataclass(slots=True, kw_only=True)
class OpenTag:
    """A tag that waits for its end: where it began in the text so far, in UTF-16 units and in characters."""

    name: str
    attributes: dict[str, str]
    offset: int
    begin: int


@dataclass(slots=True)
class Reader:
    """How far the parser got."""

    source: str
    at: int = 0
    text: list[str] = field(default_factory=list)
    length_utf16: int = 0
    length: int = 0
    open_tags: list[OpenTag] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)

    def peek(self) -> str:
        """The character at hand, or "" at the end."""
        return self.source[self.at : self.at + 1]

    def put(self, piece: str) -> None:
        """Add `piece` to the text."""
        self.text.append(piece)
        self.length += len(piece)
        self.length_utf16 += utf16_len(piece)

    def skip_space(self) -> None:
        """Move to the next character that is no white space."""
        while (char := self.peek()) and char in SPACE:
            self.at += 1

    def take_until(self, stops: str) -> str:
        """The characters up to one of `stops` or the end."""
        begin = self.at
        while (char := self.peek()) and char not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def refuse(self, text: str, begin: int) -> ApiError:
        """The server's error, with the byte offset of character `begin`."""
        offset = len(self.source[:begin].encode("utf-8", "surrogatepass"))
        return bad_request(f"can't parse entities: {text.format(offset=offset)}")


def parse_html(source: str) -> tuple[str, list[JsonObject]]:
    """The plain text and its entities, in UTF-16 units, in the order their tags close.

    Raises:
        ApiError: a tag is unknown, unclosed, or closed out of order. Linear in the length of `source`.
    """
    reader = Reader(source)
    while reader.at < len(source):
        if source[reader.at] == "<":
            if source[reader.at + 1 : reader.at + 2] == "/":
                _close_tag(reader)
            else:
                _open_tag(reader)
            reader.at += 1
        elif source[reader.at] == "&":
            found = ENTITY.match(source, reader.at)
            reader.put(_decode(found) if found else "&")
            reader.at = found.end() if found else reader.at + 1
        else:
            reader.put(reader.take_until("<&"))
    if reader.open_tags:
        name = reader.open_tags[-1].name
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\"")
    return "".join(reader.text), reader.entities


def _decode(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return NAMED_ENTITIES[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else found[0]


def _open_tag(reader: Reader) -> None:
    begin = reader.at
    reader.at += 1
    name = reader.take_until(SPACE + ">").lower()
    if not reader.peek():
        raise reader.refuse("Unclosed start tag at byte offset {offset}", begin)
    if name not in TAGS:
        raise reader.refuse(f'Unsupported start tag "{_braced(name)}" at byte offset {{offset}}', begin)
    attributes: dict[str, str] = {}
    while reader.peek() != ">":
        reader.skip_space()
        if reader.peek() == ">":
            break
        attribute, value = _read_attribute(reader, name, begin)
        attributes[attribute] = value
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise reader.refuse('Tag "span" must have class "tg-spoiler" at byte offset {offset}', begin)
    reader.open_tags.append(
        OpenTag(name=name, attributes=attributes, offset=reader.length_utf16, begin=len(reader.text))
    )


def _braced(name: str) -> str:
    return name.replace("{", "{{").replace("}", "}}")


def _read_attribute(reader: Reader, tag: str, begin: int) -> tuple[str, str]:
    attribute = reader.take_until(SPACE + "=>/\"'").lower()
    if not attribute:
        raise reader.refuse(f'Empty attribute name in the tag "{tag}" at byte offset {{offset}}', begin)
    reader.skip_space()
    if reader.peek() != "=":
        if not reader.peek():
            raise reader.refuse(f'Unclosed start tag "{tag}" at byte offset {{offset}}', begin)
        return attribute, ""
    reader.at += 1
    reader.skip_space()
    value = _read_value(reader)
    if not reader.peek():
        raise reader.refuse("Unclosed start tag at byte offset {offset}", begin)
    return attribute, value


def _read_value(reader: Reader) -> str:
    quote = reader.peek()
    if quote and quote in "\"'":
        reader.at += 1
        value = ENTITY.sub(_decode, reader.take_until(quote))
        reader.at += bool(reader.peek())
        return value
    begin = reader.at
    while (char := reader.peek()) and ((char.isascii() and char.isalnum()) or char in ".-"):
        reader.at += 1
    if reader.peek() and reader.peek() not in SPACE + ">":
        raise reader.refuse("Unexpected end of name token at byte offset {offset}", begin)
    return reader.source[begin : reader.at].lower()


def _close_tag(reader: Reader) -> None:
    begin = reader.at
    if not reader.open_tags:
        raise reader.refuse("Unexpected end tag at byte offset {offset}", begin)
    reader.at += 2
    name = reader.take_until(SPACE + ">")
    reader.skip_space()
    if reader.peek() != ">":
        raise reader.refuse("Unclosed end tag at byte offset {offset}", begin)
    tag = reader.open_tags.pop()
    if name and name != tag.name:
        message = f'Unmatched end tag at byte offset {{offset}}, expected "</{tag.name}>", found "</{_braced(name)}>"'
        raise reader.refuse(message, begin)
    if reader.length_utf16 > tag.offset:
        _add_entity(reader, tag)


def _add_entity(reader: Reader, tag: OpenTag) -> None:
    span: JsonObject = {"offset": tag.offset, "length": reader.length_utf16 - tag.offset}
    before = reader.entities[-1] if reader.entities else {}
    same_span = (before.get("offset"), before.get("length")) == (span["offset"], span["length"])
    language = tag.attributes.get("class", "").removeprefix("language-") if tag.name == "code" else ""
    if tag.name == "pre" and same_span and before.get("type") == "code" and before.get("language"):
        before["type"] = "pre"
    elif language and same_span and before.get("type") == "pre":
        before["language"] = language
    elif tag.name == "code":
        reader.entities.append({"type": "code", **span, "language": language})
    else:
        reader.entities.extend({**kind, **span} for kind in _kinds(reader, tag))


def _kinds(reader: Reader, tag: OpenTag) -> list[JsonObject]:
    """The type and the fields of the entity for `tag`: one, or none where a link leads nowhere."""
    if tag.name in SIMPLE_TAGS:
        return [{"type": SIMPLE_TAGS[tag.name]}]
    if tag.name == "pre":
        return [{"type": "pre"}]
    if tag.name == "blockquote":
        return [{"type": "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"}]
    if tag.name == "a":
        return _link(tag.attributes.get("href", "") or "".join(reader.text[tag.begin :]))
    if tag.name == "tg-emoji":
        return _emoji(tag.attributes.get("emoji-id", ""))
    return _date_time(tag.attributes)


def _link(href: str) -> list[JsonObject]:
    user_id = find_mentioned_user(href)
    if user_id is not None:
        return [{"type": "text_mention", "user": {"id": user_id}}]
    url = find_link(href)
    return [{"type": "text_link", "url": url}] if url else []


def _emoji(identifier: str) -> list[JsonObject]:
    if not is_int64(identifier):
        raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
    return [{"type": "custom_emoji", "custom_emoji_id": identifier}]


def _date_time(attributes: dict[str, str]) -> list[JsonObject]:
    unix_time = parse_integer(attributes.get("unix", ""))
    shape = attributes.get("format", "")
    if unix_time is None or unix_time < 0:
        raise bad_request("can't parse entities: Invalid date specified")
    if not DATE_TIME_FORMAT.fullmatch(shape):
        raise bad_request("can't parse entities: Invalid date format specified")
    kind: JsonObject = {"type": "date_time", "unix_time": unix_time}
    return [{**kind, "date_time_format": shape} if shape else kind]
