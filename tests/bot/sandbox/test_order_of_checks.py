"""What is refused where several things are wrong at once, and arguments of another form than the documented one.

The server reads a call's arguments before it looks for the chat, the chat before the message replied to, and that
before the topic (process_…_query, check_reply_parameters and do_send_message in Client.cpp).
"""

import pytest

from tests.bot.sandbox.driver import Driver, Json

NOWHERE = {"chat_id": 999}
WRONG_REPLY = {"reply_parameters": {"message_id": 999}}
TEXT = {"text": "x"}


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("sendMessage", NOWHERE, "message text is empty"),
        ("sendMessage", {**NOWHERE, "text": "<b>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
        ("sendMessage", {**NOWHERE, **TEXT, "reply_parameters": "["}, "can't parse reply parameters JSON object"),
        ("sendMessage", {**NOWHERE, **TEXT, "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        (
            "sendMessage",
            {**NOWHERE, **TEXT, "reply_parameters": "[", "reply_markup": "{"},
            "can't parse reply parameters",
        ),
        ("sendMessage", {**NOWHERE, **TEXT, "link_preview_options": "{"}, "can't parse link preview options JSON"),
        ("sendMessage", {**NOWHERE, **TEXT, **WRONG_REPLY}, "chat not found"),
        (
            "sendMessage",
            {"chat_id": 42, **TEXT, **WRONG_REPLY, "message_thread_id": 5},
            "message to be replied not found",
        ),
        ("sendMessage", {"chat_id": 42, **TEXT, "message_thread_id": 5}, "message thread not found"),
        ("sendMessage", {"chat_id": "", **TEXT}, "chat_id is empty"),
        ("sendMessage", {"chat_id": "nobody", **TEXT}, "chat not found"),
        ("sendMessage", {"chat_id": "@nobody", **TEXT}, "chat not found"),
        ("sendMessage", {**NOWHERE, "text": "x" * 32_769}, "text is too long"),
        ("sendMessage", {"chat_id": 42, "text": "x" * 4_097}, "message is too long"),
        ("sendMessage", {"chat_id": 42, "text": " \n "}, "text must be non-empty"),
        ("sendMessage", {**NOWHERE, **TEXT, "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ("sendMessage", {**NOWHERE, **TEXT, "entities": [{"type": "", "offset": 0, "length": 1}]}, "can't parse Mess"),
        ("sendMessage", {**NOWHERE, **TEXT, "reply_parameters": {}}, "chat not found"),
        ("sendMessage", {**NOWHERE, **TEXT, "reply_parameters": {"quote": "x"}}, 'can\'t find field "message_id"'),
        ("sendMessage", {**NOWHERE, **TEXT, "reply_parameters": []}, "object expected as reply parameters"),
        ("sendMessage", {**NOWHERE, **TEXT, "reply_parameters": {"message_id": "one"}}, 'field "message_id" must be'),
        (
            "sendMessage",
            {"chat_id": 42, **TEXT, "reply_parameters": {"message_id": 999, "allow_sending_without_reply": "true"}},
            'field "allow_sending_without_reply" must be of type Boolean',
        ),
        ("sendChatAction", {**NOWHERE, "action": "dancing"}, "wrong parameter action in request"),
        ("sendChatAction", {**NOWHERE, "action": "typing"}, "chat not found"),
        ("setMessageReaction", {**NOWHERE, "reaction": "{"}, "can't parse reaction types JSON object"),
        ("getChatMember", {**NOWHERE, "user_id": -5}, "invalid user_id specified"),
        ("getChatMember", NOWHERE, "invalid user_id specified"),
        ("deleteMessage", {"message_id": 5}, "chat identifier is not specified"),
        ("deleteMessage", NOWHERE, "message identifier is not specified"),
        ("deleteMessage", {"chat_id": 42, "message_id": -5}, "message identifier is not specified"),
        ("deleteMessages", NOWHERE, "message identifiers are not specified"),
        ("forwardMessage", {"chat_id": 42}, 'parameter "from_chat_id" is required'),
        ("forwardMessage", {"chat_id": 42, "from_chat_id": 999, "message_id": 1}, "chat not found"),
        ("forwardMessage", {**NOWHERE, "from_chat_id": 42, "message_id": 999}, "message to forward not found"),
        ("forwardMessages", {**NOWHERE, "from_chat_id": 999}, "message identifiers are not specified"),
        ("editMessageText", NOWHERE, "message text is empty"),
        ("editMessageCaption", {"caption": "x"}, "message identifier is not specified"),
        ("editMessageReplyMarkup", {**NOWHERE, "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
    ],
)
async def test_the_first_thing_wrong_is_what_is_told(driver: Driver, method: str, params: Json, message: str) -> None:
    await driver.say("hello")
    assert (await driver.refusal(method, **params)).startswith(f"Bad Request: {message}")


@pytest.mark.parametrize(
    ("given", "reply"),
    [
        ({"reply_parameters": {}}, False),
        ({"reply_parameters": ""}, False),
        ({"reply_parameters": {"message_id": 0}}, False),
        ({"reply_parameters": {"message_id": -7}}, False),
        ({"reply_parameters": {"message_id": 999, "allow_sending_without_reply": True}}, False),
        ({"reply_to_message_id": 999, "allow_sending_without_reply": "yes"}, False),
        ({"reply_parameters": '{"message_id": "1"}'}, True),
        ({"reply_to_message_id": "1"}, True),
        ({"reply_to_message_id": "1st"}, True),
        ({"reply_parameters": {"message_id": 1, "chat_id": "42"}}, True),
    ],
)
async def test_a_reply_is_asked_for_in_several_forms(driver: Driver, given: Json, reply: bool) -> None:
    await driver.say("hello")
    sent = await driver.call("sendMessage", chat_id=42, text="x", **given)
    assert ("reply_to_message" in sent) is reply


@pytest.mark.parametrize(
    ("limit", "count"), [(0, 1), (1, 1), (3, 3), ("2nd", 2), ("many", 1), (None, 5), (101, 5), (-1, 1)]
)
async def test_a_limit_is_pulled_into_its_range(driver: Driver, limit: object, count: int) -> None:
    for number in range(5):
        await driver.say(str(number))
    assert len(await driver.updates(limit=limit)) == count


@pytest.mark.parametrize("parse_mode", ["BBCode", "Markdown", "html"])
async def test_no_words_need_no_parse_mode(driver: Driver, parse_mode: str) -> None:
    await driver.say("hello")
    sent = await driver.upload("sendDocument", "document", b"x", chat_id="42", parse_mode=parse_mode)
    assert "caption" not in sent
