"""A person's right to be forgotten."""

from storage.database import Database
from storage.privacy import erase_user


class Privacy:
    """Deletes what is stored about somebody."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def erase(self, user_id: int) -> None:
        """Delete everything that is about the person; afterwards no column holds their id."""
        async with self._database.write(freeing=True) as tx:
            await erase_user(tx, user_id)
