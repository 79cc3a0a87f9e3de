"""Each request that our bot makes, in a flow that taps everything, against aiogram's models of the Bot API.

aiogram knows the API independently of python-telegram-bot and of the stand-in. What its models do not hold (the length
of button data, the entities' spans) is checked here.
"""

from pathlib import Path
from typing import Any

from bot.rendering.rich import utf16_len
from tests.contract.models import find_methods
from tests.flows.stage import Stage, open_stage
from tests.flows.stories import BRIDGE

# Nothing but a long poll with an offset: its answer is what matters.
SKIPPED = frozenset({"getupdates"})
METHODS = {name.lower(): model for name, model in find_methods().items()}
POSTED = frozenset(
    {
        "answercallbackquery",
        "deletemessage",
        "editmessagetext",
        "getme",
        "getmycommands",
        "sendchataction",
        "sendmessage",
        "setmycommands",
        "setmydescription",
        "setmyshortdescription",
    }
)


async def tap_everything(stage: Stage) -> None:
    reader = stage.person()
    for command in ("/start", "/help", "/privacy", "/settings"):
        await reader.say(command)
        await reader.answer()
    await reader.say(BRIDGE)
    answer = await reader.answer()
    for label in ("Longer", "Proof", "Source", "← Briefing", "Save"):
        await reader.tap(answer, label)
    await reader.say("/stories")
    shelf = await reader.answer()
    await reader.tap(shelf, "1")
    await reader.answer()
    await reader.tap(shelf, "✕ 1")
    await reader.say(f"{await stage.story_url()} http://10.0.0.1/")
    await reader.answers(2)


async def test_each_request_fits_an_independent_model_of_the_api(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        await tap_everything(stage)
        told = await stage.get("calls")
    seen = set()
    for call in told["calls"]:
        name = call["method"].lower()
        if name in SKIPPED:
            continue
        seen.add(name)
        METHODS[name].model_validate(call["params"], strict=False)
        check_message(call["params"])
    assert seen >= POSTED - {"deletemessage"}
    assert told["warnings"] == []


def check_message(params: dict[str, Any]) -> None:
    keyboard = params.get("reply_markup") or {}
    for row in keyboard.get("inline_keyboard", []):
        for button in row:
            assert len((button.get("callback_data") or "x").encode()) <= 64
            assert len(button["text"]) > 0
    text = params.get("text") or ""
    for entity in params.get("entities") or []:
        assert entity["offset"] >= 0
        assert entity["offset"] + entity["length"] <= utf16_len(text)
        assert entity["length"] > 0
