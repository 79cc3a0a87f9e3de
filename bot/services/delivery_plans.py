"""What becomes of a delivery after a send: one pure function from outcome and row to what is written and done.

    Sent       → sent, the message id is kept          Gone     → dead, and the whole chat is paused
    Flood      → again when Telegram says              Moved    → again at once, every row of the chat rewritten
    Unsent     → again, ever later                     Rejected → dead: a defect of ours, those behind it go on
    Ambiguous  → again, once, and the row says so; a second time it stays ambiguous

What certainly did not arrive is repeated until it does or is `STALE`: an outage of hours loses nothing, yesterday's
alerts are not news.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.delivery import Ambiguous, Flood, Gone, Moved, Outcome, Rejected, Sent, Unsent
from storage.outbox import Delivery, DeliveryState, Settlement

AMBIGUOUS_PAUSE = timedelta(seconds=30)
"""Before the one repetition: whatever lost the answer should be over, or it loses the second one too."""

UNSENT_PAUSES = (timedelta(seconds=1), timedelta(minutes=5))
"""The shortest and the longest wait before what never left this machine goes out again; each doubles the last."""

STALE = timedelta(days=2)
THREAD_GONE = ("thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
"""What Telegram says when a forum's thread is closed or gone, and the forum itself is not."""

TOO_LATE = "it could not be sent in time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is written on the row, and what the outcome says about its chat: paused for a reason, or moved.

    `thread_only` says that the reason is about the thread of the destination and not about the whole chat.
    """

    settlement: Settlement
    paused_because: str | None = None
    thread_only: bool = False
    moved_to: int | None = None


def decide(outcome: Outcome, row: Delivery, now: datetime) -> Decision:
    """Decide what becomes of `row`, as it was when this send began, `tries` not counting it."""
    match outcome:
        case Sent(message_id=message_id):
            settlement = Settlement(state=DeliveryState.SENT, message_id=message_id, ambiguous=row.ambiguous)
            return Decision(settlement=settlement)
        case Flood(retry_after_s=after_s):
            return _again(row, now + timedelta(seconds=after_s), "flood")
        case Unsent(reason=reason):
            return _again(row, now + unsent_pause(row.tries), reason)
        case Ambiguous(reason=reason):
            return _ambiguous(row, now, reason)
        case Moved(chat_id=chat_id):
            settlement = Settlement(state=DeliveryState.NEW, due_at=now, ambiguous=row.ambiguous, error="moved")
            return Decision(settlement=settlement, moved_to=chat_id)
        case Gone(reason=reason):
            thread_only = bool(row.to.thread_id) and any(told in reason.lower() for told in THREAD_GONE)
            return Decision(settlement=_dead(row, reason), paused_because=reason, thread_only=thread_only)
        case Rejected(reason=reason):
            return Decision(settlement=_dead(row, reason))


def unsent_pause(tries: int) -> timedelta:
    """How long to wait after `tries` sends that never left, and one more."""
    shortest, longest = UNSENT_PAUSES
    return min(shortest * (1 << min(tries, 20)), longest)


def _again(row: Delivery, due_at: datetime, reason: str) -> Decision:
    if due_at - row.created_at > STALE:
        return Decision(settlement=_dead(row, f"{TOO_LATE}: {reason}"))
    again = Settlement(state=DeliveryState.NEW, due_at=due_at, ambiguous=row.ambiguous, error=reason)
    return Decision(settlement=again)


def _ambiguous(row: Delivery, now: datetime, reason: str) -> Decision:
    if row.ambiguous:
        return Decision(settlement=Settlement(state=DeliveryState.AMBIGUOUS, ambiguous=True, error=reason))
    once = Settlement(state=DeliveryState.NEW, due_at=now + AMBIGUOUS_PAUSE, ambiguous=True, error=reason)
    return Decision(settlement=once)


def _dead(row: Delivery, reason: str) -> Settlement:
    return Settlement(state=DeliveryState.DEAD, ambiguous=row.ambiguous, error=reason)
