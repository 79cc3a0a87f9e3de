"""Telegram's pace, kept when switched on: 30 a second, one a second per chat, 20 a minute per group."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from bot.sandbox import limits
from bot.sandbox.clock import Clock
from bot.sandbox.wire import JsonObject

BURST_PRIVATE = 3
"""A private chat takes short bursts over its one a second; the FAQ says so without a number."""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `calls` within `window_s` seconds."""

    name: str
    calls: int
    window_s: float


OVERALL = Rate("overall", limits.RATE_OVERALL_PER_S, 1)
GROUP = Rate("group", limits.RATE_GROUP_PER_MIN, 60)


@dataclass(slots=True)
class Rates:
    """When what was posted, and what came too fast. A refused call does not count against the pace."""

    clock: Clock
    is_on: bool = False
    over: list[JsonObject] = field(default_factory=list)
    _posted: dict[tuple[str, int], deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _paid_until: dict[int, float] = field(default_factory=dict)

    def admit(self, method: str, chat_id: int) -> int | None:
        """None when the call may pass, and it is counted; else the whole seconds to wait, at least one."""
        if not self.is_on:
            return None
        now = self.clock.now().timestamp()
        windows = [(OVERALL, 0)] if chat_id >= 0 else [(OVERALL, 0), (GROUP, chat_id)]
        waits = {rate.name: self._wait(rate, key, now) for rate, key in windows}
        if chat_id >= 0:
            waits["chat"] = self._wait_in_private(chat_id, now)
        for name, wait_s in waits.items():
            if wait_s > 0:
                entry = {"at": now, "method": method, "chat": chat_id, "rate": name, "retry_after": wait_s}
                self.over.append(entry)
                return wait_s
        for rate, key in windows:
            self._posted[rate.name, key].append(now)
        self._paid_until[chat_id] = max(self._paid_until.get(chat_id, now), now) + 1 / limits.RATE_CHAT_PER_S
        return None

    def clear(self) -> None:
        """Forget what was posted and what was over."""
        self._posted.clear()
        self._paid_until.clear()
        self.over.clear()

    def _wait(self, rate: Rate, key: int, now: float) -> int:
        posted = self._posted[rate.name, key]
        while posted and posted[0] <= now - rate.window_s:
            posted.popleft()
        if len(posted) < rate.calls:
            return 0
        return max(1, math.ceil(posted[0] + rate.window_s - now))

    def _wait_in_private(self, chat_id: int, now: float) -> int:
        """A short burst is let through, and made up for by the pauses after it."""
        ahead_s = self._paid_until.get(chat_id, now) - now
        return max(0, math.ceil(ahead_s - BURST_PRIVATE / limits.RATE_CHAT_PER_S))
