"""`nutgraf match`: the ids of the stories, JSON lines on standard input, that a query matches."""

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, TextIO

from bot.commands.standard_input import standard_input
from bot.jsonl import LINE_BYTES, decode
from bot.settings import Settings
from summarizer.errors import BadRequest, TooLarge
from summarizer.topics.hints import suggest_meant
from summarizer.topics.match import Story, matches, prepare_story
from summarizer.topics.query import Query, QueryError, parse_query

EXIT_UNREADABLE = 2
TEXT_FIELDS = ("title", "text", "language", "url")


def run(options: argparse.Namespace, _settings: Settings) -> int:
    """The exit status: 0 when the query was asked of every line, 2 when it cannot be read.

    Lines that cannot be read are told on standard error and skipped.
    """
    text = " ".join(options.query)
    try:
        query = parse_query(text)
    except QueryError as error:
        print(explain_error(text, error), file=sys.stderr)
        return EXIT_UNREADABLE
    if meant := suggest_meant(text):
        print(f"note: this is read as it stands; if that was meant: {meant}", file=sys.stderr)
    for found in match_lines(query, standard_input(), sys.stderr):
        print(found, flush=True)
    return 0


def explain_error(text: str, error: QueryError) -> str:
    """What is wrong with the query `text`, carets under the place, and what was probably meant."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    before, place = shown[: error.position], shown[error.position : error.position + error.length]
    lines = [
        f"the query cannot be read: {error.problem}",
        f"  {shown}",
        f"  {' ' * _columns(before)}{'^' * max(1, _columns(place))}",
    ]
    if error.suggestion:
        lines.append(f"did you mean: {error.suggestion}")
    return "\n".join(lines)


def match_lines(query: Query, lines: BinaryIO, problems: TextIO) -> Iterator[str]:
    """Give the ids of the stories in `lines` that `query` matches, in order; a string as it is, others as JSON."""
    for number, line in enumerate(iter(lambda: lines.readline(LINE_BYTES + 1), b""), start=1):
        if not line.strip():
            continue
        try:
            id_, story = _read_line(line, lines)
        except (BadRequest, TooLarge) as error:
            print(f"line {number} skipped: {error}", file=problems)
            continue
        if matches(query, prepare_story(_with_categories(story) if query.names_category else story)):
            yield id_


def _read_line(line: bytes, lines: BinaryIO) -> tuple[str, Story]:
    """The id as it is printed, and the story.

    Raises:
        BadRequest: no line of JSON, or fields of the wrong type.
        TooLarge: the line is too long; its rest was skipped.
    """
    if len(line) > LINE_BYTES:
        while line and not line.endswith(b"\n"):
            line = lines.readline(LINE_BYTES)
        raise TooLarge(limit_bytes=LINE_BYTES)
    fields = decode(line)
    if not isinstance(fields, dict):
        raise BadRequest(problem="a line is one JSON object")
    if isinstance(fields.get("id"), dict | list | None):
        raise BadRequest(problem="`id` is a string or a number")
    for name in TEXT_FIELDS:
        if not isinstance(fields.get(name), str | None):
            raise BadRequest(problem=f"`{name}` is a string")
    story = Story(
        title=fields.get("title") or "",
        text=fields.get("text") or "",
        language=fields.get("language"),
        url=fields.get("url"),
    )
    return _print_id(fields["id"]), story


def _print_id(id_: object) -> str:
    """A string that fits on a line as it is, everything else as JSON."""
    return id_ if isinstance(id_, str) and id_.isprintable() and id_ else json.dumps(id_)


def _with_categories(story: Story) -> Story:
    """The story with what the classifier says of it."""
    # Imported here: its tables are of no use to any query that names no category.
    from summarizer.topics.categories import classify  # noqa: PLC0415

    return replace(story, categories=classify(story.title, story.text, story.language))


def _columns(text: str) -> int:
    """How wide `text` stands in a terminal: Chinese and Japanese take two columns, marks none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
