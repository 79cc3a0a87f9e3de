import pytest

from tests.bot.sandbox.driver import Driver, Json

NOWHERE = 999_999


@pytest.fixture
async def chat(driver: Driver) -> int:
    await driver.say("hello")
    return 42


async def test_a_message_is_a_complete_object(driver: Driver, chat: int) -> None:
    sent = await driver.call("sendMessage", chat_id=chat, text="<b>Hi</b> you", parse_mode="HTML")
    assert sent["from"]["is_bot"] is True
    assert sent["chat"] == {"id": 42, "type": "private", "first_name": "Chiara", "username": "chiara_42"}
    assert sent["date"] == 1793611800
    assert (sent["text"], sent["entities"]) == ("Hi you", [{"type": "bold", "offset": 0, "length": 2}])


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"chat_id": 0}, "message text is empty"),
        ({"text": ""}, "message text is empty"),
        ({"text": "   "}, "text must be non-empty"),
        ({"text": "x"}, "chat_id is empty"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": NOWHERE}, "chat not found"),
        ({"text": "x", "chat_id": "@nobody_here"}, "chat not found"),
        ({"text": "x", "chat_id": "not_a_chat"}, "chat not found"),
        ({"text": "x" * 4097, "chat_id": 42}, "message is too long"),
        ({"text": "😀" * 2049, "chat_id": 42}, "message is too long"),
        ({"text": "x" * 40000, "chat_id": 42}, "text is too long"),
        ({"text": "x", "chat_id": 42, "parse_mode": "INVALID"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": 42, "message_thread_id": NOWHERE}, "message thread not found"),
        ({"text": "x", "chat_id": 42, "business_connection_id": "x"}, "business connection not found"),
        ({"text": "x", "chat_id": 42, "link_preview_options": {"url": "not-a-url"}}, "WEBPAGE_URL_INVALID"),
        ({"text": "x", "chat_id": 42, "link_preview_options": 5}, "object expected as link preview options"),
        (
            {"text": "x", "chat_id": 42, "link_preview_options": {"is_disabled": "yes"}},
            'field "is_disabled" must be of type Boolean',
        ),
        (
            {"text": "x", "chat_id": 42, "reply_parameters": {"message_id": NOWHERE}},
            "message to be replied not found",
        ),
        ({"text": "x", "chat_id": 42, "reply_parameters": {"quote": "x"}}, 'can\'t find field "message_id"'),
        ({"text": "x", "chat_id": 42, "reply_parameters": []}, "object expected as reply parameters"),
    ],
)
async def test_a_wrong_message_is_refused_in_the_servers_words(
    driver: Driver, chat: int, params: Json, message: str
) -> None:
    assert chat == 42
    assert await driver.refusal("sendMessage", **params) == f"Bad Request: {message}"


async def test_the_longest_text_and_the_longest_caption_pass(driver: Driver, chat: int) -> None:
    assert len((await driver.call("sendMessage", chat_id=chat, text="x" * 4096))["text"]) == 4096
    sent = await driver.upload("sendDocument", "document", b"data", chat_id=str(chat), caption="x" * 1024)
    assert len(sent["caption"]) == 1024


async def test_a_reply_holds_the_message_it_answers_and_the_quoted_words(driver: Driver, chat: int) -> None:
    asked = (await driver.say("is it 😀 true that"))["message_id"]
    reply = {"message_id": asked, "quote": "true that"}
    sent = await driver.call("sendMessage", chat_id=chat, text="yes", reply_parameters=reply)
    assert sent["reply_to_message"]["message_id"] == asked
    assert sent["quote"] == {"text": "true that", "position": 9, "is_manual": True}
    wrong = {"message_id": asked, "quote": "false"}
    assert "QUOTE_TEXT_INVALID" in await driver.refusal("sendMessage", chat_id=chat, text="x", reply_parameters=wrong)
    long = {"message_id": asked, "quote": "x" * 1025}
    assert "quote is too long" in await driver.refusal("sendMessage", chat_id=chat, text="x", reply_parameters=long)


async def test_a_quote_may_be_formatted_and_placed(driver: Driver, chat: int) -> None:
    asked = (await driver.say("no no"))["message_id"]
    reply = {"message_id": asked, "quote": "<b>no</b>", "quote_parse_mode": "HTML", "quote_position": 3}
    sent = await driver.call("sendMessage", chat_id=chat, text="yes", reply_parameters=reply)
    assert sent["quote"]["position"] == 3
    assert sent["quote"]["entities"] == [{"type": "bold", "offset": 0, "length": 2}]


async def test_a_reply_to_nothing_may_be_sent_without_it(driver: Driver, chat: int) -> None:
    reply = {"message_id": NOWHERE, "allow_sending_without_reply": True}
    sent = await driver.call("sendMessage", chat_id=chat, text="x", reply_parameters=reply)
    assert "reply_to_message" not in sent


async def test_the_older_names_of_reply_and_preview_still_work(driver: Driver, chat: int) -> None:
    sent = await driver.call(
        "sendMessage", chat_id=chat, text="x", reply_to_message_id=1, disable_web_page_preview=True
    )
    assert sent["reply_to_message"]["message_id"] == 1
    assert sent["link_preview_options"] == {"is_disabled": True}


async def test_a_stranger_cannot_be_written_to_first(driver: Driver) -> None:
    await driver.post("chats", id=5, type="private")
    assert await driver.refusal("sendMessage", chat_id=5, text="x") == (
        "Forbidden: bot can't initiate conversation with a user"
    )


async def test_mentions_of_known_people_are_completed_and_of_strangers_dropped(driver: Driver, chat: int) -> None:
    text = '<a href="tg://user?id=42">you</a> and <a href="tg://user?id=77">nobody</a>'
    sent = await driver.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML")
    assert [entity["user"]["first_name"] for entity in sent["entities"]] == ["Chiara"]


async def test_typing_is_shown_and_other_actions_must_be_known(driver: Driver, chat: int) -> None:
    assert await driver.call("sendChatAction", chat_id=chat, action="typing") is True
    events = (await driver.get("events"))["events"]
    assert events[-1] | {"seq": 0} == {"seq": 0, "kind": "action", "chat": 42, "action": "typing", "thread": 0}
    refusal = await driver.refusal("sendChatAction", chat_id=chat, action="")
    assert refusal == "Bad Request: wrong parameter action in request"


async def test_a_draft_is_shown_in_private_chats_alone(driver: Driver, chat: int) -> None:
    assert await driver.call("sendMessageDraft", chat_id=chat, draft_id=1, text="so far") is True
    assert await driver.call("sendMessageDraft", chat_id=chat, draft_id=1, text="") is True
    assert (await driver.get("events"))["events"][-2]["text"] == "so far"
    assert "non-zero" in await driver.refusal("sendMessageDraft", chat_id=chat, draft_id=0, text="x")
    await driver.post("chats", id=-5, type="group", members=[7])
    assert "private" in await driver.refusal("sendMessageDraft", chat_id=-5, draft_id=1, text="x")


async def test_a_message_can_be_forwarded_and_copied(driver: Driver, chat: int) -> None:
    said = (await driver.say("words"))["message_id"]
    sent = await driver.call("forwardMessage", chat_id=chat, from_chat_id=chat, message_id=said)
    assert sent["forward_origin"]["sender_user"]["id"] == 42
    again = await driver.call("forwardMessage", chat_id=chat, from_chat_id=chat, message_id=sent["message_id"])
    assert again["forward_origin"] == sent["forward_origin"]
    copied = await driver.call("copyMessage", chat_id=chat, from_chat_id=chat, message_id=said)
    messages = (await driver.get("chats/42", after=copied["message_id"] - 1))["messages"]
    assert [(message["text"], message["forward"]) for message in messages] == [("words", None)]
    many = await driver.call("forwardMessages", chat_id=chat, from_chat_id=chat, message_ids=[said, NOWHERE])
    assert len(many) == 1
    assert len(await driver.call("copyMessages", chat_id=chat, from_chat_id=chat, message_ids=[1, said])) == 2


async def test_what_may_not_be_forwarded_or_copied_is_refused(driver: Driver, chat: int) -> None:
    source = {"chat_id": chat, "from_chat_id": chat}
    kept = await driver.call("sendMessage", chat_id=chat, text="secret", protect_content=True)
    assert kept["has_protected_content"] is True
    for method, verb in (("forwardMessage", "forward"), ("copyMessage", "copy")):
        gone = await driver.refusal(method, **source, message_id=NOWHERE)
        assert gone == f"Bad Request: message to {verb} not found"
    assert "can't be forwarded" in await driver.refusal("forwardMessage", **source, message_id=kept["message_id"])
    assert "can't be copied" in await driver.refusal("copyMessage", **source, message_id=kept["message_id"])
    assert "no messages" in await driver.refusal("copyMessages", **source, message_ids=[NOWHERE])
    assert "not specified" in await driver.refusal("copyMessages", **source, message_ids=[])
    for ids, message in (
        (["x"], "can't parse message identifier as Number"),
        ([True], "message identifier must be a Number"),
        ([0], "invalid message identifier specified"),
        ({"a": 1}, "expected an Array of message identifiers"),
        ("{", "can't parse message_ids JSON object"),
        ([], "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
    ):
        assert await driver.refusal("copyMessages", **source, message_ids=ids) == f"Bad Request: {message}"
    assert "too many" in await driver.refusal("copyMessages", **source, message_ids=list(range(1, 102)))
    assert 'parameter "from_chat_id" is required' in await driver.refusal("copyMessage", chat_id=chat, message_id=1)
