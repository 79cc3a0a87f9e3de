"""How long a 429 asks to wait."""

import os

from telegram.error import RetryAfter

# Without it the library warns at every refusal that the type of one attribute will change.
os.environ.setdefault("PTB_TIMEDELTA", "true")


def retry_after_s(error: RetryAfter) -> float:
    """Seconds until the call may be made again."""
    return error._retry_after.total_seconds()  # noqa: SLF001 (the public attribute is changing its type)
