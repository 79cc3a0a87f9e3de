"""The outbox at work: claim with a lease → render → send, paced, no transaction open → decide → settle.

    claim ─ and what goes along ─▶ render ─▶ mark sending ─▶ send ─▶ decide ─▶ one transaction: row, chat

`render` and `send` are given by the composition root. At most `IN_FLIGHT` sends are under way at once, because what is
under way when the process is killed may be said twice; a chat has one at a time, because only its head can be claimed.
Whatever makes a send fail or doubtful holds all sends for a moment, so that an outage costs few rows their repetition.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from bot.logs import event, get_logger
from bot.services.delivery import Ambiguous, Outcome, Rejected, Sent, Unsent
from bot.services.delivery_plans import Decision, decide
from storage.database import Database, WriteTx
from storage.destinations import Destination, move_chat, pause_chat, pause_place
from storage.errors import StorageError
from storage.outbox import (
    Delivery,
    DeliveryKind,
    bundle_waiting,
    claim_deliveries,
    find_first_message,
    find_next_due,
    mark_sending,
    recover_interrupted,
    release_claims,
    release_held,
    settle_delivery,
)

logger = get_logger(__name__)

IN_FLIGHT = 4
"""Sends under way at once: a kill in a crowd of 2,000 doubled 12 with one, 69 with eight."""

BURST_LEAST = 4
"""Alerts waiting behind one that go along with it: five at once are a burst, three are news."""

LEASE = timedelta(minutes=3)
SEND_LIMIT_S = 60.0
"""A send takes this long at most, pacing included, and is ambiguous then; a lease outlives it."""

STOP_LIMIT_S = 5.0
LONGEST_HOLD = timedelta(minutes=1)
IDLE_S = (0.2, 60.0)
NOTHING_TO_SAY = "there is nothing to say any more"

M = TypeVar("M")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What is to be rendered: a delivery, what goes along with it ("12 more"), and the message it follows up on."""

    delivery: Delivery
    along: tuple[Delivery, ...] = ()
    reply_to: int | None = None


Render = Callable[[Outgoing], Awaitable[M | None]]
"""Gives the message, None when there is nothing to say any more."""

Send = Callable[[Destination, int | None, M], Awaitable[Outcome]]
"""Makes one attempt to send a message to a destination, as a reply or not; never repeats on its own."""


class DeliveryQueue(Generic[M]):
    """Says what waits in the outbox. `alone` says that no other process does on this database."""

    def __init__(
        self,
        database: Database,
        *,
        render: Render[M],
        send: Send[M],
        now: Callable[[], datetime],
        alone: bool = True,
    ) -> None:
        self._database = database
        self._render = render
        self._send = send
        self._now = now
        self._alone = alone
        self._woken = asyncio.Event()
        self._troubles = 0
        self._held_until: datetime | None = None

    async def start(self) -> int:
        """Give back what was under way when the last process ended; says how much may be said twice."""
        async with self._database.write() as tx:
            doubtful = await recover_interrupted(tx, now=self._now(), alone=self._alone)
        if doubtful:
            event(logger, "deliveries to repeat", count=len(doubtful))
        return len(doubtful)

    def wake(self) -> None:
        """Say that something was queued."""
        self._woken.set()

    async def tick(self, *, limit: int = IN_FLIGHT) -> bool:
        """Say what is due, one thing for each of at most `limit` chats; gives whether there was anything."""
        now = self._now()
        if self._held_until is not None and now < self._held_until:
            return False
        # A lease of its own for each claim: one that took too long is another's by then, even in this process.
        lease = secrets.token_hex(8)
        async with self._database.write() as tx:
            if not self._alone:
                await recover_interrupted(tx, now=now)
            await release_held(tx, now=now)
            claimed = await claim_deliveries(tx, lease=lease, limit=limit, now=now, until=now + LEASE)
            outgoing = [await self._gather(tx, head, now) for head in claimed]
        try:
            await asyncio.gather(*(self._deliver(one, lease) for one in outgoing))
        except BaseException:
            await self._give_back(lease)
            raise
        return bool(outgoing)

    async def run(self) -> None:
        """Work until cancelled; what is being sent then is finished first, within `STOP_LIMIT_S`."""
        await self.start()
        async with asyncio.TaskGroup() as group:
            for number in range(IN_FLIGHT):
                group.create_task(self._work(), name=f"delivery {number}")

    async def _work(self) -> None:
        while True:
            try:
                if await _finish(self.tick(limit=1)):
                    continue
            except StorageError as error:
                event(logger, "delivery stalled", level=logging.WARNING, error=type(error).__name__)
            await self._rest()

    async def _rest(self) -> None:
        self._woken.clear()
        shortest, longest = IDLE_S
        idle_s = longest
        with suppress(StorageError):
            async with self._database.read() as tx:
                due_at = await find_next_due(tx)
            if due_at is not None:
                idle_s = min(max((due_at - self._now()).total_seconds(), shortest), longest)
        with suppress(TimeoutError):
            async with asyncio.timeout(idle_s):
                await self._woken.wait()

    async def _give_back(self, lease: str) -> None:
        """Let others have what was claimed and not begun."""
        with suppress(StorageError):
            async with self._database.write() as tx:
                await release_claims(tx, lease)

    async def _gather(self, tx: WriteTx, head: Delivery, now: datetime) -> Outgoing:
        along: tuple[Delivery, ...] = ()
        if head.kind is DeliveryKind.ALERT:
            along = await bundle_waiting(tx, head, least=BURST_LEAST, now=now)
        reply_to = await find_first_message(tx, head) if head.revision else None
        return Outgoing(delivery=head, along=along, reply_to=reply_to)

    async def _deliver(self, outgoing: Outgoing, lease: str) -> None:
        row = outgoing.delivery
        message = await self._rendered(outgoing)
        if isinstance(message, Rejected):
            await self._settle(row, message, lease)
            return
        async with self._database.write() as tx:
            is_mine = await mark_sending(tx, row.id, lease=lease, until=self._now() + LEASE)
        if not is_mine:
            return
        outcome = await self._attempt(outgoing, message)
        self._hold_after(outcome)
        await self._settle(row, outcome, lease)

    async def _rendered(self, outgoing: Outgoing) -> M | Rejected:
        try:
            message = await self._render(outgoing)
        except StorageError:
            raise
        except Exception as error:  # one row that cannot be shown must not stop those behind it
            logger.exception("a delivery could not be rendered")
            return Rejected(reason=f"not rendered: {type(error).__name__}")
        return Rejected(reason=NOTHING_TO_SAY) if message is None else message

    async def _attempt(self, outgoing: Outgoing, message: M) -> Outcome:
        try:
            async with asyncio.timeout(SEND_LIMIT_S):
                return await self._send(outgoing.delivery.to, outgoing.reply_to, message)
        except TimeoutError:
            return Ambiguous(reason="silence")

    def _hold_after(self, outcome: Outcome) -> None:
        if isinstance(outcome, Ambiguous | Unsent):
            self._troubles += 1
            seconds = min(2.0 ** min(self._troubles - 1, 10), LONGEST_HOLD.total_seconds())
            self._held_until = self._now() + timedelta(seconds=seconds)
        elif isinstance(outcome, Sent):
            self._troubles = 0
            self._held_until = None

    async def _settle(self, row: Delivery, outcome: Outcome, lease: str) -> None:
        now = self._now()
        decision = decide(outcome, row, now)
        async with self._database.write() as tx:
            kept = await settle_delivery(tx, row.id, lease=lease, settlement=decision.settlement, now=now)
            await _pause(tx, row.to, decision, now)
            if decision.moved_to is not None:
                await move_chat(tx, old_chat_id=row.to.chat_id, new_chat_id=decision.moved_to)
        event(
            logger,
            "delivery",
            delivery=row.id,
            kind=row.kind.value,
            outcome=type(outcome).__name__.lower(),
            state=decision.settlement.state.value if kept else "lost",
            tries=row.tries,
            waited_s=round((now - row.created_at).total_seconds(), 1),
        )


async def _pause(tx: WriteTx, to: Destination, decision: Decision, now: datetime) -> None:
    if decision.paused_because is None:
        return
    if decision.thread_only:
        await pause_place(tx, to, reason=decision.paused_because, now=now)
    else:
        await pause_chat(tx, to.chat_id, reason=decision.paused_because, now=now)


async def _finish(work: Coroutine[Any, Any, bool]) -> bool:
    """What `work` gives; when the caller is cancelled it may end first, so that its send is settled, not doubtful."""
    task = asyncio.create_task(work, name="delivery tick")
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=STOP_LIMIT_S)
        task.cancel()
        await asyncio.wait({task})
        raise
