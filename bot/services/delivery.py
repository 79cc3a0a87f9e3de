"""What can become of a message that we send; decided upon by pure functions, never by the sender.

`Sent` and `Rejected` are final. `Flood` and `Unsent` certainly did not arrive and go out again later. `Ambiguous` may
have arrived: Telegram offers bots no idempotency key, so it is repeated once and the record says so. `Gone` and `Moved`
are facts about the chat.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """It arrived as `message_id`."""

    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flood:
    """Refused for now: Telegram asks to wait `retry_after_s` seconds."""

    retry_after_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """It never left this machine."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """The answer was lost: it may have arrived or not."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The chat cannot be written to any more: blocked, deleted, or the bot was removed."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The group became a supergroup and goes by `chat_id` now."""

    chat_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Telegram refuses this message as it is: a defect of ours, to be logged."""

    reason: str


Outcome = Sent | Flood | Unsent | Ambiguous | Gone | Moved | Rejected

UNSENT_TRIES = 40
LONGEST_PAUSE_S = 30.0
AMBIGUOUS_TRIES = 2


def plan_retry(outcome: Outcome, tries: int) -> float | None:
    """Seconds to wait before the same message goes out again, or None when `outcome` is final.

    `tries` counts the sends made, this one included. What certainly did not arrive is repeated for some quarter of an
    hour; what may have arrived, once.
    """
    match outcome:
        case Flood(retry_after_s=after_s):
            return after_s if tries < UNSENT_TRIES else None
        case Unsent():
            return min(2.0 ** min(tries - 1, 10) / 2, LONGEST_PAUSE_S) if tries < UNSENT_TRIES else None
        case Ambiguous():
            return 1.0 if tries < AMBIGUOUS_TRIES else None
        case Moved():
            return 0.0 if tries < AMBIGUOUS_TRIES else None
        case Sent() | Gone() | Rejected():
            return None
