"""The chat page alone, with the test in the bot's place: what messages look like and what can be done with them."""

import asyncio
import base64
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.sandbox.clock import Clock
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.driver import Driver, Json
from tests.flows.browser import THEMES, Reader, needs_chromium, open_browser, open_reader

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.asyncio(loop_scope="module")]

ADA = 100
MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NOON = 1_772_366_400
"""The day before: 2026-03-01 12:00 UTC, 13:00 in Berlin."""

ENTITIES = (
    "<b>Bold</b> <i>italic</i> <u>under</u> <s>struck</s> <tg-spoiler>the butler</tg-spoiler> <code>abc-1</code> "
    '<a href="http://observer.localhost/news/whale-falls">the whale</a> 🐋 <b>loud <i>and slanted</i></b> /help '
    "#tides @nutgraf_sandbox_bot mail@example.org\n"
    '<pre><code class="language-python">print(1)</code></pre>\n<blockquote>Plain quote</blockquote>'
    "<blockquote expandable>One\nTwo\nThree\nFour\nFive</blockquote>"
)


PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A reader in front of the page, and `driver`, who plays the bot."""

    reader: Reader
    driver: Driver

    async def post(self, text: str, **more: object) -> int:
        """The bot says something to Ada; the id of the message."""
        sent = await self.driver.call("sendMessage", chat_id=ADA, text=text, **more)
        return int(sent["message_id"])

    async def next_tap(self) -> Json:
        """The tap that came last; the bot has not answered yet."""
        async with asyncio.timeout(10):
            while True:
                updates = await self.driver.updates(offset=-1)
                if updates and "callback_query" in updates[0]:
                    query: Json = updates[0]["callback_query"]
                    return query
                await asyncio.sleep(0.02)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as browser:
        yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(browser: Browser) -> AsyncIterator[Scene]:
    clock = Clock(MORNING)
    async with Sandbox(port=0, clock=clock) as sandbox, Driver(sandbox.url) as driver, open_reader(browser) as reader:
        yield Scene(reader, driver)


@pytest_asyncio.fixture(loop_scope="module")
async def scene(opened: Scene) -> AsyncIterator[Scene]:
    """Ada has said hello, so that the bot may write to her."""
    reader, driver = opened.reader, opened.driver
    await driver.post("reset")
    await driver.say("Hello", chat=ADA)
    await reader.open(driver.url)
    await expect(reader.own).to_have_count(1)
    yield opened
    assert reader.errors == []


@pytest.fixture
def reader(scene: Scene) -> Reader:
    return scene.reader


async def test_every_entity_is_shown_as_what_it_is(scene: Scene, reader: Reader) -> None:
    await scene.post(ENTITIES, parse_mode="HTML")
    words = reader.answers.locator(".words")
    for selector, text in {
        "strong >> nth=0": "Bold",
        "em >> nth=0": "italic",
        "u": "under",
        "s": "struck",
        "code": "abc-1",
        "strong >> nth=1": "loud and slanted",
        "strong em": "and slanted",
        "pre": "print(1)",
        "figcaption": "python",
        "blockquote >> nth=0": "Plain quote",
    }.items():
        await expect(words.locator(selector).first).to_contain_text(text)
    link = words.get_by_role("link", name="the whale")
    await expect(link).to_have_attribute("href", "http://observer.localhost/news/whale-falls")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(link).to_have_attribute("target", "_blank")
    await reader.checks_the_page()
    await reader.picture("entities")


@pytest.mark.parametrize("width", [360, 1280])
async def test_everything_at_once_can_be_read_in_both_themes(scene: Scene, reader: Reader, width: int) -> None:
    await reader.page.set_viewport_size({"width": width, "height": 900})
    keyboard = [
        [
            {"text": "Delete", "callback_data": "d", "style": "danger"},
            {"text": "Go", "callback_data": "g", "style": "primary"},
        ],
        [
            {"text": "A label that is much too long for its button and must wrap", "callback_data": "w"},
            {"text": "B", "url": "http://observer.localhost/"},
        ],
    ]
    message_id = await scene.post(ENTITIES, parse_mode="HTML", reply_markup={"inline_keyboard": keyboard})
    await scene.driver.post("react", chat=ADA, user=ADA, message_id=message_id, emoji="❤")
    await scene.driver.post_file(b"# Tides", "a rather long name of a file about the tides.md", chat=str(ADA))
    await reader.attach("dot.png", "image/png", PICTURE)
    await reader.say("A dot")
    await expect(reader.own).to_have_count(3)
    await scene.driver.say("Forwarded", chat=ADA, forward_from="Harbour Wire", reply_to=message_id)
    await expect(reader.own).to_have_count(4)
    await reader.page.fill("#text", "A draft")
    await reader.own.last.click(button="right", position={"x": 8, "y": 8})
    await reader.page.get_by_role("menuitem", name="Reply").click()
    await reader.attach("tides.md", "text/markdown", b"# Tides")
    for theme in THEMES:
        await reader.page.emulate_media(color_scheme=theme)
        await reader.checks_the_page()
        await reader.picture(f"everything-{width}-{theme}")
    assert await reader.value("document.querySelector('.photo').naturalWidth") == 1


async def test_a_spoiler_is_hidden_until_it_is_opened(scene: Scene, reader: Reader) -> None:
    await scene.post("<tg-spoiler>the butler</tg-spoiler>", parse_mode="HTML")
    spoiler = reader.page.get_by_role("button", name="Hidden text, show")
    await spoiler.focus()
    await reader.page.keyboard.press("Enter")
    await expect(reader.find(".spoiler.is-revealed", "the butler")).to_be_visible()
    await expect(spoiler).to_have_count(0)


async def test_a_folded_quote_opens_and_folds(scene: Scene, reader: Reader) -> None:
    await scene.post("<blockquote expandable>One\nTwo\nThree\nFour\nFive</blockquote>", parse_mode="HTML")
    quote = reader.find(".fold")
    folded = await quote.bounding_box()
    await reader.page.get_by_role("button", name="Show all of the quote").click()
    opened = await quote.bounding_box()
    assert folded is not None
    assert opened is not None
    assert opened["height"] > folded["height"] + 20
    await reader.page.get_by_role("button", name="Fold the quote").click()
    assert await quote.bounding_box() == folded


async def test_a_short_folded_quote_has_nothing_to_open(scene: Scene, reader: Reader) -> None:
    await scene.post("<blockquote expandable>One</blockquote>", parse_mode="HTML")
    await expect(reader.find(".fold")).to_be_visible()
    await expect(reader.find(".fold-toggle")).to_be_hidden()


async def test_dates_stand_in_the_zone_and_language_of_the_reader(scene: Scene, reader: Reader) -> None:
    shown = {"wDT": "Sunday, 1 March 2026 at 13:00:00", "wd": "Sun 1 Mar", "t": "13:00"}
    moments = (f'<tg-time unix="{NOON}" format="{shape}">noon</tg-time>' for shape in shown)
    await scene.post("\n".join((*moments, f'<tg-time unix="{NOON}">noon</tg-time>')), parse_mode="HTML")
    await expect(reader.find(".moment")).to_have_text([*shown.values(), "noon"])
    await reader.choose("#person", "Русский")
    await expect(reader.find(".moment").first).to_contain_text("марта")


async def test_a_distance_in_time_follows_the_sandboxs_clock(scene: Scene, reader: Reader) -> None:
    now = (await scene.driver.get("clock"))["unix"]
    await scene.post(f'<tg-time unix="{now}" format="r">now</tg-time>', parse_mode="HTML")
    await reader.choose("#clock", "1 hour on")
    await expect(reader.find(".moment")).to_have_text("1 hour ago")
    assert (await scene.driver.get("clock"))["unix"] >= now + 3_600


async def test_the_page_follows_a_clock_that_somebody_else_sets(scene: Scene, reader: Reader) -> None:
    before = await reader.find("#clock").inner_text()
    await scene.driver.post("clock", advance_s=2 * 3_600)
    await scene.post("Two hours later")
    await expect(reader.find("#clock")).not_to_have_text(before, timeout=2_000)
    assert await reader.answers.last.locator("time").inner_text() in await reader.find("#clock").inner_text()


async def test_markup_and_scripts_in_a_text_stay_text(scene: Scene, reader: Reader) -> None:
    await scene.post("<img src=x onerror=alert(1)> javascript:alert(1)")
    await expect(reader.answers.locator(".words")).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(reader.answers.locator(".words a")).to_have_count(0)
    await expect(reader.answers.locator("img")).to_have_count(0)


async def test_code_is_copied_by_a_tap(scene: Scene, reader: Reader) -> None:
    await scene.post("<code>abc-1</code>", parse_mode="HTML")
    await reader.find("code").click()
    await reader.sees("Copied", "#toasts")
    assert await reader.value("navigator.clipboard.readText()") == "abc-1"


async def test_a_command_in_a_text_is_sent_by_a_tap(scene: Scene, reader: Reader) -> None:
    await scene.post("Try /help")
    await reader.answers.get_by_role("button", name="/help").click()
    await expect(reader.own.last).to_contain_text("/help")


async def test_a_button_is_busy_until_the_bot_answers_and_the_alert_is_shown(scene: Scene, reader: Reader) -> None:
    keyboard = [
        [{"text": "Ask", "callback_data": "ask", "style": "danger"}],
        [{"text": "Open", "url": "http://observer.localhost/"}, {"text": "Take", "copy_text": {"text": "taken"}}],
    ]
    await scene.post("Buttons", reply_markup={"inline_keyboard": keyboard})
    ask = reader.page.get_by_role("button", name="Ask")
    await expect(ask).to_have_class(re.compile("is-danger"))
    await ask.click()
    await expect(ask).to_have_attribute("aria-busy", "true")
    query = await scene.next_tap()
    assert query["data"] == "ask"
    await scene.driver.call("answerCallbackQuery", callback_query_id=query["id"], text="Sure?", show_alert=True)
    await reader.sees("Sure?", "dialog")
    await reader.tap("OK")
    await expect(ask).not_to_have_attribute("aria-busy", "true")
    await expect(reader.page.get_by_role("link", name="Open")).to_have_attribute("href", "http://observer.localhost/")
    await reader.tap("Take")
    await reader.sees("Copied", "#toasts")
    assert await reader.value("navigator.clipboard.readText()") == "taken"


async def test_an_edit_changes_the_message_in_place_and_keeps_the_focus(scene: Scene, reader: Reader) -> None:
    keyboard = {"inline_keyboard": [[{"text": "More", "callback_data": "m"}, {"text": "Less", "callback_data": "l"}]]}
    message_id = await scene.post("Before", reply_markup=keyboard)
    await reader.page.get_by_role("button", name="Less").focus()
    await scene.driver.call("editMessageText", chat_id=ADA, message_id=message_id, text="After", reply_markup=keyboard)
    await expect(reader.answers.locator(".words")).to_contain_text("After")
    await expect(reader.answers.locator(".edited")).to_be_visible()
    await expect(reader.page.get_by_role("button", name="Less")).to_be_focused()


async def test_typing_is_shown_until_the_answer_comes(scene: Scene, reader: Reader) -> None:
    await scene.driver.call("sendChatAction", chat_id=ADA, action="typing")
    await reader.sees("typing", "#chat-state")
    await expect(reader.find(".message.typing")).to_be_visible()
    await scene.post("Done")
    await expect(reader.find(".message.typing")).to_have_count(0)
    await expect(reader.find("#chat-state")).to_have_text("bot")


async def test_a_reply_leads_to_the_message_it_answers(scene: Scene, reader: Reader) -> None:
    first = await scene.post("The first of many")
    for number in range(12):
        await scene.post(f"Line {number}\n\n\nmore")
    await scene.post("The answer", reply_parameters={"message_id": first})
    await reader.find(".reply-line", "The first of many").click()
    await expect(reader.answers.first).to_be_in_viewport()
    await reader.page.click("#latest")
    await expect(reader.answers.last).to_be_in_viewport()


async def test_a_person_replies_reacts_edits_and_copies(scene: Scene, reader: Reader) -> None:
    await scene.post("What do you think?")
    await reader.answers.last.hover()
    await reader.answers.last.get_by_label("Message menu").click()
    await reader.page.get_by_role("menuitem", name="Reply").click()
    await reader.say("It is fien")
    await expect(reader.own.last.locator(".reply-line")).to_contain_text("What do you think?")
    await reader.own.last.click(button="right", position={"x": 8, "y": 8})
    await reader.page.get_by_role("menuitem", name="Edit").click()
    await expect(reader.find("#text")).to_have_value("It is fien")
    await reader.say("It is fine")
    await expect(reader.own.last.locator(".words")).to_contain_text("It is fine")
    await expect(reader.own.last.locator(".edited")).to_be_visible()
    await reader.answers.last.click(button="right", position={"x": 8, "y": 8})
    await reader.page.get_by_role("menuitem", name="React with 🔥").click()
    await expect(reader.answers.last.locator(".reaction.is-mine")).to_contain_text("🔥")
    await reader.answers.last.locator(".reaction").click()
    await expect(reader.answers.last.locator(".reaction")).to_have_count(0)
    await reader.answers.last.click(button="right", position={"x": 8, "y": 8})
    await reader.page.get_by_role("menuitem", name="Copy text").click()
    await reader.sees("Copied", "#toasts")
    assert await reader.value("navigator.clipboard.readText()") == "What do you think?"


async def test_the_card_of_a_link_stands_where_the_bot_asks(scene: Scene, reader: Reader) -> None:
    papers = (await scene.driver.get("papers"))["papers"]
    story = papers[0]["stories"][0]
    await scene.post("Above", link_preview_options={"url": story["url"], "show_above_text": True})
    card = reader.answers.last.locator(".preview")
    await expect(card).to_contain_text(story["title"])
    above, words = await card.bounding_box(), await reader.answers.last.locator(".words").bounding_box()
    assert above is not None
    assert words is not None
    assert above["y"] < words["y"]
    await scene.post(story["url"], link_preview_options={"is_disabled": True})
    await expect(reader.answers.last.locator(".words a")).to_have_count(1)
    await expect(reader.answers.last.locator(".preview")).to_have_count(0)


async def test_a_long_text_goes_in_parts_as_telegram_clients_send_it(scene: Scene, reader: Reader) -> None:
    await reader.page.fill("#text", "Of tides and moons. " * 300)
    await reader.page.keyboard.press("Enter")
    await expect(reader.own).to_have_count(3)
    texts = [message["text"] for message in (await scene.driver.get(f"chats/{ADA}"))["messages"]][1:]
    assert all(len(text) <= 4096 for text in texts)
    assert " ".join(texts) == ("Of tides and moons. " * 300).strip()


async def test_emoji_alone_are_large(scene: Scene, reader: Reader) -> None:
    for text in ("👍", "👨‍👩‍👧🏳️‍🌈🇩🇪", "1", "👍 yes", "🥳🥳🥳🥳"):
        await scene.post(text)
    await expect(reader.answers).to_have_count(5)
    sizes = await reader.value(
        "[...document.querySelectorAll('.is-bot .words')].map(w => getComputedStyle(w).fontSize)"
    )
    assert sizes[0] == sizes[1] == "44px"
    assert sizes[2] == sizes[3] == sizes[4] == "15px"


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("width", [710, 800, 1280])
async def test_the_menu_of_a_message_has_room_in_a_group(reader: Reader, width: int) -> None:
    await reader.page.set_viewport_size({"width": width, "height": 700})
    await reader.open_chat("Breakfast club")
    await reader.choose("#speaker", "Boris")
    await reader.say("An unbroken word " + "tide" * 80)
    await reader.page.click("#speaker")
    await reader.page.get_by_role("menuitemradio", name="Ada").click()
    await expect(reader.find(".face")).not_to_have_count(0)
    await reader.find("article").last.hover()
    await reader.checks_the_page()


async def test_shift_enter_begins_a_line_and_enter_sends(reader: Reader) -> None:
    await reader.page.click("#text")
    await reader.page.keyboard.type("one")
    await reader.page.keyboard.press("Shift+Enter")
    await reader.page.keyboard.type("two")
    await reader.page.keyboard.press("Enter")
    await expect(reader.own.last.locator(".words")).to_contain_text("one\ntwo")
    await expect(reader.find("#text")).to_have_value("")


@pytest.mark.parametrize("way", ["drop", "paste"])
async def test_a_file_is_dropped_or_pasted(scene: Scene, reader: Reader, way: str) -> None:
    await reader.value(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(['# Tides'], 'tides.md', {type: 'text/markdown'}));
          const area = document.querySelector('.chat');
          area.dispatchEvent(new DragEvent('dragenter', {dataTransfer: data, bubbles: true}));
          window.dropped = data;
        }"""
    )
    await expect(reader.find("#drop")).to_be_visible()
    deeds = {
        "drop": "() => text.dispatchEvent(new DragEvent('drop', {dataTransfer: dropped, bubbles: true}))",
        "paste": "() => text.dispatchEvent(new ClipboardEvent('paste', {clipboardData: dropped, bubbles: true}))",
    }
    await reader.value(deeds[way])
    await expect(reader.find(".chip", "tides.md")).to_be_visible()
    await reader.say("Please read")
    await expect(reader.own.last.locator(".document-name")).to_have_text("tides.md")
    sent = (await scene.driver.latest())["document"]
    assert (sent["file_name"], sent["mime_type"], sent["file_size"]) == ("tides.md", "text/markdown", 7)


async def test_what_the_sandbox_refuses_is_said_and_the_text_is_kept(scene: Scene, reader: Reader) -> None:
    await reader.choose("#chat-menu", "Block the bot")
    await reader.tap("Unblock the bot")
    await scene.driver.post("block", chat=ADA)
    await expect(reader.find("#composer")).to_be_hidden()
    await reader.tap("Unblock the bot")
    await reader.say("Back again")
    await expect(reader.own.last).to_contain_text("Back again")


async def test_menus_are_walked_by_keyboard_and_give_the_focus_back(reader: Reader) -> None:
    await reader.find("#main-menu").focus()
    await reader.page.keyboard.press("Enter")
    await expect(reader.page.get_by_role("menuitem", name="New group")).to_be_focused()
    await reader.page.keyboard.press("ArrowDown")
    await expect(reader.page.get_by_role("menuitem", name="New forum")).to_be_focused()
    await reader.page.keyboard.press("Escape")
    await expect(reader.find("#main-menu")).to_be_focused()


async def test_a_new_group_a_supergroup_and_a_bot_that_left(reader: Reader) -> None:
    await reader.choose("#main-menu", "New group")
    await reader.page.get_by_label("Its name").fill("Night desk")
    await reader.page.keyboard.press("Enter")
    await expect(reader.find("#chat-title")).to_have_text("Night desk")
    await reader.choose("#chat-menu", "Make the bot an administrator")
    await reader.choose("#chat-menu", "Turn into a supergroup")
    await reader.sees("This supergroup was a group before")
    await expect(reader.find(".chat-item", "Night desk")).to_have_count(1)
    await reader.choose("#chat-menu", "Remove the bot")
    await reader.tap("Add Nutgraf to this chat")
    await expect(reader.find("#closed")).to_be_hidden()


async def test_a_topic_is_opened_in_a_forum(reader: Reader) -> None:
    await reader.open_chat("Newsroom")
    await reader.tap("New topic")
    await reader.page.get_by_label("Its name").fill("Weather")
    await reader.page.keyboard.press("Enter")
    await expect(reader.find(".topic[aria-pressed=true]")).to_have_text("Weather")
    await reader.say("Rain")
    await expect(reader.own).to_have_count(1)
    await reader.find(".topic", "General").click()
    await expect(reader.own).to_have_count(0)


async def test_news_in_another_chat_are_counted(scene: Scene, reader: Reader) -> None:
    await reader.open_chat("Breakfast club")
    await scene.post("Over here")
    await expect(reader.find(".chat-item[data-chat='100'] .badge")).to_have_text("1")
    await expect(reader.page).to_have_title(re.compile(r"^\(1\)"))
    await reader.page.click(".chat-item[data-chat='100']")
    await expect(reader.find(".badge:visible")).to_have_count(0)


async def test_what_was_begun_in_a_chat_is_kept_while_another_is_open(reader: Reader) -> None:
    await reader.page.fill("#text", "Half a sent")
    await reader.open_chat("Newsroom")
    await expect(reader.find("#text")).to_have_value("")
    await reader.page.click(".chat-item[data-chat='100']")
    await expect(reader.find("#text")).to_have_value("Half a sent")


async def test_earlier_messages_of_a_long_chat_are_shown_on_demand(scene: Scene, reader: Reader) -> None:
    for number in range(130):
        await scene.post(f"Line {number}")
    await reader.page.reload()
    await expect(reader.answers.last).to_be_in_viewport()
    await expect(reader.own).to_have_count(0)
    await reader.tap("Show earlier messages")
    await expect(reader.own).to_have_count(1)
    await expect(reader.answers).to_have_count(130)


async def test_a_sandbox_that_is_started_again_is_found_again(browser: Browser) -> None:
    async with open_reader(browser) as reader:
        async with Sandbox(port=0) as sandbox, Driver(sandbox.url) as driver:
            await driver.say("Hello", chat=ADA)
            await reader.open(sandbox.url)
            await expect(reader.own).to_have_count(1)
        await expect(reader.find("#connection")).to_be_visible()
        await reader.say("Is anybody there?")
        await reader.sees("does not answer", "#toasts")
        await expect(reader.find("#text")).to_have_value("Is anybody there?")
        async with Sandbox(port=sandbox.port):
            await expect(reader.find(".try")).to_have_count(3)
            await expect(reader.find("#connection")).to_be_hidden()
            await reader.page.press("#text", "Enter")
            await expect(reader.own).to_have_count(1)
