"""A newcomer at the sandbox: follows a topic on the sample papers, publishes, is told, and gets a digest.

The bot has what `nutgraf sandbox` gives it: the sandbox's clock, its papers and their feeds.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.app import policy_of
from bot.commands.sandbox import PAPERS_POLICY, surround
from bot.services.polls import POLICY
from storage.destinations import Destination
from storage.entries import list_recent
from tests.flows.stage import Json, Person, Stage, labels, open_sandbox_stage

DAY_S = 86_400
SILO = "Grain silo burns at Eastmere dock"
LOSS = "Loss from Eastmere silo fire put at $9 million"
A_MINUTE_S = 60.0
ENGLISH_PAPERS = 3


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_sandbox_stage(tmp_path) as opened:
        yield opened


async def ask(person: Person, text: str) -> Json:
    await person.say(text)
    return await person.answer()


async def follow(person: Person, query: str, how: str) -> None:
    """As a newcomer does: the feeds that are offered on the way are added and read once."""
    preview = await ask(person, f"/follow {query}")
    offer = next(label for label in labels(preview) if label.startswith("Add 3 starter feeds"))
    await person.tap(preview, offer)
    await person.tap(await person.now_shows(preview, how), how)
    await person.now_shows(preview, "Followed")
    async with asyncio.timeout(10):
        while (await ask(person, "/feeds"))["text"].count("works") < ENGLISH_PAPERS:
            await asyncio.sleep(0.05)


async def publish(stage: Stage) -> Json:
    """The next step comes out; gives it once the bot has asked the papers again."""
    told: Json = (await stage.post("publish"))["published"]
    return told


async def feeds_show(person: Person, words: str) -> None:
    async with asyncio.timeout(A_MINUTE_S):
        while words not in (await ask(person, "/feeds"))["text"]:
            await asyncio.sleep(0.2)


async def titles(person: Person, words: str) -> list[str]:
    """What was said here that has `words`."""
    return [one["text"] for one in await person.messages() if words in one["text"]]


async def test_a_newcomer_has_the_update_within_a_minute(stage: Stage) -> None:
    started = time.monotonic()
    reader = stage.person()
    await follow(reader, "silo", "At once")
    await publish(stage)
    alert = await reader.answer()
    assert time.monotonic() - started < A_MINUTE_S
    assert SILO in alert["text"]
    assert "The Harrow Gazette" in alert["text"]
    assert "Because you follow silo." in alert["text"]
    await reader.tap(alert, "Why this?")
    why = await reader.now_shows(alert, "it has: silo")
    assert "it came from: The Harrow Gazette" in why["text"]


async def test_a_newcomer_has_a_digest_when_the_clock_is_moved(stage: Stage) -> None:
    started = time.monotonic()
    reader = stage.person()
    await follow(reader, "silo", "In my digest")
    await publish(stage)
    async with asyncio.timeout(10):
        while SILO not in (await ask(reader, "/catchup 1d"))["text"]:
            await asyncio.sleep(0.05)
    await stage.post("clock", advance_s=DAY_S)
    digest = await reader.answer()
    assert time.monotonic() - started < A_MINUTE_S
    assert digest["text"].startswith("Your digest")
    assert digest["text"].endswith("You are caught up.")
    assert digest["text"].count(SILO) == 1


async def test_a_copy_is_not_told_twice_a_later_report_is_and_another_story_is_not(stage: Stage) -> None:
    reader = stage.person()
    await follow(reader, "silo", "At once")
    await publish(stage)
    alert = await reader.answer()
    copy = await publish(stage)
    assert (copy["paper"], copy["title"] != alert["text"]) == ("Pelagia Observer", True)
    later = await publish(stage)
    told = await reader.answer()
    assert later["title"] in told["text"]
    assert LOSS in told["text"]
    other = await publish(stage)
    await bot_knows(stage, reader, other["url"])
    assert await titles(reader, copy["title"]) == []
    assert await titles(reader, other["title"]) == []
    assert len(await titles(reader, "Because you follow silo")) == 2
    await reader.tap(alert, "Why this?")
    assert "Also at: Pelagia Observer" in (await reader.now_shows(alert, "it has: silo"))["text"]


async def bot_knows(stage: Stage, reader: Person, url: str) -> None:
    """Wait until the bot has taken in the report at `url`."""
    async with asyncio.timeout(10):
        while True:
            async with stage.app.database.read() as tx:
                recent = await list_recent(tx, Destination(chat_id=reader.chat), limit=100)
            if url in [entry.url for entry in recent]:
                return
            await asyncio.sleep(0.05)


async def test_a_feed_that_breaks_is_shown_and_recovers(stage: Stage) -> None:
    reader = stage.person()
    await follow(reader, "tannery", "At once")
    kinds = [(await publish(stage))["kind"] for _ in range(5)]
    assert kinds[-1] == "breaks"
    await feeds_show(reader, "failed")
    listed = await ask(reader, "/feeds")
    assert [line for line in listed["text"].splitlines() if "failed" in line and "Pelagia Observer" in line]
    assert (await publish(stage))["kind"] == "mended"
    async with asyncio.timeout(A_MINUTE_S):
        while (await ask(reader, "/feeds"))["text"].count("works") < ENGLISH_PAPERS:
            await asyncio.sleep(0.2)


async def test_what_came_out_while_the_clock_leapt_is_in_the_digest_of_that_day(stage: Stage) -> None:
    reader = stage.person()
    await follow(reader, "silo", "In my digest")
    await stage.post("clock", advance_s=DAY_S)
    digest = await reader.answer()
    assert digest["text"].startswith("Your digest")
    assert LOSS in digest["text"]


async def test_only_the_papers_are_asked_sooner_than_once_an_hour(stage: Stage) -> None:
    around = surround(stage.sandbox)
    (gazette, *_) = [url for _, url, _ in stage.sandbox.feeds]
    assert policy_of(around, gazette) == PAPERS_POLICY
    assert policy_of(around, gazette.replace(str(stage.sandbox.port), "80")) == POLICY
    assert policy_of(around, "https://example.org/feed") == POLICY
    assert policy_of(around, "no link") == POLICY
