from sqlalchemy import select

from storage.access import grant_access, note_stranger
from storage.cards import Card, insert_card
from storage.database import Database
from storage.inbox import NewUpdate, claim_next, insert_updates, settle_update
from storage.library import index_story, is_indexed, save_story
from storage.privacy import erase_user
from storage.quotas import take_fetches
from storage.schema import metadata
from storage.stories import find_story, save_reading
from storage.transactions import ReadTx, WriteTx
from storage.users import UserSettings, save_settings
from tests.storage.samples import NOON, THREE, reading

ADA, BO = 5_400_000_001, 5_400_000_002


async def live(tx: WriteTx, user: int, *, paste: str, update_ids: tuple[int, int]) -> int:
    """One of everything that the bot keeps about a person; gives the story that they pasted."""
    pasted = await save_reading(tx, reading(title=paste), canonical_url=None, read_at=NOON, budget=THREE)
    await save_story(tx, user, pasted, saved_at=NOON)
    await index_story(tx, pasted, ["boat"])
    card = Card(token=f"t{user}", chat_id=user, owner_id=user, story_id=pasted, view={}, created_at=NOON, message_id=1)
    await insert_card(tx, card)
    await save_settings(tx, UserSettings(user_id=user, language="ru"))
    await grant_access(tx, user, granted_at=NOON)
    await note_stranger(tx, user, NOON.date())
    await take_fetches(tx, user, at=NOON, number=1, limit=9)
    lane = f"chat:{user}"
    updates = [NewUpdate(update_id=i, lane=lane, payload=f'{{"id":{user}}}', user_id=user) for i in update_ids]
    await insert_updates(tx, updates, received_at=NOON)
    return pasted


async def dump(tx: ReadTx) -> str:
    rows = [await tx.list_rows(select(table)) for table in metadata.sorted_tables]
    return repr(rows)


async def test_no_column_holds_the_id_of_somebody_who_was_erased(db: Database) -> None:
    async with db.write() as tx:
        await live(tx, ADA, paste="Mine", update_ids=(1, 2))
        await claim_next(tx, limit=1, now=NOON)
        await erase_user(tx, ADA)
        await settle_update(tx, 1, now=NOON)
    async with db.read() as tx:
        assert str(ADA) not in await dump(tx)


async def test_the_update_in_work_stays_so_that_a_crash_erases_again(db: Database) -> None:
    async with db.write() as tx:
        await live(tx, ADA, paste="Mine", update_ids=(1, 2))
        await claim_next(tx, limit=1, now=NOON)
        await erase_user(tx, ADA)
    async with db.read() as tx:
        assert (await dump(tx)).count(f"chat:{ADA}") == 1


async def test_others_keep_all_of_theirs(db: Database) -> None:
    async with db.write() as tx:
        await live(tx, BO, paste="His", update_ids=(3, 4))
        before = await dump(tx)
        await live(tx, ADA, paste="Mine", update_ids=(1, 2))
        await erase_user(tx, ADA)
        assert await dump(tx) == before


async def test_a_pasted_text_goes_with_its_only_keeper_and_an_article_of_the_web_stays(db: Database) -> None:
    async with db.write() as tx:
        alone = await live(tx, ADA, paste="Mine", update_ids=(1, 2))
        shared = await live(tx, BO, paste="Ours", update_ids=(3, 4))
        await save_story(tx, ADA, shared, saved_at=NOON)
        article = await save_reading(tx, reading(), canonical_url="https://a.example/", read_at=NOON, budget=THREE)
        await save_story(tx, ADA, article, saved_at=NOON)
        await index_story(tx, article, ["boat"])
        await erase_user(tx, ADA)
        assert [await find_story(tx, story) is not None for story in (alone, shared, article)] == [False, True, True]
        assert [await is_indexed(tx, story) for story in (alone, shared, article)] == [False, True, False]
