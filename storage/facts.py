"""A reading's sentences, figures, key lines, people and quotes as rows, and back. Pure.

A sentence's or quote's text is a span of the article and is not stored twice: offsets are, and loading cuts the span
out again.
So a stored reading proves its sentences without splitting the text anew.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from storage.schema import figures, key_lines, people, quotes
from summarizer.model import Article, Figure, FigureKind, KeyLine, Person, Qualifier, Quote, Reading, Sentence

_FIELDS = 3  # numbers that a sentence is stored as


def dump_sentences(sentences: Sequence[Sentence], article: Article) -> list[int]:
    """Start, end and paragraph of each sentence, one after another.

    Raises:
        ValueError: an index is not the position, or a text is not its span.
    """
    source = article.text
    flat: list[int] = []
    for position, sentence in enumerate(sentences):
        if sentence.index != position or source[sentence.start : sentence.end] != sentence.text:
            raise ValueError(f"sentence {position} is not what the article says there")
        flat += (sentence.start, sentence.end, sentence.paragraph)
    return flat


def load_sentences(flat: Sequence[int], article: Article) -> tuple[Sentence, ...]:
    """The sentences that `dump_sentences` was given."""
    source = article.text
    spans = zip(flat[0::_FIELDS], flat[1::_FIELDS], flat[2::_FIELDS], strict=True)
    return tuple(
        Sentence(index=index, text=source[start:end], start=start, end=end, paragraph=paragraph)
        for index, (start, end, paragraph) in enumerate(spans)
    )


def dump_facts(story_id: int, reading: Reading) -> tuple[tuple[str, list[dict[str, object]]], ...]:
    """The rows of each table of facts, by its name.

    Raises:
        ValueError: a figure's or a quote's text is not its span.
    """
    key = {"story_id": story_id, "version": reading.version}
    source = reading.article.text
    if any(source[figure.start : figure.end] != figure.text for figure in reading.figures):
        raise ValueError("a figure is not what the article says there")
    if any(source[quote.start : quote.end] != quote.text for quote in reading.quotes):
        raise ValueError("a quote is not what the article says there")
    return (
        (figures.name, [{**key, "position": i, **_dump_figure(it)} for i, it in enumerate(reading.figures)]),
        (key_lines.name, [{**key, "position": i, **_dump_key_line(it)} for i, it in enumerate(reading.key_lines)]),
        (people.name, [{**key, "position": i, **_dump_person(it)} for i, it in enumerate(reading.people)]),
        (quotes.name, [{**key, "position": i, **_dump_quote(it)} for i, it in enumerate(reading.quotes)]),
    )


def _dump_figure(figure: Figure) -> dict[str, object]:
    return {
        "text": figure.text,
        "value": str(figure.value),
        "high": None if figure.high is None else str(figure.high),
        "kind": figure.kind.value,
        "unit": figure.unit,
        "qualifier": figure.qualifier.value,
        "label": figure.label,
        "sentence": figure.sentence,
        "start": figure.start,
        "end": figure.end,
        "rank": figure.rank,
    }


def load_figure(row: Row[Any]) -> Figure:
    """A figure from its row."""
    return Figure(
        text=row.text,
        value=Decimal(row.value),
        high=None if row.high is None else Decimal(row.high),
        kind=FigureKind(row.kind),
        unit=row.unit,
        qualifier=Qualifier(row.qualifier),
        label=row.label,
        sentence=row.sentence,
        start=row.start,
        end=row.end,
        rank=row.rank,
    )


def _dump_key_line(line: KeyLine) -> dict[str, object]:
    return {"text": line.text, "figures": line.figures, "computed": line.computed}


def load_key_line(row: Row[Any]) -> KeyLine:
    """A key line from its row."""
    return KeyLine(text=row.text, figures=tuple(row.figures), computed=row.computed)


def _dump_person(person: Person) -> dict[str, object]:
    return {"name": person.name, "role": person.role, "sentence": person.sentence, "rank": person.rank}


def load_person(row: Row[Any]) -> Person:
    """A person from their row."""
    return Person(name=row.name, role=row.role, sentence=row.sentence, rank=row.rank)


def _dump_quote(quote: Quote) -> dict[str, object]:
    return {"speaker": quote.speaker, "sentence": quote.sentence, "start": quote.start, "end": quote.end}


def load_quote(row: Row[Any], source: str) -> Quote:
    """A quote from its row, cut out of `source`, the text of its article."""
    text = source[row.start : row.end]
    return Quote(speaker=row.speaker, text=text, sentence=row.sentence, start=row.start, end=row.end)
