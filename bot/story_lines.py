"""Stories as JSON lines: `id`, `title`, `text`, `language`?, `url`?."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from bot.jsonl import LINE_BYTES, decode
from summarizer.errors import BadRequest, TooLarge

TEXT_FIELDS = ("title", "text", "language", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story as it stood on its line; `id_` is any JSON value but an object, an array or null."""

    id_: object
    title: str
    text: str
    language: str | None
    url: str | None


def read_story_lines(lines: BinaryIO, problems: TextIO) -> Iterator[StoryLine]:
    """Give the stories of `lines` as they come, memory flat; what is wrong with the others is printed to `problems`."""
    for number, line in enumerate(iter(lambda: lines.readline(LINE_BYTES + 1), b""), start=1):
        if not line.strip():
            continue
        try:
            if len(line) > LINE_BYTES:
                _skip_rest(line, lines)
                raise TooLarge(limit_bytes=LINE_BYTES)  # noqa: TRY301 (told like the others)
            yield parse_story_line(line)
        except (BadRequest, TooLarge) as error:
            print(f"line {number} skipped: {error}", file=problems)


def parse_story_line(line: bytes) -> StoryLine:
    """Give the story on a line; a text field that is missing or null is empty, language and url None.

    Raises:
        BadRequest: no line of JSON, or fields of the wrong type.
    """
    fields = decode(line)
    if not isinstance(fields, dict):
        raise BadRequest(problem="a line is one JSON object")
    if isinstance(fields.get("id"), dict | list | None):
        raise BadRequest(problem="`id` is a string or a number")
    for name in TEXT_FIELDS:
        if not isinstance(fields.get(name), str | None):
            raise BadRequest(problem=f"`{name}` is a string")
    return StoryLine(
        id_=fields["id"],
        title=fields.get("title") or "",
        text=fields.get("text") or "",
        language=fields.get("language"),
        url=fields.get("url"),
    )


def _skip_rest(line: bytes, lines: BinaryIO) -> None:
    while line and not line.endswith(b"\n"):
        line = lines.readline(LINE_BYTES)
