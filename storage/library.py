"""The library: stories that people keep, listed and searched.

The index holds words as the caller stems them, and a search looks for words stemmed the same way. Whatever a word
consists of, it is only a word: operators, quotes and wildcards of FTS5 and of PostgreSQL's tsquery mean nothing here.
A story is in the index while somebody keeps it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, column, delete, func, select, text

from storage.schema import saves, stories
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_keep

PAGE_SIZE = 8
"""Stories on a page: as many buttons as a phone shows without scrolling."""

BEGINNING_CHARS = 80

WORDS_LIMIT = 32
"""Words of a search that count; more would not narrow it, and FTS5 limits the depth of an expression."""

WORD_LIMIT_CHARS = 200
"""Longer words are cut alike when stored and when searched; PostgreSQL takes 2,046 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedStory:
    """A line of the library; `beginning` is the story's first words, for one without a title."""

    story_id: int
    title: str | None
    site: str | None
    published: str | None
    canonical_url: str | None
    beginning: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list: `number` counts from 0, `total` is of all pages together."""

    stories: tuple[SavedStory, ...]
    number: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page, 0 for an empty list."""
        return max(0, (self.total - 1) // PAGE_SIZE)


async def save_story(tx: WriteTx, user_id: int, story_id: int, *, saved_at: datetime) -> bool:
    """Keep a story for a person; says whether that is new. The first instant is kept.

    Raises:
        ConstraintViolated: the story is gone.
    """
    statement = insert_or_keep(tx.dialect, saves).returning(saves.c.story_id)
    values = {"user_id": user_id, "story_id": story_id, "saved_at": saved_at}
    return await tx.find_value(statement, values) is not None


async def forget_story(tx: WriteTx, user_id: int, story_id: int) -> bool:
    """Keep a story no longer; says whether it was kept. The last to forget it takes its words out of the index."""
    forgotten = delete(saves).where(saves.c.user_id == user_id, saves.c.story_id == story_id)
    was_kept = (await tx.execute(forgotten)).rowcount > 0
    await drop_unkept_words(tx, [story_id])
    return was_kept


async def is_saved(tx: ReadTx, user_id: int, story_id: int) -> bool:
    """Say whether the person keeps the story."""
    kept = select(saves.c.story_id).where(saves.c.user_id == user_id, saves.c.story_id == story_id)
    return await tx.find_value(kept) is not None


async def list_page(tx: ReadTx, user_id: int, *, number: int = 0) -> Page:
    """A page of what the person keeps, latest saved first; past the end it is empty."""
    return await _page(tx, saves.c.user_id == user_id, number)


async def search(tx: ReadTx, user_id: int, terms: Sequence[str], *, number: int = 0) -> Page:
    """A page of what the person keeps that has all the (stemmed) terms, latest saved first. No terms find nothing."""
    words = _words(terms)[:WORDS_LIMIT]
    if not words:
        return Page(stories=(), number=number, total=0)
    matches, query = (_FTS5, _fts5_query(words)) if tx.dialect == "sqlite" else (_TSQUERY, _tsquery(words))
    found = saves.c.story_id.in_(matches.bindparams(query=query).columns(column("rowid")))
    return await _page(tx, (saves.c.user_id == user_id) & found, number)


async def index_story(tx: WriteTx, story_id: int, terms: Iterable[str]) -> None:
    """Put a story's (stemmed) terms into the index, in place of those before. Order and repetition mean nothing."""
    words = _words(terms)
    await tx.execute(_DROP, {"story": story_id})
    if tx.dialect == "sqlite":
        await tx.execute(_INDEX_FTS5, {"story": story_id, "terms": " ".join(words)})
    else:
        await tx.execute(_INDEX_TSVECTOR, {"story": story_id, "terms": words})


async def is_indexed(tx: ReadTx, story_id: int) -> bool:
    """Say whether the story's terms are in the index."""
    return await tx.find_value(_HAS, {"story": story_id}) is not None


async def drop_unkept_words(tx: WriteTx, story_ids: Iterable[int]) -> None:
    """Take those of the stories that nobody keeps out of the index."""
    for story_id in story_ids:
        await tx.execute(_DROP_UNKEPT, {"story": story_id})


_HAS = text("SELECT rowid FROM story_terms WHERE rowid = :story")
_DROP = text("DELETE FROM story_terms WHERE rowid = :story")
_DROP_UNKEPT = text(
    "DELETE FROM story_terms WHERE rowid = :story AND NOT EXISTS (SELECT 1 FROM saves WHERE story_id = :story)"
)
_INDEX_FTS5 = text("INSERT INTO story_terms (rowid, terms) VALUES (:story, :terms)")
_INDEX_TSVECTOR = text(
    "INSERT INTO story_terms (rowid, terms) VALUES (:story, array_to_tsvector(CAST(:terms AS text[])))"
)
_FTS5 = text("SELECT rowid FROM story_terms WHERE story_terms MATCH :query")
_TSQUERY = text("SELECT rowid FROM story_terms WHERE terms @@ CAST(CAST(:query AS text) AS tsquery)")


def _words(terms: Iterable[str]) -> list[str]:
    """What both databases take for words: printable, lower case, distinct, in order."""
    shown = ("".join(sign if sign.isprintable() else " " for sign in term.lower()) for term in terms)
    return list(dict.fromkeys(word[:WORD_LIMIT_CHARS] for term in shown for word in term.split()))


def _fts5_query(words: Sequence[str]) -> str:
    return " ".join('"' + word.replace('"', '""') + '"' for word in words)


def _tsquery(words: Sequence[str]) -> str:
    return " & ".join("'" + word.replace("\\", "\\\\").replace("'", "''") + "'" for word in words)


async def _page(tx: ReadTx, condition: ColumnElement[bool], number: int) -> Page:
    total = await tx.find_value(select(func.count()).select_from(saves).where(condition))
    lines = (
        select(
            saves.c.story_id,
            saves.c.saved_at,
            stories.c.title,
            stories.c.site,
            stories.c.published,
            stories.c.canonical_url,
            stories.c.paragraphs,
        )
        .join_from(saves, stories)
        .where(condition)
        .order_by(saves.c.saved_at.desc(), saves.c.story_id.desc())
        .limit(PAGE_SIZE)
        .offset(number * PAGE_SIZE)
    )
    return Page(stories=tuple(map(_load_line, await tx.list_rows(lines))), number=number, total=total)


def _load_line(row: Row[Any]) -> SavedStory:
    return SavedStory(
        story_id=row.story_id,
        title=row.title,
        site=row.site,
        published=row.published,
        canonical_url=row.canonical_url,
        beginning=next(iter(row.paragraphs), "")[:BEGINNING_CHARS],
        saved_at=row.saved_at,
    )
