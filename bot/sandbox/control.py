"""The control interface under `/sim`: what people do, what goes wrong, what time it is, what the bot did."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from bot.sandbox import crowd
from bot.sandbox.chats import TYPES, Chat
from bot.sandbox.counter import Counter
from bot.sandbox.crowd import Impossible, Saying
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import parse_fault
from bot.sandbox.incoming import read_params
from bot.sandbox.parameters import Params
from bot.sandbox.users import BOT_ID
from bot.sandbox.views import view_chat, view_message
from bot.sandbox.wire import JsonObject, parse_integer
from bot.sandbox.world import World

LONGEST_WAIT_S = 60.0
STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")
Handler = Callable[[World, Params], object]
"""Gives the JSON answer, or a coroutine that will; Impossible becomes a 400."""


def make_routes(world: World, papers: list[JsonObject]) -> list[web.RouteDef]:
    """The routes of the control interface over one world."""
    posts: Mapping[str, Handler] = {
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
    gets: Mapping[str, Handler] = {
        "chats": get_chats,
        "chats/{id:-?\\d+}": get_chat,
        "events": get_events,
        "calls": get_calls,
        "faults": get_faults,
        "rates": get_rates,
        "clock": get_clock,
        "menu": get_menu,
        "papers": lambda _world, _params: {"papers": papers},
    }
    return [
        *(web.post(f"/sim/{name}", _serve(world, handler)) for name, handler in posts.items()),
        *(web.get(f"/sim/{name}", _serve(world, handler)) for name, handler in gets.items()),
    ]


def _serve(world: World, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def serve(request: web.Request) -> web.StreamResponse:
        try:
            params = await read_params(request)
            given = Params(values={**params.values, **request.match_info}, files=params.files)
            result = handler(world, given)
            if asyncio.iscoroutine(result):
                result = await result
        except (Impossible, ValueError) as error:
            return _json({"error": str(error)}, 400)
        except ApiError as error:
            return _json({"error": error.description}, 400)
        return _json(result, 200)

    return serve


def _json(body: object, status: int) -> web.Response:
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return web.Response(body=text, status=status, content_type="application/json")


def _number(params: Params, name: str) -> int:
    number = parse_integer(params.values.get(name))
    if number is None:
        raise Impossible(f"{name} must be an integer")
    return number


def _user(params: Params, name: str = "user") -> int:
    return BOT_ID if params.text(name) == "bot" else _number(params, name)


def _place(params: Params) -> tuple[int, int]:
    """Chat and user; either may be left out in a private chat, where they are the same."""
    chat = parse_integer(params.values.get("chat"))
    user = parse_integer(params.values.get("user"))
    if chat is None and user is None:
        raise Impossible("chat must be an integer")
    chat = chat if chat is not None else user or 0
    return chat, user if user is not None else max(chat, 0)


def _wait_s(params: Params) -> float:
    try:
        return min(max(float(params.text("wait_s") or 0), 0.0), LONGEST_WAIT_S)
    except ValueError as error:
        raise Impossible("wait_s must be a number of seconds") from error


def _ids(params: Params, name: str) -> list[int]:
    numbers = [BOT_ID if item == "bot" else parse_integer(item) for item in params.items(name)]
    if None in numbers:
        raise Impossible(f"{name} must be a list of integers")
    return [number for number in numbers if number is not None]


def post_message(world: World, params: Params) -> JsonObject:
    """Somebody sends a text, a file, a forward or a reply."""
    chat, user = _place(params)
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
    chat, _ = _place(params)
    said = crowd.edit(world, chat, _number(params, "message_id"), params.required("text"))
    return {"update_id": said.update_id, "message_id": said.message.id, "after": said.message.chat.counter.last}


async def post_tap(world: World, params: Params) -> JsonObject:
    """Somebody taps a button, by `label` or by `data`; with `wait_s` the answer is waited for."""
    chat_id, user = _place(params)
    message_id, data = _number(params, "message_id"), params.text("data")
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
    wait_s = _wait_s(params)
    if wait_s:
        await _wait_until(world, lambda: query_id in world.answers, wait_s)
        tapped["answer"] = world.answers.get(query_id)
    return tapped


def post_react(world: World, params: Params) -> JsonObject:
    """Somebody reacts to a message, or takes it back."""
    chat, user = _place(params)
    return {"update_id": crowd.react(world, chat, user, _number(params, "message_id"), params.text("emoji"))}


def post_user(world: World, params: Params) -> JsonObject:
    """A person with a name, username and language of their own."""
    user = world.ensure_user(_number(params, "id"))
    for name in ("first_name", "last_name", "username", "language_code"):
        if params.has(name):
            setattr(user, name, params.text(name))
    return user.as_json()


def post_chat(world: World, params: Params) -> JsonObject:
    """A group, supergroup or channel with its people; a private chat with one person."""
    chat_id, kind = _number(params, "id"), params.text("type") or "group"
    if kind not in TYPES or (kind == "private") != (chat_id > 0):
        raise Impossible(f"type must be one of {', '.join(TYPES)}, private with a positive id, the others negative")
    if chat_id in world.chats:
        raise Impossible(f"there is a chat {chat_id} already")
    if kind == "private":
        return view_chat(world, world.ensure_private_chat(chat_id))
    chat = Chat(
        id=chat_id,
        type=kind,
        counter=world.box if kind == "group" else Counter(world.first_id - 1),
        title=params.text("title") or kind.title(),
        username=params.text("username"),
        is_forum=params.flag("forum") and kind == "supergroup",
    )
    members, admins = _ids(params, "members"), _ids(params, "admins")
    bot_status = "administrator" if BOT_ID in admins or kind == "channel" else "member"
    people = [[number for number in ids if number != BOT_ID] for ids in (members, admins)]
    anonymous = _ids(params, "anonymous")
    if not set(anonymous) <= set(admins):
        raise Impossible("only administrators can be anonymous")
    crowd.make_chat(world, chat, people[0], people[1], params.text("bot") or bot_status)
    for user_id in anonymous:
        chat.members[user_id].is_anonymous = True
    for name in params.items("topics") if chat.is_forum else []:
        crowd.make_topic(world, chat, str(name), next(iter(chat.members.values())).user)
    return view_chat(world, chat)


def post_topic(world: World, params: Params) -> JsonObject:
    """Somebody opens a topic in a forum."""
    chat_id, user = _place(params)
    chat = crowd.find_chat(world, chat_id)
    if not chat.is_forum:
        raise Impossible(f"chat {chat_id} is no forum")
    topic = crowd.make_topic(world, chat, params.required("name"), world.ensure_user(user or 1))
    return {"thread": topic.id, "name": topic.name}


def post_member(world: World, params: Params) -> JsonObject:
    """Somebody joins, leaves, is promoted or thrown out; `user` may be "bot"."""
    status = params.text("status")
    if status not in STATUSES:
        raise Impossible(f"status must be one of {', '.join(STATUSES)}")
    chat, user = _number(params, "chat"), _user(params)
    return {"update_id": crowd.set_member(world, chat, user, status, params.integer("by"))}


def post_block(world: World, params: Params) -> JsonObject:
    """The person of a private chat blocks the bot."""
    return {"update_id": crowd.set_member(world, _place(params)[0], BOT_ID, "kicked")}


def post_unblock(world: World, params: Params) -> JsonObject:
    """The person of a private chat lets the bot in again."""
    return {"update_id": crowd.set_member(world, _place(params)[0], BOT_ID, "member")}


def post_deactivate(world: World, params: Params) -> JsonObject:
    """An account is deleted."""
    world.ensure_user(_number(params, "user")).is_deactivated = True
    return {"ok": True}


def post_migrate(world: World, params: Params) -> JsonObject:
    """A group becomes a supergroup."""
    return {"id": crowd.migrate(world, _number(params, "chat")).id}


def post_clear(world: World, params: Params) -> JsonObject:
    """One chat is emptied, for "Start over"; the bot is not told, as when a person clears a history."""
    chat = crowd.find_chat(world, _place(params)[0])
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
    world.queue.skip_to(_number(params, "next_id"))
    return {"ok": True}


def post_clock(world: World, params: Params) -> JsonObject:
    """Time passes."""
    world.clock.advance(float(params.text("advance_s") or 0))
    return get_clock(world, params)


def post_reset(world: World, _: Params) -> JsonObject:
    """Everybody and everything said is forgotten."""
    world.reset()
    return {"ok": True}


def get_chats(world: World, _: Params) -> JsonObject:
    """Every chat, the one with the latest message first."""
    ranked = sorted(world.chats.values(), key=_last_said_at, reverse=True)
    return {"chats": [view_chat(world, chat) for chat in ranked]}


def _last_said_at(chat: Chat) -> int:
    return max((message.date for message in chat.messages.values()), default=0)


async def get_chat(world: World, params: Params) -> JsonObject:
    """The messages sent or changed after the number `after`, by id; waits up to `wait_s` for the first.

    `after` is a message id, or the `last` of an earlier answer, which counts edits, reactions and deletions too.
    """
    chat_id, after = _number(params, "id"), params.integer("after")

    def has_news() -> bool:
        chat = world.chats.get(chat_id)
        return chat is not None and bool(_changed(chat, after) or _deleted(chat, after))

    wait_s = _wait_s(params)
    if wait_s and not has_news():
        await _wait_until(world, has_news, wait_s)
    chat = world.chats.get(chat_id)
    if chat is None:
        return {"chat": None, "messages": [], "deleted": [], "last": 0}
    messages = [view_message(world, chat.messages[message_id]) for message_id in _changed(chat, after)]
    answer: JsonObject = {"chat": view_chat(world, chat), "messages": messages}
    return {**answer, "deleted": _deleted(chat, after), "last": chat.counter.last}


def _changed(chat: Chat, after: int) -> list[int]:
    return sorted(message.id for message in chat.messages.values() if message.changed > after)


def _deleted(chat: Chat, after: int) -> list[int]:
    return sorted(message_id for message_id, at in chat.deleted.items() if at > after)


async def get_events(world: World, params: Params) -> JsonObject:
    """Everything that happened after the event `after`, in order; waits up to `wait_s` for the first.

    `run` changes when the sandbox is started again and numbers its events from 1.
    """
    after, wait_s = params.integer("after"), _wait_s(params)
    if wait_s and world.journal.last <= after:
        await world.journal.wait(wait_s)
    events = [_with_message(world, entry) for entry in world.journal.after(after)]
    return {"events": events, "last": world.journal.last, "run": world.journal.run}


def _with_message(world: World, entry: JsonObject) -> JsonObject:
    if entry["kind"] not in ("message", "edit", "reaction"):
        return entry
    chat = world.chats.get(entry["chat"])
    message = chat.messages.get(entry["message_id"]) if chat else None
    return {**entry, "message": view_message(world, message) if message else None}


def get_calls(world: World, params: Params) -> JsonObject:
    """What the bot called, oldest first; `after` and `method` narrow it."""
    after, method = params.integer("after"), params.text("method").lower()
    calls = [
        entry
        for entry in world.ledger.calls
        if entry["seq"] > after and (not method or entry["method"].lower() == method)
    ]
    warnings = [warning for entry in calls for warning in entry["warnings"]]
    return {"calls": calls, "counts": world.ledger.counts, "warnings": warnings, "last": world.ledger.last}


def get_faults(world: World, _: Params) -> JsonObject:
    """The faults in force and how often each struck."""
    return {"faults": [fault.as_json() for fault in world.faults.rules]}


def get_rates(world: World, _: Params) -> JsonObject:
    """Whether the pace is kept, and what was over it."""
    return {"on": world.rates.is_on, "over": world.rates.over}


def get_clock(world: World, _: Params) -> JsonObject:
    """What time it is."""
    return {"now": world.clock.now().isoformat(), "unix": world.clock.unix()}


def get_menu(world: World, params: Params) -> JsonObject:
    """What a person sees of the bot: commands, name and descriptions in their language."""
    chat_id, user_id = _place(params)
    chat, user = crowd.find_chat(world, chat_id), world.ensure_user(user_id or 1)
    language = user.language_code
    names = {kind: world.profile.get_name(kind, language) for kind in ("description", "short_description")}
    commands = world.profile.shown_commands(chat.type, chat_id, user.id, language)
    name = world.profile.get_name("name", language, world.bot.first_name)
    return {"commands": commands, "name": name, "username": world.bot.username, **names}


async def _wait_until(world: World, holds: Callable[[], bool], wait_s: float) -> None:
    """Wait for changes until `holds()`, at most `wait_s` real seconds."""
    loop = asyncio.get_running_loop()
    until = loop.time() + wait_s
    while not holds() and (left_s := until - loop.time()) > 0:
        await world.journal.wait(left_s)
