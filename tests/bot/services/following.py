"""A small world for the services of following topics: a clock, a web of feeds, and readers."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from storage.database import Database
from storage.destinations import Destination
from storage.feeds import Feed, FeedMode, Subscription, add_feed, subscribe
from storage.outbox import Delivery, list_deliveries
from storage.topics import Follow, FollowMode, Topic, add_topic, follow_topic
from summarizer.errors import SummarizerError
from summarizer.sources.fetch import Fetched, Validators
from summarizer.sources.parsed_feed import Entry, ParsedFeed
from summarizer.topics.query import parse_query

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ADA = Destination(chat_id=5_400_000_001)
BO = Destination(chat_id=5_400_000_002)
FORUM = Destination(chat_id=-1_000_000_000_100, thread_id=7)
PAPER = "https://post.example/feed"
OTHER = "https://courier.example/feed"


@dataclass
class Clock:
    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def advance(self, step: timedelta) -> None:
        self.at += step


def entry(guid: str, title: str = "Ostmar counts its boats", text: str = "", **more: str | None) -> Entry:
    url = f"https://post.example/{guid}"
    told = (
        text or f"The harbour master of Ostmar walked the quays and counted boats. Number {guid} was the last of them."
    )
    return replace(Entry(id=guid, url=url, title=title, text=told), **more)  # type: ignore[arg-type]


@dataclass
class Web:
    """Feeds as they stand; the body of an answer is its address, and reading it gives what stands there."""

    feeds: dict[str, ParsedFeed | SummarizerError] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, Validators]] = field(default_factory=list)

    def publishes(self, url: str, *entries: Entry, language: str = "en", title: str = "The Ostmar Post") -> None:
        """Put `entries` on top of what the feed has."""
        known = self.feeds.get(url)
        older = known.entries if isinstance(known, ParsedFeed) else ()
        self.feeds[url] = ParsedFeed(title=title, language=language, entries=(*entries[::-1], *older))

    async def fetch(self, url: str, validators: Validators) -> Fetched:
        self.asked.append((url, validators))
        found = self.feeds[url]
        if isinstance(found, SummarizerError):
            raise found
        version = f'"{len(found.entries)}"'
        is_same = validators.etag == version and url not in self.moved
        return Fetched(
            url=url,
            status=304 if is_same else self.statuses.get(url, 200),
            data=b"" if is_same else url.encode(),
            etag=version,
            not_modified=is_same,
            permanent_url=self.moved.get(url),
        )

    async def read(self, answer: Fetched) -> ParsedFeed:
        found = self.feeds[answer.data.decode()]
        assert isinstance(found, ParsedFeed)
        return found


async def choose(db: Database, to: Destination, url: str = PAPER, mode: FeedMode = FeedMode.TOPICS) -> Feed:
    async with db.write() as tx:
        feed = await add_feed(tx, url, now=NOON)
        await subscribe(tx, Subscription(to=to, feed_id=feed.id, mode=mode, created_at=NOON))
        return feed


async def follow(db: Database, to: Destination, query: str = "boats", mode: FollowMode = FollowMode.AT_ONCE) -> Topic:
    async with db.write() as tx:
        topic = await add_topic(tx, str(parse_query(query)), now=NOON)
        await follow_topic(tx, Follow(to=to, topic=topic, mode=mode, created_at=NOON))
        return topic


async def outbox(db: Database) -> list[Delivery]:
    async with db.read() as tx:
        return list(await list_deliveries(tx))
