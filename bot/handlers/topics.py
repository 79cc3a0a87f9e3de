"""Topics: follow and preview, list, mute and drop them, and what the buttons under an update do."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from telegram import Message as Received

from bot.handlers.deeds import DoDeed, Tapped, destination_of, may_decide
from bot.handlers.material import Links
from bot.handlers.reading import Reading
from bot.handlers.visitors import Visitor
from bot.rendering.message import Message
from bot.rendering.rich import bold
from bot.rendering.schedules import render_digest_times
from bot.rendering.talk import Line, render_line
from bot.rendering.tapdata import Deed, tap
from bot.rendering.topics import (
    PAGE_SIZE,
    Listed,
    render_catch_up,
    render_edit_help,
    render_follow_help,
    render_followed,
    render_matching,
    render_preview,
    render_proposals,
    render_query_error,
    render_topic,
    render_topics,
)
from bot.rendering.updates import render_alert, render_digest
from bot.rendering.wording import LANGUAGES
from bot.services.calendars import find_zone
from bot.services.following import Following, TooManyTopicsError
from bot.services.preferences import Change, Field, Readers
from bot.services.starters import CATEGORIES, StarterFeed
from bot.services.subscriptions import Choice, Subscriptions
from bot.services.times import read_ago, read_until
from bot.services.updates import Alert, Updates
from storage.destinations import Destination
from storage.feeds import FeedMode
from storage.topics import Follow, FollowMode
from storage.weights import WeightKind
from summarizer.model import Reading as Read
from summarizer.topics.proposals import propose_terms
from summarizer.topics.query import QueryError

MUTE = timedelta(days=7)
MUTE_WORDS = frozenset({"mute", "заглушить", "молчать"})
CATCH_UP = timedelta(days=1)
Starters = Callable[[str], tuple[StarterFeed, ...]]
"""Gives the feeds that somebody who reads a language is offered to start with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """The commands and taps of topics."""

    reading: Reading
    readers: Readers
    following: Following
    subscriptions: Subscriptions
    updates: Updates
    starters: Starters
    now: Callable[[], datetime]

    # --- commands -----------------------------------------------------------------------------------------------------

    async def follow(self, visitor: Visitor, _message: Received, arguments: str) -> None:
        """Answer /follow: a preview of what was asked for, or how to ask."""
        if not await self.decides(visitor):
            return
        if arguments:
            await self._say(visitor, await self._preview(visitor, arguments))
        else:
            await self._say(visitor, render_follow_help(visitor.words))

    async def list_all(self, visitor: Visitor, _message: Received, arguments: str) -> None:
        """Answer /topics, "/topics 3", "/topics 3 other words" and "/topics 3 mute 24 Dec"."""
        if not await self.decides(visitor):
            return
        if arguments:
            await self._say(visitor, await self._changed(visitor, arguments))
        else:
            await self._say(visitor, await self._page(visitor, 0))

    async def catch_up(self, visitor: Visitor, _message: Received, arguments: str) -> None:
        """Answer /catchup 3d."""
        ago = read_ago(arguments) if arguments else CATCH_UP
        if ago is None:
            await self._say(visitor, render_line(Line.CATCH_UP_USAGE, visitor.words))
            return
        found = await self.following.catch_up(destination_of(visitor), since=self.now() - ago)
        await self._say(visitor, render_catch_up(found, visitor.words))

    async def propose(self, visitor: Visitor, reading: Read) -> None:
        """Offer what of a story can be followed, as an answer to a tap."""
        proposals = await asyncio.to_thread(propose_terms, reading.article, reading.people)
        await self._say(visitor, render_proposals(proposals, visitor.words))

    # --- taps ---------------------------------------------------------------------------------------------------------

    def deeds(self) -> Mapping[Deed, DoDeed]:
        """What each button does."""
        return {
            Deed.FOLLOW_NOW: self._follow_now,
            Deed.FOLLOW_DIGEST: self._follow_digest,
            Deed.SUGGESTED: self._suggested,
            Deed.CATEGORY: self._category,
            Deed.STARTERS: self._add_starters,
            Deed.TOPICS: self._list,
            Deed.TOPIC: self._one,
            Deed.TOPIC_NOW: self._set_now,
            Deed.TOPIC_DIGEST: self._set_digest,
            Deed.TOPIC_EDIT: self._show_edit,
            Deed.TOPIC_MUTE_DAY: partial(self._mute, length=timedelta(days=1)),
            Deed.TOPIC_MUTE: partial(self._mute, length=MUTE),
            Deed.TOPIC_MUTE_MONTH: partial(self._mute, length=timedelta(days=30)),
            Deed.TOPIC_UNMUTE: self._unmute,
            Deed.TOPIC_DROP: self._drop,
            Deed.WHY: self._why,
            Deed.BRIEFLY: self._briefly,
            Deed.FULL: self._full,
            Deed.MORE_LIKE: self._more_like,
            Deed.LESS_LIKE: self._less_like,
            Deed.UNDO: self._undo,
            Deed.MUTE: self._mute_update,
            Deed.UNMUTE: self._unmute_update,
            Deed.REST: self._rest,
            Deed.DIGEST_WHY: partial(self._show_digest, why=True),
            Deed.DIGEST_BRIEFLY: partial(self._show_digest, why=False),
        }

    async def _follow_now(self, tapped: Tapped) -> str:
        return await self._start(tapped, FollowMode.AT_ONCE)

    async def _follow_digest(self, tapped: Tapped) -> str:
        return await self._start(tapped, FollowMode.DIGEST)

    async def _start(self, tapped: Tapped, mode: FollowMode) -> str:
        visitor = tapped.visitor
        if not tapped.codes:
            return visitor.words(Line.OLD_BUTTON.value)
        try:
            follow = await self.following.follow(tapped.to, tapped.codes[0], mode=mode, user_id=visitor.user_id)
        except QueryError:
            return visitor.words(Line.OLD_BUTTON.value)
        except TooManyTopicsError:
            return visitor.words(Line.TOO_MANY_TOPICS.value)
        await self.remember_language(visitor)
        message = await self._followed(tapped, follow)
        if mode is FollowMode.DIGEST:
            schedule = await self.subscriptions.ensure_digest(tapped.to, user_id=visitor.user_id)
            message = render_digest_times(message, schedule, self.now(), visitor.words)
        await self._edit(visitor, message)
        return ""

    async def _followed(self, tapped: Tapped, follow: Follow) -> Message:
        words = tapped.visitor.words
        has_feeds = bool(await self.subscriptions.list_feeds(tapped.to))
        return render_followed(follow, words, has_feeds=has_feeds, starters=len(self.starters(words.language)))

    async def _suggested(self, tapped: Tapped) -> str:
        if tapped.data.number >= len(tapped.codes):
            return tapped.visitor.words(Line.OLD_BUTTON.value)
        await self._edit(tapped.visitor, await self._preview(tapped.visitor, tapped.codes[tapped.data.number]))
        return ""

    async def _category(self, tapped: Tapped) -> str:
        if tapped.data.number >= len(CATEGORIES):
            return tapped.visitor.words(Line.OLD_BUTTON.value)
        query = f"category:{CATEGORIES[tapped.data.number]}"
        await self._edit(tapped.visitor, await self._preview(tapped.visitor, query))
        return ""

    async def _add_starters(self, tapped: Tapped) -> str:
        visitor = tapped.visitor
        feeds = self.starters(visitor.words.language)
        await self.subscriptions.add(
            tapped.to,
            [Choice(url=feed.url, title=feed.title) for feed in feeds],
            mode=FeedMode.TOPICS,
            user_id=visitor.user_id,
        )
        follows = await self.following.list_topics(tapped.to) if tapped.data.number else ()
        followed = next((one for one in follows if one.topic.query in tapped.codes[:1]), None)
        if followed is not None:
            await self._edit(visitor, await self._followed(tapped, followed))
        elif tapped.codes:
            await self.subscriptions.wait_for_first_answers(tapped.to)
            await self._edit(visitor, await self._preview(visitor, tapped.codes[0]))
        else:
            await self._edit(visitor, render_line(Line.STARTERS_ADDED, visitor.words))
        return visitor.words(Line.STARTERS_ADDED.value)

    async def _list(self, tapped: Tapped) -> str:
        await self._edit(tapped.visitor, await self._page(tapped.visitor, tapped.data.page))
        return ""

    async def _one(self, tapped: Tapped) -> str:
        listed = await self._listed(tapped)
        if listed is None:
            return tapped.visitor.words(Line.NOT_FOLLOWED.value)
        await self._edit(tapped.visitor, render_topic(listed, self.now(), tapped.visitor.words))
        return ""

    async def _show_edit(self, tapped: Tapped) -> str:
        listed = await self._listed(tapped)
        if listed is None:
            return tapped.visitor.words(Line.NOT_FOLLOWED.value)
        await self._edit(tapped.visitor, render_edit_help(listed, tapped.visitor.words))
        return ""

    async def _listed(self, tapped: Tapped) -> Listed | None:
        follows = await self.following.list_topics(tapped.to)
        found = ((number, one) for number, one in enumerate(follows, 1) if one.topic.id == tapped.data.number)
        number, follow = next(found, (0, None))
        return None if follow is None else Listed(follow=follow, number=number, page=tapped.data.page)

    async def _set_now(self, tapped: Tapped) -> str:
        await self.following.set_mode(tapped.to, tapped.data.number, FollowMode.AT_ONCE)
        return await self._one(tapped)

    async def _set_digest(self, tapped: Tapped) -> str:
        if await self.following.set_mode(tapped.to, tapped.data.number, FollowMode.DIGEST):
            await self.subscriptions.ensure_digest(tapped.to, user_id=tapped.visitor.user_id)
        return await self._one(tapped)

    async def _mute(self, tapped: Tapped, *, length: timedelta) -> str:
        await self.following.mute(tapped.to, tapped.data.number, self.now() + length)
        return await self._one(tapped)

    async def _unmute(self, tapped: Tapped) -> str:
        await self.following.mute(tapped.to, tapped.data.number, None)
        return await self._one(tapped)

    async def _drop(self, tapped: Tapped) -> str:
        follows = await self.following.list_topics(tapped.to)
        dropped = next((one for one in follows if one.topic.id == tapped.data.number), None)
        await self.following.unfollow(tapped.to, tapped.data.number)
        await self._edit(tapped.visitor, await self._page(tapped.visitor, tapped.data.page, dropped=dropped))
        return ""

    # --- taps under an update -----------------------------------------------------------------------------------------

    async def _why(self, tapped: Tapped) -> str:
        return await self._show_alert(tapped, why=True)

    async def _briefly(self, tapped: Tapped) -> str:
        return await self._show_alert(tapped, why=False)

    async def _show_alert(self, tapped: Tapped, *, why: bool) -> str:
        alert = await self._alert(tapped)
        if alert is None:
            return tapped.visitor.words(Line.UPDATE_GONE.value)
        await self._edit(tapped.visitor, render_alert(alert, tapped.visitor.words, why=why))
        return ""

    async def _full(self, tapped: Tapped) -> str:
        """Answer with the briefing of an update's article, as if its link had been sent."""
        alert = await self._alert(tapped)
        if alert is None or alert.entry.url is None:
            return tapped.visitor.words(Line.UPDATE_GONE.value)
        await self.reading.answer(tapped.visitor, Links(urls=(alert.entry.url,)))
        return ""

    async def _more_like(self, tapped: Tapped) -> str:
        return await self._wish(tapped, 1)

    async def _less_like(self, tapped: Tapped) -> str:
        return await self._wish(tapped, -1)

    async def _wish(self, tapped: Tapped, steps: int) -> str:
        words = tapped.visitor.words
        alert = await self._alert(tapped)
        if alert is None:
            return words(Line.UPDATE_GONE.value)
        wish = await self.following.wish(tapped.to, alert.reasons, steps=steps)
        names = [
            alert.feeds.get(int(step.name), "?") if step.kind is WeightKind.SOURCE else step.name for step in wish.steps
        ]
        told = ", ".join(names)
        note = words("More of: %(names)s", names=told) if steps > 0 else words("Less of: %(names)s", names=told)
        note += "\n" + await self._effect(tapped, steps)
        undo = tap(Deed.UNDO, wish.change_id, 0)
        # The undo button knows the change, and where the alert is told again it is found by its message.
        await self._edit(tapped.visitor, render_alert(alert, words, note=note, undo=undo))
        return ""

    async def _effect(self, tapped: Tapped, steps: int) -> str:
        words = tapped.visitor.words
        schedule = await self.subscriptions.schedule(tapped.to)
        if schedule is None or not schedule.times:
            return words("It orders your digest, once you have one. /topics shows what you asked for.")
        if steps > 0:
            return words("It stands higher in your digest. /topics shows what you asked for.")
        return words("What has all of it waits for your digest. /topics shows what you asked for.")

    async def _undo(self, tapped: Tapped) -> str:
        words = tapped.visitor.words
        undone = await self.following.undo_wish(tapped.to, tapped.data.number)
        alert = await self.updates.alert_of_message(tapped.to, tapped.visitor.message_id)
        if alert is not None:
            await self._edit(tapped.visitor, render_alert(alert, words))
        return words((Line.OLD_BUTTON if undone is None else Line.UNDONE).value)

    async def _mute_update(self, tapped: Tapped) -> str:
        return await self._mute_all(tapped, self.now() + MUTE)

    async def _unmute_update(self, tapped: Tapped) -> str:
        return await self._mute_all(tapped, None)

    async def _mute_all(self, tapped: Tapped, until: datetime | None) -> str:
        """Mute the topics that an update came for, and pause feeds that bring everything; or take that back."""
        words = tapped.visitor.words
        alert = await self._alert(tapped)
        if alert is None:
            return words(Line.UPDATE_GONE.value)
        for reason in alert.reasons:
            if reason.topic_id is not None:
                await self.following.mute(tapped.to, reason.topic_id, until)
            else:
                await self.subscriptions.pause(tapped.to, reason.feed_id, paused=until is not None)
        if until is None:
            await self._edit(tapped.visitor, render_alert(alert, words))
            return words(Line.UNDONE.value)
        note = words(_muted_line(alert).value)
        await self._edit(
            tapped.visitor, render_alert(alert, words, note=note, undo=tap(Deed.UNMUTE, alert.delivery_id))
        )
        return ""

    async def _rest(self, tapped: Tapped) -> str:
        rest = await self.updates.digest(tapped.data.number, tapped.to, more=True)
        if rest is None:
            return tapped.visitor.words(Line.UPDATE_GONE.value)
        await self._say(tapped.visitor, render_digest(rest, tapped.visitor.words, more=True))
        return ""

    async def _show_digest(self, tapped: Tapped, *, why: bool) -> str:
        digest = await self.updates.digest(tapped.data.number, tapped.to, more=False)
        if digest is None:
            return tapped.visitor.words(Line.UPDATE_GONE.value)
        await self._edit(tapped.visitor, render_digest(digest, tapped.visitor.words, why=why))
        return ""

    async def _alert(self, tapped: Tapped) -> Alert | None:
        return await self.updates.alert(tapped.data.number, tapped.to)

    # --- shared -------------------------------------------------------------------------------------------------------

    async def remember_language(self, visitor: Visitor) -> None:
        """Keep the language somebody is spoken to in: when an update is due, no Telegram tells it."""
        language = visitor.words.language
        if visitor.user_id > 0 and visitor.preferences.language is None and language != "en":
            await self.readers.change(visitor.user_id, Change(field=Field.LANGUAGE, value=language))

    async def _preview(self, visitor: Visitor, text: str) -> Message:
        try:
            preview = await self.following.preview(destination_of(visitor), text)
        except QueryError as error:
            return render_query_error(error, text, visitor.words)
        starters = len(self.starters(visitor.words.language))
        return render_preview(preview, visitor.words, starters=starters)

    async def _changed(self, visitor: Visitor, arguments: str) -> Message:
        """A topic of the list by its number, as it is, with other words, or muted until some time."""
        number, _, rest = arguments.partition(" ")
        to, words = destination_of(visitor), visitor.words
        follows = await self.following.list_topics(to)
        if not (number.isascii() and number.isdecimal() and len(number) < 4):
            return render_line(Line.TOPICS_USAGE, words)
        if not 1 <= int(number) <= len(follows):
            return render_line(Line.NO_SUCH_TOPIC, words)
        listed = Listed(follow=follows[int(number) - 1], number=int(number), page=(int(number) - 1) // PAGE_SIZE)
        if not rest.strip():
            return render_topic(listed, self.now(), words)
        if rest.split()[0].lower() in MUTE_WORDS:
            until = await self._read_mute(to, rest)
            if until is None:  # a date that cannot be read must not become what is asked for
                return render_line(Line.TOPICS_USAGE, words)
            await self.following.mute(to, listed.follow.topic.id, until)
            return render_topic(replace(listed, follow=replace(listed.follow, muted_until=until)), self.now(), words)
        return await self._edited(visitor, listed, rest.strip())

    async def _edited(self, visitor: Visitor, listed: Listed, text: str) -> Message:
        to, words = destination_of(visitor), visitor.words
        try:
            preview = await self.following.preview(to, text)
            follow = await self.following.edit(to, listed.follow.topic.id, text)
        except QueryError as error:
            return render_query_error(error, text, words, command=f"/topics {listed.number}")
        if follow is None:
            return render_line(Line.NOT_FOLLOWED, words)
        note = bold(words("Changed")) + "\n" + render_matching(preview, words)
        return render_topic(replace(listed, follow=follow), self.now(), words, note=note)

    async def _read_mute(self, to: Destination, text: str) -> datetime | None:
        _, _, rest = text.strip().partition(" ")
        schedule = await self.subscriptions.schedule(to)
        zone = find_zone("UTC" if schedule is None else schedule.zone)
        return read_until(rest, self.now(), zone, LANGUAGES)

    async def _page(self, visitor: Visitor, page: int, *, dropped: Follow | None = None) -> Message:
        to = destination_of(visitor)
        follows = await self.following.list_topics(to)
        wishes = await self.following.list_wishes(to)
        current = tuple(
            replace(one, muted_until=None) if one.muted_until and one.muted_until <= self.now() else one
            for one in follows
        )
        return render_topics(current, page, visitor.words, dropped=dropped, wishes=len(wishes))

    async def decides(self, visitor: Visitor) -> bool:
        """Whether somebody may choose for this chat; who may not is told so."""
        if await may_decide(self.reading.bot, visitor):
            return True
        await self._say(visitor, render_line(Line.ADMINISTRATORS_ONLY, visitor.words))
        return False

    async def _say(self, visitor: Visitor, message: Message) -> None:
        await self.reading.say(visitor, message)

    async def _edit(self, visitor: Visitor, message: Message) -> None:
        await self.reading.sender.edit(visitor.chat_id, visitor.message_id, message)


def _muted_line(alert: Alert) -> Line:
    return Line.MUTED if any(reason.topic_id is not None for reason in alert.reasons) else Line.FEED_PAUSED
