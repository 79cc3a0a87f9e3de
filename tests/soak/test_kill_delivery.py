"""A process that says 2,000 things is killed again and again; a file outside it holds what arrived."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.services.delivery_queue import BURST_LEAST, IN_FLIGHT
from storage.database import Database, sqlite_url
from storage.destinations import Destination
from storage.outbox import Delivery, DeliveryKind, DeliveryState, NewDelivery, list_deliveries, queue_deliveries

pytestmark = [pytest.mark.soak, pytest.mark.timeout(900)]

MESSAGES = 2_000
CHATS = 500
KILLS = 15
BEGAN = datetime(2026, 11, 22, 12, tzinfo=UTC)

_DELIVER = """
import asyncio, os, random, sys
from datetime import UTC, datetime
from bot.services.delivery import Sent
from bot.services.delivery_queue import DeliveryQueue
from storage.database import Database

arrived = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

async def render(outgoing):
    return f"{outgoing.delivery.to.chat_id} {outgoing.delivery.subject_id}\\n".encode()

async def send(to, reply_to, message):
    await asyncio.sleep(random.uniform(0, 0.01))
    os.write(arrived, message)  # the other side has it, whatever becomes of us
    await asyncio.sleep(random.uniform(0, 0.01))
    return Sent(message_id=1)

async def main():
    async with Database.open(sys.argv[1]) as db:
        os.write(1, b"up\\n")
        await DeliveryQueue(db, render=render, send=send, now=lambda: datetime.now(UTC)).run()

asyncio.run(main())
"""


async def queue_all(url: str) -> None:
    """Alerts for `CHATS` chats, too few each to become a burst."""
    assert MESSAGES // CHATS <= BURST_LEAST
    async with Database.open(url) as db, db.write() as tx:
        new = [
            NewDelivery(to=Destination(chat_id=1 + n % CHATS), kind=DeliveryKind.ALERT, subject_id=n, due_at=BEGAN)
            for n in range(MESSAGES)
        ]
        await queue_deliveries(tx, new, now=BEGAN)


async def rows_of(url: str) -> tuple[Delivery, ...]:
    async with Database.open(url) as db, db.read() as tx:
        return await list_deliveries(tx)


def deliver_and_be_killed(url: str, arrived: Path, alive_s: float) -> None:
    command = [sys.executable, "-c", _DELIVER, url, str(arrived)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"up\n"
        try:
            process.wait(alive_s)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)


def is_done(url: str) -> bool:
    waiting = {DeliveryState.NEW, DeliveryState.SENDING}
    return not any(row.state in waiting for row in asyncio.run(rows_of(url)))


def test_two_thousand_messages_survive_kills_and_double_only_what_is_doubtful(tmp_path: Path) -> None:
    url, arrived = sqlite_url(tmp_path / "nutgraf.db"), tmp_path / "arrived"
    asyncio.run(queue_all(url))
    kills = 0
    while not is_done(url):
        deliver_and_be_killed(url, arrived, random.uniform(0.3, 1.5) if kills < KILLS else 10.0)
        kills += 1
    told = [tuple(map(int, line.split())) for line in arrived.read_text(encoding="ascii").splitlines()]
    counts = Counter(subject for _, subject in told)
    rows = {row.subject_id: row for row in asyncio.run(rows_of(url))}
    doubtful = {subject for subject, row in rows.items() if row.ambiguous}
    lost_twice = {subject for subject, row in rows.items() if row.state is DeliveryState.AMBIGUOUS}
    doubled = {subject for subject, count in counts.items() if count > 1}
    print(
        f"\n{MESSAGES} messages, {kills} kills: {len(told)} arrived, {len(doubled)} of them doubled, "
        f"{len(doubtful)} doubtful, {len(lost_twice)} answered by nobody twice"
    )
    assert set(range(MESSAGES)) - set(counts) <= lost_twice
    assert doubled <= doubtful
    assert len(doubtful) <= kills * IN_FLIGHT
    order = defaultdict(list)
    for chat, subject in dict.fromkeys(told):
        order[chat].append(subject)
    assert all(subjects == sorted(subjects) for subjects in order.values())
