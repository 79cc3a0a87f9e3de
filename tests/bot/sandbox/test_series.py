"""The series of the sample papers: what comes out when, and how readers of pages and feeds find out."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import fastfeedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.newsstand import Newsstand, Page
from bot.sandbox.publishing import A_WHILE_S
from bot.sandbox.series import EVERY, MalformedSeries, find_next_due, list_steps, plan_due
from bot.sandbox.server import Sandbox
from bot.sandbox.stories import read_papers
from tests.bot.sandbox.driver import Driver, Json

OPENED = datetime(2026, 11, 2, 9, 30, 41, tzinfo=UTC)
PAPERS = read_papers()
STEPS = list_steps(PAPERS)
HOUR_S = 3_600
GAZETTE, LEDGER, OBSERVER = "gazette.localhost", "ledger.localhost", "observer.localhost"


@pytest.fixture
def newsstand() -> Newsstand:
    return Newsstand(PAPERS, OPENED)


def page_of(newsstand: Newsstand, host: str, path: str) -> Page:
    page = newsstand.find_page(host, path, 8080)
    assert page is not None
    return page


def test_the_series_tells_a_story_its_copy_its_sequel_another_and_a_feed_that_breaks() -> None:
    told = [(step.host, step.story.slug if step.story else step.works) for step in STEPS]
    assert told == [
        (GAZETTE, "silo-fire"),
        (OBSERVER, "eastmere-silo"),
        (LEDGER, "silo-loss"),
        (OBSERVER, "tool-library"),
        (OBSERVER, False),
        (OBSERVER, True),
    ]
    first, copy, later, other = [step.story for step in STEPS if step.story]
    assert set(first.paragraphs) & set(copy.paragraphs)
    assert "4 million" in " ".join(first.paragraphs)
    assert "9 million" in " ".join(later.paragraphs)
    assert not set(first.paragraphs) & set(later.paragraphs)
    assert first.topic in " ".join(first.title.lower().split())
    assert all(first.topic not in text.lower() for text in (other.title, other.summary, *other.paragraphs))


def test_a_series_with_a_gap_is_refused() -> None:
    with pytest.raises(MalformedSeries, match=r"\[1, 2, 4, 5, 6\]"):
        list_steps([paper for paper in PAPERS if paper.host != LEDGER])


def test_nothing_of_the_series_is_there_at_the_opening(newsstand: Newsstand) -> None:
    assert newsstand.catch_up(OPENED) == ()
    for step in STEPS:
        if step.story:
            assert newsstand.find_page(step.host, step.story.path, 8080) is None
            assert step.story.title not in page_of(newsstand, step.host, "/feed.xml").body
            assert step.story.title not in page_of(newsstand, step.host, "/").body


def test_what_is_published_stands_on_its_page_at_the_front_and_first_in_the_feed(newsstand: Newsstand) -> None:
    now = OPENED + timedelta(minutes=5)
    for expected in STEPS:
        step = newsstand.publish(now)
        assert step == expected
        if step.story:
            paper_page = page_of(newsstand, step.host, step.story.path)
            assert step.story.title in paper_page.body
            assert step.story.path in page_of(newsstand, step.host, "/").body
            feed = fastfeedparser.parse(page_of(newsstand, step.host, "/feed.xml").body.encode())
            assert feed.entries[0]["title"] == step.story.title
            assert datetime.fromisoformat(feed.entries[0]["published"]) == now.replace(microsecond=0)
    assert newsstand.publish(now) is None
    assert newsstand.next_step is None
    assert newsstand.next_due_at is None


def test_a_feed_breaks_and_works_again_with_what_it_had(newsstand: Newsstand) -> None:
    for _ in range(4):
        newsstand.publish(OPENED)
    before = page_of(newsstand, OBSERVER, "/feed.xml")
    newsstand.publish(OPENED)
    broken = page_of(newsstand, OBSERVER, "/feed.xml")
    assert (broken.status, broken.content_type) == (500, "text/html")
    assert page_of(newsstand, OBSERVER, "/").status == 200
    assert page_of(newsstand, GAZETTE, "/feed.xml").status == 200
    assert [paper["works"] for paper in newsstand.listing(8080)].count(False) == 1
    newsstand.publish(OPENED)
    assert page_of(newsstand, OBSERVER, "/feed.xml") == before


def test_by_the_clock_a_step_comes_out_every_hour_dated_when_it_was_due(newsstand: Newsstand) -> None:
    opened = OPENED.replace(microsecond=0)
    assert newsstand.next_due_at == opened + EVERY
    assert newsstand.catch_up(OPENED + EVERY - timedelta(seconds=1)) == ()
    assert newsstand.catch_up(OPENED + timedelta(hours=3, minutes=20)) == STEPS[:3]
    feed = fastfeedparser.parse(page_of(newsstand, LEDGER, "/feed.xml").body.encode())
    assert datetime.fromisoformat(feed.entries[0]["published"]) == opened + 3 * EVERY
    assert newsstand.publish(OPENED + timedelta(hours=3, minutes=30)) == STEPS[3]
    assert newsstand.next_due_at == opened + timedelta(hours=4, minutes=30)


@given(st.lists(st.integers(0, 8 * HOUR_S), max_size=12), st.integers(0, 8))
def test_however_often_somebody_looks_the_same_has_come_out(gaps: list[int], count: int) -> None:
    now = OPENED
    looked: tuple[datetime, ...] = ()
    for gap in gaps:
        now += timedelta(seconds=gap)
        looked = plan_due(OPENED, looked, count, now)
    assert looked == plan_due(OPENED, (), count, now)
    assert list(looked) == sorted(looked)
    following = find_next_due(OPENED, looked, count)
    assert following is None if len(looked) == count else following is not None and following > now


async def test_the_button_publishes_the_next_story_and_lets_a_minute_pass(driver: Driver) -> None:
    before = await driver.get("clock")
    answer = await driver.post("publish")
    published = answer["published"]
    assert (published["kind"], published["paper"]) == ("story", "The Harrow Gazette")
    assert published["title"].startswith("Grain silo burns")
    assert answer["unix"] == before["unix"] + A_WHILE_S
    listed = await driver.get("papers")
    assert published["url"] in [story["url"] for paper in listed["papers"] for story in paper["stories"]]
    assert listed["series"] == answer["series"]
    assert (answer["series"]["left"], answer["series"]["topic"]) == (len(STEPS) - 1, "silo")
    assert answer["series"]["next"]["paper"] == "Pelagia Observer"
    assert answer["series"]["next_at"] == before["unix"] + EVERY.total_seconds()


async def test_when_all_is_out_the_button_says_so(driver: Driver) -> None:
    kinds = [(await driver.post("publish"))["published"]["kind"] for _ in STEPS]
    assert kinds == ["story"] * 4 + ["breaks", "mended"]
    assert "Everything has come out" in await driver.impossible("publish")
    series = (await driver.get("papers"))["series"]
    assert (series["left"], series["next"], series["next_at"]) == (0, None, None)


async def test_a_reset_takes_nothing_back_that_was_published(driver: Driver) -> None:
    await driver.post("publish")
    await driver.post("reset")
    assert (await driver.get("papers"))["series"]["left"] == len(STEPS) - 1


async def test_a_clock_that_is_moved_forward_publishes_what_is_due_and_says_so(driver: Driver) -> None:
    seen = (await driver.get("events"))["last"]
    waiting = asyncio.create_task(driver.get("events", after=seen, wait_s=10))
    await driver.post("clock", advance_s=2 * HOUR_S)
    async with asyncio.timeout(5):
        assert [event["kind"] for event in (await waiting)["events"]] == ["papers"]
    assert (await driver.get("papers"))["series"]["left"] == len(STEPS) - 2


async def ask(
    sandbox: Sandbox, host: str, path: str, headers: Json | None = None
) -> tuple[int, Mapping[str, str], bytes]:
    url = f"http://127.0.0.1:{sandbox.port}{path}"
    async with (
        aiohttp.ClientSession() as http,
        http.get(url, headers={"Host": f"{host}:{sandbox.port}", **(headers or {})}) as answer,
    ):
        return answer.status, answer.headers, await answer.read()


@pytest.mark.parametrize("path", ["/feed.xml", "/", "/news/marrow-flood", "/style.css"])
async def test_who_has_a_page_already_is_told_that_nothing_changed(sandbox: Sandbox, path: str) -> None:
    _, headers, body = await ask(sandbox, GAZETTE, path)
    assert body
    for known in (headers["ETag"], f'"other", W/{headers["ETag"]}', "*"):
        status, again, nothing = await ask(sandbox, GAZETTE, path, {"If-None-Match": known})
        assert (status, nothing, again["ETag"]) == (304, b"", headers["ETag"])
    assert (await ask(sandbox, GAZETTE, path, {"If-None-Match": '"other"'}))[0] == 200


async def test_a_feed_that_has_something_new_is_given_in_full(sandbox: Sandbox, driver: Driver) -> None:
    _, before, _ = await ask(sandbox, GAZETTE, "/feed.xml")
    since = {"If-Modified-Since": before["Last-Modified"]}
    assert (await ask(sandbox, GAZETTE, "/feed.xml", since))[0] == 304
    await driver.post("publish")
    for condition in (since, {"If-None-Match": before["ETag"]}, {**since, "If-None-Match": before["ETag"]}):
        status, after, body = await ask(sandbox, GAZETTE, "/feed.xml", condition)
        assert (status, b"silo-fire" in body) == (200, True)
        assert after["ETag"] != before["ETag"]
        assert parsedate_to_datetime(after["Last-Modified"]) > parsedate_to_datetime(before["Last-Modified"])


async def test_of_two_conditions_the_tag_counts(sandbox: Sandbox) -> None:
    _, headers, _ = await ask(sandbox, GAZETTE, "/feed.xml")
    both = {"If-None-Match": '"other"', "If-Modified-Since": headers["Last-Modified"]}
    assert (await ask(sandbox, GAZETTE, "/feed.xml", both))[0] == 200


async def test_a_broken_feed_is_broken_for_conditional_requests_too(sandbox: Sandbox, driver: Driver) -> None:
    for _ in range(4):
        await driver.post("publish")
    _, headers, _ = await ask(sandbox, OBSERVER, "/feed.xml")
    await driver.post("publish")
    condition = {"If-None-Match": headers["ETag"]}
    status, broken, _ = await ask(sandbox, OBSERVER, "/feed.xml", condition)
    assert (status, "ETag" in broken) == (500, False)
    await driver.post("publish")
    assert (await ask(sandbox, OBSERVER, "/feed.xml", condition))[0] == 304
