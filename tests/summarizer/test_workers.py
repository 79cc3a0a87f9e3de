"""The pool itself: what a hostile job costs its neighbours. The jobs stand here, importable by the worker processes."""

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from summarizer.errors import HttpStatus, Paywall, Timeout, UnreadableFile
from summarizer.workers import Workers

LIMIT_S = 1.0
SOON_S = 3.0
"""Measured: 0.2 to 0.9 s on two free cores. The bound leaves room for a machine that is busy with other things."""


def job_add(left: int, right: int) -> int:
    return left + right


def job_pid() -> int:
    return os.getpid()


def job_hang() -> None:
    while True:
        pass


def job_sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "awake"


def job_crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def job_hog() -> int:
    return len(bytearray(4 << 30))


def job_paywall() -> None:
    raise Paywall(title="The title", site="The site", text=None)


def job_bug() -> None:
    raise ZeroDivisionError


def job_write(path: str) -> None:
    Path(path).write_text("x" * 10)


class Unpicklable(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)
        self.second = second


def job_unpicklable_error() -> None:
    raise Unpicklable("one", "two")


@pytest_asyncio.fixture
async def workers() -> AsyncIterator[Workers]:
    async with Workers(count=2, limit_s=LIMIT_S) as pool:
        await pool.run(job_add, 0, 0)  # the fork server is up
        yield pool


async def test_a_job_gives_its_value(workers: Workers) -> None:
    assert await workers.run(job_add, 2, 3) == 5


async def test_a_job_runs_in_another_process(workers: Workers) -> None:
    assert await workers.run(job_pid) != os.getpid()


async def test_an_error_of_ours_arrives_with_its_facts(workers: Workers) -> None:
    with pytest.raises(Paywall) as caught:
        await workers.run(job_paywall)
    assert (caught.value.title, caught.value.site) == ("The title", "The site")


@pytest.mark.parametrize("job", [job_bug, job_unpicklable_error])
async def test_a_failure_that_no_parser_should_have_is_an_unreadable_file(workers: Workers, job: object) -> None:
    with pytest.raises(UnreadableFile):
        await workers.run(job)  # type: ignore[arg-type]
    assert await workers.run(job_add, 1, 1) == 2


async def test_a_job_that_hangs_is_killed_and_its_neighbour_is_unharmed(workers: Workers) -> None:
    neighbour = asyncio.create_task(workers.run(job_sleep, 0.8))
    with pytest.raises(Timeout):
        await workers.run(job_hang)
    assert await neighbour == "awake"
    began = time.perf_counter()
    assert await workers.run(job_add, 1, 1) == 2
    assert time.perf_counter() - began < SOON_S


async def test_a_job_that_crashes_costs_only_itself(workers: Workers) -> None:
    neighbour = asyncio.create_task(workers.run(job_sleep, 0.5))
    with pytest.raises(UnreadableFile):
        await workers.run(job_crash)
    assert await neighbour == "awake"
    began = time.perf_counter()
    assert await workers.run(job_add, 1, 1) == 2
    assert time.perf_counter() - began < SOON_S


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited by address space, which only Linux tells")
async def test_a_memory_hog_is_refused_its_memory(workers: Workers) -> None:
    with pytest.raises(UnreadableFile) as caught:
        await workers.run(job_hog)
    assert "memory" in caught.value.reason
    assert await workers.run(job_add, 1, 1) == 2


async def test_cancelling_the_caller_frees_the_worker(workers: Workers) -> None:
    tasks = [asyncio.create_task(workers.run(job_hang)) for _ in range(2)]
    await asyncio.sleep(0.3)
    for task in tasks:
        task.cancel()
    began = time.perf_counter()
    assert await workers.run(job_add, 1, 1) == 2
    assert time.perf_counter() - began < SOON_S
    assert all(
        isinstance(done, asyncio.CancelledError) for done in await asyncio.gather(*tasks, return_exceptions=True)
    )


async def test_a_worker_writes_no_files(workers: Workers, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        await workers.run(job_write, str(tmp_path / "file"))


async def test_a_pool_that_was_closed_refuses_jobs() -> None:
    pool = Workers(count=1)
    with pytest.raises(RuntimeError):
        await pool.run(job_add, 1, 1)


ORPHANS = """
import asyncio, os, sys, time
from summarizer.workers import Workers
from tests.summarizer.test_workers import job_pid, job_hang
async def main():
    async with Workers(count=1, limit_s=60) as workers:
        print(await workers.run(job_pid), flush=True)
        hang = asyncio.create_task(workers.run(job_hang))
        await asyncio.sleep(0.5)
        print("busy", flush=True)
        await hang
asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the death signal of a parent is Linux's")
async def test_workers_die_with_a_killed_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.stdout.readline()  # it is in the middle of a job
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(400):
        if not Path(f"/proc/{pid}").exists() or "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text():
            return
        await asyncio.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    pytest.fail("the worker outlived its parent")


IMPATIENT = """
import asyncio, time
from summarizer.workers import Workers
from tests.summarizer.test_workers import job_pid

async def main():
    async with Workers():
        left_at = time.monotonic()
    print(time.monotonic() - left_at)
    async with Workers() as workers:
        assert await workers.run(job_pid)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_leaving_at_once_does_not_wait_for_the_imports_and_the_next_pool_works(tmp_path: Path) -> None:
    script = tmp_path / "impatient.py"
    script.write_text(IMPATIENT, encoding="utf-8")
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=True)
    assert float(done.stdout) < 2.5


def test_errors_survive_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(HttpStatus(url="http://paper.example/", status=503)))
    assert isinstance(error, HttpStatus)
    assert (error.url, error.status) == ("http://paper.example/", 503)
