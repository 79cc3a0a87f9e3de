from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.services.cards import new_card
from bot.services.housekeeping import CARDS_FOR, INBOX_FOR, REPORTS_FOR, STORIES_FOR, Housekeeping
from bot.services.views import View
from storage.access import note_stranger
from storage.cards import find_card, insert_card
from storage.database import Database, sqlite_url
from storage.feeds import add_feed, find_feed
from storage.inbox import InboxState, NewUpdate, count_states, insert_updates, settle_update
from storage.library import save_story
from storage.stories import find_story, save_reading
from summarizer.model import Budget
from tests.bot.rendering.samples import make_reading

START = datetime(2026, 11, 22, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def advance(self, span: timedelta) -> None:
        self.at += span + timedelta(minutes=1)


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url(tmp_path / "house.sqlite3")) as opened:
        yield opened


async def a_story(database: Database) -> int:
    async with database.write() as tx:
        return await save_reading(tx, make_reading(), canonical_url=None, read_at=START, budget=Budget())


async def test_done_updates_go_after_a_week(database: Database) -> None:
    clock = Clock()
    async with database.write() as tx:
        await insert_updates(tx, [NewUpdate(update_id=1, lane="a", payload="{}")], received_at=START)
        await settle_update(tx, 1, now=START)
    house = Housekeeping(database, clock.now)
    assert not await house.tick()
    async with database.read() as tx:
        assert (await count_states(tx))[InboxState.DONE] == 1
    clock.advance(INBOX_FOR)
    await house.tick()
    async with database.read() as tx:
        assert (await count_states(tx))[InboxState.DONE] == 0


@pytest.mark.parametrize("kept", [True, False])
async def test_a_story_stays_as_long_as_somebody_keeps_it(database: Database, kept: bool) -> None:
    clock = Clock()
    story_id = await a_story(database)
    if kept:
        async with database.write() as tx:
            await save_story(tx, 7, story_id, saved_at=START)
    clock.advance(STORIES_FOR)
    await Housekeeping(database, clock.now).tick()
    async with database.read() as tx:
        assert (await find_story(tx, story_id) is not None) is kept


async def test_buttons_stop_working_after_their_term(database: Database) -> None:
    clock = Clock()
    story_id = await a_story(database)
    card = new_card(chat_id=7, thread_id=None, owner_id=7, story_id=story_id, view=View(), now=START)
    async with database.write() as tx:
        await insert_card(tx, card)
        await note_stranger(tx, 9, START.date())
    clock.advance(CARDS_FOR)
    await Housekeeping(database, clock.now).tick()
    async with database.read() as tx:
        assert await find_card(tx, card.token) is None


async def test_feeds_that_nobody_chooses_go_after_their_term(database: Database) -> None:
    clock = Clock()
    async with database.write() as tx:
        feed = await add_feed(tx, "https://post.example/feed", now=START)
    house = Housekeeping(database, clock.now)
    await house.tick()
    async with database.read() as tx:
        assert await find_feed(tx, feed.id) is not None
    clock.advance(REPORTS_FOR)
    await house.tick()
    async with database.read() as tx:
        assert await find_feed(tx, feed.id) is None
