import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import Database, sqlite_url
from storage.revisions import HEAD
from storage.schema import metadata
from tests.storage.postgres import Server, find_binaries, serve

_DATABASE = "tests"
_EMPTY = (  # a database for each test would be 300 files for each test
    f"TRUNCATE {', '.join(metadata.tables)}, story_terms RESTART IDENTITY;"
    f"UPDATE alembic_version SET version_num = '{HEAD}'"
)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running server; skips where PostgreSQL is not installed."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no initdb and pg_ctl: PostgreSQL is not installed here")
    with serve(binaries) as server:
        server.run_sql(f"CREATE DATABASE {_DATABASE}")
        asyncio.run(_migrate(server.url(_DATABASE)))
        yield server


async def _migrate(url: str) -> None:
    async with Database.open(url):
        pass


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "nutgraf.db"
    asyncio.run(_migrate(sqlite_url(path)))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with nothing in it, on each kind: the contract is the same."""
    if request.param == "sqlite":
        return sqlite_url(request.getfixturevalue("sqlite_path"))
    server_url: str = request.getfixturevalue("postgres_url")
    return server_url


@pytest.fixture
def postgres_url(postgres: Server) -> str:
    postgres.run_sql(_EMPTY, database=_DATABASE)
    return postgres.url(_DATABASE)


@pytest.fixture
async def db(url: str) -> AsyncIterator[Database]:
    async with Database.open(url) as database:
        yield database


@pytest.fixture
def sqlite_path(tmp_path: Path, sqlite_template: Path) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path / "nutgraf.db"))


@pytest.fixture
async def sqlite_db(sqlite_path: Path) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url(sqlite_path)) as database:
        yield database
