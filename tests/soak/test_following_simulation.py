"""Thirty days of following topics on a fake clock, with seeded faults; a ledger outside keeps count.

Papers publish, copy each other, fail and answer slowly; readers follow topics at once or in digests, in zones of half
hours and leaps, with quiet hours. Telegram floods, loses answers, is away for an hour at a time; the process is
killed, also in the middle of a send. The ledger knows what each paper published and what arrived where, and nothing of
how the bot works.
"""

import asyncio
import random
import shutil
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.services.calendars import next_slot
from bot.services.delivery import Ambiguous, Flood, Outcome, Sent, Unsent
from bot.services.delivery_queue import DeliveryQueue, Outgoing
from bot.services.digests import Digests
from bot.services.following import Following
from bot.services.polling import Means, Polling
from bot.services.subscriptions import Choice, Subscriptions
from bot.services.topic_watch import TopicWatch
from storage.database import Database, sqlite_url
from storage.destinations import Destination
from storage.digests import Schedule, find_digest, list_items
from storage.entries import find_entries
from storage.feeds import FeedMode
from storage.outbox import Delivery, DeliveryKind, DeliveryState, list_deliveries
from storage.topics import FollowMode
from summarizer.errors import Timeout
from summarizer.sources.fetch import Fetched, Validators
from summarizer.sources.parsed_feed import Entry, ParsedFeed

START = datetime(2026, 10, 10, 6, tzinfo=UTC)  # the leap of 25 October lies ahead
MINUTE = timedelta(minutes=1)
STEP = timedelta(minutes=10)
SUBJECTS = ("harbour", "election", "orchestra", "glacier", "railway", "vaccine")
ZONES = ("Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe", "UTC", "America/Havana")
PAPERS = tuple(f"https://{name}.example/feed" for name in ("post", "courier", "herald", "echo"))
FEED_ITEMS = 40
OWN_WORDS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who follows a subject in some papers."""

    to: Destination
    subject: str
    papers: tuple[str, ...]
    mode: FollowMode
    zone: str
    times: tuple[int, ...]
    quiet: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a paper published: `story` is the same for copies."""

    story: int
    subject: str
    paper: str
    at: datetime


class Killed(BaseException):
    """The process is gone: nobody catches this."""


@dataclass
class Clock:
    at: datetime = START

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Press:
    """The papers. A body is an address; feeds hold their last items."""

    random: random.Random
    clock: Clock
    feeds: dict[str, list[Entry]] = field(default_factory=lambda: {paper: [] for paper in PAPERS})
    ledger: list[Published] = field(default_factory=list)
    stories: int = 0
    fails_until: dict[str, datetime] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    def hour(self) -> None:
        """Publish what an hour brings."""
        for _ in range(self.random.randrange(5)):
            self.stories += 1
            subject = self.random.choice(SUBJECTS)
            papers = self.random.sample(PAPERS, self.random.choice((1, 1, 2, 3)))
            for paper in papers:
                self.print(self.stories, subject, paper)
        if self.random.random() < 0.02:
            self.fails_until[self.random.choice(PAPERS)] = self.clock.at + timedelta(hours=self.random.randrange(1, 9))

    def print(self, story: int, subject: str, paper: str) -> None:
        # Words of its own: a fingerprint that is near by chance must not make a copy of another story.
        own = " ".join(f"matter{story}x{number}" for number in range(OWN_WORDS))
        text = f"The {subject} of Ostmar made news number {story}: {own}. Whoever saw the {subject} came back to tell."
        entry = Entry(
            id=f"{paper}/{story}",
            url=f"{paper}/{story}",
            title=f"News {story} of the {subject}",
            text=text,
            published=self.clock.at.isoformat(),
        )
        self.feeds[paper] = [entry, *self.feeds[paper]][:FEED_ITEMS]
        self.ledger.append(Published(story=story, subject=subject, paper=paper, at=self.clock.at))

    async def fetch(self, url: str, validators: Validators) -> Fetched:
        self.asked[url] += 1
        if self.fails_until.get(url, START) > self.clock.at:
            raise Timeout(seconds=15)
        items = self.feeds[url]
        version = f'"{items[0].id if items else 0}"'
        if validators.etag == version:
            return Fetched(url=url, status=304, data=b"", etag=version, not_modified=True)
        return Fetched(url=url, status=200, data=url.encode(), etag=version)

    async def read(self, answer: Fetched) -> ParsedFeed:
        url = answer.data.decode()
        return ParsedFeed(title=url, language="en", entries=tuple(self.feeds[url]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A message that a chat got: which delivery it was, which stories it named, and when."""

    chat_id: int
    delivery_id: int
    kind: DeliveryKind
    stories: tuple[int, ...]
    at: datetime


@dataclass
class Telegram:
    """Takes messages, and fails as it does: `kills` says that the process dies in the middle of the next send."""

    random: random.Random
    clock: Clock
    arrived: list[Arrival] = field(default_factory=list)
    away_until: datetime = START
    kills: bool = False

    async def send(self, to: Destination, _reply_to: int | None, message: tuple[Delivery, tuple[int, ...]]) -> Outcome:
        delivery, stories = message
        chance = self.random.random()
        if self.kills:
            self.kills = False
            if chance < 0.5:
                self.take(to, delivery, stories)
            raise Killed
        if self.away_until > self.clock.at:
            return Unsent(reason="connection refused")
        if chance < 0.02:
            return Flood(retry_after_s=self.random.randrange(1, 120))
        if chance < 0.03:
            return Ambiguous(reason="silence")
        self.take(to, delivery, stories)
        return Ambiguous(reason="502") if chance < 0.04 else Sent(message_id=len(self.arrived))

    def take(self, to: Destination, delivery: Delivery, stories: tuple[int, ...]) -> None:
        arrival = Arrival(
            chat_id=to.chat_id, delivery_id=delivery.id, kind=delivery.kind, stories=stories, at=self.clock.at
        )
        self.arrived.append(arrival)


def make_readers(chance: random.Random, count: int) -> list[Reader]:
    return [
        Reader(
            to=Destination(chat_id=1000 + number),
            subject=chance.choice(SUBJECTS),
            papers=tuple(chance.sample(PAPERS, chance.randrange(1, 4))),
            mode=chance.choice(tuple(FollowMode)),
            zone=chance.choice(ZONES),
            times=tuple(sorted(chance.sample(range(0, 1440, 30), chance.randrange(1, 4)))),
            quiet=(22 * 60, 7 * 60) if chance.random() < 0.4 else None,
        )
        for number in range(count)
    ]


class Life:
    """One process after the other on the same file: the services of the bot, put together as the app does."""

    def __init__(self, path: Path, clock: Clock, press: Press, telegram: Telegram) -> None:
        self.path = path
        self.clock = clock
        self.press = press
        self.telegram = telegram
        self.deaths = 0
        self.stack = AsyncExitStack()

    async def begin(self) -> None:
        db = await self.stack.enter_async_context(Database.open(sqlite_url(self.path)))
        self.db = db
        watch = TopicWatch(db)
        chance = random.Random(self.deaths)
        means = Means(
            fetch=self.press.fetch,
            read=self.press.read,
            simhash=lambda told: hash(told.partition("\n")[2]) % 2**64,
            now=self.clock,
            chance=chance.random,
        )
        self.polling = Polling(db, watch, means)
        self.digests = Digests(db, now=self.clock)
        self.following = Following(db, watch, now=self.clock)
        self.subscriptions = Subscriptions(db, polling=self.polling, digests=self.digests, now=self.clock)
        self.queue: DeliveryQueue[tuple[Delivery, tuple[int, ...]]] = DeliveryQueue(
            db, render=self.render, send=self.telegram.send, now=self.clock
        )
        await self.polling.start()
        await self.queue.start()

    async def render(self, outgoing: Outgoing) -> tuple[Delivery, tuple[int, ...]]:
        """The stories that the message names, read from the database as a renderer would."""
        delivery = outgoing.delivery
        async with self.db.read() as tx:
            if delivery.kind is DeliveryKind.DIGEST:
                shown = [item.entry_id for item in await list_items(tx, delivery.subject_id)]
            else:
                shown = [one.entry_id or 0 for one in (delivery, *outgoing.along)]
            found = await find_entries(tx, shown)
        return delivery, tuple(int(found[one].guid.rpartition("/")[2]) for one in shown)

    async def end(self) -> None:
        await self.stack.aclose()
        self.stack = AsyncExitStack()

    async def die(self) -> None:
        """Nothing of the process is left but its file."""
        self.deaths += 1
        await self.end()
        await self.begin()

    async def step(self) -> None:
        """What the loops of the bot would do by now."""
        try:
            while await self.polling.tick():
                pass
            await self.digests.tick()
            while await self.queue.tick():
                pass
        except Killed:
            await self.die()

    async def settle(self, reader: Reader) -> None:
        """What a reader does on the first day."""
        for paper in reader.papers:
            await self.subscriptions.add(reader.to, [Choice(url=paper)], mode=FeedMode.TOPICS, user_id=None)
        await self.following.follow(reader.to, reader.subject, mode=reader.mode, user_id=None)
        begins, ends = reader.quiet or (None, None)
        schedule = Schedule(
            to=reader.to, zone=reader.zone, times=reader.times, quiet_from=begins, quiet_until=ends, cap=10
        )
        await self.subscriptions.set_schedule(schedule)


@dataclass
class Audit:
    """The ledger's own account of who should know what, beside what arrived and what the rows say."""

    readers: list[Reader]
    press: Press
    telegram: Telegram
    rows: list[Delivery]

    def wanted(self, reader: Reader, *, until: datetime, since: datetime) -> set[int]:
        return {
            one.story
            for one in self.press.ledger
            if one.subject == reader.subject and one.paper in reader.papers and since < one.at < until
        }

    def received(self, reader: Reader) -> Counter[int]:
        arrivals = (one for one in self.telegram.arrived if one.chat_id == reader.to.chat_id)
        return Counter(story for one in arrivals for story in one.stories)

    @property
    def doubtful(self) -> set[int]:
        """Rows that say that they may have been said twice, or not at all; with what goes along with them."""
        heads = {row.id for row in self.rows if row.ambiguous}
        return heads | {row.id for row in self.rows if row.bundle_id in heads}

    def missing(self, *, since: datetime, until: datetime) -> list[tuple[int, int]]:
        return [
            (reader.to.chat_id, story)
            for reader in self.readers
            for story in sorted(self.wanted(reader, since=since, until=until) - set(self.received(reader)))
        ]

    def doubled(self) -> list[Arrival]:
        """Arrivals of a delivery after its first that no row accounts for."""
        seen: set[int] = set()
        found = []
        for one in self.telegram.arrived:
            if one.delivery_id in seen and one.delivery_id not in self.doubtful:
                found.append(one)
            seen.add(one.delivery_id)
        return found

    def told_twice(self) -> list[tuple[int, int]]:
        """Stories that a reader was told of in two different deliveries."""
        by_story: dict[tuple[int, int], set[int]] = defaultdict(set)
        for one in self.telegram.arrived:
            for story in one.stories:
                by_story[one.chat_id, story].add(one.delivery_id)
        return [place for place, deliveries in by_story.items() if len(deliveries) > 1]

    def out_of_order(self) -> list[Arrival]:
        """First arrivals of a chat that came after one queued later, what quiet hours held excepted."""
        held = {row.id for row in self.rows if row.due_at > row.created_at and row.tries == 1}
        last: dict[int, int] = {}
        found = []
        for one in self.telegram.arrived:
            if one.delivery_id in held:
                continue
            if one.delivery_id < last.get(one.chat_id, 0) and one.delivery_id not in self.doubtful:
                found.append(one)
            last[one.chat_id] = max(last.get(one.chat_id, 0), one.delivery_id)
        return found


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("simulation") / "nutgraf.db"
    asyncio.run(_migrate(sqlite_url(path)))
    return path


async def _migrate(url: str) -> None:
    async with Database.open(url):
        pass


@pytest.fixture(params=[7])
async def simulated(request: pytest.FixtureRequest, template: Path, tmp_path: Path) -> AsyncIterator["Simulation"]:
    simulation = Simulation(Path(shutil.copy(template, tmp_path / "nutgraf.db")), seed=request.param)
    await simulation.life.begin()
    yield simulation
    await simulation.life.end()


class Simulation:
    """The world around the bot, driven by one random source."""

    def __init__(self, path: Path, *, seed: int) -> None:
        self.step = STEP
        self.random = random.Random(seed)
        self.clock = Clock()
        self.press = Press(random.Random(seed + 1), self.clock)
        self.telegram = Telegram(random.Random(seed + 2), self.clock)
        self.life = Life(path, self.clock, self.press, self.telegram)
        self.readers: list[Reader] = []

    async def run(self, *, days: int, readers: int) -> None:
        self.readers = make_readers(self.random, readers)
        for reader in self.readers:
            await self.life.settle(reader)
        ends_at = self.clock.at + timedelta(days=days)
        while self.clock.at < ends_at:
            self.clock.at += self.step
            if self.clock.at.minute == 0:
                self.press.hour()
            self.misfortune()
            await self.life.step()

    def misfortune(self) -> None:
        chance = self.random.random() * (STEP / self.step)
        if chance < 0.002:
            self.telegram.away_until = self.clock.at + MINUTE * self.random.randrange(5, 60)
        elif chance < 0.012:
            self.telegram.kills = True

    async def calm(self, days: int) -> None:
        """Days without faults or news, so that everything ends."""
        self.telegram.kills = False
        self.telegram.random = _Lucky()
        self.press.fails_until.clear()
        for _ in range(int(timedelta(days=days) / self.step)):
            self.clock.at += self.step
            await self.life.step()

    async def audit(self) -> Audit:
        async with self.life.db.read() as tx:
            rows = list(await list_deliveries(tx))
        return Audit(readers=self.readers, press=self.press, telegram=self.telegram, rows=rows)


class _Lucky(random.Random):
    def random(self) -> float:
        return 0.9


async def check(simulation: Simulation, *, days: int, calm_days: int, since: datetime) -> None:
    await simulation.run(days=days, readers=40)
    published_until = simulation.clock.at
    await simulation.calm(calm_days)
    audit = await simulation.audit()
    rows = audit.rows
    states = Counter(row.state for row in rows)
    lost = {row.id for row in rows if row.state is DeliveryState.AMBIGUOUS}
    lost |= {row.id for row in rows if row.bundle_id in lost}
    missing = audit.missing(since=since, until=published_until)
    print(
        f"\n{days} days, {len(simulation.readers)} readers, {simulation.press.stories} stories in "
        f"{len(simulation.press.ledger)} reports: {len(rows)} deliveries, {len(simulation.telegram.arrived)} arrived, "
        f"{sum(row.ambiguous for row in rows)} doubtful, {len(lost)} of them answered by nobody twice, "
        f"{simulation.life.deaths} kills, {sum(simulation.press.asked.values())} polls, {dict(states)}"
    )
    assert set(states) <= {DeliveryState.SENT, DeliveryState.BUNDLED, DeliveryState.AMBIGUOUS}
    assert simulation.life.deaths > 0
    if missing:
        excused = await told_by(simulation, lost)
        assert [one for one in missing if one not in excused] == []
    assert audit.doubled() == []
    assert audit.told_twice() == []
    assert audit.out_of_order() == []
    await no_digest_was_skipped(simulation, audit, since=since)


async def told_by(simulation: Simulation, delivery_ids: set[int]) -> set[tuple[int, int]]:
    """The stories that those deliveries would have named, by chat."""
    audit = await simulation.audit()
    found = set()
    for row in audit.rows:
        if row.id in delivery_ids:
            _, stories = await simulation.life.render(Outgoing(delivery=row))
            found |= {(row.to.chat_id, story) for story in stories}
    return found


async def no_digest_was_skipped(simulation: Simulation, audit: Audit, *, since: datetime) -> None:
    """Whatever a reader's papers had before a slot, polls and outages allowed for, stands in a digest by then."""
    patience = timedelta(hours=30)  # a feed that failed is asked again a day later at most, and then comes a slot
    for reader in audit.readers:
        if reader.mode is not FollowMode.DIGEST:
            continue
        arrived = {
            story: one.at
            for one in reversed(audit.telegram.arrived)
            for story in one.stories
            if one.chat_id == reader.to.chat_id
        }
        schedule = Schedule(to=reader.to, zone=reader.zone, times=reader.times)
        for one in audit.press.ledger:
            if one.story in arrived and one.at > since and one.subject == reader.subject and one.paper in reader.papers:
                slot = next_slot(schedule, one.at + patience)
                assert slot is not None
                assert arrived[one.story] <= slot.at + timedelta(hours=2)
    async with simulation.life.db.read() as tx:
        places: Counter[tuple[Destination, date, int]] = Counter()
        for row in audit.rows:
            if row.kind is DeliveryKind.DIGEST:
                digest = await find_digest(tx, row.subject_id)
                assert digest is not None
                places[digest.to, digest.local_date, digest.slot] += 1
    assert max(places.values()) == 1


@pytest.mark.timeout(300)
async def test_a_day_of_faults_loses_doubles_and_disorders_nothing(simulated: Simulation) -> None:
    simulated.step = timedelta(minutes=30)
    await check(simulated, days=1, calm_days=1, since=START + timedelta(hours=2))


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("simulated", range(1, 4), indirect=True)
async def test_thirty_days_of_faults_lose_double_and_disorder_nothing(simulated: Simulation) -> None:
    await check(simulated, days=30, calm_days=2, since=START + timedelta(days=1))
