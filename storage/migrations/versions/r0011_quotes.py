"""What the people of a story said: spans of its article, each tied to its speaker."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "quotes",
        sa.Column("story_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Integer(), comment="position among the people; null when nobody is named"),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "version", "position", name="pk_quotes"),
        sa.ForeignKeyConstraint(
            ["story_id", "version"],
            ["readings.story_id", "readings.version"],
            name="fk_quotes_story_id_readings",
            ondelete="CASCADE",
        ),
        comment="What people of a story said; the words are a span of the article.",
    )
