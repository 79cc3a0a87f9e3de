from dataclasses import replace
from datetime import timedelta

from bot.services.fanout import FanOut, Report, plan_fanout, weigh
from storage.audience import Listener, Quiet, Weight
from storage.feeds import FeedMode
from storage.reasons import Reason
from storage.topics import FollowMode, Topic
from summarizer.topics.match import Match
from tests.bot.services.following import ADA, BO, FORUM, NOON

BOATS = Topic(id=1, query="boats")
FERRIES = Topic(id=2, query="ferries")
REPORT = Report(
    entry_id=5,
    feed_id=7,
    event_id=9,
    matches={1: Match(words=("Boats",)), 2: Match(words=("ferry",), fields=("site:post.example",))},
)
AT_ONCE, DIGEST = FollowMode.AT_ONCE, FollowMode.DIGEST


def plan(*listeners: Listener, **more: object) -> FanOut:
    options: dict[str, object] = {"told": (), "weights": {}, "now": NOON, **more}
    return plan_fanout(REPORT, listeners, **options)  # type: ignore[arg-type]


def chooses(to: object, mode: FeedMode, quiet: Quiet | None = None) -> Listener:
    return Listener(to=to, feed_mode=mode, quiet=quiet)  # type: ignore[arg-type]


def follows(to: object, topic: Topic, mode: FollowMode) -> Listener:
    return Listener(to=to, feed_mode=FeedMode.TOPICS, topic=topic, follow_mode=mode)  # type: ignore[arg-type]


def test_a_story_reaches_a_chat_once_even_if_two_topics_match() -> None:
    made = plan(follows(ADA, BOATS, AT_ONCE), follows(ADA, FERRIES, AT_ONCE))
    (told,) = made.deliveries
    assert made.items == ()
    assert told.reasons == (
        Reason(feed_id=7, topic_id=1, query="boats", words=("Boats",)),
        Reason(feed_id=7, topic_id=2, query="ferries", words=("ferry",), fields=("site:post.example",)),
    )


def test_everything_is_said_at_once_and_digests_wait() -> None:
    made = plan(chooses(ADA, FeedMode.EVERYTHING), chooses(BO, FeedMode.DIGEST), follows(FORUM, BOATS, DIGEST))
    assert [one.to for one in made.deliveries] == [ADA]
    assert [one.to for one in made.items] == [BO, FORUM]


def test_a_topic_at_once_wins_over_a_feed_in_the_digest() -> None:
    made = plan(chooses(ADA, FeedMode.DIGEST), follows(ADA, BOATS, AT_ONCE))
    assert [one.to for one in made.deliveries] == [ADA]
    assert made.items == ()


def test_who_knows_of_the_event_is_not_told_again() -> None:
    assert plan(chooses(ADA, FeedMode.EVERYTHING), chooses(BO, FeedMode.DIGEST), told={ADA, BO}) == FanOut()


def test_quiet_hours_hold_what_is_said_at_once_and_no_digest() -> None:
    quiet = Quiet(zone="UTC", from_minute=11 * 60, until_minute=13 * 60)
    made = plan(chooses(ADA, FeedMode.EVERYTHING, quiet), chooses(BO, FeedMode.EVERYTHING))
    assert [(one.to, one.due_at, one.held) for one in made.deliveries] == [
        (ADA, NOON + timedelta(hours=1), True),
        (BO, NOON, False),
    ]


def test_what_somebody_wants_less_of_waits_for_the_digest_if_there_is_one() -> None:
    less = {
        ADA: [Weight(to=ADA, kind="source", name="7", value=-1), Weight(to=ADA, kind="term", name="boats", value=-1)]
    }
    follower = follows(ADA, BOATS, AT_ONCE)
    with_digest = replace(follower, has_digest=True)
    assert [one.score for one in plan(with_digest, weights=less).items] == [-2]
    assert plan(with_digest, weights=less).deliveries == ()
    assert len(plan(with_digest, weights={ADA: less[ADA][:1]}).deliveries) == 1, "a feed alone still comes"
    assert len(plan(follower, weights=less).deliveries) == 1, "without a digest it would never come"


def test_wishes_weigh_the_feed_and_the_words_that_matched() -> None:
    wishes = (
        Weight(to=ADA, kind="source", name="7", value=-2),
        Weight(to=ADA, kind="source", name="8", value=50),
        Weight(to=ADA, kind="term", name="boats", value=3),
        Weight(to=ADA, kind="term", name="7", value=50),
    )
    (item,) = plan(follows(ADA, BOATS, DIGEST), weights={ADA: wishes}).items
    assert item.score == 1
    assert weigh(item.reasons, ()) == 0
    assert REPORT.words == {"boats", "ferry"}
