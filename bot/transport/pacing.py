"""Our own pace, so that Telegram never has to refuse: for calls that post, behind python-telegram-bot's rate limiter.

30 messages a second overall, 1 a second in a private chat after a burst of 3, 20 a minute in a group (Bot FAQ,
"My bot is hitting limits"). A 429 holds the chat it came from; two chats within a second hold everything. The library's
own AIORateLimiter sends 59 in the first second, knows no limit per private chat, and one group's 429 stops all.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram._utils.types import JSONDict
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.transport.flood import retry_after_s

Call = Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]]

OVERALL_PER_S = 29
"""One below the limit, since a second of ours need not be a second of Telegram's."""
PRIVATE_BURST = 3
GROUP_BURST = 5
GROUP_INTERVAL_S = 4.0
"""With a burst of 5, never more than 20 in any minute."""
FLOOD_TRIES = 5
LONGEST_HOLD_S = 120.0
SWEEP_AT = 1_000

POSTING = frozenset(
    """sendMessage sendDocument sendPhoto sendMediaGroup sendVideo sendAudio sendAnimation sendVoice sendSticker
    sendLocation sendPoll forwardMessage forwardMessages copyMessage copyMessages""".split()
)


@dataclass(slots=True)
class Bucket:
    """`burst` calls at once, then one every `interval_s`: the generic cell rate algorithm (ITU-T I.371)."""

    interval_s: float
    burst: int
    full_at: float = 0.0

    def reserve(self, now: float) -> float:
        """When the next call may go, at or after `now`; the place is taken."""
        start = max(now, self.full_at - (self.burst - 1) * self.interval_s)
        self.full_at = max(self.full_at, start) + self.interval_s
        return start

    def idle(self, now: float) -> bool:
        """Whether nothing is owed any more, so that the bucket may be forgotten."""
        return self.full_at <= now


def chat_bucket(chat: int | str) -> Bucket:
    """The bucket of one chat: users have positive ids; groups, supergroups and channels negative ones."""
    if isinstance(chat, int) and chat > 0:
        return Bucket(interval_s=1.0, burst=PRIVATE_BURST)
    return Bucket(interval_s=GROUP_INTERVAL_S, burst=GROUP_BURST)


@dataclass(slots=True)
class Pace:
    """Who may send when; pure but for its own memory, with time given by the caller (seconds, any zero)."""

    overall: Bucket = field(default_factory=lambda: Bucket(interval_s=1 / OVERALL_PER_S, burst=1))
    chats: dict[int | str, Bucket] = field(default_factory=dict)
    held_until: dict[int | str, float] = field(default_factory=dict)
    all_held_until: float = 0.0
    last_flood: tuple[int | str, float] | None = None

    def chat_turn(self, chat: int | str, now: float) -> float:
        """When `chat` may receive its next message."""
        self._sweep(now)
        bucket = self.chats.setdefault(chat, chat_bucket(chat))
        return max(bucket.reserve(now), self.held_until.get(chat, 0.0))

    def overall_turn(self, now: float) -> float:
        """When the bot may send its next message."""
        return max(self.overall.reserve(max(now, self.all_held_until)), self.all_held_until)

    def held(self, chat: int | str) -> float:
        """Until when nothing may go to `chat`."""
        return max(self.held_until.get(chat, 0.0), self.all_held_until)

    def flood(self, chat: int | str, wait_s: float, now: float) -> None:
        """A 429 in `chat`: hold it; hold all when another chat was refused within the last second."""
        self.held_until[chat] = max(self.held_until.get(chat, 0.0), now + wait_s)
        if self.last_flood and self.last_flood[0] != chat and now - self.last_flood[1] <= 1.0:
            self.all_held_until = max(self.all_held_until, now + wait_s)
        self.last_flood = (chat, now)

    def _sweep(self, now: float) -> None:
        if len(self.chats) < SWEEP_AT:
            return
        self.chats = {chat: bucket for chat, bucket in self.chats.items() if not bucket.idle(now)}
        self.held_until = {chat: until for chat, until in self.held_until.items() if until > now}


class Pacer(BaseRateLimiter[int]):
    """Waits until a call may go, and repeats what Telegram refused with 429: it certainly was not sent."""

    def __init__(self, *, enabled: bool = True) -> None:
        self._pace = Pace()
        self._enabled = enabled

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Call,
        args: Any,  # noqa: ANN401 (the library's signature)
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002
    ) -> bool | JSONDict | list[JSONDict]:
        """The call's result.

        Raises:
            RetryAfter: refused five times, or for longer than two minutes.
        """
        if not self._enabled:
            return await callback(*args, **kwargs)
        chat = data.get("chat_id", 0)
        for left in reversed(range(FLOOD_TRIES)):
            if endpoint in POSTING:
                await self._wait(chat)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                wait_s = retry_after_s(error)
                self._pace.flood(chat, wait_s, time.monotonic())
                if not left or wait_s > LONGEST_HOLD_S:
                    raise
                await self._until(self._pace.held(chat))
        raise AssertionError("the last try returns or raises")

    async def _wait(self, chat: int | str) -> None:
        await self._until(self._pace.chat_turn(chat, time.monotonic()))
        await self._until(self._pace.overall_turn(time.monotonic()))
        while (held := self._pace.held(chat)) > time.monotonic():
            await self._until(held)

    @staticmethod
    async def _until(moment: float) -> None:
        wait_s = moment - time.monotonic()
        if wait_s > 0:
            await asyncio.sleep(wait_s)
