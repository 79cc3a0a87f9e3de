"""The command as a process of its own: pipes, closed streams, Ctrl-C. Nothing may end in a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.cli import ACCESS, EXIT_INTERRUPTED
from bot.settings import Access
from tests.flows.stories import BRIDGE

ROOT = Path(__file__).parents[3]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
STOP_S = 8.0
LINE = json.dumps({"id": 1, "text": BRIDGE}).encode() + b"\n"


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """`nutgraf ARGUMENTS` in a process group of its own, as a terminal starts it, with its input kept open."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT, env=ENVIRONMENT, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True,
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def shell(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`sh -c COMMAND`, in which "$@" is `nutgraf` and the arguments."""
    words = ["sh", "-c", command, "sh", sys.executable, "-m", "bot", *arguments]
    return subprocess.run(words, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("wait_s", [0.2, 1.2])
@pytest.mark.parametrize("arguments", [["brief", "-"], ["brief", "--jsonl"], ["feed", "-"], ["match", "bridge"]])
def test_ctrl_c_ends_a_command_that_waits_for_its_input(arguments: Sequence[str], wait_s: float) -> None:
    with started(*arguments) as process:
        time.sleep(wait_s)
        os.killpg(process.pid, signal.SIGINT)
        status = process.wait(STOP_S)
        assert process.stderr is not None
        told = process.stderr.read().decode()
    # While it imports, the signal ends it the plain way; before that, Python itself may have a word to say.
    assert status in {EXIT_INTERRUPTED, -signal.SIGINT}
    assert status == -signal.SIGINT or told == ""


def test_a_reader_that_has_gone_ends_the_answers_though_more_input_may_come() -> None:
    with started("brief", "--jsonl") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(LINE * 40)
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1
        process.stdout.close()
        assert process.wait(STOP_S) == 0
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", [["brief", "--jsonl"], ["cluster"]])
def test_a_full_disk_is_said(arguments: Sequence[str], tmp_path: Path) -> None:
    lines = tmp_path / "lines"
    lines.write_bytes(LINE)
    done = shell(f'"$@" < {lines} > /dev/full', *arguments)
    assert done.returncode == 1
    assert done.stderr == "nutgraf: No space left on device\n"


def test_closed_streams_are_no_accident(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(BRIDGE, encoding="utf-8")
    silent = shell('"$@" >&-', "brief", str(story))
    assert (silent.returncode, silent.stderr) == (0, "")
    deaf = shell('"$@" <&-', "brief", "--json", "-")
    assert deaf.returncode == 1
    assert json.loads(deaf.stdout)["error"]["code"] == "too_short"


def test_the_time_taken_leaves_the_start_of_the_workers_out(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(BRIDGE, encoding="utf-8")
    began = time.monotonic()
    done = shell('"$@"', "brief", "--json", str(story))
    # Most of the whole is the start of this process and of the fork server; the story takes some 30 ms.
    assert json.loads(done.stdout)["took_ms"] < (time.monotonic() - began) * 1000 / 4


def test_the_choices_of_access_are_those_of_the_settings() -> None:
    assert tuple(Access) == ACCESS
