import asyncio
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.transport.pacing import OVERALL_PER_S, SWEEP_AT, Bucket, Pace, Pacer


def turns(pace: Pace, chat: int, count: int, now: float = 0.0) -> list[float]:
    return [pace.chat_turn(chat, now) for _ in range(count)]


def test_a_private_chat_has_a_burst_of_three_then_one_a_second() -> None:
    assert turns(Pace(), 7, 6) == [0, 0, 0, 1, 2, 3]


def test_a_group_never_has_more_than_twenty_in_any_minute() -> None:
    times = turns(Pace(), -100, 60)
    assert all(sum(start <= one < start + 60 for one in times) <= 20 for start in times)


def test_chats_do_not_wait_for_each_other() -> None:
    pace = Pace()
    turns(pace, 7, 10)
    assert turns(pace, 8, 1) == [0]


def test_overall_no_second_has_more_than_thirty() -> None:
    pace = Pace()
    times = [pace.overall_turn(0.0) for _ in range(100)]
    assert all(sum(start <= one < start + 1 for one in times) <= OVERALL_PER_S + 1 for start in times)


def test_a_flood_holds_its_chat_alone() -> None:
    pace = Pace()
    pace.flood(7, 30, now=0.0)
    assert pace.held(7) == 30
    assert pace.held(8) == 0


def test_floods_in_two_chats_within_a_second_hold_all() -> None:
    pace = Pace()
    pace.flood(7, 30, now=0.0)
    pace.flood(8, 5, now=0.5)
    assert pace.held(9) == 5.5
    assert pace.overall_turn(1.0) >= 5.5


def test_floods_in_one_chat_hold_nobody_else() -> None:
    pace = Pace()
    pace.flood(7, 30, now=0.0)
    pace.flood(7, 30, now=0.5)
    assert pace.held(9) == 0


def test_the_table_of_chats_forgets_the_idle() -> None:
    pace = Pace()
    for chat in range(1, SWEEP_AT + 1):
        pace.chat_turn(chat, 0.0)
    pace.chat_turn(5, 1_000.0)
    assert len(pace.chats) == 1


@given(st.lists(st.floats(0, 5), max_size=60), st.integers(1, 5), st.floats(0.1, 3))
def test_a_bucket_never_gives_more_than_burst_and_rate(gaps: list[float], burst: int, interval_s: float) -> None:
    bucket, now, given_at = Bucket(interval_s=interval_s, burst=burst), 0.0, []
    for gap in gaps:
        now += gap
        given_at.append(bucket.reserve(now))
    for index, start in enumerate(given_at):
        window = [one for one in given_at[index:] if one < start + interval_s * 3 - 1e-6]
        assert len(window) <= burst + 3


class Calls:
    """A call of the Bot API that answers as it is told."""

    def __init__(self, *answers: Exception | bool) -> None:
        self.answers = list(answers)
        self.at: list[float] = []

    async def __call__(self, *_args: object, **_kwargs: object) -> bool:
        self.at.append(time.monotonic())
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def post(pacer: Pacer, calls: Calls, endpoint: str = "sendMessage", chat: int = 7) -> object:
    return await pacer.process_request(calls, (), {}, endpoint, {"chat_id": chat}, None)


async def test_what_was_refused_is_sent_again_after_the_wait() -> None:
    calls = Calls(RetryAfter(1), True)
    async with asyncio.timeout(5):
        assert await post(Pacer(), calls) is True
    assert calls.at[1] - calls.at[0] >= 1


async def test_a_refusal_for_too_long_comes_back_to_the_caller() -> None:
    calls = Calls(RetryAfter(3_000))
    with pytest.raises(RetryAfter):
        await post(Pacer(), calls)
    assert len(calls.at) == 1


async def test_calls_that_do_not_post_do_not_wait() -> None:
    calls = Calls(*[True] * 20)
    pacer = Pacer()
    began = time.monotonic()
    for _ in range(20):
        await post(pacer, calls, endpoint="answerCallbackQuery")
    assert time.monotonic() - began < 0.5


async def test_posts_to_one_person_keep_their_pace() -> None:
    calls = Calls(*[True] * 4)
    pacer = Pacer()
    async with pacer_open(pacer):
        for _ in range(4):
            await post(pacer, calls)
    assert calls.at[3] - calls.at[0] >= 0.9


async def test_a_pace_switched_off_waits_for_nothing() -> None:
    calls = Calls(*[True] * 50)
    pacer = Pacer(enabled=False)
    began = time.monotonic()
    for _ in range(50):
        await post(pacer, calls)
    assert time.monotonic() - began < 0.5


class pacer_open:  # noqa: N801 (reads as a verb)
    def __init__(self, pacer: Pacer) -> None:
        self.pacer = pacer

    async def __aenter__(self) -> None:
        await self.pacer.initialize()

    async def __aexit__(self, *_error: object) -> None:
        await self.pacer.shutdown()
