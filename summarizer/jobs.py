"""The jobs that workers do. Importing this is cheap: the pipeline is imported where it runs, not where it is asked for.

Each job is a function of picklable values that may raise any `SummarizerError`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from summarizer.errors import ConsentWall, HttpStatus, Paywall, SummarizerError, Unusable
from summarizer.model import Article, Budget, Document, MediaType, Reading
from summarizer.sources.discovery import FeedLink
from summarizer.sources.parsed_feed import ParsedFeed

if TYPE_CHECKING:
    from summarizer.sources.opml import OutlineFeed

SUBSCRIBERS_ONLY = frozenset({401, 402})
"""HTTP statuses by which a server says that a text exists, for those who log in or pay."""

HTTP_ERROR = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """Bytes as they came: what was declared of their kind, the file's name, the HTTP status.

    `kind` is set where it is certain (a text that somebody wrote); else the bytes themselves are asked too. `charset`,
    `url`, `title`, `site` and `language` are those of `Document`.
    """

    data: bytes
    kind: MediaType | None = None
    declared: str | None = None
    file_name: str | None = None
    status: int = 200
    charset: str | None = None
    url: str | None = None
    title: str | None = None
    site: str | None = None
    language: str | None = None


def brief_parcel(parcel: Parcel, budget: Budget, method: str) -> Reading:
    """The reading of what was fetched or sent.

    Raises:
        Paywall: the status says so (401, 402); with what of the page could be read.
        HttpStatus: another error status, unless its page shows a consent or robot check.
        SummarizerError: as the pipeline does.
    """
    from summarizer import pipeline  # noqa: PLC0415

    document = _open(parcel)
    if parcel.status < HTTP_ERROR:
        return pipeline.read_and_brief(document, budget, method)
    raise _refusal(document, parcel.status)


def brief_document(document: Document, budget: Budget, method: str) -> Reading:
    """The reading of a document of known kind."""
    from summarizer import pipeline  # noqa: PLC0415

    return pipeline.read_and_brief(document, budget, method)


def brief_article(article: Article, budget: Budget, method: str) -> Reading:
    """The reading of an article that was read before."""
    from summarizer import pipeline  # noqa: PLC0415

    return pipeline.brief(article, budget=budget, method=method)


def story_terms(article: Article) -> list[str]:
    """The words by which a story is found: folded, stemmed, in its own language."""
    from summarizer.text.words import terms  # noqa: PLC0415

    return terms("\n".join(filter(None, (article.title, article.site, article.text))), article.language)


def parse_feed_parcel(parcel: Parcel, now: datetime | None = None) -> ParsedFeed:
    """What the feed in a parcel holds; dates that lie ahead of `now` are not believed."""
    from summarizer.sources.feed import parse_feed  # noqa: PLC0415

    return parse_feed(parcel.data, url=parcel.url, media_type=parcel.declared, charset=parcel.charset, now=now)


def find_feeds_of_page(parcel: Parcel) -> tuple[FeedLink, ...]:
    """The feeds that the page in a parcel names."""
    from summarizer.sources.discovery import find_feeds  # noqa: PLC0415

    return find_feeds(parcel.data, url=parcel.url or "")


def parse_opml_parcel(parcel: Parcel) -> "tuple[OutlineFeed, ...]":
    """The feeds that the list in a parcel names."""
    from summarizer.sources.opml import parse_opml  # noqa: PLC0415

    return parse_opml(parcel.data)


def write_opml(feeds: Sequence[tuple[str, str | None, str | None]]) -> bytes:
    """A list of feeds (address, title, page) that other readers take."""
    from summarizer.sources.opml import OutlineFeed, render_opml  # noqa: PLC0415

    return render_opml(OutlineFeed(url=url, title=title, site_url=site) for url, title, site in feeds)


def _open(parcel: Parcel) -> Document:
    from summarizer.sources.documents import media_type_of  # noqa: PLC0415

    return Document(
        data=parcel.data,
        media_type=parcel.kind or media_type_of(parcel.data, declared=parcel.declared, filename=parcel.file_name),
        charset=parcel.charset,
        url=parcel.url,
        title=parcel.title,
        site=parcel.site,
        language=parcel.language,
    )


def _refusal(document: Document, status: int) -> SummarizerError:
    """What a page that came with an error status tells: a robot check, a paywall, or the status alone."""
    from summarizer import pipeline  # noqa: PLC0415

    seen: dict[str, str | None] = {}
    try:
        article = pipeline.read(document)
        seen = {"title": article.title, "site": article.site, "text": article.text}
    except ConsentWall as error:
        return error
    except Unusable as error:
        seen = {"title": error.title, "site": error.site, "text": error.text}
    except SummarizerError:
        pass  # an error page that cannot even be read: the status says enough
    return Paywall(**seen) if status in SUBSCRIBERS_ONLY else HttpStatus(url=document.url or "", status=status)
