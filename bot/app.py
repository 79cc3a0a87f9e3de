"""The composition root: settings in, a running bot out. Everything is built here, and nothing at import time.

Telegram ─▶ polling ─▶ inbox ─▶ lanes ─▶ gate ─▶ messages, taps ─▶ services ─▶ sender ─▶ Telegram
"""

import asyncio
import functools
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import Bot, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    ExtBot,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.handlers.deeds import Deeds
from bot.handlers.feeds import Feeds
from bot.handlers.gate import Gate
from bot.handlers.membership import Membership
from bot.handlers.messages import Command, Messages
from bot.handlers.migrations import Migrations
from bot.handlers.reading import Reading
from bot.handlers.schedules import Schedules
from bot.handlers.starting import Starting
from bot.handlers.taps import Taps
from bot.handlers.topics import Starters, Topics
from bot.handlers.wishes import Wishes
from bot.logs import event, get_logger
from bot.rendering.talk import Line, render_line
from bot.rendering.wording import wording
from bot.services.answers import Answers, settled
from bot.services.briefing import Briefings
from bot.services.cards import Cards
from bot.services.door import Door
from bot.services.housekeeping import Housekeeping
from bot.services.library import Library
from bot.services.parts import Parts
from bot.services.polls import POLICY
from bot.services.preferences import Readers
from bot.services.privacy import Privacy
from bot.services.starters import starters_in
from bot.settings import Access, Settings
from bot.transport.http_client import AiohttpRequest
from bot.transport.intake import Polling
from bot.transport.lanes import Inbox, Lanes, Malformed
from bot.transport.menu import Menu
from bot.transport.pacing import Pacer
from bot.transport.sender import Place, Sender
from bot.watching import Tools, Watching, build_watching
from storage.database import Database
from storage.errors import StorageError
from summarizer.errors import NotALink
from summarizer.sources.fetch import Fetcher
from summarizer.sources.guard import AllowList
from summarizer.sources.urls import split_link
from summarizer.workers import Workers

logger = get_logger(__name__)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Clock = Callable[[], datetime]

_failures: ContextVar[list[Exception]] = ContextVar("failures")
"""What handlers raised for the update in hand: `process_update` itself returns as if nothing had happened."""


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a bot may be given instead of the real thing: the sandbox its clock and papers, a test its pace.

    `leaps` comes round each time the clock was pushed forward. `papers` are hosts and ports that the guard opens at the
    address named; their feeds agree to be asked as often as `papers_policy` says.
    """

    now: Clock = utc_now
    leaps: Callable[[], AsyncIterator[None]] | None = None
    papers: Mapping[tuple[str, int], Any] = field(default_factory=dict)
    papers_policy: timedelta = POLICY
    paced: bool = True
    fetches_per_hour: int | None = None
    starters: Starters = starters_in


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """A bot that is ready to run."""

    application: AnyApplication
    polling: Polling
    lanes: Lanes
    menu: Menu
    housekeeping: Housekeeping
    workers: Workers
    database: Database
    watching: Watching
    leaps: Callable[[], AsyncIterator[None]] | None = None

    async def run(self) -> None:
        """Poll and answer until cancelled, then finish what is in hand within two seconds.

        Raises:
            SecondInstance, WebhookSet, BadToken: see `Polling.run`.
        """
        tasks = {
            asyncio.create_task(self.polling.run(self.lanes.wake), name="polling"),
            asyncio.create_task(self._handle(), name="lanes"),
            asyncio.create_task(self.menu.publish(), name="menu"),
            asyncio.create_task(self.housekeeping.run(), name="housekeeping"),
            asyncio.create_task(self._watch(), name="feeds"),
            asyncio.create_task(self.watching.digests.run(), name="digests"),
            asyncio.create_task(self.watching.queue.run(), name="deliveries"),
        }
        if self.leaps is not None:
            tasks.add(asyncio.create_task(self._keep_up(self.leaps()), name="leaps"))
        try:
            while tasks:
                done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.lanes.stop()

    async def _handle(self) -> None:
        # A row that is replayed alone counts a try if the process dies: it must not have to wait for the workers.
        await self.workers.ready()
        await self.lanes.run()

    async def _watch(self) -> None:
        await self.workers.ready()
        await self.watching.feeds.run()

    async def _keep_up(self, leaps: AsyncIterator[None]) -> None:
        async for _ in leaps:
            try:
                await self.watching.catch_up()
            except StorageError as error:
                event(logger, "the leap was not kept up with", level=logging.WARNING, error=type(error).__name__)


def policy_of(around: Surroundings, url: str) -> timedelta:
    """How long the feed at `url` is left alone that asks for nothing itself: the papers agreed to be asked sooner."""
    try:
        link = split_link(url)
    except NotALink:
        return POLICY
    return around.papers_policy if (link.host, link.port) in around.papers else POLICY


@asynccontextmanager
async def open_app(settings: Settings, surroundings: Surroundings | None = None) -> AsyncIterator[App]:
    """Build the bot and everything it holds; all of it is closed at the end of the block.

    Raises:
        InvalidToken: Telegram does not know the token.
        StorageError: the database cannot be opened.
    """
    around = surroundings or Surroundings()
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(Database.open(settings.database_url.get_secret_value()))
        workers = await stack.enter_async_context(Workers())
        allow = AllowList.parse(settings.allow_hosts)
        allow = AllowList(hosts=allow.hosts, fixed=around.papers)
        fetcher = await stack.enter_async_context(Fetcher(allow=allow))
        application, requests = _build_application(settings, paced=around.paced)
        for request in requests:
            # The library closes them only if the start succeeded; a wrong token must not leave them open.
            stack.push_async_callback(request.shutdown)
        await stack.enter_async_context(application)
        briefings = Briefings(fetcher=fetcher, workers=workers, database=database, now=around.now)
        watching = build_watching(
            Tools(
                database=database,
                workers=workers,
                fetcher=fetcher,
                briefings=briefings,
                sender=Sender(application.bot),
                now=around.now,
                policy=functools.partial(policy_of, around),
            )
        )
        parts = _Parts(settings, around, database, workers, fetcher, briefings, application.bot, watching)
        _add_handlers(application, parts)
        inbox = Inbox(database, around.now)
        handling = _Handling(application)
        yield App(
            application=application,
            polling=Polling(application.bot, requests[1], inbox.accept),
            lanes=Lanes(database, handling.handle, around.now, apologise=handling.apologise),
            menu=Menu(application.bot),
            housekeeping=Housekeeping(database, around.now),
            workers=workers,
            database=database,
            watching=watching,
            leaps=around.leaps,
        )


class QuietBot(ExtBot[int]):
    """The library's bot, but for its `repr`, which would show the token to every traceback and log."""

    def __repr__(self) -> str:
        return "QuietBot()"


def _build_application(
    settings: Settings, *, paced: bool
) -> tuple[AnyApplication, tuple[AiohttpRequest, AiohttpRequest]]:
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    base = settings.telegram_base_url.rstrip("/")
    request, updates_request = AiohttpRequest(), AiohttpRequest(connections=2)
    bot = QuietBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=updates_request,
        rate_limiter=Pacer(enabled=paced),
    )
    application = ApplicationBuilder().bot(bot).updater(None).build()
    application.add_error_handler(_note_failure)
    return application, (request, updates_request)


async def _note_failure(_update: object, context: Any) -> None:  # noqa: ANN401 (the library's context)
    _failures.get().append(context.error)
    raise ApplicationHandlerStop  # the library would go on with the next group, past a gate that failed


@dataclass(frozen=True, slots=True)
class _Parts:
    settings: Settings
    around: Surroundings
    database: Database
    workers: Workers
    fetcher: Fetcher
    briefings: Briefings
    bot: Bot
    watching: Watching


def _add_handlers(application: AnyApplication, parts: _Parts) -> None:
    now = parts.around.now
    sender = Sender(parts.bot)
    answers = Answers(parts.database, now)
    readers = Readers(parts.database)
    library = Library(parts.database, parts.workers, now)
    door = _door(parts)
    cards = Cards(parts.database, now)
    reading = Reading(
        bot=parts.bot,
        sender=sender,
        briefings=parts.briefings,
        answers=answers,
        cards=cards,
        library=library,
        door=door,
    )
    application.add_handler(
        MessageHandler(filters.StatusUpdate.MIGRATE, Migrations(following=parts.watching.following)), group=-2
    )
    application.add_handler(TypeHandler(Update, Gate(door=door, answers=answers, sender=sender)), group=-1)
    topics = Topics(
        reading=reading,
        readers=readers,
        following=parts.watching.following,
        subscriptions=parts.watching.subscriptions,
        updates=parts.watching.updates,
        starters=parts.around.starters,
        now=now,
    )
    feeds = Feeds(topics=topics, fetcher=parts.fetcher, workers=parts.workers)
    schedules = Schedules(topics=topics, digests=parts.watching.digests)
    # Without the update type the filter would match edited and guest messages too.
    messages = Messages(
        reading=reading,
        readers=readers,
        library=library,
        parts=Parts(parts.database),
        more=_commands(topics, feeds, schedules),
        take_list=feeds.take_list,
        take_place=schedules.take_place,
    )
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST, messages))
    wishes, starting = Wishes(topics=topics), Starting(topics=topics)
    deeds = Deeds(
        bot=parts.bot,
        deeds={**topics.deeds(), **wishes.deeds(), **starting.deeds(), **feeds.deeds(), **schedules.deeds()},
    )
    taps = Taps(
        reading=reading, readers=readers, library=library, privacy=Privacy(parts.database), deeds=deeds, topics=topics
    )
    application.add_handler(CallbackQueryHandler(taps))
    application.add_handler(ChatMemberHandler(Membership(parts.watching.following), ChatMemberHandler.MY_CHAT_MEMBER))


def _commands(topics: Topics, feeds: Feeds, schedules: Schedules) -> dict[str, Command]:
    return {
        "follow": topics.follow,
        "topics": topics.list_all,
        "catchup": topics.catch_up,
        "feeds": feeds.command,
        "digest": schedules.digest,
        "quiet": schedules.quiet,
    }


def _door(parts: _Parts) -> Door:
    limits = {} if parts.around.fetches_per_hour is None else {"fetches_per_hour": parts.around.fetches_per_hour}
    return Door(
        parts.database,
        parts.around.now,
        owner_ids=parts.settings.owner_ids,
        is_open=parts.settings.access is Access.OPEN,
        **limits,
    )


@dataclass(frozen=True, slots=True)
class _Handling:
    """One raw update through the handlers; what they raised comes out here."""

    application: AnyApplication

    async def handle(self, payload: str) -> bool:
        """Handle one update; gives whether its last answer has settled the row.

        Raises:
            Malformed: the library cannot parse it.
            Exception: what a handler raised.
        """
        update = self._parse(payload)
        failures: list[Exception] = []
        _failures.set(failures)
        settled.set(False)
        await self.application.process_update(update)
        if failures:
            raise failures[0]
        return settled.get()

    async def apologise(self, payload: str) -> None:
        """Tell who sent a message that it could not be answered; other updates have nobody who waits for a word.

        Raises:
            Malformed: as for `handle`.
        """
        update = self._parse(payload)
        message, user = update.message, update.effective_user
        if message is None or user is None:
            return
        place = Place(chat_id=message.chat.id, reply_to=message.message_id)
        line = render_line(Line.STOPPED, wording(user.language_code))
        await Sender(self.application.bot).send(place, line)

    def _parse(self, payload: str) -> Update:
        try:
            update = Update.de_json(json.loads(payload), self.application.bot)
        except Exception as error:
            # The library's parsers raise whatever a wrong shape happens to hit: KeyError, TypeError, ValueError …
            event(logger, "update malformed", error=type(error).__name__)
            raise Malformed(f"{type(error).__name__}: the update has an unknown shape") from error
        return update
