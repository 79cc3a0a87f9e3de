from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

from storage.columns import CleanText, JsonText, UtcDateTime, is_storable

DIALECTS: tuple[Dialect, ...] = (sqlite.dialect(), postgresql.dialect())  # type: ignore[no-untyped-call]


@given(st.text())
def test_storable_is_what_both_databases_keep(told: str) -> None:
    encodable = told.encode("utf-8", "replace").decode() == told
    assert is_storable(told) == ("\0" not in told and encodable)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_any_json_value_is_kept_as_storable_text(value: object) -> None:
    column = JsonText()
    for dialect in DIALECTS:
        stored = column.process_bind_param(value, dialect)
        assert stored is None or is_storable(stored)
        assert column.process_result_value(stored, dialect) == value


def test_instants_come_back_in_utc_and_naive_ones_are_refused() -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    abroad = noon.astimezone(timezone(timedelta(hours=9)))
    column = UtcDateTime()
    for dialect in DIALECTS:
        assert column.process_result_value(column.process_bind_param(abroad, dialect), dialect) == noon
        assert column.process_result_value(column.process_bind_param(None, dialect), dialect) is None
        with pytest.raises(ValueError, match="time zone"):
            column.process_bind_param(noon.replace(tzinfo=None), dialect)


def test_absent_text_is_absent() -> None:
    assert [CleanText().process_bind_param(None, dialect) for dialect in DIALECTS] == [None, None]
