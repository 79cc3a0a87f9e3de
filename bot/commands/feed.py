"""`nutgraf feed`: a feed's address or file → what it holds, as JSON."""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.commands.standard_input import read_aside, standard_input
from bot.services.discovery import fetch_feed
from bot.settings import Settings
from summarizer import jobs
from summarizer.errors import SummarizerError, UnreadableFile
from summarizer.jobs import Parcel
from summarizer.sources.fetch import Fetcher
from summarizer.sources.guard import AllowList
from summarizer.sources.parsed_feed import FEED_LIMIT_BYTES, Entry, ParsedFeed
from summarizer.sources.urls import parse_link
from summarizer.workers import Workers

STDIN = "-"


def run(options: argparse.Namespace, settings: Settings) -> int:
    """The exit status: 0 when the feed was printed, 1 when there is none (standard error says why)."""
    try:
        feed = asyncio.run(_read(options.source, settings))
    except SummarizerError as error:
        print(f"{error.code}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(describe(feed), ensure_ascii=False))
    return 0


def describe(feed: ParsedFeed) -> dict[str, object]:
    """The object that is printed: keys may be added to it, none changed."""
    return {
        "title": feed.title,
        "url": feed.url,
        "language": feed.language,
        "entries": [_describe_entry(entry) for entry in feed.entries],
    }


def _describe_entry(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "published": entry.published,
        "text": entry.text,
    }


async def _read(source: str, settings: Settings) -> ParsedFeed:
    async with Workers(count=1) as workers:
        parcel = await _open(source, settings)
        return await workers.run(jobs.parse_feed_parcel, parcel, datetime.now(UTC))


async def _open(source: str, settings: Settings) -> Parcel:
    if "://" not in source:
        return Parcel(data=await _read_source(source))
    async with Fetcher(allow=AllowList.parse(settings.allow_hosts)) as fetcher:
        answer = await fetch_feed(fetcher, parse_link(source))
    return Parcel(data=answer.data, declared=answer.media_type or None, charset=answer.charset, url=answer.url)


async def _read_source(source: str) -> bytes:
    """The bytes of a file or of standard input, one more than are taken at most.

    Raises:
        UnreadableFile: there is no such file, or it may not be read.
    """
    try:
        if source == STDIN:
            return await read_aside(partial(standard_input().read, FEED_LIMIT_BYTES + 1))
        return await read_aside(partial(_read_file, Path(source)))
    except OSError as error:
        raise UnreadableFile(reason=f"{source}: {error.strerror or type(error).__name__}") from error


def _read_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FEED_LIMIT_BYTES + 1)
