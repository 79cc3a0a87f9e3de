"""axe-core over the chat page with the bot behind it, in every state that shows something new, in both themes."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.flows.axe import find_faults, needs_axe
from tests.flows.browser import THEMES, Reader, needs_chromium, open_browser, open_reader
from tests.flows.stage import Stage, open_stage
from tests.flows.stories import BRIDGE

pytestmark = [pytest.mark.browser, needs_chromium, needs_axe, pytest.mark.asyncio(loop_scope="module")]

ONE_PANE = {"width": 360, "height": 740}
# Where the list of chats takes the whole of a narrow page, no chat is open: there is nothing that `main` could hold.
LIST_ALONE = "landmark-one-main"
NO_ALTERNATIVE = '<svg aria-hidden="false" role="img" width="9" height="9"></svg>'


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Stage, Reader]]:
    folder = tmp_path_factory.mktemp("axe")
    async with open_stage(folder) as stage, open_browser() as browser, open_reader(browser) as reader:
        yield stage, reader


@pytest_asyncio.fixture(loop_scope="module")
async def reader(opened: tuple[Stage, Reader]) -> AsyncIterator[Reader]:
    stage, reader = opened
    await stage.post("reset")
    await reader.open(stage.sandbox.url)
    yield reader
    assert reader.errors == []


async def check(reader: Reader, *, but: str = "nothing") -> None:
    for theme in THEMES:
        await reader.page.emulate_media(color_scheme=theme)
        faults = [fault for fault in await find_faults(reader.page) if f" {but}:" not in fault]
        assert faults == []


async def test_the_judge_speaks_up(reader: Reader) -> None:
    await reader.value(f"document.querySelector('main').insertAdjacentHTML('beforeend', `{NO_ALTERNATIVE}`)")
    faults = await find_faults(reader.page)
    assert len(faults) == 1
    assert faults[0].startswith("serious svg-img-alt")


async def test_a_newcomers_way_to_a_briefing_and_its_menus(reader: Reader) -> None:
    await check(reader)
    await reader.say(BRIDGE)
    await expect(reader.answers.locator(".key").first).to_be_visible()
    await check(reader)
    await reader.answers.last.click(button="right", position={"x": 8, "y": 8})
    await check(reader)
    await reader.page.get_by_role("menuitem", name="Forward").click()
    await check(reader)
    await reader.page.keyboard.press("Escape")
    await reader.page.click("#main-menu")
    await check(reader)
    await reader.page.get_by_role("menuitem", name="New group").click()
    await check(reader)


async def test_writing_with_a_reply_a_file_and_the_commands_open(reader: Reader) -> None:
    await reader.say("/help")
    await reader.sees("What to send", ".message.is-bot")
    await reader.attach("bridge.txt", "text/plain", BRIDGE.encode())
    await reader.own.last.click(button="right", position={"x": 8, "y": 8})
    await reader.page.get_by_role("menuitem", name="Reply").click()
    await reader.page.locator("#text").press_sequentially("/")
    await expect(reader.find(".command").first).to_be_visible()
    await check(reader)


async def test_a_bot_that_types(reader: Reader, opened: tuple[Stage, Reader]) -> None:
    stage, _ = opened
    await reader.say("/help")
    await reader.sees("What to send", ".message.is-bot")
    chat = (await stage.get("chats"))["chats"][0]["id"]
    bot = stage.app.application.bot
    await bot.send_chat_action(chat, "typing")
    await expect(reader.find(".chat-item .is-typing")).to_be_visible()
    await check(reader)
    await reader.checks_the_page()


@pytest.mark.parametrize("title", ["Breakfast club", "Newsroom", "Harbour Wire"])
async def test_every_kind_of_chat(reader: Reader, title: str) -> None:
    await reader.open_chat(title)
    await check(reader)
    await reader.page.click("#chat-menu")
    await check(reader)


async def test_a_phone(reader: Reader) -> None:
    await reader.page.set_viewport_size({"width": ONE_PANE["width"], "height": ONE_PANE["height"]})
    await check(reader)
    await reader.page.click("#back")
    await check(reader, but=LIST_ALONE)
    await reader.page.click("#person")
    await check(reader, but=LIST_ALONE)


async def test_the_menu_of_commands_is_left_and_entered_by_keyboard(reader: Reader) -> None:
    await reader.page.locator("#text").press_sequentially("/")
    await expect(reader.find(".command").first).to_be_visible()
    await reader.page.keyboard.press("Shift+Tab")
    await expect(reader.find("#text")).to_have_value("/")
    await expect(reader.find("#open-commands")).to_be_focused()
    await expect(reader.find("#commands")).to_be_hidden()
    await reader.page.keyboard.press("Enter")
    await reader.find("#commands").focus()
    await reader.page.keyboard.press("ArrowUp")
    last = reader.find(".command").last
    await expect(last).to_have_attribute("aria-selected", "true")
    await expect(last).to_be_in_viewport()
    await reader.page.keyboard.press("Escape")
    await expect(reader.find("#commands")).to_be_hidden()
