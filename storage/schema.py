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
