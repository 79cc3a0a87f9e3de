"""`nutgraf doctor`: what keeps the bot from running or from hearing, each with what to do."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from telegram import Bot, User
from telegram.error import InvalidToken, TelegramError

from bot.settings import Access, Settings
from bot.transport.http_client import AiohttpRequest
from storage.check import check
from storage.errors import StorageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: `ok` None is a remark that needs nothing."""

    ok: bool | None
    text: str


MARKS = {True: "ok     ", False: "PROBLEM", None: "note   "}


def run(_options: argparse.Namespace, settings: Settings) -> int:
    """The exit status: 1 when something needs to be done before the bot can run."""
    return asyncio.run(_run(settings))


async def _run(settings: Settings) -> int:
    failed = False
    async for finding in examine(settings):
        print(MARKS[finding.ok], finding.text, flush=True)
        failed = failed or finding.ok is False
    return int(failed)


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look at settings, database, token and BotFather's switches, one finding after another."""
    yield _access(settings)
    yield await _database(settings)
    async for finding in _telegram(settings):
        yield finding


def _access(settings: Settings) -> Finding:
    if settings.access is Access.OPEN:
        return Finding(ok=None, text="Anybody may use the bot (NUTGRAF_ACCESS=open).")
    if not settings.owner_ids:
        return Finding(
            ok=False,
            text="Nobody may use the bot: set NUTGRAF_OWNER_IDS to your Telegram user id (@userinfobot tells it).",
        )
    return Finding(ok=True, text=f"{len(settings.owner_ids)} owner(s) may use the bot.")


async def _database(settings: Settings) -> Finding:
    try:
        report = await check(settings.database_url.get_secret_value())
    except StorageError as error:
        return Finding(
            ok=None, text=f"No database yet, or it cannot be opened: {error}. `nutgraf db migrate` makes one."
        )
    if report.problems:
        return Finding(ok=False, text=f"The database has problems ({report.problems[0]}): restore a backup.")
    return Finding(ok=True, text=f"The database is sound: {report.place}.")


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    if settings.telegram_token is None:
        yield Finding(ok=False, text="No token: @BotFather gives you one for NUTGRAF_TELEGRAM_TOKEN.")
        return
    base = settings.telegram_base_url.rstrip("/")
    requests = AiohttpRequest(connections=1), AiohttpRequest(connections=1)
    bot = Bot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{base}/bot",
        request=requests[0],
        get_updates_request=requests[1],
    )
    try:
        async with bot:
            me = await bot.get_me()
            webhook = await bot.get_webhook_info()
    except InvalidToken:
        yield Finding(ok=False, text="Telegram does not know the token: copy it again from @BotFather.")
        return
    except TelegramError as error:
        yield Finding(ok=False, text=f"Telegram could not be reached ({type(error).__name__}): check the network.")
        return
    finally:
        # The library closes them only if the start succeeded.
        for request in requests:
            await request.shutdown()
    yield Finding(ok=True, text=f"Telegram knows the token as @{me.username}.")
    if webhook.url:
        yield Finding(ok=False, text="A webhook is set, so polling hears nothing: another program uses this token.")
    for finding in _switches(me):
        yield finding


def _switches(me: User) -> list[Finding]:
    """What only @BotFather can turn, as getMe shows it."""
    groups = (
        "In groups the bot reads everything (privacy mode off); it still answers only when addressed."
        if me.can_read_all_group_messages
        else "In groups the bot hears commands, mentions and replies (privacy mode on), which is all it needs."
    )
    joins = (
        "The bot can be added to groups."
        if me.can_join_groups
        else "The bot cannot be added to groups; @BotFather /setjoingroups changes that."
    )
    return [Finding(ok=None, text=groups), Finding(ok=None, text=joins)]
