"""What people send to be read, over real HTTP from message to answer."""

from tests.flows.stage import Stage, labels

STORY = """Harbour bridge reopens after 14 months of repairs

By Ida Holm

The harbour bridge at Sandvik reopened on Monday after 14 months of repairs that cost 3.2 million euros, the port
authority said. Some 9,000 cars a day are expected to use it again, after a detour that added 25 minutes to every trip.

Mayor Per Lund cut the ribbon in front of 400 guests. "The town was cut in two, and now it is whole," Lund said.

Engineers replaced 640 tonnes of steel and every one of the 112 cables. The work took three months longer than planned
because of storms in January. The authority said that the bridge would be inspected twice a year from now on.

Shopkeepers on the south bank said that they had lost a third of their trade. The town council has promised them help,
but has not said how much or when.
"""


async def test_a_pasted_story_becomes_a_briefing_with_figures_and_buttons(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(STORY)
    answer = await reader.answer()
    assert "Harbour bridge reopens after 14 months of repairs" in answer["text"]
    assert "3.2 million euros" in answer["text"]
    assert labels(answer) == ["Shorter", "Longer", "Proof", "Save", "Source"]


async def test_a_link_in_a_sentence_is_read(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(f"Have you seen {await stage.story_url()}? Remarkable.")
    answer = await reader.answer()
    assert "min read" in answer["text"]


async def test_every_button_changes_the_answer_in_place(stage: Stage) -> None:
    reader = stage.person()
    await reader.say(STORY)
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
