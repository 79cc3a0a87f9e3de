import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.keyboards import parse_reply_markup
from bot.sandbox.wire import JsonObject

BUTTON = "can't parse InlineKeyboardButton: "


def inline(**button: object) -> JsonObject:
    return {"inline_keyboard": [[button]]}


ERRORS = [
    ("x", "object expected as reply markup"),
    ({"inline_keyboard": "bad"}, 'field "inline_keyboard" must be of type Array'),
    ({"inline_keyboard": ["x"]}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ({"inline_keyboard": [["x"]]}, BUTTON + "InlineKeyboardButton must be an Object"),
    (inline(callback_data="x"), BUTTON + 'Can\'t find field "text"'),
    (inline(text=5, callback_data="x"), BUTTON + 'Field "text" must be of type String'),
    (inline(text=" ", callback_data="x"), "BUTTON_TEXT_INVALID"),
    (inline(text="x"), BUTTON + "Text buttons are not allowed in the inline keyboard"),
    (inline(text="x", callback_data=""), BUTTON + "Text buttons are not allowed in the inline keyboard"),
    (inline(text="x", callback_data=7), BUTTON + 'Field "callback_data" must be of type String'),
    (inline(text="x", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
    (inline(text="x", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
    (inline(text="x", callback_data="x", style="loud"), BUTTON + "invalid button style specified"),
    (inline(text="x", url="not-a-url"), "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL"),
    (
        inline(text="x", url="ftp://a.org"),
        "inline keyboard button URL 'ftp://a.org' is invalid: Unsupported URL protocol",
    ),
    (
        inline(text="x", web_app={"url": "http://a.org"}),
        "inline keyboard button Web App URL 'http://a.org' is invalid: Only HTTPS links are allowed",
    ),
    (inline(text="x", copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
    (inline(text="x", copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
    (inline(text="x", pay=True), "BUTTON_TYPE_INVALID"),
    (inline(text="x", callback_game={"x": 1}), "BUTTON_TYPE_INVALID"),
    (
        inline(text="x", switch_inline_query_chosen_chat={"allow_user_chats": "yes"}),
        BUTTON + 'Field "allow_user_chats" must be of type Boolean',
    ),
    (
        inline(text="x", switch_inline_query_chosen_chat=5),
        BUTTON + 'Field "switch_inline_query_chosen_chat" must be of type Object',
    ),
    ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}, "reply markup is too long"),
    ({"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}, "reply markup is too long"),
    ({"keyboard": "bad"}, 'field "keyboard" must be of type Array'),
    ({"keyboard": [[{"text": "A"}]], "selective": "yes"}, 'field "selective" must be of type Boolean'),
    ({"keyboard": [[{}]]}, "can't parse keyboard button: Can't find field \"text\""),
    ({"keyboard": [7]}, 'field "keyboard" must be an Array of Arrays'),
    ({"keyboard": [[7]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
    ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
    ({"remove_keyboard": "yes"}, 'field "remove_keyboard" must be of type Boolean'),
]
KEPT: list[JsonObject] = [
    {"text": "x", "callback_data": "x" * 64},
    {"text": "x", "callback_data": "x", "style": "danger", "icon_custom_emoji_id": "5"},
    {"text": "x", "url": "https://a.org/"},
    {"text": "x", "web_app": {"url": "https://a.org"}},
    {"text": "x", "copy_text": {"text": "x" * 256}},
    {"text": "x", "switch_inline_query": ""},
    {"text": "x", "switch_inline_query_chosen_chat": {"query": "q", "allow_user_chats": True}},
]


@pytest.mark.parametrize(("markup", "message"), ERRORS)
def test_a_wrong_keyboard_is_refused_in_the_servers_words(markup: object, message: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_reply_markup(markup)
    assert refused.value.description == f"Bad Request: {message}"


@pytest.mark.parametrize("button", KEPT)
def test_a_button_comes_back_as_it_was_given(button: JsonObject) -> None:
    assert parse_reply_markup(inline(**button)) == inline(**button)


def test_empty_rows_are_dropped_and_no_buttons_mean_no_keyboard() -> None:
    button = {"text": "x", "callback_data": "x"}
    assert parse_reply_markup({"inline_keyboard": [[], [button]]}) == {"inline_keyboard": [[button]]}
    assert parse_reply_markup({"inline_keyboard": [[]]}) is None


@pytest.mark.parametrize(
    "markup", [None, "", {"inline_keyboard": None}, {"keyboard": [["A", {"text": "B"}]]}, {"force_reply": True}]
)
def test_keyboards_for_the_client_are_not_kept_in_the_message(markup: object) -> None:
    assert parse_reply_markup(markup) is None
