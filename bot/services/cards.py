"""The cards behind an answer's buttons: which story, whose answer, which view; and what a tap may do to it.

A button's data is an opaque token with the card's version, `token:version:action`. Nothing in it is trusted: the row
says which chat and message it belongs to, and the tap must come from there.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.services.views import LOOKING, OWN_SHELF, Action, Panel, View
from storage.cards import Card, ViewValue, find_card, update_view
from storage.database import Database

TOKEN_BYTES = 9
"""72 random bits, 12 characters: nobody guesses one."""

PREFIX = "c"
DATA = re.compile(rf"{PREFIX}:([A-Za-z0-9_-]{{1,32}}):([0-9]{{1,9}}):([a-z]{{1,16}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A tap on a button: where, and by whom."""

    chat_id: int
    message_id: int
    user_id: int


class Refusal(StrEnum):
    """Why a tap changes nothing."""

    UNKNOWN = "unknown"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The parts of a button's data."""

    token: str
    version: int
    action: Action


def new_card(*, chat_id: int, thread_id: int | None, owner_id: int, story_id: int, view: View, now: datetime) -> Card:
    """A card for an answer that is about to be sent."""
    return Card(
        token=secrets.token_urlsafe(TOKEN_BYTES),
        chat_id=chat_id,
        thread_id=thread_id or 0,
        owner_id=owner_id,
        story_id=story_id,
        view=dump_view(view),
        created_at=now,
    )


def button_data(card: Card, action: Action) -> str:
    """The data of a button: at most 64 bytes (Bot API, InlineKeyboardButton)."""
    return f"{PREFIX}:{card.token}:{card.version}:{action.value}"


def parse_data(data: str) -> Parsed | None:
    """The parts of a button's data; None for what no button of ours carries."""
    found = DATA.fullmatch(data)
    if found is None or found[3] not in set(Action):
        return None
    return Parsed(token=found[1], version=int(found[2]), action=Action(found[3]))


def decide_tap(card: Card | None, tap: Tap, action: Action, *, is_admin: bool) -> Refusal | None:
    """Whether a tap counts: it must come from the card's message; only owner and administrators change an answer."""
    if card is None or card.chat_id != tap.chat_id or card.message_id not in {None, tap.message_id}:
        return Refusal.UNKNOWN
    if action in LOOKING | OWN_SHELF or tap.user_id == card.owner_id or is_admin:
        return None
    return Refusal.FOREIGN


def dump_view(view: View) -> Mapping[str, ViewValue]:
    """A view as its card keeps it."""
    return {
        "level": view.level,
        "method": view.method,
        "panel": view.panel.value,
        "figures": view.figures,
        "people": view.people,
        "language": view.language,
    }


def load_view(values: Mapping[str, ViewValue]) -> View:
    """The view that a card keeps."""
    return View(
        level=int(str(values["level"])),
        method=str(values["method"]),
        panel=Panel(str(values["panel"])),
        figures=bool(values["figures"]),
        people=bool(values["people"]),
        language=str(values.get("language") or "en"),
    )


class Cards:
    """Cards in the database."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def new(self, *, chat_id: int, thread_id: int | None, owner_id: int, story_id: int, view: View) -> Card:
        """A card of now."""
        return new_card(
            chat_id=chat_id, thread_id=thread_id, owner_id=owner_id, story_id=story_id, view=view, now=self._now()
        )

    async def find(self, token: str) -> Card | None:
        """The card of that token, None when there is none (any more)."""
        async with self._database.read() as tx:
            return await find_card(tx, token)

    async def turn(self, card: Card, view: View) -> Card | None:
        """The card with its new view; None when somebody else turned it meanwhile."""
        async with self._database.write() as tx:
            version = await update_view(tx, card.token, expected=card.version, view=dump_view(view))
        return None if version is None else replace(card, version=version, view=dump_view(view))
