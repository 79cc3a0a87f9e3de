"""The arguments of the control interface, checked."""

from bot.sandbox.crowd import Impossible
from bot.sandbox.parameters import Params
from bot.sandbox.users import BOT_ID
from bot.sandbox.wire import parse_integer

LONGEST_WAIT_S = 60.0


def get_number(params: Params, name: str) -> int:
    """A number that must be there.

    Raises:
        Impossible: it is missing or no integer.
    """
    number = parse_integer(params.values.get(name))
    if number is None:
        raise Impossible(f"{name} must be an integer")
    return number


def get_person(params: Params, name: str = "user") -> int:
    """The id of somebody; "bot" stands for the bot's."""
    return BOT_ID if params.text(name) == "bot" else get_number(params, name)


def get_place(params: Params) -> tuple[int, int]:
    """Chat and user; either may be left out in a private chat, where they are the same."""
    chat = parse_integer(params.values.get("chat"))
    user = parse_integer(params.values.get("user"))
    if chat is None and user is None:
        raise Impossible("chat must be an integer")
    chat = chat if chat is not None else user or 0
    return chat, user if user is not None else max(chat, 0)


def get_wait_s(params: Params) -> float:
    """How many real seconds to wait, 0 to 60."""
    try:
        return min(max(float(params.text("wait_s") or 0), 0.0), LONGEST_WAIT_S)
    except ValueError as error:
        raise Impossible("wait_s must be a number of seconds") from error


def get_ids(params: Params, name: str) -> list[int]:
    """A list of ids, empty when not given; "bot" stands for the bot's."""
    numbers = [BOT_ID if item == "bot" else parse_integer(item) for item in params.items(name)]
    if None in numbers:
        raise Impossible(f"{name} must be a list of integers")
    return [number for number in numbers if number is not None]
