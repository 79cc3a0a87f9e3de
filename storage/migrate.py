"""Runs the migrations that the package carries. Imports Alembic: import this module only when the schema is behind."""

from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from storage.database import find_revision
from storage.revisions import HEAD

_LOCK = 0x6E757467  # "nutg": the advisory lock under which PostgreSQL migrates


def upgrade(connection: Connection, place: str, *, target: str = HEAD) -> None:
    """Bring the schema to `target` inside the open transaction of `connection`, all steps or none.

    A process killed on the way leaves the schema as it was. Of two processes that start together one migrates; the
    other waits and then finds nothing to do: SQLite's `BEGIN IMMEDIATE` sees to it, an advisory lock on PostgreSQL.

    Raises:
        CannotOpen: as `find_revision` does, if somebody changed the schema meanwhile.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if find_revision(connection, place) == target:
        return
    with as_file(files("storage") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, target)
