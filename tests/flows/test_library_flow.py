"""Keeping stories, finding them again, forgetting them, and being forgotten oneself."""

from bot.rendering.talk import Line
from tests.flows.stage import Person, Stage, labels, toast
from tests.flows.stories import BRIDGE, ORCHARDS


async def keep(reader: Person, story: str) -> None:
    await reader.say(story)
    answer = await reader.answer()
    assert toast(await reader.tap(answer, "Save")) == Line.SAVED.value
    await reader.now_shows(answer, "Saved ✓")


async def test_a_saved_story_is_listed_opened_and_forgotten(stage: Stage) -> None:
    reader = stage.person()
    await keep(reader, BRIDGE)
    await reader.say("/stories")
    shelf = await reader.answer()
    assert "Harbour bridge" in shelf["text"]
    await reader.tap(shelf, "1")
    opened = await reader.answer()
    assert "Saved ✓" in labels(opened)
    await reader.tap(shelf, "✕ 1")
    forgotten = await reader.now_shows(shelf, "Forgotten")
    await reader.tap(forgotten, "Undo")
    again = await reader.now_shows(shelf, "1 story you keep")
    assert "Forgotten" not in again["text"]


async def test_a_story_is_found_by_words_in_other_forms(stage: Stage) -> None:
    reader = stage.person()
    await keep(reader, BRIDGE)
    await keep(reader, ORCHARDS)
    await reader.say("/search repaired bridges")
    assert "Harbour bridge" in (await reader.answer())["text"]
    await reader.say("/search apple harvests")
    assert "Velden" in (await reader.answer())["text"]


async def test_a_search_takes_any_input_as_words(stage: Stage) -> None:
    reader = stage.person()
    await keep(reader, BRIDGE)
    for query in ('"', "*", "bridge AND NOT (", "title:bridge^2", "'; DROP TABLE stories;--", "NEAR(a b)"):
        await reader.say(f"/search {query}")
        assert (await reader.answer())["text"]


async def test_a_full_shelf_turns_its_pages(stage: Stage) -> None:
    reader = stage.person()
    for number in range(9):
        await keep(reader, BRIDGE.replace("Sandvik", f"Sandvik{number}").replace("Harbour", f"Harbour {number}"))
    await reader.say("/stories")
    shelf = await reader.answer()
    assert "9 stories you keep" in shelf["text"]
    await reader.tap(shelf, "›")
    second = await reader.now_shows(shelf, "9. ")
    await reader.tap(second, "‹")
    await reader.now_shows(shelf, "1. ")


async def test_saving_twice_takes_it_out_again(stage: Stage) -> None:
    reader = stage.person()
    await keep(reader, BRIDGE)
    answer = (await reader.messages())[-1]
    assert toast(await reader.tap(answer, "Saved ✓")) == Line.UNSAVED.value
    await reader.now_shows(answer, "Save")


async def test_nobody_opens_what_another_keeps(stage: Stage) -> None:
    owner, other = stage.person(7), stage.person(8)
    await keep(owner, BRIDGE)
    await keep(other, ORCHARDS)
    await other.say("/stories")
    shelf = await other.answer()
    for story in range(1, 4):
        for operation in "oxu":
            await other.forge(shelf, f"l:{operation}:0:{story}")
    await other.say("/help")
    await other.answers()
    assert not any("Harbour bridge" in message["text"] for message in await other.messages())


async def test_settings_change_the_next_briefing(stage: Stage) -> None:
    reader = stage.person()
    await reader.say("/settings")
    panel = await reader.answer()
    await reader.tap(panel, "Long")
    panel = await reader.now_shows(panel, "✓ Long")
    await reader.tap(panel, "✓ Key figures")
    panel = await reader.now_shows(panel, "Key figures")
    await reader.tap(panel, "lead")
    await reader.now_shows(panel, "✓ lead")
    await reader.say(BRIDGE)
    answer = await reader.answer()
    assert "Key figures" not in answer["text"]
    assert "9,000 cars" in answer["text"]
    await reader.tap(panel, "Русский")
    await reader.now_shows(panel, "Настройки")
    await reader.say("/help")
    assert "Что присылать" in (await reader.answer())["text"]


async def test_a_stored_story_is_briefed_again_by_another_method(stage: Stage) -> None:
    reader = stage.person()
    await keep(reader, BRIDGE)
    await reader.say("/settings")
    await reader.tap(await reader.answer(), "lexrank")
    await reader.say("/stories")
    await reader.tap(await reader.answer(), "1")
    opened = await reader.answer()
    await reader.tap(opened, "Source")
    await reader.now_shows(opened, "lexrank")


async def test_privacy_deletes_everything_after_asking_once_more(stage: Stage) -> None:
    reader = stage.person()
    await keep(reader, BRIDGE)
    await reader.say("/privacy")
    told = await reader.answer()
    await reader.tap(told, "Delete my data")
    asked = await reader.now_shows(told, "Yes, delete")
    await reader.tap(asked, "No, keep")
    kept = await reader.now_shows(told, "Delete my data")
    await reader.tap(kept, "Delete my data")
    asked = await reader.now_shows(told, "Yes, delete")
    await reader.tap(asked, "Yes, delete")
    await reader.now_shows(told, Line.DELETED.value)
    await reader.say("/stories")
    assert "no stories yet" in (await reader.answer())["text"]
