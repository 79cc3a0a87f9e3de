"""An address that somebody gives → the feed they mean.

    the address is a feed ─ the page names one ─ its site is known to have one ─ one stands at a usual path

The first that holds decides. The page is asked before the rules of sites because its own word is surer, and costs no
further request. Each request goes through the guarded fetcher, one after the other; parsing happens in a worker.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.services.polls import BUSY
from summarizer import jobs
from summarizer.errors import HttpStatus, SummarizerError, Timeout, Unreachable, WrongType
from summarizer.jobs import Parcel
from summarizer.sources.discovery import FeedLink, site_feed_urls, well_known_urls
from summarizer.sources.fetch import FEEDS, Fetched, Fetcher
from summarizer.sources.parsed_feed import FEED_LIMIT_BYTES, ParsedFeed
from summarizer.sources.urls import parse_link
from summarizer.workers import Workers

GUESS_LIMIT = 12
"""Requests that one person's address may cost at usual paths."""

NAMED_LIMIT = 3
"""Feeds of a page that are tried when the first ones are broken."""

_ERROR_STATUS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoveredFeed:
    """A feed that was found, read, at `url`, where its next poll asks.

    `answer` is the response it came in, so that nobody asks a second time without conditions. `others` are further
    feeds that the page names.
    """

    url: str
    feed: ParsedFeed
    answer: Fetched
    others: tuple[FeedLink, ...] = ()


async def discover(url: str, *, fetcher: Fetcher, workers: Workers) -> DiscoveredFeed:
    """Find the feed that belongs to `url`, as somebody typed it.

    Raises:
        NotALink, BlockedAddress, Unreachable, Timeout: the address itself cannot be opened.
        HttpStatus: it answers with an error, and no feed is known for it.
        WrongType: there is a page, but no feed anywhere around it.
        UnreadableFile, TooLarge: it is a feed that cannot be read.
    """
    address = parse_link(url)
    search = _Search(fetcher=fetcher, workers=workers)
    answer: Fetched | None = None
    try:
        answer = await fetch_feed(fetcher, address)
        return await search.read(address, answer)
    except (WrongType, HttpStatus) as error:
        problem = error
    named = () if answer is None else await workers.run(jobs.find_feeds_of_page, _parcel(answer))
    found = (
        await search.first([link.url for link in named[:NAMED_LIMIT]])
        or await search.first(dict.fromkeys((*site_feed_urls(address), *site_feed_urls(answer.url if answer else ""))))
        or (await search.guess(answer.url) if answer else None)
    )
    if found is None:
        raise problem
    return replace(found, others=tuple(link for link in named if link.url not in (found.url, found.answer.url)))


async def fetch_feed(fetcher: Fetcher, url: str) -> Fetched:
    """What stands at `url`, asked for as a feed is asked for the first time.

    Raises:
        SummarizerError: as `Fetcher.fetch` does; `HttpStatus` for every error status.
    """
    answer = await fetcher.fetch(url, accept=FEEDS, limit_bytes=FEED_LIMIT_BYTES)
    if answer.status >= _ERROR_STATUS:
        raise HttpStatus(url=url, status=answer.status)
    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """Tries addresses one after the other; what goes wrong at one of them is no news to anybody."""

    fetcher: Fetcher
    workers: Workers

    async def read(self, url: str, answer: Fetched) -> DiscoveredFeed:
        feed = await self.workers.run(jobs.parse_feed_parcel, _parcel(answer))
        return DiscoveredFeed(url=answer.permanent_url or url, feed=feed, answer=answer)

    async def first(self, urls: Iterable[str]) -> DiscoveredFeed | None:
        """The first of `urls` that is a feed, None when none is."""
        for url in urls:
            try:
                return await self.read(url, await fetch_feed(self.fetcher, url))
            except SummarizerError:
                continue
        return None

    async def guess(self, place: str) -> DiscoveredFeed | None:
        """The feed at a usual path of the site, None without; a redirect leads elsewhere, so it is none.

        A site that does not answer any more, or asks for patience, is left alone.
        """
        for url in well_known_urls(place)[:GUESS_LIMIT]:
            try:
                answer = await fetch_feed(self.fetcher, url)
                if answer.url == url:
                    return await self.read(url, answer)
            except (Unreachable, Timeout):
                return None
            except HttpStatus as error:
                if error.status in BUSY:
                    return None
            except SummarizerError:
                continue
        return None


def _parcel(answer: Fetched) -> Parcel:
    return Parcel(data=answer.data, declared=answer.media_type or None, charset=answer.charset, url=answer.url)
