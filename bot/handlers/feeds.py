"""Feeds: add one by its address or its site's, see how they do, pause and drop them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from telegram import Message as Received

from bot.handlers.deeds import DoDeed, Tapped, destination_of
from bot.handlers.material import File
from bot.handlers.reading import FileGone, FileTooBig
from bot.handlers.topics import Topics
from bot.handlers.visitors import Visitor
from bot.rendering.feeds import render_feed, render_feeds, render_imported, render_not_added, render_removed
from bot.rendering.message import Message
from bot.rendering.talk import Line, render_line, render_quota
from bot.rendering.tapdata import Deed
from bot.services.discovery import DiscoveredFeed, discover
from bot.services.door import QuotaExceeded
from bot.services.subscriptions import Choice, TooManyFeedsError
from storage.columns import is_indexable
from storage.destinations import Destination
from storage.feeds import ChosenFeed, FeedMode
from summarizer import jobs
from summarizer.errors import SummarizerError, WrongType
from summarizer.jobs import Parcel
from summarizer.sources.fetch import Fetcher
from summarizer.workers import Workers

LIST_NAME = "feeds.opml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """The commands and taps of feeds."""

    topics: Topics
    fetcher: Fetcher
    workers: Workers

    async def command(self, visitor: Visitor, _message: Received, arguments: str) -> None:
        """Answer /feeds, and /feeds add and an address."""
        if not await self.topics.decides(visitor):
            return
        name, _, rest = arguments.partition(" ")
        if not arguments:
            await self._say(visitor, await self._page(visitor, 0))
        elif name.lower() == "add" and rest.strip():
            await self._say(visitor, await self._add(visitor, rest.strip()))
        elif name.lower() == "export" and not rest:
            await self._export(visitor)
        else:
            await self._say(visitor, render_line(Line.FEEDS_USAGE, visitor.words))

    def deeds(self) -> Mapping[Deed, DoDeed]:
        """What each button does."""
        return {
            Deed.FEEDS: self._list,
            Deed.FEED: self._one,
            Deed.FEED_EVERYTHING: self._want_everything,
            Deed.FEED_TOPICS: self._want_topics,
            Deed.FEED_DIGEST: self._want_digest,
            Deed.FEED_PAUSE: self._pause,
            Deed.FEED_RESUME: self._resume,
            Deed.FEED_DROP: self._drop,
        }

    async def _add(self, visitor: Visitor, url: str) -> Message:
        words = visitor.words
        try:
            await self.topics.reading.door.take_fetch(visitor.user_id)
            found = await discover(url, fetcher=self.fetcher, workers=self.workers)
            chosen = await self._choose(visitor, found)
        except QuotaExceeded as error:
            return render_quota(error.resets_at, words)
        except WrongType:
            return render_line(Line.NO_FEED, words)
        except SummarizerError as error:
            return render_not_added(error, words)
        except TooManyFeedsError:
            return render_line(Line.TOO_MANY_FEEDS, words)
        if chosen is None:
            return render_line(Line.NO_FEED, words)
        return render_feed(chosen, 0, words, note=words("Added. What do you want of it?"))

    async def _choose(self, visitor: Visitor, found: DiscoveredFeed) -> ChosenFeed | None:
        to = destination_of(visitor)
        subscriptions = self.topics.subscriptions
        feed = await subscriptions.add_discovered(to, found, mode=FeedMode.TOPICS, user_id=visitor.user_id)
        await self.topics.remember_language(visitor)
        return await self._find(to, feed.id)

    async def take_list(self, visitor: Visitor, file: File) -> None:
        """Choose every feed of an OPML file that somebody sent."""
        if await self.topics.decides(visitor):
            await self._say(visitor, await self._import(visitor, file))

    async def _import(self, visitor: Visitor, file: File) -> Message:
        words = visitor.words
        try:
            data = await self.topics.reading.download(file)
            listed = await self.workers.run(jobs.parse_opml_parcel, Parcel(data=data))
            choices = [Choice(url=one.url, title=one.title) for one in listed if is_indexable(one.url)]
            added = await self.topics.subscriptions.add(
                destination_of(visitor), choices, mode=FeedMode.TOPICS, user_id=visitor.user_id
            )
        except FileTooBig:
            return render_line(Line.TOO_BIG, words)
        except FileGone:
            return render_line(Line.FILE_GONE, words)
        except SummarizerError:
            return render_line(Line.NO_LIST, words)
        except TooManyFeedsError:
            return render_line(Line.TOO_MANY_FEEDS, words)
        await self.topics.remember_language(visitor)
        return render_imported(len(added), words)

    async def _export(self, visitor: Visitor) -> None:
        chosen = await self.topics.subscriptions.list_feeds(destination_of(visitor))
        if not chosen:
            await self._say(visitor, await self._page(visitor, 0))
            return
        rows = [(one.feed.url, one.feed.title, one.feed.site_url) for one in chosen]
        data = await self.workers.run(jobs.write_opml, rows)
        send = partial(self.topics.reading.sender.send_file, visitor.place(), data, LIST_NAME)
        await self.topics.reading.answers.answer(visitor.turn(), send)

    async def _list(self, tapped: Tapped) -> str:
        await self._edit(tapped.visitor, await self._page(tapped.visitor, tapped.data.page))
        return ""

    async def _one(self, tapped: Tapped) -> str:
        chosen = await self._find(tapped.to, tapped.data.number)
        if chosen is None:
            return tapped.visitor.words(Line.NOT_CHOSEN.value)
        await self._edit(tapped.visitor, render_feed(chosen, tapped.data.page, tapped.visitor.words))
        return ""

    async def _want_everything(self, tapped: Tapped) -> str:
        return await self._want(tapped, FeedMode.EVERYTHING)

    async def _want_topics(self, tapped: Tapped) -> str:
        return await self._want(tapped, FeedMode.TOPICS)

    async def _want_digest(self, tapped: Tapped) -> str:
        await self.topics.subscriptions.ensure_digest(tapped.to, user_id=tapped.visitor.user_id)
        return await self._want(tapped, FeedMode.DIGEST)

    async def _want(self, tapped: Tapped, mode: FeedMode) -> str:
        chosen = await self._find(tapped.to, tapped.data.number)
        if chosen is None:
            return tapped.visitor.words(Line.NOT_CHOSEN.value)
        choice = Choice(url=chosen.feed.url)
        await self.topics.subscriptions.add(tapped.to, [choice], mode=mode, user_id=tapped.visitor.user_id)
        return await self._one(tapped)

    async def _pause(self, tapped: Tapped) -> str:
        await self.topics.subscriptions.pause(tapped.to, tapped.data.number, paused=True)
        return await self._one(tapped)

    async def _resume(self, tapped: Tapped) -> str:
        await self.topics.subscriptions.pause(tapped.to, tapped.data.number, paused=False)
        return await self._one(tapped)

    async def _drop(self, tapped: Tapped) -> str:
        words = tapped.visitor.words
        chosen = await self._find(tapped.to, tapped.data.number)
        await self.topics.subscriptions.remove(tapped.to, tapped.data.number)
        await self._edit(tapped.visitor, await self._page(tapped.visitor, tapped.data.page))
        return words(Line.NOT_CHOSEN.value) if chosen is None else render_removed(chosen.feed, words)

    async def _page(self, visitor: Visitor, page: int) -> Message:
        chosen = await self.topics.subscriptions.list_feeds(destination_of(visitor))
        starters = len(self.topics.starters(visitor.words.language))
        return render_feeds(chosen, page, visitor.words, starters=starters)

    async def _find(self, to: Destination, feed_id: int) -> ChosenFeed | None:
        chosen = await self.topics.subscriptions.list_feeds(to)
        return next((one for one in chosen if one.feed.id == feed_id), None)

    async def _say(self, visitor: Visitor, message: Message) -> None:
        await self.topics.reading.say(visitor, message)

    async def _edit(self, visitor: Visitor, message: Message) -> None:
        await self.topics.reading.sender.edit(visitor.chat_id, visitor.message_id, message)
