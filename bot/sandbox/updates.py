"""The queue of updates and its one reader, with every rule of getUpdates."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.sandbox import limits
from bot.sandbox.clock import Clock
from bot.sandbox.errors import CONFLICT_POLLING, ApiError
from bot.sandbox.wire import JsonObject

KINDS = frozenset(
    """message edited_message channel_post edited_channel_post business_connection business_message
    edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count
    inline_query chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll
    poll_answer my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot subscription
    stopped_message_generation""".split()
)
ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT_PAUSE_S = 3.0
"""Between two 409 answers the server waits this long (fail_query_conflict in Client.cpp)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update: its id, its kind, the object and the chat whose order it keeps."""

    id: int
    kind: str
    payload: JsonObject
    lane: int
    expires_at: int

    def as_json(self) -> JsonObject:
        """The `Update` object."""
        return {"update_id": self.id, self.kind: self.payload}


class UpdateQueue:
    """Updates that wait to be confirmed, oldest first."""

    def __init__(self, clock: Clock, *, first_id: int = 1) -> None:
        self._clock = clock
        self._next_id = first_id
        self._pending: OrderedDict[int, Update] = OrderedDict()
        self._reader: asyncio.Future[None] | None = None
        self._next_conflict_at = 0.0
        self._arrived = asyncio.Event()
        self.allowed: frozenset[str] = frozenset()

    def __len__(self) -> int:
        self._expire()
        return len(self._pending)

    def allow(self, kinds: Iterable[object]) -> None:
        """Remember `allowed_updates` for what happens from now on; none of them known means the default."""
        self.allowed = frozenset(str(kind) for kind in kinds) & KINDS

    def takes(self, kind: str) -> bool:
        """Whether updates of this kind are queued now."""
        return kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST

    def add(self, kind: str, payload: JsonObject, lane: int) -> int | None:
        """Queue an update and give its id, or None where `allowed_updates` leaves it out."""
        if not self.takes(kind):
            return None
        update_id, self._next_id = self._next_id, self._next_id + 1
        expires_at = self._clock.unix() + limits.UPDATE_LIFE_S
        self._pending[update_id] = Update(id=update_id, kind=kind, payload=payload, lane=lane, expires_at=expires_at)
        self._wake()
        return update_id

    def skip_to(self, next_id: int) -> None:
        """Give the next update this id, lower ones included: after a quiet week ids start anywhere."""
        self._next_id = next_id

    def drop(self, update_id: int) -> None:
        """Forget one update, as after a webhook's 200."""
        self._pending.pop(update_id, None)

    def clear(self) -> None:
        """Forget all of them."""
        self._pending.clear()

    def pending(self) -> list[Update]:
        """What waits, oldest first."""
        self._expire()
        return list(self._pending.values())

    async def arrival(self) -> None:
        """Wait for the next update to be queued."""
        await self._arrived.wait()

    def abort_reader(self, description: str) -> None:
        """End the long poll that waits, if one does, with a 409; at most one such answer in three seconds."""
        reader, self._reader = self._reader, None
        if reader is None or reader.done():
            return
        loop = asyncio.get_running_loop()
        refusal = ApiError(409, description)
        if loop.time() >= self._next_conflict_at:
            self._next_conflict_at = loop.time() + CONFLICT_PAUSE_S
            reader.set_exception(refusal)
        else:
            loop.call_later(CONFLICT_PAUSE_S, _refuse, reader, refusal)

    async def read(self, offset: int, limit: int, timeout_s: float) -> list[JsonObject]:
        """One getUpdates: confirm what lies below `offset`, then give up to `limit` updates, waiting for the first.

        A negative offset forgets all but the last -`offset` updates. A reader who comes while another waits ends
        that one's poll.

        Raises:
            ApiError: 409, because another reader came.
        """
        self.abort_reader(CONFLICT_POLLING)
        self._confirm(offset)
        batch = self._batch(limit)
        if batch or timeout_s <= 0:
            return batch
        reader: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._reader = reader
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await reader
        if self._reader is reader:
            self._reader = None
        return self._batch(limit)

    def _confirm(self, offset: int) -> None:
        self._expire()
        if offset < 0:
            offset = list(self._pending)[offset] if -offset <= len(self._pending) else 0
        if offset > self._next_id:
            return
        while self._pending and (first := next(iter(self._pending))) < offset:
            del self._pending[first]

    def _batch(self, limit: int) -> list[JsonObject]:
        self._expire()
        return [update.as_json() for update, _ in zip(self._pending.values(), range(limit), strict=False)]

    def _expire(self) -> None:
        now = self._clock.unix()
        while self._pending and (first := next(iter(self._pending.values()))).expires_at <= now:
            del self._pending[first.id]

    def _wake(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None and not reader.done():
            reader.set_result(None)
        arrived, self._arrived = self._arrived, asyncio.Event()
        arrived.set()


def _refuse(reader: "asyncio.Future[None]", refusal: ApiError) -> None:
    if not reader.done():
        reader.set_exception(refusal)
