"""Names to addresses: look-ups that hang, fail or outlive everything around them."""

import asyncio

import pytest

from summarizer.sources.lookup import MAX_ADDRESSES, Resolver
from tests.summarizer.sources.slow_names import SlowNames


async def test_lookups_left_behind_keep_their_threads_and_others_wait_bounded() -> None:
    slow = SlowNames()
    resolver = Resolver(lookup=slow, threads=1)
    for _ in range(2):
        with pytest.raises(TimeoutError):
            await resolver.resolve("news.example", within_s=0.05)
    slow.released.set()
    assert str((await resolver.resolve("news.example", within_s=5))[0]) == "8.8.8.8"


async def test_a_name_that_cannot_be_asked_for_is_no_server() -> None:
    def odd(name: str) -> tuple[str, ...]:
        raise UnicodeError(name)

    with pytest.raises(OSError, match="odd"):
        await Resolver(lookup=odd).resolve("odd", within_s=1)


def test_a_lookup_may_outlive_its_loop() -> None:
    slow = SlowNames()

    async def give_up() -> None:
        with pytest.raises(TimeoutError):
            await Resolver(lookup=slow).resolve("news.example", within_s=0.02)

    asyncio.run(give_up())
    slow.released.set()
    assert slow.answered.wait(5)


async def test_the_systems_resolver_gives_each_address_once() -> None:
    addresses = await Resolver().resolve("localhost", within_s=5)
    assert addresses
    assert len(set(addresses)) == len(addresses)
    assert all(address.is_loopback for address in addresses)


@pytest.mark.parametrize("count", [0, MAX_ADDRESSES + 1])
async def test_an_answer_of_none_or_far_too_many_addresses_is_an_error(count: int) -> None:
    with pytest.raises(OSError, match=f"{count} addresses"):
        await Resolver(lookup=lambda _: ("8.8.8.8",) * count).resolve("news.example", within_s=5)
