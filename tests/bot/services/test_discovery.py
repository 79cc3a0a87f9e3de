"""Over a real site on loopback, through the guarded fetcher; only the worker processes are replaced by plain calls."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

import pytest
from aiohttp import web

from bot.services.discovery import GUESS_LIMIT, DiscoveredFeed, discover
from summarizer.errors import BlockedAddress, HttpStatus, NotALink, UnreadableFile, WrongType
from summarizer.sources.fetch import Fetcher, FetchLimits
from summarizer.sources.guard import AllowList
from summarizer.workers import Workers

P = ParamSpec("P")
T = TypeVar("T")

FEED = "<rss version='2.0'><channel><title>{}</title><item><title>A</title><link>/a</link></item></channel></rss>"
PAGE = "<html><head>{}</head><body>Home</body></html>"
LINK = "<link rel='alternate' type='application/rss+xml' title='T' href='{}'>"


class InlineWorkers(Workers):
    """Does a job where it is asked for."""

    async def run(self, job: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return job(*args, **kwargs)


@dataclass(slots=True)
class Site:
    """What stands at each path: a feed, a page, a status, or where it redirects to; and who was asked for."""

    pages: Mapping[str, str | int]
    base: str = ""
    asked: list[str] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        page = self.pages.get(request.path_qs, 404)
        if isinstance(page, int):
            return web.Response(status=page)
        if page == "!":
            assert request.transport is not None
            request.transport.abort()
        if page.startswith("→"):
            return web.Response(status=301, headers={"Location": page[1:]})
        kind = "text/html" if page.startswith("<html") else "application/xml"
        return web.Response(text=page, content_type=kind, headers={"ETag": '"1"'})


Find = Callable[[str], Awaitable[DiscoveredFeed]]


@asynccontextmanager
async def open_site(pages: Mapping[str, str | int]) -> AsyncIterator[tuple[Site, Find]]:
    site = Site(pages=pages)
    application = web.Application()
    application.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    site.base = f"http://127.0.0.1:{port}"
    limits = FetchLimits(deadline_s=5.0, refusal_s=0.0)
    try:
        async with Fetcher(allow=AllowList.parse((f"127.0.0.1:{port}",)), limits=limits) as fetcher:

            async def find(address: str) -> DiscoveredFeed:
                url = site.base + address if address.startswith("/") else address
                return await discover(url, fetcher=fetcher, workers=InlineWorkers())

            yield site, find
    finally:
        await runner.cleanup()


async def test_an_address_that_is_a_feed_costs_one_request() -> None:
    async with open_site({"/feed": FEED.format("It")}) as (site, find):
        found = await find("/feed")
        assert (found.url, found.feed.title, found.answer.etag) == (f"{site.base}/feed", "It", '"1"')
        assert found.feed.entries[0].url == f"{site.base}/a"
        assert site.asked == ["/feed"]


async def test_a_page_names_its_feed_and_others() -> None:
    pages = {"/": PAGE.format(LINK.format("/one") + LINK.format("/two")), "/one": FEED.format("One")}
    async with open_site(pages) as (site, find):
        found = await find("/")
        assert (found.url, found.feed.title) == (f"{site.base}/one", "One")
        assert [link.url for link in found.others] == [f"{site.base}/two"]
        assert site.asked == ["/", "/one"]


async def test_a_named_feed_that_is_broken_gives_way_to_the_next() -> None:
    pages = {"/": PAGE.format(LINK.format("/gone") + LINK.format("/two")), "/two": FEED.format("Two")}
    async with open_site(pages) as (_, find):
        assert (await find("/")).feed.title == "Two"


async def test_the_rule_of_a_site_is_tried() -> None:
    async with open_site({"/@ida": PAGE.format(""), "/@ida.rss": FEED.format("Ida")}) as (site, find):
        assert (await find("/@ida")).feed.title == "Ida"
        assert site.asked == ["/@ida", "/@ida.rss"]


async def test_a_usual_path_is_found() -> None:
    async with open_site({"/": PAGE.format(""), "/rss.xml": FEED.format("Usual")}) as (site, find):
        assert (await find("/")).url == f"{site.base}/rss.xml"


async def test_a_usual_path_that_redirects_is_no_feed() -> None:
    pages = {
        "/": PAGE.format(""),
        "/feed": "→/elsewhere",
        "/elsewhere": FEED.format("Elsewhere"),
        "/rss": FEED.format("R"),
    }
    async with open_site(pages) as (_, find):
        assert (await find("/")).feed.title == "R"


async def test_a_page_without_any_feed_is_said_after_a_bounded_search() -> None:
    async with open_site({"/": PAGE.format("")}) as (site, find):
        with pytest.raises(WrongType) as caught:
            await find("/")
        assert caught.value.media_type == "text/html"
        assert len(site.asked) <= 1 + GUESS_LIMIT


@pytest.mark.parametrize("status", [429, 503])
async def test_a_site_that_asks_for_patience_is_not_searched(status: int) -> None:
    async with open_site({"/": PAGE.format(""), "/feed": status}) as (site, find):
        with pytest.raises(WrongType):
            await find("/")
        assert site.asked == ["/", "/feed"]


async def test_a_permanent_redirect_is_where_the_next_poll_asks() -> None:
    async with open_site({"/old": "→/new", "/new": FEED.format("New")}) as (site, find):
        assert (await find("/old")).url == f"{site.base}/new"


@pytest.mark.parametrize("status", [404, 410, 500, 503])
async def test_an_error_is_told_as_it_is(status: int) -> None:
    async with open_site({"/feed": status}) as (site, find):
        with pytest.raises(HttpStatus) as caught:
            await find("/feed")
        assert caught.value.status == status
        assert site.asked == ["/feed"]


async def test_a_broken_feed_is_told_as_such() -> None:
    async with open_site({"/feed": "<rss <<<"}) as (_, find):
        with pytest.raises(UnreadableFile):
            await find("/feed")


async def test_what_must_not_be_opened_is_not_searched_around() -> None:
    async with open_site({}) as (site, find):
        with pytest.raises(BlockedAddress):
            await find("http://10.9.8.7/feed")
        with pytest.raises(NotALink):
            await find("nonsense")
        assert site.asked == []


async def test_a_page_may_not_lead_to_a_blocked_address() -> None:
    pages = {"/": PAGE.format(LINK.format("http://10.9.8.7/feed")), "/feed": FEED.format("Own")}
    async with open_site(pages) as (_, find):
        assert (await find("/")).feed.title == "Own"


async def test_a_site_that_falls_silent_is_left_alone() -> None:
    async with open_site({"/": PAGE.format(""), "/feed": "!"}) as (site, find):
        with pytest.raises(WrongType):
            await find("/")
        assert site.asked[:2] == ["/", "/feed"]
        assert set(site.asked[1:]) == {"/feed"}
