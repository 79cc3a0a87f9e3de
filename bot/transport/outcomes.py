"""What became of a send: a pure reading of python-telegram-bot's errors.

`BadRequest` and `TimedOut` are subclasses of `NetworkError` there, so the order below matters.
"""

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.services.delivery import Ambiguous, Flood, Gone, Moved, Outcome, Rejected, Unsent
from bot.transport.flood import retry_after_s
from bot.transport.http_client import NotSent

GONE = (
    "chat not found",
    "user is deactivated",
    "bot was kicked",
    "group chat was deactivated",
    "have no rights to send",
    "not enough rights to send",
    "chat_write_forbidden",
    "peer_id_invalid",
    "topic_closed",
    "message thread not found",
)


def outcome_of(error: TelegramError) -> Outcome:
    """The outcome of a call that raised `error`.

    Raises:
        TelegramError: `error` itself, where it is about the bot and not about this call (token, second instance).
    """
    match error:
        case RetryAfter():
            return Flood(retry_after_s=retry_after_s(error))
        case ChatMigrated():
            return Moved(chat_id=error.new_chat_id)
        case Forbidden():
            return Gone(reason=error.message)
        case BadRequest():
            return _bad_request(error.message)
        case InvalidToken() | Conflict():
            raise error
        case NotSent():
            return Unsent(reason=error.message)
        case NetworkError():
            return Ambiguous(reason=error.message)
        case _:
            return Rejected(reason=error.message)


def _bad_request(message: str) -> Outcome:
    lowered = message.lower()
    if any(text in lowered for text in GONE):
        return Gone(reason=message)
    return Rejected(reason=message)
