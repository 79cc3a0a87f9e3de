"""The tables. What each one remembers stands in its comment; the migrations make them and never import this module.

Keys of people and chats are Telegram's 64-bit ids. Instants are UTC.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    false,
    text,
)

from storage.columns import BigId, CleanText, JsonText, UtcDateTime

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

stories = Table(
    "stories",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("canonical_url", CleanText, unique=True, comment="null for pasted texts and files"),
    Column("text_hash", CleanText, nullable=False, comment="of title, paragraphs and subheads"),
    Column("title", CleanText),
    Column("byline", CleanText),
    Column("authors", JsonText, nullable=False),
    Column("site", CleanText),
    Column("published", CleanText, comment="ISO 8601 as the source gives it, maybe a date alone"),
    Column("language", CleanText),
    Column("url", CleanText, comment="as the article gives it"),
    Column("paragraphs", JsonText, nullable=False),
    Column("subheads", JsonText, nullable=False, comment="indexes of paragraphs"),
    Column("partial", Boolean, nullable=False),
    Column("live", Boolean, nullable=False, server_default=false(), comment="a live blog's newest entries"),
    Column("read_at", UtcDateTime, nullable=False),
    Index(
        "uq_stories_pasted",
        "text_hash",
        unique=True,
        sqlite_where=text("canonical_url IS NULL"),
        postgresql_where=text("canonical_url IS NULL"),
    ),
    sqlite_autoincrement=True,  # the id of a deleted story is never given to another
    comment="Articles that were read. A story without URL is one text, whoever pasted it.",
)

readings = Table(
    "readings",
    metadata,
    Column("story_id", BigId, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, comment="the pipeline's"),
    Column("basis", CleanText, nullable=False, comment="the story's text_hash and language then: another is stale"),
    Column("sentences", JsonText, nullable=False, comment="start, end and paragraph of each, flat"),
    comment="What one version of the pipeline found in a story, whatever the length asked for.",
)

briefings = Table(
    "briefings",
    metadata,
    Column("story_id", BigId, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("method", CleanText, primary_key=True),
    Column("budget_sentences", Integer, primary_key=True, comment="0 when words count"),
    Column("budget_words", Integer, primary_key=True, comment="0 when sentences count"),
    Column("chosen", JsonText, nullable=False, comment="indexes of sentences"),
    Column("whole", Boolean, nullable=False),
    ForeignKeyConstraint(["story_id", "version"], ["readings.story_id", "readings.version"], ondelete="CASCADE"),
    comment="The sentences chosen, by method and length.",
)

figures = Table(
    "figures",
    metadata,
    Column("story_id", BigId, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", CleanText, nullable=False),
    Column("value", CleanText, nullable=False, comment="a decimal, exact"),
    Column("high", CleanText),
    Column("kind", CleanText, nullable=False),
    Column("unit", CleanText, nullable=False),
    Column("qualifier", CleanText, nullable=False),
    Column("label", CleanText, nullable=False),
    Column("sentence", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rank", Integer),
    ForeignKeyConstraint(["story_id", "version"], ["readings.story_id", "readings.version"], ondelete="CASCADE"),
    comment="Every figure found, key ones ranked.",
)

key_lines = Table(
    "key_lines",
    metadata,
    Column("story_id", BigId, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", CleanText, nullable=False),
    Column("figures", JsonText, nullable=False, comment="positions in figures"),
    Column("computed", Boolean, nullable=False),
    ForeignKeyConstraint(["story_id", "version"], ["readings.story_id", "readings.version"], ondelete="CASCADE"),
    comment="The lines that key figures are shown in.",
)

people = Table(
    "people",
    metadata,
    Column("story_id", BigId, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", CleanText, nullable=False),
    Column("role", CleanText, nullable=False),
    Column("sentence", Integer, nullable=False),
    Column("rank", Integer, nullable=False),
    ForeignKeyConstraint(["story_id", "version"], ["readings.story_id", "readings.version"], ondelete="CASCADE"),
    comment="Who a story is about.",
)

quotes = Table(
    "quotes",
    metadata,
    Column("story_id", BigId, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("speaker", Integer, comment="position among the people; null when nobody is named"),
    Column("sentence", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    ForeignKeyConstraint(["story_id", "version"], ["readings.story_id", "readings.version"], ondelete="CASCADE"),
    comment="What people of a story said; the words are a span of the article.",
)

links = Table(
    "links",
    metadata,
    Column("url", CleanText, primary_key=True, comment="canonical form of what was asked for"),
    Column("story_id", BigId, ForeignKey("stories.id", ondelete="CASCADE"), index=True),
    Column("failure", CleanText, comment="error code, when the link gave no story"),
    Column("facts", JsonText, nullable=False, comment="what the failure's sentence needs"),
    Column("etag", CleanText),
    Column("last_modified", CleanText),
    Column("fetched_at", UtcDateTime, nullable=False, index=True),
    CheckConstraint("(story_id IS NULL) <> (failure IS NULL)", name="story_or_failure"),
    comment="What a link led to when it was last fetched.",
)

inbox = Table(
    "inbox",
    metadata,
    Column("arrival", BigId, Identity(), primary_key=True, comment="the order; update ids restart at random"),
    Column("update_id", BigId, nullable=False, unique=True),
    Column("lane", CleanText, nullable=False, comment="rows of a lane are handled one after another"),
    Column("user_id", BigId, comment="whose deletion takes the row along"),
    Column("payload", CleanText, nullable=False, comment="raw JSON; emptied when done"),
    Column("state", CleanText, nullable=False),
    Column("alone", Boolean, nullable=False, comment="to be replayed with nothing else in work"),
    Column("ambiguous", Boolean, nullable=False, comment="an answer may have gone out"),
    Column("tries", Integer, nullable=False, comment="begun alone"),
    Column("error", CleanText),
    Column("received_at", UtcDateTime, nullable=False),
    Column("claimed_at", UtcDateTime),
    Column("done_at", UtcDateTime),
    CheckConstraint("state IN ('new', 'working', 'answering', 'done', 'aside')", name="state"),
    Index(
        "ix_inbox_waiting",
        "lane",
        "arrival",
        sqlite_where=text("state IN ('new', 'working', 'answering')"),
        postgresql_where=text("state IN ('new', 'working', 'answering')"),
    ),
    Index("ix_inbox_done_at", "done_at"),
    Index("ix_inbox_user_id", "user_id"),
    comment="Updates from Telegram, written down before they are acknowledged.",
)

answers = Table(
    "answers",
    metadata,
    Column("update_id", BigId, ForeignKey("inbox.update_id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, comment="an update may have several"),
    Column("message_id", BigId, comment="null while it is on its way"),
    comment="Answers to updates in work; they go when their update is done.",
)

cards = Table(
    "cards",
    metadata,
    Column("token", CleanText, primary_key=True, comment="opaque; what a button's data names"),
    Column("version", Integer, nullable=False, comment="counts the changes of view"),
    Column("chat_id", BigId, nullable=False),
    Column("message_id", BigId),
    Column("thread_id", BigId, nullable=False, comment="0 is none"),
    Column("owner_id", BigId, nullable=False),
    Column("story_id", BigId, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("view", JsonText, nullable=False, comment="what the message shows at present"),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_cards_chat_id_message_id", "chat_id", "message_id"),
    Index("ix_cards_owner_id", "owner_id"),
    Index("ix_cards_story_id", "story_id"),
    comment="Messages with buttons and what they show.",
)

users = Table(
    "users",
    metadata,
    Column("user_id", BigId, primary_key=True, autoincrement=False),
    Column("language", CleanText),
    Column("method", CleanText),
    Column("sentences", Integer),
    Column("hidden", JsonText, nullable=False, comment="names of blocks that a briefing leaves out"),
    comment="Settings, for those who changed any; null means the default.",
)

access = Table(
    "access",
    metadata,
    Column("user_id", BigId, primary_key=True, autoincrement=False),
    Column("granted_at", UtcDateTime, nullable=False),
    comment="Who may use the bot besides its owners.",
)

strangers = Table(
    "strangers",
    metadata,
    Column("user_id", BigId, primary_key=True, autoincrement=False),
    Column("day", Date, primary_key=True),
    Column("seen", Integer, nullable=False),
    Index("ix_strangers_day", "day"),
    comment="Knocks at the closed door, counted by day; nothing else is kept of a stranger.",
)

fetches = Table(
    "fetches",
    metadata,
    Column("user_id", BigId, primary_key=True, autoincrement=False),
    Column("hour", UtcDateTime, primary_key=True),
    Column("taken", Integer, nullable=False),
    Index("ix_fetches_hour", "hour"),
    comment="How many links were fetched for whom, by the hour.",
)

saves = Table(
    "saves",
    metadata,
    Column("user_id", BigId, primary_key=True, autoincrement=False),
    Column("story_id", BigId, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("saved_at", UtcDateTime, nullable=False),
    Index("ix_saves_user_id_saved_at", "user_id", "saved_at"),
    Index("ix_saves_story_id", "story_id"),
    comment="Stories that people keep. Their stemmed words are in story_terms, made by the migration.",
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("url", CleanText, nullable=False, unique=True, comment="as it is asked for"),
    Column("title", CleanText),
    Column("site_url", CleanText),
    Column("language", CleanText),
    Column("etag", CleanText, comment="of the last full answer, byte for byte"),
    Column("last_modified", CleanText),
    Column("state", CleanText, nullable=False),
    Column("primed", Boolean, nullable=False, comment="its history was taken in, so that what comes is new"),
    Column("next_poll_at", UtcDateTime, nullable=False),
    Column("leased_until", UtcDateTime, comment="somebody is asking it right now"),
    Column("polled_at", UtcDateTime),
    Column("succeeded_at", UtcDateTime),
    Column("failures", Integer, nullable=False, comment="in a row"),
    Column("error", CleanText, comment="key of the last failure"),
    Column("moved_to", CleanText, comment="where permanent redirects led last time"),
    Column("moved_hits", Integer, nullable=False, comment="answers in a row that agreed on moved_to"),
    Column("notes", JsonText, nullable=False, comment="what the planner of polls wants to find again"),
    Column("created_at", UtcDateTime, nullable=False),
    CheckConstraint("state IN ('active', 'gone')", name="state"),
    Index(
        "ix_feeds_due",
        "next_poll_at",
        sqlite_where=text("state = 'active'"),
        postgresql_where=text("state = 'active'"),
    ),
    sqlite_autoincrement=True,
    comment="Feeds that somebody chose, how they do, and when to ask next.",
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", BigId, primary_key=True, autoincrement=False),
    Column("thread_id", BigId, primary_key=True, autoincrement=False, comment="0 is none"),
    Column("feed_id", BigId, ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("mode", CleanText, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("user_id", BigId, comment="who chose it; null once they are forgotten"),
    Column("created_at", UtcDateTime, nullable=False),
    CheckConstraint("mode IN ('everything', 'topics', 'digest')", name="mode"),
    Index("ix_subscriptions_feed_id", "feed_id"),
    Index("ix_subscriptions_user_id", "user_id"),
    comment="Which feeds a destination chose. Nothing of any other feed ever reaches it.",
)

events = Table(
    "events",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("merged_into", BigId, ForeignKey("events.id", ondelete="SET NULL"), index=True),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    sqlite_autoincrement=True,  # deliveries name events that may be pruned: no id is given twice
    comment="What happened, as a group of reports of it.",
)

entries = Table(
    "entries",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("feed_id", BigId, ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False),
    Column("guid", CleanText, nullable=False, comment="what the feed calls it, or its address"),
    Column("event_id", BigId, ForeignKey("events.id"), nullable=False, index=True),
    Column("story_id", BigId, ForeignKey("stories.id", ondelete="SET NULL"), index=True),
    Column("url", CleanText),
    Column("canonical_url", CleanText, index=True),
    Column("title", CleanText, nullable=False),
    Column("text", CleanText, nullable=False),
    Column("language", CleanText),
    Column("published_at", UtcDateTime),
    Column("text_hash", CleanText, nullable=False, index=True),
    Column("simhash", BigId, nullable=False, comment="64 bits, as a signed number"),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
    Column("listed_at", UtcDateTime, nullable=False, index=True, comment="the feed still had it then, to the day"),
    UniqueConstraint("feed_id", "guid"),
    sqlite_autoincrement=True,
    comment="Reports as feeds give them, each once for each feed.",
)

topics = Table(
    "topics",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("query", CleanText, nullable=False, unique=True, comment="in canonical form"),
    Column("created_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
    comment="Queries, each once for all who follow it.",
)

topic_follows = Table(
    "topic_follows",
    metadata,
    Column("chat_id", BigId, primary_key=True, autoincrement=False),
    Column("thread_id", BigId, primary_key=True, autoincrement=False, comment="0 is none"),
    Column("topic_id", BigId, ForeignKey("topics.id"), primary_key=True),
    Column("mode", CleanText, nullable=False),
    Column("muted_until", UtcDateTime),
    Column("user_id", BigId, comment="who follows it; null once they are forgotten"),
    Column("created_at", UtcDateTime, nullable=False),
    CheckConstraint("mode IN ('at_once', 'digest')", name="mode"),
    Index("ix_topic_follows_topic_id", "topic_id"),
    Index("ix_topic_follows_user_id", "user_id"),
    comment="Which topics a destination follows, and how.",
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", BigId, Identity(), primary_key=True, comment="the order"),
    Column("chat_id", BigId, nullable=False),
    Column("thread_id", BigId, nullable=False, comment="0 is none"),
    Column("kind", CleanText, nullable=False),
    Column("subject_id", BigId, nullable=False, comment="an event's, a digest's or a feed's id, by kind"),
    Column("revision", Integer, nullable=False, comment="0 is the first word on it"),
    Column("entry_id", BigId, ForeignKey("entries.id", ondelete="SET NULL"), index=True, comment="the report shown"),
    Column("reasons", JsonText, nullable=False, comment="why this destination hears of it"),
    Column("state", CleanText, nullable=False),
    Column("ambiguous", Boolean, nullable=False, comment="a send whose answer was lost may have arrived"),
    Column("tries", Integer, nullable=False, comment="sends begun"),
    Column("due_at", UtcDateTime, nullable=False),
    Column("leased_until", UtcDateTime),
    Column("lease", CleanText, comment="whose; null when nobody's"),
    Column("message_id", BigId, comment="what later replies name"),
    Column("bundle_id", BigId, ForeignKey("deliveries.id", ondelete="SET NULL"), index=True, comment="went along with"),
    Column("error", CleanText),
    Column("created_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    UniqueConstraint("chat_id", "thread_id", "kind", "subject_id", "revision"),
    CheckConstraint("kind IN ('alert', 'digest', 'notice')", name="kind"),
    CheckConstraint(
        "state IN ('new', 'held', 'sending', 'bundled', 'sent', 'ambiguous', 'dead')",
        name="state",
    ),
    Index(
        "ix_deliveries_waiting",
        "chat_id",
        "id",
        sqlite_where=text("state IN ('new', 'sending')"),
        postgresql_where=text("state IN ('new', 'sending')"),
    ),
    Index(
        "ix_deliveries_held",
        "due_at",
        sqlite_where=text("state = 'held'"),
        postgresql_where=text("state = 'held'"),
    ),
    Index("ix_deliveries_done_at", "done_at"),
    sqlite_autoincrement=True,
    comment="The outbox: what is to be said to whom, once.",
)

schedules = Table(
    "schedules",
    metadata,
    Column("chat_id", BigId, primary_key=True, autoincrement=False),
    Column("thread_id", BigId, primary_key=True, autoincrement=False, comment="0 is none"),
    Column("zone", CleanText, nullable=False, comment="IANA name"),
    Column("times", JsonText, nullable=False, comment="minutes after midnight, local, ascending"),
    Column("weekdays", JsonText, nullable=False, comment="0 is Monday"),
    Column("quiet_from", Integer, comment="minutes after midnight, local"),
    Column("quiet_until", Integer),
    Column("cap", Integer, nullable=False, comment="events that a digest shows"),
    Column("next_due_at", UtcDateTime, comment="null when there is no digest"),
    Column("user_id", BigId, comment="who set it last; null once they are forgotten"),
    Index("ix_schedules_next_due_at", "next_due_at"),
    Index("ix_schedules_user_id", "user_id"),
    comment="When a destination wants to be told.",
)

digests = Table(
    "digests",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("chat_id", BigId, nullable=False),
    Column("thread_id", BigId, nullable=False, comment="0 is none"),
    Column("local_date", Date, nullable=False),
    Column("slot", Integer, nullable=False, comment="minutes after midnight; -1 when asked for"),
    Column("shown", Integer, nullable=False, comment="items within the cap; the others are a tap away"),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    Index(
        "uq_digests_slot",
        "chat_id",
        "thread_id",
        "local_date",
        "slot",
        unique=True,
        sqlite_where=text("slot >= 0"),
        postgresql_where=text("slot >= 0"),
    ),
    sqlite_autoincrement=True,
    comment="Digests that were put together: one for each date and slot, whatever the clock does.",
)

digest_items = Table(
    "digest_items",
    metadata,
    Column("chat_id", BigId, primary_key=True, autoincrement=False),
    Column("thread_id", BigId, primary_key=True, autoincrement=False, comment="0 is none"),
    Column("event_id", BigId, primary_key=True, autoincrement=False),
    Column("entry_id", BigId, ForeignKey("entries.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("reasons", JsonText, nullable=False, comment="why this destination hears of it"),
    Column("score", Integer, nullable=False, comment="weights of source and words, when it was matched"),
    Column("added_at", UtcDateTime, nullable=False),
    Column("digest_id", BigId, ForeignKey("digests.id", ondelete="CASCADE"), index=True, comment="null while it waits"),
    Column("position", Integer, comment="in its digest, from 0"),
    comment="What waits for a digest, and what a digest held.",
)

weights = Table(
    "weights",
    metadata,
    Column("chat_id", BigId, primary_key=True, autoincrement=False),
    Column("thread_id", BigId, primary_key=True, autoincrement=False, comment="0 is none"),
    Column("kind", CleanText, primary_key=True),
    Column("name", CleanText, primary_key=True, comment="a feed's id, or a folded word"),
    Column("value", Integer, nullable=False, comment="steps of more (above 0) or less like this"),
    CheckConstraint("kind IN ('source', 'term')", name="kind"),
    comment="What a destination wants more or less of.",
)

weight_changes = Table(
    "weight_changes",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("chat_id", BigId, nullable=False),
    Column("thread_id", BigId, nullable=False, comment="0 is none"),
    Column("deltas", JsonText, nullable=False, comment="kind, name and steps of each"),
    Column("changed_at", UtcDateTime, nullable=False, index=True),
    Column("undone", Boolean, nullable=False),
    Index("ix_weight_changes_chat_id", "chat_id"),
    sqlite_autoincrement=True,
    comment="Each tap on more or less like this, so that it can be taken back.",
)

pauses = Table(
    "pauses",
    metadata,
    Column("chat_id", BigId, primary_key=True, autoincrement=False),
    Column("reason", CleanText, nullable=False),
    Column("paused_at", UtcDateTime, nullable=False),
    comment="Chats that cannot be written to now: nothing is queued for them, what they chose stays.",
)
