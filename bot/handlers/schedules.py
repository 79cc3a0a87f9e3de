"""When a chat is told: digests and quiet hours, by words or by buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from telegram import Message as Received

from bot.handlers.deeds import DoDeed, Tapped, destination_of
from bot.handlers.topics import Topics
from bot.handlers.visitors import Visitor
from bot.rendering.message import Message
from bot.rendering.schedules import DAYS, TIMES, ZONES, render_schedule, render_zones
from bot.rendering.talk import Line, render_line
from bot.rendering.tapdata import Deed
from bot.rendering.wording import LANGUAGES
from bot.services.digests import Digests
from bot.services.places import find_zone_at
from bot.services.subscriptions import DEFAULT_TIMES
from bot.services.times import NOW, OFF, Wanted, read_span, read_wanted
from storage.destinations import Destination
from storage.digests import Schedule

MOST_TIMES = 12
"""Digests of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedules:
    """The commands and taps of digests and quiet hours."""

    topics: Topics
    digests: Digests

    async def digest(self, visitor: Visitor, _message: Received, arguments: str) -> None:
        """Answer /digest, with times, weekdays and a zone in any order or without, and /digest now."""
        if not await self.topics.decides(visitor):
            return
        if arguments.lower() in NOW:
            await self._tell_now(visitor)
            return
        schedule = await self._schedule(destination_of(visitor), visitor)
        wanted = read_wanted(arguments, LANGUAGES)
        if wanted.unknown or len(wanted.times or ()) > MOST_TIMES:
            await self._say(
                visitor, render_schedule(schedule, self.topics.now(), visitor.words, note=_misread(wanted, visitor))
            )
            return
        if arguments:
            schedule = await self._save(apply_wanted(wanted, schedule), visitor)
        await self._say(visitor, render_schedule(schedule, self.topics.now(), visitor.words))

    async def quiet(self, visitor: Visitor, _message: Received, arguments: str) -> None:
        """Answer /quiet 22-7 and /quiet off."""
        if not await self.topics.decides(visitor):
            return
        span = read_span(arguments)
        is_off = arguments.lower() in OFF
        if arguments and span is None and not is_off:
            await self._say(visitor, render_line(Line.QUIET_USAGE, visitor.words))
            return
        schedule = await self._schedule(destination_of(visitor), visitor)
        if span is not None or is_off:
            begins, ends = span or (None, None)
            schedule = await self._save(replace(schedule, quiet_from=begins, quiet_until=ends), visitor)
        await self._say(visitor, render_schedule(schedule, self.topics.now(), visitor.words))

    async def take_place(self, visitor: Visitor, latitude: float, longitude: float) -> None:
        """Answer a shared location: the zone there counts from now on; the location itself is not kept."""
        if not await self.topics.decides(visitor):
            return
        schedule = await self._schedule(destination_of(visitor), visitor)
        zone = find_zone_at(max(-90.0, min(latitude, 90.0)), (longitude + 180) % 360 - 180)
        schedule = await self._save(replace(schedule, zone=zone), visitor)
        await self._say(visitor, render_schedule(schedule, self.topics.now(), visitor.words))

    def deeds(self) -> Mapping[Deed, DoDeed]:
        """What each button does."""
        return {
            Deed.DIGEST_NOW: self._show_now,
            Deed.DIGEST_TIME: self._toggle_time,
            Deed.DIGEST_DAYS: self._set_days,
            Deed.DIGEST_OFF: self._turn_off,
            Deed.DIGEST_ZONES: self._show_zones,
            Deed.DIGEST_ZONE: self._set_zone,
        }

    async def _show_now(self, tapped: Tapped) -> str:
        await self._tell_now(tapped.visitor)
        return ""

    async def _tell_now(self, visitor: Visitor) -> None:
        """Queue what waits as a digest, which survives a crash as others do; nothing waiting is said here."""
        if await self.digests.compose(destination_of(visitor)) is None:
            await self._say(visitor, render_line(Line.NOTHING_WAITS, visitor.words))

    async def _toggle_time(self, tapped: Tapped) -> str:
        schedule = await self._schedule(tapped.to, tapped.visitor)
        minute = tapped.data.number
        if minute not in TIMES:
            return tapped.visitor.words(Line.OLD_BUTTON.value)
        # The page of the data says which state the button leads to, so that a replayed tap changes nothing.
        times = {*schedule.times, minute} if tapped.data.page else {*schedule.times} - {minute}
        return await self._change(tapped, replace(schedule, times=tuple(sorted(times))))

    async def _set_days(self, tapped: Tapped) -> str:
        if tapped.data.number >= len(DAYS):
            return tapped.visitor.words(Line.OLD_BUTTON.value)
        schedule = await self._schedule(tapped.to, tapped.visitor)
        return await self._change(tapped, replace(schedule, weekdays=DAYS[tapped.data.number]))

    async def _turn_off(self, tapped: Tapped) -> str:
        return await self._change(tapped, replace(await self._schedule(tapped.to, tapped.visitor), times=()))

    async def _show_zones(self, tapped: Tapped) -> str:
        await self._edit(tapped.visitor, render_zones(tapped.visitor.words))
        return ""

    async def _set_zone(self, tapped: Tapped) -> str:
        if tapped.data.number >= len(ZONES):
            return tapped.visitor.words(Line.OLD_BUTTON.value)
        schedule = await self._schedule(tapped.to, tapped.visitor)
        return await self._change(tapped, replace(schedule, zone=ZONES[tapped.data.number]))

    async def _change(self, tapped: Tapped, schedule: Schedule) -> str:
        saved = await self._save(schedule, tapped.visitor)
        await self._edit(tapped.visitor, render_schedule(saved, self.topics.now(), tapped.visitor.words))
        return ""

    async def _schedule(self, to: Destination, visitor: Visitor) -> Schedule:
        known = await self.topics.subscriptions.schedule(to)
        return known or Schedule(to=to, zone="UTC", user_id=visitor.user_id)

    async def _save(self, schedule: Schedule, visitor: Visitor) -> Schedule:
        await self.topics.remember_language(visitor)
        return await self.topics.subscriptions.set_schedule(replace(schedule, user_id=visitor.user_id))

    async def _say(self, visitor: Visitor, message: Message) -> None:
        await self.topics.reading.say(visitor, message)

    async def _edit(self, visitor: Visitor, message: Message) -> None:
        await self.topics.reading.sender.edit(visitor.chat_id, visitor.message_id, message)


def apply_wanted(wanted: Wanted, schedule: Schedule) -> Schedule:
    """The schedule after what was said: what was not stays; who names no time and had none gets the usual one."""
    times = () if wanted.off else wanted.times or schedule.times or DEFAULT_TIMES
    return replace(
        schedule,
        times=times,
        weekdays=wanted.weekdays or schedule.weekdays,
        zone=wanted.zone or schedule.zone,
    )


def _misread(wanted: Wanted, visitor: Visitor) -> str:
    if wanted.unknown:
        return visitor.words("I know no city or time by that name: %(text)s", text=" ".join(wanted.unknown))
    return visitor.words("That is more digests than a day may have.")
