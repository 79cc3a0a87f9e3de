"""A database from before following topics, with a life in it, becomes one of today without losing a row."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from storage.cards import find_card
from storage.database import Database, sqlite_url
from storage.destinations import Destination
from storage.engines import create_postgres_engines, create_sqlite_engines, is_sqlite, parse_url
from storage.entries import find_entry, set_story
from storage.inbox import InboxState, count_states
from storage.library import list_page
from storage.migrate import upgrade
from storage.outbox import claim_deliveries, queue_deliveries
from storage.stories import find_story_by_url
from tests.storage.following import alert, feed_of, report_in
from tests.storage.postgres import Server
from tests.storage.samples import NOON

BEFORE = "0002"
READ_AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
READER = Destination(chat_id=5_400_000_001)

_LIFE = (
    (
        "INSERT INTO stories (canonical_url, text_hash, title, authors, paragraphs, subheads, partial, read_at)"
        " VALUES ('https://a.example/boats', 'hash', 'Boats', '[]', '[]', '[]', false, '2026-11-21 09:00:00{zone}')"
    ),
    "INSERT INTO saves (user_id, story_id, saved_at) VALUES (5400000001, 1, '2026-11-21 09:00:00{zone}')",
    (
        "INSERT INTO inbox (update_id, lane, payload, state, alone, ambiguous, tries, received_at)"
        " VALUES (7, 'chat:1', '[]', 'new', false, false, 0, '2026-11-21 09:00:00{zone}')"
    ),
    (
        "INSERT INTO cards (token, version, chat_id, thread_id, owner_id, story_id, view, created_at)"
        " VALUES ('t1', 1, 5400000001, 0, 5400000001, 1, '[]', '2026-11-21 09:00:00{zone}')"
    ),
)


def _make_old(connection: Connection) -> None:
    upgrade(connection, "here", target=BEFORE)
    zone = "" if connection.dialect.name == "sqlite" else "+00"
    for statement in _LIFE:
        connection.execute(text(statement.replace("{zone}", zone)))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "old.db")
    server: Server = request.getfixturevalue("postgres")
    server.run_sql("DROP DATABASE IF EXISTS old")
    server.run_sql("CREATE DATABASE old")
    return server.url("old")


@pytest.fixture
async def old_url(empty_url: str) -> str:
    """The URL of a database as the version before left it."""
    parsed = parse_url(empty_url)
    writer, readers = create_sqlite_engines(parsed) if is_sqlite(parsed) else create_postgres_engines(parsed)
    async with writer.begin() as connection:
        await connection.run_sync(_make_old)
    await writer.dispose()
    await readers.dispose()
    return empty_url


async def test_a_life_before_following_topics_goes_on_after_it(old_url: str) -> None:
    async with Database.open(old_url) as db, db.write() as tx:
        story = await find_story_by_url(tx, "https://a.example/boats")
        assert story is not None
        assert (story.article.title, story.article.live, story.read_at) == ("Boats", False, READ_AT)
        assert (await list_page(tx, READER.chat_id)).total == 1
        assert (await count_states(tx))[InboxState.NEW] == 1
        assert await find_card(tx, "t1") is not None
        event, entry = await report_in(tx, await feed_of(tx, READER))
        await set_story(tx, entry, story.id)
        assert await find_entry(tx, entry) is not None
        assert await queue_deliveries(tx, [alert(READER, event)], now=NOON) == 1
        assert len(await claim_deliveries(tx, lease="me", limit=1, now=NOON, until=NOON)) == 1
