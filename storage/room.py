"""Room on the disk: an SQLite database that has none left can still be read, and can still be made smaller.

On a full disk even a DELETE fails, because it is written to the log first. So ordinary writes stop while some room is
left, and a file holds a little more that other programs cannot take. Writes that free room may use both. When there is
room again, everything goes on by itself.
"""

import os
import shutil
from pathlib import Path

from storage.errors import DiskFull

FLOOR_BYTES = 16 * 2**20
"""With less than this free, ordinary writes are refused: SQLite's log may grow by some 4 MiB between two clean-ups."""

RESERVE_BYTES = 2**20
"""Room in the log for some 250 changed pages: enough to forget a person."""


class Room:
    """The room for the database at `path`; looks at the disk each time it is asked, which takes microseconds."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._reserve = path.with_name(f"{path.name}.reserve")
        self._is_reserved = self._reserve.exists()

    def claim(self, *, freeing: bool) -> None:
        """Say that a transaction is about to be written; a `freeing` one may take the last of the room.

        Raises:
            DiskFull: little is left, and the transaction is an ordinary one.
        """
        free = shutil.disk_usage(self._folder).free
        if free >= FLOOR_BYTES:
            if not self._is_reserved and free >= FLOOR_BYTES + RESERVE_BYTES:
                self._is_reserved = _allocate(self._reserve, RESERVE_BYTES)
        elif not freeing:
            raise DiskFull
        elif self._is_reserved:
            self._reserve.unlink(missing_ok=True)
            self._is_reserved = False


def _allocate(path: Path, size: int) -> bool:
    """Make a file whose blocks are really there; False where the system cannot."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, size)
        finally:
            os.close(descriptor)
    except (OSError, AttributeError):  # macOS has no posix_fallocate
        path.unlink(missing_ok=True)
        return False
    return True
