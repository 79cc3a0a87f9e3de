"""`nutgraf sandbox`: the stand-in for Telegram with its chat page, and the bot beside it, in one process."""

import argparse
import asyncio
import contextlib
import errno
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from pydantic import SecretStr

from bot.app import Surroundings
from bot.commands.run import serve
from bot.commands.serving import until_stopped
from bot.handlers.topics import Starters
from bot.sandbox.server import Sandbox
from bot.services.starters import StarterFeed
from bot.settings import Access, Settings

PAPERS_POLICY = timedelta(seconds=50)
"""The sample papers are asked about once a minute (up to a tenth later by chance): they are on this machine, and who
tries the bot shall not wait for an hour."""


def run(options: argparse.Namespace, settings: Settings) -> int:
    """The exit status: 0 after an orderly stop, 1 when the port is taken."""
    try:
        with _database(settings if options.db else None) as url:
            asyncio.run(until_stopped(_serve(options, settings, url)))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        print(f"Port {options.port} is taken. Try another one: nutgraf sandbox --port 8081", file=sys.stderr)
        return 1
    return 0


async def _serve(options: argparse.Namespace, settings: Settings, database_url: str) -> None:
    async with Sandbox(port=options.port) as sandbox:
        print(f"The chat page is at {sandbox.url}/  (Ctrl-C stops)", flush=True)
        if options.no_bot:
            print(f"No bot runs here; token {sandbox.token}, Bot API at {sandbox.url}/bot{sandbox.token}/", flush=True)
            await asyncio.Event().wait()
            return
        surroundings = surround(sandbox, paced=not options.no_pacing)
        await serve(_settings(settings, sandbox, options.access, database_url), surroundings)


def surround(sandbox: Sandbox, *, paced: bool = True) -> Surroundings:
    """What a bot beside the sandbox takes from it: its clock, its papers, and their feeds to start with."""
    return Surroundings(
        now=sandbox.clock.now,
        leaps=sandbox.clock.leaps,
        papers={place: ip_address(address) for place, address in sandbox.papers.items()},
        papers_policy=PAPERS_POLICY,
        paced=paced,
        starters=_starters(sandbox),
    )


def _starters(sandbox: Sandbox) -> Starters:
    """The feeds of the sample papers, offered in place of those of the world outside: in each one's own language."""
    feeds = [
        StarterFeed(title=title, url=url, category="world", language=language) for title, url, language in sandbox.feeds
    ]

    def offer(language: str) -> tuple[StarterFeed, ...]:
        return tuple(feed for feed in feeds if feed.language == language) or tuple(
            feed for feed in feeds if feed.language == "en"
        )

    return offer


def _settings(settings: Settings, sandbox: Sandbox, access: str, database_url: str) -> Settings:
    """The operator's settings with the sandbox in Telegram's place; a real token is never used here."""
    return settings.model_copy(
        update={
            "telegram_token": SecretStr(sandbox.token),
            "telegram_base_url": sandbox.url,
            "database_url": SecretStr(database_url),
            "access": Access(access),
        }
    )


@contextlib.contextmanager
def _database(settings: Settings | None) -> Iterator[str]:
    """The database of a sandbox: the file named, or one that goes with the sandbox."""
    if settings is not None:
        yield settings.database_url.get_secret_value()
        return
    with tempfile.TemporaryDirectory(prefix="nutgraf-sandbox-") as folder:
        yield f"sqlite:///{Path(folder) / 'sandbox.sqlite3'}"
