"""Annotated stories for figures and people: our own, and offsets into the news of a folder of quality data.

A story is a mapping of `id`, `language`, `text`, `mentions` and `people`. A mention has `start` and `end` in code
points and a `flag`: Q a figure, X a number that must not be shown, N either way. A figure has `value` (or low and
high), `unit`, `what` it counts and `key`, None or the fact that an editor would show, the same for all its mentions. A
person has `name`, `role` (empty when none is told) and `key`.

Of news that is not ours the corpus holds offsets only; a text is found by its hash.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_CORPUS = Path(__file__).parent / "corpus" / "figures"
_MARK = re.compile(r"\[\[(.*?)\]\]")
_HASH_CHARS = 16


def own_stories() -> Iterator[dict[str, Any]]:
    """Give the annotated stories that we wrote: `[[span|value unit|what|key]]`, `[[span|X]]`, lines of people."""
    for part in (_CORPUS / "own.txt").read_text(encoding="utf-8").split("### ")[1:]:
        head, body = part.split("\n", 1)
        lines = body.strip().split("\n")
        name, language, _ = head.split()
        text, mentions = _read_marks("\n".join(line for line in lines if not line.startswith("P: ")).strip())
        people = [_read_person(line[3:]) for line in lines if line.startswith("P: ")]
        yield {"id": name, "language": language, "text": text, "mentions": mentions, "people": people}


def _read_marks(marked: str) -> tuple[str, list[dict[str, Any]]]:
    text, position = "", 0
    mentions = []
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        position = mark.end()
        span, *told = mark[1].split("|")
        place = {"start": len(text), "end": len(text) + len(span)}
        text += span
        mentions.append(place | ({"flag": told[0]} if len(told) == 1 else _read_figure(*told)))
    return text + marked[position:], mentions


def _read_figure(number: str, what: str, key: str) -> dict[str, Any]:
    value, _, unit = number.partition(" ")
    values = [float(part) for part in value.split("..")]
    return {
        "flag": "Q",
        "value": values if len(values) > 1 else values[0],
        "unit": unit,
        "what": what,
        "key": key or None,
    }


def _read_person(line: str) -> dict[str, Any]:
    name, role, key = (part.strip() for part in line.split("|"))
    return {"name": name, "role": role, "key": key == "1"}


def real_stories(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the annotated news stories of `folder`; those whose text is not there are left out."""
    texts: dict[str, dict[str, str]] = {}
    for line in (_CORPUS / "real.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["file"] not in texts:
            texts[row["file"]] = _read_texts(folder / row["file"])
        if (text := texts[row["file"]].get(row["sha256"])) is not None:
            yield _fill(row, text)


def _fill(row: dict[str, Any], text: str) -> dict[str, Any]:
    mentions = [
        mention | {"what": " ".join(text[start:end] for start, end in mention.get("what", ()))}
        for mention in row["mentions"]
    ]
    people = [
        {"name": text[slice(*one["name"])], "role": text[slice(*one["role"])] if one["role"] else "", "key": one["key"]}
        for one in row["people"]
    ]
    return {"id": row["id"], "language": "en", "text": text, "mentions": mentions, "people": people}


def _read_texts(path: Path) -> dict[str, str]:
    """The texts of a file by their hashes."""
    if not path.exists():
        return {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [_with_title(json.loads(line)) for line in lines]
    return {hashlib.sha256(text.encode()).hexdigest()[:_HASH_CHARS]: text for text in texts}


def _with_title(row: dict[str, Any]) -> str:
    title, text = row.get("title") or "", row["text"]
    return text.strip() if text.startswith(title) else f"{title}\n\n{text}".strip()
