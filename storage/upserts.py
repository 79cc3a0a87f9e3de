"""INSERT statements that meet a row of the same key: they keep it, or renew it. Built once for each database."""

from functools import cache
from typing import cast

from sqlalchemy import Table, text
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(dialect: str, table: Table) -> sqlite.Insert:
    """An INSERT that knows `on_conflict_do_…`: the same words on `sqlite` and `postgresql`."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    return cast("sqlite.Insert", postgresql.insert(table))


@cache
def insert_or_keep(dialect: str, table: Table) -> sqlite.Insert:
    """An INSERT that leaves a row of the same key as it is."""
    return insert_into(dialect, table).on_conflict_do_nothing()


@cache
def insert_or_renew(
    dialect: str, table: Table, *, key: tuple[str, ...], but: tuple[str, ...] = (), only_where: str | None = None
) -> sqlite.Insert:
    """An INSERT that puts its values in the place of a row with the same `key`, the columns of `but` excepted.

    `only_where` is the condition of a partial unique index over the key. Every other column must get a value.
    """
    statement = insert_into(dialect, table)
    names = [column.name for column in table.columns]
    renewed = {name: statement.excluded[name] for name in names if name not in {*key, *but}}
    where = None if only_where is None else text(only_where)
    return statement.on_conflict_do_update(index_elements=list(key), index_where=where, set_=renewed)
