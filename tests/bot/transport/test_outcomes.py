import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.services.delivery import Ambiguous, Flood, Gone, Moved, Outcome, Rejected, Sent, Unsent, plan_retry
from bot.transport.http_client import NotSent
from bot.transport.outcomes import outcome_of


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (RetryAfter(7), Flood(retry_after_s=7)),
        (ChatMigrated(-100), Moved(chat_id=-100)),
        (Forbidden("Forbidden: bot was blocked by the user"), Gone(reason="bot was blocked by the user")),
        (BadRequest("Chat not found"), Gone(reason="Chat not found")),
        (BadRequest("Message text is empty"), Rejected(reason="Message text is empty")),
        (NotSent("no connection"), Unsent(reason="no connection")),
        (TimedOut(), Ambiguous(reason="Timed out")),
        (NetworkError("reset"), Ambiguous(reason="reset")),
        (TelegramError("odd"), Rejected(reason="odd")),
    ],
)
def test_each_error_of_a_send_has_its_outcome(error: TelegramError, outcome: Outcome) -> None:
    found = outcome_of(error)
    assert type(found) is type(outcome)
    if not isinstance(found, Gone):
        assert found == outcome


@pytest.mark.parametrize("error", [InvalidToken("x"), Conflict("x")])
def test_what_is_about_the_bot_is_raised(error: TelegramError) -> None:
    with pytest.raises(type(error)):
        outcome_of(error)


@pytest.mark.parametrize(
    ("outcome", "tries", "pause_s"),
    [
        (Sent(message_id=1), 1, None),
        (Gone(reason="x"), 1, None),
        (Rejected(reason="x"), 1, None),
        (Flood(retry_after_s=9), 1, 9),
        (Flood(retry_after_s=9), 40, None),
        (Unsent(reason="x"), 1, 0.5),
        (Unsent(reason="x"), 3, 2.0),
        (Unsent(reason="x"), 30, 30.0),
        (Unsent(reason="x"), 40, None),
        (Ambiguous(reason="x"), 1, 1.0),
        (Ambiguous(reason="x"), 2, None),
        (Moved(chat_id=1), 1, 0.0),
        (Moved(chat_id=1), 2, None),
    ],
)
def test_what_may_have_arrived_is_repeated_once_and_what_did_not_for_long(
    outcome: Outcome, tries: int, pause_s: float | None
) -> None:
    assert plan_retry(outcome, tries) == pause_s
