import asyncio
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.backup import backup, restore
from storage.check import check, check_file
from storage.database import Database, sqlite_url
from storage.errors import (
    BackupBroken,
    DatabaseBusy,
    DatabaseUnavailable,
    DiskFull,
    NotForPostgres,
    SchemaTooNew,
    TargetExists,
)
from storage.revisions import HEAD
from storage.stories import find_story_by_url, save_reading
from tests.storage.postgres import Server
from tests.storage.samples import NOON, THREE, reading


async def keep(db: Database, number: int) -> None:
    async with db.write() as tx:
        url = f"https://a.example/{number}"
        await save_reading(tx, reading(), canonical_url=url, read_at=NOON, budget=THREE)


async def holds(path: Path, number: int) -> bool:
    async with Database.open(sqlite_url(path)) as db, db.read() as tx:
        return await find_story_by_url(tx, f"https://a.example/{number}") is not None


@pytest.fixture
async def filled(sqlite_path: Path) -> Path:
    async with Database.open(sqlite_url(sqlite_path)) as db:
        await keep(db, 1)
    return sqlite_path


async def test_a_backup_of_a_closed_database_holds_everything(filled: Path, tmp_path: Path) -> None:
    report = backup(sqlite_url(filled), tmp_path / "copy.db")
    assert (report.revision, report.rows["stories"], report.rows["figures"], report.problems) == (HEAD, 1, 2, ())
    assert report.place == str(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert await holds(tmp_path / "copy.db", 1)


async def test_backups_under_a_live_writer_are_whole_and_the_writer_goes_on(sqlite_path: Path, tmp_path: Path) -> None:
    done = asyncio.Event()

    async def write_on(db: Database) -> int:
        number = 0
        while not done.is_set():
            await keep(db, number)
            number += 1
        return number

    async with Database.open(sqlite_url(sqlite_path)) as db:
        writing = asyncio.create_task(write_on(db))
        reports = [
            await asyncio.to_thread(backup, sqlite_url(sqlite_path), tmp_path / f"copy{number}.db")
            for number in range(5)
        ]
        done.set()
        written = await writing
    counts = [report.rows["stories"] for report in reports]
    assert counts == sorted(counts)
    assert written >= counts[-1]
    for report in reports:
        assert report.rows["stories"] == report.rows["briefings"] == report.rows["readings"]
        assert report.problems == ()


def test_a_backup_overwrites_nothing(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")
    with pytest.raises(TargetExists, match=r"copy\.db exists already"):
        backup(sqlite_url(filled), tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_a_backup_of_nothing_or_to_nowhere_says_so(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="no such file"):
        backup(sqlite_url(tmp_path / "none.db"), tmp_path / "copy.db")
    with pytest.raises(DatabaseUnavailable, match="No such file"):
        backup(sqlite_url(filled), tmp_path / "nowhere" / "copy.db")


def test_a_backup_waits_for_nobody_who_holds_the_file(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.backup.BUSY_TIMEOUT_S", 0.01)
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseBusy):
            backup(sqlite_url(filled), tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_full_disk_gives_no_backup(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=32k", "tiny", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount a tiny file system here")
    try:
        with pytest.raises(DiskFull):
            backup(sqlite_url(filled), folder / "copy.db")
        assert list(folder.iterdir()) == []
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_damaged_database_gives_no_backup_and_leaves_no_file(filled: Path, tmp_path: Path) -> None:
    damage(filled)
    target = tmp_path / "copy.db"
    with pytest.raises((BackupBroken, DatabaseUnavailable)):
        backup(sqlite_url(filled), target)
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * 4096 * 20)


async def test_a_restored_database_is_the_one_of_the_backup_and_the_old_one_is_kept(
    filled: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    backup(sqlite_url(filled), copy)
    async with Database.open(sqlite_url(filled)) as db:
        await keep(db, 2)
    report = restore(copy, sqlite_url(filled))
    assert (report.restored.rows["stories"], report.restored.place) == (1, str(filled))
    assert report.kept_aside == filled.with_name("nutgraf.db.before-restore")
    assert [await holds(filled, 1), await holds(filled, 2), await holds(report.kept_aside, 2)] == [True, False, True]
    assert restore(copy, sqlite_url(filled)).kept_aside == filled.with_name("nutgraf.db.before-restore-1")
    assert copy.exists()


async def test_a_restore_where_nothing_was_makes_the_database(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(sqlite_url(filled), copy)
    fresh = tmp_path / "elsewhere" / "nutgraf.db"
    assert restore(copy, sqlite_url(fresh)).kept_aside is None
    assert await holds(fresh, 1)


async def test_a_log_left_by_a_crash_is_kept_with_the_old_database(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(sqlite_url(filled), copy)
    crashed = tmp_path / "crashed.db"
    async with Database.open(sqlite_url(filled)) as db:
        await keep(db, 2)
        for suffix in ("", "-wal"):
            crashed.with_name(crashed.name + suffix).write_bytes(filled.with_name(filled.name + suffix).read_bytes())
    report = restore(copy, sqlite_url(crashed))
    assert report.kept_aside is not None
    assert [await holds(crashed, 2), await holds(report.kept_aside, 2)] == [False, True]


async def test_a_log_that_cannot_be_folded_in_is_not_played_into_the_restored_database(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    backup(sqlite_url(filled), copy)
    crashed = tmp_path / "crashed.db"
    async with Database.open(sqlite_url(filled)) as db:
        await keep(db, 2)
        for suffix in ("", "-wal"):
            crashed.with_name(crashed.name + suffix).write_bytes(filled.with_name(filled.name + suffix).read_bytes())
    monkeypatch.setattr("storage.backup._fold_log", lambda _: None)
    report = restore(copy, sqlite_url(crashed))
    assert report.kept_aside is not None
    assert [await holds(crashed, 2), await holds(report.kept_aside, 2)] == [False, True]


async def test_a_damaged_database_can_be_replaced(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(sqlite_url(filled), copy)
    filled.write_bytes(b"not a database at all" * 500)
    filled.with_name(filled.name + "-wal").write_bytes(b"nor a log")
    report = restore(copy, sqlite_url(filled))
    assert report.kept_aside is not None
    assert report.kept_aside.read_bytes().startswith(b"not a database")
    assert await holds(filled, 1)


async def test_a_file_system_without_hard_links_will_do(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    copy = tmp_path / "copy.db"
    backup(sqlite_url(filled), copy)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    report = restore(copy, sqlite_url(filled))
    assert report.kept_aside is not None
    assert [await holds(filled, 1), await holds(report.kept_aside, 1)] == [True, True]


async def test_nothing_is_restored_under_a_running_program(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(sqlite_url(filled), copy)
    async with Database.open(sqlite_url(filled)) as db:
        await keep(db, 2)
        with pytest.raises(DatabaseBusy):
            restore(copy, sqlite_url(filled))
        await keep(db, 3)
    assert await holds(filled, 3)
    assert not list(filled.parent.glob("*.before-restore*"))
    assert not list(filled.parent.glob(".*.unfinished"))


@pytest.mark.parametrize("content", [b"", b"not a database" * 1000])
def test_a_bad_backup_touches_nothing(filled: Path, tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(content)
    before = filled.read_bytes()
    with pytest.raises(BackupBroken):
        restore(bad, sqlite_url(filled))
    assert filled.read_bytes() == before


def test_a_backup_that_is_not_there_says_so(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="no such file"):
        restore(tmp_path / "none.db", sqlite_url(filled))


def test_a_backup_of_a_later_version_is_refused(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(sqlite_url(filled), copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BackupBroken, match="9999 is newer"):
        restore(copy, sqlite_url(filled))


def test_postgresql_has_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(NotForPostgres, match="pg_dump"):
        backup("postgresql://u@h/x", tmp_path / "copy.db")
    with pytest.raises(NotForPostgres, match="pg_restore"):
        restore(tmp_path / "copy.db", "postgresql://u@h/x")


# Checking


async def test_a_check_of_an_empty_database_finds_nothing(postgres: Server) -> None:
    postgres.run_sql("DROP DATABASE IF EXISTS nothing")
    postgres.run_sql("CREATE DATABASE nothing")
    report = await check(postgres.url("nothing"))
    assert (report.revision, report.rows, report.problems, report.is_current) == (None, {}, (), False)


async def test_a_good_database_has_no_problems(url: str) -> None:
    async with Database.open(url) as db:
        await keep(db, 1)
        report = await check(url)
    assert (report.problems, report.revision, report.is_current, report.rows["stories"]) == ((), HEAD, True, 1)


async def test_a_check_of_a_newer_schema_says_so(url: str) -> None:
    async with Database.open(url) as db, db.write() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    if url.startswith("postgresql"):
        with pytest.raises(SchemaTooNew):
            await check(url)
    else:
        assert "9999 is newer" in (await check(url)).problems[0]


def test_rows_without_what_they_refer_to_are_found(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("DELETE FROM readings")
    problems = check_file(filled).problems
    assert "a row of briefings refers to a row of readings that is gone" in problems


def test_damage_is_found(filled: Path) -> None:
    damage(filled)
    report = check_file(filled)
    assert report.problems
    assert not report.is_current or report.problems[0].startswith(("integrity", "not readable"))


def test_a_stranger_is_no_database_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (id)")
    assert check_file(path).problems == ("holds tables of another program",)


async def test_a_check_of_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="no such file"):
        await check(sqlite_url(tmp_path / "none.db"))
    with pytest.raises(DatabaseUnavailable):
        await check(f"postgresql://u@/x?host={tmp_path}")
