"""Forgetting a person."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Table, delete, exists, or_, select, union

from storage.destinations import erase_chat, forget_chooser
from storage.inbox import InboxState
from storage.library import drop_unkept_words
from storage.schema import access, cards, fetches, inbox, saves, stories, strangers, users
from storage.topics import drop_unfollowed
from storage.transactions import WriteTx

_BY_USER: tuple[Table, ...] = (saves, users, access, strangers, fetches)


async def erase_user(tx: WriteTx, user_id: int) -> None:
    """Delete everything that is about a person; no column holds their id afterwards.

    Texts that they pasted go with them unless somebody else keeps or looks at the same text. Articles of the web stay:
    they say nothing about who read them. An update of theirs that is in work stays until it is settled, which empties
    it: after a crash in between it is replayed, and erases again. What they chose for themselves goes; what they chose
    for a group stays the group's, without them.
    """
    kept = select(saves.c.story_id).where(saves.c.user_id == user_id)
    shown = select(cards.c.story_id).where(_is_card_of(user_id))
    touched = [row.story_id for row in await tx.list_rows(union(kept, shown))]
    await tx.execute(delete(cards).where(_is_card_of(user_id)))
    await erase_chat(tx, user_id)  # a private chat goes by its person's id
    await forget_chooser(tx, user_id)
    await drop_unfollowed(tx)
    for table in _BY_USER:
        await tx.execute(delete(table).where(table.c.user_id == user_id))
    settled_elsewhere = inbox.c.state.not_in([InboxState.WORKING, InboxState.ANSWERING])
    await tx.execute(delete(inbox).where(inbox.c.user_id == user_id, settled_elsewhere))
    await drop_unkept_words(tx, touched)
    await _delete_unused_pasted(tx, touched)


def _is_card_of(user_id: int) -> ColumnElement[bool]:
    return or_(cards.c.owner_id == user_id, cards.c.chat_id == user_id)


async def _delete_unused_pasted(tx: WriteTx, story_ids: Collection[int]) -> None:
    is_used = or_(
        exists().where(saves.c.story_id == stories.c.id),
        exists().where(cards.c.story_id == stories.c.id),
    )
    await tx.execute(delete(stories).where(stories.c.id.in_(story_ids), stories.c.canonical_url.is_(None), ~is_used))
