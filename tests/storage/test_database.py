import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select, text

from storage.database import Database, sqlite_url
from storage.errors import (
    ConstraintViolated,
    DatabaseBusy,
    DatabaseClosed,
    DatabaseCorrupt,
    DatabaseUnavailable,
    DiskFull,
    StorageError,
    TransactionOver,
)
from storage.quotas import count_fetches, take_fetches
from storage.schema import access, briefings, fetches, stories
from storage.stories import save_reading
from storage.transactions import WriteTx
from storage.turns import GroupedWrites
from tests.storage.postgres import Server
from tests.storage.samples import NOON, THREE, reading

GRANT = access.insert()


async def grant(tx: WriteTx, user_id: int) -> None:
    await tx.execute(GRANT, {"user_id": user_id, "granted_at": NOON})


async def granted(db: Database) -> set[int]:
    async with db.read() as tx:
        return {row.user_id for row in await tx.list_rows(select(access.c.user_id))}


async def write(db: Database, user_id: int) -> None:
    async with db.write() as tx:
        await grant(tx, user_id)


class Torn(Exception):
    """Raised by a test inside a transaction."""


async def write_and_fail(db: Database, user_id: int) -> None:
    async with db.write() as tx:
        await grant(tx, user_id)
        raise Torn


async def test_what_was_written_is_there_and_what_failed_is_not(db: Database) -> None:
    await write(db, 1)
    with pytest.raises(Torn):
        await write_and_fail(db, 2)
    assert await granted(db) == {1}


async def test_what_arrives_together_commits_together(sqlite_db: Database) -> None:
    commits = []
    assert isinstance(sqlite_db._writes, GroupedWrites)
    event.listen(sqlite_db._writes._engine.sync_engine, "commit", lambda _: commits.append(1))
    await asyncio.gather(*(write(sqlite_db, user) for user in range(40)))
    assert await granted(sqlite_db) == set(range(40))
    assert len(commits) < 20


async def test_one_that_fails_does_not_spoil_its_neighbours(db: Database) -> None:
    async def collide() -> None:
        async with db.write() as tx:
            await grant(tx, 100)
            await grant(tx, 100)

    outcomes = await asyncio.gather(
        write(db, 1), write_and_fail(db, 2), write(db, 3), collide(), write(db, 4), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [type(None), Torn, type(None), ConstraintViolated, type(None)]
    assert await granted(db) == {1, 3, 4}


async def test_the_first_of_a_group_may_fail_too(db: Database) -> None:
    outcomes = await asyncio.gather(write_and_fail(db, 1), write(db, 2), return_exceptions=True)
    assert isinstance(outcomes[0], Torn)
    assert await granted(db) == {2}


async def test_a_swallowed_error_of_a_statement_still_undoes_the_transaction(db: Database) -> None:
    async def swallow() -> None:
        async with db.write() as tx:
            await grant(tx, 1)
            with suppress(ConstraintViolated):
                await grant(tx, 1)

    with pytest.raises(ConstraintViolated):
        await swallow()
    assert await granted(db) == set()


async def test_after_a_failed_statement_nothing_more_is_run(db: Database) -> None:
    async def go_on() -> None:
        async with db.write() as tx:
            await grant(tx, 1)
            with suppress(ConstraintViolated):
                await grant(tx, 1)
            await grant(tx, 2)

    with pytest.raises(TransactionOver, match="failed"):
        await go_on()
    assert await granted(db) == set()


async def test_a_defect_in_a_statement_comes_through_as_what_it_is(db: Database) -> None:
    async def misspell() -> None:
        async with db.write() as tx:
            await tx.execute(text("SELEKT 1"))

    with pytest.raises(Exception, match="SELEKT") as caught:
        await misspell()
    assert not isinstance(caught.value, StorageError)
    await write(db, 1)


async def test_a_transaction_ends_with_its_block(db: Database) -> None:
    async with db.write() as tx:
        await grant(tx, 1)
    with pytest.raises(TransactionOver, match="left"):
        await grant(tx, 2)


async def test_statements_of_one_transaction_do_not_overlap(db: Database) -> None:
    async def overlap() -> None:
        async with db.write() as tx:
            await asyncio.gather(grant(tx, 1), grant(tx, 2))

    with pytest.raises(RuntimeError, match="one statement at a time"):
        await overlap()
    assert await granted(db) == set()


async def test_a_write_inside_a_write_says_so_instead_of_waiting_for_itself(sqlite_db: Database) -> None:
    async def nest() -> None:
        async with sqlite_db.write():
            await write(sqlite_db, 1)

    with pytest.raises(RuntimeError, match="inside a write"):
        await nest()
    await write(sqlite_db, 2)


async def test_who_overstays_is_undone_and_the_others_go_on(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def linger() -> None:
        async with db.write() as tx:
            await grant(tx, 1)
            monkeypatch.setattr("storage.turns.TURN_LIMIT_S", 60.0)
            while True:
                await tx.find_value(select(func.count()).select_from(access))
                await asyncio.sleep(0.01)

    monkeypatch.setattr("storage.turns.TURN_LIMIT_S", 0.1)
    outcomes = await asyncio.gather(linger(), write(db, 2), return_exceptions=True)
    assert isinstance(outcomes[0], TransactionOver)
    assert "too long" in str(outcomes[0])
    assert await granted(db) == {2}


async def test_who_overstays_in_silence_is_told_at_the_end(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async def linger() -> None:
        async with db.write() as tx:
            await grant(tx, 1)
            await asyncio.sleep(0.3)

    monkeypatch.setattr("storage.turns.TURN_LIMIT_S", 0.05)
    with pytest.raises(TransactionOver, match="too long"):
        await linger()
    assert await granted(db) == set()


async def test_a_reader_cannot_write(db: Database) -> None:
    async def sneak() -> None:
        async with db.read() as tx:
            await tx.execute(GRANT, {"user_id": 1, "granted_at": NOON})

    with pytest.raises(Exception, match=r"readonly|read-only"):
        await sneak()
    assert await granted(db) == set()


async def test_a_reader_keeps_its_view_while_others_write(db: Database) -> None:
    count = select(func.count()).select_from(access)
    async with db.read() as tx:
        assert await tx.find_value(count) == 0
        await write(db, 1)
        assert await tx.find_value(count) == 0
    assert await granted(db) == {1}


# Cancellation


async def test_a_task_cancelled_in_its_transaction_leaves_nothing(db: Database) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with db.write() as tx:
            await grant(tx, 1)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await inside.wait()
    task.cancel()
    await write(db, 2)
    assert await granted(db) == {2}
    assert task.cancelled()


async def test_a_task_cancelled_in_a_statement_leaves_nothing_and_the_connection_lives(db: Database) -> None:
    async def count_slowly() -> None:
        async with db.write() as tx:
            await grant(tx, 1)
            started.set()
            await tx.execute(_SLOW[tx.dialect])

    started = asyncio.Event()
    task = asyncio.create_task(count_slowly())
    await started.wait()
    await asyncio.sleep(0.02)
    task.cancel()
    await write(db, 2)
    assert await granted(db) == {2}
    assert task.cancelled()


_SLOW = {
    "sqlite": text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500000) SELECT max(i) FROM n"),
    "postgresql": text("SELECT pg_sleep(0.2)"),
}


async def test_a_neighbour_cancelled_in_a_statement_costs_nobody_else_anything(sqlite_db: Database) -> None:
    started = asyncio.Event()

    async def count_slowly() -> None:
        async with sqlite_db.write() as tx:
            started.set()
            await tx.execute(_SLOW["sqlite"])

    tasks = [asyncio.create_task(one) for one in (write(sqlite_db, 1), count_slowly(), write(sqlite_db, 2))]
    await started.wait()
    await asyncio.sleep(0.01)
    tasks[1].cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [type(None), asyncio.CancelledError, type(None)]
    assert await granted(sqlite_db) == {1, 2}


async def test_who_is_cancelled_while_waiting_for_a_turn_never_gets_one(sqlite_db: Database) -> None:
    async with sqlite_db.write() as tx:
        await grant(tx, 1)
        waiting = [asyncio.create_task(write(sqlite_db, user)) for user in (2, 3, 4)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        waiting[2].cancel()
        await asyncio.sleep(0)
    await asyncio.wait(waiting)
    assert await granted(sqlite_db) == {1, 3}


async def test_who_is_cancelled_while_the_commit_is_under_way_has_written_all_of_it(sqlite_db: Database) -> None:
    task: asyncio.Task[None] = asyncio.create_task(write(sqlite_db, 1))
    assert isinstance(sqlite_db._writes, GroupedWrites)
    event.listen(sqlite_db._writes._engine.sync_engine, "commit", lambda _: task.cancel())
    await asyncio.wait({task})
    assert task.cancelled()
    await write(sqlite_db, 2)
    assert await granted(sqlite_db) == {1, 2}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans=st.lists(st.tuples(st.sampled_from(["keep", "fail", "cancel"]), st.integers(0, 60)), max_size=12))
async def test_no_interleaving_tears_a_pair_or_loses_what_was_acknowledged(
    db: Database, plans: list[tuple[str, int]]
) -> None:
    async with db.write() as tx:
        await tx.execute(stories.delete())
    acknowledged: set[str] = set()
    refused: set[str] = set()

    async def keep(number: int, fate: str) -> None:
        url = f"https://a.example/{number}"
        async with db.write() as tx:
            await save_reading(tx, reading(), canonical_url=url, read_at=NOON, budget=THREE)
            if fate == "fail":
                refused.add(url)
                raise Torn
        acknowledged.add(url)

    async def cancel_after(task: "asyncio.Task[None]", turns: int) -> None:
        for _ in range(turns):
            await asyncio.sleep(0.0005 if turns % 2 else 0)
        task.cancel()

    tasks = [asyncio.create_task(keep(number, fate)) for number, (fate, _) in enumerate(plans)]
    killers = [cancel_after(task, turns) for task, (fate, turns) in zip(tasks, plans, strict=True) if fate == "cancel"]
    await asyncio.gather(*killers, *tasks, return_exceptions=True)
    async with db.read() as view:
        rows = await view.list_rows(_PAIRS)
    stored = {row.canonical_url for row in rows}
    assert acknowledged <= stored
    assert acknowledged >= {f"https://a.example/{i}" for i, (fate, _) in enumerate(plans) if fate == "keep"}
    assert not refused & stored
    assert all(row.briefings == 1 for row in rows)


_PAIRS = (
    select(stories.c.canonical_url, func.count(briefings.c.method).label("briefings"))
    .join_from(stories, briefings, briefings.c.story_id == stories.c.id, isouter=True)
    .group_by(stories.c.id)
)


async def test_counters_stay_exact_when_many_count_at_once(url: str) -> None:
    async with Database.open(url) as one, Database.open(url) as other:

        async def take(db: Database) -> None:
            async with db.write() as tx:
                before = await count_fetches(tx, 7, at=NOON)
                assert await take_fetches(tx, 7, at=NOON, number=1, limit=100)
                assert await count_fetches(tx, 7, at=NOON) > before

        await asyncio.gather(*(take(db) for db in (one, other) for _ in range(15)))
        async with one.read() as tx:
            assert await tx.find_value(select(fetches.c.taken)) == 30


# Opening and closing


async def test_leaving_writes_what_has_queued_up(url: str) -> None:
    async with Database.open(url) as db:
        tasks = [asyncio.create_task(write(db, user)) for user in range(5)]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    async with Database.open(url) as db:
        assert await granted(db) == set(range(5))


async def test_a_closed_database_refuses(url: str) -> None:
    async with Database.open(url) as db:
        pass
    for ask in (granted(db), write(db, 1)):
        with pytest.raises(DatabaseClosed):
            await ask


async def test_an_open_reader_is_waited_for(url: str) -> None:
    async with Database.open(url) as db:
        task = asyncio.create_task(granted(db))
        await asyncio.sleep(0)
    assert await task == set()


async def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "100%.db"
    async with Database.open(sqlite_url(path)) as db:
        await write(db, 1)
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
        assert db.place.endswith("100%.db")
    assert modes.keys() >= {"100%.db", "100%.db-wal", "100%.db-shm"}
    assert set(modes.values()) == {0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


# Faults


@asynccontextmanager
async def locked(path: Path) -> AsyncIterator[None]:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


async def test_a_lock_held_elsewhere_is_said_and_survived(sqlite_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("engines", "turns"):
        monkeypatch.setattr(f"storage.{module}.BUSY_TIMEOUT_S", 0.05)
    async with Database.open(sqlite_url(sqlite_path)) as db:
        async with locked(sqlite_path):
            began = asyncio.get_running_loop().time()
            outcomes = await asyncio.gather(*(write(db, 1) for _ in range(40)), return_exceptions=True)
            assert {type(outcome) for outcome in outcomes} == {DatabaseBusy}
            assert asyncio.get_running_loop().time() - began < 1.0, "the queue hears it at once, not one by one"
            assert await granted(db) == set(), "reading waits for nobody"
        await write(db, 2)
        assert await granted(db) == {2}


async def test_a_full_disk_is_said_reading_works_and_writing_comes_back(sqlite_db: Database) -> None:
    async with sqlite_db.write() as tx:
        pages = await tx.find_value(text("PRAGMA page_count"))
        await tx.execute(text(f"PRAGMA max_page_count = {pages}"))

    async def fill(number: int) -> None:
        async with sqlite_db.write() as tx:
            told = reading(more=str(number) * 20_000)
            await save_reading(tx, told, canonical_url=f"https://a.example/{number}", read_at=NOON, budget=THREE)

    outcomes = await asyncio.gather(*(fill(number) for number in range(3)), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {DiskFull}
    assert await granted(sqlite_db) == set()
    async with sqlite_db.write() as tx:
        await tx.execute(text("PRAGMA max_page_count = 1000000"))
    await fill(7)
    async with sqlite_db.read() as view:
        assert [row.briefings for row in await view.list_rows(_PAIRS)] == [1]


async def test_what_shared_a_transaction_with_a_full_disk_is_written_or_says_so(sqlite_db: Database) -> None:
    async with sqlite_db.write() as tx:
        pages = await tx.find_value(text("PRAGMA page_count"))
        await tx.execute(text(f"PRAGMA max_page_count = {pages}"))

    async def fill() -> None:
        async with sqlite_db.write() as tx:
            told = reading(more="x" * 20_000)
            await save_reading(tx, told, canonical_url="https://a.example/", read_at=NOON, budget=THREE)

    outcomes = await asyncio.gather(write(sqlite_db, 1), fill(), write(sqlite_db, 2), return_exceptions=True)
    assert isinstance(outcomes[1], DiskFull)
    acknowledged = {user for user, outcome in ((1, outcomes[0]), (2, outcomes[2])) if outcome is None}
    assert await granted(sqlite_db) == acknowledged


async def test_damaged_pages_are_told_from_other_trouble(sqlite_path: Path) -> None:
    with sqlite_path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xa5" * (sqlite_path.stat().st_size - 4096 * 2))

    async def use() -> None:
        async with Database.open(sqlite_url(sqlite_path)) as db:
            await write(db, 1)

    with pytest.raises(DatabaseCorrupt):
        await use()


async def test_connections_that_the_server_dropped_are_replaced(postgres: Server, postgres_url: str) -> None:
    async with Database.open(postgres_url) as db:
        await write(db, 1)
        postgres.run_sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tests'")
        await write(db, 2)
        assert await granted(db) == {1, 2}


async def test_a_connection_that_breaks_in_a_transaction_is_unavailable_not_a_defect(
    postgres: Server, postgres_url: str
) -> None:

    async def write_over_a_break(db: Database) -> None:
        async with db.write() as tx:
            await grant(tx, 1)
            postgres.run_sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tests'")
            await grant(tx, 2)

    async with Database.open(postgres_url) as db:
        with pytest.raises(DatabaseUnavailable):
            await write_over_a_break(db)
        assert await granted(db) == set()


async def test_a_database_that_went_away_is_unavailable_until_it_is_back(postgres: Server, postgres_url: str) -> None:
    async with Database.open(postgres_url) as db:
        postgres.run_sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tests'")
        postgres.run_sql("ALTER DATABASE tests RENAME TO away")
        try:
            with pytest.raises(DatabaseUnavailable):
                await write(db, 1)
        finally:
            postgres.run_sql("ALTER DATABASE away RENAME TO tests")
        await write(db, 2)
        assert await granted(db) == {2}


async def test_a_path_through_a_file_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear reader")
    with pytest.raises(DatabaseUnavailable, match="letter"):
        async with Database.open(sqlite_url(tmp_path / "letter" / "nutgraf.db")):
            pass


async def test_no_server_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable):
        async with Database.open(f"postgresql://u:secret@/x?host={tmp_path}"):
            pass
