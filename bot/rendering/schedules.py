"""When a chat is told: the times of its digest, its zone and its quiet hours, with buttons."""

from dataclasses import replace
from datetime import datetime

from bot.rendering.dates import render_moment
from bot.rendering.message import Button, Message
from bot.rendering.rich import Rich, bold, join
from bot.rendering.tapdata import Deed, tap
from bot.rendering.wording import Wording
from bot.services.calendars import find_zone
from storage.digests import Schedule

TIMES = (7 * 60, 8 * 60, 12 * 60, 18 * 60, 21 * 60)
DAYS = ((0, 1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4), (5, 6))
"""What the buttons offer: every day, weekdays, weekends."""

ZONES = (
    "UTC", "Europe/London", "Europe/Berlin", "Europe/Kyiv", "Europe/Istanbul", "Europe/Moscow", "Asia/Dubai",
    "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo", "America/New_York",
    "America/Chicago", "America/Los_Angeles",
)  # fmt: skip
"""The zones that the list offers; any other by its city's name."""

ZONES_A_ROW = 3


def render_schedule(schedule: Schedule, now: datetime, words: Wording, *, note: str = "") -> Message:
    """What is set, and buttons that change it."""
    facts = [
        Rich(render_times(schedule, words)),
        Rich(render_zone(schedule, now, words)),
        Rich(render_quiet_line(schedule, words)),
    ]
    if schedule.times and schedule.next_due_at is not None:
        facts.append(words("Next: ") + render_moment(schedule.next_due_at, words.language))
    how = words("Or write, for example: /digest 7:30 19:00 Berlin weekdays")
    text = join((Rich(note), bold(words("Digest")), join(facts, "\n"), Rich(how)), "\n\n")
    return Message(rich=text, buttons=_buttons(schedule, words))


def render_digest_times(message: Message, schedule: Schedule, now: datetime, words: Wording) -> Message:
    """`message`, and below it when the digest comes and by which clocks."""
    told = join((Rich(render_times(schedule, words)), Rich(render_zone(schedule, now, words))), "\n")
    return replace(message, rich=join((message.rich, told), "\n\n"), buttons=(*message.buttons, (zone_button(words),)))


def render_zones(words: Wording) -> Message:
    """The list of zones."""
    buttons = [
        Button(label=zone.rpartition("/")[2].replace("_", " "), data=tap(Deed.DIGEST_ZONE, number))
        for number, zone in enumerate(ZONES)
    ]
    rows = tuple(tuple(buttons[i : i + ZONES_A_ROW]) for i in range(0, len(buttons), ZONES_A_ROW))
    return Message(
        rich=Rich(
            words(
                "Where are you? Choose a city, or share your location here (only its time zone is kept), or write "
                "/digest and your city: /digest Nairobi"
            )
        ),
        buttons=rows,
    )


def render_times(schedule: Schedule, words: Wording) -> str:
    """When the digest comes."""
    times = ", ".join(map(clock, schedule.times))
    when = words("It comes at %(times)s (%(days)s).", times=times, days=_days(schedule.weekdays, words))
    return when if schedule.times else words("You get no digest.")


def render_zone(schedule: Schedule, now: datetime, words: Wording) -> str:
    """The zone, and what its clocks show at present: so a wrong one is seen."""
    local = now.astimezone(find_zone(schedule.zone))
    there = clock(local.hour * 60 + local.minute)
    return words("Time zone: %(zone)s, where it is %(time)s now.", zone=schedule.zone, time=there)


def render_quiet_line(schedule: Schedule, words: Wording) -> str:
    """What the quiet hours are."""
    if schedule.quiet_from is None or schedule.quiet_until is None:
        return words("No quiet hours.")
    return words(
        "Quiet from %(begin)s to %(end)s; what comes then is told afterwards.",
        begin=clock(schedule.quiet_from),
        end=clock(schedule.quiet_until),
    )


def clock(minute: int) -> str:
    """A minute after midnight as a clock shows it."""
    return f"{minute // 60}:{minute % 60:02}"


def _buttons(schedule: Schedule, words: Wording) -> tuple[tuple[Button, ...], ...]:
    names = (words("Every day"), words("Weekdays"), words("Weekends"))
    return (
        tuple(
            Button(
                label=_marked(clock(minute), chosen=minute in schedule.times),
                data=tap(Deed.DIGEST_TIME, minute, int(minute not in schedule.times)),
            )
            for minute in TIMES
        ),
        tuple(
            Button(label=_marked(name, chosen=schedule.weekdays == days), data=tap(Deed.DIGEST_DAYS, number))
            for number, (name, days) in enumerate(zip(names, DAYS, strict=True))
        ),
        (
            Button(label=words("Show it now"), data=tap(Deed.DIGEST_NOW)),
            zone_button(words),
            *((Button(label=words("No digest"), data=tap(Deed.DIGEST_OFF)),) if schedule.times else ()),
        ),
    )


def zone_button(words: Wording) -> Button:
    """The button that leads to the list of zones."""
    return Button(label=words("Time zone"), data=tap(Deed.DIGEST_ZONES))


def _marked(label: str, *, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


def _days(weekdays: tuple[int, ...], words: Wording) -> str:
    known = dict(zip(DAYS, (words("every day"), words("weekdays only"), words("weekends only")), strict=True))
    short = (words("Mon"), words("Tue"), words("Wed"), words("Thu"), words("Fri"), words("Sat"), words("Sun"))
    return known.get(weekdays) or ", ".join(short[day] for day in weekdays)
