"""Messages as rendering gives them → calls of the Bot API, and what became of them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, TelegramError

from bot.logs import event, get_logger
from bot.rendering.message import Button, Message
from bot.rendering.rich import Entity, Kind, Rich
from bot.services.delivery import Moved, Outcome, Rejected, Sent, plan_retry
from bot.transport.outcomes import outcome_of
from bot.transport.splitting import split

logger = get_logger(__name__)

UNCHANGED = "message is not modified"
DANGER = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a message goes: a chat, a forum thread in it, and the message it replies to."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None


class Sender:
    """Sends, edits and deletes; every result is an outcome, and what certainly did not arrive is sent again."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, place: Place, message: Message) -> Outcome:
        """Send `message`, in as many parts as it needs; the buttons stand under the last, whose id the outcome has.

        A part that Telegram refuses as it is (an address or entity it does not take) goes out once more in plain text.
        """
        parts = split(message.rich)
        outcome: Outcome = Sent(message_id=0)
        for number, part in enumerate(parts, 1):
            last = number == len(parts)
            outcome = await _insist(partial(self._send_part, part=part, message=message, last=last), place)
            if isinstance(outcome, Rejected):
                event(logger, "sent plain", reason=outcome.reason)
                outcome = await _insist(
                    partial(self._send_part, part=_bare(part), message=_plain(message), last=last), place
                )
            if not isinstance(outcome, Sent):
                break
        return outcome

    async def send_file(self, place: Place, data: bytes, name: str) -> Outcome:
        """Send a file called `name`."""

        async def call(place: Place) -> int:
            sent = await self._bot.send_document(
                place.chat_id,
                data,
                filename=name,
                message_thread_id=place.thread_id,
                reply_parameters=_reply(place.reply_to),
            )
            return sent.message_id

        return await _insist(call, place)

    async def send_once(self, place: Place, message: Message) -> Outcome:
        """Make one attempt, for who decides about repetitions alone; what exceeds one message is cut at its end.

        A message that Telegram refuses as it is did not arrive: it goes out once more in plain text.
        """
        part = split(message.rich)[0]
        outcome = await _attempt(partial(self._send_part, part=part, message=message, last=True), place)
        if isinstance(outcome, Rejected):
            event(logger, "sent plain", reason=outcome.reason)
            plain = partial(self._send_part, part=_bare(part), message=_plain(message), last=True)
            return await _attempt(plain, place)
        return outcome

    async def edit(self, chat_id: int, message_id: int, message: Message) -> Outcome:
        """Replace what `message_id` shows; a text for several messages is cut at the first one's end."""
        part = split(message.rich)[0]

        async def call(place: Place) -> int:
            try:
                await self._bot.edit_message_text(
                    part.text,
                    chat_id=place.chat_id,
                    message_id=message_id,
                    entities=_entities(part.entities),
                    reply_markup=_keyboard(message.buttons),
                    link_preview_options=_preview(message.preview_url),
                )
            except BadRequest as error:
                if UNCHANGED not in error.message.lower():
                    raise
            return message_id

        return await _insist(call, Place(chat_id=chat_id))

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        """Take a message of ours away; one that is gone already is `Rejected`, which callers may ignore."""

        async def call(place: Place) -> int:
            await self._bot.delete_message(place.chat_id, message_id)
            return message_id

        return await _insist(call, Place(chat_id=chat_id))

    async def _send_part(self, place: Place, *, part: Rich, message: Message, last: bool) -> int:
        sent = await self._bot.send_message(
            place.chat_id,
            part.text,
            entities=_entities(part.entities),
            message_thread_id=place.thread_id,
            reply_parameters=_reply(place.reply_to),
            reply_markup=_keyboard(message.buttons) if last else None,
            link_preview_options=_preview(message.preview_url),
        )
        return sent.message_id


async def _attempt(call: Callable[[Place], Awaitable[int]], place: Place) -> Outcome:
    try:
        return Sent(message_id=await call(place))
    except TelegramError as error:
        return outcome_of(error)


async def _insist(call: Callable[[Place], Awaitable[int]], place: Place) -> Outcome:
    tries = 0
    while True:
        tries += 1
        outcome = await _attempt(call, place)
        pause_s = plan_retry(outcome, tries)
        if pause_s is None:
            return outcome
        if isinstance(outcome, Moved):
            place = Place(chat_id=outcome.chat_id, thread_id=place.thread_id)
        await asyncio.sleep(pause_s)


def _plain(message: Message) -> Message:
    """`message` without anything that a server may find fault with: no preview, no buttons but those we answer."""
    rows = (tuple(button for button in row if button.data is not None) for row in message.buttons)
    return replace(message, preview_url=None, buttons=tuple(row for row in rows if row))


def _bare(part: Rich) -> Rich:
    """`part` without entities, but for code: the buttons under a query read it from there."""
    return Rich(part.text, tuple(entity for entity in part.entities if entity.kind is Kind.CODE))


def _reply(message_id: int | None) -> ReplyParameters | None:
    return None if message_id is None else ReplyParameters(message_id, allow_sending_without_reply=True)


def _preview(url: str | None) -> LinkPreviewOptions:
    if url is None:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=url, prefer_small_media=True, show_above_text=True)


def _entities(entities: Sequence[Entity]) -> list[MessageEntity]:
    return [
        MessageEntity(
            entity.kind.value,
            entity.offset,
            entity.length,
            url=entity.url,
            date_time_format=entity.time_format,
            unix_time=None if entity.unix_time is None else datetime.fromtimestamp(entity.unix_time, UTC),
        )
        for entity in entities
    ]


def _keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        callback_data=button.data,
        url=button.url,
        copy_text=None if button.copy_text is None else CopyTextButton(button.copy_text),
        style=DANGER if button.danger else None,
    )
