from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.polls import (
    JITTER,
    LONGEST,
    POLICY,
    PollPlan,
    PollResult,
    Trouble,
    follow_plan,
    plan_poll,
    validators_of,
)
from storage.feeds import Feed, FeedState
from summarizer.errors import (
    BlockedAddress,
    HttpStatus,
    NotALink,
    SummarizerError,
    Timeout,
    TooLarge,
    Unreachable,
    UnreadableFile,
    WrongType,
)
from summarizer.sources.fetch import Fetched, Validators

NOW = datetime(2026, 11, 2, 10, 30, tzinfo=UTC)
URL = "https://paper.example/feed"
NEW_URL = "https://paper.example/new"
HOUR = timedelta(hours=1)
ETAG = 'W/"a b--gzip"'
DATE = "Mon, 2 Nov 2026 9:00:00 GMT"  # as their server spells it, wrongly
FEED = Feed(
    id=1, url=URL, next_poll_at=NOW, created_at=NOW, etag=ETAG, last_modified=DATE, succeeded_at=NOW - HOUR, primed=True
)
NEW_FEED = Feed(id=1, url=URL, next_poll_at=NOW, created_at=NOW)
FULL = Fetched(url=URL, status=200, data=b"<rss/>", etag=ETAG, last_modified=DATE)
SAME = Fetched(url=URL, status=304, data=b"", not_modified=True)


def plan(feed: Feed = FEED, answer: Fetched | None = FULL, *, chance: float = 0.0, **result: object) -> PollPlan:
    return plan_poll(feed, PollResult(answer=answer, **result), NOW, chance)  # type: ignore[arg-type]


def wait(planned: PollPlan) -> timedelta:
    assert planned.next_poll_at is not None
    return planned.next_poll_at - NOW


def failed(error: SummarizerError, feed: Feed = FEED) -> PollPlan:
    return plan(feed, None, error=error)


# --- one unconditional request, ever -------------------------------------------------------------------------------


def test_validators_go_back_byte_for_byte() -> None:
    assert validators_of(follow_plan(NEW_FEED, plan(NEW_FEED), NOW)) == Validators(etag=ETAG, last_modified=DATE)


def test_validators_are_those_of_the_last_full_answer() -> None:
    other = replace(SAME, etag='"of the 304"', last_modified="now")
    assert plan(answer=other).validators == Validators(etag=ETAG, last_modified=DATE)
    assert plan(answer=replace(FULL, etag='"2"', last_modified=None)).validators == Validators(etag='"2"')


def test_validators_survive_trouble() -> None:
    for error in (Timeout(seconds=15), HttpStatus(url=URL, status=500), WrongType(media_type="text/html")):
        assert failed(error).validators == Validators(etag=ETAG, last_modified=DATE)


def test_a_full_answer_without_validators_has_none_to_send() -> None:
    assert plan(answer=replace(FULL, etag=None, last_modified=None)).validators == Validators()


# --- when ----------------------------------------------------------------------------------------------------------

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("change", "ttl_s", "expected"),
    [
        ({}, None, HOUR),
        ({"max_age_s": 60}, None, HOUR),
        ({"max_age_s": 43_200}, None, 12 * HOUR),
        ({"max_age_s": 10**9}, None, DAY),
        ({"expires_at": NOW + 3 * HOUR}, None, 3 * HOUR),
        ({"expires_at": NOW - 3 * HOUR}, None, HOUR),
        ({"expires_at": NOW + 3 * HOUR, "max_age_s": 2 * 3600}, None, 3 * HOUR),
        ({}, 7200, 2 * HOUR),
        ({}, 60, HOUR),
        ({}, 10**9, DAY),
        ({"retry_after_s": 5 * 3600.0}, None, 5 * HOUR),
        ({"etag": None}, None, HOUR),
        ({"etag": None, "last_modified": None}, None, DAY),
    ],
)
def test_the_longest_wish_holds_within_a_day(change: dict[str, object], ttl_s: int | None, expected: timedelta) -> None:
    assert wait(plan(answer=replace(FULL, **change), ttl_s=ttl_s)) == expected  # type: ignore[arg-type]


def test_what_the_feed_said_holds_while_it_is_unchanged() -> None:
    known = follow_plan(FEED, plan(ttl_s=10_800, skip_hours=(13,)), NOW)
    again = plan(known, SAME)
    assert again.ttl_s == 10_800
    assert wait(again) == 4 * HOUR  # 13:30 is in an hour to be skipped
    assert plan(known, FULL).ttl_s is None  # a new version that says nothing takes it back


@pytest.mark.parametrize(
    ("hours", "expected"),
    [((11,), 2 * HOUR), ((11, 12, 13), 4 * HOUR), ((10,), HOUR), (tuple(range(24)), HOUR), ((), HOUR)],
)
def test_hours_to_be_skipped_are_skipped(hours: tuple[int, ...], expected: timedelta) -> None:
    assert wait(plan(skip_hours=hours)) == expected


def test_jitter_only_adds_and_at_most_a_tenth() -> None:
    assert wait(plan(chance=0.0)) == HOUR
    assert wait(plan(chance=1.0)) == HOUR * (1 + JITTER)
    with pytest.raises(ValueError, match="share"):
        plan(chance=1.5)


def test_a_restart_asks_nobody_early() -> None:
    planned = plan(chance=0.4)
    assert follow_plan(FEED, planned, NOW).next_poll_at == planned.next_poll_at


# --- trouble -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (HttpStatus(url=URL, status=500), Trouble.REFUSED),
        (HttpStatus(url=URL, status=404), Trouble.REFUSED),
        (HttpStatus(url=URL, status=429), Trouble.BUSY),
        (Unreachable(url=URL, reason="x"), Trouble.UNREACHABLE),
        (Timeout(seconds=15), Trouble.SLOW),
        (TooLarge(limit_bytes=5), Trouble.TOO_LARGE),
        (WrongType(media_type="text/html"), Trouble.NO_FEED),
        (UnreadableFile(reason="x"), Trouble.BROKEN),
        (BlockedAddress(url=URL), Trouble.BLOCKED),
        (NotALink(url=URL, problem="x"), Trouble.BLOCKED),
        (SummarizerError(), Trouble.BROKEN),
    ],
)
def test_trouble_has_a_name_and_counts(error: SummarizerError, trouble: Trouble) -> None:
    planned = failed(error)
    assert (planned.trouble, planned.failures, planned.state) == (trouble, 1, FeedState.ACTIVE)
    stored = follow_plan(FEED, planned, NOW)
    assert (stored.error, stored.failures, stored.succeeded_at) == (trouble, 1, NOW - HOUR)


def test_an_answer_with_an_error_status_is_trouble_too() -> None:
    assert plan(answer=replace(FULL, status=500)).trouble is Trouble.REFUSED


def test_waits_double_up_to_a_day() -> None:
    feed, hours = FEED, []
    for _ in range(8):
        planned = failed(Unreachable(url=URL, reason="x"), feed)
        hours.append(wait(planned) / HOUR)
        feed = follow_plan(feed, planned, NOW)
    assert hours == [1, 2, 4, 8, 16, 24, 24, 24]


def test_success_forgets_the_failures() -> None:
    recovered = follow_plan(replace(FEED, failures=7, error="slow"), plan(), NOW)
    assert (recovered.failures, recovered.error, recovered.succeeded_at) == (0, None, NOW)


def test_a_feed_without_validators_is_asked_once_a_day_even_after_trouble() -> None:
    bare = replace(FEED, etag=None, last_modified=None)
    assert wait(failed(Timeout(seconds=15), bare)) == DAY
    assert wait(failed(Timeout(seconds=15), NEW_FEED)) == HOUR  # it never gave us anything


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("asked_s", "expected"), [(None, HOUR), (600.0, HOUR), (7200.0, 2 * HOUR), (10.0**8, DAY)])
def test_who_is_busy_is_left_alone(status: int, asked_s: float | None, expected: timedelta) -> None:
    planned = plan(answer=replace(FULL, status=status, retry_after_s=asked_s))
    assert planned.trouble is Trouble.BUSY
    assert wait(planned) == expected
    assert planned.validators == validators_of(FEED)


@pytest.mark.parametrize("result", [
    PollResult(answer=replace(FULL, status=410)), PollResult(error=HttpStatus(url=URL, status=410)),
])  # fmt: skip
def test_who_is_gone_is_asked_no_more(result: PollResult) -> None:
    planned = plan_poll(FEED, result, NOW, 0.5)
    assert (planned.next_poll_at, planned.state, planned.trouble) == (None, FeedState.GONE, Trouble.GONE)
    assert follow_plan(FEED, planned, NOW).state is FeedState.GONE


# --- moves ---------------------------------------------------------------------------------------------------------


def test_a_permanent_redirect_is_taken_over_after_two_that_agree() -> None:
    moved = replace(FULL, url=NEW_URL, permanent_url=NEW_URL)
    first = plan(answer=moved)
    assert (first.url, first.moved_to, first.moved_hits) == (URL, NEW_URL, 1)
    second = plan(follow_plan(FEED, first, NOW), replace(SAME, url=NEW_URL, permanent_url=NEW_URL))
    assert (second.url, second.moved_to, second.moved_hits) == (NEW_URL, None, 0)
    assert second.validators == validators_of(FEED)


@pytest.mark.parametrize(("between", "hits"), [(FULL, 1), (replace(FULL, permanent_url="https://x.example/"), 1)])
def test_answers_that_do_not_agree_start_anew(between: Fetched, hits: int) -> None:
    moved = replace(FULL, url=NEW_URL, permanent_url=NEW_URL)
    feed = follow_plan(FEED, plan(answer=moved), NOW)
    feed = follow_plan(feed, plan(feed, between), NOW)
    third = plan(feed, moved)
    assert (third.url, third.moved_hits) == (URL, hits)


def test_trouble_between_two_redirects_changes_nothing() -> None:
    moved = replace(FULL, url=NEW_URL, permanent_url=NEW_URL)
    feed = follow_plan(FEED, plan(answer=moved), NOW)
    feed = follow_plan(feed, failed(Timeout(seconds=15), feed), NOW)
    assert plan(feed, moved).url == NEW_URL


def test_a_redirect_to_itself_is_no_move() -> None:
    assert plan(answer=replace(FULL, permanent_url=URL)).moved_hits == 0


# --- all of it -----------------------------------------------------------------------------------------------------


def test_a_poll_has_an_answer_or_an_error() -> None:
    with pytest.raises(ValueError, match="answer or an error"):
        PollResult()


def test_notes_of_another_make_are_not_trusted() -> None:
    odd = replace(FEED, notes={"ttl_s": "soon", "skip_hours": "all", "kept": 1})
    planned = plan(odd, SAME)
    assert (planned.ttl_s, planned.skip_hours) == (None, ())
    assert follow_plan(odd, planned, NOW).notes == {"ttl_s": None, "skip_hours": [], "kept": 1}


ANSWERS = st.builds(
    Fetched,
    url=st.just(URL),
    status=st.sampled_from([200, 304, 429, 500, 503]),
    data=st.just(b""),
    etag=st.none() | st.just(ETAG),
    max_age_s=st.none() | st.integers(0, 10**8),
    expires_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    retry_after_s=st.none() | st.floats(0, 31_536_000),
    not_modified=st.booleans(),
)
RESULTS = st.builds(
    PollResult,
    answer=ANSWERS,
    error=st.none() | st.just(WrongType(media_type="")),
    ttl_s=st.none() | st.integers(0, 10**9),
    skip_hours=st.lists(st.integers(0, 23), max_size=23).map(tuple),
)
STORED = st.builds(
    lambda failures, etag: replace(FEED, failures=failures, etag=etag),
    st.integers(0, 10_000),
    st.none() | st.just(ETAG),
)


@given(feed=STORED, result=RESULTS, chance=st.floats(0, 1))
def test_no_poll_is_too_early_or_too_late(feed: Feed, result: PollResult, chance: float) -> None:
    planned = plan_poll(feed, result, NOW, chance)
    skipped = timedelta(hours=24) if planned.skip_hours else timedelta()
    assert POLICY <= wait(planned) <= LONGEST * (1 + JITTER) + skipped
    assert planned.next_poll_at is not None
    assert planned.next_poll_at.hour not in planned.skip_hours
    if planned.validators == Validators():
        assert wait(planned) >= LONGEST


@pytest.mark.parametrize(
    ("feed", "result", "expected"),
    [
        (FEED, PollResult(answer=SAME), 1),
        (replace(FEED, failures=2), PollResult(error=Timeout(seconds=10)), 4),
        (FEED, PollResult(answer=FULL, ttl_s=7_200), 120),
        (FEED, PollResult(answer=replace(FULL, max_age_s=600)), 10),
        (NEW_FEED, PollResult(answer=replace(FULL, etag=None, last_modified=None)), 1_440),
    ],
)
def test_an_owner_who_agreed_is_asked_sooner_and_has_the_last_word(
    feed: Feed, result: PollResult, expected: int
) -> None:
    planned = plan_poll(feed, result, NOW, 0.0, policy=timedelta(minutes=1))
    assert wait(planned) == timedelta(minutes=expected)
