"""What people send to be read, over real HTTP from message to answer."""

from tests.flows.stage import Stage, labels
from tests.flows.stories import BRIDGE


async def test_a_pasted_story_becomes_a_briefing_with_figures_and_buttons(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(BRIDGE)
    answer = await reader.answer()
    assert "Harbour bridge reopens after 14 months of repairs" in answer["text"]
    assert "3.2 million euros" in answer["text"]
    assert labels(answer) == ["Shorter", "Longer", "Proof", "Quotes", "Save", "Follow", "Source"]


async def test_a_link_in_a_sentence_is_read(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(f"Have you seen {await stage.story_url()}? Remarkable.")
    answer = await reader.answer()
    assert "min read" in answer["text"]


async def test_every_button_changes_the_answer_in_place(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(BRIDGE)
    answer = await reader.answer()
    await reader.tap(answer, "Longer")
    longer = await reader.now_shows(answer, "Lund said")
    assert len(longer["text"]) > len(answer["text"])
    await reader.tap(longer, "Proof")
    proof = await reader.now_shows(answer, "Sentence 1 of")
    await reader.tap(proof, "Source")
    source = await reader.now_shows(answer, "Ida Holm")
    await reader.tap(source, "← Briefing")
    back = await reader.now_shows(answer, "Shorter")
    assert back["text"] == longer["text"]
    await reader.tap(back, "Shorter")
    await reader.now_shows(answer, answer["text"])
    await reader.tap(back, "Save")
    await reader.now_shows(answer, "Saved ✓")
    assert len(await reader.messages()) == 1
