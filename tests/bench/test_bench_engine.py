"""The engine as a whole: 500 words of text to a briefing, what a start costs, what a process and a worker hold."""

import asyncio
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarizer import jobs
from summarizer.figures.tokens import parse_tokens
from summarizer.model import DEFAULT_METHOD, Budget, Document, MediaType
from summarizer.people.tokens import tokens_of
from tests.flows.stories import BRIDGE, ORCHARDS

pytestmark = pytest.mark.bench

BRIEFING_MS = 20.0
START_RATIO = 1.5
ROUNDS = 15
THIRD_PARTIES = (
    "telegram.ext, aiohttp, sqlalchemy.ext.asyncio, aiosqlite, pydantic_settings, platformdirs, "
    "babel.messages.pofile, babel.dates, pebble, yarl, regex, Stemmer"
)


def words(number: int) -> str:
    body = f"{BRIDGE.partition('By Ida Holm')[2]}\n\n{ORCHARDS.partition(chr(10))[2]}"
    paragraphs = [one for one in body.split("\n\n") if one.strip()]
    text, round_ = "", 0
    while len(text.split()) < number:
        round_ += 1
        text += "\n\n".join(one.replace("Sandvik", f"Sandvik{round_}") for one in paragraphs) + "\n\n"
    return text


def test_500_words_become_a_briefing_with_figures_and_people_in_20_ms() -> None:
    document = Document(data=words(500).encode(), media_type=MediaType.PLAIN, charset="utf-8")
    reading = jobs.brief_document(document, Budget(), DEFAULT_METHOD)
    times = []
    for _ in range(ROUNDS):
        parse_tokens.cache_clear()  # another story came between
        tokens_of.cache_clear()
        began = time.process_time()
        reading = jobs.brief_document(document, Budget(), DEFAULT_METHOD)
        times.append((time.process_time() - began) * 1000)
    assert reading.figures
    assert reading.people
    print(
        f"\n500 words → briefing, figures, people: median {statistics.median(times):.1f} ms CPU (best {min(times):.1f})"
    )
    assert statistics.median(times) <= BRIEFING_MS


def seconds(code: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - began


def test_a_start_costs_little_more_than_importing_its_third_parties() -> None:
    ratios = []
    for _ in range(7):
        empty = seconds("pass")
        ours = seconds("import bot.app") - empty
        bare = seconds(f"import {THIRD_PARTIES}") - empty
        ratios.append(ours / bare)
    print(f"\nimport bot.app against its third parties: median ×{statistics.median(ratios):.2f}")
    assert statistics.median(ratios) <= START_RATIO


def test_the_parent_process_never_loads_what_belongs_into_workers() -> None:
    code = "import sys, bot.app; print(*[m for m in ('sumy', 'nltk', 'trafilatura', 'numpy') if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert loaded == []


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
async def test_memory_of_the_process_and_of_a_worker_is_stated() -> None:
    from summarizer.workers import Workers  # noqa: PLC0415

    async with Workers(count=2) as workers:
        document = Document(data=words(500).encode(), media_type=MediaType.PLAIN, charset="utf-8")
        jobs_done = [workers.run(jobs.brief_document, document, Budget(), DEFAULT_METHOD) for _ in range(8)]
        await asyncio.gather(*jobs_done)
        pid = await workers.run(worker_pid)
        print(f"\na worker: {memory_mb(pid, 'Rss')} MB resident, {memory_mb(pid, 'Pss')} MB its own share")


def worker_pid() -> int:
    import os  # noqa: PLC0415

    return os.getpid()


def memory_mb(pid: int, kind: str) -> int:
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith(f"{kind}:")) // 1024
