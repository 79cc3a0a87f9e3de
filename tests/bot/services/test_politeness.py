"""A good guest, by what arrives at the server: weeks of polls over real HTTP, each rule read from its log.

Source of the list: Rachel Kroll's feed reader score project (https://rachelbythebay.com/fs/help.html).
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from ipaddress import ip_address
from itertools import pairwise

import pytest
from aiohttp import web

from bot.services.polling import Means, Polling
from bot.services.topic_watch import TopicWatch
from storage.database import Database
from storage.feeds import FeedMode
from summarizer.jobs import Parcel, parse_feed_parcel
from summarizer.sources.fetch import FEEDS, Fetched, Fetcher, Validators
from summarizer.sources.guard import AllowList
from summarizer.sources.parsed_feed import ParsedFeed
from tests.bot.services.following import ADA, BO, Clock, choose, outbox

HOST = "guest.example"
STEP = timedelta(minutes=15)
ODD_ETAG = 'W/"a  b,\\x;=/"'
ODD_DATE = "Sunday, 22-Nov-26 9:00:00 gmt"
"""No server should send such validators; some do, and want them back as they are."""


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived, and when by the bot's clock."""

    at: datetime
    path: str
    headers: dict[str, str]

    @property
    def is_conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass(slots=True)
class Host:
    """A feed's server: what it answers can be changed, and everything that arrives is kept."""

    clock: Clock
    port: int = 0
    number: int = 1
    validators: bool = True
    moved: bool = False
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    log: list[Request] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/feed?of=all"

    @property
    def etag(self) -> str:
        return ODD_ETAG.replace("a", f"a{self.number}")

    def validators_now(self) -> dict[str, str]:
        return {"ETag": self.etag, "Last-Modified": ODD_DATE} if self.validators else {}

    async def serve(self, request: web.Request) -> web.Response:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            headers = {name.lower(): value for name, value in request.headers.items()}
            self.log.append(Request(self.clock.at, request.path_qs, headers))
            said = {"Set-Cookie": "id=7", **self.validators_now(), **self.headers}
            if self.moved and request.path == "/feed":
                return web.Response(status=301, headers={"Location": "/new"})
            if self.status != 200:
                return web.Response(status=self.status, headers=said)
            if headers.get("if-none-match") == self.etag:
                return web.Response(status=304, headers=said)
            items = "".join(f"<item><guid>{n}</guid><title>Boat {n} sails</title></item>" for n in range(self.number))
            body = f'<rss version="2.0"><channel><title>Boats</title>{items}</channel></rss>'
            return web.Response(text=body, content_type="application/rss+xml", headers=said)
        finally:
            self.under_way -= 1


@pytest.fixture
async def host(clock: Clock) -> AsyncIterator[Host]:
    host = Host(clock)
    application = web.Application()
    application.router.add_get("/{path:.*}", host.serve)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host.port = runner.addresses[0][1]
    yield host
    await runner.cleanup()


@pytest.fixture
async def fetcher(host: Host) -> AsyncIterator[Fetcher]:
    allow = AllowList(fixed={(HOST, host.port): ip_address("127.0.0.1")})
    async with Fetcher(allow=allow) as opened:
        yield opened


async def start(db: Database, fetcher: Fetcher, clock: Clock) -> Polling:
    """The poller as it is after a start of the process."""
    means = Means(
        fetch=partial(_fetch, fetcher), read=partial(_read, clock), simhash=len, now=clock, chance=lambda: 0.5
    )
    polling = Polling(db, TopicWatch(db), means)
    await polling.start()
    return polling


async def _fetch(fetcher: Fetcher, url: str, validators: Validators) -> Fetched:
    return await fetcher.fetch(url, accept=FEEDS, validators=validators)


async def _read(clock: Clock, answer: Fetched) -> ParsedFeed:
    return parse_feed_parcel(Parcel(data=answer.data, declared=answer.media_type, url=answer.url), clock())


async def live(polling: Polling, clock: Clock, **length: float) -> None:
    """Time passes in small steps, and whatever is due is asked."""
    ends = clock.at + timedelta(**length)
    while clock.at < ends:
        while await polling.tick():
            pass
        clock.advance(STEP)


def gaps(requests: list[Request]) -> list[timedelta]:
    return [later.at - earlier.at for earlier, later in pairwise(requests)]


async def test_one_request_ever_is_unconditional_and_the_others_are_an_hour_apart(
    db: Database, host: Host, fetcher: Fetcher, clock: Clock
) -> None:
    await choose(db, ADA, host.url, FeedMode.EVERYTHING)
    await choose(db, BO, host.url, FeedMode.DIGEST)
    polling = await start(db, fetcher, clock)
    for _ in range(6):
        await live(polling, clock, hours=8)
        host.number += 1
    assert [request.is_conditional for request in host.log] == [False] + [True] * (len(host.log) - 1)
    assert min(gaps(host.log)) >= timedelta(hours=1)
    assert len(host.log) > 30, "and it does come back"


async def test_validators_go_back_as_they_came_and_none_is_made_up(
    db: Database, host: Host, fetcher: Fetcher, clock: Clock
) -> None:
    await choose(db, ADA, host.url)
    polling = await start(db, fetcher, clock)
    await live(polling, clock, hours=3)
    told = {(one.headers.get("if-none-match"), one.headers.get("if-modified-since")) for one in host.log[1:]}
    assert told == {(host.etag, ODD_DATE)}
    host.number += 1
    host.validators = False
    await live(polling, clock, days=4)
    bare = [one for one in host.log if not one.is_conditional]
    assert len(bare) > 2
    assert min(gaps(bare[1:])) >= timedelta(days=1), "without validators once a day"


async def test_a_restart_asks_nobody_early(db: Database, host: Host, fetcher: Fetcher, clock: Clock) -> None:
    await choose(db, ADA, host.url)
    await live(await start(db, fetcher, clock), clock, minutes=30)
    for _ in range(2):
        await live(await start(db, fetcher, clock), clock, minutes=5)
    assert len(host.log) == 1


async def test_what_the_server_asks_for_is_obeyed(db: Database, host: Host, fetcher: Fetcher, clock: Clock) -> None:
    await choose(db, ADA, host.url)
    host.headers = {"Cache-Control": "max-age=43200"}  # her own test feed's
    polling = await start(db, fetcher, clock)
    await live(polling, clock, days=3)
    assert min(gaps(host.log)) >= timedelta(hours=12)
    for status in (429, 503):
        host.log.clear()
        host.status, host.headers = status, {"Retry-After": "28800"}
        await live(polling, clock, days=2)
        assert len(host.log) > 1
        assert min(gaps(host.log)) >= timedelta(hours=8)


async def test_errors_are_followed_by_ever_longer_waits(
    db: Database, host: Host, fetcher: Fetcher, clock: Clock
) -> None:
    await choose(db, ADA, host.url)
    host.status = 500
    await live(await start(db, fetcher, clock), clock, days=6)
    waits = gaps(host.log)
    assert all(later >= earlier for earlier, later in pairwise(waits))
    assert waits[-1] >= timedelta(days=1)


async def test_who_is_gone_is_asked_no_more_and_its_readers_are_told_once(
    db: Database, host: Host, fetcher: Fetcher, clock: Clock
) -> None:
    await choose(db, ADA, host.url)
    polling = await start(db, fetcher, clock)
    await live(polling, clock, minutes=30)
    host.status = 410
    await live(polling, clock, days=20)
    assert len(host.log) == 2
    assert len(await outbox(db)) == 1


async def test_a_move_for_good_is_taken_over_after_two_that_agree(
    db: Database, host: Host, fetcher: Fetcher, clock: Clock
) -> None:
    await choose(db, ADA, host.url)
    host.moved = True
    await live(await start(db, fetcher, clock), clock, days=1)
    assert [one.path for one in host.log][:6] == ["/feed?of=all", "/new", "/feed?of=all", "/new", "/new", "/new"]


async def test_a_request_says_who_asks_and_carries_nothing_that_was_not_asked_for(
    db: Database, host: Host, fetcher: Fetcher, clock: Clock
) -> None:
    await choose(db, ADA, host.url)
    await live(await start(db, fetcher, clock), clock, hours=5)
    for request in host.log:
        assert request.path == "/feed?of=all", "nothing is added to the address"
        assert request.headers["user-agent"].startswith("Nutgraf/")
        assert "application/atom+xml" in request.headers["accept"]
        assert request.headers["accept-encoding"] == "gzip, deflate"
        assert not request.headers.keys() & {"cookie", "referer", "authorization", "from", "cache-control", "pragma"}


async def test_of_one_host_one_request_is_in_flight(db: Database, host: Host, fetcher: Fetcher, clock: Clock) -> None:
    for number in range(6):
        await choose(db, ADA, f"{host.url}&n={number}")
    await live(await start(db, fetcher, clock), clock, hours=2)
    assert len(host.log) >= 6
    assert host.most_under_way == 1
