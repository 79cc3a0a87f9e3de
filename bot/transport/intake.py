"""From Telegram into the inbox: an update is ours once its raw row is committed, and only then acknowledged.

The library's own polling confirms before it handles (422 of 600 updates lost over ten kills) and parses a batch as a
whole, so that one malformed update stops it for good. Here `getUpdates` is asked as raw JSON, and rows are parsed one
at a time, later.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeGuard

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.logs import event, get_logger
from bot.transport.flood import retry_after_s

logger = get_logger(__name__)

Json = dict[str, Any]

POLL_S = 30
BATCH = 100
CONFLICTS_OF_A_NEWCOMER = 1
CONFLICTS_OF_THE_FIRST = 15
CONFLICT_PAUSE_S = 1.0
NEWCOMER_S = 5.0
"""Who is refused for the first time within so many seconds of its start is the newcomer of two instances."""

LONGEST_PAUSE_S = 30.0

ALLOWED_UPDATES = ("message", "channel_post", "callback_query", "my_chat_member")
"""Named, so that kinds we do not handle are not even sent (edited and guest messages among them)."""


class SecondInstance(Exception):
    """Another process asks for the updates of this token; only one may."""


class WebhookSet(Exception):
    """Updates go to a webhook; polling hears nothing until it is deleted."""


class BadToken(Exception):
    """Telegram does not know this token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawUpdate:
    """An update as it came: its id, the lane that keeps its order, its JSON, and who it is from where that shows."""

    update_id: int
    lane: str
    payload: str
    user_id: int | None = None


class Accept(Protocol):
    """Commits updates to the inbox and gives how many were new; returns only once they are safe."""

    def __call__(self, updates: Sequence[RawUpdate]) -> Awaitable[int]:
        """Commit `updates`; gives how many were new."""


def lane_of(update: Json) -> str:
    """The lane of a raw update: messages keep their order per chat, taps per message, everything else per user."""
    query = update.get("callback_query")
    if isinstance(query, dict):
        message = query.get("message")
        if isinstance(message, dict):
            return f"tap:{_chat_id(message)}:{message.get('message_id')}"
        return f"user:{_id(query.get('from'))}"
    for content in update.values():
        if isinstance(content, dict) and "chat" in content:
            return f"chat:{_chat_id(content)}"
        if isinstance(content, dict) and "from" in content:
            return f"user:{_id(content.get('from'))}"
    return "none"


def user_of(update: Json) -> int | None:
    """Who a raw update is from; None for channel posts and the like."""
    for content in update.values():
        user_id = _id(content.get("from")) if isinstance(content, dict) else None
        if _is_id(user_id):
            return user_id
    return None


def _chat_id(message: Json) -> object:
    return _id(message.get("chat"))


def _id(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else None


def _is_id(value: object) -> TypeGuard[int]:
    """Whether it is a number that a database's 64 bits hold; one that is not would be refused again and again."""
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def parse_batch(answer: object) -> tuple[RawUpdate, ...]:
    """The rows of an answer to `getUpdates`, in its order; what has no id cannot be acknowledged and is left out."""
    items = answer if isinstance(answer, list) else []
    return tuple(
        RawUpdate(
            update_id=item["update_id"],
            lane=lane_of(item),
            payload=json.dumps(item, separators=(",", ":")),
            user_id=user_of(item),
        )
        for item in items
        if isinstance(item, dict) and _is_id(item.get("update_id"))
    )


class Polling:
    """Long polling: one request at a time, and the next one's offset confirms what the inbox already holds.

    The offset lives in memory only: after a quiet week Telegram restarts its ids at random, and a stored one would
    make us deaf; a repeated id is removed by the inbox's key.
    """

    def __init__(self, bot: Bot, request: BaseRequest, accept: Accept, *, poll_s: int = POLL_S) -> None:
        self._bot = bot
        self._request = request
        self._accept = accept
        self._poll_s = poll_s
        self._offset: int | None = None
        self._failures = 0
        self._conflicts = 0
        self._started_at: float | None = None
        self._is_newcomer = False

    async def run(self, on_arrival: Callable[[], None]) -> None:
        """Poll until cancelled, calling `on_arrival` after each batch that is safe in the inbox.

        Raises:
            SecondInstance: one refusal of a newcomer (after some three seconds), fifteen in a row of the instance that
                was here first, which outlasts it. Each instance's poll ends the other's, so both are refused; the
                server leaves three seconds between two refusals.
            WebhookSet: updates go elsewhere.
            BadToken: Telegram does not know the token.
        """
        self._started_at = time.monotonic()
        while True:
            try:
                arrived = await self.poll()
            except TelegramError as error:
                await asyncio.sleep(self._pause_s(error))
            else:
                self._failures = self._conflicts = 0
                if arrived:
                    on_arrival()

    async def poll(self) -> int:
        """Ask once and commit what came; gives the number of updates in the answer.

        Raises:
            TelegramError: the request failed or made no sense; nothing was acknowledged.
        """
        answer = await self._request.post(
            url=f"{self._bot.base_url}/getUpdates",
            request_data=RequestData([RequestParameter.from_input(name, value) for name, value in self._ask()]),
            read_timeout=self._poll_s + 10.0,
        )
        batch = parse_batch(answer)
        if answer and not batch:
            raise TelegramError("an answer in which no update has an id")
        if batch:
            await self._accept(batch)
            self._offset = max(row.update_id for row in batch) + 1
        return len(batch)

    def _ask(self) -> list[tuple[str, Any]]:
        fields: list[tuple[str, Any]] = [
            ("timeout", self._poll_s),
            ("limit", BATCH),
            ("allowed_updates", list(ALLOWED_UPDATES)),
        ]
        return fields if self._offset is None else [("offset", self._offset), *fields]

    def _pause_s(self, error: TelegramError) -> float:
        """How long to wait after `error`; raises where waiting is of no use."""
        if isinstance(error, InvalidToken):
            raise BadToken from error
        if isinstance(error, Conflict) and "webhook" in error.message.lower():
            raise WebhookSet from error
        if isinstance(error, Conflict):
            return self._conflict_pause_s(error)
        self._failures += 1
        if isinstance(error, RetryAfter):
            return retry_after_s(error)
        event(logger, "polling failed", error=type(error).__name__, failures=self._failures)
        return min(2.0 ** min(self._failures - 1, 10), LONGEST_PAUSE_S)

    def _conflict_pause_s(self, error: Conflict) -> float:
        self._conflicts += 1
        if self._conflicts == 1:
            self._is_newcomer = time.monotonic() - (self._started_at or 0.0) < NEWCOMER_S
        if self._conflicts >= (CONFLICTS_OF_A_NEWCOMER if self._is_newcomer else CONFLICTS_OF_THE_FIRST):
            raise SecondInstance from error
        return CONFLICT_PAUSE_S
