"""What Alembic runs before the migration scripts: it is given an open transaction and works inside it."""

from alembic import context

from storage.revisions import VERSION_TABLE
from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,  # true of SQLite as well, once the driver no longer commits by itself
)
with context.begin_transaction():
    context.run_migrations()
