"""When a feed is asked next, and how: the manners of a good guest, as one pure function.

    answer (200, 304, 410, 429, 503) or error ─→ plan_poll ─→ PollPlan ─→ follow_plan ─→ the feed as it is stored

- A feed is asked without conditions once; ETag and Last-Modified go back byte for byte from the last full answer, never
  invented, never read.
- A feed that gives such validators is asked at most once an hour, one that gives none at most once a day. Longer where
  `max-age`, Expires, `ttl` or Retry-After say so, up to a day; never at its `skipHours`.
- Errors double the wait, up to a day; 429 and 503 are errors that say how long. 410 ends it.
- A permanent redirect is taken over when two answers in a row agree on where it leads.
- Up to a tenth more, by chance, so that feeds do not come due together. The time is stored: a restart asks nobody too
  early.

Source: Rachel Kroll's feed reader score project (https://rachelbythebay.com/fs/help.html).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from storage.feeds import Feed, FeedState, Note
from summarizer.errors import (
    BlockedAddress,
    HttpStatus,
    NotALink,
    SummarizerError,
    Timeout,
    TooLarge,
    Unreachable,
    Unusable,
    WrongType,
)
from summarizer.sources.fetch import Fetched, Validators

POLICY = timedelta(hours=1)
UNCONDITIONAL = timedelta(days=1)
LONGEST = timedelta(days=1)
JITTER = 0.1
AGREEING_MOVES = 2
GONE = 410
BUSY = frozenset({429, 503})
ERROR_STATUS = 400


class Trouble(StrEnum):
    """Why the last poll gave nothing: the key of a sentence for the list of feeds."""

    GONE = "gone"
    """The site says that the feed is no more; it is not asked again."""
    BUSY = "busy"
    """The site asked us to come less often."""
    REFUSED = "refused"
    """An error status."""
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    TOO_LARGE = "too_large"
    NO_FEED = "no_feed"
    """There is something, but no feed."""
    BLOCKED = "blocked"
    """An address that the bot must not open."""
    BROKEN = "broken"


_TROUBLES: tuple[tuple[type[SummarizerError], Trouble], ...] = (
    (HttpStatus, Trouble.REFUSED),
    (Unreachable, Trouble.UNREACHABLE),
    (Timeout, Trouble.SLOW),
    (TooLarge, Trouble.TOO_LARGE),
    (WrongType, Trouble.NO_FEED),
    (Unusable, Trouble.BROKEN),
    (BlockedAddress, Trouble.BLOCKED),
    (NotALink, Trouble.BLOCKED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PollResult:
    """How a poll went: the server's answer, if there was one, and what kept it from being read, if anything did.

    `ttl_s` and `skip_hours` (UTC) are what the feed in a full answer says; without one they are not looked at.
    """

    answer: Fetched | None = None
    error: SummarizerError | None = None
    ttl_s: int | None = None
    skip_hours: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.answer is None and self.error is None:
            raise ValueError("a poll has an answer or an error")


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPlan:
    """What follows from a poll.

    `next_poll_at` is None when the feed is not asked again. `url` is where it is asked from now on. `moved_to` is where
    `moved_hits` answers in a row redirected to. `trouble` is None when all is well.
    """

    next_poll_at: datetime | None
    validators: Validators
    url: str
    state: FeedState = FeedState.ACTIVE
    failures: int = 0
    trouble: Trouble | None = None
    moved_to: str | None = None
    moved_hits: int = 0
    ttl_s: int | None = None
    skip_hours: tuple[int, ...] = ()


def trouble_of(error: SummarizerError) -> Trouble:
    """What went wrong, as the key of a sentence."""
    return next((key for kind, key in _TROUBLES if isinstance(error, kind)), Trouble.BROKEN)


def validators_of(feed: Feed) -> Validators:
    """What the next request of a feed carries."""
    return Validators(etag=feed.etag, last_modified=feed.last_modified)


def plan_poll(feed: Feed, result: PollResult, now: datetime, chance: float, *, policy: timedelta = POLICY) -> PollPlan:
    """Decide what follows from a poll of `feed` that ended at `now`; `chance`, from 0 up to 1, is the jitter's share.

    `policy` is how long a feed is left alone that asks for nothing; less than an hour only where its owner agreed.

    Raises:
        ValueError: `chance` is out of range.
    """
    if not 0 <= chance <= 1:
        raise ValueError("chance is a share from 0 to 1")
    trouble = _trouble(result)
    if trouble is Trouble.GONE:
        return _end(feed)
    plan = _after_success(feed, result) if trouble is None else _after_trouble(feed, trouble)
    wait = min(max(_own_wait(feed, plan, policy), *_wishes_of_server(result.answer, now)), LONGEST)
    due = now + wait * (1 + JITTER * chance)
    return replace(plan, next_poll_at=_outside(due, plan.skip_hours))


def follow_plan(feed: Feed, plan: PollPlan, now: datetime) -> Feed:
    """Give the feed as it is to be stored after a poll that ended at `now`; its `url` is changed apart from it."""
    notes: dict[str, Note] = {**feed.notes, "ttl_s": plan.ttl_s, "skip_hours": list(plan.skip_hours)}
    return replace(
        feed,
        next_poll_at=plan.next_poll_at or now + LONGEST,
        polled_at=now,
        succeeded_at=feed.succeeded_at if plan.trouble else now,
        etag=plan.validators.etag,
        last_modified=plan.validators.last_modified,
        state=plan.state,
        failures=plan.failures,
        error=plan.trouble,
        moved_to=plan.moved_to,
        moved_hits=plan.moved_hits,
        notes=notes,
    )


def _trouble(result: PollResult) -> Trouble | None:
    status = result.answer.status if result.answer else getattr(result.error, "status", 0)
    if status == GONE:
        return Trouble.GONE
    if status in BUSY:
        return Trouble.BUSY
    if result.error is not None:
        return trouble_of(result.error)
    return Trouble.REFUSED if status >= ERROR_STATUS else None


# --- what is kept ----------------------------------------------------------------------------------------------------


def _end(feed: Feed) -> PollPlan:
    return PollPlan(
        next_poll_at=None,
        validators=validators_of(feed),
        url=feed.url,
        state=FeedState.GONE,
        failures=feed.failures + 1,
        trouble=Trouble.GONE,
        ttl_s=_kept_ttl(feed),
        skip_hours=_kept_hours(feed),
    )


def _after_success(feed: Feed, result: PollResult) -> PollPlan:
    answer = result.answer
    assert answer is not None  # without trouble there was an answer
    is_new = not answer.not_modified
    hits = _agreeing_hits(feed, answer)
    is_moved = hits >= AGREEING_MOVES
    return PollPlan(
        next_poll_at=None,
        # "Not modified" may carry others, or none: only a full answer's belong to what we hold.
        validators=Validators(etag=answer.etag, last_modified=answer.last_modified) if is_new else validators_of(feed),
        url=answer.permanent_url or feed.url if is_moved else feed.url,
        moved_to=None if is_moved else answer.permanent_url,
        moved_hits=0 if is_moved else hits,
        ttl_s=result.ttl_s if is_new else _kept_ttl(feed),
        skip_hours=result.skip_hours if is_new else _kept_hours(feed),
    )


def _after_trouble(feed: Feed, trouble: Trouble) -> PollPlan:
    return PollPlan(
        next_poll_at=None,
        validators=validators_of(feed),
        url=feed.url,
        failures=feed.failures + 1,
        trouble=trouble,
        moved_to=feed.moved_to,
        moved_hits=feed.moved_hits,
        ttl_s=_kept_ttl(feed),
        skip_hours=_kept_hours(feed),
    )


def _agreeing_hits(feed: Feed, answer: Fetched) -> int:
    if answer.permanent_url is None or answer.permanent_url == feed.url:
        return 0
    return feed.moved_hits + 1 if answer.permanent_url == feed.moved_to else 1


def _kept_ttl(feed: Feed) -> int | None:
    ttl_s = feed.notes.get("ttl_s")
    return ttl_s if isinstance(ttl_s, int) else None


def _kept_hours(feed: Feed) -> tuple[int, ...]:
    hours = feed.notes.get("skip_hours")
    return tuple(hour for hour in hours if isinstance(hour, int)) if isinstance(hours, list) else ()


# --- when ------------------------------------------------------------------------------------------------------------


def _own_wait(feed: Feed, plan: PollPlan, policy: timedelta) -> timedelta:
    """The longest of what we hold to be proper and what the feed itself asks for."""
    wishes = [policy, timedelta(seconds=plan.ttl_s or 0)]
    if plan.validators == Validators() and (plan.trouble is None or feed.succeeded_at is not None):
        wishes.append(UNCONDITIONAL)
    if plan.failures:
        # 2 ** 5 hours are more than a day: the exponent needs no more, however long a feed has been failing.
        wishes.append(policy * 2 ** min(plan.failures - 1, 5))
    return max(wishes)


def _wishes_of_server(answer: Fetched | None, now: datetime) -> list[timedelta]:
    if answer is None:
        return [timedelta()]
    wishes = [timedelta(seconds=answer.max_age_s or 0), timedelta(seconds=answer.retry_after_s or 0)]
    return [*wishes, answer.expires_at - now] if answer.expires_at is not None else wishes


def _outside(due: datetime, skip_hours: tuple[int, ...]) -> datetime:
    """The first hour from `due` on that is not to be skipped, at the same minute; a feed that skips all skips none."""
    later = (due + timedelta(hours=hours) for hours in range(24))
    return next((at for at in later if at.hour not in skip_hours), due)
