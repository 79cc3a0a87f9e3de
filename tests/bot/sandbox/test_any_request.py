"""Whatever a client sends, a call is answered or refused, never an accident inside the stand-in."""

import asyncio
import inspect
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox import crowd
from bot.sandbox.chats import Chat
from bot.sandbox.clock import Clock
from bot.sandbox.counter import Counter
from bot.sandbox.crowd import Saying
from bot.sandbox.errors import ApiError
from bot.sandbox.methods.registry import METHODS, PARAMETERS
from bot.sandbox.parameters import Params
from bot.sandbox.world import World

SCALARS = st.none() | st.booleans() | st.integers(-5, 50) | st.floats() | st.sampled_from(["", "42", "-5", "x", "@x"])
NAMES = st.sampled_from(
    """type offset length url user id text message_id quote emoji command description inline_keyboard keyboard
    callback_data copy_text media""".split()
)
ENTITY = st.fixed_dictionaries(
    {"type": st.sampled_from(["bold", "pre", "text_link", "text_mention", "custom_emoji", "date_time"])},
    optional={
        name: SCALARS | st.lists(SCALARS, max_size=1) for name in ("offset", "length", "url", "user", "language")
    },
)
VALUES = st.recursive(
    SCALARS | st.lists(ENTITY, max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)


def make_world() -> World:
    world = World(Clock(datetime(2026, 11, 2, tzinfo=UTC)))
    crowd.say(world, 42, 42, Saying(text="hello"))
    crowd.make_chat(world, Chat(id=-5, type="group", counter=Counter(), title="g"), [7], [8], "administrator")
    return world


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"getUpdates"}))
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_any_arguments_are_answered_or_refused(method: str, data: st.DataObject) -> None:
    names = sorted(PARAMETERS[method])
    values = data.draw(st.dictionaries(st.sampled_from(names), VALUES)) if names else {}
    if "chat_id" in names:
        values["chat_id"] = data.draw(st.sampled_from([42, -5, values.get("chat_id")]))
    world = make_world()
    try:
        result = METHODS[method](world, Params(values=values))
    except ApiError as error:
        result = error.as_json()
    assert result is not None
    assert not inspect.isawaitable(result)


@settings(max_examples=10, deadline=None)
@given(values=st.dictionaries(st.sampled_from(["offset", "limit", "allowed_updates"]), VALUES))
def test_any_getupdates_is_answered(values: dict[str, object]) -> None:
    result = METHODS["getUpdates"](make_world(), Params(values=values))
    assert inspect.iscoroutine(result)
    assert isinstance(asyncio.run(result), list)
