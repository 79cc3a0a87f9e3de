"""The chat page with the bot behind it: from the first start to briefings, buttons, files and groups."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.flows.browser import THEMES, Reader, needs_chromium, open_browser, open_reader
from tests.flows.stage import Stage, open_stage
from tests.flows.stories import BRIDGE

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.asyncio(loop_scope="module")]

WIDTHS = ((360, 740), (800, 760), (1280, 800))
ONE_PANE_PX = 700


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Stage, Reader]]:
    folder = tmp_path_factory.mktemp("browser")
    async with open_stage(folder) as stage, open_browser() as browser, open_reader(browser) as reader:
        yield stage, reader


@pytest_asyncio.fixture(loop_scope="module")
async def stage(opened: tuple[Stage, Reader]) -> Stage:
    stage, _ = opened
    await stage.post("reset")
    return stage


@pytest_asyncio.fixture(loop_scope="module")
async def reader(stage: Stage, opened: tuple[Stage, Reader]) -> AsyncIterator[Reader]:
    _, reader = opened
    await reader.open(stage.sandbox.url)
    yield reader
    assert reader.errors == []


async def test_a_newcomer_gets_a_briefing_by_one_click(reader: Reader) -> None:
    await reader.sees("This bot turns a news story into the few sentences that carry it")
    assert await reader.find(".try").count() == 3
    await reader.picture("greeting")
    await reader.find(".try", "Send a link").click()
    await expect(reader.answers).to_have_count(1)
    await reader.sees("Key figures", ".message.is-bot")
    await expect(reader.own.locator(".preview-site")).to_have_count(1)
    await expect(reader.own.get_by_label("Read", exact=True)).to_have_count(1)
    await reader.picture("briefing")


async def test_a_story_is_pasted_by_one_click(reader: Reader) -> None:
    await reader.find(".try", "Paste a story").click()
    await expect(reader.answers.locator(".key", has_text="Proof")).to_be_visible()
    await reader.sees("About 6,500 people", ".message.is-bot")


async def test_a_paywall_is_named_by_one_click(reader: Reader) -> None:
    await reader.find(".try", "paywall").click()
    await reader.sees(re.compile("paywall|subscri", re.IGNORECASE), ".message.is-bot")


async def test_every_button_changes_the_answer_in_place(reader: Reader) -> None:
    await reader.say(BRIDGE)
    answer = reader.answers.last
    await expect(answer.locator(".key", has_text="Longer")).to_be_visible()
    short = await answer.locator(".words").inner_text()
    await reader.tap("Longer")
    await reader.sees("Lund said", ".message.is-bot")
    await expect(answer.locator(".edited")).to_be_visible()
    await reader.tap("Proof")
    await reader.sees("Sentence 1 of", ".message.is-bot")
    await reader.tap("Source")
    await reader.sees("Length:", ".message.is-bot")
    await reader.tap("← Briefing")
    await reader.tap("Shorter")
    await expect(answer.locator(".words")).not_to_contain_text("Lund said")
    assert len(await answer.locator(".words").inner_text()) <= len(short) + len("edited ")
    await reader.tap("Save")
    await expect(answer.locator(".key", has_text="Saved ✓")).to_be_visible()
    await reader.sees("Saved. /stories lists what you keep.", "#toasts")
    await expect(answer.locator(".is-busy")).to_have_count(0)
    await expect(reader.answers).to_have_count(1)


async def test_a_file_is_attached_and_read(reader: Reader) -> None:
    await reader.attach("bridge.txt", "text/plain", BRIDGE.encode())
    await reader.page.click("#send")
    await expect(reader.own.locator(".document-name")).to_have_text("bridge.txt")
    await reader.sees("9,000 cars a day", ".message.is-bot")


async def test_a_second_person_in_a_group_may_look_but_not_change(stage: Stage, reader: Reader) -> None:
    await reader.open_chat("Breakfast club")
    await reader.sees("Ada added Nutgraf")
    await reader.choose("#speaker", "Boris")
    await reader.say(f"@nutgraf_sandbox_bot {await stage.story_url()}")
    await expect(reader.answers.locator(".key", has_text="Proof")).to_be_visible()
    await expect(reader.answers.locator(".reply-line")).to_contain_text("Boris")
    await reader.page.click("#person")
    await reader.page.get_by_role("menuitem", name="Somebody new").click()
    await reader.page.get_by_label("Their name").fill("Zoe")
    await reader.page.keyboard.press("Enter")
    await expect(reader.find("#person")).to_contain_text("Zoe")
    await reader.tap("Shorter")
    await reader.sees("Only the person who asked", "#toasts")
    await reader.tap("Proof")
    await reader.sees("Sentence", ".message.is-bot")
    await reader.picture("group")


async def test_a_forum_answers_in_the_topic_that_is_open(stage: Stage, reader: Reader) -> None:
    await reader.open_chat("Newsroom")
    await reader.find(".topic", "Climate").click()
    await reader.say(f"@nutgraf_sandbox_bot {await stage.story_url()}")
    await expect(reader.answers).to_have_count(1)
    await reader.find(".topic", "Sport").click()
    await expect(reader.answers).to_have_count(0)


async def test_a_reload_keeps_the_chat_and_start_over_empties_it(reader: Reader) -> None:
    await reader.say("/help")
    await reader.sees("What to send")
    await reader.page.reload()
    await reader.sees("What to send")
    await expect(reader.own).to_have_count(1)
    await reader.choose("#chat-menu", "Start over")
    await reader.tap("Cancel")
    await expect(reader.own).to_have_count(1)
    await reader.choose("#main-menu", "Start over")
    await reader.page.locator(".dialog .is-main").click()
    await expect(reader.find(".try")).to_have_count(3)
    await reader.page.reload()
    await expect(reader.find(".try")).to_have_count(3)


async def test_commands_are_chosen_by_keyboard(reader: Reader) -> None:
    await reader.page.locator("#text").press_sequentially("/s")
    await expect(reader.find(".command")).to_have_count(3)
    await reader.page.keyboard.press("ArrowUp")
    await expect(reader.find(".command[aria-selected=true]")).to_contain_text("/settings")
    await reader.page.keyboard.press("Enter")
    await expect(reader.own).to_contain_text("/settings")
    await expect(reader.answers.locator(".key").first).to_be_visible()


async def test_the_bot_speaks_the_language_of_who_writes(reader: Reader) -> None:
    await reader.choose("#person", "Русский")
    await reader.say("/help")
    await reader.sees("Что", ".message.is-bot")


async def test_a_post_is_forwarded_as_if_from_a_channel(reader: Reader) -> None:
    await reader.open_chat("Harbour Wire")
    await reader.say(BRIDGE)
    await reader.forward(reader.page.locator("article").last, to="Nutgraf", as_if_from="Tide Tables")
    await expect(reader.find("#chat-title")).to_have_text("Nutgraf")
    await expect(reader.own.locator(".forward-line")).to_contain_text("Tide Tables")
    await reader.sees("Tide Tables", ".message.is-bot")


@pytest.mark.parametrize("size", WIDTHS)
async def test_it_can_be_read_and_used_at_any_width_in_both_themes(reader: Reader, size: tuple[int, int]) -> None:
    width, height = size
    await reader.page.set_viewport_size({"width": width, "height": height})
    await check_in_both_themes(reader, f"greeting-{width}")
    await reader.find(".try", "Paste a story").click()
    await expect(reader.answers.locator(".key").first).to_be_visible()
    await check_in_both_themes(reader, f"briefing-{width}")
    await reader.page.click("#chat-menu")
    await check_in_both_themes(reader, f"menu-{width}")
    await reader.page.keyboard.press("Escape")
    await expect(reader.find(".menu")).to_have_count(0)
    if width < ONE_PANE_PX:
        await reader.page.click("#back")
        await expect(reader.find("#text")).to_be_hidden()
    await reader.page.click("#person")
    await check_in_both_themes(reader, f"list-{width}")


async def test_a_chosen_theme_is_kept(reader: Reader) -> None:
    await reader.page.click("#theme")
    await reader.page.reload()
    await expect(reader.find("#theme")).to_have_attribute("aria-pressed", "true")
    await reader.choose("#main-menu", "As the system")
    await expect(reader.find("#theme")).to_have_attribute("aria-pressed", "false")
    await reader.page.emulate_media(color_scheme="dark")
    await expect(reader.find("#theme")).to_have_attribute("aria-pressed", "true")


async def check_in_both_themes(reader: Reader, name: str) -> None:
    for theme in THEMES:
        await reader.page.emulate_media(color_scheme=theme)
        await reader.checks_the_page()
        await reader.picture(f"{name}-{theme}")
