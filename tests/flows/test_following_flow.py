"""Following topics as people do it: a feed, a query, an update, a digest, and what the buttons under them do."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from bot.rendering.talk import Line
from bot.rendering.tapdata import Deed, tap
from bot.services.starters import CATEGORIES, StarterFeed
from bot.settings import Access
from storage.destinations import Destination, find_pause
from storage.entries import list_recent
from storage.topics import FollowMode
from tests.flows.stage import Json, Person, Stage, labels, open_stage, toast
from tests.flows.stories import BRIDGE, ORCHARDS
from tests.flows.wire import Wire, open_wire

HOUR_S = 3_600

FERRY = (
    "Ferry to Lyst stops for the winter",
    (
        "The ferry between Ostmar and Lyst stops on Friday and sails again in March, the harbour office said. "
        "Its 31-year-old engine is to be replaced while the ship lies in dock."
    ),
)
BUDGET = (
    "Ostmar council passes its budget",
    (
        "The town council of Ostmar passed a budget of 41 million euros on Tuesday with two votes against. "
        "The budget pays for a new school roof and leaves the fees of the swimming hall as they are."
    ),
)
TUNNEL = (
    "Tunnel under the Arm costs twice as much",
    (
        "The tunnel under the Arm will cost 880 million euros, twice the sum of the first plan, the ministry said. "
        "Work on the tunnel is to begin a year later than planned."
    ),
)
FERRY_AGAIN = (
    "New ferry engine arrives from Brod",
    (
        "The new engine of the Lyst ferry reached Ostmar by lorry on Monday, two weeks early, the harbour office said. "
        "Fitters hope to have the ferry sailing again by the end of February."
    ),
)


@pytest_asyncio.fixture
async def wire() -> AsyncIterator[Wire]:
    async with open_wire() as opened:
        opened.publish(*BUDGET)
        opened.publish(*FERRY)
        yield opened


@pytest_asyncio.fixture
async def stage(tmp_path: Path, wire: Wire) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path, papers=wire.papers) as opened:
        yield opened


async def ask(person: Person, text: str) -> Json:
    await person.say(text)
    return await person.answer()


async def add_feed(person: Person, wire: Wire) -> Json:
    panel = await ask(person, f"/feeds add {wire.url}")
    assert "Ostmar Wire" in panel["text"], panel["text"]
    return panel


async def follow(person: Person, query: str, how: str = "At once") -> None:
    preview = await ask(person, f"/follow {query}")
    assert toast(await person.tap(preview, how)) == ""
    await person.now_shows(preview, "Followed")


async def hours_pass(stage: Stage, hours: float) -> None:
    """Time passes, enough that the feed is due whatever its rhythm."""
    await stage.post("clock", advance_s=hours * HOUR_S)
    stage.app.watching.feeds.wake()


async def test_a_new_story_is_told_at_once_and_only_once(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    await add_feed(reader, wire)
    preview = await ask(reader, "/follow ferry -tunnel")
    assert "1 of the last 2 stories match" in preview["text"]
    assert FERRY[0] in preview["text"]
    await reader.tap(preview, "At once")
    await reader.now_shows(preview, "Followed", "ferry -tunnel")
    wire.publish(*TUNNEL)
    wire.publish(*FERRY_AGAIN)
    await hours_pass(stage, 50)
    alert = await reader.answer()
    assert FERRY_AGAIN[0] in alert["text"]
    assert "you follow ferry -tunnel" in alert["text"]
    assert "reached Ostmar by lorry" in alert["text"]
    await hours_pass(stage, 50)
    await asyncio.sleep(0.5)
    assert len([one for one in await reader.messages() if FERRY_AGAIN[0] in one["text"]]) == 1


async def taken_in(stage: Stage, reader: Person, title: str) -> None:
    """Wait until a poll has found that story in a feed of the reader's."""
    async with asyncio.timeout(30):
        while True:
            async with stage.app.database.read() as tx:
                found = await list_recent(tx, Destination(chat_id=reader.chat), limit=1)
            if found and found[0].title == title:
                return
            await asyncio.sleep(0.05)


async def alert_of(stage: Stage, wire: Wire, reader: Person) -> Json:
    await add_feed(reader, wire)
    await follow(reader, "ferry")
    wire.publish(*FERRY_AGAIN)
    await hours_pass(stage, 50)
    return await reader.answer()


async def test_an_update_tells_what_its_article_says_and_opens_the_briefing(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    await add_feed(reader, wire)
    await follow(reader, "frost")
    title, _, article = ORCHARDS.partition("\n\n")
    wire.publish(title, "A night of frost in May has destroyed about half of the apple blossom in the Velden valley.")
    wire.articles[2] = article
    await hours_pass(stage, 50)
    alert = await reader.answer()
    assert "It expects a harvest of 38,000 tonnes" in alert["text"]
    lines = [line for line in alert["text"].splitlines() if line.startswith("• ")]
    assert len(lines) == 3
    assert not any("38,000 tonnes" in line for line in lines), "it stands in the sentence right above"
    await reader.tap(alert, "Briefing")
    briefing = await reader.answer()
    assert briefing["text"].startswith(title)
    assert {"Shorter", "Proof", "Save"} <= set(labels(briefing))


async def test_an_update_says_why_it_came(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    alert = await alert_of(stage, wire, reader)
    await reader.tap(alert, "Why this?")
    why = await reader.now_shows(alert, "it has: ferry")
    assert "it came from: Ostmar Wire" in why["text"]
    await reader.tap(why, "← Briefly")
    assert "it has:" not in (await reader.now_shows(alert, "Why this?"))["text"]


async def test_more_or_less_like_this_is_shown_and_taken_back(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    alert = await alert_of(stage, wire, reader)
    await reader.tap(alert, "Less like this")
    changed = await reader.now_shows(alert, "Less of: Ostmar Wire, ferry")
    assert toast(await reader.tap(changed, "Undo")) == Line.UNDONE.value
    await reader.now_shows(alert, "Less like this")


async def test_a_muted_topic_is_quiet_until_it_is_unmuted(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    alert = await alert_of(stage, wire, reader)
    await reader.tap(alert, "Mute for a week")
    await reader.now_shows(alert, Line.MUTED.value)
    wire.publish("Ferry tickets cost more", "Tickets for the ferry to Lyst cost two euros more from March on.")
    await hours_pass(stage, 50)
    await taken_in(stage, reader, "Ferry tickets cost more")
    topics = await ask(reader, "/topics")
    assert "ferry · muted" in topics["text"]
    await reader.tap(topics, "1")
    one = await reader.now_shows(topics, "Muted until")
    await reader.tap(one, "Unmute")
    await reader.now_shows(topics, "Mute for a day")
    wire.publish("Ferry captain retires", "The captain of the Lyst ferry, Nils Aro, retires after 26 years at sea.")
    await hours_pass(stage, 50)
    assert "Ferry captain retires" in (await reader.answer())["text"]


async def test_a_digest_comes_at_its_hour_and_ends(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    await add_feed(reader, wire)
    await follow(reader, "ferry", "In my digest")
    panel = await ask(reader, "/digest 8 Berlin")
    assert "It comes at 8:00 (every day)" in panel["text"]
    assert "Europe/Berlin" in panel["text"]
    wire.publish(*FERRY_AGAIN)
    await hours_pass(stage, 50)
    async with asyncio.timeout(10):
        while FERRY_AGAIN[0] not in (await ask(reader, "/catchup 1d"))["text"]:
            await asyncio.sleep(0.1)
    await hours_pass(stage, 50)
    await stage.app.watching.digests.tick()
    digest = await reader.answer()
    assert digest["text"].startswith("Your digest")
    assert FERRY_AGAIN[0] in digest["text"]
    assert "You are caught up." in digest["text"]


async def test_a_feed_of_one_chat_never_reaches_another(stage: Stage, wire: Wire) -> None:
    owner, other = stage.person(7), stage.person(8)
    await add_feed(owner, wire)
    await follow(owner, "ferry")
    preview = await ask(other, "/follow ferry")
    assert "no feeds here yet" in preview["text"]
    await other.tap(preview, "At once")
    await other.now_shows(preview, "Followed")
    wire.publish(*FERRY_AGAIN)
    await hours_pass(stage, 50)
    alert = await owner.answer()
    for data in ("f:why:1:0", "f:mute:1:0", "f:more:1:0", "f:f:1:0", "f:rest:1:0", "f:undo:1:0"):
        await other.forge(preview, data)
    await asyncio.sleep(0.3)
    assert not any(FERRY_AGAIN[0] in one["text"] or "Ostmar Wire" in one["text"] for one in await other.messages())
    assert "Mute for a week" in labels(alert)


async def test_a_query_that_cannot_be_read_is_pointed_at_and_mended(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    await add_feed(reader, wire)
    problem = await ask(reader, '/follow "ferry to Lyst')
    assert "this quotation mark is never closed" in problem["text"]
    assert "Did you mean:" in problem["text"]
    await reader.tap(problem, "Yes, show what matches")
    await reader.now_shows(problem, "Follow this?", "1 of the last 2 stories match")


async def test_a_small_or_is_read_as_a_word_and_asked_about(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    await add_feed(reader, wire)
    preview = await ask(reader, "/follow ferry or budget")
    assert "Did you mean: budget OR ferry" in preview["text"]
    assert "0 of the last 2 stories match" in preview["text"]
    await reader.tap(preview, "Yes, show what matches")
    await reader.now_shows(preview, "2 of the last 2 stories match")
    await reader.tap(preview, "At once")
    await reader.now_shows(preview, "Followed", "budget OR ferry")


async def test_a_broad_name_is_offered_as_a_category_and_called_by_its_name(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    await add_feed(reader, wire)
    preview = await ask(reader, "/follow sports")
    assert "Did you mean: category:sport" in preview["text"]
    await reader.tap(preview, "Yes, show what matches")
    await reader.tap(await reader.now_shows(preview, "category:sport"), "At once")
    await reader.now_shows(preview, "Followed")
    assert "1. Sport" in (await ask(reader, "/topics"))["text"]


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("http://10.1.2.3/feed", "Its address is one that this bot must not open."),
        ("nowhere at all", "This is not a link"),
    ],
)
async def test_what_cannot_be_added_says_why_in_the_words_of_feeds(stage: Stage, address: str, answer: str) -> None:
    told = (await ask(stage.person(), f"/feeds add {address}"))["text"]
    assert told.startswith("Nothing was added. ")
    assert answer in told
    assert "paste" not in told


async def test_a_newcomer_is_offered_categories_and_starter_feeds(stage: Stage) -> None:
    reader = stage.person()
    offered = await ask(reader, "/follow")
    await reader.tap(offered, "Sport")
    preview = await reader.now_shows(offered, "category:sport")
    assert any("starter feeds" in label for label in labels(preview))


def offered_by(wire: Wire, language: str) -> tuple[StarterFeed, ...]:
    """Twelve feeds in English, two in German, all at one address."""
    kinds = [("en", CATEGORIES[number % 2]) for number in range(12)] + [("de", "world"), ("de", "sport")]
    feeds = [
        StarterFeed(title=f"Paper {number}", url=f"{wire.url}?{number}", category=category, language=code)
        for number, (code, category) in enumerate(kinds)
    ]
    return tuple(feed for feed in feeds if feed.language == language)


async def test_starter_feeds_are_chosen_by_category_and_language_one_by_one(tmp_path: Path, wire: Wire) -> None:
    async with open_stage(tmp_path, papers=wire.papers, starters=partial(offered_by, wire)) as stage:
        reader = stage.person()
        feeds = await ask(reader, "/feeds")
        await reader.tap(feeds, "Choose from the starter feeds")
        panel = await reader.answer()
        assert labels(panel) == ["World (English) · 6", "Politics (English) · 6", "German · 2"]
        await reader.tap(panel, "German · 2")
        await reader.tap(await reader.now_shows(panel, "2. Paper 13", "All of them"), "2")
        await reader.now_shows(panel, "2. Paper 13 ✓", "✓ 2")
        assert (await ask(reader, "/feeds"))["text"].startswith("1 feed")
        await reader.tap(panel, "✓ 2")
        await reader.now_shows(panel, "2")
        await reader.tap(panel, "All of them")
        assert "All of them" not in labels(await reader.now_shows(panel, "✓ 1"))
        assert (await ask(reader, "/feeds"))["text"].startswith("2 feeds")
        await reader.tap(panel, "← Back")
        await reader.now_shows(panel, "World (English) · 6")
        for data in ("f:sg:99:0", "f:sa:99:0", "f:st:99:0", "f:sl:99:0", "f:st:0:9999"):
            assert toast(await reader.forge(panel, data)) == Line.OLD_BUTTON.value


async def test_a_hundred_topics_stay_usable(stage: Stage) -> None:
    reader = stage.person()
    to = Destination(chat_id=reader.chat)
    for number in range(100):
        await stage.app.watching.following.follow(to, f"ferry{number}", mode=FollowMode.AT_ONCE, user_id=reader.user)
    listed = await ask(reader, "/topics")
    assert "100 topics you follow" in listed["text"]
    assert "ferry96" in (await ask(reader, "/topics 97"))["text"]
    await reader.tap(listed, "»")
    await reader.tap(await reader.now_shows(listed, "100. ferry99"), "«")
    await reader.now_shows(listed, "1. ferry0")
    await reader.tap(listed, "›")
    second = await reader.now_shows(listed, "9. ")
    await reader.tap(second, "9")
    one = await reader.now_shows(listed, "Delete")
    await reader.tap(one, "Delete")
    dropped = await reader.now_shows(listed, "No longer followed:", "99 topics")
    await reader.tap(dropped, "Undo")
    await reader.now_shows(listed, "Followed")


async def test_a_topic_is_edited_by_a_line_that_the_bot_gives(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    await add_feed(reader, wire)
    await follow(reader, "tunnel")
    topics = await ask(reader, "/topics")
    await reader.tap(topics, "1")
    await reader.tap(await reader.now_shows(topics, "Edit"), "Edit")
    await reader.now_shows(topics, "/topics 1 tunnel", "/topics 1 mute 24 Dec")
    await reader.tap(await reader.now_shows(topics, "← Back"), "← Back")
    await reader.now_shows(topics, "Comes at once.")
    changed = await ask(reader, "/topics 1 ferry -tunnel")
    assert changed["text"].startswith("Changed\n1 of the last 2 stories match"), changed["text"]
    assert "ferry -tunnel" in changed["text"]
    assert "1 topic you follow" in (await ask(reader, "/topics"))["text"]


async def test_a_topic_is_muted_until_a_date_by_words_and_for_a_while_by_buttons(stage: Stage) -> None:
    reader = stage.person()
    await follow(reader, "ferry")
    for misread in ("/topics 1 mute", "/topics 1 mute 32 Dec", "/topics 1 mute 0001-01-01"):
        assert (await ask(reader, misread))["text"] == Line.TOPICS_USAGE.value
    muted = await ask(reader, "/topics 1 mute 24 Dec")
    assert "ferry" in muted["text"]
    assert "Muted until 24 Dec" in muted["text"], muted["text"]
    await reader.tap(muted, "Unmute")
    await reader.tap(await reader.now_shows(muted, "for a month"), "for a month")
    await reader.now_shows(muted, "Muted until", "Unmute")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/topics 9 gold", Line.NO_SUCH_TOPIC.value),
        ("/topics gold", Line.TOPICS_USAGE.value),
        ("/topics ١ gold", Line.TOPICS_USAGE.value),
        ("/topics 1", "ferry\nComes at once."),
    ],
)
async def test_a_line_about_no_topic_says_how_it_is_meant(stage: Stage, line: str, answer: str) -> None:
    reader = stage.person()
    await follow(reader, "ferry")
    assert (await ask(reader, line))["text"] == answer


async def test_an_edit_that_cannot_be_read_changes_nothing_and_gives_the_line_mended(stage: Stage) -> None:
    reader = stage.person()
    await follow(reader, "ferry")
    problem = await ask(reader, '/topics 1 "ferry to Lyst')
    assert "never closed" in problem["text"]
    assert '/topics 1 "ferry to Lyst"' in problem["text"]
    assert "1. ferry" in (await ask(reader, "/topics"))["text"]


async def test_what_is_wanted_more_or_less_of_is_listed_and_taken_back_one_by_one(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    alert = await alert_of(stage, wire, reader)
    await reader.tap(alert, "More like this")
    await reader.now_shows(alert, "More of: Ostmar Wire, ferry", "It orders your digest, once you have one.")
    topics = await ask(reader, "/topics")
    await reader.tap(topics, "More and less like this")
    listed = await reader.now_shows(topics, "1. +1 · the feed Ostmar Wire", "2. +1 · ferry")
    stranger = stage.person(8)
    theirs = await ask(stranger, "/topics")
    await stranger.forge(theirs, "f:wf:1:0")
    assert toast(await reader.tap(listed, "1")) == Line.UNDONE.value
    await reader.now_shows(topics, "1. +1 · ferry")
    assert toast(await reader.tap(topics, "1")) == Line.UNDONE.value
    await reader.now_shows(topics, "Nothing is asked for more or less of.")


async def test_less_of_something_moves_it_into_the_digest_which_can_be_had_at_once(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    alert = await alert_of(stage, wire, reader)
    await ask(reader, "/digest 8 Berlin")
    await reader.tap(alert, "Less like this")
    await reader.now_shows(alert, "What has all of it waits for your digest.")
    assert (await ask(reader, "/digest now"))["text"] == Line.NOTHING_WAITS.value
    wire.publish("Ferry captain retires", "The captain of the Lyst ferry, Nils Aro, retires after 26 years at sea.")
    await hours_pass(stage, 50)  # the digest's own hour may come first
    async with asyncio.timeout(20):
        while not (told := [one for one in await reader.messages() if "Ferry captain" in one["text"]]):
            await reader.say("/digest now")
            await asyncio.sleep(0.3)
    assert [one["text"].startswith("Your digest") for one in told] == [True]
    await reader.tap(told[0], "Why these?")
    await reader.tap(await reader.now_shows(told[0], "it has: ", "← Briefly"), "← Briefly")
    await reader.now_shows(told[0], "Why these?")


async def test_a_dropped_topic_comes_back_as_it_was(stage: Stage) -> None:
    reader = stage.person()
    await follow(reader, "ferry", "In my digest")
    topics = await ask(reader, "/topics")
    await reader.tap(topics, "1")
    await reader.tap(await reader.now_shows(topics, "Delete"), "Delete")
    await reader.tap(await reader.now_shows(topics, "Undo"), "Undo")
    await reader.now_shows(topics, "What matches comes in your digest.")


async def test_a_channel_follows_what_is_typed_in_it(stage: Stage, wire: Wire) -> None:
    chat_id = -100_200
    await stage.post("chats", id=chat_id, type="channel", title="Wire", admins=[9, "bot"])
    chief = stage.person(9, chat_id)
    await chief.say("A post with a link for readers: http://nowhere.example/story")
    await chief.say(f"/feeds add {wire.url}")
    await posted(chief, "Ostmar Wire")
    await chief.say("/follow ferry")
    preview = await posted(chief, "Follow this?")
    assert toast(await chief.tap(preview, "At once", user=8)) == Line.ADMINISTRATORS_ONLY.value
    await chief.tap(preview, "At once")
    await posted(chief, "Followed")
    wire.publish(*FERRY_AGAIN)
    await hours_pass(stage, 50)
    alert = await posted(chief, FERRY_AGAIN[0])
    for deed in (Deed.FULL, Deed.REST):
        told = toast(await chief.forge(alert, tap(deed, 1), user=8))
        assert told == Line.ADMINISTRATORS_ONLY.value, "readers look, but post nothing"
    assert not [one for one in await posts(chief) if "nowhere" in one["text"] and one["buttons"]]


async def test_a_channel_is_served_for_its_administrators_only_if_one_of_them_may(tmp_path: Path) -> None:
    async with open_stage(tmp_path, access=Access.OWNER, owner_ids=frozenset({9})) as stage:
        for chat_id, chief in ((-100_300, 8), (-100_400, 9)):
            await stage.post("chats", id=chat_id, type="channel", title="Wire", admins=[chief, "bot"])
        stranger, owner = stage.person(8, -100_300), stage.person(9, -100_400)
        await stranger.say("/follow ferry")
        await owner.say("/follow ferry")
        await posted(owner, "Follow this?")
        assert len(await posts(stranger)) == 1


async def test_who_writes_as_the_group_is_let_in_with_its_administrators(tmp_path: Path) -> None:
    async with open_stage(tmp_path, access=Access.OWNER, owner_ids=frozenset({9})) as stage:
        for chat_id, chief in ((-100_600, 8), (-100_700, 9)):
            people = {"members": [chief, "bot"], "admins": [chief], "anonymous": [chief]}
            await stage.post("chats", id=chat_id, type="supergroup", **people)
        stranger, owner = stage.person(8, -100_600), stage.person(9, -100_700)
        await stranger.say("/follow ferry")
        assert "Follow this?" in (await ask(owner, "/follow ferry"))["text"]
        assert await stranger.messages() == []


async def test_while_telegram_cannot_say_who_administers_nobody_is_let_in_and_nobody_forgotten(tmp_path: Path) -> None:
    async with open_stage(tmp_path, access=Access.OWNER, owner_ids=frozenset({9})) as stage:
        for chat_id, chief in ((-100_300, 8), (-100_400, 9)):
            await stage.post("chats", id=chat_id, type="channel", title="Wire", admins=[chief, "bot"])
        stranger, owner = stage.person(8, -100_300), stage.person(9, -100_400)
        await stage.post("faults", method="getChatAdministrators", kind="500", chat=stranger.chat, count=None)
        await stage.post("faults", method="getChatAdministrators", kind="500", chat=owner.chat)
        await stranger.say("/follow ferry")
        await owner.say("/follow ferry")
        await posted(owner, "Follow this?")
        assert len(await posts(stranger)) == 1


async def posts(person: Person) -> list[Json]:
    """Everything that stands in a channel."""
    return list((await person.stage.get(f"chats/{person.chat}"))["messages"])


async def posted(person: Person, text: str) -> Json:
    """The post that has `text`, once it is there."""
    async with asyncio.timeout(20):
        while True:
            found = [one for one in await posts(person) if text in one["text"] and not one["text"].startswith("/")]
            if found:
                return found[0]
            await asyncio.sleep(0.05)


async def test_a_group_that_moves_takes_its_topics_along(stage: Stage) -> None:
    await stage.post("chats", id=-100, type="group", members=[9, "bot"], admins=[9])
    chief = stage.person(9, -100)
    await follow(chief, "ferry")
    moved = await stage.post("migrate", chat=-100)
    new_id = int(moved["id"])
    async with asyncio.timeout(10):
        while not await stage.app.watching.following.list_topics(Destination(chat_id=new_id)):
            await asyncio.sleep(0.05)


async def test_a_feed_shows_its_health_is_paused_and_removed(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    panel = await add_feed(reader, wire)
    await reader.tap(panel, "Everything")
    await reader.now_shows(panel, "✓ Everything")
    await reader.tap(panel, "Pause")
    await reader.now_shows(panel, "paused")
    await reader.tap(panel, "Go on")
    await reader.now_shows(panel, "works")
    await reader.tap(panel, "← Back")
    listed = await reader.now_shows(panel, "1 feed")
    await reader.tap(listed, "1")
    one = await reader.now_shows(panel, "Remove")
    assert "Removed" in toast(await reader.tap(one, "Remove"))
    await reader.now_shows(panel, "You chose no feeds here yet")


async def test_a_place_without_a_feed_is_told_apart(stage: Stage) -> None:
    reader = stage.person()
    assert (await ask(reader, "/feeds add"))["text"] == Line.FEEDS_USAGE.value
    assert "not a link" in (await ask(reader, "/feeds add nowhere at all"))["text"]


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/quiet 22-7", "Quiet from 22:00 to 7:00"),
        ("/quiet off", "No quiet hours"),
        ("/quiet soon", "Write /quiet and the hours"),
        ("/digest Nowhereville", "I know no city or time by that name: Nowhereville"),
        ("/digest 7:30 19:00 weekdays Tokyo", "It comes at 7:30, 19:00 (weekdays only)"),
        ("/catchup soon", "Write /catchup"),
        ("/catchup 3d", "You are caught up."),
    ],
)
async def test_times_are_set_by_words(stage: Stage, command: str, answer: str) -> None:
    assert answer in (await ask(stage.person(), command))["text"]


async def test_times_are_set_by_buttons(stage: Stage) -> None:
    reader = stage.person()
    panel = await ask(reader, "/digest")
    await reader.tap(panel, "8:00")
    await reader.now_shows(panel, "✓ 8:00")
    await reader.tap(panel, "Weekdays")
    await reader.now_shows(panel, "✓ Weekdays")
    await reader.tap(panel, "Time zone")
    await reader.tap(await reader.now_shows(panel, "Kolkata"), "Kolkata")
    await reader.now_shows(panel, "Asia/Kolkata")
    await reader.tap(panel, "No digest")
    await reader.now_shows(panel, "You get no digest.")


async def test_a_shared_location_tells_the_zone(stage: Stage) -> None:
    reader = stage.person()
    await ask(reader, "/digest 8")
    somebody = {"id": reader.user, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    place = {"latitude": 48.14, "longitude": 11.58}
    sent: Json = {"message_id": 900, "date": 1, "chat": {"id": reader.chat, "type": "private"}, "from": somebody}
    sent["location"] = place
    stage.sandbox.world.queue.add("message", sent, reader.chat)
    panel = await reader.answer()
    assert "It comes at 8:00 (every day)" in panel["text"]
    assert "Time zone: Europe/Berlin, where it is" in panel["text"]


async def test_who_wants_a_digest_sees_when_it_comes_and_by_which_clock(stage: Stage) -> None:
    reader = stage.person()
    preview = await ask(reader, "/follow ferry")
    await reader.tap(preview, "In my digest")
    await reader.now_shows(preview, "It comes at 8:00 (every day).", "Time zone: UTC, where it is", "Time zone")


async def test_who_blocks_the_bot_hears_nothing_until_they_are_back(stage: Stage, wire: Wire) -> None:
    reader = stage.person()
    await add_feed(reader, wire)
    await follow(reader, "ferry")
    await stage.post("block", user=reader.user)
    async with asyncio.timeout(10):
        while await pause_of(stage, reader.chat) is None:
            await asyncio.sleep(0.05)
    await stage.post("unblock", user=reader.user)
    async with asyncio.timeout(10):
        while await pause_of(stage, reader.chat) is not None:
            await asyncio.sleep(0.05)


async def pause_of(stage: Stage, chat_id: int) -> str | None:
    async with stage.app.database.read() as tx:
        return await find_pause(tx, chat_id)


async def test_a_briefing_proposes_what_to_follow(stage: Stage) -> None:
    reader = stage.person()
    answer = await ask(reader, BRIDGE)
    await reader.tap(answer, "Follow")
    proposed = await reader.answer()
    assert "Per Lund" in proposed["text"]
    await reader.tap(proposed, "1")
    preview = await reader.now_shows(proposed, "Follow this?")
    await reader.tap(preview, "In my digest")
    await reader.now_shows(proposed, "Followed")


async def test_in_a_group_only_administrators_decide(stage: Stage) -> None:
    chat_id = -100
    await stage.post("chats", id=chat_id, type="group", members=[8, 9, "bot"], admins=[9])
    member, chief = stage.person(8, chat_id), stage.person(9, chat_id)
    assert (await ask(member, "/follow ferry"))["text"] == Line.ADMINISTRATORS_ONLY.value
    chief.seen |= member.seen
    preview = await ask(chief, "/follow ferry")
    assert toast(await chief.tap(preview, "At once", user=8)) == Line.ADMINISTRATORS_ONLY.value
    await chief.tap(preview, "At once")
    await chief.now_shows(preview, "Followed")


@pytest.mark.parametrize("numbers", ["0:0", "1:3", f"{10**18 - 1}:9999"])
async def test_a_forged_tap_is_answered_and_harms_nobody(stage: Stage, wire: Wire, numbers: str) -> None:
    owner, stranger = stage.person(7), stage.person(8)
    await add_feed(owner, wire)
    await follow(owner, "ferry")
    told = await ask(stranger, "/topics")
    for deed in Deed:
        tapped = await stranger.forge(told, f"f:{deed.value}:{numbers}")
        assert tapped["answer"] is not None, deed
    assert "1. ferry" in (await ask(owner, "/topics"))["text"]
    assert (await ask(owner, "/feeds"))["text"].startswith("1 feed")


async def test_what_is_followed_in_a_thread_comes_in_that_thread(stage: Stage, wire: Wire) -> None:
    chat_id = -100_500
    await stage.post("chats", id=chat_id, type="supergroup", forum=True, members=[9, "bot"], admins=[9])
    thread = int((await stage.post("topics", chat=chat_id, user=9, name="Sea"))["thread"])
    chief = stage.person(9, chat_id)
    await chief.say(f"/feeds add {wire.url}", thread=thread)
    assert (await chief.answer())["thread"] == thread
    await chief.say("/follow ferry", thread=thread)
    preview = await chief.answer()
    await chief.tap(preview, "At once")
    await chief.now_shows(preview, "Followed")
    assert "You follow no topics here" in (await ask(chief, "/topics"))["text"], "its other threads"
    wire.publish(*FERRY_AGAIN)
    await hours_pass(stage, 50)
    alert = await chief.answer()
    assert (alert["thread"], FERRY_AGAIN[0] in alert["text"]) == (thread, True)


async def test_a_newcomer_starts_with_the_starter_feeds(tmp_path: Path, wire: Wire) -> None:
    offered = (StarterFeed(title="Ostmar Wire", url=wire.url, category="world", language="en"),)
    async with open_stage(tmp_path, papers=wire.papers, starters=lambda _language: offered) as stage:
        reader = stage.person()
        preview = await ask(reader, "/follow ferry")
        assert toast(await reader.tap(preview, "Add 1 starter feed")) == Line.STARTERS_ADDED.value
        await reader.now_shows(preview, "1 of the last 2 stories match.")
        await reader.tap(await reader.now_shows(preview, "At once"), "At once")
        await reader.now_shows(preview, "Followed")
        async with asyncio.timeout(10):
            while not wire.asked or "works" not in (await ask(reader, "/feeds"))["text"]:
                await asyncio.sleep(0.1)
        wire.publish(*FERRY_AGAIN)
        await hours_pass(stage, 50)
        assert FERRY_AGAIN[0] in (await reader.answer())["text"]


async def test_who_followed_first_is_offered_the_starter_feeds_still(tmp_path: Path, wire: Wire) -> None:
    offered = (StarterFeed(title="Ostmar Wire", url=wire.url, category="world", language="en"),)
    async with open_stage(tmp_path, papers=wire.papers, starters=lambda _language: offered) as stage:
        reader = stage.person()
        preview = await ask(reader, "/follow ferry")
        await reader.tap(preview, "At once")
        followed = await reader.now_shows(preview, "Followed", "No feed is chosen here yet")
        assert toast(await reader.tap(followed, "Add 1 starter feed")) == Line.STARTERS_ADDED.value
        now = await reader.now_shows(preview, "Followed")
        assert "No feed is chosen" not in now["text"]
        assert labels(now) == []
        await taken_in(stage, reader, FERRY[0])
        wire.publish(*FERRY_AGAIN)
        await hours_pass(stage, 50)
        assert FERRY_AGAIN[0] in (await reader.answer())["text"]


async def test_a_list_of_feeds_goes_out_and_comes_in(stage: Stage, wire: Wire) -> None:
    reader = stage.person(7)
    assert "You chose no feeds" in (await ask(reader, "/feeds export"))["text"]
    await add_feed(reader, wire)
    await reader.say("/feeds export")
    sent = (await reader.answers())[-1]
    assert "feeds.opml" in json.dumps(sent)
    too_long = f"{wire.url}?{'a' * 3_000}"  # PostgreSQL has no such keys
    outlines = "".join(f'<outline type="rss" text="Wire" xmlUrl="{url}"/>' for url in (wire.url, too_long))
    listed = f'<opml version="2.0"><body>{outlines}</body></opml>'
    newcomer = stage.person(8)
    await newcomer.send_file(listed.encode(), "my.opml", "text/x-opml")
    assert "1 feed is chosen." in (await newcomer.answer())["text"]
    await newcomer.send_file(b"a shopping list", "my.opml", "text/x-opml")
    assert (await newcomer.answer())["text"] == Line.NO_LIST.value


@pytest.mark.parametrize("kind", ["500", "502", "reset", "drop"])
async def test_an_administrator_is_not_denied_because_telegram_could_not_be_asked(stage: Stage, kind: str) -> None:
    await stage.post("chats", id=-100, type="group", members=[8, 9, "bot"], admins=[9])
    await stage.post("faults", method="getChatMember", kind=kind)
    preview = await ask(stage.person(9, -100), "/follow ferry")
    assert "Follow this?" in preview["text"]
