import asyncio
import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text

from storage.database import Database, find_revision, sqlite_url
from storage.engines import parse_url
from storage.errors import ForeignDatabase, NotADatabase, SchemaBehind, SchemaTooNew, UnsupportedUrl
from storage.migrate import upgrade
from storage.revisions import HEAD, REVISIONS
from storage.schema import access, metadata
from tests.storage.postgres import Server

_MADE_BY_HAND = ("story_terms",)


async def open_and_close(url: str, *, migrate: bool = True) -> None:
    async with Database.open(url, migrate=migrate):
        pass


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "empty.db")
    server: Server = request.getfixturevalue("postgres")
    server.run_sql("DROP DATABASE IF EXISTS empty")
    server.run_sql("CREATE DATABASE empty")
    return server.url("empty")


async def test_an_empty_database_is_migrated_and_opens_again(empty_url: str) -> None:
    await open_and_close(empty_url)
    await open_and_close(empty_url, migrate=False)


async def test_two_that_start_together_migrate_once(empty_url: str) -> None:
    await asyncio.gather(open_and_close(empty_url), open_and_close(empty_url))


async def test_who_waited_while_another_migrated_finds_nothing_to_do(url: str) -> None:
    async with Database.open(url) as db, db.write() as tx:
        await tx._connection.run_sync(upgrade, "here")
        assert await tx._connection.run_sync(find_revision, "here") == HEAD


async def test_an_empty_database_is_left_alone_when_asked_not_to_migrate(empty_url: str) -> None:
    with pytest.raises(SchemaBehind, match=f"schema none must be migrated to {HEAD}"):
        await open_and_close(empty_url, migrate=False)


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"include_object": _is_ours, "compare_type": False})
    return list(compare_metadata(context, metadata))


def _is_ours(_item: object, name: str | None, *_rest: object) -> bool:
    return not (name or "").startswith((*_MADE_BY_HAND, "ix_story_terms"))


async def test_the_migrations_make_the_tables_that_the_code_knows(db: Database) -> None:
    async with db.read() as tx:
        assert await tx._connection.run_sync(_differences) == []


def test_the_constant_names_all_migration_scripts_in_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("storage") / "migrations"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS
    assert scripts.get_heads() == [HEAD]


async def test_a_newer_schema_is_refused_with_what_to_do(url: str) -> None:
    async with Database.open(url) as db, db.write() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNew, match=r"9999 is newer than .* update the program") as caught:
        await open_and_close(url)
    assert (caught.value.found, caught.value.known) == ("9999", HEAD)


async def test_tables_of_another_program_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (id)")
    other.close()
    with pytest.raises(ForeignDatabase, match="another program"):
        await open_and_close(sqlite_url(path))


async def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, " * 1000)
    with pytest.raises(NotADatabase, match=r"letter\.txt"):
        await open_and_close(sqlite_url(path))
    assert path.read_text().startswith("Dear reader")


_MIGRATE_AND_DIE = """
import asyncio, os, sys
from alembic.operations import Operations
from storage.database import Database

made = []
create = Operations.create_table
def create_table(self, *args, **kwargs):
    made.append(create(self, *args, **kwargs))
    if len(made) == 5:
        os.kill(os.getpid(), 9)
Operations.create_table = create_table

import alembic.op
alembic.op.create_table = lambda *a, **k: create_table(alembic.op._proxy, *a, **k)

async def main():
    async with Database.open(sys.argv[1]):
        print("migrated")
asyncio.run(main())
"""


async def test_a_process_killed_in_its_migration_leaves_a_database_that_migrates(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "killed.db")
    killed = subprocess.run([sys.executable, "-c", _MIGRATE_AND_DIE, url], capture_output=True, check=False)
    assert killed.returncode == -9
    await open_and_close(url)


async def test_a_database_at_the_newest_revision_starts_without_alembic(sqlite_path: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from storage.database import Database\n"
        "async def main():\n"
        "    async with Database.open(sys.argv[1]): pass\n"
        "asyncio.run(main())\n"
        "print([name for name in ('alembic', 'asyncpg', 'sumy', 'numpy') if name in sys.modules])"
    )
    arguments = [sys.executable, "-c", script, sqlite_url(sqlite_path)]
    assert subprocess.run(arguments, capture_output=True, check=True).stdout.strip() == b"[]"


async def test_a_revision_is_read_inside_a_transaction_too(db: Database) -> None:
    async with db.read() as tx:
        assert await tx._connection.run_sync(find_revision, "here") == HEAD
        assert await tx.list_rows(select(access)) == []


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("mysql://u:secret@host/x", "neither sqlite nor postgresql"),
        ("nutgraf.db", "not readable"),
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("sqlite:///file:x?mode=memory&uri=true", "in memory"),
    ],
)
async def test_urls_that_cannot_be_opened_say_why_and_no_password(url: str, problem: str) -> None:
    with pytest.raises(UnsupportedUrl, match=problem) as caught:
        await open_and_close(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg", "postgresql+psycopg"])
def test_every_name_of_postgresql_takes_the_same_driver(scheme: str) -> None:
    assert parse_url(f"{scheme}://u@h/x").drivername == "postgresql+asyncpg"


def test_an_sqlite_library_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(UnsupportedUrl, match=r"older than 3\.35"):
        asyncio.run(open_and_close("sqlite:////nowhere/x.db"))


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(UnsupportedUrl, match=r"nutgraf\[postgres\]"):
        asyncio.run(open_and_close("postgresql://u@h/x"))
