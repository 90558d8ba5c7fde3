"""A register in a CSV file, as spreadsheets write them."""

from __future__ import annotations

import asyncio
import csv
import io
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formgen.casework.sources import Criteria, Record, SourceAmbiguous, SourceUnavailable
from formgen.casework.sources.columns import (
    ADDRESS,
    Column,
    UnreadableCell,
    cell_names,
    declare,
    read_record,
)

MAX_BYTES = 100 * 1024 * 1024
_DELIMITERS = ";,\t"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that cannot be read; `line` is counted from 1, the header included."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]
    fault: str | None


@dataclass(frozen=True, slots=True)
class _Index:
    """Rows by the values of some columns; `doubtful` are those in which these cannot be read."""

    rows: dict[tuple[Any, ...], list[_Row]]
    doubtful: list[_Row]


@dataclass(slots=True)
class _Contents:
    """The rows of one state of the file, and an index for each set of columns that was asked for."""

    signature: tuple[int, int, int]
    rows: list[_Row]
    indexes: dict[tuple[str, ...], _Index]


class CsvSource:
    """See `Source`. Read at the first lookup and again whenever the file has changed.

    Semicolons, commas or tabs; UTF-8 with or without a byte order mark; dates 31/12/2026 or 2026-12-31;
    decimal commas or points. An address fills cells `address.line1` to `address.country`. `setting` is the
    name of the setting that led here, for error messages. Raises ValueError for a kind that is none.
    """

    def __init__(self, path: Path, columns: Mapping[str, str | Column], setting: str = "sources") -> None:
        self._path = path
        self._columns = declare(columns)
        self._setting = setting
        self._contents: _Contents | None = None
        self._reading = threading.Lock()

    async def lookup(self, criteria: Criteria) -> Record | None:
        names = tuple(sorted(criteria))
        for name in names:
            if name not in self._columns or self._columns[name].kind == ADDRESS:
                raise self._unavailable(f"nothing can be looked up by {name}", "look up by a declared column")
        contents = self._contents
        # Comparing the file's state takes microseconds; reading it would hold up everybody.
        if contents is None or contents.signature != self._signature() or names not in contents.indexes:
            contents = await asyncio.to_thread(self._indexed, names)
        key = tuple(self._columns[name].key(criteria[name]) for name in names)
        index = contents.indexes[names]
        found = index.rows.get(key, [])
        if len(found) > 1:
            raise SourceAmbiguous(names, self._setting)
        if found:
            return self._record(found[0])
        for row in index.doubtful:
            if self._may_be(row, names, key):
                # "Not found" might be false.
                what = row.fault or "a cell that is looked up by cannot be read"
                raise self._unavailable(f"line {row.line}: {what}", "correct this line")
        return None

    def _may_be(self, row: _Row, names: tuple[str, ...], key: tuple[Any, ...]) -> bool:
        """Whether a row that cannot be read may be the one that is looked for."""
        wanted = [
            (self._columns[name], row.cells.get(name), each) for name, each in zip(names, key, strict=True)
        ]
        if any(each is None for each in key):
            return False
        if row.fault is None:
            return all(_agrees(column, cell, each) is not False for column, cell, each in wanted)
        # Its cells may stand under other names: what is looked for counts wherever it stands, or is cut off.
        cells = [*row.cells.values()]
        return any(
            cell is None or any(_agrees(column, other, each) for other in cells)
            for column, cell, each in wanted
        )

    async def close(self) -> None:
        self._contents = None

    async def problems(self) -> tuple[RowProblem, ...]:
        """Every row that cannot be read, to be told when the service starts. Raises SourceUnavailable."""
        return await asyncio.to_thread(lambda: tuple(self._problems(self._indexed(()))))

    def _problems(self, contents: _Contents) -> Iterator[RowProblem]:
        for row in contents.rows:
            if row.fault:
                yield RowProblem(row.line, row.fault)
                continue
            try:
                read_record(self._columns, row.cells)
            except UnreadableCell as fault:
                yield RowProblem(row.line, str(fault))

    def _record(self, row: _Row) -> Record:
        try:
            return read_record(self._columns, row.cells)
        except UnreadableCell as fault:
            # The person is in the register: "not found" would be false.
            raise self._unavailable(f"line {row.line}, {fault}", "correct this line") from fault

    def _indexed(self, names: tuple[str, ...]) -> _Contents:
        with self._reading:
            signature = self._signature()
            contents = self._contents
            if contents is None or contents.signature != signature:
                contents = _Contents(signature, self._rows(), {})
            if names not in contents.indexes:
                contents.indexes[names] = self._index(contents.rows, names)
            self._contents = contents
            return contents

    def _index(self, rows: list[_Row], names: tuple[str, ...]) -> _Index:
        index = _Index({}, [])
        columns = [(name, self._columns[name]) for name in names]
        for row in rows:
            if row.fault:
                # Its cells stand under the wrong names, so what it holds cannot be told.
                index.doubtful.append(row)
                continue
            try:
                key = tuple(column.key(column.read(row.cells[name])) for name, column in columns)
            except UnreadableCell:
                index.doubtful.append(row)
                continue
            # An empty cell must not be found by an empty answer.
            if None not in key:
                index.rows.setdefault(key, []).append(row)
        return index

    def _signature(self) -> tuple[int, int, int]:
        try:
            state = self._path.stat()
        except OSError as fault:
            raise self._unavailable(f"the file cannot be read: {fault.strerror}", _PUT) from fault
        return state.st_mtime_ns, state.st_size, state.st_ino

    def _rows(self) -> list[_Row]:
        text = self._text()
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        try:
            header = [name.strip() for name in next(reader, [])]
            self._check_header(header)
            return [_row(reader.line_num, header, cells) for cells in reader if any(map(str.strip, cells))]
        except csv.Error as fault:
            raise self._unavailable(f"line {reader.line_num}: {fault}", "correct this line") from fault

    def _text(self) -> str:
        try:
            with self._path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as fault:
            raise self._unavailable(f"the file cannot be read: {fault.strerror}", _PUT) from fault
        if len(data) > MAX_BYTES:
            raise self._unavailable(f"the file is larger than {MAX_BYTES} bytes", "keep it in a database")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            raise self._unavailable(f"line {line} is not in UTF-8", "save the file as CSV UTF-8") from fault

    def _check_header(self, header: list[str]) -> None:
        twice = sorted({name for name in header if name and header.count(name) > 1})
        if twice:
            raise self._unavailable(f"line 1 names {', '.join(twice)} twice", "rename one of the columns")
        missing = [
            name
            for name, column in self._columns.items()
            # An address may lack the parts that nobody has; one without any is a mistake.
            if not any(cell in header for cell in cell_names(name, column))
        ]
        if missing:
            raise self._unavailable(
                f"line 1 has no column {', '.join(missing)}", f"add it; the columns are {', '.join(header)}"
            )

    def _unavailable(self, what: str, advice: str) -> SourceUnavailable:
        return SourceUnavailable(f"register {self._path}: {what}", self._setting, advice)


_PUT = "put the file there, readable by formgen, or correct the setting"


def _agrees(column: Column, cell: str | None, key: Any) -> bool | None:
    """Whether a cell holds what is looked for; None when that cannot be told."""
    try:
        return bool(column.key(column.read(cell)) == key)
    except UnreadableCell:
        return None


def _delimiter(text: str) -> str:
    """The one that cuts the first line into most pieces."""
    header = text.partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


def _row(line: int, header: list[str], cells: list[str]) -> _Row:
    fault = None if len(cells) == len(header) else f"{len(cells)} cells instead of {len(header)}"
    return _Row(line, dict(zip(header, cells, strict=False)), fault)
