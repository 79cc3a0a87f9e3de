import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.database import Database, sqlite_url
from storage.errors import DiskFull
from storage.privacy import erase_user
from storage.quotas import count_fetches, take_fetches
from storage.room import Room
from storage.schema import users
from storage.users import UserSettings, save_settings
from tests.storage.samples import NOON


class Disk:
    """A disk with as much room as a test says."""

    def __init__(self, free: int) -> None:
        self.free = free

    def usage(self, _folder: Path) -> "Disk":
        return self


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk(free=10**12)
    monkeypatch.setattr(shutil, "disk_usage", made.usage)
    return made


def reserve_of(path: Path) -> Path:
    return path.with_name(path.name + ".reserve")


async def take(db: Database) -> bool:
    async with db.write() as tx:
        return await take_fetches(tx, 7, at=NOON, number=1, limit=9)


async def test_with_little_room_ordinary_writes_stop_reading_and_erasing_go_on(sqlite_path: Path, disk: Disk) -> None:
    async with Database.open(sqlite_url(sqlite_path)) as db:
        assert await take(db)
        assert reserve_of(sqlite_path).stat().st_blocks * 512 >= 2**20
        disk.free = 2**20
        with pytest.raises(DiskFull):
            await take(db)
        async with db.read() as tx:
            assert await count_fetches(tx, 7, at=NOON) == 1
        async with db.write(freeing=True) as tx:
            await erase_user(tx, 7)
        assert not reserve_of(sqlite_path).exists()
        async with db.write(freeing=True) as tx:
            await erase_user(tx, 7)
        disk.free = 10**12
        assert await take(db)
        assert reserve_of(sqlite_path).exists()


def test_no_reserve_is_made_from_the_last_of_the_room(tmp_path: Path, disk: Disk) -> None:
    disk.free = 16 * 2**20
    Room(tmp_path / "nutgraf.db").claim(freeing=False)
    assert list(tmp_path.iterdir()) == []


def test_a_system_that_cannot_reserve_goes_without(tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_fallocate")
    assert disk.free
    Room(tmp_path / "nutgraf.db").claim(freeing=False)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tiny", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount a tiny file system here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


async def test_on_a_disk_that_others_have_filled_a_person_can_still_be_erased(
    tiny_disk: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.room.FLOOR_BYTES", 2**19)
    path = Path(shutil.copy(sqlite_template, tiny_disk / "nutgraf.db"))
    async with Database.open(sqlite_url(path)) as db:
        async with db.write() as tx:
            await save_settings(tx, UserSettings(user_id=7, language="ru"))
        with (tiny_disk / "others.log").open("wb", buffering=0) as log:
            log.write(bytes(shutil.disk_usage(tiny_disk).free))
        with pytest.raises(DiskFull):
            await take(db)
        async with db.write(freeing=True) as tx:
            await erase_user(tx, 7)
        async with db.read() as view:
            assert await view.list_rows(select(users)) == []
        (tiny_disk / "others.log").unlink()
        assert await take(db)
