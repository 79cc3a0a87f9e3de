"""A pasted text that is too long for one message: Telegram's clients send it as several, which are one story.

The rest waits in the inbox behind the first part, in the same lane, so nobody else takes it up meanwhile. All parts are
settled together with the one answer.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from storage.database import Database
from storage.inbox import InboxRow, list_followers

LONG_CHARS = 3_000
"""Clients cut a text of more than 4,096 characters near its end; what is shorter than this was not cut."""

WAIT_S = 1.2
"""The next part follows at once, but through another request."""

APART_S = 5
MOST_PARTS = 24
"""As much as is read of a text: 100,000 characters."""

SENTENCE_ENDS = (".", "!", "?", "…", '"', "”", "»", "。", "！", "？")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A message that may be part of a text: who sent it, when (seconds), and whether it was forwarded."""

    update_id: int
    message_id: int
    user_id: int
    sent_at: int
    text: str
    forwarded: bool

    @classmethod
    def of(cls, message: dict[str, Any], update_id: int = 0) -> Self:
        """The part in a Bot API message; one without text or sender has none (empty, 0)."""
        return cls(
            update_id=update_id,
            message_id=int(message.get("message_id") or 0),
            user_id=int((message.get("from") or {}).get("id") or 0),
            sent_at=int(message.get("date") or 0),
            text=str(message.get("text") or ""),
            forwarded="forward_origin" in message,
        )


def may_go_on(text: str) -> bool:
    """Whether a text is so long that the next message may be its rest."""
    return len(text) >= LONG_CHARS


def goes_on(part: Part, following: Part) -> bool:
    """Whether `following` is the rest of `part`: by the same person, at once, next in the chat, and no command."""
    return (
        may_go_on(part.text)
        and bool(following.text)
        and not following.text.startswith("/")
        and following.user_id == part.user_id
        and following.message_id == part.message_id + 1
        and following.sent_at - part.sent_at <= APART_S
        and following.forwarded == part.forwarded
    )


def join_parts(texts: Sequence[str]) -> str:
    """One text of its parts; a part that ends with a sentence ends a paragraph, since the cut ate the white space."""
    whole = texts[0]
    for text in texts[1:]:
        whole += ("\n\n" if whole.rstrip().endswith(SENTENCE_ENDS) else " ") + text
    return whole


class Parts:
    """Finds the rest of a long text in the inbox."""

    def __init__(self, database: Database, *, wait_s: float = WAIT_S) -> None:
        self._database = database
        self._wait_s = wait_s

    async def rest(self, update_id: int, first: Part) -> tuple[Part, ...]:
        """The parts that follow `first`, in order; waits a moment for each that may still be on its way."""
        found: list[Part] = []
        while may_go_on((found[-1] if found else first).text) and len(found) < MOST_PARTS:
            await asyncio.sleep(self._wait_s)
            now = await self._look(update_id, first)
            if len(now) <= len(found):
                break
            found = now
        return tuple(found)

    async def _look(self, update_id: int, first: Part) -> list[Part]:
        async with self._database.read() as tx:
            rows = await list_followers(tx, update_id, limit=MOST_PARTS)
        parts: list[Part] = []
        for row in rows:
            part = _part_in(row)
            if part is None or not goes_on(parts[-1] if parts else first, part):
                break
            parts.append(part)
        return parts


def _part_in(row: InboxRow) -> Part | None:
    message = json.loads(row.payload).get("message")
    return Part.of(message, row.update_id) if isinstance(message, dict) else None
