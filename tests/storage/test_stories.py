import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.cards import Card, insert_card
from storage.database import Database
from storage.errors import NoSuchStory
from storage.library import save_story
from storage.links import Link, find_link, save_link
from storage.stories import (
    find_reading,
    find_story,
    find_story_by_url,
    get_story,
    prune_stories,
    save_reading,
)
from summarizer.model import Budget, Figure, FigureKind, Quote, Reading, Sentence
from tests.storage.samples import NOON, THREE, article, budgets, reading, readings

URL = "https://post.example/boats"


async def keep(db: Database, told: Reading, *, url: str | None = URL, budget: Budget = THREE) -> int:
    async with db.write() as tx:
        return await save_reading(tx, told, canonical_url=url, read_at=NOON, budget=budget)


async def found(db: Database, story_id: int, *, method: str = "nutgraf", budget: Budget = THREE) -> Reading | None:
    async with db.read() as tx:
        return await find_reading(tx, story_id, version=reading().version, method=method, budget=budget)


async def test_a_saved_reading_comes_back_equal(db: Database) -> None:
    story_id = await keep(db, reading())
    assert await found(db, story_id) == reading()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=readings(), budget=budgets, url=st.none() | st.just(URL))
async def test_any_reading_comes_back_equal(db: Database, told: Reading, budget: Budget, url: str | None) -> None:
    async with db.write() as tx:
        story_id = await save_reading(tx, told, canonical_url=url, read_at=NOON, budget=budget)
        again = await save_reading(tx, told, canonical_url=url, read_at=NOON, budget=budget)
    assert again == story_id
    async with db.read() as tx:
        method = told.briefing.method
        assert await find_reading(tx, story_id, version=told.version, method=method, budget=budget) == told


async def test_the_same_url_stays_one_story_and_its_changed_text_replaces_the_old(db: Database) -> None:
    first = await keep(db, reading())
    second = await keep(db, reading(more="The count was wrong."))
    assert first == second
    assert await found(db, first) == reading(more="The count was wrong.")


async def test_readings_of_a_replaced_text_are_gone(db: Database) -> None:
    story_id = await keep(db, reading(method="lead"))
    await keep(db, reading(more="The count was wrong."))
    assert await found(db, story_id, method="lead") is None


async def test_changed_metadata_alone_keeps_the_readings(db: Database) -> None:
    story_id = await keep(db, reading(method="lead"))
    corrected = replace(reading().article, byline="By Ada Lind and Bo Ek")
    await keep(db, replace(reading(), article=corrected))
    kept = await found(db, story_id, method="lead")
    assert kept is not None
    assert kept.article.byline == "By Ada Lind and Bo Ek"


async def test_a_reading_in_another_language_makes_the_earlier_one_stale(db: Database) -> None:
    story_id = await keep(db, reading(), url=None)
    told = reading(method="lead")
    assert await keep(db, replace(told, article=article(language="de")), url=None) == story_id
    assert await found(db, story_id) is None


async def test_briefings_by_several_methods_and_lengths_live_side_by_side(db: Database) -> None:
    story_id = await keep(db, reading())
    await keep(db, reading(method="lead", chosen=1), budget=Budget(sentences=1))
    await keep(db, reading(chosen=2), budget=Budget(words=20))
    assert await found(db, story_id) == reading()
    assert await found(db, story_id, method="lead", budget=Budget(sentences=1)) == reading(method="lead", chosen=1)
    assert await found(db, story_id, budget=Budget(words=20, sentences=7)) == reading(chosen=2)
    assert await found(db, story_id, method="lead") is None


async def test_the_same_pasted_text_is_one_story_and_another_title_is_another(db: Database) -> None:
    first = await keep(db, reading(), url=None)
    assert await keep(db, reading(), url=None) == first
    assert await keep(db, reading(title="Another"), url=None) != first
    assert await keep(db, reading()) != first


async def test_the_same_text_from_another_source_is_another_story(db: Database) -> None:
    plain = reading()
    first = await keep(db, plain, url=None)
    elsewhere = replace(plain, article=replace(plain.article, site="Whispers"))
    assert await keep(db, elsewhere, url=None) != first
    assert await found(db, first) == plain


async def test_many_who_read_the_same_page_at_once_write_one_story(db: Database) -> None:
    told = [reading(more=f"Edition {number % 3}.") for number in range(12)]
    ids = await asyncio.gather(*(keep(db, one) for one in told))
    assert len(set(ids)) == 1
    assert await found(db, ids[0]) in told


async def test_stories_that_nobody_keeps_or_looks_at_are_pruned_with_all_that_hangs_on_them(db: Database) -> None:
    later = NOON + timedelta(days=90)
    async with db.write() as tx:
        kept, shown, unused, fresh = [
            await save_reading(tx, reading(title=title), canonical_url=None, read_at=read_at, budget=THREE)
            for title, read_at in (("kept", NOON), ("shown", NOON), ("unused", NOON), ("fresh", later))
        ]
        await save_story(tx, 7, kept, saved_at=NOON)
        card = Card(token="t", chat_id=7, owner_id=7, story_id=shown, view={}, created_at=NOON)
        await insert_card(tx, card)
        await save_link(tx, Link(url=URL, story_id=unused, fetched_at=NOON))
        assert [await prune_stories(tx, later), await prune_stories(tx, later)] == [1, 0]
        there = [await find_story(tx, story) is not None for story in (kept, shown, unused, fresh)]
        assert there == [True, True, False, True]
        assert await find_link(tx, URL) is None


async def test_a_story_is_found_by_id_and_by_address(db: Database) -> None:
    story_id = await keep(db, reading())
    async with db.read() as tx:
        story = await get_story(tx, story_id)
        assert await find_story_by_url(tx, URL) == story
        assert (story.id, story.canonical_url, story.article, story.read_at) == (story_id, URL, article(), NOON)


async def test_what_is_not_there_is_none_or_an_error_as_the_name_says(db: Database) -> None:
    async with db.read() as tx:
        assert await find_story(tx, 77) is None
        assert await find_story_by_url(tx, URL) is None
        with pytest.raises(NoSuchStory, match="no story 77"):
            await get_story(tx, 77)


async def test_the_instant_of_the_last_reading_is_kept(db: Database) -> None:
    story_id = await keep(db, reading())
    later = NOON + timedelta(hours=1)
    async with db.write() as tx:
        await save_reading(tx, reading(), canonical_url=URL, read_at=later, budget=THREE)
    async with db.read() as tx:
        assert (await get_story(tx, story_id)).read_at == later


def _with_torn_sentence(told: Reading) -> Reading:
    torn = Sentence(index=0, text="What nobody wrote", start=0, end=4, paragraph=0)
    return replace(told, sentences=(torn, *told.sentences[1:]))


def _with_torn_figure(told: Reading) -> Reading:
    torn = Figure(text="7", value=told.figures[0].value, kind=FigureKind.COUNT, sentence=0, start=0, end=1)
    return replace(told, figures=(torn,))


def _with_torn_quote(told: Reading) -> Reading:
    return replace(told, quotes=(Quote(speaker=0, text="What nobody said", sentence=0, start=0, end=4),))


def _with_foreign_choice(told: Reading) -> Reading:
    foreign = replace(told.sentences[0], text="Another text")
    return replace(told, briefing=replace(told.briefing, sentences=(foreign,)))


@pytest.mark.parametrize("tear", [_with_torn_sentence, _with_torn_figure, _with_torn_quote, _with_foreign_choice])
async def test_a_reading_that_is_not_its_article_is_refused_whole(db: Database, tear: object) -> None:
    assert callable(tear)
    with pytest.raises(ValueError, match=r"article says|must be the reading's"):
        await keep(db, tear(reading()))
    async with db.read() as tx:
        assert await find_story_by_url(tx, URL) is None


@pytest.mark.parametrize("title", ["nul \0", "lone \ud83d"])
async def test_text_that_not_every_database_keeps_is_refused(db: Database, title: str) -> None:
    with pytest.raises(Exception, match="cannot be stored"):
        await keep(db, reading(title=title))
