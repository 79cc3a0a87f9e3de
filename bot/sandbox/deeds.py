"""What people do, as the control interface is asked to do it: one function for each `POST /sim/…`."""

from collections.abc import Callable, Mapping

from bot.sandbox import crowd
from bot.sandbox.arguments import get_ids, get_number, get_person, get_place, get_wait_s
from bot.sandbox.chats import TYPES, Chat
from bot.sandbox.counter import Counter
from bot.sandbox.crowd import Impossible, Saying
from bot.sandbox.faults import parse_fault
from bot.sandbox.parameters import Params
from bot.sandbox.reports import get_clock, get_faults, get_rates
from bot.sandbox.users import BOT_ID
from bot.sandbox.views import view_chat
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World

STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")


def post_message(world: World, params: Params) -> JsonObject:
    """Somebody sends a text, a file, a forward or a reply."""
    chat, user = get_place(params)
    forward = params.json("forward_from")
    saying = Saying(
        text=params.text("text") or params.text("caption"),
        entities=params.json("entities") or params.json("caption_entities"),
        document=params.files.get("document"),
        photo=params.files.get("photo"),
        forward_from=params.text("forward_from") if forward is None else forward,
        reply_to=params.integer("reply_to"),
        quote=params.text("quote"),
        thread=params.integer("thread"),
        album=params.text("album"),
    )
    said = crowd.say(world, chat, user, saying)
    return {"update_id": said.update_id, "message_id": said.message.id, "after": said.message.chat.counter.last}


def post_edit(world: World, params: Params) -> JsonObject:
    """Somebody edits what they wrote."""
    chat, _ = get_place(params)
    said = crowd.edit(world, chat, get_number(params, "message_id"), params.required("text"))
    return {"update_id": said.update_id, "message_id": said.message.id, "after": said.message.chat.counter.last}


async def post_tap(world: World, params: Params) -> JsonObject:
    """Somebody taps a button, by `label` or by `data`; with `wait_s` the answer is waited for."""
    chat_id, user = get_place(params)
    message_id, data = get_number(params, "message_id"), params.text("data")
    if params.has("label"):
        button = crowd.find_button(crowd.get_message(world, chat_id, message_id), params.text("label"))
        if "callback_data" not in button:
            opened = {"url": button.get("url"), "copy": button.get("copy_text", {}).get("text")}
            return {"update_id": None, "after": world.chats[chat_id].counter.last, **opened}
        data = button["callback_data"]
    elif not params.has("data"):
        raise Impossible("a tap needs label or data")
    after = crowd.find_chat(world, chat_id).counter.last
    query_id, update_id = crowd.tap(world, chat_id, user, message_id, data)
    tapped: JsonObject = {"update_id": update_id, "callback_query_id": query_id, "after": after}
    wait_s = get_wait_s(params)
    if wait_s:
        await world.journal.until(lambda: query_id in world.answers, wait_s)
        tapped["answer"] = world.answers.get(query_id)
    return tapped


def post_react(world: World, params: Params) -> JsonObject:
    """Somebody reacts to a message, or takes it back."""
    chat, user = get_place(params)
    return {"update_id": crowd.react(world, chat, user, get_number(params, "message_id"), params.text("emoji"))}


def post_user(world: World, params: Params) -> JsonObject:
    """A person with a name, username and language of their own."""
    user = world.ensure_user(get_number(params, "id"))
    for name in ("first_name", "last_name", "username", "language_code"):
        if params.has(name):
            setattr(user, name, params.text(name))
    return user.as_json()


def post_chat(world: World, params: Params) -> JsonObject:
    """A group, supergroup or channel with its people; a private chat with one person."""
    chat_id, kind = get_number(params, "id"), params.text("type") or "group"
    if kind not in TYPES or (kind == "private") != (chat_id > 0):
        raise Impossible(f"type must be one of {', '.join(TYPES)}, private with a positive id, the others negative")
    if chat_id in world.chats:
        raise Impossible(f"there is a chat {chat_id} already")
    if kind == "private":
        return view_chat(world, world.ensure_private_chat(chat_id))
    chat = _new_chat(world, params, chat_id, kind)
    members, admins = get_ids(params, "members"), get_ids(params, "admins")
    bot_status = "administrator" if BOT_ID in admins or kind == "channel" else "member"
    people = [[number for number in ids if number != BOT_ID] for ids in (members, admins)]
    anonymous = get_ids(params, "anonymous")
    if not set(anonymous) <= set(admins):
        raise Impossible("only administrators can be anonymous")
    crowd.make_chat(world, chat, people[0], people[1], params.text("bot") or bot_status)
    for user_id in anonymous:
        chat.members[user_id].is_anonymous = True
    for name in params.items("topics") if chat.is_forum else []:
        crowd.make_topic(world, chat, str(name), next(iter(chat.members.values())).user)
    return view_chat(world, chat)


def post_topic(world: World, params: Params) -> JsonObject:
    """Somebody opens a topic in a forum, or closes, reopens or deletes the one that `thread` names."""
    chat_id, user = get_place(params)
    chat = crowd.find_chat(world, chat_id)
    if not chat.is_forum:
        raise Impossible(f"chat {chat_id} is no forum")
    person = world.ensure_user(user or 1)
    if not params.has("thread"):
        topic = crowd.make_topic(world, chat, params.required("name"), person)
        return {"thread": topic.id, "name": topic.name}
    found = chat.topics.get(get_number(params, "thread"))
    if found is None:
        raise Impossible(f"there is no such topic in chat {chat_id}")
    if params.flag("deleted"):
        crowd.delete_topic(world, chat, found)
    else:
        crowd.close_topic(world, chat, found, person, is_closed=params.flag("closed"))
    return {"thread": found.id, "name": found.name}


def post_member(world: World, params: Params) -> JsonObject:
    """Somebody joins, leaves, is promoted or thrown out; `user` may be "bot"."""
    status = params.text("status")
    if status not in STATUSES:
        raise Impossible(f"status must be one of {', '.join(STATUSES)}")
    chat, user = get_number(params, "chat"), get_person(params)
    return {"update_id": crowd.set_member(world, chat, user, status, params.integer("by"))}


def post_block(world: World, params: Params) -> JsonObject:
    """The person of a private chat blocks the bot."""
    return {"update_id": crowd.set_member(world, get_place(params)[0], BOT_ID, "kicked")}


def post_unblock(world: World, params: Params) -> JsonObject:
    """The person of a private chat lets the bot in again."""
    return {"update_id": crowd.set_member(world, get_place(params)[0], BOT_ID, "member")}


def post_deactivate(world: World, params: Params) -> JsonObject:
    """An account is deleted."""
    world.ensure_user(get_number(params, "user")).is_deactivated = True
    return {"ok": True}


def post_migrate(world: World, params: Params) -> JsonObject:
    """A group becomes a supergroup."""
    return {"id": crowd.migrate(world, get_number(params, "chat")).id}


def post_clear(world: World, params: Params) -> JsonObject:
    """One chat is emptied, for "Start over"; the bot is not told, as when a person clears a history."""
    chat = crowd.find_chat(world, get_place(params)[0])
    chat.messages.clear()
    chat.deleted.clear()
    chat.pinned.clear()
    world.journal.add("clear", chat=chat.id)
    return {"ok": True, "after": chat.counter.last}


def post_fault(world: World, params: Params) -> JsonObject:
    """A fault is put in force; `{"clear": true}` lifts all."""
    if params.flag("clear"):
        world.faults.clear()
    else:
        world.faults.add(parse_fault(dict(params.values)))
    return get_faults(world, params)


def post_rates(world: World, params: Params) -> JsonObject:
    """Telegram's pace is kept, or not any more."""
    world.rates.clear()
    world.rates.is_on = params.flag("on")
    return get_rates(world, params)


def post_privacy(world: World, params: Params) -> JsonObject:
    """BotFather's privacy mode: on by default; off lets the bot read all of a group."""
    world.reads_all_group_messages = not params.flag("on")
    return {"on": not world.reads_all_group_messages}


def post_updates(world: World, params: Params) -> JsonObject:
    """The next update gets this id, which may be lower, as after a quiet week."""
    world.queue.skip_to(get_number(params, "next_id"))
    return {"ok": True}


def post_clock(world: World, params: Params) -> JsonObject:
    """Time passes."""
    world.clock.advance(float(params.text("advance_s") or 0))
    return get_clock(world, params)


def post_reset(world: World, _: Params) -> JsonObject:
    """Everybody and everything said is forgotten."""
    world.reset()
    return {"ok": True}


def _new_chat(world: World, params: Params, chat_id: int, kind: str) -> Chat:
    return Chat(
        id=chat_id,
        type=kind,
        counter=world.box if kind == "group" else Counter(world.first_id - 1),
        title=params.text("title") or kind.title(),
        username=params.text("username"),
        is_forum=params.flag("forum") and kind == "supergroup",
    )


POSTS: Mapping[str, Callable[[World, Params], object]] = {
    "message": post_message,
    "edit": post_edit,
    "tap": post_tap,
    "react": post_react,
    "users": post_user,
    "chats": post_chat,
    "topics": post_topic,
    "members": post_member,
    "block": post_block,
    "unblock": post_unblock,
    "deactivate": post_deactivate,
    "migrate": post_migrate,
    "clear": post_clear,
    "faults": post_fault,
    "rates": post_rates,
    "privacy": post_privacy,
    "updates": post_updates,
    "clock": post_clock,
    "reset": post_reset,
}
