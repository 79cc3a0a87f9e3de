"""The papers' printing house: lets the series come out by the clock or when asked, and tells the chat page."""

from bot.sandbox.clock import Clock
from bot.sandbox.journal import Journal
from bot.sandbox.newsstand import Newsstand
from bot.sandbox.series import EVERY
from bot.sandbox.wire import JsonObject

A_WHILE_S = 60.0
"""How far the clock goes on when a step is asked for: readers of the papers' feeds ask them at most once a minute, and
who pressed the button shall not have to wait for that."""


class Publishing:
    """Publishes the series on one newsstand; whoever serves its pages takes it from here, so that it is up to date."""

    def __init__(self, newsstand: Newsstand, clock: Clock, journal: Journal) -> None:
        self._newsstand = newsstand
        self._clock = clock
        self._journal = journal

    @property
    def newsstand(self) -> Newsstand:
        """The papers as they are by the clock."""
        if self._newsstand.catch_up(self._clock.now()):
            self._journal.add("papers")
        return self._newsstand

    def publish(self, port: int) -> JsonObject | None:
        """Let the next step come out now, and a while pass; None when all is out.

        Gives what came out, `{kind, paper, feed, title?, url?}`, and how it goes on, as `Newsstand.describe_series`.
        """
        step = self.newsstand.publish(self._clock.now())
        if step is None:
            return None
        self._journal.add("papers")
        self._clock.advance(A_WHILE_S)
        return {
            "published": self._newsstand.describe_step(step, port),
            "series": self.newsstand.describe_series(port),
            "unix": self._clock.unix(),
        }

    async def run(self) -> None:
        """Let steps come out as they fall due, until cancelled: who waits for events hears of it."""
        while True:
            due_at = self.newsstand.next_due_at
            await self._clock.sleep_until(due_at or self._clock.now() + EVERY)
