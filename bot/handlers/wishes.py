"""What somebody asked more or less of: to be seen, and to be taken back one by one."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from bot.handlers.deeds import DoDeed, Tapped
from bot.handlers.topics import Topics
from bot.rendering.talk import Line
from bot.rendering.tapdata import Deed
from bot.rendering.wishes import Named, render_wishes
from storage.weights import Step, WeightKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The taps of wishes."""

    topics: Topics

    def deeds(self) -> Mapping[Deed, DoDeed]:
        """What each button does."""
        return {Deed.WISHES: self._list, Deed.WISH_DROP_FEED: self._drop, Deed.WISH_DROP_WORD: self._drop}

    async def _list(self, tapped: Tapped) -> str:
        following = self.topics.following
        steps = await following.list_wishes(tapped.to)
        names = await following.name_feeds(steps)
        wishes = [_named(step, names) for step in steps]
        message = render_wishes(wishes, tapped.data.page, tapped.visitor.words)
        await self.topics.reading.sender.edit(tapped.visitor.chat_id, tapped.visitor.message_id, message)
        return ""

    async def _drop(self, tapped: Tapped) -> str:
        kind = WeightKind.SOURCE if tapped.data.deed is Deed.WISH_DROP_FEED else WeightKind.TERM
        steps = await self.topics.following.list_wishes(tapped.to)
        step = next((one for one in steps if one.kind is kind and _number(one) == tapped.data.number), None)
        dropped = None if step is None else await self.topics.following.drop_wish(tapped.to, step.kind, step.name)
        await self._list(tapped)
        return tapped.visitor.words((Line.OLD_BUTTON if dropped is None else Line.UNDONE).value)


def _named(step: Step, names: Mapping[str, str]) -> Named:
    is_feed = step.kind is WeightKind.SOURCE
    name = names.get(step.name, "?") if is_feed else step.name
    return Named(name=name, is_feed=is_feed, steps=step.steps, number=_number(step))


def _number(step: Step) -> int:
    """What a button names a wish by: a feed's id, or a number of the word (a place in a list would change)."""
    return int(step.name) if step.kind is WeightKind.SOURCE else zlib.crc32(step.name.encode())
