"""Reading and writing, on both databases.

1. A write is kept when it is answered, and reads see it.
2. A write that raises keeps nothing, and its exception reaches its own caller only.
3. What a query cannot know (a parameter left out, a broken rule of the tables) is an error.
4. Moments and days come back as they went in: aware, in UTC, to the microsecond.
5. `close` finishes what was asked for; afterwards reads and writes are refused; closing twice does nothing.
6. A caller who is cancelled leaves the others alone.
7. Addresses of other databases are refused in words.
8. The SQLite file is readable by its user only, in WAL mode, flushed at each commit, references enforced.
9. SQLAlchemy's own statements can join the transaction.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import bindparam, func, select

from formgen.storage import moments
from formgen.storage.database import Database
from formgen.storage.errors import ConstraintBroken, DatabaseClosed, StorageError
from formgen.storage.queries import sessions
from formgen.storage.statement import Connection, Statement
from formgen.storage.tables import sessions as sessions_table
from tests.storage.conftest import Store
from tests.storage.given import AT


def new_session(name: str) -> Callable[[Connection], None]:
    return lambda connection: sessions.create_session(connection, name, AT, {"name": name})


def is_kept(store: Store, name: str) -> bool:
    return store.read(lambda connection: sessions.read_session(connection, name)) is not None


def test_a_write_is_seen_by_reads(store: Store) -> None:  # 1
    store.write(new_session("a"))
    session = store.read(lambda connection: sessions.read_session(connection, "a"))
    assert session is not None
    assert session.data() == {"name": "a"}
    assert session.created_at == AT


def test_a_failed_write_keeps_nothing_and_harms_no_other(store: Store) -> None:  # 2
    def fails(connection: Connection) -> None:
        sessions.create_session(connection, "lost", AT, {})
        raise LookupError("the caller's own")

    async def together() -> list[object]:
        writes = [new_session("a"), fails, new_session("b"), new_session("a"), new_session("c")]
        return await asyncio.gather(*map(store.database.write, writes), return_exceptions=True)

    outcomes = asyncio.run(together())
    kinds = [type(outcome) for outcome in outcomes]
    assert kinds[1] is LookupError
    assert sorted(kind.__name__ for kind in kinds) == sorted(
        ["NoneType", "LookupError", "NoneType", "ConstraintBroken", "NoneType"]
    )
    assert [is_kept(store, name) for name in ("a", "b", "c", "lost")] == [True, True, True, False]


def test_stop_iteration_reaches_its_caller_instead_of_hanging_it(store: Store) -> None:  # 2
    with pytest.raises(RuntimeError, match="StopIteration"):
        store.write(lambda _: next(iter(())))
    store.write(new_session("next"))
    assert is_kept(store, "next")


def test_a_forgotten_parameter_is_an_error(store: Store) -> None:  # 3
    statement = Statement(select(sessions_table).where(sessions_table.c.token_hash == bindparam("who")))
    with pytest.raises(Exception, match="who"):
        store.read(lambda connection: connection.rows(statement, {}))
    assert not is_kept(store, "a")


def test_a_broken_rule_of_the_tables_is_told_alike(store: Store) -> None:  # 3
    store.write(new_session("a"))
    with pytest.raises(ConstraintBroken):
        store.write(new_session("a"))


def test_moments_keep_their_instant(store: Store) -> None:  # 4
    there = datetime(2026, 3, 1, 23, 59, 59, 999999, timezone(timedelta(hours=-5)))
    store.write(lambda connection: sessions.create_session(connection, "a", there, {}))
    session = store.read(lambda connection: sessions.read_session(connection, "a"))
    assert session is not None
    assert session.created_at == there
    assert session.created_at.tzinfo is UTC


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_text_order_of_moments_is_time_order(first: datetime, second: datetime) -> None:  # 4
    texts = [moments.write_moment(first), moments.write_moment(second)]
    assert [moments.read_moment(text) for text in texts] == [first, second]
    assert (texts[0] < texts[1]) == (first < second)
    assert {len(text) for text in texts} == {moments.MOMENT_WIDTH}


def test_what_is_no_moment_or_no_day_is_refused() -> None:  # 4
    with pytest.raises(ValueError, match="no time zone"):
        moments.write_moment(datetime(2026, 3, 1))  # noqa: DTZ001 - the very mistake
    with pytest.raises(ValueError, match="a day was expected"):
        moments.write_day(AT)
    assert moments.read_day(moments.write_day(date(987, 1, 2))) == date(987, 1, 2)


def test_close_finishes_what_was_asked_for(url: str) -> None:  # 5
    async def write_and_close() -> list[object]:
        database = await Database.open(url)
        writes = [asyncio.ensure_future(database.write(new_session(str(index)))) for index in range(300)]
        await asyncio.sleep(0)
        await database.close()
        with pytest.raises(DatabaseClosed):
            await database.write(new_session("late"))
        with pytest.raises(DatabaseClosed):
            await database.read(lambda connection: sessions.read_session(connection, "0"))
        await database.close()
        return await asyncio.gather(*writes, return_exceptions=True)

    assert asyncio.run(write_and_close()) == [None] * 300
    again = Store(url)
    try:
        assert all(is_kept(again, str(index)) for index in range(300))
        assert not is_kept(again, "late")
    finally:
        again.close()


def test_a_cancelled_caller_leaves_the_others_alone(store: Store) -> None:  # 6
    async def cancel_one() -> None:
        first = asyncio.ensure_future(store.database.write(new_session("a")))
        second = asyncio.ensure_future(store.database.write(new_session("b")))
        await asyncio.sleep(0)
        first.cancel()
        await second
        with pytest.raises(asyncio.CancelledError):
            await first

    asyncio.run(cancel_one())
    assert is_kept(store, "b")


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:", "mysql://here/there", "formgen.db"])
def test_other_addresses_are_refused(address: str) -> None:  # 7
    with pytest.raises(StorageError):
        asyncio.run(Database.open(address))


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:  # 7
    with pytest.raises(StorageError, match="cannot be opened"):
        asyncio.run(Database.open(tmp_path))


def test_the_sqlite_file_is_private_and_durable(sqlite_store: Store, tmp_path: Path) -> None:  # 8
    sqlite_store.write(new_session("a"))
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("formgen.sqlite3", "formgen.sqlite3-wal", "formgen.sqlite3-shm"), 0o600)

    def settings(connection: Connection) -> list[object]:
        cursor = connection.cursor()
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert sqlite_store.write(settings) == ["wal", 2, 1]


def test_reads_cannot_write(sqlite_store: Store) -> None:  # 8
    with pytest.raises(Exception, match="readonly"):
        sqlite_store.read(new_session("a"))


def test_core_statements_join_the_transaction(store: Store) -> None:  # 9
    count = select(func.count()).select_from(sessions_table)

    def mixed(connection: Connection) -> int | None:
        sessions.create_session(connection, "a", AT, {})
        connection.core.execute(
            sessions_table.insert(), {"token_hash": "b", "created_at": AT, "seen_at": AT, "data": "{}"}
        )
        return connection.core.scalar(count)

    def mixed_then_fails(connection: Connection) -> None:
        connection.core.execute(sessions_table.delete())
        raise LookupError("not kept")

    assert store.write(mixed) == 2
    with pytest.raises(LookupError):
        store.write(mixed_then_fails)
    assert is_kept(store, "a")
    assert is_kept(store, "b")
