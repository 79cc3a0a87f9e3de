r"""Text with entities, composed from pieces; offsets are counted once, in UTF-16 units, when a piece is finished.

    headline = bold("Harbour bridge reopens")
    rich = headline + "\n" + link("Tidewater Post", "http://tidewater.example/bridge")

Nothing is ever escaped, since no markup is ever parsed. The kinds are those of the Bot API's MessageEntity.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of entity that we send."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    CODE = "code"
    LINK = "text_link"
    QUOTE = "blockquote"
    FOLDED_QUOTE = "expandable_blockquote"
    MOMENT = "date_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A span of a text: `offset` and `length` are UTF-16 units.

    `url` belongs to links, `unix_time` (seconds) and `time_format` to moments (Bot API, MessageEntity).
    """

    kind: Kind
    offset: int
    length: int
    url: str | None = None
    unix_time: int | None = None
    time_format: str | None = None


@dataclass(frozen=True, slots=True)
class Rich:
    """A text and its entities, outer ones before inner ones."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    def __add__(self, other: "Rich | str") -> "Rich":
        if isinstance(other, str):
            return Rich(self.text + other, self.entities)
        shift = utf16_len(self.text)
        moved = (replace(entity, offset=entity.offset + shift) for entity in other.entities)
        return Rich(self.text + other.text, (*self.entities, *moved))

    def __radd__(self, other: str) -> "Rich":
        return Rich(other) + self

    def __bool__(self) -> bool:
        return bool(self.text)


def utf16_len(text: str) -> int:
    """The length of `text` in UTF-16 units, in which Telegram counts: astral characters take two."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def bold(text: "str | Rich") -> Rich:
    """`text` in bold."""
    return _wrap(Kind.BOLD, text)


def italic(text: "str | Rich") -> Rich:
    """`text` in italics."""
    return _wrap(Kind.ITALIC, text)


def underline(text: "str | Rich") -> Rich:
    """`text` underlined."""
    return _wrap(Kind.UNDERLINE, text)


def code(text: str) -> Rich:
    """`text` in a fixed font; a tap copies it."""
    return _wrap(Kind.CODE, text)


def link(text: str, url: str) -> Rich:
    """`text` that opens `url`."""
    return _wrap(Kind.LINK, text, url=url)


def quote(text: "str | Rich", *, folded: bool = False) -> Rich:
    """`text` as a block quote, folded behind a tap if wanted."""
    return _wrap(Kind.FOLDED_QUOTE if folded else Kind.QUOTE, text)


def moment(text: str, at: datetime, *, time_format: str) -> Rich:
    """`text` that each reader's client shows as `at` in the reader's own zone, by `time_format` (Bot API 9.5)."""
    return _wrap(Kind.MOMENT, text, unix_time=int(at.timestamp()), time_format=time_format)


def join(pieces: "Iterable[Rich | str]", separator: str = "") -> Rich:
    """The non-empty `pieces` with `separator` between them."""
    whole = Rich()
    for piece in pieces:
        if piece:
            whole = whole + separator + piece if whole else whole + piece
    return whole


def _wrap(
    kind: Kind,
    text: "str | Rich",
    *,
    url: str | None = None,
    unix_time: int | None = None,
    time_format: str | None = None,
) -> Rich:
    inner = text if isinstance(text, Rich) else Rich(text)
    if not inner:
        return inner
    span = Entity(
        kind=kind, offset=0, length=utf16_len(inner.text), url=url, unix_time=unix_time, time_format=time_format
    )
    return Rich(inner.text, (span, *inner.entities))
