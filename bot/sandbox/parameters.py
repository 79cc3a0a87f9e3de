"""What a Bot API request carries, whether it came as JSON, as a form, as multipart or in the query string."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox.errors import bad_request
from bot.sandbox.wire import parse_flag, parse_json

LEADING_NUMBER = re.compile(r"-?[0-9]{1,19}")
"""What td::to_integer reads: it stops where the digits end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file inside a request."""

    name: str
    mime_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """The arguments of one call; absent and null are the same."""

    values: Mapping[str, object]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the argument was given and is not null."""
        return self.values.get(name) is not None or name in self.files

    def text(self, name: str) -> str:
        """The argument as a string, "" when absent; numbers and flags as the server writes them."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value)

    def required(self, name: str) -> str:
        """The argument as a string.

        Raises:
            ApiError: it is absent or empty.
        """
        text = self.text(name)
        if not text:
            raise bad_request(f'parameter "{name}" is required')
        return text

    def integer(self, name: str, default: int = 0) -> int:
        """The argument as an integer, `default` when absent or empty, 0 when it begins with no digits."""
        text = self.text(name)
        found = LEADING_NUMBER.match(text)
        return default if not text else int(found[0]) if found else 0

    def bounded(self, name: str, default: int, low: int, high: int) -> int:
        """The argument as an integer, pulled into `low`…`high`."""
        return min(max(self.integer(name, default), low), high)

    def flag(self, name: str) -> bool:
        """The argument as a truth value, false when absent."""
        return parse_flag(self.values.get(name, False))

    def json(self, name: str) -> object:
        """The argument as a JSON value, decoded where it came as a string; None when absent or no JSON."""
        value = self.values.get(name)
        return parse_json(value) if isinstance(value, str) else value

    def decoded(self, name: str, what: str) -> object:
        """The argument as a JSON value, None when absent or empty.

        Raises:
            ApiError: it is a string that holds no JSON; `what` names it in the server's words.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        parsed = parse_json(value)
        if parsed is None and value.strip() != "null":
            raise bad_request(f"can't parse {what} JSON object")
        return parsed

    def items(self, name: str) -> list[object]:
        """The argument as a list, empty when it is none."""
        value = self.json(name)
        return value if isinstance(value, list) else []
