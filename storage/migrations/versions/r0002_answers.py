"""Which answers to an update went out, so that a replay repeats none that did."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "answers",
        sa.Column("update_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="an update may have several"),
        sa.Column("message_id", ID, comment="null while it is on its way"),
        sa.PrimaryKeyConstraint("update_id", "number", name="pk_answers"),
        sa.ForeignKeyConstraint(
            ["update_id"], ["inbox.update_id"], name="fk_answers_update_id_inbox", ondelete="CASCADE"
        ),
        comment="Answers to updates in work; they go when their update is done.",
    )
