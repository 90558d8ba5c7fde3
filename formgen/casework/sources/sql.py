"""A register in a database of the administration, read only."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Column as SqlColumn
from sqlalchemy import ColumnElement, Engine, MetaData, Table, cast, create_engine, event, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import NoSuchTableError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.types import String

from formgen.casework.sources import Criteria, Record, SourceAmbiguous, SourceUnavailable
from formgen.casework.sources.columns import (
    ADDRESS,
    Column,
    UnreadableCell,
    cell_names,
    declare,
    read_record,
)

# Threads, and so connections, of one source. A register that hangs holds these and nothing else.
_THREADS = 2
_WHITE_SPACE = (" ", "\u00a0", "\u202f", "\t")


class SqlSource:
    """See `Source`. `table` is a table or view of the database at `url`, SQLAlchemy's form of address.

    It is asked in threads of its own and given up after `seconds`. Texts are compared without white space,
    which an ordinary index does not serve: on a large register, index the expression or give a view. An
    address fills columns `address.line1` … or `address_line1` …. Raises ValueError for a kind that is none.
    """

    def __init__(
        self,
        url: str,
        table: str,
        columns: Mapping[str, str | Column],
        setting: str = "sources",
        seconds: float = 5.0,
    ) -> None:
        self._columns = declare(columns)
        self._name = table
        self._setting = setting
        self._seconds = seconds
        self._engine = _engine(url, seconds)
        self._threads = ThreadPoolExecutor(_THREADS, "formgen-register")
        self._describing = threading.Lock()
        self._table: Table | None = None

    async def lookup(self, criteria: Criteria) -> Record | None:
        names = tuple(sorted(criteria))
        for name in names:
            if name not in self._columns or self._columns[name].kind == ADDRESS:
                raise self._unavailable(f"nothing can be looked up by {name}", "look up by a declared column")
        keys = {name: self._columns[name].key(criteria[name]) for name in names}
        if not keys or None in keys.values():
            return None
        asked = asyncio.get_running_loop().run_in_executor(self._threads, self._find, keys)
        try:
            rows = await asyncio.wait_for(asked, self._seconds)
        except TimeoutError as fault:
            raise self._unavailable(f"no answer within {self._seconds:g} seconds", _ASK) from fault
        if len(rows) > 1:
            raise SourceAmbiguous(names, self._setting)
        if not rows:
            return None
        try:
            return read_record(self._columns, rows[0])
        except UnreadableCell as fault:
            raise self._unavailable(f"a record cannot be read: {fault}", "correct it") from fault

    async def close(self) -> None:
        # Not waited for: a register that hangs would hold up the end of the service.
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _find(self, keys: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        try:
            table = self._described()
            conditions = [self._equals(table.c[name], self._columns[name], key) for name, key in keys.items()]
            wanted = [
                found.label(cell)
                for name, column in self._columns.items()
                for cell in cell_names(name, column)
                if (found := _cell(table, cell)) is not None
            ]
            with self._engine.connect() as connection:
                # Two are enough to know that there is more than one.
                rows = connection.execute(select(*wanted).where(*conditions).limit(2)).mappings().all()
        except NoSuchTableError as fault:
            raise self._unavailable(f"there is no table {self._name}", "correct the table's name") from fault
        except SQLAlchemyError as fault:
            # The driver's own words may hold the address with its password.
            raise self._unavailable(f"the database refuses: {type(fault).__name__}", _ASK) from fault
        return [dict(row) for row in rows]

    def _described(self) -> Table:
        with self._describing:
            if self._table is None:
                table = Table(self._name, MetaData(), autoload_with=self._engine)
                missing = [
                    name
                    for name, column in self._columns.items()
                    if all(_cell(table, cell) is None for cell in cell_names(name, column))
                ]
                if missing:
                    raise self._unavailable(
                        f"table {self._name} has no column {', '.join(missing)}",
                        "add it, or correct its name",
                    )
                self._table = table
            return self._table

    def _equals(self, cell: SqlColumn[Any], column: Column, key: Any) -> ColumnElement[bool]:
        if isinstance(key, date) and isinstance(cell.type, String):
            return cell.in_([key.isoformat(), f"{key:%d/%m/%Y}"])
        if not isinstance(key, str):
            equal: ColumnElement[bool] = cell == key
            return equal
        compared: ColumnElement[str] = cast(cell, String)
        for sign in (*_WHITE_SPACE, *column.ignore):
            compared = func.replace(compared, sign, "")
        return func.lower(compared) == key.lower() if column.fold_case else compared == key

    def _unavailable(self, what: str, advice: str) -> SourceUnavailable:
        return SourceUnavailable(f"register {self._name}: {what}", self._setting, advice)


_ASK = "see whether the database runs and can be reached from here with the address set"


def _cell(table: Table, name: str) -> SqlColumn[Any] | None:
    found = table.c.get(name)
    return found if found is not None else table.c.get(name.replace(".", "_"))


def _engine(url: str, seconds: float) -> Engine:
    """Connections that cannot write, and that the database itself gives up.

    None is kept: a person is looked up once or twice, and a connection kept for hours may be dead by then.
    """
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        limit = f"-c default_transaction_read_only=on -c statement_timeout={int(seconds * 1000)}"
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            poolclass=NullPool,
            connect_args={"options": limit, "connect_timeout": max(2, int(seconds))},
        )
    if backend == "sqlite":
        # Opened as a file that must exist: SQLite would make an empty one otherwise.
        path = Path(parsed.database or "").absolute().as_uri()
        read_only = parsed.set(database=path, query={"mode": "ro", "uri": "true"})
        engine = create_engine(read_only, poolclass=NullPool, connect_args={"timeout": seconds})
        event.listen(engine, "connect", _teach_lower)
        return engine
    return create_engine(parsed, poolclass=NullPool)


def _teach_lower(connection: Any, _record: object) -> None:
    # SQLite's own `lower` knows the letters a to z only.
    connection.create_function("lower", 1, lambda text: text.lower() if text else text, deterministic=True)
