"""Following topics: feeds and who chose them, what they report, topics, the outbox, digests, weights."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
TEXT = sa.Text()


def upgrade() -> None:
    """Make the tables, those that others refer to first."""
    _create_digests()
    _create_events()
    _create_feeds()
    _create_pauses()
    _create_schedules()
    _create_topics()
    _create_weight_changes()
    _create_weights()
    _create_entries()
    _create_subscriptions()
    _create_topic_follows()
    _create_deliveries()
    _create_digest_items()


def _create_digests() -> None:
    op.create_table(
        "digests",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("thread_id", ID, nullable=False, comment="0 is none"),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False, comment="minutes after midnight; -1 when asked for"),
        sa.Column("shown", sa.Integer(), nullable=False, comment="items within the cap; the others are a tap away"),
        sa.Column("created_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
        comment="Digests that were put together: one for each date and slot, whatever the clock does.",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_digests_created_at", "digests", ["created_at"])
    op.create_index(
        "uq_digests_slot",
        "digests",
        ["chat_id", "thread_id", "local_date", "slot"],
        unique=True,
        sqlite_where=sa.text("slot >= 0"),
        postgresql_where=sa.text("slot >= 0"),
    )


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("merged_into", ID),
        sa.Column("created_at", AT, nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["events.id"], name="fk_events_merged_into", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        comment="What happened, as a group of reports of it.",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_created_at", "events", ["created_at"])
    op.create_index("ix_events_merged_into", "events", ["merged_into"])


def _create_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("url", TEXT, nullable=False, comment="as it is asked for"),
        sa.Column("title", TEXT),
        sa.Column("site_url", TEXT),
        sa.Column("language", TEXT),
        sa.Column("etag", TEXT, comment="of the last full answer, byte for byte"),
        sa.Column("last_modified", TEXT),
        sa.Column("state", TEXT, nullable=False),
        sa.Column(
            "primed", sa.Boolean(), nullable=False, comment="its history was taken in, so that what comes is new"
        ),
        sa.Column("next_poll_at", AT, nullable=False),
        sa.Column("leased_until", AT, comment="somebody is asking it right now"),
        sa.Column("polled_at", AT),
        sa.Column("succeeded_at", AT),
        sa.Column("failures", sa.Integer(), nullable=False, comment="in a row"),
        sa.Column("error", TEXT, comment="key of the last failure"),
        sa.Column("moved_to", TEXT, comment="where permanent redirects led last time"),
        sa.Column("moved_hits", sa.Integer(), nullable=False, comment="answers in a row that agreed on moved_to"),
        sa.Column("notes", TEXT, nullable=False, comment="what the planner of polls wants to find again"),
        sa.Column("created_at", AT, nullable=False),
        sa.CheckConstraint("state IN ('active', 'gone')", name="ck_feeds_state"),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("url", name="uq_feeds_url"),
        comment="Feeds that somebody chose, how they do, and when to ask next.",
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_feeds_due",
        "feeds",
        ["next_poll_at"],
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )


def _create_pauses() -> None:
    op.create_table(
        "pauses",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("paused_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_pauses"),
        comment="Chats that cannot be written to now: nothing is queued for them, what they chose stays.",
    )


def _create_schedules() -> None:
    op.create_table(
        "schedules",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("thread_id", ID, autoincrement=False, nullable=False, comment="0 is none"),
        sa.Column("zone", TEXT, nullable=False, comment="IANA name"),
        sa.Column("times", TEXT, nullable=False, comment="minutes after midnight, local, ascending"),
        sa.Column("weekdays", TEXT, nullable=False, comment="0 is Monday"),
        sa.Column("quiet_from", sa.Integer(), comment="minutes after midnight, local"),
        sa.Column("quiet_until", sa.Integer()),
        sa.Column("cap", sa.Integer(), nullable=False, comment="events that a digest shows"),
        sa.Column("next_due_at", AT, comment="null when there is no digest"),
        sa.Column("user_id", ID, comment="who set it last; null once they are forgotten"),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", name="pk_schedules"),
        comment="When a destination wants to be told.",
    )
    op.create_index("ix_schedules_next_due_at", "schedules", ["next_due_at"])
    op.create_index("ix_schedules_user_id", "schedules", ["user_id"])


def _create_topics() -> None:
    op.create_table(
        "topics",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("query", TEXT, nullable=False, comment="in canonical form"),
        sa.Column("created_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_topics"),
        sa.UniqueConstraint("query", name="uq_topics_query"),
        comment="Queries, each once for all who follow it.",
        sqlite_autoincrement=True,
    )


def _create_weight_changes() -> None:
    op.create_table(
        "weight_changes",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("thread_id", ID, nullable=False, comment="0 is none"),
        sa.Column("deltas", TEXT, nullable=False, comment="kind, name and steps of each"),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_weight_changes"),
        comment="Each tap on more or less like this, so that it can be taken back.",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_weight_changes_changed_at", "weight_changes", ["changed_at"])
    op.create_index("ix_weight_changes_chat_id", "weight_changes", ["chat_id"])


def _create_weights() -> None:
    op.create_table(
        "weights",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("thread_id", ID, autoincrement=False, nullable=False, comment="0 is none"),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False, comment="a feed's id, or a folded word"),
        sa.Column("value", sa.Integer(), nullable=False, comment="steps of more (above 0) or less like this"),
        sa.CheckConstraint("kind IN ('source', 'term')", name="ck_weights_kind"),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", "kind", "name", name="pk_weights"),
        comment="What a destination wants more or less of.",
    )


def _create_entries() -> None:
    op.create_table(
        "entries",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("feed_id", ID, nullable=False),
        sa.Column("guid", TEXT, nullable=False, comment="what the feed calls it, or its address"),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("story_id", ID),
        sa.Column("url", TEXT),
        sa.Column("canonical_url", TEXT),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("language", TEXT),
        sa.Column("published_at", AT),
        sa.Column("text_hash", TEXT, nullable=False),
        sa.Column("simhash", ID, nullable=False, comment="64 bits, as a signed number"),
        sa.Column("seen_at", AT, nullable=False),
        sa.Column("listed_at", AT, nullable=False, comment="the feed still had it then, to the day"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_entries_event_id"),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_entries_feed_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_entries_story_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("feed_id", "guid", name="uq_entries_feed_id_guid"),
        comment="Reports as feeds give them, each once for each feed.",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_entries_canonical_url", "entries", ["canonical_url"])
    op.create_index("ix_entries_event_id", "entries", ["event_id"])
    op.create_index("ix_entries_listed_at", "entries", ["listed_at"])
    op.create_index("ix_entries_seen_at", "entries", ["seen_at"])
    op.create_index("ix_entries_story_id", "entries", ["story_id"])
    op.create_index("ix_entries_text_hash", "entries", ["text_hash"])


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("thread_id", ID, autoincrement=False, nullable=False, comment="0 is none"),
        sa.Column("feed_id", ID, nullable=False),
        sa.Column("mode", TEXT, nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("user_id", ID, comment="who chose it; null once they are forgotten"),
        sa.Column("created_at", AT, nullable=False),
        sa.CheckConstraint("mode IN ('everything', 'topics', 'digest')", name="ck_subscriptions_mode"),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_subscriptions_feed_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", "feed_id", name="pk_subscriptions"),
        comment="Which feeds a destination chose. Nothing of any other feed ever reaches it.",
    )
    op.create_index("ix_subscriptions_feed_id", "subscriptions", ["feed_id"])
    op.create_index("ix_subscriptions_user_id", "subscriptions", ["user_id"])


def _create_topic_follows() -> None:
    op.create_table(
        "topic_follows",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("thread_id", ID, autoincrement=False, nullable=False, comment="0 is none"),
        sa.Column("topic_id", ID, nullable=False),
        sa.Column("mode", TEXT, nullable=False),
        sa.Column("muted_until", AT),
        sa.Column("user_id", ID, comment="who follows it; null once they are forgotten"),
        sa.Column("created_at", AT, nullable=False),
        sa.CheckConstraint("mode IN ('at_once', 'digest')", name="ck_topic_follows_mode"),
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], name="fk_topic_follows_topic_id"),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", "topic_id", name="pk_topic_follows"),
        comment="Which topics a destination follows, and how.",
    )
    op.create_index("ix_topic_follows_topic_id", "topic_follows", ["topic_id"])
    op.create_index("ix_topic_follows_user_id", "topic_follows", ["user_id"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", ID, sa.Identity(), nullable=False, comment="the order"),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("thread_id", ID, nullable=False, comment="0 is none"),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject_id", ID, nullable=False, comment="an event's, a digest's or a feed's id, by kind"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="0 is the first word on it"),
        sa.Column("entry_id", ID, comment="the report shown"),
        sa.Column("reasons", TEXT, nullable=False, comment="why this destination hears of it"),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("ambiguous", sa.Boolean(), nullable=False, comment="a send whose answer was lost may have arrived"),
        sa.Column("tries", sa.Integer(), nullable=False, comment="sends begun"),
        sa.Column("due_at", AT, nullable=False),
        sa.Column("leased_until", AT),
        sa.Column("lease", TEXT, comment="whose; null when nobody's"),
        sa.Column("message_id", ID, comment="what later replies name"),
        sa.Column("bundle_id", ID, comment="went along with"),
        sa.Column("error", TEXT),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("done_at", AT),
        sa.CheckConstraint("kind IN ('alert', 'digest', 'notice')", name="ck_deliveries_kind"),
        sa.CheckConstraint(
            "state IN ('new', 'held', 'sending', 'bundled', 'sent', 'ambiguous', 'dead')", name="ck_deliveries_state"
        ),
        sa.ForeignKeyConstraint(["bundle_id"], ["deliveries.id"], name="fk_deliveries_bundle_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name="fk_deliveries_entry_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint(
            "chat_id",
            "thread_id",
            "kind",
            "subject_id",
            "revision",
            name="uq_deliveries_chat_id_thread_id_kind_subject_id_revision",
        ),
        comment="The outbox: what is to be said to whom, once.",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_bundle_id", "deliveries", ["bundle_id"])
    op.create_index("ix_deliveries_done_at", "deliveries", ["done_at"])
    op.create_index("ix_deliveries_entry_id", "deliveries", ["entry_id"])
    op.create_index(
        "ix_deliveries_held",
        "deliveries",
        ["due_at"],
        sqlite_where=sa.text("state = 'held'"),
        postgresql_where=sa.text("state = 'held'"),
    )
    op.create_index(
        "ix_deliveries_waiting",
        "deliveries",
        ["chat_id", "id"],
        sqlite_where=sa.text("state IN ('new', 'sending')"),
        postgresql_where=sa.text("state IN ('new', 'sending')"),
    )


def _create_digest_items() -> None:
    op.create_table(
        "digest_items",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("thread_id", ID, autoincrement=False, nullable=False, comment="0 is none"),
        sa.Column("event_id", ID, autoincrement=False, nullable=False),
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("reasons", TEXT, nullable=False, comment="why this destination hears of it"),
        sa.Column("score", sa.Integer(), nullable=False, comment="weights of source and words, when it was matched"),
        sa.Column("added_at", AT, nullable=False),
        sa.Column("digest_id", ID, comment="null while it waits"),
        sa.Column("position", sa.Integer(), comment="in its digest, from 0"),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name="fk_digest_items_digest_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name="fk_digest_items_entry_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", "event_id", name="pk_digest_items"),
        comment="What waits for a digest, and what a digest held.",
    )
    op.create_index("ix_digest_items_digest_id", "digest_items", ["digest_id"])
    op.create_index("ix_digest_items_entry_id", "digest_items", ["entry_id"])
