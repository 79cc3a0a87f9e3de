"""Keyboards under messages: read, checked and brought into the form the server sends back."""

from collections.abc import Callable, Mapping

from bot.sandbox import limits
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.links import WrongLink, check_link
from bot.sandbox.wire import JsonObject

BUTTON = "can't parse InlineKeyboardButton: "
STYLES = frozenset({"danger", "success", "primary"})
REPLY_FLAGS = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")


def parse_reply_markup(value: object) -> JsonObject | None:
    """The checked markup of a message, or None when none was given.

    Only an inline keyboard is kept by the server; the others are for the client and come back as None too, but
    are checked.

    Raises:
        ApiError: in the server's words.
    """
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if value.get("inline_keyboard") is not None:
        return parse_inline_keyboard(value)
    if value.get("keyboard") is not None:
        _check_reply_keyboard(value)
    else:
        _check_flags(value, ("remove_keyboard", "force_reply", "selective"))
    return None


def parse_inline_keyboard(markup: JsonObject) -> JsonObject | None:
    """The checked inline keyboard without empty rows, or None when no button is left."""
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" must be of type Array')
    parsed = []
    for row in rows:
        if not isinstance(row, list):
            raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
        if row:
            parsed.append([_parse_button(button) for button in row])
    if any(len(row) > limits.BUTTONS_IN_ROW for row in parsed) or sum(map(len, parsed)) > limits.BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": parsed} if parsed else None


def _parse_button(button: object) -> JsonObject:
    if not isinstance(button, dict):
        raise bad_request(f"{BUTTON}InlineKeyboardButton must be an Object")
    text = button.get("text")
    if "text" not in button:
        raise bad_request(f'{BUTTON}Can\'t find field "text"')
    if not isinstance(text, str):
        raise bad_request(f'{BUTTON}Field "text" must be of type String')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    parsed: JsonObject = {"text": text}
    for name, parse in ACTIONS.items():
        if button.get(name) not in (None, "") or (name.startswith("switch") and name in button):
            parsed[name] = parse(button[name])
            return {**parsed, **_parse_looks(button)}
    raise bad_request(f"{BUTTON}Text buttons are not allowed in the inline keyboard")


def _parse_looks(button: Mapping[str, object]) -> JsonObject:
    looks: JsonObject = {}
    if button.get("style"):
        if button["style"] not in STYLES:
            raise bad_request(f"{BUTTON}invalid button style specified")
        looks["style"] = button["style"]
    if button.get("icon_custom_emoji_id"):
        looks["icon_custom_emoji_id"] = str(button["icon_custom_emoji_id"])
    return looks


def _parse_url(value: object) -> str:
    try:
        return check_link(str(value))
    except WrongLink as wrong:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: {wrong}") from wrong


def _parse_callback_data(value: object) -> str:
    if not isinstance(value, str):
        raise bad_request(f'{BUTTON}Field "callback_data" must be of type String')
    if len(value.encode()) > limits.CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return value


def _parse_copy_text(value: object) -> JsonObject:
    text = value.get("text", "") if isinstance(value, dict) else ""
    if not isinstance(text, str) or not 1 <= len(text) <= limits.COPY_TEXT_CHARS:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


def _parse_web_app(value: object) -> JsonObject:
    url = str(value.get("url", "")) if isinstance(value, dict) else ""
    if not url.startswith("https://"):
        raise bad_request(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    return {"url": url}


def _refuse_type(_: object) -> JsonObject:
    raise bad_request("BUTTON_TYPE_INVALID")


def _parse_query(value: object) -> str:
    return str(value or "")


def _parse_chosen_chat(value: object) -> JsonObject:
    if not isinstance(value, dict):
        raise bad_request(f'{BUTTON}Field "switch_inline_query_chosen_chat" must be of type Object')
    for name, flag in value.items():
        if name.startswith("allow_") and not isinstance(flag, bool):
            raise bad_request(f'{BUTTON}Field "{name}" must be of type Boolean')
    return value


ACTIONS: Mapping[str, Callable[[object], object]] = {
    "url": _parse_url,
    "callback_data": _parse_callback_data,
    "web_app": _parse_web_app,
    "login_url": _refuse_type,
    "switch_inline_query": _parse_query,
    "switch_inline_query_current_chat": _parse_query,
    "switch_inline_query_chosen_chat": _parse_chosen_chat,
    "copy_text": _parse_copy_text,
    "callback_game": _refuse_type,
    "pay": _refuse_type,
}
"""What a button may do, in the order the server looks; games, payments and logins are not for this bot."""


def _check_reply_keyboard(value: JsonObject) -> None:
    rows = value["keyboard"]
    if not isinstance(rows, list):
        raise bad_request('field "keyboard" must be of type Array')
    _check_flags(value, REPLY_FLAGS)
    for row in rows:
        if not isinstance(row, list):
            raise bad_request('field "keyboard" must be an Array of Arrays')
        for button in row:
            if not isinstance(button, str | dict):
                raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
            if isinstance(button, dict) and "text" not in button:
                raise bad_request("can't parse keyboard button: Can't find field \"text\"")


def _check_flags(value: JsonObject, names: tuple[str, ...]) -> None:
    for name in names:
        if name in value and not isinstance(value[name], bool):
            raise _not_boolean(name)


def _not_boolean(name: str) -> ApiError:
    return bad_request(f'field "{name}" must be of type Boolean')
