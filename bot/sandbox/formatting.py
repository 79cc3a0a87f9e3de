"""A text and its entities as the server stores them: cleaned, trimmed, nested properly, with automatic ones added."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.sandbox.detection import find_entities
from bot.sandbox.errors import bad_request
from bot.sandbox.limits import ENTITIES
from bot.sandbox.links import WrongLink, check_link
from bot.sandbox.markup import DATE_TIME_FORMAT, parse_html
from bot.sandbox.utf16 import utf16_len, utf16_slice
from bot.sandbox.wire import JsonObject, is_int64, parse_integer

GIVEN_TYPES = frozenset(
    """bold italic underline strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention
    custom_emoji date_time""".split()
)
AUTOMATIC_TYPES = frozenset("mention hashtag cashtag bot_command url email phone_number bank_card_number".split())
ORDER = {name: rank for rank, name in enumerate(
    """expandable_blockquote blockquote pre code text_link text_mention url email mention hashtag cashtag bot_command
    phone_number date_time bold italic underline strikethrough spoiler custom_emoji""".split()
)}  # fmt: skip
"""Of two entities over the same span, the one further left is outside and named first."""
LITERAL = frozenset({"pre", "code"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
LINKLIKE = frozenset({"text_link", "text_mention", "custom_emoji", "date_time"})
SOFT = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
"""What may be cut into pieces; the rest is solid."""
DIRT = re.compile(r"[\x00-\x08\x0b-\x1f\u2028-\u202e]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatted:
    """A text with its entities, offsets in UTF-16 units, sorted by offset, outer before inner."""

    text: str = ""
    entities: tuple[JsonObject, ...] = field(default=())


def parse_given(text: str, parse_mode: str, entities: object) -> tuple[str, list[JsonObject]]:
    """The text and entities a request means: markup wins over `entities`, as on the server.

    Raises:
        ApiError: the mode is unknown, the markup broken, an entity malformed.
    """
    mode = parse_mode.lower() if text else ""
    if mode == "html":
        return parse_html(text)
    if mode not in ("", "none"):
        raise bad_request("unsupported parse_mode")
    given = entities if isinstance(entities, list) else []
    parsed = [_parse_entity(item) for item in given]
    kept = [entity for entity in parsed if entity is not None]
    _check_spans(kept, utf16_len(text))
    return text, kept


def format_text(text: str, entities: Sequence[JsonObject]) -> Formatted:
    """The form in which the server stores `text`; an empty text where nothing but white space was in it."""
    text, spans = _clean(text, [dict(entity) for entity in entities])
    spans = _without_blank(text, spans)
    for span in spans:
        if span["type"] == "code":
            span.pop("language", None)
    solid = _keep_apart(spans)
    solid += _automatic(text, solid)
    soft = _without_blank(text, _nest([span for span in spans if span["type"] in SOFT], solid))
    text, spans = _trim(text, [*solid, *soft])
    ordered = sorted(spans, key=_place)[:ENTITIES]
    return Formatted(text=text, entities=tuple({"type": span.pop("type"), **span} for span in ordered))


def _parse_entity(item: object) -> JsonObject | None:
    if not isinstance(item, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    for name in ("offset", "length", "type"):
        if name not in item:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    offset, length, kind = parse_integer(item["offset"]), parse_integer(item["length"]), str(item["type"])
    if offset is None or length is None:
        name = "offset" if offset is None else "length"
        raise bad_request(f'can\'t parse MessageEntity: Field "{name}" must be a valid Number')
    if not kind:
        raise bad_request("can't parse MessageEntity: Type is not specified")
    if kind in AUTOMATIC_TYPES:
        return None
    if kind not in GIVEN_TYPES:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    return {"type": kind, "offset": offset, "length": length, **_parse_extra(kind, item)}


def _parse_extra(kind: str, item: JsonObject) -> JsonObject:
    needed = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}
    if kind in needed and needed[kind] not in item:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{needed[kind]}\"")
    if kind == "text_link":
        return {"url": _parse_url(str(item["url"]))}
    if kind == "text_mention":
        user = item["user"] if isinstance(item["user"], dict) else {}
        return {"user": {"id": parse_integer(user.get("id")) or 0}}
    if kind == "custom_emoji":
        return {"custom_emoji_id": _parse_emoji_id(str(item["custom_emoji_id"]))}
    if kind == "date_time":
        return _parse_date_time(item)
    return {"language": str(item["language"])} if kind == "pre" and item.get("language") else {}


def _parse_url(url: str) -> str:
    try:
        return check_link(url)
    except WrongLink as wrong:
        raise bad_request(f"entity URL '{url}' is invalid: {wrong}") from wrong


def _parse_emoji_id(identifier: str) -> str:
    if not is_int64(identifier):
        raise bad_request('can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number')
    return identifier


def _parse_date_time(item: JsonObject) -> JsonObject:
    unix_time, shape = parse_integer(item["unix_time"]), str(item.get("date_time_format") or "")
    if unix_time is None or unix_time < 0:
        raise bad_request('can\'t parse MessageEntity: Field "unix_time" must be a valid Number')
    if not DATE_TIME_FORMAT.fullmatch(shape):
        raise bad_request("can't parse MessageEntity: Invalid date format specified")
    return {"unix_time": unix_time, "date_time_format": shape} if shape else {"unix_time": unix_time}


def _check_spans(entities: Iterable[JsonObject], end: int) -> None:
    for entity in entities:
        offset, length = entity["offset"], entity["length"]
        if offset < 0:
            raise bad_request(f"receive an entity with incorrect offset {offset}")
        if length < 0:
            raise bad_request(f"receive an entity with incorrect length {length}")
        if offset > end:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
        if offset + length > end:
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset "
                f"{offset + length}"
            )


def _clean(text: str, spans: list[JsonObject]) -> tuple[str, list[JsonObject]]:
    """Carriage returns and direction marks go, other control characters become spaces; offsets follow."""
    if not DIRT.search(text):
        return text, spans
    gone = [
        utf16_len(text[: match.start()]) for match in DIRT.finditer(text) if match[0] == "\r" or match[0] > "\u2027"
    ]
    cleaned = DIRT.sub(lambda match: "" if match[0] == "\r" or match[0] > "\u2027" else " ", text)
    for span in spans:
        begin, end = span["offset"], span["offset"] + span["length"]
        span["offset"] = begin - sum(at < begin for at in gone)
        span["length"] = end - sum(at < end for at in gone) - span["offset"]
    return cleaned, spans


def _without_blank(text: str, spans: list[JsonObject]) -> list[JsonObject]:
    """`spans` without those over nothing or over white space alone."""
    return [span for span in spans if utf16_slice(text, span["offset"], span["length"]).strip()]


def _trim(text: str, spans: list[JsonObject]) -> tuple[str, list[JsonObject]]:
    """White space at the end goes, and at the beginning as far as the first entity."""
    text = text.rstrip()
    end = utf16_len(text)
    for span in spans:
        span["length"] = min(span["length"], max(0, end - span["offset"]))
    spans = [span for span in spans if span["length"] > 0]
    lead = len(text) - len(text.lstrip(" \n"))
    lead = min([lead, *(span["offset"] for span in spans)])
    for span in spans:
        span["offset"] -= lead
    return text[lead:], spans


def _keep_apart(spans: list[JsonObject]) -> list[JsonObject]:
    """The solid ones among `spans`, which are never cut: what crosses an earlier one or may not stand in it goes."""
    kept: list[JsonObject] = []
    for span in sorted((span for span in spans if span["type"] not in SOFT), key=_place):
        if not any(_touches(other, span) and (_crosses(other, span) or _excludes(other, span)) for other in kept):
            kept.append(span)
    return kept


def _nest(soft: list[JsonObject], solid: Sequence[JsonObject]) -> list[JsonObject]:
    """`soft` spans cut so that each lies inside or outside of any other and of the solid ones; none stays in code."""
    done: list[JsonObject] = []
    waiting = sorted((piece for span in soft for piece in _cut(span, solid)), key=_place, reverse=True)
    while waiting:
        span = waiting.pop()
        around = [other for other in done if _touches(other, span)]
        edge = min([_end(span), *(_end(other) for other in around)])
        if edge < _end(span):
            waiting.append({**span, "offset": edge, "length": _end(span) - edge})
            waiting.sort(key=_place, reverse=True)
        if all(other["type"] != span["type"] for other in around):
            done.append({**span, "length": edge - span["offset"]})
    return done


def _cut(span: JsonObject, solid: Sequence[JsonObject]) -> list[JsonObject]:
    """`span` in pieces: cut where it crosses a solid one, and around code."""
    edges = {span["offset"], _end(span)}
    for other in solid:
        if other["type"] in LITERAL or _crosses(span, other):
            edges |= {edge for edge in (other["offset"], _end(other)) if span["offset"] < edge < _end(span)}
    places = sorted(edges)
    pieces = [{**span, "offset": begin, "length": end - begin} for begin, end in pairwise(places)]
    code = [other for other in solid if other["type"] in LITERAL]
    return [piece for piece in pieces if not any(_touches(other, piece) for other in code)]


def _end(span: JsonObject) -> int:
    return int(span["offset"] + span["length"])


def _touches(one: JsonObject, other: JsonObject) -> bool:
    return bool(one["offset"] < _end(other) and other["offset"] < _end(one))


def _crosses(one: JsonObject, other: JsonObject) -> bool:
    """Whether they overlap and neither holds the other."""
    first, second = sorted((one, other), key=_place)
    return bool(first["offset"] < second["offset"] < _end(first) < _end(second))


def _excludes(outer: JsonObject, inner: JsonObject) -> bool:
    """Whether `inner` may not stand inside `outer`: nothing in code, no quote in a quote, no link in a link."""
    if outer["type"] in LITERAL or inner["type"] in LITERAL:
        return True
    return (outer["type"] in QUOTES) == (inner["type"] in QUOTES)


def _automatic(text: str, spans: Sequence[JsonObject]) -> list[JsonObject]:
    closed = [span for span in spans if span["type"] in LITERAL or span["type"] in LINKLIKE]
    found: list[JsonObject] = []
    at, units = 0, 0
    for begin, end, kind in find_entities(text):
        units += utf16_len(text[at:begin])
        length = utf16_len(text[begin:end])
        span = {**kind, "offset": units, "length": length}
        if not any(_touches(other, span) and (other in closed or _crosses(other, span)) for other in spans):
            found.append(span)
        at = begin
    return found


def _place(span: JsonObject) -> tuple[int, int, int]:
    return span["offset"], -span["length"], ORDER[span["type"]]
