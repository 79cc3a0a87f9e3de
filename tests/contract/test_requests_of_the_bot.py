"""Each request that our bot makes, in all that people do, against aiogram's models of the Bot API.

aiogram knows the API independently of python-telegram-bot and of the stand-in. What its models do not hold (the length
of button data, the entities' spans) is checked here.
"""

from pathlib import Path
from typing import Any

from aiogram.types import BufferedInputFile

from bot.rendering.rich import utf16_len
from tests.contract.models import find_methods
from tests.flows.everything import Scene, live, open_scene

# Nothing but a long poll with an offset: its answer is what matters.
SKIPPED = frozenset({"getupdates"})
METHODS = {name.lower(): model for name, model in find_methods().items()}
POSTED = frozenset(
    {
        "answercallbackquery",
        "editmessagetext",
        "getchatmember",
        "getfile",
        "getme",
        "getmycommands",
        "sendchataction",
        "senddocument",
        "sendmessage",
        "setmycommands",
        "setmydescription",
        "setmyshortdescription",
    }
)


async def make_every_request(scene: Scene) -> None:
    await live(scene)
    reader = scene.people[0]
    await reader.stage.post("message", chat=reader.chat, user=reader.user, text="/feeds export")
    for text in (f"{await scene.stage.story_url()} http://10.0.0.1/", "/nonsense", "too short"):
        await reader.ask(text)
    for command in ("/follow", '/follow "ferry', "/follow category:sport", "/digest", "/catchup 12h", "/search x"):
        await reader.ask(command)


async def test_each_request_fits_an_independent_model_of_the_api(tmp_path: Path) -> None:
    async with open_scene(tmp_path, people=2, paced=False) as scene:
        await make_every_request(scene)
        told = await scene.stage.get("calls")
    seen = set()
    for call in told["calls"]:
        name = call["method"].lower()
        if name in SKIPPED:
            continue
        seen.add(name)
        METHODS[name].model_validate(with_files(call["params"]), strict=False)
        check_message(call["params"])
    assert seen >= POSTED
    assert told["warnings"] == []


def with_files(params: dict[str, Any]) -> dict[str, Any]:
    """The arguments with a file of aiogram's where the ledger shows name and size of one."""
    return {
        name: BufferedInputFile(b"", value["file_name"]) if isinstance(value, dict) and "file_name" in value else value
        for name, value in params.items()
    }


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
