"""A PostgreSQL server of our own for a test session, started from the system's binaries over a Unix socket."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
_START_LIMIT_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    binaries: Path
    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql://{_UNPRIVILEGED}@/{database}?host={self.folder}"

    def run_sql(self, statement: str, *, database: str = "postgres") -> None:
        arguments = ["-h", str(self.folder), "-U", _UNPRIVILEGED, "-d", database, "-v", "ON_ERROR_STOP=1", "-qc"]
        _run([str(self.binaries / "psql"), *arguments, statement])


def find_binaries() -> Path | None:
    """The folder of the newest PostgreSQL on this system that can start a server."""
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")]
    if debian:
        return max(debian, key=lambda folder: int(folder.parent.name))
    found = [shutil.which(program) for program in ("pg_ctl", "initdb", "psql")]
    return Path(found[0]).parent if found[0] and all(found) else None


@contextmanager
def serve(binaries: Path) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="nutgraf-pg-"))
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, _UNPRIVILEGED)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    try:
        _run([str(binaries / "initdb"), "-D", str(data), "-U", _UNPRIVILEGED, "-A", "trust", "-N", "-E", "UTF8"])
        _run([str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"])
        try:
            yield Server(binaries=binaries, folder=folder)
        finally:
            _run([str(binaries / "pg_ctl"), "-D", str(data), "-m", "fast", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str]) -> None:
    user = _UNPRIVILEGED if os.geteuid() == 0 else None
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, user=user, cwd="/", env=environment, timeout=_START_LIMIT_S
    )
