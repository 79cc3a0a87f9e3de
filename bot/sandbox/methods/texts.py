"""The words of a message, a caption or a quote, taken from a request and checked against their limits."""

from bot.sandbox import limits
from bot.sandbox.errors import bad_request
from bot.sandbox.formatting import Formatted, format_text, parse_given
from bot.sandbox.keyboards import parse_reply_markup
from bot.sandbox.links import find_link
from bot.sandbox.parameters import Params
from bot.sandbox.utf16 import utf16_len
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World

PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")


def get_text(world: World, params: Params) -> Formatted:
    """The `text` of a message.

    Raises:
        ApiError: it is empty, too long, or its markup is broken.
    """
    if not params.text("text"):
        raise bad_request("message text is empty")
    body = _get_words(world, params, "text", "entities")
    if not body.text:
        raise bad_request("text must be non-empty")
    if utf16_len(body.text) > limits.TEXT_UTF16:
        raise bad_request("message is too long")
    return body


def get_caption(world: World, params: Params) -> Formatted:
    """The `caption` of a file, which may be empty."""
    body = _get_words(world, params, "caption", "caption_entities")
    if utf16_len(body.text) > limits.CAPTION_UTF16:
        raise bad_request("message caption is too long")
    return body


def get_preview(params: Params) -> JsonObject | None:
    """The `link_preview_options` that are set, or None."""
    options = params.decoded("link_preview_options", "link preview options")
    if options is None:
        return {"is_disabled": True} if params.flag("disable_web_page_preview") else None
    if not isinstance(options, dict):
        raise bad_request("object expected as link preview options")
    for name in PREVIEW_FLAGS:
        if name in options and not isinstance(options[name], bool | None):
            raise bad_request(f'field "{name}" must be of type Boolean')
    if options.get("url") and find_link(str(options["url"])) is None:
        raise bad_request("WEBPAGE_URL_INVALID")
    return {name: value for name, value in options.items() if value} or None


def get_reply_markup(params: Params) -> JsonObject | None:
    """The `reply_markup`, checked; None where the message keeps none."""
    return parse_reply_markup(params.decoded("reply_markup", "reply keyboard markup"))


def get_quote(world: World, value: JsonObject) -> Formatted | None:
    """The quote inside `reply_parameters`, or None."""
    if not value.get("quote"):
        return None
    mode, entities = str(value.get("quote_parse_mode") or ""), value.get("quote_entities")
    return world.with_known_users(format_text(*parse_given(str(value["quote"]), mode, entities)))


def _get_words(world: World, params: Params, words: str, entities: str) -> Formatted:
    text = params.text(words)
    if len(text.encode()) > 1 << 15:
        raise bad_request("text is too long")
    parsed = parse_given(text, params.text("parse_mode"), params.json(entities))
    return world.with_known_users(format_text(*parsed))
