import pytest

from tests.bot.sandbox.driver import Driver, Json

START = [{"command": "start", "description": "Begin"}]
HELP = [{"command": "help", "description": "Help"}]


async def test_a_menu_belongs_to_its_scope_and_language(driver: Driver) -> None:
    private = {"type": "all_private_chats"}
    await driver.call("setMyCommands", commands=START)
    await driver.call("setMyCommands", commands=HELP, scope=private, language_code="ru")
    assert await driver.call("getMyCommands") == START
    assert await driver.call("getMyCommands", scope=private) == []
    assert await driver.call("getMyCommands", scope=private, language_code="ru") == HELP
    await driver.call("deleteMyCommands", scope=private, language_code="ru")
    assert await driver.call("getMyCommands", scope=private, language_code="ru") == []


async def test_a_person_sees_the_menu_that_fits_best(driver: Driver) -> None:
    await driver.post("users", id=42, language_code="ru", first_name="Vera", last_name="K")
    await driver.post("chats", id=-5, type="group", members=[42])
    await driver.call("setMyCommands", commands=START)
    await driver.call("setMyCommands", commands=HELP, language_code="ru")
    assert (await driver.get("menu", chat=42))["commands"] == HELP
    scope = {"type": "chat_member", "chat_id": -5, "user_id": 42}
    await driver.call("setMyCommands", commands=START, scope=scope)
    assert (await driver.get("menu", chat=-5, user=42))["commands"] == START
    assert (await driver.get("menu", chat=-5, user=7))["commands"] == START
    await driver.call("setMyCommands", commands=[])
    assert (await driver.get("menu", chat=-5, user=7))["commands"] == []


async def test_names_and_descriptions_fall_back_to_those_for_all_languages(driver: Driver) -> None:
    for kind in ("Name", "Description", "ShortDescription"):
        field = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}[kind]
        await driver.call(f"setMy{kind}", **{field: "all"})
        await driver.call(f"setMy{kind}", **{field: "для всех", "language_code": "ru"})
        assert await driver.call(f"getMy{kind}", language_code="ru") == {field: "для всех"}
        assert await driver.call(f"getMy{kind}", language_code="de") == {field: "all"}
    assert (await driver.call("getMe"))["first_name"] == "all"
    assert (await driver.get("menu", chat=42))["description"] == "all"


async def test_the_menu_button_shows_commands(driver: Driver) -> None:
    assert await driver.call("setChatMenuButton", menu_button={"type": "commands"}) is True
    assert await driver.call("getChatMenuButton") == {"type": "commands"}
    assert "MenuButton has unsupported type" in await driver.refusal(
        "setChatMenuButton", menu_button={"type": "web_app"}
    )


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("setMyCommands", {"commands": "{"}, "can't parse commands JSON object"),
        ("setMyCommands", {"commands": 5}, "expected an Array of BotCommand"),
        ("setMyCommands", {"commands": START * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("setMyCommands", {"commands": [5]}, "can't parse BotCommand: expected an Object"),
        ("setMyCommands", {"commands": [{"command": "x"}]}, "can't parse BotCommand: Can't find field \"description\""),
        ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            "setMyCommands",
            {"commands": [{"command": "x" * 33, "description": "x"}]},
            "command length must not exceed 32",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "x", "description": " "}]},
            "command description must be non-empty",
        ),
        ("setMyCommands", {"commands": [{"command": "/", "description": "x"}]}, "command must be non-empty"),
        (
            "setMyCommands",
            {"commands": [{"command": "x", "description": "x" * 257}]},
            "command description length must not exceed 256",
        ),
        ("setMyCommands", {"commands": [], "language_code": "eng"}, "invalid language code specified"),
        (
            "setMyCommands",
            {"commands": [], "scope": []},
            "can't parse BotCommandScope: BotCommandScope must be an Object",
        ),
        ("getMyCommands", {"scope": {}}, "can't parse BotCommandScope: Can't find field \"type\""),
        ("getMyCommands", {"scope": "{"}, "can't parse BotCommandScope JSON object"),
        ("getMyCommands", {"scope": {"type": "chat", "chat_id": -77}}, "chat not found"),
        ("getMyCommands", {"scope": {"type": "x"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ("getMyCommands", {"scope": {"type": "chat"}}, "can't parse BotCommandScope: Can't find field \"chat_id\""),
        (
            "getMyCommands",
            {"scope": {"type": "chat_member", "chat_id": 5}},
            "can't parse BotCommandScope: Invalid user_id specified",
        ),
        ("setMyName", {"name": "x" * 65}, "BOT_NAME_INVALID"),
        ("setMyDescription", {"description": "x" * 513}, "BOT_DESCRIPTION_TOO_LONG"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "BOT_SHORT_DESCRIPTION_TOO_LONG"),
    ],
)
async def test_a_wrong_menu_or_name_is_refused(driver: Driver, method: str, params: Json, message: str) -> None:
    assert await driver.refusal(method, **params) == f"Bad Request: {message}"
