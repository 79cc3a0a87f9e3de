"""The first floor: stories and what was read in them, links, the inbox, cards, people and their libraries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# A migration is history: it spells its types out instead of importing those of today.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)
TEXT = sa.Text()


def upgrade() -> None:
    """Make all tables."""
    _create_stories()
    _create_readings()
    _create_findings()
    _create_links()
    _create_inbox()
    _create_cards()
    _create_people_of_the_bot()
    _create_library()


def _create_stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("canonical_url", TEXT, comment="null for pasted texts and files"),
        sa.Column("text_hash", TEXT, nullable=False, comment="of title, paragraphs and subheads"),
        sa.Column("title", TEXT),
        sa.Column("byline", TEXT),
        sa.Column("authors", TEXT, nullable=False),
        sa.Column("site", TEXT),
        sa.Column("published", TEXT, comment="ISO 8601 as the source gives it, maybe a date alone"),
        sa.Column("language", TEXT),
        sa.Column("url", TEXT, comment="as the article gives it"),
        sa.Column("paragraphs", TEXT, nullable=False),
        sa.Column("subheads", TEXT, nullable=False, comment="indexes of paragraphs"),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("read_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sa.UniqueConstraint("canonical_url", name="uq_stories_canonical_url"),
        sqlite_autoincrement=True,  # the id of a deleted story is never given to another
        comment="Articles that were read. A story without URL is one text, whoever pasted it.",
    )
    pasted = sa.text("canonical_url IS NULL")
    op.create_index(
        "uq_stories_pasted", "stories", ["text_hash"], unique=True, sqlite_where=pasted, postgresql_where=pasted
    )


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("story_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="the pipeline's"),
        sa.Column("basis", TEXT, nullable=False, comment="the story's text_hash and language then: another is stale"),
        sa.Column("sentences", TEXT, nullable=False, comment="start, end and paragraph of each, flat"),
        sa.PrimaryKeyConstraint("story_id", "version", name="pk_readings"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_readings_story_id", ondelete="CASCADE"),
        comment="What one version of the pipeline found in a story, whatever the length asked for.",
    )
    op.create_table(
        "briefings",
        sa.Column("story_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("budget_sentences", sa.Integer(), nullable=False, comment="0 when words count"),
        sa.Column("budget_words", sa.Integer(), nullable=False, comment="0 when sentences count"),
        sa.Column("chosen", TEXT, nullable=False, comment="indexes of sentences"),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "story_id", "version", "method", "budget_sentences", "budget_words", name="pk_briefings"
        ),
        _of_a_reading("briefings"),
        comment="The sentences chosen, by method and length.",
    )


def _create_findings() -> None:
    op.create_table(
        "figures",
        *_position_in_a_reading(),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False, comment="a decimal, exact"),
        sa.Column("high", TEXT),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("qualifier", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer()),
        sa.PrimaryKeyConstraint("story_id", "version", "position", name="pk_figures"),
        _of_a_reading("figures"),
        comment="Every figure found, key ones ranked.",
    )
    op.create_table(
        "key_lines",
        *_position_in_a_reading(),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("figures", TEXT, nullable=False, comment="positions in figures"),
        sa.Column("computed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "version", "position", name="pk_key_lines"),
        _of_a_reading("key_lines"),
        comment="The lines that key figures are shown in.",
    )
    op.create_table(
        "people",
        *_position_in_a_reading(),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "version", "position", name="pk_people"),
        _of_a_reading("people"),
        comment="Who a story is about.",
    )


def _position_in_a_reading() -> tuple[sa.Column[int], sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("story_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
    )


def _of_a_reading(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["story_id", "version"],
        ["readings.story_id", "readings.version"],
        name=f"fk_{table}_story_id_version",
        ondelete="CASCADE",
    )


def _create_links() -> None:
    op.create_table(
        "links",
        sa.Column("url", TEXT, nullable=False, comment="canonical form of what was asked for"),
        sa.Column("story_id", ID),
        sa.Column("failure", TEXT, comment="error code, when the link gave no story"),
        sa.Column("facts", TEXT, nullable=False, comment="what the failure's sentence needs"),
        sa.Column("etag", TEXT),
        sa.Column("last_modified", TEXT),
        sa.Column("fetched_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_links"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_links_story_id", ondelete="CASCADE"),
        sa.CheckConstraint("(story_id IS NULL) <> (failure IS NULL)", name="ck_links_story_or_failure"),
        comment="What a link led to when it was last fetched.",
    )
    op.create_index("ix_links_story_id", "links", ["story_id"])
    op.create_index("ix_links_fetched_at", "links", ["fetched_at"])


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("arrival", ID, sa.Identity(), nullable=False, comment="the order; update ids restart at random"),
        sa.Column("update_id", ID, nullable=False),
        sa.Column("lane", TEXT, nullable=False, comment="rows of a lane are handled one after another"),
        sa.Column("user_id", ID, comment="whose deletion takes the row along"),
        sa.Column("payload", TEXT, nullable=False, comment="raw JSON; emptied when done"),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False, comment="to be replayed with nothing else in work"),
        sa.Column("ambiguous", sa.Boolean(), nullable=False, comment="an answer may have gone out"),
        sa.Column("tries", sa.Integer(), nullable=False, comment="begun alone"),
        sa.Column("error", TEXT),
        sa.Column("received_at", AT, nullable=False),
        sa.Column("claimed_at", AT),
        sa.Column("done_at", AT),
        sa.PrimaryKeyConstraint("arrival", name="pk_inbox"),
        sa.UniqueConstraint("update_id", name="uq_inbox_update_id"),
        sa.CheckConstraint("state IN ('new', 'working', 'answering', 'done', 'aside')", name="ck_inbox_state"),
        comment="Updates from Telegram, written down before they are acknowledged.",
    )
    waiting = sa.text("state IN ('new', 'working', 'answering')")
    op.create_index("ix_inbox_waiting", "inbox", ["lane", "arrival"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_inbox_done_at", "inbox", ["done_at"])
    op.create_index("ix_inbox_user_id", "inbox", ["user_id"])


def _create_cards() -> None:
    op.create_table(
        "cards",
        sa.Column("token", TEXT, nullable=False, comment="opaque; what a button's data names"),
        sa.Column("version", sa.Integer(), nullable=False, comment="counts the changes of view"),
        sa.Column("chat_id", ID, nullable=False),
        sa.Column("message_id", ID),
        sa.Column("thread_id", ID, nullable=False, comment="0 is none"),
        sa.Column("owner_id", ID, nullable=False),
        sa.Column("story_id", ID, nullable=False),
        sa.Column("view", TEXT, nullable=False, comment="what the message shows at present"),
        sa.Column("created_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_cards"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_cards_story_id", ondelete="CASCADE"),
        comment="Messages with buttons and what they show.",
    )
    op.create_index("ix_cards_chat_id_message_id", "cards", ["chat_id", "message_id"])
    op.create_index("ix_cards_owner_id", "cards", ["owner_id"])
    op.create_index("ix_cards_story_id", "cards", ["story_id"])


def _create_people_of_the_bot() -> None:
    op.create_table(
        "users",
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("language", TEXT),
        sa.Column("method", TEXT),
        sa.Column("sentences", sa.Integer()),
        sa.Column("hidden", TEXT, nullable=False, comment="names of blocks that a briefing leaves out"),
        sa.PrimaryKeyConstraint("user_id", name="pk_users"),
        comment="Settings, for those who changed any; null means the default.",
    )
    op.create_table(
        "access",
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("granted_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_access"),
        comment="Who may use the bot besides its owners.",
    )
    op.create_table(
        "strangers",
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "day", name="pk_strangers"),
        comment="Knocks at the closed door, counted by day; nothing else is kept of a stranger.",
    )
    op.create_index("ix_strangers_day", "strangers", ["day"])
    op.create_table(
        "fetches",
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("hour", AT, nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "hour", name="pk_fetches"),
        comment="How many links were fetched for whom, by the hour.",
    )
    op.create_index("ix_fetches_hour", "fetches", ["hour"])


def _create_library() -> None:
    op.create_table(
        "saves",
        sa.Column("user_id", ID, autoincrement=False, nullable=False),
        sa.Column("story_id", ID, nullable=False),
        sa.Column("saved_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "story_id", name="pk_saves"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_saves_story_id", ondelete="CASCADE"),
        comment="Stories that people keep. Their stemmed words are in story_terms, made by the migration.",
    )
    op.create_index("ix_saves_user_id_saved_at", "saves", ["user_id", "saved_at"])
    op.create_index("ix_saves_story_id", "saves", ["story_id"])
    if op.get_bind().dialect.name == "sqlite":
        # Terms come stemmed and separated by spaces: every other sign, "+" and "&" included, belongs to a word.
        op.execute(
            "CREATE VIRTUAL TABLE story_terms USING fts5("
            "terms, tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\")"
        )
        op.execute(
            "CREATE TRIGGER story_terms_follow AFTER DELETE ON stories "
            "BEGIN DELETE FROM story_terms WHERE rowid = old.id; END"
        )
    else:
        op.execute(
            "CREATE TABLE story_terms (rowid bigint CONSTRAINT pk_story_terms PRIMARY KEY "
            "CONSTRAINT fk_story_terms_rowid REFERENCES stories (id) ON DELETE CASCADE, terms tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_story_terms_terms ON story_terms USING gin (terms)")
