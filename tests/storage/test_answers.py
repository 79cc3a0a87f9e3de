from storage.answers import Answer, begin_answer, clear_answers, find_answer, finish_answer
from storage.database import Database
from storage.inbox import InboxState, NewUpdate, claim_next, insert_updates, list_inbox
from tests.storage.samples import NOON


async def test_an_answer_is_known_from_before_it_is_sent_until_its_update_is_settled(db: Database) -> None:
    async with db.write() as tx:
        await insert_updates(tx, [NewUpdate(update_id=1, lane="a", payload="{}")], received_at=NOON)
        await claim_next(tx, limit=1, now=NOON)
        assert await find_answer(tx, 1, 0) is None
        assert [await begin_answer(tx, 1, 0), await begin_answer(tx, 1, 0)] == [True, False]
        assert (await list_inbox(tx))[0].state is InboxState.ANSWERING
        assert await find_answer(tx, 1, 0) == Answer(update_id=1, number=0)
        await finish_answer(tx, 1, 0, 77)
        assert await find_answer(tx, 1, 0) == Answer(update_id=1, number=0, message_id=77)
        await clear_answers(tx, 1)
        assert await find_answer(tx, 1, 0) is None
