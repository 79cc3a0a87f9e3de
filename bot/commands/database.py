"""`nutgraf db`: migrate, check, back up and restore the database."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from bot.settings import Settings
from storage.backup import backup, restore
from storage.check import CheckReport, check
from storage.database import Database
from storage.errors import StorageError


def run(options: argparse.Namespace, settings: Settings) -> int:
    """The exit status: 0 when it was done and all is well, 1 when not."""
    url = settings.database_url.get_secret_value()
    actions: dict[str, Callable[[], int]] = {
        "migrate": lambda: asyncio.run(_migrate(url)),
        "check": lambda: _report(asyncio.run(check(url))),
        "backup": lambda: _backup(url, Path(options.file)),
        "restore": lambda: _restore(Path(options.file), url),
    }
    try:
        return actions[options.action]()
    except StorageError as error:
        print(error, file=sys.stderr)
        return 1


async def _migrate(url: str) -> int:
    async with Database.open(url) as database:
        print(f"{database.place}: the schema is up to date.")
    return 0


def _backup(url: str, target: Path) -> int:
    folder = target.absolute().parent
    if not folder.is_dir():
        print(f"There is no folder {folder} to write the copy to.", file=sys.stderr)
        return 1
    return _report(backup(url, target))


def _restore(source: Path, url: str) -> int:
    report = restore(source, url)
    status = _report(report.restored)
    if report.kept_aside is not None:
        print(f"The database that was there before is kept as {report.kept_aside}.")
    return status


def _report(report: CheckReport) -> int:
    schema = f"schema {report.revision or 'empty'}" + ("" if report.is_current else " (not this version's)")
    counts = ", ".join(f"{number} {table}" for table, number in report.rows.items() if number) or "no rows"
    print(f"{report.place}: {schema}; {counts}")
    for problem in report.problems:
        print(f"Problem: {problem}", file=sys.stderr)
    if not report.problems:
        print("No problems found.")
    return 1 if report.problems else 0
