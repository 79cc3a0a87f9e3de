"""The command line's objects: one JSON line in, one JSON line out, as the README's contract describes them.

Pure, and cheap to import: `answer_line` is the job that a worker does for each line.
"""

import json
import math
import time
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from summarizer.errors import BadRequest, SummarizerError
from summarizer.jobs import brief_document
from summarizer.model import (
    DEFAULT_METHOD,
    DEFAULT_SENTENCES,
    Article,
    Budget,
    Document,
    Figure,
    MediaType,
    Reading,
)
from summarizer.text.clean import clean_line
from summarizer.text.language import base_language

Json = dict[str, Any]
LINE_BYTES = 8_000_000
LINE_ENDS = {end: f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
"""What many readers of lines take for the end of one, and JSON does not escape by itself."""

TEXT_FIELDS = ("text", "html", "url", "title", "language", "method")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A line understood: what to read and how much to say. `id` goes back as it came, whatever it is."""

    id: object
    document: Document
    budget: Budget
    method: str


def parse_request(fields: object) -> Request:
    """The request in a decoded line.

    Raises:
        BadRequest: a field is missing, of the wrong type or out of range; the message says which and what is wanted.
    """
    if not isinstance(fields, dict):
        raise BadRequest(problem="a line is one JSON object")
    for name in TEXT_FIELDS:
        if not isinstance(fields.get(name), str | None):
            raise BadRequest(problem=f"`{name}` is a string")
    given = [name for name in ("text", "html") if fields.get(name) is not None]
    if len(given) != 1:
        raise BadRequest(problem="give exactly one of `text` and `html`")
    return Request(
        id=fields.get("id"),
        document=Document(
            data=fields[given[0]].encode("utf-8", "ignore"),
            media_type=MediaType.PLAIN if given[0] == "text" else MediaType.HTML,
            charset="utf-8",
            url=fields.get("url") or None,
            title=clean_line(fields.get("title") or "") or None,
            language=base_language(fields.get("language")),
        ),
        budget=_budget(fields),
        method=fields.get("method") or DEFAULT_METHOD,
    )


def _budget(fields: Json) -> Budget:
    counts = {"sentences": fields.get("sentences"), "words": fields.get("words")}
    for name, value in counts.items():
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
            raise BadRequest(problem=f"`{name}` is a whole number from 1")
    return Budget(sentences=counts["sentences"] or DEFAULT_SENTENCES, words=counts["words"])


def answer_line(line: bytes) -> str:
    """The answer to one line, as JSON without a line break; never raises for what a line may hold.

    `took_ms` is the wall time of reading and briefing in this process.
    """
    began = time.perf_counter()
    fields: object = None
    try:
        fields = decode(line)
        request = parse_request(fields)
        reading = brief_document(request.document, request.budget, request.method)
    except SummarizerError as error:
        return dump(failure(line_id(fields), error))
    return dump(success(request.id, reading, took_ms=(time.perf_counter() - began) * 1000))


def decode(line: bytes) -> object:
    """The value in a line of JSON.

    Raises:
        BadRequest: it is not UTF-8, not JSON, nested beyond reading, or holds NaN or an infinity.
    """
    try:
        return json.loads(line, parse_constant=_no_constant, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise BadRequest(problem="not a line of JSON: it is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadRequest(problem=f"not a line of JSON: {error.msg}, column {error.colno}") from error
    except RecursionError as error:
        raise BadRequest(problem="not a line of JSON: nested too deeply") from error
    except ValueError as error:
        raise BadRequest(problem="not a line of JSON: a number that JSON does not know, or far too long") from error


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _finite(text: str) -> float:
    """A number that can be written again: JSON has no infinity."""
    value = float(text)
    if math.isinf(value):
        raise ValueError(text)
    return value


def line_id(fields: object) -> object:
    """The id of a decoded line; None where it has none."""
    return fields.get("id") if isinstance(fields, dict) else None


def dump(value: Json) -> str:
    """`value` as one line of JSON, other scripts as they are, lone surrogates and foreign line ends escaped."""
    text = json.dumps(value, ensure_ascii=False)
    for end, escape in LINE_ENDS.items():
        text = text.replace(end, escape)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def failure(id_: object, error: SummarizerError) -> Json:
    """The object of a failed source."""
    return {"id": id_, "error": {"code": error.code, "message": str(error)}}


def success(id_: object, reading: Reading, *, took_ms: float) -> Json:
    """The object of a source that was read; see DESIGN section 5 for every field."""
    return {
        "id": id_,
        "took_ms": math.ceil(took_ms * 100) / 100,
        "article": _article(reading.article),
        "briefing": {
            "method": reading.briefing.method,
            "whole": reading.briefing.whole,
            "sentences": [
                {"index": sentence.index, "text": sentence.text, "start": sentence.start, "end": sentence.end}
                for sentence in reading.briefing.sentences
            ],
        },
        "figures": [_figure(figure) for figure in reading.figures],
        "key_lines": [
            {"text": line.text, "figures": list(line.figures), "computed": line.computed} for line in reading.key_lines
        ],
        "people": [
            {"name": person.name, "role": person.role, "sentence": person.sentence, "rank": person.rank}
            for person in reading.people
        ],
        "quotes": [
            {
                "speaker": None if one.speaker is None else reading.people[one.speaker].name,
                "text": one.text,
                "sentence": one.sentence,
                "start": one.start,
                "end": one.end,
            }
            for one in reading.quotes
        ],
    }


def _article(article: Article) -> Json:
    return {
        "title": article.title,
        "byline": article.byline,
        "authors": list(article.authors),
        "site": article.site,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "paragraphs": list(article.paragraphs),
        "subheads": sorted(article.subheads),
        "partial": article.partial,
        "live": article.live,
    }


def _figure(figure: Figure) -> Json:
    return {
        "text": figure.text,
        "value": plain(figure.value),
        "high": None if figure.high is None else plain(figure.high),
        "kind": figure.kind.value,
        "unit": figure.unit,
        "qualifier": figure.qualifier.value,
        "label": figure.label,
        "sentence": figure.sentence,
        "start": figure.start,
        "end": figure.end,
        "rank": figure.rank,
    }


def plain(value: Decimal) -> str:
    """`value` in plain digits, without exponent or trailing zeros after the point: "4500000000", "3.5"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
