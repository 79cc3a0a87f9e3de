"""JSON as it crosses the wire, and the few questions asked of a value that came in from outside."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
"""An object of the Bot API or of the control interface, ready to be written as JSON."""


def parse_json(text: str) -> object:
    """The value `text` holds, or None when it is no JSON."""
    try:
        value: object = json.loads(text)
    except ValueError:
        return None
    return value


def parse_object(body: str | bytes) -> JsonObject:
    """The object `body` holds, an empty one when it is none."""
    try:
        value = json.loads(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def parse_integer(value: object) -> int | None:
    """The integer that a number or a decimal string gives, or None; true and false are no integers."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    text = value.strip() if isinstance(value, str) else ""
    digits = text[1:] if text[:1] in ("-", "+") else text
    return int(text) if digits.isdecimal() and digits.isascii() and len(digits) <= 19 else None


def is_int64(text: str) -> bool:
    """Whether `text` is a positive number that fits 63 bits, as the ids of custom emoji are."""
    number = parse_integer(text)
    return number is not None and 0 < number < 1 << 63


def parse_flag(value: object) -> bool:
    """Whether `value` says yes as the Bot API server reads it: true, "true", "yes" and "1", in any case."""
    return value is True or str(value).lower() in ("true", "yes", "1")


def without_empty(fields: Mapping[str, object]) -> JsonObject:
    """`fields` without those that are None, "", [] or {}; zero and false stay."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {}, ())}
