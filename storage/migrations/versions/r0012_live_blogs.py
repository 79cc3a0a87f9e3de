"""Whether a story is a live blog, so that its reader is told; those read before say no until they are read again."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column."""
    op.add_column(
        "stories",
        sa.Column(
            "live", sa.Boolean(), nullable=False, server_default=sa.false(), comment="a live blog's newest entries"
        ),
    )
