"""What the bot shows of itself: command menus by scope and language, name and descriptions by language."""

import re
from dataclasses import dataclass, field

from bot.sandbox import limits
from bot.sandbox.errors import bad_request
from bot.sandbox.wire import JsonObject, parse_integer

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
SCOPE = "can't parse BotCommandScope: "
NAME_LIMITS = {
    "name": limits.NAME_CHARS,
    "description": limits.DESCRIPTION_CHARS,
    "short_description": limits.SHORT_DESCRIPTION_CHARS,
}
Scope = tuple[str, int, int]
"""A scope as a key: its type, chat and user, the latter two 0 where it names none."""


@dataclass(slots=True)
class Profile:
    """Menus and names as they were set."""

    commands: dict[tuple[Scope, str], list[JsonObject]] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def set_commands(self, scope: Scope, language: str, commands: list[JsonObject]) -> None:
        """Replace one menu; no commands delete it."""
        if commands:
            self.commands[scope, language] = commands
        else:
            self.commands.pop((scope, language), None)

    def get_commands(self, scope: Scope, language: str) -> list[JsonObject]:
        """Exactly the menu set for this scope and language, without falling back; empty when none was set."""
        return self.commands.get((scope, language), [])

    def shown_commands(self, chat_type: str, chat_id: int, user_id: int, language: str) -> list[JsonObject]:
        """The menu a person sees, by the order core.telegram.org/bots/api#determining-list-of-commands gives.

        Administrators' scopes are left out: the page shows what everybody sees.
        """
        wide = "all_private_chats" if chat_type == "private" else "all_group_chats"
        scopes: tuple[Scope, ...] = (
            ("chat_member", chat_id, user_id), ("chat", chat_id, 0), (wide, 0, 0), ("default", 0, 0),
        )  # fmt: skip
        for scope in scopes:
            for spoken in (language, ""):
                if menu := self.commands.get((scope, spoken)):
                    return menu
        return []

    def set_name(self, kind: str, language: str, text: str) -> None:
        """Replace name, description or short description; an empty text deletes it.

        Raises:
            ApiError: the text is too long.
        """
        if len(text) > NAME_LIMITS[kind]:
            long = {"name": "BOT_NAME_INVALID", "description": "BOT_DESCRIPTION_TOO_LONG"}
            raise bad_request(long.get(kind, "BOT_SHORT_DESCRIPTION_TOO_LONG"))
        self.names[kind, language] = text

    def get_name(self, kind: str, language: str, default: str = "") -> str:
        """What is shown in `language`, which falls back to what was set for all."""
        return self.names.get((kind, language)) or self.names.get((kind, "")) or default


def parse_language(code: str) -> str:
    """A two-letter code, or "" for all languages.

    Raises:
        ApiError: it is neither.
    """
    if code and not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def parse_commands(value: object) -> list[JsonObject]:
    """The commands of setMyCommands, a leading slash removed and lower case demanded as the server does.

    Raises:
        ApiError: in the server's words.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    if len(value) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_parse_command(item) for item in value]


def _parse_command(item: object) -> JsonObject:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(item.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command, description = item["command"].strip().removeprefix("/"), item["description"].strip()
    _check_length("command", command, limits.COMMAND_CHARS)
    _check_length("command description", description, limits.COMMAND_DESCRIPTION_CHARS)
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def _check_length(what: str, text: str, most: int) -> None:
    """The words of set_commands in td/telegram/BotCommand.cpp."""
    if not text:
        raise bad_request(f"{what} must be non-empty")
    if len(text) > most:
        raise bad_request(f"{what} length must not exceed {most}")


def parse_scope(value: object) -> Scope:
    """The scope of a menu; none given means everybody.

    Raises:
        ApiError: it names no known type, or lacks its chat or user.
    """
    if value is None:
        return "default", 0, 0
    if not isinstance(value, dict):
        raise bad_request(f"{SCOPE}BotCommandScope must be an Object")
    if "type" not in value:
        raise bad_request(f'{SCOPE}Can\'t find field "type"')
    kind = str(value["type"])
    if kind in PLAIN_SCOPES:
        return kind, 0, 0
    if kind not in CHAT_SCOPES:
        raise bad_request(f"{SCOPE}Unsupported type specified")
    if "chat_id" not in value:
        raise bad_request(f'{SCOPE}Can\'t find field "chat_id"')
    chat_id = parse_integer(value["chat_id"])
    user_id = parse_integer(value.get("user_id")) if kind == "chat_member" else 0
    if chat_id is None:
        raise bad_request(f"{SCOPE}Empty chat_id specified")
    if (user_id or 0) <= 0 and kind == "chat_member":
        raise bad_request(f"{SCOPE}Invalid user_id specified")
    return kind, chat_id, user_id or 0
