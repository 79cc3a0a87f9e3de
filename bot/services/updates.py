"""What an update says, gathered for whoever shows it: an alert, a digest, or word that a feed has ended.

Every row is looked up again when it is said: what was dropped meanwhile is not told, and reports of feeds that the
destination did not choose never show.
"""

from dataclasses import dataclass, field

from bot.services.delivery_queue import Outgoing
from storage.database import Database
from storage.destinations import Destination
from storage.digests import Item, find_digest, find_schedule, list_items
from storage.entries import Entry, find_entries, list_reports
from storage.feeds import find_feed, find_feeds
from storage.outbox import Delivery, DeliveryKind, find_delivery, find_delivery_of_message, list_bundle
from storage.reasons import Reason
from storage.stories import find_latest_reading
from storage.topics import list_follows
from storage.transactions import ReadTx
from storage.users import find_settings
from summarizer.model import DEFAULT_METHOD, Budget, Reading

ALERT_BUDGET = Budget(sentences=2)
"""How much of an article an alert tells."""

ALERT_ALONG = 10
"""Titles of a burst that stand in one alert; more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One event told at once. `also` are further reports of it, `along` other news of the same burst.

    `feeds` names those of the reasons, by id; `reading` is the briefing of its article, where that was read.
    """

    delivery_id: int
    entry: Entry
    reasons: tuple[Reason, ...]
    also: tuple[Entry, ...] = ()
    along: tuple[Entry, ...] = ()
    along_count: int = 0
    feeds: dict[int, str] = field(default_factory=dict)
    reading: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An event of a digest, and why it is there."""

    entry: Entry
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestUpdate:
    """A digest: the events it shows, most important first, and how many more are a tap away."""

    digest_id: int
    lines: tuple[Line, ...]
    rest: int
    feeds: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A feed that said it is no more."""

    name: str


Update = Alert | DigestUpdate | Ended


class Updates:
    """Reads what is to be shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self, outgoing: Outgoing) -> Update | None:
        """What a delivery says, None when there is nothing to say any more."""
        delivery = outgoing.delivery
        async with self._database.read() as tx:
            match delivery.kind:
                case DeliveryKind.ALERT:
                    return await _load_alert(tx, delivery, outgoing.along)
                case DeliveryKind.DIGEST:
                    return await _load_digest(tx, delivery.subject_id, delivery.to, more=False)
                case DeliveryKind.NOTICE:
                    feed = await find_feed(tx, delivery.subject_id)
                    return None if feed is None else Ended(name=feed.title or feed.url)

    async def alert(self, delivery_id: int, to: Destination) -> Alert | None:
        """An alert that was sent to that destination, None when it is another's or not there any more."""
        async with self._database.read() as tx:
            delivery = await find_delivery(tx, delivery_id)
            if delivery is None or delivery.to.chat_id != to.chat_id or delivery.kind is not DeliveryKind.ALERT:
                return None
            return await _load_alert(tx, delivery, await list_bundle(tx, delivery_id))

    async def alert_of_message(self, to: Destination, message_id: int) -> Alert | None:
        """The alert that a message of that chat is, None when it is none."""
        async with self._database.read() as tx:
            delivery = await find_delivery_of_message(tx, to.chat_id, message_id)
            if delivery is None or delivery.kind is not DeliveryKind.ALERT:
                return None
            return await _load_alert(tx, delivery, await list_bundle(tx, delivery.id))

    async def digest(self, digest_id: int, to: Destination, *, more: bool) -> DigestUpdate | None:
        """A digest of that destination, or (`more`) what is beyond its cap; None when it is not there."""
        async with self._database.read() as tx:
            return await _load_digest(tx, digest_id, to, more=more)

    async def language(self, to: Destination) -> str | None:
        """The language that a destination is spoken to in: a person's own; a group's or channel's is a chooser's.

        Of choosers who set its times comes first, then who followed something last.
        """
        async with self._database.read() as tx:
            user_id = to.chat_id if to.chat_id > 0 else await _find_chooser(tx, to)
            return None if user_id is None else (await find_settings(tx, user_id)).language


async def _find_chooser(tx: ReadTx, to: Destination) -> int | None:
    schedule = await find_schedule(tx, to)
    follows = await list_follows(tx, to)
    users = [None if schedule is None else schedule.user_id, *(follow.user_id for follow in reversed(follows))]
    return next((user_id for user_id in users if user_id is not None and user_id > 0), None)


async def _load_alert(tx: ReadTx, delivery: Delivery, along: tuple[Delivery, ...]) -> Alert | None:
    ids = [one.entry_id for one in (delivery, *along) if one.entry_id is not None]
    found = await find_entries(tx, ids)
    entries = [found[entry_id] for entry_id in ids if entry_id in found]
    if not entries:
        return None
    first, *others = entries
    reports = await list_reports(tx, first.event_id, to=delivery.to)
    return Alert(
        delivery_id=delivery.id,
        entry=first,
        reasons=delivery.reasons,
        also=tuple(report for report in reports if report.id != first.id),
        along=tuple(others[:ALERT_ALONG]),
        along_count=len(others),
        feeds=await _feed_names(tx, delivery.reasons),
        reading=None if first.story_id is None else await _find_briefing(tx, first.story_id),
    )


async def _find_briefing(tx: ReadTx, story_id: int) -> Reading | None:
    """What an alert tells of its article: also as an older version read it, whose alerts may wait when we start."""
    return await find_latest_reading(tx, story_id, method=DEFAULT_METHOD, budget=ALERT_BUDGET)


async def _load_digest(tx: ReadTx, digest_id: int, to: Destination, *, more: bool) -> DigestUpdate | None:
    digest = await find_digest(tx, digest_id)
    if digest is None or digest.to.chat_id != to.chat_id:
        return None
    items: tuple[Item, ...] = await list_items(tx, digest_id)
    wanted = items[digest.shown :] if more else items[: digest.shown]
    found = await find_entries(tx, [item.entry_id for item in wanted])
    lines = tuple(Line(entry=found[item.entry_id], reasons=item.reasons) for item in wanted if item.entry_id in found)
    if not lines:
        return None
    feeds = await _feed_names(tx, tuple(reason for line in lines for reason in line.reasons))
    rest = 0 if more else len(items) - digest.shown
    return DigestUpdate(digest_id=digest_id, lines=lines, rest=rest, feeds=feeds)


async def _feed_names(tx: ReadTx, reasons: tuple[Reason, ...]) -> dict[int, str]:
    feeds = await find_feeds(tx, {reason.feed_id for reason in reasons})
    return {feed_id: feed.title or feed.url for feed_id, feed in feeds.items()}
