import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.errors import (
    ConstraintViolated,
    DatabaseBusy,
    DatabaseCorrupt,
    DatabaseUnavailable,
    DiskFull,
    NotADatabase,
    StorageError,
)
from storage.faults import find_cause


class PostgresFault(Exception):
    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("a message that may quote a row")
        self.sqlstate = sqlstate


def from_sqlite(code: int) -> DBAPIError:
    fault = sqlite3.OperationalError("what SQLite says")
    fault.sqlite_errorcode = code
    return DBAPIError("SELECT 1", {}, fault)


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (sqlite3.SQLITE_BUSY, DatabaseBusy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, DatabaseBusy),
        (sqlite3.SQLITE_LOCKED, DatabaseBusy),
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_CORRUPT_INDEX, DatabaseCorrupt),
        (sqlite3.SQLITE_NOTADB, NotADatabase),
        (sqlite3.SQLITE_IOERR_WRITE, DatabaseUnavailable),
        (sqlite3.SQLITE_READONLY, DatabaseUnavailable),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, ConstraintViolated),
        (sqlite3.SQLITE_ERROR, type(None)),
    ],
)
def test_every_code_of_sqlite_has_its_cause(code: int, cause: type[StorageError]) -> None:
    assert type(find_cause(from_sqlite(code), place="nutgraf.db")) is cause


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        ("55P03", DatabaseBusy),
        ("40P01", DatabaseBusy),
        ("53100", DiskFull),
        ("XX001", DatabaseCorrupt),
        ("57P01", DatabaseUnavailable),
        ("53300", DatabaseUnavailable),
        ("28P01", DatabaseUnavailable),
        ("42601", type(None)),
        (None, type(None)),
    ],
)
def test_every_state_of_postgresql_has_its_cause(state: str | None, cause: type[StorageError]) -> None:
    assert type(find_cause(DBAPIError("SELECT 1", {}, PostgresFault(state)))) is cause


def test_a_constraint_is_named_and_the_row_is_not_quoted() -> None:
    fault = IntegrityError("INSERT", {}, PostgresFault("23505"))
    assert str(find_cause(fault)) == "constraint violated: 23505"


def test_a_lost_connection_is_unavailable_whatever_its_words() -> None:
    lost = DBAPIError("SELECT 1", {}, PostgresFault(None), connection_invalidated=True)
    assert isinstance(find_cause(lost), DatabaseUnavailable)
    assert str(find_cause(ConnectionRefusedError(111, "Connection refused"))).endswith("Connection refused")
    assert isinstance(find_cause(PoolTimeout("all connections are taken")), DatabaseBusy)
    assert str(find_cause(TimeoutError())).endswith("TimeoutError")


def test_what_is_no_fault_of_the_database_has_no_cause() -> None:
    assert find_cause(ValueError()) is None
