"""Why somebody hears of something, as it is kept on a delivery and shown under "Why this?". Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The feed that had it, and, when a topic asked for it, that topic's query and the words that matched.

    `words` stand as the report prints them; `fields` are terms beside words ("site:example.com").
    """

    feed_id: int
    topic_id: int | None = None
    query: str | None = None
    words: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def dump_reasons(reasons: Sequence[Reason]) -> list[dict[str, object]]:
    """What is stored; what is empty is left out."""
    return [_dump(reason) for reason in reasons]


def load_reasons(stored: Any) -> tuple[Reason, ...]:  # noqa: ANN401 (JSON)
    """The reasons that `dump_reasons` was given."""
    return tuple(
        Reason(
            feed_id=one["feed"],
            topic_id=one.get("topic"),
            query=one.get("query"),
            words=tuple(one.get("words", ())),
            fields=tuple(one.get("fields", ())),
        )
        for one in stored
    )


def _dump(reason: Reason) -> dict[str, object]:
    told = {
        "feed": reason.feed_id,
        "topic": reason.topic_id,
        "query": reason.query,
        "words": list(reason.words),
        "fields": list(reason.fields),
    }
    return {name: value for name, value in told.items() if value}
