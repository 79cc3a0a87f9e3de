from dataclasses import replace
from datetime import timedelta

import pytest

from storage.database import Database
from storage.errors import ConstraintViolated
from storage.links import Link, find_link, prune_links, save_link
from storage.stories import save_reading
from tests.storage.samples import NOON, THREE, reading

URL = "https://post.example/boats"
REFUSED = Link(url=URL, failure="http_status", facts={"status": 404, "title": None}, etag='W/"a b"', fetched_at=NOON)


async def test_a_failure_is_remembered_with_its_facts_and_validators(db: Database) -> None:
    async with db.write() as tx:
        await save_link(tx, REFUSED)
    async with db.read() as tx:
        assert await find_link(tx, URL) == REFUSED
        assert await find_link(tx, URL + "/2") is None


async def test_a_later_fetch_replaces_what_the_link_gave(db: Database) -> None:
    async with db.write() as tx:
        await save_link(tx, REFUSED)
        story_id = await save_reading(tx, reading(), canonical_url=URL, read_at=NOON, budget=THREE)
        good = Link(url=URL, story_id=story_id, last_modified="Sun, 22 Nov 2026 12:00:00 GMT", fetched_at=NOON)
        await save_link(tx, good)
        assert await find_link(tx, URL) == good


async def test_old_links_are_forgotten_in_pieces(db: Database) -> None:
    async with db.write() as tx:
        for number in range(5):
            await save_link(tx, replace(REFUSED, url=f"{URL}/{number}"))
        await save_link(tx, replace(REFUSED, fetched_at=NOON + timedelta(seconds=1)))
        before = NOON + timedelta(seconds=1)
        assert [await prune_links(tx, before, limit=3) for _ in range(3)] == [3, 2, 0]
        assert await find_link(tx, URL) is not None


async def test_a_link_to_a_story_that_is_not_there_is_refused(db: Database) -> None:
    with pytest.raises(ConstraintViolated):
        async with db.write() as tx:
            await save_link(tx, Link(url=URL, story_id=404, fetched_at=NOON))


def test_a_link_leads_to_a_story_or_to_a_failure() -> None:
    with pytest.raises(ValueError, match="or to a failure"):
        Link(url=URL, fetched_at=NOON)
