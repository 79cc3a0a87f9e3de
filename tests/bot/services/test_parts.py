from pathlib import Path

import pytest

from bot.services.parts import LONG_CHARS, Part, goes_on, join_parts
from tests.flows.stage import Stage, open_stage
from tests.flows.stories import BRIDGE, ORCHARDS

LONG = "word " * (LONG_CHARS // 5 + 1)
FIRST = Part(update_id=1, message_id=10, user_id=7, sent_at=100, text=LONG, forwarded=False)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, True),
        ({"user_id": 8}, False),
        ({"message_id": 12}, False),
        ({"sent_at": 200}, False),
        ({"text": "/help"}, False),
        ({"text": ""}, False),
        ({"forwarded": True}, False),
    ],
)
def test_the_rest_of_a_text_is_the_next_message_of_the_same_person(changed: dict[str, object], expected: bool) -> None:
    fields = {"update_id": 2, "message_id": 11, "user_id": 7, "sent_at": 101, "text": "rest", "forwarded": False}
    assert goes_on(FIRST, Part(**{**fields, **changed})) is expected  # type: ignore[arg-type]


def test_a_short_text_never_goes_on() -> None:
    short = Part(update_id=1, message_id=10, user_id=7, sent_at=100, text="short", forwarded=False)
    assert not goes_on(short, Part(update_id=2, message_id=11, user_id=7, sent_at=100, text="x", forwarded=False))


def test_parts_join_at_a_sentence_with_a_paragraph_and_else_with_a_space() -> None:
    assert join_parts(["One ends.", "Two goes", "on"]) == "One ends.\n\nTwo goes on"


@pytest.mark.parametrize("message", [{}, {"from": None, "text": None}, {"message_id": 3, "from": {}}])
def test_a_message_without_text_or_sender_is_no_part(message: dict[str, object]) -> None:
    assert not goes_on(FIRST, Part.of(message))


async def test_a_long_text_in_three_messages_gets_one_answer(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        await send_in_three(stage)


async def send_in_three(stage: Stage) -> None:
    reader = stage.person()
    headline, _, body = ORCHARDS.partition("\n\n")
    paragraphs = [one for one in (body + BRIDGE.partition("By Ida Holm")[2]).split("\n\n") if one.strip()]
    numbered = (f"{one.strip()} This is paragraph {number}." for number, one in enumerate(paragraphs * 7))
    text = headline + "\n\n" + "\n\n".join(numbered)
    pieces = [text[:3_900], text[3_900:7_600], text[7_600:]]
    assert len(pieces[1]) > LONG_CHARS
    for piece in pieces:
        await reader.say(piece)
    answer = await reader.answer()
    assert "Late frost" in answer["text"]
    await reader.tap(answer, "Source")
    source = await reader.now_shows(answer, "Length:")
    words = int(source["text"].partition("Length: ")[2].partition(" ")[0])
    assert abs(words - len(text.split())) < 40
    await reader.say("/help")
    assert "What to send" in (await reader.answer())["text"]
