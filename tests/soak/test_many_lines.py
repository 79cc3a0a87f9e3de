"""A hundred thousand JSON lines through `nutgraf brief --jsonl`: one answer each, in order, and memory stays flat."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

LINES = 100_000
SEED_TEXT = (
    "The harbour bridge at Sandvik{0} reopened on Monday after {1} months of repairs that cost {2} million euros. "
    "Mayor Per Lund cut the ribbon in front of {3} guests. Engineers replaced {4} tonnes of steel. "
    "Shopkeepers on the south bank said that they had lost a third of their trade."
)
FLAT = 1.15
"""The most that the last tenth may need over the first tenth after warming up."""

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3_000)]


def line(number: int) -> bytes:
    match number % 50:
        case 7:
            return b"this is no JSON\n"
        case 8:
            return json.dumps({"id": number}).encode() + b"\n"
        case 9:
            return json.dumps({"id": number, "text": "\ud800 lone", "words": 0}).encode() + b"\n"
        case _:
            text = SEED_TEXT.format(number, number % 30, number % 9 + 0.5, number % 700, number % 900)
            return json.dumps({"id": number, "text": text, "sentences": 2}).encode() + b"\n"


def tree_kb(pid: int) -> int:
    """Resident memory of a process and all below it, each one's own part of what they share."""
    total = 0
    for child in (pid, *children(pid)):
        try:
            for row in Path(f"/proc/{child}/smaps_rollup").read_text().splitlines():
                if row.startswith("Pss:"):
                    total += int(row.split()[1])
        except OSError:
            continue
    return total


def children(pid: int) -> list[int]:
    try:
        direct = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return direct + [below for one in direct for below in children(one)]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_hundred_thousand_lines_are_answered_in_order_with_flat_memory() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "brief", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    feeder = threading.Thread(target=feed, args=(process.stdin,))
    feeder.start()
    began = time.monotonic()
    memory: list[int] = []
    for number in range(LINES):
        check(number, json.loads(process.stdout.readline()))
        if number % (LINES // 100) == 0:
            memory.append(tree_kb(process.pid))
    took_s = time.monotonic() - began
    feeder.join()
    assert process.stdout.read() == b""
    process.stdout.close()
    assert process.wait(30) == 0
    early, late = max(memory[5:15]), max(memory[-10:])
    print(f"\n{LINES} lines in {took_s:.0f} s ({LINES / took_s:.0f}/s), memory {early // 1024} → {late // 1024} MB")
    assert late <= FLAT * early


def feed(stdin: object) -> None:
    with stdin as lines:  # type: ignore[attr-defined]
        for number in range(LINES):
            lines.write(line(number))


def check(number: int, answer: dict[str, object]) -> None:
    match number % 50:
        case 7:
            assert answer["id"] is None
            assert answer["error"]
        case 8 | 9:
            assert answer["id"] == number
            assert answer["error"]
        case _:
            assert answer["id"] == number, answer
            assert "error" not in answer, answer
