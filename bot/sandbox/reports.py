"""What can be seen from outside: one function for each `GET /sim/…`."""

from collections.abc import Callable, Mapping

from bot.sandbox import crowd
from bot.sandbox.arguments import get_number, get_place, get_wait_s
from bot.sandbox.chats import Chat
from bot.sandbox.parameters import Params
from bot.sandbox.views import view_chat, view_message
from bot.sandbox.wire import JsonObject
from bot.sandbox.world import World


def get_chats(world: World, _: Params) -> JsonObject:
    """Every chat, the one with the latest message first."""
    ranked = sorted(world.chats.values(), key=_last_said_at, reverse=True)
    return {"chats": [view_chat(world, chat) for chat in ranked]}


def _last_said_at(chat: Chat) -> int:
    return max((message.date for message in chat.messages.values()), default=0)


async def get_chat(world: World, params: Params) -> JsonObject:
    """The messages sent or edited after the number `after`, by id; waits up to `wait_s` for the first.

    `after` is a message id, or the `last` of an earlier answer, which counts edits and deletions too. A reaction is no
    edit; it shows when the message is next asked for.
    """
    chat_id, after = get_number(params, "id"), params.integer("after")

    def has_news() -> bool:
        chat = world.chats.get(chat_id)
        return chat is not None and bool(_changed(chat, after))

    wait_s = get_wait_s(params)
    if wait_s and not has_news():
        await world.journal.until(has_news, wait_s)
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
    after, wait_s = params.integer("after"), get_wait_s(params)
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
    chat_id, user_id = get_place(params)
    chat, user = crowd.find_chat(world, chat_id), world.ensure_user(user_id or 1)
    language = user.language_code
    names = {kind: world.profile.get_name(kind, language) for kind in ("description", "short_description")}
    commands = world.profile.shown_commands(chat.type, chat_id, user.id, language)
    name = world.profile.get_name("name", language, world.bot.first_name)
    return {"commands": commands, "name": name, "username": world.bot.username, **names}


GETS: Mapping[str, Callable[[World, Params], object]] = {
    "chats": get_chats,
    "chats/{id:-?\\d+}": get_chat,
    "events": get_events,
    "calls": get_calls,
    "faults": get_faults,
    "rates": get_rates,
    "clock": get_clock,
    "menu": get_menu,
}
