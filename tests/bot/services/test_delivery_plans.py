from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.delivery import Ambiguous, Flood, Gone, Moved, Outcome, Rejected, Sent, Unsent
from bot.services.delivery_plans import AMBIGUOUS_PAUSE, STALE, UNSENT_PAUSES, decide, unsent_pause
from storage.destinations import Destination
from storage.outbox import Delivery, DeliveryKind, DeliveryState

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROW = Delivery(
    id=1,
    to=Destination(chat_id=5),
    kind=DeliveryKind.ALERT,
    subject_id=1,
    revision=0,
    entry_id=None,
    reasons=(),
    state=DeliveryState.SENDING,
    ambiguous=False,
    tries=0,
    due_at=NOW,
    message_id=None,
    bundle_id=None,
    error=None,
    created_at=NOW,
    done_at=None,
)
SECOND = timedelta(seconds=1)
OUTCOMES: tuple[Outcome, ...] = (
    Sent(message_id=7),
    Flood(retry_after_s=9),
    Unsent(reason="refused"),
    Ambiguous(reason="silence"),
    Gone(reason="blocked"),
    Moved(chat_id=-100),
    Rejected(reason="bad entity"),
)


@pytest.mark.parametrize(
    ("outcome", "state", "due_at", "ambiguous"),
    [
        (Sent(message_id=7), DeliveryState.SENT, None, False),
        (Flood(retry_after_s=9), DeliveryState.NEW, NOW + 9 * SECOND, False),
        (Unsent(reason="refused"), DeliveryState.NEW, NOW + SECOND, False),
        (Ambiguous(reason="silence"), DeliveryState.NEW, NOW + AMBIGUOUS_PAUSE, True),
        (Gone(reason="blocked"), DeliveryState.DEAD, None, False),
        (Moved(chat_id=-100), DeliveryState.NEW, NOW, False),
        (Rejected(reason="bad entity"), DeliveryState.DEAD, None, False),
    ],
)
def test_each_outcome_has_its_end(
    outcome: Outcome, state: DeliveryState, due_at: datetime | None, ambiguous: bool
) -> None:
    settlement = decide(outcome, ROW, NOW).settlement
    assert (settlement.state, settlement.due_at, settlement.ambiguous) == (state, due_at, ambiguous)


def test_the_message_is_kept_and_the_chat_is_paused_or_moved() -> None:
    assert decide(Sent(message_id=7), ROW, NOW).settlement.message_id == 7
    assert decide(Gone(reason="blocked"), ROW, NOW).paused_because == "blocked"
    assert decide(Moved(chat_id=-100), ROW, NOW).moved_to == -100
    assert decide(Rejected(reason="x"), ROW, NOW).paused_because is None


def test_an_answer_lost_a_second_time_is_final_and_says_so() -> None:
    doubtful = replace(ROW, ambiguous=True, tries=1)
    settlement = decide(Ambiguous(reason="silence"), doubtful, NOW).settlement
    assert (settlement.state, settlement.ambiguous) == (DeliveryState.AMBIGUOUS, True)


@given(st.sampled_from(OUTCOMES), st.integers(0, 100))
def test_a_doubt_is_never_forgotten(outcome: Outcome, tries: int) -> None:
    assert decide(outcome, replace(ROW, ambiguous=True, tries=tries), NOW).settlement.ambiguous


def test_what_certainly_did_not_arrive_goes_out_again_until_it_is_stale() -> None:
    old = replace(ROW, created_at=NOW - STALE, tries=900)
    for outcome in (Unsent(reason="refused"), Flood(retry_after_s=9)):
        assert decide(outcome, replace(old, created_at=NOW - STALE / 2), NOW).settlement.state is DeliveryState.NEW
        dead = decide(outcome, old, NOW).settlement
        assert dead.state is DeliveryState.DEAD
        assert "in time" in (dead.error or "")


def test_pauses_grow_to_their_limit() -> None:
    pauses = [unsent_pause(tries) for tries in range(30)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == UNSENT_PAUSES
