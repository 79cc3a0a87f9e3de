"""getMe, command menus, names and descriptions, the menu button."""

from functools import partial

from bot.sandbox.errors import bad_request
from bot.sandbox.parameters import Params
from bot.sandbox.profile import parse_commands, parse_language, parse_scope
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World

MENU_BUTTONS = frozenset({"commands", "default"})


def get_me(world: World, _: Params) -> JsonObject:
    """The bot itself."""
    return world.me()


def set_my_commands(world: World, params: Params) -> bool:
    """One menu, for a scope and a language."""
    commands = parse_commands(params.json("commands"))
    scope, language = parse_scope(params.json("scope")), parse_language(params.text("language_code"))
    world.profile.set_commands(scope, language, commands)
    world.journal.add("menu")
    return True


def get_my_commands(world: World, params: Params) -> list[JsonObject]:
    """The menu of exactly this scope and language."""
    scope, language = parse_scope(params.json("scope")), parse_language(params.text("language_code"))
    return world.profile.get_commands(scope, language)


def delete_my_commands(world: World, params: Params) -> bool:
    """One menu goes."""
    scope, language = parse_scope(params.json("scope")), parse_language(params.text("language_code"))
    world.profile.set_commands(scope, language, [])
    world.journal.add("menu")
    return True


def _set_name(kind: str, world: World, params: Params) -> bool:
    world.profile.set_name(kind, parse_language(params.text("language_code")), params.text(kind))
    world.journal.add("menu")
    return True


def _get_name(kind: str, world: World, params: Params) -> JsonObject:
    default = world.bot.first_name if kind == "name" else ""
    return {kind: world.profile.get_name(kind, parse_language(params.text("language_code")), default)}


set_my_name = partial(_set_name, "name")
set_my_description = partial(_set_name, "description")
set_my_short_description = partial(_set_name, "short_description")
get_my_name = partial(_get_name, "name")
get_my_description = partial(_get_name, "description")
get_my_short_description = partial(_get_name, "short_description")


def set_chat_menu_button(_: World, params: Params) -> bool:
    """What the button beside the input opens; a web app is not for this bot."""
    button = params.json("menu_button")
    if button is not None and (not isinstance(button, dict) or button.get("type") not in MENU_BUTTONS):
        raise bad_request("can't parse menu button: unsupported type specified")
    return True


def get_chat_menu_button(_: World, __: Params) -> JsonObject:
    """Always the command menu."""
    return {"type": "commands"}
