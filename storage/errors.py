"""What can keep storage from remembering.

    StorageError
    ├── CannotOpen                 the database cannot be used at all; say so and stop
    │   ├── UnsupportedUrl         not a URL we can open
    │   ├── NotADatabase           the file is something else
    │   ├── ForeignDatabase        a database, but not one of ours
    │   ├── SchemaTooNew           written by a later version of the program
    │   └── SchemaBehind           has to be migrated first, and the caller asked not to
    ├── DatabaseBusy               somebody else kept the write lock too long; try again
    ├── DiskFull                   no room: reading works, writing does not (deleting needs room too)
    ├── DatabaseCorrupt            damaged pages; restore a backup
    ├── DatabaseUnavailable        no connection, no permission, or a broken disk
    ├── DatabaseClosed             asked after the end
    ├── ConstraintViolated         a row that must not be: a defect of the caller
    ├── TransactionOver            a transaction used after it ended, spoiled, or took too long
    ├── NoSuchStory                the story asked for is not there
    └── BackupError
        ├── TargetExists           never overwritten
        ├── BackupBroken           the copy did not pass its checks
        └── NotForPostgres         pg_dump and pg_restore do this there

Messages hold paths, names and revisions, but no row's content and no password. A failed write changed nothing.
"""

from pathlib import Path


class StorageError(Exception):
    """The root of everything raised on purpose here."""


class CannotOpen(StorageError):
    """The database at `place` (a path, or a URL without its password) cannot be used."""

    def __init__(self, *, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place


class UnsupportedUrl(CannotOpen):
    """Neither an SQLite file nor PostgreSQL; `problem` says what is wrong with the URL."""


class NotADatabase(CannotOpen):
    """The file holds something that is not SQLite."""

    def __init__(self, *, place: str) -> None:
        super().__init__(place=place, problem="not an SQLite database; move the file aside, or name another one")


class ForeignDatabase(CannotOpen):
    """Tables are there, but they are not ours."""

    def __init__(self, *, place: str) -> None:
        super().__init__(place=place, problem="holds tables of another program; name an empty or a new database")


class SchemaTooNew(CannotOpen):
    """Written by a later version: `found` is its revision, `known` the newest that this version knows."""

    def __init__(self, *, place: str, found: str, known: str) -> None:
        problem = f"schema {found} is newer than {known}; update the program, or restore a backup made before"
        super().__init__(place=place, problem=problem)
        self.found = found
        self.known = known


class SchemaBehind(CannotOpen):
    """Older than this version needs: `found` is its revision (None for an empty database), `known` the one needed."""

    def __init__(self, *, place: str, found: str | None, known: str) -> None:
        super().__init__(place=place, problem=f"schema {found or 'none'} must be migrated to {known} first")
        self.found = found
        self.known = known


class DatabaseBusy(StorageError):
    """Another process or transaction held the lock past the waiting time, or two writers collided."""

    def __init__(self) -> None:
        super().__init__("the database is locked by somebody else")


class DiskFull(StorageError):
    """No room left where the database lives."""

    def __init__(self) -> None:
        super().__init__("no room left for the database: free some space; reading still works")


class DatabaseCorrupt(StorageError):
    """Pages are damaged."""

    def __init__(self) -> None:
        super().__init__("the database is damaged: restore a backup")


class DatabaseUnavailable(StorageError):
    """No connection, no permission, or a failing disk; `reason` is the system's own word for it."""

    def __init__(self, *, reason: str) -> None:
        super().__init__(f"the database cannot be reached: {reason}")
        self.reason = reason


class DatabaseClosed(StorageError):
    """A transaction was asked for after the database was closed."""

    def __init__(self) -> None:
        super().__init__("the database is closed")


class ConstraintViolated(StorageError):
    """A unique key, a foreign key or a check refused a row; `constraint` is what the database calls it."""

    def __init__(self, *, constraint: str) -> None:
        super().__init__(f"constraint violated: {constraint}")
        self.constraint = constraint


class TransactionOver(StorageError):
    """A statement came after its transaction had ended, failed or overstayed; `problem` says which."""

    def __init__(self, *, problem: str) -> None:
        super().__init__(problem)


class NoSuchStory(StorageError):
    """There is no story `story_id` (any more)."""

    def __init__(self, *, story_id: int) -> None:
        super().__init__(f"no story {story_id}")
        self.story_id = story_id


class BackupError(StorageError):
    """A backup or a restore did not happen; whatever was there before is untouched."""


class TargetExists(BackupError):
    """`target` is there already and would be overwritten."""

    def __init__(self, *, target: Path) -> None:
        super().__init__(f"{target} exists already; name another file")
        self.target = target


class BackupBroken(BackupError):
    """The copy at `path` failed its checks; `problems` are the findings, at least one."""

    def __init__(self, *, path: Path, problems: tuple[str, ...]) -> None:
        super().__init__(f"{path} is no good copy: {'; '.join(problems)}")
        self.path = path
        self.problems = problems


class NotForPostgres(BackupError):
    """Backups of PostgreSQL are PostgreSQL's own; `tool` is the program that does `what`."""

    def __init__(self, *, what: str, tool: str) -> None:
        super().__init__(f"{what} of PostgreSQL is the work of {tool}; this command is for SQLite files")
        self.tool = tool
