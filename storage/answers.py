"""Answers to an update in work: written down before they are sent, so that a replay repeats only what was on its way.

An update may have several answers (ten links, ten answers), numbered by its handler in a fixed order. The rows go when
the update is settled; the messages themselves are Telegram's to keep.
"""

from dataclasses import dataclass

from sqlalchemy import delete, select, update

from storage.inbox import mark_answering
from storage.schema import answers
from storage.transactions import ReadTx, WriteTx


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that was begun. `message_id` is None while nobody knows whether it arrived."""

    update_id: int
    number: int
    message_id: int | None = None


async def find_answer(tx: ReadTx, update_id: int, number: int) -> Answer | None:
    """The answer of that number, None when it was never begun."""
    asked = select(answers).where(answers.c.update_id == update_id, answers.c.number == number)
    row = await tx.find_row(asked)
    return None if row is None else Answer(update_id=update_id, number=number, message_id=row.message_id)


async def begin_answer(tx: WriteTx, update_id: int, number: int) -> bool:
    """Say that an answer is about to be sent; gives whether this is the first time."""
    values = {"update_id": update_id, "number": number, "message_id": None}
    begun = tx.upsert(answers).values(values).on_conflict_do_nothing().returning(answers.c.number)
    is_first = await tx.find_value(begun) is not None
    if is_first:
        await mark_answering(tx, update_id)
    return is_first


async def finish_answer(tx: WriteTx, update_id: int, number: int, message_id: int) -> None:
    """Say which message the answer became."""
    of = (answers.c.update_id == update_id, answers.c.number == number)
    await tx.execute(update(answers).where(*of).values(message_id=message_id))


async def clear_answers(tx: WriteTx, update_id: int) -> None:
    """Forget the answers of an update that is done."""
    await tx.execute(delete(answers).where(answers.c.update_id == update_id))
