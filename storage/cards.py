"""Cards: the messages with buttons, and what each of them shows at present.

A button's data can be forged, so it holds nothing but a card's opaque token and the version it was drawn for; chat,
owner and story stand here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from storage.schema import cards
from storage.transactions import ReadTx, WriteTx

ViewValue = str | int | bool | None | list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A message with buttons. `message_id` is None until it was sent; `thread_id` 0 is none.

    `view` is the caller's own: length, method, folded blocks. `version` counts its changes from 1.
    """

    token: str
    version: int = 1
    chat_id: int
    message_id: int | None = None
    thread_id: int = 0
    owner_id: int
    story_id: int
    view: Mapping[str, ViewValue]
    created_at: datetime


async def insert_card(tx: WriteTx, card: Card) -> None:
    """Remember a new card.

    Raises:
        ConstraintViolated: the token is taken, or the story is gone.
    """
    values = {
        "token": card.token,
        "version": card.version,
        "chat_id": card.chat_id,
        "message_id": card.message_id,
        "thread_id": card.thread_id,
        "owner_id": card.owner_id,
        "story_id": card.story_id,
        "view": dict(card.view),
        "created_at": card.created_at,
    }
    await tx.execute(insert(cards), values)


async def find_card(tx: ReadTx, token: str) -> Card | None:
    """The card of that token, None when there is none (any more)."""
    row = await tx.find_row(select(cards).where(cards.c.token == token))
    return None if row is None else _load_card(row)


async def find_card_of_message(tx: ReadTx, chat_id: int, message_id: int) -> Card | None:
    """The newest card on that message, None when it has none."""
    of_message = select(cards).where(cards.c.chat_id == chat_id, cards.c.message_id == message_id)
    row = await tx.find_row(of_message.order_by(cards.c.created_at.desc(), cards.c.token).limit(1))
    return None if row is None else _load_card(row)


async def has_card(tx: ReadTx, owner_id: int, story_id: int) -> bool:
    """Say whether the person was ever answered with that story."""
    asked = select(cards.c.token).where(cards.c.owner_id == owner_id, cards.c.story_id == story_id).limit(1)
    return await tx.find_value(asked) is not None


async def set_card_message(tx: WriteTx, token: str, message_id: int) -> None:
    """Say which message carries the card, once it is sent."""
    await tx.execute(update(cards).where(cards.c.token == token).values(message_id=message_id))


async def update_view(tx: WriteTx, token: str, *, expected: int, view: Mapping[str, ViewValue]) -> int | None:
    """Change what the card shows if it still is at version `expected`; gives the new version, None if it is not."""
    changed = (
        update(cards)
        .where(cards.c.token == token, cards.c.version == expected)
        .values(view=dict(view), version=expected + 1)
        .returning(cards.c.version)
    )
    version: int | None = await tx.find_value(changed)
    return version


async def prune_cards(tx: WriteTx, before: datetime, *, limit: int = 1000) -> int:
    """Delete at most `limit` cards made before that instant, and say how many."""
    old = select(cards.c.token).where(cards.c.created_at < before).limit(limit)
    return (await tx.execute(delete(cards).where(cards.c.token.in_(old)))).rowcount


def _load_card(row: Row[Any]) -> Card:
    return Card(
        token=row.token,
        version=row.version,
        chat_id=row.chat_id,
        message_id=row.message_id,
        thread_id=row.thread_id,
        owner_id=row.owner_id,
        story_id=row.story_id,
        view=row.view,
        created_at=row.created_at,
    )
