"""Topics and who follows them: a query stands once, in canonical form, for all who ask the same."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, and_, delete, exists, select, update

from storage.destinations import Destination
from storage.schema import topic_follows, topics
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_keep


class FollowMode(StrEnum):
    """When a destination hears of a topic."""

    AT_ONCE = "at_once"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A query under the id that an index knows it by."""

    id: int
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """That a destination follows a topic. `user_id` is who said so, None once they are forgotten."""

    to: Destination
    topic: Topic
    mode: FollowMode
    created_at: datetime
    muted_until: datetime | None = None
    user_id: int | None = None


async def add_topic(tx: WriteTx, query: str, *, now: datetime) -> Topic:
    """The topic of that canonical query, made if nobody follows it yet."""
    await tx.execute(insert_or_keep(tx.dialect, topics), {"query": query, "created_at": now})
    topic_id: int = await tx.find_value(select(topics.c.id).where(topics.c.query == query))
    return Topic(id=topic_id, query=query)


async def list_topics(tx: ReadTx, *, after: int = 0, limit: int = 10_000) -> tuple[Topic, ...]:
    """The topics with ids above `after`, ascending: to build an index, and to catch up with other processes."""
    rows = await tx.list_rows(select(topics).where(topics.c.id > after).order_by(topics.c.id).limit(limit))
    return tuple(Topic(id=row.id, query=row.query) for row in rows)


async def follow_topic(tx: WriteTx, follow: Follow) -> bool:
    """Follow a topic; says whether that is new. An older follow gets the new mode and is no longer muted."""
    values = {
        "chat_id": follow.to.chat_id,
        "thread_id": follow.to.thread_id,
        "topic_id": follow.topic.id,
        "mode": follow.mode,
        "muted_until": follow.muted_until,
        "user_id": follow.user_id,
        "created_at": follow.created_at,
    }
    statement = insert_or_keep(tx.dialect, topic_follows).returning(topic_follows.c.topic_id)
    if await tx.find_value(statement, values) is not None:
        return True
    again = update(topic_follows).where(_is_follow(follow.to, follow.topic.id))
    await tx.execute(again.values(mode=follow.mode, muted_until=follow.muted_until))
    return False


async def unfollow_topic(tx: WriteTx, to: Destination, topic_id: int) -> bool:
    """Follow a topic no longer; says whether it was followed. The topic goes with its last follower."""
    was_followed = (await tx.execute(delete(topic_follows).where(_is_follow(to, topic_id)))).rowcount > 0
    await drop_unfollowed(tx, [topic_id])
    return was_followed


async def set_follow_mode(tx: WriteTx, to: Destination, topic_id: int, mode: FollowMode) -> bool:
    """Hear of a topic at once, or in the digest; says whether it is followed."""
    changed = update(topic_follows).where(_is_follow(to, topic_id)).values(mode=mode)
    return (await tx.execute(changed)).rowcount > 0


async def mute_topic(tx: WriteTx, to: Destination, topic_id: int, *, until: datetime | None) -> bool:
    """Hear nothing of a topic before `until`, None ends that; says whether it is followed."""
    changed = update(topic_follows).where(_is_follow(to, topic_id)).values(muted_until=until)
    return (await tx.execute(changed)).rowcount > 0


async def find_follow(tx: ReadTx, to: Destination, topic_id: int) -> Follow | None:
    """How the destination follows a topic, None when it does not."""
    row = await tx.find_row(_FOLLOW.where(_is_follow(to, topic_id)))
    return None if row is None else _load(row)


async def list_follows(tx: ReadTx, to: Destination) -> tuple[Follow, ...]:
    """What the destination follows, in the order in which it began to."""
    mine = and_(topic_follows.c.chat_id == to.chat_id, topic_follows.c.thread_id == to.thread_id)
    rows = await tx.list_rows(_FOLLOW.where(mine).order_by(topic_follows.c.created_at, topic_follows.c.topic_id))
    return tuple(map(_load, rows))


async def drop_unfollowed(tx: WriteTx, topic_ids: Collection[int] | None = None) -> tuple[int, ...]:
    """Delete those of the topics that nobody follows, of all without `topic_ids`; gives their ids."""
    is_followed = exists().where(topic_follows.c.topic_id == topics.c.id)
    unfollowed = delete(topics).where(~is_followed)
    if topic_ids is not None:
        unfollowed = unfollowed.where(topics.c.id.in_(topic_ids))
    return tuple(row.id for row in await tx.list_rows(unfollowed.returning(topics.c.id)))


_FOLLOW = select(topic_follows, topics.c.query).join_from(topic_follows, topics)


def _is_follow(to: Destination, topic_id: int) -> Any:  # noqa: ANN401 (a condition)
    return and_(
        topic_follows.c.chat_id == to.chat_id,
        topic_follows.c.thread_id == to.thread_id,
        topic_follows.c.topic_id == topic_id,
    )


def _load(row: Row[Any]) -> Follow:
    return Follow(
        to=Destination(chat_id=row.chat_id, thread_id=row.thread_id),
        topic=Topic(id=row.topic_id, query=row.query),
        mode=FollowMode(row.mode),
        muted_until=row.muted_until,
        user_id=row.user_id,
        created_at=row.created_at,
    )
