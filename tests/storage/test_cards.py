from dataclasses import replace
from datetime import timedelta

import pytest

from storage.cards import (
    Card,
    find_card,
    find_card_of_message,
    has_card,
    insert_card,
    prune_cards,
    set_card_message,
    update_view,
)
from storage.database import Database
from storage.destinations import move_chat
from storage.errors import ConstraintViolated
from storage.stories import save_reading
from storage.transactions import WriteTx
from tests.storage.samples import NOON, THREE, reading


async def new_card(tx: WriteTx, token: str = "t1", *, chat_id: int = -100) -> Card:
    story_id = await save_reading(tx, reading(), canonical_url="https://a.example/", read_at=NOON, budget=THREE)
    card = Card(
        token=token,
        chat_id=chat_id,
        thread_id=3,
        owner_id=2**40,
        story_id=story_id,
        view={"sentences": 3, "method": "nutgraf", "folded": ["people"], "words": None},
        created_at=NOON,
    )
    await insert_card(tx, card)
    return card


async def test_a_card_comes_back_as_it_was(db: Database) -> None:
    async with db.write() as tx:
        card = await new_card(tx)
    async with db.read() as tx:
        assert await find_card(tx, "t1") == card
        assert await find_card(tx, "forged") is None


async def test_a_sent_card_is_found_by_its_message_the_newest_first(db: Database) -> None:
    async with db.write() as tx:
        card = await new_card(tx)
        await insert_card(tx, replace(card, token="t2", created_at=NOON + timedelta(seconds=1)))
        for token in ("t1", "t2"):
            await set_card_message(tx, token, 77)
        found = await find_card_of_message(tx, -100, 77)
        assert found is not None
        assert found.token == "t2"
        assert await find_card_of_message(tx, -100, 78) is None


async def test_who_was_answered_with_a_story_is_known(db: Database) -> None:
    async with db.write() as tx:
        card = await new_card(tx)
        assert await has_card(tx, card.owner_id, card.story_id)
        assert not await has_card(tx, card.owner_id + 1, card.story_id)


async def test_a_view_changes_only_from_the_version_that_was_seen(db: Database) -> None:
    async with db.write() as tx:
        await new_card(tx)
        assert await update_view(tx, "t1", expected=1, view={"sentences": 5}) == 2
        assert await update_view(tx, "t1", expected=1, view={"sentences": 9}) is None
        card = await find_card(tx, "t1")
        assert card is not None
        assert (card.version, card.view) == (2, {"sentences": 5})


async def test_cards_follow_a_chat_that_moves(db: Database) -> None:
    async with db.write() as tx:
        await new_card(tx)
        await new_card(tx, "t2", chat_id=-7)
        await move_chat(tx, old_chat_id=-100, new_chat_id=-1_000_000_000_100)
        card = await find_card(tx, "t1")
        assert card is not None
        assert card.chat_id == -1_000_000_000_100


async def test_old_cards_are_pruned(db: Database) -> None:
    async with db.write() as tx:
        await new_card(tx)
        assert await prune_cards(tx, NOON) == 0
        assert await prune_cards(tx, NOON + timedelta(seconds=1)) == 1


async def test_a_token_is_used_once(db: Database) -> None:
    async def use_twice() -> None:
        async with db.write() as tx:
            await new_card(tx)
            await new_card(tx)

    with pytest.raises(ConstraintViolated):
        await use_twice()
    async with db.read() as tx:
        assert await find_card(tx, "t1") is None, "the whole transaction was undone"
