"""`nutgraf brief`: links, files and standard input → briefings, for people or as JSON."""

import argparse
import asyncio
import shutil
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from bot import jsonl
from bot.commands.standard_input import read_aside, standard_input
from bot.rendering.briefing import render_briefing
from bot.rendering.failures import render_still_read
from bot.rendering.rich import Rich, join
from bot.rendering.terminal import render_terminal
from bot.rendering.wording import wording
from bot.services.briefing import Ask, Briefings, fetch_parcel
from bot.services.views import LEVELS, View
from bot.settings import Settings
from storage.database import Database
from storage.errors import StorageError
from summarizer import jobs
from summarizer.errors import BadRequest, SummarizerError, TooLarge, UnreadableFile
from summarizer.jobs import Parcel
from summarizer.model import DEFAULT_METHOD, Budget, Reading
from summarizer.sources.fetch import Fetcher
from summarizer.sources.guard import AllowList
from summarizer.text.language import LANGUAGES
from summarizer.workers import Workers

STDIN = "-"
FILE_BYTES = 20_000_000
AHEAD_PER_WORKER = 4
SOURCES_AHEAD = 8
"""Links and files that are read while an earlier one is not done, so that a thousand of them take no more memory."""

FILE_KINDS = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".eml", ".mhtml"})

HINTS = {
    "blocked_address": "Addresses of your own network are read only if NUTGRAF_ALLOW_HOSTS names their host:port.",
    "paywall": "If you can read it, save the text to a file and give that.",
    "script_only": "Open it in a browser, save the page, and give that file.",
    "consent_wall": "Open it in a browser, save the page, and give that file.",
}

Brief = Callable[[str], Awaitable[Reading]]
"""The reading of a source as the command line names it."""


def run(options: argparse.Namespace, settings: Settings) -> int:
    """The exit status: 0 when every source gave a briefing; with `--jsonl` 0 once every line was answered."""
    if options.jsonl:
        asyncio.run(answer_lines(standard_input(), sys.stdout))
        return 0
    if options.language is not None and options.language not in LANGUAGES:
        print(f"--language takes one of {', '.join(LANGUAGES)}.", file=sys.stderr)
        return 2
    if not options.sources:
        print("Name a link, a file, or - for standard input.", file=sys.stderr)
        return 2
    status = 1
    try:
        status = asyncio.run(_brief_sources(options, settings))
    except* StorageError as troubles:
        print(f"The database cannot be used: {_first(troubles)}", file=sys.stderr)
    return status


def _first(group: BaseExceptionGroup[StorageError]) -> StorageError:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


# --- JSON lines -------------------------------------------------------------------------------------------------------


async def answer_lines(lines: BinaryIO, answers: TextIO) -> None:
    """Answer each line of `lines` with one of `answers`, in order, as soon as it is ready.

    A few lines are read ahead, as many as keep the workers busy, so that memory stays flat.
    """
    async with Workers() as workers, asyncio.TaskGroup() as group:
        waiting: asyncio.Queue[asyncio.Task[str] | None] = asyncio.Queue(workers.count * AHEAD_PER_WORKER)
        group.create_task(_write_answers(waiting, answers), name="answers")
        while line := await read_aside(partial(_read_line, lines)):
            await waiting.put(group.create_task(_answer(workers, line)))
        await waiting.put(None)


async def _write_answers(waiting: asyncio.Queue[asyncio.Task[str] | None], answers: TextIO) -> None:
    while task := await waiting.get():
        answers.write(await task + "\n")
        answers.flush()


def _read_line(lines: BinaryIO) -> bytes:
    """The next line, empty at the end; of one that is too long only its first part, one byte over the limit."""
    line = lines.readline(jsonl.LINE_BYTES + 1)
    rest = line
    while len(rest) > jsonl.LINE_BYTES and not rest.endswith(b"\n"):
        rest = lines.readline(jsonl.LINE_BYTES + 1)
    return line


async def _answer(workers: Workers, line: bytes) -> str:
    if len(line) > jsonl.LINE_BYTES:
        return jsonl.dump(jsonl.failure(None, TooLarge(limit_bytes=jsonl.LINE_BYTES)))
    try:
        return await workers.run(jsonl.answer_line, line)
    except SummarizerError as error:
        return jsonl.dump(jsonl.failure(_id_of(line), error))


def _id_of(line: bytes) -> object:
    try:
        return jsonl.line_id(jsonl.decode(line))
    except BadRequest:
        return None


# --- links and files --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    source: str
    took_ms: float
    reading: Reading | None = None
    error: SummarizerError | None = None


async def _brief_sources(options: argparse.Namespace, settings: Settings) -> int:
    print_result = partial(_print_json if options.json else _print_text, options)
    async with _open_brief(options, settings) as brief, asyncio.TaskGroup() as group:
        waiting: asyncio.Queue[asyncio.Task[_Result] | None] = asyncio.Queue(SOURCES_AHEAD)
        failed = group.create_task(_print_results(waiting, print_result), name="results")
        for source in options.sources:
            await waiting.put(group.create_task(_try(brief, source)))
        await waiting.put(None)
    return int(failed.result())


async def _print_results(
    waiting: asyncio.Queue[asyncio.Task[_Result] | None], print_result: Callable[[_Result, int], None]
) -> bool:
    """Print results in the order of their sources; gives whether any source failed."""
    number, failed = 0, False
    while task := await waiting.get():
        result = await task
        failed = failed or result.error is not None
        print_result(result, number)
        number += 1
    return failed


async def _try(brief: Brief, source: str) -> _Result:
    began = time.perf_counter()
    try:
        reading = await brief(source)
    except SummarizerError as error:
        return _Result(source=source, took_ms=_since_ms(began), error=error)
    return _Result(source=source, took_ms=_since_ms(began), reading=reading)


def _since_ms(began: float) -> float:
    return (time.perf_counter() - began) * 1000


@asynccontextmanager
async def _open_brief(options: argparse.Namespace, settings: Settings) -> AsyncIterator[Brief]:
    ask = Ask(budget=Budget(sentences=options.sentences, words=options.words), method=options.method or DEFAULT_METHOD)
    async with AsyncExitStack() as stack:
        workers = await stack.enter_async_context(Workers())
        fetcher = await stack.enter_async_context(Fetcher(allow=AllowList.parse(settings.allow_hosts)))
        if not options.save:
            await workers.ready()  # whatever is measured from here on leaves the start of the pool out
            yield partial(_brief_once, workers, fetcher, ask, options.language)
            return
        database = await stack.enter_async_context(Database.open(settings.database_url.get_secret_value()))
        await workers.ready()
        briefings = Briefings(fetcher=fetcher, workers=workers, database=database, now=lambda: datetime.now(UTC))
        yield partial(_brief_and_keep, briefings, ask, options.language)


async def _brief_once(workers: Workers, fetcher: Fetcher, ask: Ask, language: str | None, source: str) -> Reading:
    if _is_link(source):
        parcel, _ = await fetch_parcel(fetcher, source)
    else:
        parcel = await _read_source(source)
    return await workers.run(jobs.brief_parcel, replace(parcel, language=language), ask.budget, ask.method)


async def _brief_and_keep(briefings: Briefings, ask: Ask, language: str | None, source: str) -> Reading:
    if _is_link(source):
        return (await briefings.brief_link(source, ask)).reading
    parcel = await _read_source(source)
    return (await briefings.brief_parcel(replace(parcel, language=language), ask)).reading


def _is_link(source: str) -> bool:
    return "://" in source


async def _read_source(source: str) -> Parcel:
    """The bytes of a file or of standard input.

    Raises:
        UnreadableFile: there is no such file, or it may not be read.
        TooLarge: more than 20 MB.
    """
    try:
        if source == STDIN:
            data = await read_aside(partial(standard_input().read, FILE_BYTES + 1))
        else:
            data = await read_aside(partial(_read_file, Path(source)))
    except OSError as error:
        raise UnreadableFile(reason=f"{error.strerror or type(error).__name__}{_link_hint(source)}") from error
    if len(data) > FILE_BYTES:
        raise TooLarge(limit_bytes=FILE_BYTES)
    return Parcel(data=data, file_name=None if source == STDIN else Path(source).name)


def _read_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FILE_BYTES + 1)


def _link_hint(source: str) -> str:
    """A word to those who leave out the beginning of a link."""
    is_host = "." in source.partition("/")[0].strip(".") and Path(source).suffix.lower() not in FILE_KINDS
    return f"; for a link, write https://{source}" if is_host else ""


def _print_json(_options: argparse.Namespace, result: _Result, _number: int) -> None:
    if result.error is not None:
        print(jsonl.dump(jsonl.failure(result.source, result.error)), flush=True)
    elif result.reading is not None:
        print(jsonl.dump(jsonl.success(result.source, result.reading, took_ms=result.took_ms)), flush=True)


def _print_text(_options: argparse.Namespace, result: _Result, number: int) -> None:
    words = wording(None)
    show = partial(render_terminal, columns=shutil.get_terminal_size().columns, styled=sys.stdout.isatty())
    if number:
        print("\n" + "─" * 20 + "\n", file=sys.stdout if result.error is None else sys.stderr, flush=True)
    if result.error is not None:
        told = Rich(f"{result.source}: {result.error} ({result.error.code})")
        read = render_still_read(result.error, words)
        hint = HINTS.get(result.error.code, "")
        print(show(join((told, Rich(hint), read), "\n\n")), file=sys.stderr, flush=True)
    elif result.reading is not None:
        print(show(render_briefing(result.reading, View(level=len(LEVELS) - 1), words)), flush=True)
