"""Digests: one tick looks at what is due, puts together what waits, and stores when each is due next.

What is known to be due later costs nothing: the earliest instant is kept in memory and read again now and then. A
digest that was missed, however often, is made up for once, in the slot that was missed last. Nothing waits, nothing is
said.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.logs import event, get_logger
from bot.services.calendars import Slot, find_zone, last_slot, next_due
from storage.database import Database
from storage.destinations import Destination
from storage.digests import (
    DEFAULT_CAP,
    ON_DEMAND,
    Digest,
    Item,
    NewDigest,
    Schedule,
    find_next_digest,
    find_schedule,
    insert_digests,
    list_due_schedules,
    list_waiting,
    list_waiting_due,
    set_next_due,
)
from storage.entries import count_reports
from storage.errors import StorageError
from storage.outbox import DeliveryKind, NewDelivery, queue_deliveries

logger = get_logger(__name__)

CHUNK = 2_000
"""Schedules of one transaction, some 0.1 s: other writers get their turn in between."""

RECHECK = timedelta(minutes=10)
"""How long a schedule that another process changed may go unnoticed."""

REPORTS_COUNT = 5
"""An event of more reports is no more important for it."""

TICK_S = 15.0


class Digests:
    """Puts digests together as they fall due; `wake` is told when some are queued."""

    def __init__(
        self, database: Database, *, now: Callable[[], datetime], wake: Callable[[], None] = lambda: None
    ) -> None:
        self._database = database
        self._now = now
        self._wake = wake
        self._sleeps_until: datetime | None = None

    def schedule_changed(self) -> None:
        """Say that some schedule was changed: what is known about the next one may be wrong."""
        self._sleeps_until = None

    async def tick(self) -> bool:
        """Put together what is due; gives whether anything was."""
        now = self._now()
        if self._sleeps_until is not None and now < self._sleeps_until:
            return False
        looked_at = 0
        is_more = True
        while is_more:
            count = await self._put_together(now)
            looked_at += count
            is_more = count == CHUNK
        async with self._database.read() as tx:
            next_at = await find_next_digest(tx)
        self._sleeps_until = min(next_at or now + RECHECK, now + RECHECK)
        if looked_at:
            self._wake()
        return looked_at > 0

    async def compose(self, to: Destination) -> Digest | None:
        """Put together and queue at once what waits for a destination, because it asks; None when nothing does."""
        now = self._now()
        async with self._database.write() as tx:
            schedule = await find_schedule(tx, to) or Schedule(to=to, zone="UTC", cap=DEFAULT_CAP)
            items = await list_waiting(tx, to)
            if not items:
                return None
            reports = await count_reports(tx, [item.event_id for item in items])
            slot = Slot(local_date=now.astimezone(find_zone(schedule.zone)).date(), minute=ON_DEMAND, at=now)
            (made,) = await insert_digests(tx, [_arrange(schedule, slot, items, reports)], now=now)
            await queue_deliveries(tx, [_delivery(made, now)], now=now)
        self._wake()
        return made

    async def run(self) -> None:
        """Look every `TICK_S` seconds until cancelled."""
        while True:
            try:
                await self.tick()
            except StorageError as error:
                event(logger, "digests stalled", level=logging.WARNING, error=type(error).__name__)
            await asyncio.sleep(TICK_S)

    async def _put_together(self, now: datetime) -> int:
        """Do so for the next `CHUNK` schedules that are due, in one transaction; says how many were."""
        async with self._database.write() as tx:
            due = await list_due_schedules(tx, now=now, limit=CHUNK)
            if not due:
                return 0
            waiting = await list_waiting_due(tx, now=now)
            events = {item.event_id for items in waiting.values() for item in items}
            reports = await count_reports(tx, events)
            plans = (plan_digest(one, waiting.get(one.to, ()), reports, now) for one in due)
            made = await insert_digests(tx, [plan for plan in plans if plan is not None], now=now)
            await queue_deliveries(tx, [_delivery(digest, now) for digest in made], now=now)
            await set_next_due(tx, {one.to: next_due(one, now) for one in due})
        event(logger, "digests", due=len(due), made=len(made))
        return len(due)


def plan_digest(
    schedule: Schedule, items: Sequence[Item], reports: Mapping[int, int], now: datetime
) -> NewDigest | None:
    """The digest that is due for `schedule` at `now`, in the slot that was last; None when nothing waits.

    `reports` counts the reports of each event.
    """
    if not items:
        return None
    slot = last_slot(schedule, now)
    return None if slot is None else _arrange(schedule, slot, items, reports)


def rank(item: Item, reports: Mapping[int, int]) -> tuple[int, float]:
    """How important an event is: what the reader weighed, and how many report it; of equals the later comes first."""
    widely = min(reports.get(item.event_id, 1), REPORTS_COUNT) - 1
    return item.score + widely, item.added_at.timestamp()


def _arrange(schedule: Schedule, slot: Slot, items: Sequence[Item], reports: Mapping[int, int]) -> NewDigest:
    ordered = sorted(items, key=lambda item: rank(item, reports), reverse=True)
    return NewDigest(
        to=schedule.to,
        local_date=slot.local_date,
        slot=slot.minute,
        shown=min(schedule.cap, len(ordered)),
        event_ids=tuple(item.event_id for item in ordered),
    )


def _delivery(digest: Digest, now: datetime) -> NewDelivery:
    return NewDelivery(to=digest.to, kind=DeliveryKind.DIGEST, subject_id=digest.id, due_at=now)
