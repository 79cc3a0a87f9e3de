import asyncio

import pytest

from tests.bot.sandbox.driver import Driver, Json


async def test_an_unknown_person_and_their_chat_are_made_on_the_spot(driver: Driver) -> None:
    said = await driver.post("message", chat=1, user=1, text="hi")
    assert (said["message_id"], isinstance(said["update_id"], int)) == (1, True)
    (chat,) = (await driver.get("chats"))["chats"]
    assert (chat["id"], chat["type"], chat["title"]) == (1, "private", "Boris")
    assert (await driver.call("getMe"))["id"] != 1


async def test_chat_or_user_alone_is_enough_in_private(driver: Driver) -> None:
    await driver.post("message", user=7, text="hi")
    assert (await driver.latest())["chat"]["id"] == 7
    assert "chat must be an integer" in await driver.impossible("message", text="hi")


async def test_an_unknown_group_is_not_made(driver: Driver) -> None:
    assert "POST /sim/chats" in await driver.impossible("message", chat=-5, user=7, text="hi")


async def test_the_chat_shows_what_was_said_in_order(driver: Driver) -> None:
    said = await driver.say("see https://a.org/")
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Site", "url": "https://a.org/"}]]}
    reply = {"message_id": said["message_id"]}
    await driver.call("sendMessage", chat_id=42, text="seen", reply_markup=keyboard, reply_parameters=reply)
    first, second = (await driver.get("chats/42"))["messages"]
    assert (first["id"], first["from"]["is_bot"], first["entities"][0]["type"]) == (1, False, "url")
    assert [button["text"] for button in second["buttons"][0]] == ["Go", "Site"]
    assert (second["buttons"][0][0]["data"], second["buttons"][0][1]["url"]) == ("go", "https://a.org/")
    assert (second["reply"]["message_id"], second["reply"]["text"]) == (1, "see https://a.org/")


async def test_after_a_number_come_new_messages_and_edits(driver: Driver) -> None:
    said = await driver.say("hello")
    sent = await driver.call("sendMessage", chat_id=42, text="one")
    seen = await driver.get("chats/42", after=said["message_id"])
    assert [message["text"] for message in seen["messages"]] == ["one"]
    assert (await driver.get("chats/42", after=seen["last"]))["messages"] == []
    wait = asyncio.create_task(driver.get("chats/42", after=seen["last"], wait_s=10))
    await driver.call("editMessageText", chat_id=42, message_id=sent["message_id"], text="two")
    found = await wait
    assert [(message["text"], message["edits"]) for message in found["messages"]] == [("two", 1)]
    assert found["last"] > seen["last"]


async def test_waiting_for_nothing_ends_empty(driver: Driver) -> None:
    assert (await driver.get("chats/42", wait_s=0.05))["messages"] == []
    assert (await driver.get("chats/-5"))["chat"] is None


async def test_a_forward_may_come_from_a_channel_a_person_or_a_hidden_account(driver: Driver) -> None:
    await driver.post("chats", id=-1_001_000_000_002, type="channel", title="Wire", admins=[9])
    cases: list[tuple[object, str, str]] = [
        ("Harbour News", "channel", "Harbour News"),
        ({"title": "Harbour News", "username": "harbour", "message_id": 5, "signature": "Jo"}, "channel", "harbour"),
        ({"name": "Somebody"}, "hidden_user", "Somebody"),
        ({"user": 9}, "user", "Jun"),
        (9, "user", "Jun"),
        (-1_001_000_000_002, "channel", "Wire"),
    ]
    for source, kind, words in cases:
        await driver.say("words", forward_from=source)
        origin = (await driver.latest())["forward_origin"]
        assert (origin["type"], words in str(origin)) == (kind, True)
        assert origin["date"] < 1793611800
    assert "title, an id or an object" in await driver.impossible("message", chat=42, text="x", forward_from=[1])


async def test_hidden_links_and_quotes_are_kept(driver: Driver) -> None:
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "https://a.org/"}
    said = await driver.say("here", entities=[link])
    assert (await driver.latest())["entities"] == [link]
    await driver.say("this", reply_to=said["message_id"], quote="ere")
    assert (await driver.latest())["quote"] == {"text": "ere", "position": 1, "is_manual": True}
    wrong = await driver.impossible("message", chat=42, text="x", reply_to=said["message_id"], quote="nowhere")
    assert "quote is not in" in wrong
    assert "no message 99" in await driver.impossible("message", chat=42, text="x", reply_to=99)
    assert "empty message" in await driver.impossible("message", chat=42, text=" ")


async def test_a_persons_edit_is_told(driver: Driver) -> None:
    said = await driver.say("hello")
    await driver.post("edit", chat=42, message_id=said["message_id"], text="hallo")
    edited = (await driver.updates(offset=-1))[0]["edited_message"]
    assert (edited["text"], edited["edit_date"]) == ("hallo", edited["date"])
    sent = await driver.call("sendMessage", chat_id=42, text="mine")
    refusal = await driver.impossible("edit", chat=42, message_id=sent["message_id"], text="x")
    assert refusal == "only the bot edits its messages"


async def test_albums_share_a_number(driver: Driver) -> None:
    for name in ("a.txt", "b.txt"):
        await driver.post_file(b"x", name=name, chat="42", album="77")
    assert [update["message"]["media_group_id"] for update in await driver.updates()] == ["77", "77"]


async def test_events_tell_everything_that_happened(driver: Driver) -> None:
    said = await driver.say("hello")
    wait = asyncio.create_task(driver.get("events", after=(await driver.get("events"))["last"], wait_s=10))
    await driver.call("sendChatAction", chat_id=42, action="typing")
    assert [event["kind"] for event in (await wait)["events"]] == ["action"]
    await driver.post("react", chat=42, message_id=said["message_id"], emoji="🔥")
    await driver.call("deleteMessage", chat_id=42, message_id=said["message_id"])
    await driver.call("setMyCommands", commands=[])
    events = (await driver.get("events"))["events"]
    assert [event["kind"] for event in events] == ["chat", "message", "action", "reaction", "delete", "menu"]
    assert events[1]["message"] is None
    assert (await driver.get("events", after=events[-1]["seq"], wait_s=0.05))["events"] == []


async def test_an_event_shows_the_message_as_it_is_now(driver: Driver) -> None:
    await driver.say("hello")
    assert (await driver.get("events"))["events"][-1]["message"]["text"] == "hello"


async def test_calls_are_listed_with_their_outcome(driver: Driver) -> None:
    await driver.say("hello")
    await driver.call("sendMessage", chat_id=42, text="x", colour="red")
    await driver.refusal("sendMessage", chat_id=42, text="")
    calls = await driver.get("calls", method="SENDMESSAGE")
    assert [(call["status"], call["ok"]) for call in calls["calls"]] == [(200, True), (400, False)]
    assert calls["calls"][1]["description"] == "Bad Request: message text is empty"
    assert calls["warnings"] == ["sendMessage has no parameter 'colour'"]
    assert calls["counts"] == {"sendMessage": 2}
    assert (await driver.get("calls", after=calls["last"]))["calls"] == []


async def test_time_passes_on_demand(driver: Driver) -> None:
    assert (await driver.post("clock", advance_s=3600))["unix"] == 1793611800 + 3600
    assert (await driver.get("clock"))["now"] == "2026-11-02T10:30:00+00:00"
    assert "go back" in await driver.impossible("clock", advance_s=-1)


async def test_a_reset_forgets_people_but_not_what_the_bot_set_up(driver: Driver) -> None:
    said = await driver.say("hello")
    await driver.call("setMyCommands", commands=[{"command": "start", "description": "x"}])
    await driver.post("faults", kind="500", method="getFile")
    await driver.post("reset")
    assert (await driver.get("chats"))["chats"] == []
    assert (await driver.get("faults"))["faults"] == []
    assert (await driver.get("calls"))["calls"] == []
    assert await driver.updates() == []
    assert len(await driver.call("getMyCommands")) == 1
    again = await driver.say("again")
    assert (again["update_id"], again["message_id"]) == (said["update_id"] + 1, said["message_id"] + 1)


async def test_one_chat_can_be_started_over(driver: Driver) -> None:
    said = await driver.say("hello")
    sent = await driver.call("sendMessage", chat_id=42, text="x")
    assert (await driver.post("clear", chat=42))["ok"] is True
    assert (await driver.get("chats/42", after=said["message_id"]))["messages"] == []
    gone = await driver.refusal("editMessageText", chat_id=42, message_id=sent["message_id"], text="y")
    assert gone == "Bad Request: message to edit not found"
    assert (await driver.get("chats"))["chats"][0]["last_message"] is None
    await driver.call("sendMessage", chat_id=42, text="still here")


@pytest.mark.parametrize(
    ("deed", "values", "reason"),
    [
        ("members", {"chat": -5, "user": 7, "status": "king"}, "status must be one of creator"),
        ("members", {"chat": -5, "user": "x", "status": "left"}, "user must be an integer"),
        ("tap", {"chat": 42, "user": 42, "data": "x"}, "message_id must be an integer"),
        ("topics", {"chat": 42}, "no forum"),
        ("tap", {"chat": 42, "message_id": 1, "data": "x", "wait_s": "long"}, "wait_s must be a number"),
    ],
)
async def test_a_wrong_request_says_what_is_wrong(driver: Driver, deed: str, values: Json, reason: str) -> None:
    assert reason in await driver.impossible(deed, **values)


async def test_a_body_that_is_no_object_is_refused(driver: Driver) -> None:
    for body in ("[1]", "{"):
        async with driver.http.post("/sim/message", data=body, headers={"Content-Type": "application/json"}) as answer:
            assert answer.status == 400


async def test_papers_and_their_stories_are_listed(driver: Driver) -> None:
    papers = (await driver.get("papers"))["papers"]
    kinds = [story["kind"] for paper in papers for story in paper["stories"]]
    assert len(papers) >= 4
    assert kinds.count("story") >= 12
    assert {"paywall", "consent", "script", "live"} <= set(kinds)
    assert all(story["url"] and story["title"] and story["summary"] for paper in papers for story in paper["stories"])


async def test_a_channel_and_an_anonymous_administrator_are_shown_by_the_chats_name(driver: Driver) -> None:
    await driver.post("chats", id=-1_001_000_000_002, type="channel", title="Wire", admins=[9])
    await driver.post("chats", id=-1_001_000_000_003, type="supergroup", title="Club", admins=[9], anonymous=[9])
    for chat, name in ((-1_001_000_000_002, "Wire"), (-1_001_000_000_003, "Club")):
        await driver.say("hello", chat=chat, user=9)
        shown = (await driver.get(f"chats/{chat}"))["messages"][-1]
        assert (shown["from"]["id"], shown["from"]["name"]) == (chat, name)


async def test_a_copy_button_shows_what_it_copies(driver: Driver) -> None:
    await driver.say("hello")
    keyboard = {"inline_keyboard": [[{"text": "Copy", "copy_text": {"text": "42"}, "style": "primary"}]]}
    await driver.call("sendMessage", chat_id=42, text="x", reply_markup=keyboard)
    (button,) = (await driver.get("chats/42", after=1))["messages"][0]["buttons"][0]
    assert (button["copy"], button["style"], button["label"]) == ("42", "primary", "Copy")


async def test_who_blocks_the_bot_is_shown_as_such(driver: Driver) -> None:
    assert (await driver.post("members", chat=42, user="bot", status="kicked"))["update_id"]
    assert (await driver.get("chats"))["chats"][0]["bot"] == "blocked"
