"""What somebody sends to be read → an answer for each source."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.handlers.material import File, Links, Material, Nothing, Text
from bot.handlers.visitors import Visitor
from bot.handlers.working import Progress, working
from bot.rendering.answer import render_answer
from bot.rendering.failures import render_failure
from bot.rendering.message import Message
from bot.rendering.talk import Line, render_left_out, render_line, render_quota
from bot.rendering.wording import wording
from bot.services.answers import Answers, Turn
from bot.services.briefing import Ask, Briefings, Told
from bot.services.cards import Cards, button_data
from bot.services.door import Door, QuotaExceeded
from bot.services.library import Library
from bot.services.views import View
from bot.transport.sender import Sender
from storage.cards import Card
from summarizer.errors import SummarizerError
from summarizer.jobs import Parcel
from summarizer.model import MediaType

AT_ONCE = 3
"""Links of one message read at the same time."""

DOWNLOAD_BYTES = 20_000_000
"""Bot API, getFile: the largest file a bot can download."""

DOWNLOAD_TRIES = 3
DOWNLOAD_PAUSE_S = 1.0


class FileGone(Exception):
    """Telegram does not give the file (any more)."""


class FileTooBig(Exception):
    """Larger than a bot may download."""


Brief = Callable[[Ask], Awaitable[Told]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Something to brief, and how to call it when there are several."""

    brief: Brief
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Answers what somebody sent: each source once, with its own success or failure."""

    bot: Bot
    sender: Sender
    briefings: Briefings
    answers: Answers
    cards: Cards
    library: Library
    door: Door

    async def answer(self, visitor: Visitor, material: Material) -> None:
        """Brief everything in `material` and answer, in its order; nothing to brief gets a line that helps."""
        if isinstance(material, Nothing):
            await self.say(visitor, render_line(_line_for(material), visitor.words))
            return
        sources = self._sources(visitor, material)
        left_out = material.left_out if isinstance(material, Links) else 0
        async with working(self.bot, self.sender, visitor) as progress:
            await self._answer_all(visitor, sources, progress, more=left_out > 0)
        if left_out:
            turn = visitor.turn(len(sources))
            await self.say(visitor, render_left_out(left_out, visitor.words), turn)

    async def say(self, visitor: Visitor, message: Message, turn: Turn | None = None) -> None:
        """Send one message as the (only) answer."""
        turn = turn or visitor.turn()
        await self.answers.answer(turn, partial(self.sender.send, visitor.place(), message))

    async def show_story(self, visitor: Visitor, story_id: int) -> None:
        """Answer with a stored story, as it was never asked before."""
        view = visitor.preferences.view
        told = await self.briefings.brief_story(story_id, _ask(view))
        await self._tell(visitor, told, visitor.turn(), Progress())

    def _sources(self, visitor: Visitor, material: Links | Text | File) -> Sequence[_Source]:
        match material:
            case Links(urls=urls):
                permit = partial(self.door.take_fetch, visitor.user_id)
                several = len(urls) > 1
                return [
                    _Source(brief=partial(self.briefings.brief_link, url, permit=permit), name=url if several else None)
                    for url in urls
                ]
            case Text():
                return [_Source(brief=partial(self.briefings.brief_parcel, _text_parcel(material)))]
            case File():
                return [_Source(brief=partial(self._brief_file, material))]

    async def _answer_all(
        self, visitor: Visitor, sources: Sequence[_Source], progress: Progress, *, more: bool
    ) -> None:
        gate = asyncio.Semaphore(AT_ONCE)
        last = len(sources) - 1
        turns = [visitor.turn(number, last=number == last and not more) for number in range(len(sources))]
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._attempt(visitor, source, turn, gate), name=f"source {turn.number}")
                for source, turn in zip(sources, turns, strict=True)
            ]
            for task, turn, source in zip(tasks, turns, sources, strict=True):
                result = await task
                if isinstance(result, Told):
                    await self._tell(visitor, result, turn, progress, quote=last > 0)
                elif result is not None:
                    message = _render_problem(result, visitor, source.name)
                    send = partial(progress.deliver, self.sender, visitor.place(quote=last > 0), message)
                    await self.answers.answer(turn, send)

    async def _attempt(
        self, visitor: Visitor, source: _Source, turn: Turn, gate: asyncio.Semaphore
    ) -> Told | Exception | None:
        """What came of a source; None when its answer arrived before a crash."""
        if await self.answers.answered(turn):
            return None
        async with gate:
            try:
                return await source.brief(replace(_ask(visitor.preferences.view), asker=visitor.user_id))
            except (SummarizerError, QuotaExceeded, FileGone, FileTooBig) as error:
                return error

    async def _tell(self, visitor: Visitor, told: Told, turn: Turn, progress: Progress, *, quote: bool = False) -> None:
        view = replace(visitor.preferences.view, language=visitor.words.language)
        card = self.cards.new(
            chat_id=visitor.chat_id,
            thread_id=visitor.thread_id,
            owner_id=visitor.user_id,
            story_id=told.story_id,
            view=view,
        )
        message = await self.render(told, view, card)
        send = partial(progress.deliver, self.sender, visitor.place(quote=quote), message)
        await self.answers.answer(turn, send, card)

    async def render(self, told: Told, view: View, card: Card) -> Message:
        """The message of a card in `view`."""
        saved = await self.library.keeps(card.owner_id, told.story_id)
        data_of = partial(button_data, card)
        return render_answer(told.reading, view, wording(view.language), data_of=data_of, saved=saved)

    async def _brief_file(self, file: File, ask: Ask) -> Told:
        data = await self.download(file)
        return await self.briefings.brief_parcel(Parcel(data=data, declared=file.media_type, file_name=file.name), ask)

    async def download(self, file: File) -> bytes:
        """The bytes of a file.

        Raises:
            FileTooBig, FileGone: Telegram does not give it, asked three times where asking again may help.
        """
        if file.size_bytes > DOWNLOAD_BYTES:
            raise FileTooBig
        for left in reversed(range(DOWNLOAD_TRIES)):
            try:
                handle = await self.bot.get_file(file.file_id)
                if (handle.file_size or 0) > DOWNLOAD_BYTES:
                    raise FileTooBig
                return bytes(await handle.download_as_bytearray())
            except BadRequest as error:
                raise FileTooBig if "too big" in error.message.lower() else FileGone from error
            except TelegramError as error:
                # A file that has gone is "Not Found", which the library takes for a wrong token.
                if not left or not isinstance(error, NetworkError | RetryAfter):
                    raise FileGone from error
            await asyncio.sleep(DOWNLOAD_PAUSE_S)
        raise AssertionError("the last try returns or raises")


def _ask(view: View) -> Ask:
    return Ask(budget=view.budget, method=view.method)


def _text_parcel(text: Text) -> Parcel:
    parcel = Parcel(data=text.text.encode("utf-8", "ignore"), kind=MediaType.PLAIN, charset="utf-8")
    if text.origin is None:
        return parcel
    return replace(parcel, site=text.origin.name or None, url=text.origin.url)


def _line_for(nothing: Nothing) -> Line:
    if nothing.media:
        return Line.MEDIA
    return Line.SHORT_TEXT if nothing.words > 12 else Line.NOTHING_TO_READ


def _render_problem(problem: Exception, visitor: Visitor, source: str | None) -> Message:
    match problem:
        case SummarizerError():
            return Message(rich=render_failure(problem, visitor.words, source=source))
        case QuotaExceeded(resets_at=resets_at):
            return render_quota(resets_at, visitor.words)
        case FileTooBig():
            return render_line(Line.TOO_BIG, visitor.words)
        case _:
            return render_line(Line.FILE_GONE, visitor.words)
