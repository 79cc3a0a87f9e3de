"""How long a newcomer waits: from the command to the page, and from the first story to its briefing."""

import json
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.flows.stories import BRIDGE

pytestmark = pytest.mark.bench

PAGE_S = 5.0
BRIEFING_S = 1.0
ROUNDS = 3


@contextmanager
def sandbox() -> Iterator[tuple[str, int, float]]:
    """The page's address, the process and the seconds until the page was there."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "sandbox", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        found = re.search(rb"http://\S+", process.stdout.readline())
        assert found is not None
        url = found[0].decode().rstrip("/")
        with urllib.request.urlopen(url + "/") as page:
            assert b"<html" in page.read()
        yield url, process.pid, time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def call(url: str, path: str, fields: dict[str, object] | None = None) -> Any:  # noqa: ANN401 (JSON)
    data = None if fields is None else json.dumps(fields).encode()
    request = urllib.request.Request(url + path, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def seconds_to_briefing(url: str, user: int) -> float:
    began = time.perf_counter()
    call(url, "/sim/message", {"chat": user, "user": user, "text": BRIDGE})
    while True:
        messages = call(url, f"/sim/chats/{user}?after=1&wait_s=5")["messages"]
        if any("3.2 million euros" in message["text"] for message in messages if message["from"]["is_bot"]):
            return time.perf_counter() - began


def test_the_page_and_the_first_briefing_come_soon() -> None:
    pages, first, second, memory = [], [], [], []
    for _ in range(ROUNDS):
        with sandbox() as (url, pid, page_s):
            pages.append(page_s)
            time.sleep(3)  # a newcomer reads the page first, while the workers start
            memory.append(resident_mb(pid))
            first.append(seconds_to_briefing(url, 7))
            second.append(seconds_to_briefing(url, 8))
    print(
        f"\npage after {min(pages):.1f} s, first briefing after {min(first):.2f} s, next {min(second):.2f} s; "
        f"idle, the process holds {min(memory)} MB"
    )
    assert min(pages) <= PAGE_S
    assert min(first) <= BRIEFING_S


def resident_mb(pid: int) -> int:
    rows = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("VmRSS:")) // 1024
