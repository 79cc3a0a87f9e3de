"""The starter set: well-known feeds by category and language, each off until somebody chooses it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.handlers.deeds import DoDeed, Tapped
from bot.handlers.topics import Topics
from bot.rendering.message import Message
from bot.rendering.starters import Shown, render_starter_group, render_starter_groups
from bot.rendering.talk import Line
from bot.rendering.tapdata import Deed
from bot.services.starters import StarterFeed, StarterGroup, every_starter, group_starters
from bot.services.subscriptions import Choice, TooManyFeedsError
from storage.feeds import FeedMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Starting:
    """The taps of the starter set."""

    topics: Topics

    def deeds(self) -> Mapping[Deed, DoDeed]:
        """What each button does."""
        return {
            Deed.STARTER_SETS: self._show_groups,
            Deed.STARTER_GROUP: self._show_group,
            Deed.STARTER_ALL: self._take_all,
            Deed.STARTER_TAKE: self._take,
            Deed.STARTER_LEAVE: self._leave,
        }

    async def _show_groups(self, tapped: Tapped) -> str:
        message = render_starter_groups(self._groups(), tapped.visitor.words)
        if tapped.data.page:  # from inside the set; elsewhere the message below which it was asked for stays
            await self._edit(tapped, message)
        else:
            await self.topics.reading.say(tapped.visitor, message)
        return ""

    async def _show_group(self, tapped: Tapped) -> str:
        return await self._show(tapped, tapped.data.number)

    async def _take_all(self, tapped: Tapped) -> str:
        groups = self._groups()
        if tapped.data.number >= len(groups):
            return tapped.visitor.words(Line.OLD_BUTTON.value)
        return await self._choose(tapped, groups[tapped.data.number].feeds) or await self._show_group(tapped)

    async def _take(self, tapped: Tapped) -> str:
        feed = self._feed(tapped)
        if feed is None:
            return tapped.visitor.words(Line.OLD_BUTTON.value)
        return await self._choose(tapped, (feed,)) or await self._show(tapped, tapped.data.page)

    async def _leave(self, tapped: Tapped) -> str:
        feed = self._feed(tapped)
        if feed is None:
            return tapped.visitor.words(Line.OLD_BUTTON.value)
        for one in await self.topics.subscriptions.list_feeds(tapped.to):
            if one.feed.url == feed.url:
                await self.topics.subscriptions.remove(tapped.to, one.feed.id)
        return await self._show(tapped, tapped.data.page)

    async def _choose(self, tapped: Tapped, feeds: tuple[StarterFeed, ...]) -> str:
        """Choose those that are not chosen yet; gives what went wrong."""
        known = await self._chosen(tapped)
        choices = [Choice(url=feed.url, title=feed.title) for feed in feeds if feed.url not in known]
        user_id = tapped.visitor.user_id
        try:
            await self.topics.subscriptions.add(tapped.to, choices, mode=FeedMode.TOPICS, user_id=user_id)
        except TooManyFeedsError:
            return tapped.visitor.words(Line.TOO_MANY_FEEDS.value)
        await self.topics.remember_language(tapped.visitor)
        return ""

    async def _show(self, tapped: Tapped, number: int) -> str:
        groups, every = self._groups(), self._every()
        if number >= len(groups):
            return tapped.visitor.words(Line.OLD_BUTTON.value)
        chosen = await self._chosen(tapped)
        feeds = [
            Shown(title=feed.title, number=every.index(feed), chosen=feed.url in chosen)
            for feed in groups[number].feeds
        ]
        await self._edit(tapped, render_starter_group(groups[number], feeds, number, tapped.visitor.words))
        return ""

    async def _chosen(self, tapped: Tapped) -> frozenset[str]:
        return frozenset(one.feed.url for one in await self.topics.subscriptions.list_feeds(tapped.to))

    def _feed(self, tapped: Tapped) -> StarterFeed | None:
        every = self._every()
        return every[tapped.data.number] if tapped.data.number < len(every) else None

    def _every(self) -> tuple[StarterFeed, ...]:
        return every_starter(self.topics.starters)

    def _groups(self) -> tuple[StarterGroup, ...]:
        return group_starters(self._every())

    async def _edit(self, tapped: Tapped, message: Message) -> None:
        await self.topics.reading.sender.edit(tapped.visitor.chat_id, tapped.visitor.message_id, message)
