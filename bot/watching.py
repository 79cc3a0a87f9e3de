"""What runs beside the answers: feeds are polled, digests put together, updates delivered. Built for `bot.app`.

feeds ─▶ polling ─▶ outbox ◀─ digests
                     └─▶ delivery queue ─▶ telling ─▶ sender
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.handlers.telling import Telling
from bot.rendering.message import Message
from bot.services.briefing import Ask, Briefings
from bot.services.copies import content_words
from bot.services.delivery_queue import DeliveryQueue
from bot.services.digests import Digests
from bot.services.following import Following
from bot.services.polling import Means, Opened, Polling
from bot.services.polls import POLICY
from bot.services.subscriptions import Subscriptions
from bot.services.topic_watch import TopicWatch
from bot.services.updates import ALERT_BUDGET, Updates
from bot.transport.sender import Sender
from storage.database import Database
from summarizer import jobs
from summarizer.errors import SummarizerError
from summarizer.jobs import Parcel
from summarizer.sources.fetch import FEEDS, Fetched, Fetcher, Validators
from summarizer.sources.parsed_feed import FEED_LIMIT_BYTES, ParsedFeed
from summarizer.workers import Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """The services of topics and feeds, and their loops."""

    following: Following
    subscriptions: Subscriptions
    updates: Updates
    feeds: Polling
    digests: Digests
    queue: DeliveryQueue[Message]

    async def catch_up(self) -> None:
        """Do at once what fell due when the clock leapt, in the order of time: reports, then the digests of them."""
        await self.feeds.catch_up()
        await self.digests.tick()
        self.queue.wake()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What they work with. `policy` is how long the feed at an address is left alone that asks for nothing itself."""

    database: Database
    workers: Workers
    fetcher: Fetcher
    briefings: Briefings
    sender: Sender
    now: Callable[[], datetime]
    policy: Callable[[str], timedelta] = lambda _url: POLICY


def build_watching(tools: Tools) -> Watching:
    """Everything that follows topics for people."""
    database, now = tools.database, tools.now
    updates = Updates(database)
    telling = Telling(updates=updates, sender=tools.sender)
    queue: DeliveryQueue[Message] = DeliveryQueue(database, render=telling.render, send=telling.send, now=now)
    digests = Digests(database, now=now, wake=queue.wake)
    watch = TopicWatch(database, _classify)
    means = Means(
        fetch=functools.partial(_fetch, tools.fetcher),
        read=functools.partial(_read, tools.workers, now),
        simhash=simhash_of,
        now=now,
        policy=tools.policy,
        wake=queue.wake,
        open=functools.partial(_open, tools.briefings),
    )
    feeds = Polling(database, watch, means)
    return Watching(
        following=Following(database, watch, now=now),
        subscriptions=Subscriptions(database, polling=feeds, digests=digests, now=now),
        updates=updates,
        feeds=feeds,
        digests=digests,
        queue=queue,
    )


async def _fetch(fetcher: Fetcher, url: str, validators: Validators) -> Fetched:
    return await fetcher.fetch(url, accept=FEEDS, validators=validators, limit_bytes=FEED_LIMIT_BYTES)


async def _read(workers: Workers, now: Callable[[], datetime], answer: Fetched) -> ParsedFeed:
    parcel = Parcel(data=answer.data, declared=answer.media_type or None, charset=answer.charset, url=answer.url)
    return await workers.run(jobs.parse_feed_parcel, parcel, now())


async def _open(briefings: Briefings, url: str) -> Opened | None:
    try:
        told = await briefings.brief_link(url, Ask(budget=ALERT_BUDGET))
    except SummarizerError:
        return None
    return Opened(story_id=told.story_id, text=told.reading.article.text)


def _classify(title: str, text: str, language: str | None) -> frozenset[str]:
    # Imported when somebody follows a category: the model brings NumPy along.
    from summarizer.topics.categories import classify  # noqa: PLC0415

    return classify(title, text, language)


def simhash_of(text: str) -> int:
    """The SimHash of a report's content words, whatever language it is in; 0 for none."""
    from summarizer.events.copies import simhash  # noqa: PLC0415 (NumPy, as above)

    return simhash(content_words(text))
