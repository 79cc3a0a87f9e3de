import pytest

from tests.bot.sandbox.driver import Driver, Json, Refused

GROUP = -5
FORUM = -1_001_000_000_001
CHANNEL = -1_001_000_000_002


@pytest.fixture
async def group(driver: Driver) -> int:
    await driver.post("chats", id=GROUP, type="group", title="News club", members=[7, 8], admins=[9])
    return GROUP


@pytest.fixture
async def forum(driver: Driver) -> Json:
    return await driver.post(
        "chats", id=FORUM, type="supergroup", title="Club", members=[7], admins=[9, "bot"], forum=True, topics=["Sport"]
    )


@pytest.fixture
async def channel(driver: Driver) -> int:
    await driver.post("chats", id=CHANNEL, type="channel", title="Wire", username="wire", admins=[9])
    return CHANNEL


async def test_the_bot_is_told_that_it_was_added(driver: Driver, group: int) -> None:
    added, service = await driver.updates()
    change = added["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")
    assert change["from"]["id"] == 9
    assert service["message"]["new_chat_members"][0]["is_bot"] is True
    assert service["message"]["chat"] == {"id": group, "type": "group", "title": "News club"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("just talking", False),
        ("/brief", True),
        ("/brief@nutgraf_sandbox_bot", True),
        ("/brief@other_bot", False),
        ("look @Nutgraf_Sandbox_Bot", True),
        ("look @somebody_else", False),
    ],
)
async def test_privacy_mode_hides_what_is_not_meant_for_the_bot(
    driver: Driver, group: int, text: str, told: bool
) -> None:
    said = await driver.say(text, chat=group, user=7)
    assert (said["update_id"] is not None) is told


async def test_a_reply_to_the_bot_and_a_mention_by_id_are_told(driver: Driver, group: int) -> None:
    sent = await driver.call("sendMessage", chat_id=group, text="hi all")
    assert (await driver.say("thanks", chat=group, user=7, reply_to=sent["message_id"]))["update_id"]
    me = (await driver.call("getMe"))["id"]
    mention = [{"type": "text_mention", "offset": 0, "length": 3, "user": {"id": me}}]
    assert (await driver.say("you there", chat=group, user=7, entities=mention))["update_id"]


async def test_an_administrator_bot_and_one_without_privacy_hear_everything(driver: Driver, group: int) -> None:
    await driver.post("privacy", on=False)
    assert (await driver.call("getMe"))["can_read_all_group_messages"] is True
    assert (await driver.say("talk", chat=group, user=7))["update_id"]
    await driver.post("privacy", on=True)
    await driver.post("members", chat=group, user="bot", status="administrator")
    assert (await driver.say("talk", chat=group, user=7))["update_id"]


async def test_an_anonymous_administrator_speaks_as_the_group(driver: Driver) -> None:
    await driver.post("chats", id=FORUM, type="supergroup", title="Club", admins=[9], anonymous=[9])
    await driver.say("/settings", chat=FORUM, user=9)
    message = await driver.latest()
    assert (message["from"]["username"], message["sender_chat"]["id"]) == ("GroupAnonymousBot", FORUM)
    member = await driver.call("getChatMember", chat_id=FORUM, user_id=9)
    assert (member["status"], member["is_anonymous"]) == ("creator", True)
    await driver.post("privacy", on=False)
    said = await driver.say("as the group", chat=FORUM, user=9)
    forward = {"chat_id": FORUM, "from_chat_id": FORUM, "message_id": said["message_id"]}
    assert (await driver.call("forwardMessage", **forward))["forward_origin"]["type"] == "chat"


async def test_a_topic_keeps_its_messages(driver: Driver, forum: Json) -> None:
    thread = forum["topics"][0]["id"]
    said = await driver.say("/brief", chat=FORUM, user=7, thread=thread)
    message = await driver.latest()
    assert (message["message_thread_id"], message["is_topic_message"]) == (thread, True)
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Sport"
    reply = {"message_id": said["message_id"]}
    assert (await driver.call("sendMessage", chat_id=FORUM, text="x", reply_parameters=reply))[
        "message_thread_id"
    ] == thread
    assert (await driver.call("sendMessage", chat_id=FORUM, text="x", message_thread_id=thread))["is_topic_message"]
    lost = await driver.refusal("sendMessage", chat_id=FORUM, text="x", message_thread_id=9999)
    assert lost == "Bad Request: message thread not found"
    assert "no topic 9999" in await driver.impossible("message", chat=FORUM, user=7, text="x", thread=9999)


async def test_topics_are_made_by_people_and_by_an_administrator_bot(driver: Driver, forum: Json) -> None:
    assert forum["forum"] is True
    opened = await driver.post("topics", chat=FORUM, user=7, name="Weather")
    assert (await driver.latest())["forum_topic_created"] == {"name": "Weather", "icon_color": 7322096}
    topic = await driver.call("createForumTopic", chat_id=FORUM, name="Money")
    assert topic["name"] == "Money"
    assert await driver.call("deleteForumTopic", chat_id=FORUM, message_thread_id=opened["thread"]) is True
    assert "TOPIC_ID_INVALID" in await driver.refusal("deleteForumTopic", chat_id=FORUM, message_thread_id=1)
    assert "TOPIC_TITLE_EMPTY" in await driver.refusal("createForumTopic", chat_id=FORUM, name=" ")
    assert "TOPIC_TITLE_INVALID" in await driver.refusal("createForumTopic", chat_id=FORUM, name="x" * 129)
    await driver.post("members", chat=FORUM, user="bot", status="member")
    assert "not enough rights" in await driver.refusal("createForumTopic", chat_id=FORUM, name="x")
    thread = {"chat_id": FORUM, "message_thread_id": topic["message_thread_id"]}
    assert "not enough rights" in await driver.refusal("deleteForumTopic", **thread)


async def test_a_closed_topic_takes_messages_of_administrators_alone(driver: Driver, forum: Json) -> None:
    thread = forum["topics"][0]["id"]
    topic = {"chat_id": FORUM, "message_thread_id": thread}
    await driver.post("topics", chat=FORUM, user=9, thread=thread, closed=True)
    closing = await driver.latest()
    assert (closing["forum_topic_closed"], closing["message_thread_id"]) == ({}, thread)
    await driver.call("sendMessage", **topic, text="x")
    await driver.post("members", chat=FORUM, user="bot", status="member")
    assert await driver.refusal("sendMessage", **topic, text="x") == "Bad Request: TOPIC_CLOSED"
    reply = {"message_id": closing["message_id"]}
    assert "TOPIC_CLOSED" in await driver.refusal("sendMessage", chat_id=FORUM, text="x", reply_parameters=reply)
    assert "closed already" in await driver.impossible("topics", chat=FORUM, user=9, thread=thread, closed=True)
    assert "closed to" in await driver.impossible("message", chat=FORUM, user=7, thread=thread, text="x")
    assert (await driver.say("mine", chat=FORUM, user=9, thread=thread))["message_id"]
    await driver.post("topics", chat=FORUM, user=9, thread=thread, closed=False)
    assert (await driver.latest())["forum_topic_reopened"] == {}
    await driver.call("sendMessage", **topic, text="x")
    assert "not enough rights" in await driver.refusal("closeForumTopic", **topic)
    await driver.post("members", chat=FORUM, user="bot", status="administrator")
    assert await driver.call("closeForumTopic", **topic) is True
    assert await driver.refusal("closeForumTopic", **topic) == "Bad Request: TOPIC_NOT_MODIFIED"
    assert await driver.call("reopenForumTopic", **topic) is True


async def test_a_topic_that_people_deleted_is_not_found(driver: Driver, forum: Json) -> None:
    thread = forum["topics"][0]["id"]
    said = await driver.say("/x", chat=FORUM, user=7, thread=thread)
    await driver.post("topics", chat=FORUM, user=9, thread=thread, deleted=True)
    lost = await driver.refusal("sendMessage", chat_id=FORUM, text="x", message_thread_id=thread)
    assert lost == "Bad Request: message thread not found"
    gone = await driver.refusal("deleteMessage", chat_id=FORUM, message_id=said["message_id"])
    assert gone == "Bad Request: message to delete not found"
    assert "no such topic" in await driver.impossible("topics", chat=FORUM, user=9, thread=thread, deleted=True)


async def test_a_chat_without_topics_has_none(driver: Driver, group: int) -> None:
    assert "no forum" in await driver.impossible("topics", chat=group, user=7, name="x")
    assert "not a forum" in await driver.refusal("createForumTopic", chat_id=group, name="x")


async def test_a_channel_posts_without_an_author(driver: Driver, channel: int) -> None:
    await driver.say("news", chat=channel, user=9)
    post = (await driver.updates(offset=-1))[0]["channel_post"]
    assert ("from" in post, post["sender_chat"]["username"]) == (False, "wire")
    sent = await driver.call("sendMessage", chat_id="@Wire", text="mine")
    assert (sent["sender_chat"]["id"], "from" in sent) == (channel, False)
    await driver.post("edit", chat=channel, message_id=post["message_id"], text="newer")
    assert (await driver.updates(offset=-1))[0]["edited_channel_post"]["text"] == "newer"
    edited = await driver.call("editMessageText", chat_id=channel, message_id=post["message_id"], text="newest")
    assert edited["text"] == "newest"
    await driver.say("hello", chat=42)
    forward = await driver.call("forwardMessage", chat_id=42, from_chat_id=channel, message_id=post["message_id"])
    assert forward["forward_origin"]["chat"]["title"] == "Wire"


async def test_a_channel_takes_posts_from_administrators_only(driver: Driver, channel: int) -> None:
    await driver.post("members", chat=channel, user="bot", status="member")
    refusal = await driver.refusal("sendMessage", chat_id=channel, text="x")
    assert refusal == "Bad Request: need administrator rights in the channel chat"


async def test_a_block_is_told_and_ends_sending(driver: Driver) -> None:
    await driver.say("hello")
    await driver.post("block", chat=42)
    change = (await driver.updates(offset=-1))[0]["my_chat_member"]
    assert (change["chat"]["type"], change["new_chat_member"]["status"]) == ("private", "kicked")
    assert await driver.refusal("sendMessage", chat_id=42, text="x") == "Forbidden: bot was blocked by the user"
    assert (await driver.get("chats"))["chats"][0]["bot"] == "blocked"
    assert "unblock first" in await driver.impossible("message", chat=42, text="x")
    await driver.post("unblock", chat=42)
    assert (await driver.updates(offset=-1))[0]["my_chat_member"]["new_chat_member"]["status"] == "member"
    await driver.call("sendMessage", chat_id=42, text="x")


async def test_a_deleted_account_refuses(driver: Driver) -> None:
    await driver.say("hello")
    await driver.post("deactivate", user=42)
    assert await driver.refusal("sendMessage", chat_id=42, text="x") == "Forbidden: user is deactivated"


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        ("kicked", "Forbidden: bot was kicked from the group chat"),
        ("left", "Forbidden: bot is not a member of the group chat"),
        ("restricted", "Bad Request: not enough rights to send text messages to the chat"),
    ],
)
async def test_a_bot_put_out_of_a_group_is_told_and_refused(
    driver: Driver, group: int, status: str, refusal: str
) -> None:
    await driver.post("members", chat=group, user="bot", status=status, by=9)
    assert await driver.refusal("sendMessage", chat_id=group, text="x") == refusal
    kinds = [next(key for key in update if key != "update_id") for update in await driver.updates()]
    assert "my_chat_member" in kinds[-2:]
    if status != "restricted":
        assert (await driver.say("/x", chat=group, user=7))["update_id"] is None


async def test_a_group_that_moves_says_so_on_both_sides(driver: Driver, group: int) -> None:
    new = (await driver.post("migrate", chat=group))["id"]
    before, after = [update["message"] for update in (await driver.updates())[-2:]]
    assert (before["migrate_to_chat_id"], after["migrate_from_chat_id"]) == (new, group)
    assert after["chat"]["type"] == "supergroup"
    with pytest.raises(Refused) as refused:
        await driver.call("sendMessage", chat_id=group, text="x")
    assert refused.value.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused.value.parameters == {"migrate_to_chat_id": new}
    await driver.call("sendMessage", chat_id=new, text="x")
    assert f"has moved to {new}" in await driver.impossible("message", chat=group, user=7, text="x")
    assert "could be upgraded" in await driver.impossible("migrate", chat=group)


async def test_members_come_and_go_and_only_an_administrator_bot_is_told_of_each(driver: Driver, group: int) -> None:
    assert (await driver.post("members", chat=group, user=11, status="member"))["update_id"] is None
    assert (await driver.latest())["new_chat_members"][0]["id"] == 11
    await driver.post("members", chat=group, user="bot", status="administrator")
    assert (await driver.post("members", chat=group, user=11, status="left"))["update_id"] is None
    assert (await driver.latest())["left_chat_member"]["id"] == 11
    await driver.updates(allowed_updates=["chat_member", "message"])
    assert (await driver.post("members", chat=group, user=11, status="kicked"))["update_id"]
    assert (await driver.latest())["new_chat_member"]["until_date"] == 0


async def test_a_chat_and_its_people_can_be_asked_for(driver: Driver, group: int) -> None:
    chat = await driver.call("getChat", chat_id=group)
    assert (chat["title"], chat["permissions"]["can_send_messages"]) == ("News club", True)
    assert await driver.call("getChatMemberCount", chat_id=group) == 4
    assert [one["user"]["id"] for one in await driver.call("getChatAdministrators", chat_id=group)] == [9]
    assert (await driver.call("getChatMember", chat_id=group, user_id=7))["status"] == "member"
    await driver.say("hello", chat=42)
    assert (await driver.call("getChatMember", chat_id=group, user_id=42))["status"] == "left"
    for method, params, message in (
        ("getChatMember", {"chat_id": group, "user_id": 99}, "member not found"),
        ("getChatMember", {"chat_id": group}, "invalid user_id specified"),
        ("getChatAdministrators", {"chat_id": 42}, "there are no administrators in the private chat"),
        ("leaveChat", {"chat_id": 42}, "chat member status can't be changed in private chats"),
    ):
        assert await driver.refusal(method, **params) == f"Bad Request: {message}"


async def test_every_standing_has_its_object(driver: Driver, group: int) -> None:
    for status in ("administrator", "restricted", "kicked", "left"):
        await driver.post("members", chat=group, user=7, status=status)
        assert (await driver.call("getChatMember", chat_id=group, user_id=7))["status"] == status


async def test_the_bot_can_leave(driver: Driver, group: int) -> None:
    assert await driver.call("leaveChat", chat_id=group) is True
    change = next(update for update in await driver.updates(offset=-2) if "my_chat_member" in update)
    assert change["my_chat_member"]["new_chat_member"]["status"] == "left"
    refusal = "Forbidden: bot is not a member of the group chat"
    assert await driver.refusal("getChatAdministrators", chat_id=group) == refusal
    assert (await driver.call("getChat", chat_id=group))["id"] == group


async def test_what_only_reads_is_not_closed_by_a_block_or_a_move(driver: Driver, group: int) -> None:
    await driver.say("hello")
    await driver.post("block", chat=42)
    assert (await driver.call("getChat", chat_id=42))["id"] == 42
    assert (await driver.call("getChatMember", chat_id=42, user_id=42))["status"] == "member"
    await driver.post("migrate", chat=group)
    assert (await driver.call("getChat", chat_id=group))["type"] == "group"
    assert "upgraded" in await driver.refusal("getChatMemberCount", chat_id=group)


async def test_a_supergroup_that_was_left_is_closed_unless_it_is_public(driver: Driver) -> None:
    for chat, username in ((-1001, ""), (-1002, "open_house")):
        await driver.post("chats", id=chat, type="supergroup", username=username, members=[7])
        await driver.call("leaveChat", chat_id=chat)
    assert await driver.refusal("getChat", chat_id=-1001) == "Forbidden: bot is not a member of the supergroup chat"
    assert (await driver.call("getChat", chat_id="@open_house"))["id"] == -1002
    await driver.post("members", chat=-1002, user="bot", status="kicked")
    assert await driver.refusal("getChat", chat_id=-1002) == "Forbidden: bot was kicked from the supergroup chat"


async def test_messages_are_pinned_with_the_right_to_it(driver: Driver, group: int) -> None:
    sent = await driver.call("sendMessage", chat_id=group, text="x")
    place = {"chat_id": group, "message_id": sent["message_id"]}
    refusal = await driver.refusal("pinChatMessage", **place)
    assert refusal == "Bad Request: not enough rights to manage pinned messages in the chat"
    await driver.post("members", chat=group, user="bot", status="administrator")
    assert await driver.call("pinChatMessage", **place) is True
    assert (await driver.call("getChat", chat_id=group))["pinned_message"]["text"] == "x"
    assert await driver.call("unpinChatMessage", chat_id=group) is True
    assert "not found" in await driver.refusal("unpinChatMessage", **place)
    assert await driver.call("unpinAllChatMessages", chat_id=group) is True


async def test_reactions_reach_a_bot_that_administers_and_asked(driver: Driver, group: int) -> None:
    sent = await driver.call("sendMessage", chat_id=group, text="x")
    place = {"chat": group, "user": 7, "message_id": sent["message_id"]}
    assert (await driver.post("react", **place, emoji="👍"))["update_id"] is None
    await driver.post("members", chat=group, user="bot", status="administrator")
    await driver.updates(allowed_updates=["message_reaction"])
    assert (await driver.post("react", **place, emoji=""))["update_id"]
    reaction = await driver.latest()
    assert (reaction["old_reaction"][0]["emoji"], reaction["new_reaction"]) == ("👍", [])


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"id": 5, "type": "group"}, "private with a positive id"),
        ({"id": -5, "type": "private"}, "private with a positive id"),
        ({"id": -5, "type": "party"}, "type must be one of"),
        ({"type": "group"}, "id must be an integer"),
        ({"id": -5, "members": ["x"]}, "members must be a list of integers"),
        ({"id": -5, "members": [7], "anonymous": [7]}, "only administrators can be anonymous"),
    ],
)
async def test_a_chat_that_cannot_be_is_not_made(driver: Driver, values: Json, reason: str) -> None:
    assert reason in await driver.impossible("chats", **values)


async def test_a_chat_is_made_once(driver: Driver, group: int) -> None:
    assert "already" in await driver.impossible("chats", id=group, type="group")
