"""What is thrown away, and when: nothing is kept that nobody can use any more.

Kept are saved stories, settings and access, for as long as their people want. Everything else has a term.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.logs import event, get_logger
from storage.access import prune_strangers
from storage.cards import prune_cards
from storage.database import Database, WriteTx
from storage.digests import prune_digests
from storage.entries import prune_entries
from storage.errors import StorageError
from storage.feeds import prune_feeds
from storage.inbox import prune_done
from storage.links import prune_links
from storage.outbox import prune_deliveries
from storage.quotas import prune_fetches
from storage.stories import prune_stories
from storage.weights import prune_changes

logger = get_logger(__name__)

INBOX_FOR = timedelta(days=7)
"""Telegram repeats an update for at most a day; its ids restart after a quiet week. What was set aside, and still holds
what somebody wrote, has as long to be looked at."""

LINKS_FOR = timedelta(days=7)
CARDS_FOR = timedelta(days=90)
"""How long the buttons under an answer work."""

STORIES_FOR = timedelta(days=30)
"""How long a story stays that nobody keeps and no button needs."""

STRANGERS_FOR = timedelta(days=2)
FETCHES_FOR = timedelta(hours=2)
REPORTS_FOR = timedelta(days=30)
"""How long a report stays that its feed no longer lists; a feed that nobody chooses any more stays as long."""

DELIVERIES_FOR = timedelta(days=90)
"""How long it is known what was said: so long "Why this?" is answered, and nothing is said twice."""
CHUNK = 1_000
PAUSE_S = 3_600.0

Prune = Callable[[WriteTx], Awaitable[int]]


class Housekeeping:
    """Throws away what is past its term, in small bites, so that nobody waits for it."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def run(self) -> None:
        """Keep house once an hour until cancelled."""
        while True:
            try:
                more = True
                while more:
                    more = await self.tick()
            except StorageError as error:
                event(logger, "housekeeping failed", error=type(error).__name__)
            await asyncio.sleep(PAUSE_S)

    async def tick(self) -> bool:
        """Throw away one bite of everything; gives whether there may be more."""
        counts = {name: await self._bite(prune) for name, prune in self._terms().items()}
        if any(counts.values()):
            event(logger, "housekeeping", **{name: count for name, count in counts.items() if count})
        return max(counts.values()) >= CHUNK

    def _terms(self) -> dict[str, Prune]:
        now = self._now()
        return {
            "inbox": lambda tx: prune_done(tx, now - INBOX_FOR, limit=CHUNK),
            "links": lambda tx: prune_links(tx, now - LINKS_FOR, limit=CHUNK),
            "cards": lambda tx: prune_cards(tx, now - CARDS_FOR, limit=CHUNK),
            "stories": lambda tx: prune_stories(tx, now - STORIES_FOR, limit=CHUNK),
            "strangers": lambda tx: prune_strangers(tx, (now - STRANGERS_FOR).date()),
            "fetches": lambda tx: prune_fetches(tx, now - FETCHES_FOR),
            "reports": lambda tx: prune_entries(tx, now - REPORTS_FOR, limit=CHUNK),
            "feeds": lambda tx: prune_feeds(tx, now - REPORTS_FOR),
            "deliveries": lambda tx: prune_deliveries(tx, now - DELIVERIES_FOR, limit=CHUNK),
            "digests": lambda tx: prune_digests(tx, now - DELIVERIES_FOR, limit=CHUNK),
            "wishes": lambda tx: prune_changes(tx, now - DELIVERIES_FOR, limit=CHUNK),
        }

    async def _bite(self, prune: Prune) -> int:
        # Deleting must go on when the disk is nearly full: it is what helps.
        async with self._database.write(freeing=True) as tx:
            return await prune(tx)
