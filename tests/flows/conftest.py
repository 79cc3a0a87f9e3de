from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.flows.stage import Stage, open_stage


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path) as opened:
        yield opened
