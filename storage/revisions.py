"""Which schema this version of the program needs, so that an up-to-date database starts without Alembic (0.5 s)."""

REVISIONS = ("0001", "0002", "0010", "0011", "0012")
"""Every revision there is, oldest first. A test holds this list against the migration scripts."""

HEAD = REVISIONS[-1]

VERSION_TABLE = "alembic_version"
