import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database, sqlite_url
from tests.bot.services.following import Clock, Web


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("services") / "nutgraf.db"
    asyncio.run(_migrate(sqlite_url(path)))
    return path


async def _migrate(url: str) -> None:
    async with Database.open(url):
        pass


@pytest.fixture
async def db(tmp_path: Path, migrated: Path) -> AsyncIterator[Database]:
    path = shutil.copy(migrated, tmp_path / "nutgraf.db")
    async with Database.open(sqlite_url(Path(path))) as database:
        yield database


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web() -> Web:
    return Web()
