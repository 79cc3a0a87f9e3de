"""Answering an update so that a crash at any moment loses no answer and repeats at most the one that was on its way.

    begin (committed, with the card of its buttons) ─▶ send, no transaction open ─▶ finish (message id, row done)

On a replay an answer that finished is not sent again; one that had only begun may or may not have arrived, and goes out
once more, which is logged.
"""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from bot.logs import event, get_logger
from bot.services.delivery import Outcome, Sent
from storage.answers import begin_answer, clear_answers, find_answer, finish_answer
from storage.cards import Card, insert_card, set_card_message
from storage.database import Database
from storage.inbox import settle_update

logger = get_logger(__name__)

settled: ContextVar[bool] = ContextVar("settled", default=False)
"""Whether the last answer to the update in hand has settled its row already."""

Send = Callable[[], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Which answer to which update: `number` counts an update's answers from 0, in an order that a replay repeats.

    `last` says that the update is done once this answer is; `also` are updates that it answers along: the further
    parts of a text that came in several messages.
    """

    update_id: int
    number: int = 0
    last: bool = False
    also: tuple[int, ...] = ()


class Answers:
    """Sends each answer once."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def answered(self, turn: Turn) -> bool:
        """Whether this answer arrived before a crash, so that its work need not be done again."""
        async with self._database.read() as tx:
            found = await find_answer(tx, turn.update_id, turn.number)
        return found is not None and found.message_id is not None

    async def answer(self, turn: Turn, send: Send, card: Card | None = None) -> Outcome:
        """Call `send` unless this answer arrived before, and remember what came of it; `card` is for its buttons."""
        async with self._database.write() as tx:
            is_first = await begin_answer(tx, turn.update_id, turn.number)
            before = None if is_first else await find_answer(tx, turn.update_id, turn.number)
            arrived = None if before is None else before.message_id
            if card is not None and arrived is None:
                await insert_card(tx, card)
        if arrived is not None:
            return Sent(message_id=arrived)
        if not is_first:
            event(logger, "answer repeated", update_id=turn.update_id, number=turn.number)
        outcome = await send()
        await self._finish(turn, outcome, card)
        return outcome

    async def _finish(self, turn: Turn, outcome: Outcome, card: Card | None) -> None:
        """One transaction: the message id, the card of its buttons, and the row done."""
        async with self._database.write() as tx:
            if isinstance(outcome, Sent) and card is not None:
                await set_card_message(tx, card.token, outcome.message_id)
            if turn.last:
                await clear_answers(tx, turn.update_id)
                for update_id in (turn.update_id, *turn.also):
                    await settle_update(tx, update_id, now=self._now())
            elif isinstance(outcome, Sent):
                await finish_answer(tx, turn.update_id, turn.number, outcome.message_id)
        if turn.last:
            settled.set(True)
        if not isinstance(outcome, Sent):
            event(logger, "answer not sent", update_id=turn.update_id, outcome=type(outcome).__name__)
