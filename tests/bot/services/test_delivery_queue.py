import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.services import delivery_queue
from bot.services.delivery import Ambiguous, Flood, Gone, Moved, Outcome, Rejected, Sent, Unsent
from bot.services.delivery_plans import AMBIGUOUS_PAUSE
from bot.services.delivery_queue import BURST_LEAST, IN_FLIGHT, LEASE, DeliveryQueue, Outgoing
from storage.database import Database, sqlite_url
from storage.destinations import Destination, find_pause, pause_chat
from storage.feeds import FeedMode, Subscription, add_feed, list_subscriptions, subscribe
from storage.outbox import Delivery, DeliveryKind, DeliveryState, NewDelivery, list_deliveries, queue_deliveries

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADA, BO = Destination(chat_id=1), Destination(chat_id=2)
THREAD = Destination(chat_id=-100, thread_id=7)


@dataclass
class Clock:
    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def advance(self, step: timedelta) -> None:
        self.at += step


@dataclass
class Telegram:
    """Takes messages; the next answers can be told beforehand."""

    answers: list[Outcome] = field(default_factory=list)
    messages: list[tuple[int, str]] = field(default_factory=list)
    replies: list[int | None] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0
    silent: bool = False

    async def send(self, to: Destination, reply_to: int | None, message: str) -> Outcome:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await asyncio.sleep(0)
        if self.silent:
            await asyncio.Event().wait()
        self.under_way -= 1
        self.messages.append((to.chat_id, message))
        self.replies.append(reply_to)
        return self.answers.pop(0) if self.answers else Sent(message_id=len(self.messages))


async def render(outgoing: Outgoing) -> str | None:
    subject = outgoing.delivery.subject_id
    if subject == 666:
        raise KeyError("a defect")
    if subject == 404:
        return None
    return f"{subject}" + (f" and {len(outgoing.along)} more" if outgoing.along else "")


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url(tmp_path / "nutgraf.db")) as database:
        yield database


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def queue(db: Database, clock: Clock, telegram: Telegram) -> DeliveryQueue[str]:
    return DeliveryQueue(db, render=render, send=telegram.send, now=clock)


def alert(to: Destination, subject: int, *, revision: int = 0) -> NewDelivery:
    return NewDelivery(to=to, kind=DeliveryKind.ALERT, subject_id=subject, due_at=NOON, revision=revision)


async def add(db: Database, *new: NewDelivery) -> None:
    async with db.write() as tx:
        await queue_deliveries(tx, new, now=NOON)


async def rows(db: Database) -> list[Delivery]:
    async with db.read() as tx:
        return list(await list_deliveries(tx))


async def states(db: Database) -> list[DeliveryState]:
    return [row.state for row in await rows(db)]


async def drain(queue: DeliveryQueue[str]) -> None:
    while await queue.tick():
        pass


async def test_everybody_is_told_in_order_and_message_ids_are_kept(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram
) -> None:
    await add(db, alert(ADA, 1), alert(BO, 1), alert(ADA, 2))
    await drain(queue)
    assert sorted(telegram.messages) == [(1, "1"), (1, "2"), (2, "1")]
    assert telegram.messages[-1] == (1, "2")
    assert sorted(row.message_id or 0 for row in await rows(db)) == [1, 2, 3]


async def test_few_sends_are_under_way_at_once(db: Database, queue: DeliveryQueue[str], telegram: Telegram) -> None:
    await add(db, *(alert(Destination(chat_id=chat), 1) for chat in range(1, 20)))
    await drain(queue)
    assert len(telegram.messages) == 19
    assert telegram.most_under_way <= IN_FLIGHT


async def test_a_burst_becomes_one_message(db: Database, queue: DeliveryQueue[str], telegram: Telegram) -> None:
    await add(db, *(alert(ADA, subject) for subject in range(1, BURST_LEAST + 2)))
    await drain(queue)
    assert telegram.messages == [(1, f"1 and {BURST_LEAST} more")]
    assert await states(db) == [DeliveryState.SENT, *[DeliveryState.BUNDLED] * BURST_LEAST]


async def test_a_flood_waits_as_long_as_telegram_says(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram, clock: Clock
) -> None:
    telegram.answers = [Flood(retry_after_s=30)]
    await add(db, alert(ADA, 1))
    await drain(queue)
    clock.advance(timedelta(seconds=29))
    assert not await queue.tick()
    clock.advance(timedelta(seconds=1))
    assert await queue.tick()
    assert await states(db) == [DeliveryState.SENT]


async def test_an_answer_that_was_lost_is_repeated_once_and_the_row_says_so(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram, clock: Clock
) -> None:
    telegram.answers = [Ambiguous(reason="silence"), Ambiguous(reason="silence")]
    await add(db, alert(ADA, 1), alert(ADA, 2))
    await drain(queue)
    clock.advance(AMBIGUOUS_PAUSE)
    await drain(queue)
    clock.advance(AMBIGUOUS_PAUSE)
    await drain(queue)
    assert telegram.messages == [(1, "1"), (1, "1"), (1, "2")]
    first, second = await rows(db)
    assert (first.state, first.ambiguous, first.tries) == (DeliveryState.AMBIGUOUS, True, 2)
    assert (second.state, second.ambiguous) == (DeliveryState.SENT, False)


async def test_an_outage_holds_everybody_and_costs_few_rows_a_try(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram, clock: Clock
) -> None:
    telegram.answers = [Unsent(reason="refused")] * 8
    await add(db, *(alert(Destination(chat_id=chat), 1) for chat in range(1, 40)))
    await queue.tick(limit=1)
    assert not await queue.tick(limit=1)
    while await states(db) != [DeliveryState.SENT] * 39:
        clock.advance(timedelta(seconds=1))
        await drain(queue)
    assert max(row.tries for row in await rows(db)) <= 9
    assert not any(row.ambiguous for row in await rows(db))


async def test_a_chat_that_is_gone_is_paused_and_what_waits_for_it_is_dead(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram
) -> None:
    telegram.answers = [Gone(reason="bot was blocked by the user")]
    await add(db, *(alert(ADA, subject) for subject in (1, 2)))
    await drain(queue)
    assert telegram.messages == [(1, "1")]
    assert await states(db) == [DeliveryState.DEAD] * 2
    async with db.read() as tx:
        assert await find_pause(tx, ADA.chat_id) == "bot was blocked by the user"


async def test_a_thread_that_is_closed_pauses_itself_and_not_its_forum(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram
) -> None:
    general = Destination(chat_id=THREAD.chat_id)
    async with db.write() as tx:
        feed = await add_feed(tx, "https://a.example/feed", now=NOON)
        for to in (THREAD, general):
            await subscribe(tx, Subscription(to=to, feed_id=feed.id, mode=FeedMode.EVERYTHING, created_at=NOON))
    telegram.answers = [Gone(reason="Bad Request: TOPIC_CLOSED")]
    await add(db, alert(THREAD, 1), alert(THREAD, 2), alert(general, 1))
    await drain(queue)
    assert await states(db) == [DeliveryState.DEAD, DeliveryState.DEAD, DeliveryState.SENT]
    async with db.read() as tx:
        assert [one.to for one in await list_subscriptions(tx, feed.id)] == [general]
        assert await find_pause(tx, THREAD.chat_id) is None


async def test_a_chat_that_moved_is_told_at_its_new_id(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram
) -> None:
    telegram.answers = [Moved(chat_id=-1009)]
    await add(db, alert(THREAD, 1), alert(THREAD, 2))
    await drain(queue)
    assert telegram.messages == [(-100, "1"), (-1009, "1"), (-1009, "2")]
    assert {row.to.chat_id for row in await rows(db)} == {-1009}


async def test_what_is_rejected_or_cannot_be_shown_stops_nobody(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.answers = [Rejected(reason="bad entity")]
    await add(db, alert(ADA, 1), alert(ADA, 666), alert(ADA, 404), alert(ADA, 2))
    await drain(queue)
    assert telegram.messages == [(1, "1"), (1, "2")]
    assert [row.error for row in await rows(db)] == [
        "bad entity",
        "not rendered: KeyError",
        delivery_queue.NOTHING_TO_SAY,
        None,
    ]
    assert "could not be rendered" in caplog.text


async def test_a_follow_up_replies_to_the_first_message(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram
) -> None:
    await add(db, alert(ADA, 1))
    await drain(queue)
    await add(db, alert(ADA, 1, revision=1), alert(BO, 1, revision=1))
    await drain(queue)
    assert sorted(telegram.replies, key=str) == [1, None, None]


async def test_a_send_that_says_nothing_is_ambiguous(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_queue, "SEND_LIMIT_S", 0.01)
    telegram.silent = True
    await add(db, alert(ADA, 1))
    await queue.tick()
    (row,) = await rows(db)
    assert (row.state, row.ambiguous, row.error) == (DeliveryState.NEW, True, "silence")


async def test_one_that_was_paused_between_claim_and_send_is_not_sent(
    db: Database, clock: Clock, telegram: Telegram
) -> None:
    async def blocked_meanwhile(_outgoing: Outgoing) -> str:
        async with db.write() as tx:
            await pause_chat(tx, ADA.chat_id, reason="blocked", now=NOON)
        return "too late"

    await add(db, alert(ADA, 1))
    queue = DeliveryQueue(db, render=blocked_meanwhile, send=telegram.send, now=clock)
    await queue.tick()
    assert telegram.messages == []


async def test_after_a_crash_only_what_was_being_sent_is_said_again(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram, clock: Clock
) -> None:
    telegram.silent = True
    await add(db, alert(ADA, 1), alert(ADA, 2))
    crashed = asyncio.create_task(queue.tick())
    while telegram.under_way == 0:
        await asyncio.sleep(0.01)
    crashed.cancel()
    with suppress(asyncio.CancelledError):
        await crashed
    telegram.silent = False
    successor = DeliveryQueue(db, render=render, send=telegram.send, now=clock)
    assert await successor.start() == 1
    await drain(successor)
    assert [(row.state, row.ambiguous) for row in await rows(db)] == [
        (DeliveryState.SENT, True),
        (DeliveryState.SENT, False),
    ]


async def test_beside_others_a_lost_send_is_repeated_after_its_lease(
    db: Database, telegram: Telegram, clock: Clock
) -> None:
    first = DeliveryQueue(db, render=render, send=telegram.send, now=clock, alone=False)
    telegram.silent = True
    await add(db, alert(ADA, 1))
    crashed = asyncio.create_task(first.tick())
    while telegram.under_way == 0:
        await asyncio.sleep(0.01)
    crashed.cancel()
    with suppress(asyncio.CancelledError):
        await crashed
    telegram.silent = False
    second = DeliveryQueue(db, render=render, send=telegram.send, now=clock, alone=False)
    assert await second.start() == 0
    assert not await second.tick()
    clock.advance(LEASE)
    assert await second.tick()


@asynccontextmanager
async def running(queue: DeliveryQueue[str]) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(queue.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


async def test_it_runs_when_woken_and_finishes_what_is_being_sent(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram
) -> None:
    async with running(queue):
        await asyncio.sleep(0.05)
        await add(db, alert(ADA, 1))
        queue.wake()
        await until(lambda: len(telegram.messages) == 1)
    assert await states(db) == [DeliveryState.SENT]


async def test_a_send_that_outlives_an_orderly_stop_stays_doubtful(
    db: Database, queue: DeliveryQueue[str], telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_queue, "STOP_LIMIT_S", 0.05)
    telegram.silent = True
    await add(db, alert(ADA, 1))
    async with running(queue):
        await until(lambda: telegram.under_way == 1)
    assert await states(db) == [DeliveryState.SENDING]
