"""Killable processes for everything that parses foreign bytes.

Why processes: a hostile page holds a parser for minutes inside C code, where neither a thread nor an event loop can be
stopped (0.44 MB of attributes keep lxml busy for 14 s, a 34 KB file 39 s). Why pebble and not the standard pool: the
standard one cannot cancel a running job and breaks as a whole on one crash. A job costs 0.3 ms more than a plain call.

Why a fork server: a worker must not inherit our sockets and threads, yet start within milliseconds; the server is a
clean process that has imported `summarizer.warm`.
"""

import asyncio
import ctypes
import logging
import multiprocessing
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from summarizer.errors import SummarizerError, Timeout, UnreadableFile

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

PARSE_LIMIT_S = 5.0
MEMORY_BYTES = 1 << 30
TASKS_PER_WORKER = 200
STOP_LIMIT_S = 3.0
START_GRACE_S = 1.0
"""How long leaving the block waits for a fork server that is still importing, which takes seconds on a busy machine."""
START_LOOK_S = 0.2
OPEN_FILES = 64
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failure:
    """What a job raised, as a value: an exception that does not unpickle would break pebble's pool for good.

    `trace` is where, when no parser should have raised it; without the exception's words, which may be a reader's.
    """

    error: SummarizerError
    trace: str = ""


class Workers:
    """A pool of `count` processes; each job may take `limit_s` seconds and `memory_bytes` beyond what is preloaded.

    A job that runs over, crashes or is cancelled costs its own process and nothing else: its neighbours go on, and the
    next job finds a fresh worker within a second.
    """

    def __init__(self, *, count: int = 2, limit_s: float = PARSE_LIMIT_S, memory_bytes: int = MEMORY_BYTES) -> None:
        self._count = count
        self._limit_s = limit_s
        self._memory_bytes = memory_bytes
        self._pool: ProcessPool | None = None
        self._starting: asyncio.Task[None] | None = None

    @property
    def count(self) -> int:
        """How many jobs run at once."""
        return self._count

    async def __aenter__(self) -> Self:
        self._pool = self._new_pool()
        # The fork server imports for some seconds, and starting a worker waits for it: in a thread, and at once, so
        # that neither the loop nor the first job has to.
        self._starting = asyncio.create_task(asyncio.to_thread(_start, self._pool), name="workers start")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pool, self._pool = self._pool, None
        if pool is not None and self._starting is not None:
            await asyncio.wait({self._starting}, timeout=START_GRACE_S)
            if not self._starting.done():
                _kill_fork_server()
            await asyncio.shield(asyncio.to_thread(_close, pool))
            await asyncio.gather(self._starting, return_exceptions=True)

    async def ready(self) -> None:
        """Return once a worker is up."""
        if self._starting is not None:
            await asyncio.shield(self._starting)

    async def run(self, job: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What `job(*args, **kwargs)` gives in a worker; the job and its values must be picklable.

        Cancelling the caller kills the worker.

        Raises:
            SummarizerError: as the job raised it.
            Timeout: the job ran over its time and was killed.
            UnreadableFile: the job crashed its process, ran out of memory, or failed in a way no parser should.
        """
        await self.ready()
        try:
            try:
                result = await self._attempt(job, args, kwargs)
            except BrokenProcessPool:
                # A neighbour that crashed in its first instant can take the whole pool along: once more, in a new one.
                result = await self._attempt(job, args, kwargs)
        except TimeoutError as error:
            raise Timeout(seconds=self._limit_s) from error
        except (ProcessExpired, BrokenProcessPool) as error:
            raise UnreadableFile(reason="it broke the reader") from error
        if isinstance(result, _Failure):
            if result.trace:
                logger.warning("a reader failed: %s\n%s", result.error, result.trace)
            raise result.error
        done: T = result
        return done

    async def _attempt(self, job: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T | _Failure:
        done: T | _Failure = await asyncio.wrap_future(
            self._running().schedule(_perform, args=(job, args, kwargs), timeout=self._limit_s)
        )
        return done

    def _running(self) -> ProcessPool:
        if self._pool is None:
            raise RuntimeError("workers run inside their `async with` block only")
        if not self._pool.active:
            self._pool = self._new_pool()
        return self._pool

    def _new_pool(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["summarizer.warm"])
        # One thread of linear algebra a worker: the matrices are small, and idle threads cost 40 MB of stack each.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        return ProcessPool(
            max_workers=self._count,
            max_tasks=TASKS_PER_WORKER,
            initializer=_confine,
            initargs=(self._memory_bytes,),
            context=context,
        )


def _start(pool: ProcessPool) -> None:
    _start_fork_server()
    first = pool.schedule(_nothing)
    while not first.done():
        wait([first], timeout=START_LOOK_S)
        # A pool that was stopped meanwhile never tells what became of its jobs.
        if not first.done() and not pool.active:
            raise BrokenProcessPool("stopped before it was up")
    first.result()


def _start_fork_server() -> None:
    """Start the fork server deaf to Ctrl-C, which a terminal sends to all our processes.

    It ignores the signal itself, but only after its imports, and would end them with a traceback. The mask of this
    thread is what it inherits; the resource tracker, which the library starts first, would unblock it again.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _nothing() -> None:
    """The job that finds out whether a worker is up."""


def _kill_fork_server() -> None:
    """End a fork server that nobody needs any more; the standard library starts another when one is asked for."""
    pid: int | None = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]  # noqa: SLF001
    if pid is None:
        return
    os.kill(pid, signal.SIGKILL)
    if hasattr(os, "waitid"):  # macOS has none before Python 3.13
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # dead, but left for the library to find so


def _close(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join(timeout=STOP_LIMIT_S)


def _perform(job: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T | _Failure:
    try:
        return job(*args, **kwargs)
    except SummarizerError as error:
        return _Failure(error=error)
    except MemoryError:
        return _Failure(error=UnreadableFile(reason="it needs more memory than a reader may use"))
    except Exception as error:  # noqa: BLE001 (the outermost handler of a process that reads foreign bytes)
        reason = f"the reader failed on it ({type(error).__name__})"
        return _Failure(error=UnreadableFile(reason=reason), trace="".join(traceback.format_tb(error.__traceback__)))


def _confine(memory_bytes: int) -> None:
    """Limits of a worker: memory, files, no core; it dies at SIGTERM even inside C code, and with its fork server."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    if sys.platform == "linux":
        limit = _address_space_bytes() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        _die_with_the_bot()


def _die_with_the_bot() -> None:
    """Have this worker killed with its fork server, and the server end with the bot, also in the middle of a job.

    The server ends when nobody holds its pipe any more; the library leaves it open in every worker, so that one in an
    endless job would keep the server, and thereby itself, alive after a `kill -9` of the bot.
    """
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    server: Any = forkserver._forkserver  # noqa: SLF001
    alive, server._forkserver_alive_fd = server._forkserver_alive_fd, None  # noqa: SLF001
    if alive is not None:
        os.close(alive)


def _address_space_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
