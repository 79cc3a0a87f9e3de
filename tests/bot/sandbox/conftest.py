from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.sandbox.clock import Clock
from bot.sandbox.server import Sandbox
from tests.bot.sandbox.driver import Driver

START = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
async def sandbox(clock: Clock) -> AsyncIterator[Sandbox]:
    async with Sandbox(port=0, clock=clock, first_id=1) as running:
        yield running


@pytest.fixture
async def driver(sandbox: Sandbox) -> AsyncIterator[Driver]:
    async with Driver(sandbox.url) as opened:
        yield opened
