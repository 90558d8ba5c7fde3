"""SQLAlchemy Core statements compiled once and run on the bare cursor.

Core's own execution costs some 50 µs a statement, half of what a whole page is allowed; a compiled statement
on the cursor costs what the database costs. Types keep their meaning: what a column's type does to a value on
the way in and out is looked up when compiling.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from sqlalchemy import Connection as CoreConnection
from sqlalchemy import Dialect, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from formgen.storage.errors import ConstraintBroken

DialectName = Literal["sqlite", "postgresql"]
Row = tuple[Any, ...]
Convert = Callable[[Any], Any]


@cache
def _dialect(name: DialectName) -> Dialect:
    """Both take a dict of parameters, so callers never see which database is behind."""
    if name == "sqlite":
        return SQLiteDialect_pysqlite(paramstyle="named")
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

    dialect: Dialect = PGDialect_psycopg()  # type: ignore[no-untyped-call]  # - SQLAlchemy types no dialect
    return dialect


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    fixed: Mapping[str, Any]
    inward: tuple[tuple[str, Convert], ...]
    outward: tuple[tuple[int, Convert], ...]
    answers: bool


class Statement:
    """A Core statement, or a function from a dialect's name to one where the dialects differ.

    Parameters are its `bindparam` names; for a bare `insert(table)` they are the column names.
    """

    __slots__ = ("_build", "_compiled")

    def __init__(self, build: Executable | Callable[[DialectName], Executable]) -> None:
        self._build = build
        self._compiled: dict[DialectName, _Compiled] = {}

    def compiled(self, name: DialectName) -> _Compiled:
        """The statement in one dialect; compiled at first use."""
        found = self._compiled.get(name)
        if found is None:
            build = self._build
            found = _compile(build if isinstance(build, Executable) else build(name), _dialect(name))
            self._compiled[name] = found
        return found


class Connection:
    """One database connection inside a transaction (or a read), as the queries see it.

    `core` is the SQLAlchemy connection of the same transaction, for rare statements that need no speed and
    for libraries that want to join the transaction. Nobody but the database commits.
    """

    __slots__ = ("_integrity_error", "_raw", "core", "dialect")

    def __init__(self, core: CoreConnection, dialect: DialectName) -> None:
        raw = core.connection.dbapi_connection
        assert raw is not None, "an open Core connection holds a DBAPI connection"
        self.core = core
        self.dialect = dialect
        self._raw: Any = raw
        self._integrity_error: type[Exception] = core.dialect.loaded_dbapi.IntegrityError

    def rows(self, statement: Statement, parameters: Mapping[str, Any]) -> list[Row]:
        """All rows that the statement answers with, in the order of its columns.

        Raises ConstraintBroken when a row would break a rule of the tables.
        """
        compiled = statement.compiled(self.dialect)
        rows = self._answer(compiled, parameters)
        return [_convert(row, compiled.outward) for row in rows] if compiled.outward else rows

    def row(self, statement: Statement, parameters: Mapping[str, Any]) -> Row | None:
        """The first row, or None. Raises ConstraintBroken."""
        rows = self.rows(statement, parameters)
        return rows[0] if rows else None

    def row_again(self, statement: Statement, parameters: Mapping[str, Any]) -> Row | None:
        """As `row`, for what is mostly as it was when last read: its conversion is then remembered."""
        compiled = statement.compiled(self.dialect)
        rows = self._answer(compiled, parameters)
        return _converted(rows[0], compiled.outward) if rows else None

    def change(self, statement: Statement, parameters: Mapping[str, Any]) -> int:
        """How many rows the statement changed. Raises ConstraintBroken."""
        cursor = self._run(statement.compiled(self.dialect), parameters)
        count: int = cursor.rowcount
        cursor.close()
        return count

    def cursor(self) -> Any:
        """A bare DBAPI cursor, for the database's own housekeeping (transactions, pragmas)."""
        return self._raw.cursor()

    def in_transaction(self) -> bool:
        """Whether a transaction is open on a SQLite connection; SQLite itself ends one on a full disk."""
        return bool(self._raw.in_transaction)

    def changes(self) -> int:
        """How many rows a SQLite connection has changed since it was opened, those rolled back included."""
        count: int = self._raw.total_changes
        return count

    def _answer(self, compiled: _Compiled, parameters: Mapping[str, Any]) -> list[Row]:
        cursor = self._run(compiled, parameters)
        rows: list[Row] = cursor.fetchall() if compiled.answers else []
        cursor.close()
        return rows

    def _run(self, compiled: _Compiled, parameters: Mapping[str, Any]) -> Any:
        values: Mapping[str, Any] = parameters
        if compiled.fixed or compiled.inward:
            converted = {**compiled.fixed, **parameters}
            for name, convert in compiled.inward:
                converted[name] = convert(converted[name])
            values = converted
        cursor = self._raw.cursor()
        try:
            cursor.execute(compiled.sql, values)
        except self._integrity_error as fault:
            raise ConstraintBroken(str(fault)) from fault
        return cursor


def insert_for(dialect: DialectName, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do on a conflict, which both databases can but plain SQL cannot."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def _convert(row: Row, outward: tuple[tuple[int, Convert], ...]) -> Row:
    cells = list(row)
    for index, convert in outward:
        cells[index] = convert(cells[index])
    return tuple(cells)


_converted = lru_cache(maxsize=128)(_convert)


def _compile(statement: Executable, dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined]  # - every statement has it
    assert isinstance(compiled, SQLCompiler)
    binds = [(compiled.bind_names[bind], bind) for bind in compiled.binds.values()]
    # A parameter that must be given stays out of the fixed ones, so that forgetting it is an error.
    fixed = {name: bind.effective_value for name, bind in binds if not bind.required}
    columns: list[Any] = list(getattr(statement, "exported_columns", ()))
    inward = [(name, _inward(bind.type, dialect)) for name, bind in binds]
    outward = [(index, _outward(column.type, dialect)) for index, column in enumerate(columns)]
    return _Compiled(
        sql=str(compiled),
        fixed=fixed,
        inward=tuple((name, convert) for name, convert in inward if convert is not None),
        outward=tuple((index, convert) for index, convert in outward if convert is not None),
        answers=bool(columns),
    )


def _inward(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _outward(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
