"""getMe, command menus, names and descriptions, the menu button."""

from functools import partial

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.targets import get_open_chat
from bot.sandbox.parameters import Params
from bot.sandbox.profile import Scope, parse_commands, parse_language, parse_scope
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World

MENU_BUTTONS = frozenset({"commands", "default"})


def get_me(world: World, _: Params) -> JsonObject:
    """The bot itself."""
    return world.me()


def set_my_commands(world: World, params: Params) -> bool:
    """One menu, for a scope and a language."""
    commands = parse_commands(params.decoded("commands", "commands"))
    scope, language = _get_place(world, params)
    world.profile.set_commands(scope, language, commands)
    world.journal.add("menu")
    return True


def get_my_commands(world: World, params: Params) -> list[JsonObject]:
    """The menu of exactly this scope and language."""
    scope, language = _get_place(world, params)
    return world.profile.get_commands(scope, language)


def delete_my_commands(world: World, params: Params) -> bool:
    """One menu goes."""
    scope, language = _get_place(world, params)
    world.profile.set_commands(scope, language, [])
    world.journal.add("menu")
    return True


def _get_place(world: World, params: Params) -> tuple[Scope, str]:
    """Scope and language of a menu; a chat that the scope names must be there and open to the bot."""
    scope = parse_scope(params.decoded("scope", "BotCommandScope"))
    if scope[1]:
        get_open_chat(world, str(scope[1]))
    return scope, parse_language(params.text("language_code"))


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
    button = params.decoded("menu_button", "menu button")
    if button is not None and not isinstance(button, dict):
        raise bad_request("can't parse menu button: MenuButton must be an Object")
    if isinstance(button, dict) and str(button.get("type")) not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    return True


def get_chat_menu_button(_: World, __: Params) -> JsonObject:
    """Always the command menu."""
    return {"type": "commands"}
