"""The link cache: what an address led to when it was last fetched, and how to ask again cheaply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.schema import links
from storage.transactions import ReadTx, WriteTx
from storage.upserts import insert_or_renew

Fact = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What `url` (in canonical form) gave at `fetched_at`: a story, or a failure's code with its facts.

    `etag` and `last_modified` are kept byte for byte, as the server sent them.
    """

    url: str
    fetched_at: datetime
    story_id: int | None = None
    failure: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    etag: str | None = None
    last_modified: str | None = None

    def __post_init__(self) -> None:
        if (self.story_id is None) == (self.failure is None):
            raise ValueError("a link leads to a story or to a failure")


_FIND = select(links).where(links.c.url == bindparam("asked"))


async def find_link(tx: ReadTx, url: str) -> Link | None:
    """What the canonical `url` last gave, None when it was never fetched. How old is too old is the caller's rule."""
    row = await tx.find_row(_FIND, {"asked": url})
    if row is None:
        return None
    return Link(
        url=row.url,
        fetched_at=row.fetched_at,
        story_id=row.story_id,
        failure=row.failure,
        facts=row.facts,
        etag=row.etag,
        last_modified=row.last_modified,
    )


async def save_link(tx: WriteTx, link: Link) -> None:
    """Remember what the link gave, in place of what it gave before."""
    statement = insert_or_renew(tx.dialect, links, key=("url",))
    values = {
        "url": link.url,
        "story_id": link.story_id,
        "failure": link.failure,
        "facts": dict(link.facts),
        "etag": link.etag,
        "last_modified": link.last_modified,
        "fetched_at": link.fetched_at,
    }
    await tx.execute(statement, values)


async def prune_links(tx: WriteTx, before: datetime, *, limit: int = 1000) -> int:
    """Forget at most `limit` links fetched before that instant and say how many; the stories stay."""
    old = select(links.c.url).where(links.c.fetched_at < before).limit(limit)
    return (await tx.execute(delete(links).where(links.c.url.in_(old)))).rowcount
