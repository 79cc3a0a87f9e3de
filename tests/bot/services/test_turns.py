import asyncio

from bot.services.turns import Turns


async def test_a_key_has_one_turn_at_a_time_and_other_keys_do_not_wait() -> None:
    turns: Turns[str] = Turns()
    told: list[str] = []
    gate = asyncio.Event()

    async def hold(key: str, name: str) -> None:
        async with turns.take(key):
            told.append(name)
            if name == "first":
                await gate.wait()

    tasks = [asyncio.create_task(hold(key, name)) for key, name in (("a", "first"), ("a", "second"), ("b", "other"))]
    await asyncio.sleep(0.01)
    assert told == ["first", "other"]
    gate.set()
    await asyncio.gather(*tasks)
    assert told == ["first", "other", "second"]


async def test_a_newcomer_waits_for_who_was_waiting_before() -> None:
    turns: Turns[str] = Turns()
    at_once = most = 0

    async def hold() -> None:
        nonlocal at_once, most
        async with turns.take("a"):
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0.005)
            at_once -= 1

    async with asyncio.TaskGroup() as group:
        for _ in range(6):
            group.create_task(hold())
            await asyncio.sleep(0.003)
    assert most == 1


async def test_a_key_that_nobody_needs_is_forgotten() -> None:
    turns: Turns[int] = Turns()
    for key in range(100):
        async with turns.take(key):
            assert len(turns) == 1
    assert len(turns) == 0
