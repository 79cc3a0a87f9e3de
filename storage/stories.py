"""Stories and the readings of them: an article once, and what each version, method and length made of it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, Row, Table, and_, bindparam, delete, exists, insert, or_, select

from storage.errors import NoSuchStory
from storage.facts import (
    dump_facts,
    dump_sentences,
    load_figure,
    load_key_line,
    load_person,
    load_quote,
    load_sentences,
)
from storage.schema import briefings, cards, figures, key_lines, people, quotes, readings, saves, stories
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_keep, insert_or_renew
from summarizer.model import Article, Briefing, Budget, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStory:
    """An article and its place here: `canonical_url` is None for pasted texts and files, `read_at` the last time."""

    id: int
    canonical_url: str | None
    article: Article
    read_at: datetime


async def save_reading(
    tx: WriteTx, reading: Reading, *, canonical_url: str | None, read_at: datetime, budget: Budget
) -> int:
    """Remember `reading`, made for `budget`, and give its story's id. Saving it again changes nothing.

    The same URL is the same story: its text is replaced if it changed, and readings of the old text go. Without a URL
    the same text is the same story only if all that is said of it (title, authors, source …) is the same too: two who
    send one text must not learn from whom the other has it. Figures, key lines, people and quotes belong to the story
    and the pipeline's version; the last reading's are kept.

    Raises:
        ValueError: a sentence or figure is not the span of the article that it claims to be, or text cannot be
            stored (NUL, lone surrogates).
    """
    story_id = await _upsert_story(tx, reading.article, canonical_url, read_at)
    basis = _basis_of(reading.article)
    await tx.execute(_DROP_STALE, {"story": story_id, "now": basis})
    await _save_findings(tx, story_id, reading, basis)
    await _save_briefing(tx, story_id, reading, budget)
    return story_id


async def find_story(tx: ReadTx, story_id: int) -> StoredStory | None:
    """The story, None when it is not there (any more)."""
    row = await tx.find_row(_STORY_BY_ID, {"story": story_id})
    return None if row is None else _load_story(row)


async def get_story(tx: ReadTx, story_id: int) -> StoredStory:
    """The story; raises NoSuchStory when it is not there (any more)."""
    found = await find_story(tx, story_id)
    if found is None:
        raise NoSuchStory(story_id=story_id)
    return found


async def find_story_by_url(tx: ReadTx, canonical_url: str) -> StoredStory | None:
    """The story at that address, in its canonical form; None when none was read."""
    row = await tx.find_row(_STORY_BY_URL, {"asked": canonical_url})
    return None if row is None else _load_story(row)


async def find_reading(tx: ReadTx, story_id: int, *, version: int, method: str, budget: Budget) -> Reading | None:
    """The reading saved for that method and budget, equal to the one that was saved; None when there is none.

    Briefings of one story by several methods or lengths share the figures, people and quotes of the last one saved.
    """
    key = {"story": story_id, "version": version}
    row = await tx.find_row(_READING, {**key, "method": method, **_budget_key(budget)})
    if row is None:
        return None
    article = _load_article(row)
    source = article.text
    sentences = load_sentences(row.sentences, article)
    return Reading(
        article=article,
        sentences=sentences,
        briefing=Briefing(method=method, sentences=tuple(sentences[i] for i in row.chosen), whole=row.whole),
        figures=tuple(map(load_figure, await tx.list_rows(_FACTS[figures.name], key))),
        key_lines=tuple(map(load_key_line, await tx.list_rows(_FACTS[key_lines.name], key))),
        people=tuple(map(load_person, await tx.list_rows(_FACTS[people.name], key))),
        quotes=tuple(load_quote(one, source) for one in await tx.list_rows(_FACTS[quotes.name], key)),
        version=version,
    )


async def find_latest_reading(tx: ReadTx, story_id: int, *, method: str, budget: Budget) -> Reading | None:
    """The reading saved for that method and budget by the latest version of the pipeline that made one, or None."""
    key = {"story": story_id, "method": method, **_budget_key(budget)}
    version = await tx.find_value(_LATEST_VERSION, key)
    return None if version is None else await find_reading(tx, story_id, version=version, method=method, budget=budget)


async def prune_stories(tx: WriteTx, before: datetime, *, limit: int = 1000) -> int:
    """Delete at most `limit` stories last read before that instant that nobody keeps or has a card of; says how many.

    Their readings and their links in the cache go along.
    """
    is_used = or_(
        exists().where(saves.c.story_id == stories.c.id),
        exists().where(cards.c.story_id == stories.c.id),
    )
    old = select(stories.c.id).where(stories.c.read_at < before, ~is_used).limit(limit)
    return (await tx.execute(delete(stories).where(stories.c.id.in_(old)))).rowcount


def _facts_in_order(table: Table) -> Any:  # noqa: ANN401 (a select)
    key = and_(table.c.story_id == bindparam("story"), table.c.version == bindparam("version"))
    return select(table).where(key).order_by(table.c.position)


_BRIEFING_KEY = ("story_id", "version", "method", "budget_sentences", "budget_words")
_FACT_TABLES = (figures, key_lines, people, quotes)
_FACTS = {table.name: _facts_in_order(table) for table in _FACT_TABLES}
_CLEAR_FACTS = tuple(
    delete(table).where(table.c.story_id == bindparam("story"), table.c.version == bindparam("version_read"))
    for table in _FACT_TABLES
)
_INSERT_FACTS = {table.name: insert(table) for table in _FACT_TABLES}
_STORY_BY_ID = select(stories).where(stories.c.id == bindparam("story"))
_STORY_BY_URL = select(stories).where(stories.c.canonical_url == bindparam("asked"))
_READING = (
    select(stories, readings.c.sentences, briefings.c.chosen, briefings.c.whole)
    .join_from(stories, readings, readings.c.story_id == stories.c.id)
    .join(briefings, and_(briefings.c.story_id == readings.c.story_id, briefings.c.version == readings.c.version))
    .where(
        briefings.c.story_id == bindparam("story"),
        briefings.c.version == bindparam("version"),
        briefings.c.method == bindparam("method"),
        briefings.c.budget_sentences == bindparam("budget_sentences"),
        briefings.c.budget_words == bindparam("budget_words"),
    )
)
_LATEST_VERSION = (
    select(briefings.c.version)
    .where(
        briefings.c.story_id == bindparam("story"),
        briefings.c.method == bindparam("method"),
        briefings.c.budget_sentences == bindparam("budget_sentences"),
        briefings.c.budget_words == bindparam("budget_words"),
    )
    .order_by(briefings.c.version.desc())
    .limit(1)
)
_DROP_STALE = delete(readings).where(readings.c.story_id == bindparam("story"), readings.c.basis != bindparam("now"))


async def _upsert_story(tx: WriteTx, article: Article, canonical_url: str | None, read_at: datetime) -> int:
    values = _story_values(article, canonical_url, read_at)
    story_id: int = await tx.find_value(_insert_story(tx.dialect, is_pasted=canonical_url is None), values)
    return story_id


@cache
def _insert_story(dialect: str, *, is_pasted: bool) -> Executable:
    if is_pasted:
        only_pasted = "canonical_url IS NULL"
        return insert_or_renew(
            dialect, stories, key=("text_hash",), but=("id", "canonical_url"), only_where=only_pasted
        ).returning(stories.c.id)
    return insert_or_renew(dialect, stories, key=("canonical_url",), but=("id",)).returning(stories.c.id)


@cache
def _insert_reading(dialect: str) -> Executable:
    return insert_or_keep(dialect, readings).returning(readings.c.version)


def _story_values(article: Article, canonical_url: str | None, read_at: datetime) -> dict[str, object]:
    return {
        "canonical_url": canonical_url,
        "text_hash": _hash_text(article) if canonical_url is not None else _hash_all(article),
        "title": article.title,
        "byline": article.byline,
        "authors": article.authors,
        "site": article.site,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "paragraphs": article.paragraphs,
        "subheads": sorted(article.subheads),
        "partial": article.partial,
        "live": article.live,
        "read_at": read_at,
    }


def _hash_text(article: Article) -> str:
    told = json.dumps([article.title, article.paragraphs, sorted(article.subheads)])
    return hashlib.sha256(told.encode()).hexdigest()


def _hash_all(article: Article) -> str:
    said = [article.byline, article.authors, article.site, article.published, article.url, article.partial]
    return hashlib.sha256(json.dumps([_hash_text(article), *said]).encode()).hexdigest()


def _basis_of(article: Article) -> str:
    return f"{_hash_text(article)} {article.language or ''}"


async def _save_findings(tx: WriteTx, story_id: int, reading: Reading, basis: str) -> None:
    values = {
        "story_id": story_id,
        "version": reading.version,
        "basis": basis,
        "sentences": dump_sentences(reading.sentences, reading.article),
    }
    is_new = await tx.find_value(_insert_reading(tx.dialect), values) is not None
    if not is_new:
        for clear in _CLEAR_FACTS:
            await tx.execute(clear, {"story": story_id, "version_read": reading.version})
    for table, rows in dump_facts(story_id, reading):
        if rows:
            await tx.execute(_INSERT_FACTS[table], rows)


async def _save_briefing(tx: WriteTx, story_id: int, reading: Reading, budget: Budget) -> None:
    values = {
        "story_id": story_id,
        "version": reading.version,
        "method": reading.briefing.method,
        **_budget_key(budget),
        "chosen": _dump_chosen(reading),
        "whole": reading.briefing.whole,
    }
    await tx.execute(insert_or_renew(tx.dialect, briefings, key=_BRIEFING_KEY), values)


def _budget_key(budget: Budget) -> dict[str, int]:
    if budget.words is not None:
        return {"budget_sentences": 0, "budget_words": budget.words}
    return {"budget_sentences": budget.sentences, "budget_words": 0}


def _dump_chosen(reading: Reading) -> list[int]:
    chosen = [sentence.index for sentence in reading.briefing.sentences]
    if any(reading.sentences[sentence.index] != sentence for sentence in reading.briefing.sentences):
        raise ValueError("a briefing's sentences must be the reading's")
    return chosen


def _load_story(row: Row[Any]) -> StoredStory:
    return StoredStory(id=row.id, canonical_url=row.canonical_url, article=_load_article(row), read_at=row.read_at)


def _load_article(row: Row[Any]) -> Article:
    return Article(
        paragraphs=tuple(row.paragraphs),
        title=row.title,
        byline=row.byline,
        authors=tuple(row.authors),
        site=row.site,
        published=row.published,
        language=row.language,
        url=row.url,
        subheads=frozenset(row.subheads),
        partial=row.partial,
        live=row.live,
    )
