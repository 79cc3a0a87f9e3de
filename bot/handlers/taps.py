"""A tap on a button → the change it asks for. Every tap is answered; what cannot be done gets a polite line."""

import contextlib
from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, ChatMember, Update
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot.handlers.deeds import Deeds, may_decide
from bot.handlers.reading import Reading
from bot.handlers.topics import Topics
from bot.handlers.visitors import Visitor, visitor_of, wording_of
from bot.rendering.failures import sentence
from bot.rendering.message import Message
from bot.rendering.preferences import parse_preference_data, render_preferences
from bot.rendering.shelf import Operation, ShelfData, parse_shelf_data, render_found, render_shelf
from bot.rendering.talk import (
    CONFIRM_DATA,
    DELETE_DATA,
    KEEP_DATA,
    Line,
    render_delete_question,
    render_line,
    render_privacy,
)
from bot.rendering.tapdata import parse_tap_data
from bot.services.briefing import Ask, Told
from bot.services.cards import Parsed, Refusal, Tap, decide_tap, load_view, parse_data
from bot.services.library import Library
from bot.services.preferences import Readers
from bot.services.privacy import Privacy
from bot.services.views import LOOKING, OWN_SHELF, Action, View, turn
from storage.cards import Card
from storage.errors import NoSuchStory
from storage.library import Page
from summarizer.errors import SummarizerError

Context = CallbackContext[Any, Any, Any, Any]

TOAST_CHARS = 200
"""Bot API, answerCallbackQuery."""

PRIVACY_DATA = frozenset({DELETE_DATA, CONFIRM_DATA, KEEP_DATA})

REFUSALS = {Refusal.UNKNOWN: Line.OLD_BUTTON, Refusal.FOREIGN: Line.NOT_YOURS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taps:
    """Every tap on a button of ours."""

    reading: Reading
    readers: Readers
    library: Library
    privacy: Privacy
    deeds: Deeds
    topics: Topics

    async def __call__(self, update: Update, context: Context) -> None:
        """Do what the button says, then answer the tap, so that its clock stops turning."""
        query = update.callback_query
        visitor = await visitor_of(update, self.readers)
        if query is None or visitor is None:
            return
        toast = await self._perform(query, visitor, context)
        # A tap that waited through a restart is too old to be answered; what it asked for is done all the same, and
        # must not be done again because Telegram was away just now.
        with contextlib.suppress(TelegramError):
            await query.answer(toast[:TOAST_CHARS] if toast else None)

    async def _perform(self, query: CallbackQuery, visitor: Visitor, context: Context) -> str:
        data = query.data or ""
        if parsed := parse_data(data):
            return await self._on_card(parsed, visitor, context)
        if deed := parse_tap_data(data):
            return await self.deeds.perform(deed, query, visitor)
        if shelf := parse_shelf_data(data):
            return await self._on_shelf(shelf, visitor)
        if change := parse_preference_data(data):
            if not visitor.is_private:
                return visitor.words(Line.PRIVATE_ONLY.value)
            preferences = await self.readers.change(visitor.user_id, change)
            await self._edit(visitor, render_preferences(preferences, wording_of(query.from_user, preferences)))
            return ""
        if data in PRIVACY_DATA and visitor.is_private:
            return await self._on_privacy(data, visitor)
        return visitor.words(Line.OLD_BUTTON.value)

    # --- answers ------------------------------------------------------------------------------------------------------

    async def _on_card(self, parsed: Parsed, visitor: Visitor, context: Context) -> str:
        card = await self.reading.cards.find(parsed.token)
        tap = Tap(chat_id=visitor.chat_id, message_id=visitor.message_id, user_id=visitor.user_id)
        is_admin = parsed.action not in LOOKING | OWN_SHELF and await _is_admin(card, tap, context)
        refusal = decide_tap(card, tap, parsed.action, is_admin=is_admin)
        if card is None or refusal is not None:
            return visitor.words(REFUSALS[refusal or Refusal.UNKNOWN].value)
        try:
            if parsed.action is Action.FOLLOW:
                return await self._propose(card, visitor)
            if parsed.action in OWN_SHELF:
                return await self._keep(card, parsed.action, visitor)
            if parsed.version != card.version:
                await self._show(card, load_view(card.view), visitor)
                return visitor.words(Line.CHANGED.value)
            return await self._turn(card, parsed.action, visitor)
        except NoSuchStory:
            return visitor.words(Line.NO_STORY.value)
        except SummarizerError as error:
            return sentence(error, visitor.words)

    async def _propose(self, card: Card, visitor: Visitor) -> str:
        if not await may_decide(self.reading.bot, visitor):
            return visitor.words(Line.ADMINISTRATORS_ONLY.value)
        told = await self._told(card, load_view(card.view))
        await self.topics.propose(visitor, told.reading)
        return ""

    async def _turn(self, card: Card, action: Action, visitor: Visitor) -> str:
        view = load_view(card.view)
        before = await self._told(card, view)
        after = turn(
            view, action, whole=before.reading.briefing.whole, sentences=len(before.reading.briefing.sentences)
        )
        told = await self._told(card, after)
        turned = await self.reading.cards.turn(card, after)
        if turned is None:
            return visitor.words(Line.CHANGED.value)
        await self._edit(visitor, await self.reading.render(told, after, turned))
        return ""

    async def _keep(self, card: Card, action: Action, visitor: Visitor) -> str:
        """Keep the story among the tapper's own, or keep it no longer; the button shows how the asker has it."""
        if action is Action.SAVE:
            await self.library.save(visitor.user_id, card.story_id)
        else:
            await self.library.forget(visitor.user_id, card.story_id)
        if visitor.user_id == card.owner_id:
            await self._show(card, load_view(card.view), visitor)
        return visitor.words((Line.SAVED if action is Action.SAVE else Line.UNSAVED).value)

    async def _show(self, card: Card, view: View, visitor: Visitor) -> None:
        told = await self._told(card, view)
        await self._edit(visitor, await self.reading.render(told, view, card))

    async def _told(self, card: Card, view: View) -> Told:
        return await self.reading.briefings.brief_story(card.story_id, Ask(budget=view.budget, method=view.method))

    async def _edit(self, visitor: Visitor, message: Message) -> None:
        await self.reading.sender.edit(visitor.chat_id, visitor.message_id, message)

    # --- the list of stories ------------------------------------------------------------------------------------------

    async def _on_shelf(self, data: ShelfData, visitor: Visitor) -> str:
        """Pages are always of the person who taps, so a forged page shows nobody else's; a story must be theirs."""
        if not visitor.is_private:
            return visitor.words(Line.PRIVATE_ONLY.value)
        match data.operation:
            case Operation.SHOW:
                await self._edit(visitor, render_shelf(await self._page(visitor, data.page), visitor.words))
                return ""
            case Operation.FIND:
                found = await self.library.find(visitor.user_id, data.rest, data.page)
                await self._edit(visitor, render_found(found, data.rest, visitor.words))
                return ""
            case _:
                return await self._on_story(data, visitor)

    async def _on_story(self, data: ShelfData, visitor: Visitor) -> str:
        story_id = int(data.rest) if data.rest.isascii() and data.rest.isdecimal() and len(data.rest) < 16 else 0
        if data.operation is Operation.KEEP:
            return await self._keep_again(story_id, data.page, visitor)
        if not await self.library.keeps(visitor.user_id, story_id):
            return visitor.words(Line.NO_STORY.value)
        if data.operation is Operation.OPEN:
            await self.reading.show_story(visitor, story_id)
            return ""
        before = await self.library.page(visitor.user_id, data.page)
        forgotten = next((story for story in before.stories if story.story_id == story_id), None)
        await self.library.forget(visitor.user_id, story_id)
        page = await self._page(visitor, data.page)
        await self._edit(visitor, render_shelf(page, visitor.words, forgotten=forgotten))
        return visitor.words(Line.UNSAVED.value)

    async def _keep_again(self, story_id: int, page: int, visitor: Visitor) -> str:
        if not await self.library.restore(visitor.user_id, story_id):
            return visitor.words(Line.NO_STORY.value)
        await self._edit(visitor, render_shelf(await self._page(visitor, page), visitor.words))
        return ""

    async def _page(self, visitor: Visitor, number: int) -> Page:
        page = await self.library.page(visitor.user_id, number)
        if page.stories or not number:
            return page
        return await self.library.page(visitor.user_id, number - 1)

    # --- what is stored -----------------------------------------------------------------------------------------------

    async def _on_privacy(self, data: str, visitor: Visitor) -> str:
        if data == CONFIRM_DATA:
            await self.privacy.erase(visitor.user_id)
            await self._edit(visitor, render_line(Line.DELETED, visitor.words))
        elif data == DELETE_DATA:
            await self._edit(visitor, render_delete_question(visitor.words))
        else:
            await self._edit(visitor, render_privacy(visitor.words, may_delete=True))
        return ""


async def _is_admin(card: Card | None, tap: Tap, context: Context) -> bool:
    """Whether the tapper administers the group, asked afresh; only where it matters."""
    if card is None or card.owner_id == tap.user_id or tap.chat_id > 0:
        return False
    try:
        member = await context.bot.get_chat_member(tap.chat_id, tap.user_id)
    except TelegramError:
        return False
    return member.status in {ChatMember.ADMINISTRATOR, ChatMember.OWNER}
