"""The chat page with the bot behind it: a newcomer follows a topic, publishes, is told, and gets a digest."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.flows.browser import THEMES, Reader, needs_chromium, open_browser, open_reader
from tests.flows.stage import Stage, open_sandbox_stage

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.asyncio(loop_scope="function")]

A_MINUTE_S = 60.0
PAPERS = 3
BOX = "#papers"
UPDATE = ".message.is-bot:has-text('Because you follow silo.')"


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_sandbox_stage(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture
async def reader(stage: Stage) -> AsyncIterator[Reader]:
    async with open_browser() as browser, open_reader(browser) as opened:
        await opened.open(stage.sandbox.url)
        yield opened
        assert opened.errors == []


async def follow(reader: Reader, how: str) -> None:
    """By the box at the left, then the buttons that the bot offers."""
    await reader.find(BOX).get_by_role("button", name="Follow “silo”").click()
    await reader.answers.last.locator(".key", has_text="Add 3 starter feeds").click()
    await reader.tap(how)
    await expect(reader.answers.filter(has_text="Followed")).to_have_count(1)


async def ask_feeds(reader: Reader) -> str:
    """What /feeds says now."""
    lists = reader.answers.filter(has_text="3 feeds")
    before = await lists.count()
    await reader.say("/feeds")
    await expect(lists).to_have_count(before + 1)
    return await lists.last.inner_text()


async def feeds_work(reader: Reader) -> None:
    """Wait until every feed was read well, as a person would: by asking."""
    for _ in range(20):
        if (await ask_feeds(reader)).count("works") == PAPERS:
            return
    raise AssertionError("the feeds were not read")


async def publish(reader: Reader, label: str = "Publish the next story") -> None:
    await reader.find(BOX).get_by_role("button", name=label).click()


async def test_a_newcomer_follows_a_topic_and_gets_its_update(reader: Reader) -> None:
    started = time.monotonic()
    await expect(reader.find(BOX)).to_contain_text("Next: “Grain silo burns at Eastmere dock")
    await follow(reader, "At once")
    await feeds_work(reader)
    await publish(reader)
    await expect(reader.find(UPDATE)).to_have_count(1)
    assert time.monotonic() - started < A_MINUTE_S
    await reader.sees("Published in The Harrow Gazette.", "#toasts")
    await expect(reader.find(UPDATE)).to_contain_text("Grain silo burns at Eastmere dock, 140 people")
    await expect(reader.find(BOX)).to_contain_text("Pelagia Observer")
    await reader.tap("Why this?")
    await reader.sees("it came from: The Harrow Gazette")
    await reader.tap("← Briefly")
    await expect(reader.find(".toast")).to_have_count(0)
    await reader.picture("update")


async def test_a_newcomer_gets_a_digest_by_moving_the_clock(reader: Reader) -> None:
    started = time.monotonic()
    await follow(reader, "In my digest")
    await feeds_work(reader)
    await publish(reader)
    await reader.choose("#clock", "On to 8:00 UTC, digest time")
    digest = reader.answers.filter(has_text="You are caught up.")
    await expect(digest).to_have_count(1)
    assert time.monotonic() - started < A_MINUTE_S
    await expect(digest).to_contain_text("Grain silo burns at Eastmere dock")
    await expect(digest).to_contain_text("Your digest")
    await expect(reader.find("#clock")).to_contain_text("09:00")
    await expect(reader.find(".toast")).to_have_count(0)
    await reader.picture("digest")


async def test_of_the_whole_series_only_what_is_new_and_wanted_is_told(reader: Reader) -> None:
    await follow(reader, "At once")
    await feeds_work(reader)
    await publish(reader)
    await expect(reader.find(UPDATE)).to_have_count(1)
    for title in ("Loss from Eastmere silo fire", "A town lends out its drills"):
        await publish(reader)
        await expect(reader.find(BOX)).to_contain_text(title)
    await expect(reader.find(UPDATE)).to_have_count(2)
    await publish(reader)
    await publish(reader, "Break a paper's feed")
    await reader.sees("The feed of Pelagia Observer is broken now.", "#toasts")
    await shows_in_feeds(reader, "failed 1 time")
    await expect(reader.find(".toast")).to_have_count(0)
    await reader.picture("broken-feed")
    await publish(reader, "Mend the broken feed")
    await expect(reader.find(BOX)).to_contain_text("Everything has come out.")
    await expect(reader.find(BOX).get_by_role("button")).to_have_count(0)
    await feeds_work(reader)
    await expect(reader.find(UPDATE)).to_have_count(2)
    await expect(reader.find(".message.is-bot", "and 140 people are moved")).to_have_count(0)


async def shows_in_feeds(reader: Reader, words: str) -> None:
    for _ in range(20):
        if words in await ask_feeds(reader):
            return
    raise AssertionError(f"/feeds never showed {words}")


async def test_it_is_found_by_keyboard_alone(reader: Reader) -> None:
    await reader.find(BOX).get_by_role("button", name="Publish").focus()
    await reader.page.keyboard.press("Enter")
    await reader.sees("Published in The Harrow Gazette.", "#toasts")
    await expect(reader.find(BOX).get_by_role("button", name="Publish")).to_be_focused()
    await reader.find("#clock").focus()
    await reader.page.keyboard.press("Enter")
    await reader.page.keyboard.press("ArrowDown")
    await reader.page.keyboard.press("Enter")
    await expect(reader.find(BOX)).to_contain_text("Everything has come out.")
    await expect(reader.find("#clock")).to_be_focused()


async def test_a_link_to_what_has_just_come_out_has_its_card(stage: Stage, reader: Reader) -> None:
    await publish(reader)
    listed = await stage.get("papers")
    urls = [story["url"] for paper in listed["papers"] for story in paper["stories"]]
    await reader.say(next(url for url in urls if url.endswith("/silo-fire")))
    await expect(reader.own.locator(".preview-title")).to_contain_text("Grain silo burns")


async def test_it_can_be_read_and_used_on_a_narrow_page_in_both_themes(reader: Reader) -> None:
    await reader.page.set_viewport_size({"width": 360, "height": 740})
    for theme in THEMES:
        await reader.page.emulate_media(color_scheme=theme)
        await reader.checks_the_page()
        await reader.picture(f"series-greeting-360-{theme}")
    await reader.tap("/follow silo")
    await reader.answers.last.locator(".key", has_text="Add 3 starter feeds").click()
    await reader.tap("At once")
    await expect(reader.answers.filter(has_text="Followed")).to_have_count(1)
    await feeds_work(reader)
    await reader.choose("#chat-menu", "Publish the next story")
    await expect(reader.find(UPDATE)).to_have_count(1)
    for theme in THEMES:
        await reader.page.emulate_media(color_scheme=theme)
        await reader.checks_the_page()
        await reader.picture(f"update-360-{theme}")
    await reader.page.click("#back")
    for theme in THEMES:
        await reader.page.emulate_media(color_scheme=theme)
        await reader.checks_the_page()
        await reader.picture(f"series-list-360-{theme}")
