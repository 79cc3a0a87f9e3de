from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.database import Database
from storage.errors import ConstraintViolated
from storage.library import (
    PAGE_SIZE,
    forget_story,
    index_story,
    is_indexed,
    is_saved,
    list_page,
    save_story,
    search,
)
from storage.schema import stories
from storage.stories import save_reading
from storage.transactions import ReadTx, WriteTx
from tests.storage.samples import NOON, THREE, reading

ADA, BO = 2**40, 7


async def keep(tx: WriteTx, user: int, number: int, terms: str = "") -> int:
    url = f"https://post.example/{number}"
    told = reading(title=f"Story {number}")
    story_id = await save_reading(tx, told, canonical_url=url, read_at=NOON, budget=THREE)
    await save_story(tx, user, story_id, saved_at=NOON + timedelta(minutes=number))
    await index_story(tx, story_id, terms.split(" "))
    return story_id


async def found(tx: ReadTx, user: int, *terms: str) -> list[str | None]:
    return [story.title for story in (await search(tx, user, terms)).stories]


async def test_the_library_is_listed_by_pages_latest_first(db: Database) -> None:
    async with db.write() as tx:
        for number in range(PAGE_SIZE + 2):
            await keep(tx, ADA, number)
        await keep(tx, BO, 99)
        first, second = await list_page(tx, ADA), await list_page(tx, ADA, number=1)
    assert [story.title for story in first.stories[:2]] == [f"Story {PAGE_SIZE + 1}", f"Story {PAGE_SIZE}"]
    assert [story.title for story in second.stories] == ["Story 1", "Story 0"]
    assert (second.total, second.last, second.number) == (PAGE_SIZE + 2, 1, 1)
    line = second.stories[1]
    assert (line.site, line.published, line.canonical_url) == (
        "The Ostmar Post",
        "2026-11-20",
        "https://post.example/0",
    )


async def test_an_empty_library_has_one_empty_page(db: Database) -> None:
    async with db.read() as tx:
        page = await list_page(tx, ADA)
    assert (page.stories, page.total, page.last) == ((), 0, 0)


async def test_saving_twice_keeps_the_first_instant(db: Database) -> None:
    async with db.write() as tx:
        story_id = await keep(tx, ADA, 1)
        assert not await save_story(tx, ADA, story_id, saved_at=NOON + timedelta(days=1))
        assert (await list_page(tx, ADA)).stories[0].saved_at == NOON + timedelta(minutes=1)
        assert [await is_saved(tx, ADA, story_id), await is_saved(tx, BO, story_id)] == [True, False]


async def test_a_story_that_is_not_there_cannot_be_saved(db: Database) -> None:
    with pytest.raises(ConstraintViolated):
        async with db.write() as tx:
            await save_story(tx, ADA, 404, saved_at=NOON)


async def test_a_search_needs_all_words_and_looks_only_at_what_the_person_keeps(db: Database) -> None:
    async with db.write() as tx:
        await keep(tx, ADA, 1, "harbour boat storm")
        await keep(tx, ADA, 2, "harbour festival")
        await keep(tx, BO, 3, "harbour boat")
        assert await found(tx, ADA, "harbour") == ["Story 2", "Story 1"]
        assert await found(tx, ADA, "boat", "harbour") == ["Story 1"]
        assert await found(tx, ADA, "boat", "festival") == []
        assert await found(tx, ADA) == []


async def test_words_of_any_script_and_with_any_sign_are_words(db: Database) -> None:
    async with db.write() as tx:
        await keep(tx, ADA, 1, "гаван c++ at&t 東京 o'neil naïve 50%")
        for word in ("гаван", "ГАВАН", "c++", "at&t", "東京", "o'neil", "naïve", "50%"):
            assert await found(tx, ADA, word) == ["Story 1"], word
        for word in ("c", "at", "東", "naive", "гава", "гава*"):
            assert await found(tx, ADA, word) == [], word


async def test_indexing_again_replaces_the_words(db: Database) -> None:
    async with db.write() as tx:
        story_id = await keep(tx, ADA, 1, "boat")
        await index_story(tx, story_id, ["ferry"])
        assert await found(tx, ADA, "boat") == []
        assert await found(tx, ADA, "ferry") == ["Story 1"]


async def test_the_last_to_forget_a_story_takes_its_words_out_of_the_index(db: Database) -> None:
    async with db.write() as tx:
        story_id = await keep(tx, ADA, 1, "boat")
        await save_story(tx, BO, story_id, saved_at=NOON)
        assert await forget_story(tx, ADA, story_id)
        assert not await forget_story(tx, ADA, story_id)
        assert await found(tx, BO, "boat") == ["Story 1"]
        assert await forget_story(tx, BO, story_id)
        assert not await is_indexed(tx, story_id)


async def test_a_deleted_story_leaves_no_words_behind(db: Database) -> None:
    async with db.write() as tx:
        story_id = await keep(tx, ADA, 1, "boat")
        await tx.execute(stories.delete().where(stories.c.id == story_id))
        assert not await is_indexed(tx, story_id)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=st.lists(st.text(max_size=8), max_size=60))
@example(terms=['"', "'", "\\", "*", "NEAR(", "OR", "a:b", "^x", "-y", "\0", "\ud800", "(", "NOT", "&", "|", "!"])
@example(terms=["x" * 5000])
async def test_any_input_is_only_words(db: Database, terms: list[str]) -> None:
    async with db.write() as tx:
        story_id = await keep(tx, ADA, 1, "boat")
        await index_story(tx, story_id, terms)
        words = [word for term in terms for word in term.split() if word.isprintable()]
        for word in words[:5]:
            if word.isascii():
                assert await found(tx, ADA, word) == ["Story 1"], word
        assert await found(tx, ADA, *terms) in ([], ["Story 1"])
