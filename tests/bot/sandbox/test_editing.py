import pytest

from bot.sandbox.clock import Clock
from tests.bot.sandbox.driver import Driver, Json

KEYBOARD = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


@pytest.fixture
async def sent(driver: Driver) -> Json:
    await driver.say("hello")
    message: Json = await driver.call("sendMessage", chat_id=42, text="first", reply_markup=KEYBOARD)
    return {"chat_id": 42, "message_id": message["message_id"]}


async def test_an_edit_replaces_text_and_keyboard_and_is_dated(driver: Driver, clock: Clock, sent: Json) -> None:
    clock.advance(60)
    edited = await driver.call("editMessageText", **sent, text="second")
    assert (edited["text"], edited["edit_date"] - edited["date"]) == ("second", 60)
    assert "reply_markup" not in edited
    (shown,) = (await driver.get("chats/42", after=sent["message_id"]))["messages"]
    assert (shown["text"], shown["edits"], shown["buttons"]) == ("second", 1, [])


async def test_an_edit_that_changes_nothing_is_refused(driver: Driver, sent: Json) -> None:
    assert await driver.refusal("editMessageText", **sent, text="first", reply_markup=KEYBOARD) == UNCHANGED
    assert await driver.refusal("editMessageReplyMarkup", **sent, reply_markup=KEYBOARD) == UNCHANGED
    await driver.call("editMessageText", **sent, text="<b>first</b>", parse_mode="HTML", reply_markup=KEYBOARD)


async def test_a_keyboard_can_be_changed_alone(driver: Driver, sent: Json) -> None:
    edited = await driver.call("editMessageReplyMarkup", **sent)
    assert (edited["text"], "reply_markup" in edited) == ("first", False)


async def test_a_caption_can_be_edited_but_not_as_a_text(driver: Driver, sent: Json) -> None:
    document = await driver.upload("sendDocument", "document", b"data", chat_id="42", caption="old")
    place = {"chat_id": 42, "message_id": document["message_id"]}
    assert (await driver.call("editMessageCaption", **place, caption="new"))["caption"] == "new"
    assert await driver.refusal("editMessageCaption", **place, caption="new") == UNCHANGED
    assert "no text in the message" in await driver.refusal("editMessageText", **place, text="x")
    assert "no caption in the message" in await driver.refusal("editMessageCaption", **sent, caption="x")
    long = await driver.refusal("editMessageCaption", **place, caption="x" * 1025)
    assert long == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"text": "x"}, "message identifier is not specified"),
        ({"text": "x", "chat_id": 42}, "message to edit not found"),
        ({"text": "x", "message_id": 5}, "chat_id is empty"),
        ({"text": "x", "chat_id": 42, "message_id": 999}, "message to edit not found"),
        ({"text": "x", "chat_id": 42, "message_id": 1}, "message can't be edited"),
        ({"text": "x", "inline_message_id": "x"}, "MESSAGE_ID_INVALID"),
        ({"text": "", "chat_id": 42, "message_id": 2}, "message text is empty"),
        ({"text": "x", "chat_id": 99, "message_id": 2}, "chat not found"),
    ],
)
async def test_what_cannot_be_edited_is_refused_in_the_servers_words(
    driver: Driver, sent: Json, params: Json, message: str
) -> None:
    assert sent["message_id"] == 2
    assert await driver.refusal("editMessageText", **params) == f"Bad Request: {message}"


async def test_a_deleted_message_is_gone_and_named_as_such(driver: Driver, sent: Json) -> None:
    reply = {"message_id": sent["message_id"]}
    answer = await driver.call("sendMessage", chat_id=42, text="x", reply_parameters=reply)
    assert await driver.call("deleteMessage", **sent) is True
    chat = await driver.get("chats/42", after=0)
    assert chat["deleted"] == [sent["message_id"]]
    assert next(one for one in chat["messages"] if one["id"] == answer["message_id"])["reply"] is None
    assert await driver.refusal("deleteMessage", **sent) == "Bad Request: message to delete not found"


async def test_after_two_days_a_message_can_no_longer_be_deleted(driver: Driver, clock: Clock, sent: Json) -> None:
    clock.advance(48 * 3600 + 1)
    assert await driver.refusal("deleteMessage", **sent) == "Bad Request: message can't be deleted for everyone"
    assert await driver.call("deleteMessages", chat_id=42, message_ids=[sent["message_id"], 999]) is True
    assert len((await driver.get("chats/42"))["messages"]) == 2


async def test_in_a_group_others_messages_are_deleted_by_administrators_only(driver: Driver) -> None:
    await driver.post("chats", id=-5, type="group", members=[7, 8])
    said = (await driver.say("/x", chat=-5, user=7))["message_id"]
    assert "can't be deleted" in await driver.refusal("deleteMessage", chat_id=-5, message_id=said)
    await driver.post("members", chat=-5, user="bot", status="administrator", by=7)
    assert await driver.call("deleteMessages", chat_id=-5, message_ids=[said]) is True


async def test_the_bot_reacts_with_one_emoji_of_those_allowed(driver: Driver, sent: Json) -> None:
    eyes = [{"type": "emoji", "emoji": "👀"}]
    assert await driver.call("setMessageReaction", chat_id=42, message_id=1, reaction=eyes) is True
    assert (await driver.get("chats/42"))["messages"][0]["reactions"] == ["👀"]
    heart = [{"type": "emoji", "emoji": "❤️"}]
    await driver.call("setMessageReaction", chat_id=42, message_id=1, reaction=heart)
    await driver.call("setMessageReaction", chat_id=42, message_id=1)
    assert (await driver.get("chats/42"))["messages"][0]["reactions"] == []
    assert (await driver.get("chats/42", after=sent["message_id"]))["messages"] == []
    for reaction, message in (
        ([{"type": "emoji", "emoji": "🧀"}], "REACTION_INVALID"),
        ([{"type": "paid"}], "REACTION_INVALID"),
        ([], "REACTION_EMPTY"),
        (eyes + heart, "REACTIONS_TOO_MANY"),
        (["👀"], "can't parse ReactionType: expected an Object"),
        ([{}], "can't parse ReactionType: Can't find field \"type\""),
        ([{"type": "emoji"}], "can't parse ReactionType: Can't find field \"emoji\""),
        ([{"type": "wave"}], "can't parse ReactionType: invalid reaction type specified"),
        ({"type": "emoji"}, "expected an Array of ReactionType"),
        ("{", "can't parse reaction types JSON object"),
    ):
        refusal = await driver.refusal("setMessageReaction", chat_id=42, message_id=1, reaction=reaction)
        assert refusal == f"Bad Request: {message}"
    gone = await driver.refusal("setMessageReaction", chat_id=42, message_id=999, reaction=eyes)
    assert gone == "Bad Request: message to react not found"
