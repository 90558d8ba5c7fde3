"""Rows of tables and lists: read once from their CSV files; those of tables are found by their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Protocol

from formgen.language.data import ListFile, Table
from formgen.language.fields.numbers import SPACES
from formgen.language.resolution import Resolution
from formgen.language.resolution.csv_files import CsvFault, no_such_column, read_csv
from formgen.language.source import Span
from formgen.language.values import Duration

IN_FORCE_COLUMN = "valid_from"
UNITS = {"years": (12, 0), "months": (1, 0), "weeks": (0, 7), "days": (0, 1)}
"""Months and days of a unit of time."""


class Rows:
    """The rows of one table by their key; with `in_force`, several by the day from which each is valid."""

    def __init__(self, rows: list[dict[str, Any]], keys: tuple[str, ...], dated: bool) -> None:
        self.dated = dated
        self._found: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for row in rows:
            self._found.setdefault(tuple(row[key] for key in keys), []).append(row)
        if dated:
            for each in self._found.values():
                each.sort(key=lambda row: row[IN_FORCE_COLUMN] or date.min, reverse=True)

    def keys(self) -> list[tuple[Any, ...]]:
        """The keys of all rows, in the order of the file."""
        return list(self._found)

    def of(self, key: tuple[Any, ...]) -> Sequence[Mapping[str, Any]]:
        """The rows of a key, those in force latest first."""
        return self._found.get(key, [])

    def find(self, key: tuple[Any, ...], day: date | None) -> Mapping[str, Any] | None:
        """The row of a key; of several, the latest in force on the day."""
        rows = self._found.get(key)
        if not rows:
            return None
        if not self.dated or day is None:
            return rows[0]
        return next((row for row in rows if (row[IN_FORCE_COLUMN] or date.min) <= day), None)


def read_rows(resolution: Resolution, table: Table) -> Rows:
    """The rows of a table; what is wrong with its file is reported as a problem of the spec."""
    dated = table.in_force is not None
    columns: dict[str, _Declared] = {**table.columns}
    if dated:
        columns.setdefault(IN_FORCE_COLUMN, _DAY)
    rows = [row for _, row in _typed(resolution, table, columns)]
    _tell_twice(resolution, table, rows, (*table.match, IN_FORCE_COLUMN) if dated else tuple(table.match))
    return Rows(rows, tuple(table.match), dated)


def _tell_twice(
    resolution: Resolution, table: Table, rows: list[dict[str, Any]], keys: tuple[str, ...]
) -> None:
    """Report two rows with the same key; nobody is found by an empty cell, so that may stand in many."""
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(rows, 2):
        key = tuple(row[each] for each in keys)
        if any(row[each] is None for each in table.match):
            continue
        first = seen.setdefault(key, number)
        if first != number:
            named = " and ".join(f"`{each}`" for each in keys)
            message = f"Lines {first} and {number} of `{table.file}` have the same {named}: which one counts?"
            hint = "Delete one, or name under `match` a column that tells them apart."
            _tell(resolution, table.node_of("file").span, CsvFault(message, hint))
            return


def read_list_rows(resolution: Resolution, file: ListFile) -> dict[str, dict[str, Any]]:
    """The further columns of a list's file by the ids of its rows; what is wrong with it is reported."""
    rows = _typed(resolution, file, file.columns)
    return {raw[file.id_]: row for raw, row in rows if file.id_ in raw}


class _Declared(Protocol):
    """What a column is declared as."""

    @property
    def type(self) -> str: ...

    @property
    def digits(self) -> int | None: ...


class _Day:
    type = "date"
    digits = None


_DAY: Final = _Day()


def _typed(
    resolution: Resolution, of: Table | ListFile, columns: Mapping[str, _Declared]
) -> list[tuple[dict[str, str], dict[str, Any]]]:
    """The rows of a file as written, and the values of the declared columns."""
    try:
        raw = read_csv(resolution.folder, of.file)
        missing = next((column for column in columns if raw and column not in raw[0]), None)
        if missing is not None:
            _tell(resolution, _place_of(of, missing), no_such_column(of.file, missing, raw[0]))
            return []
        return [(each, _row(of.file, each, number, columns)) for number, each in enumerate(raw, 2)]
    except CsvFault as fault:
        _tell(resolution, of.node_of("file").span, fault)
        return []


def _tell(resolution: Resolution, place: Span, fault: CsvFault) -> None:
    resolution.tell(resolution.spec.document.problem("S018", "error", place, fault.message, fault.hint))


def _place_of(of: Table | ListFile, column: str) -> Span:
    declared = of.columns.get(column)
    return declared.id_span if declared is not None else of.node_of("in_force").span


def _row(file: str, raw: Mapping[str, str], number: int, columns: Mapping[str, _Declared]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column, declared in columns.items():
        text = raw[column]
        try:
            row[column] = convert(_with_zeros(text, declared.digits), declared.type)
        except (ValueError, OverflowError) as error:
            digits = f" of {declared.digits} digits" if declared.digits else ""
            raise CsvFault(
                f"Line {number} of `{file}`: `{text}` in column `{column}` is no {declared.type}{digits}.",
                "Mend the cell, or the type of the column.",
            ) from error
    return row


def _with_zeros(text: str, digits: int | None) -> str:
    """A cell with the leading zeros that a spreadsheet took. Raises ValueError for what has other digits."""
    if not digits or not text:
        return text
    if len(text) > digits or not (text.isascii() and text.isdigit()):
        # Codes such as 2A stand among those of digits; they have none to lose.
        if len(text) == digits and text.isascii() and text.isalnum():
            return text
        raise ValueError(text)
    return text.zfill(digits)


def convert(text: str, kind: str) -> Any:
    """A cell as a value; an empty cell is empty. Raises ValueError."""
    if not text:
        return None
    match kind:
        case "integer":
            return int(text.translate(SPACES))
        case "decimal" | "money":
            try:
                return Decimal(text.translate(SPACES).replace(",", ".").removesuffix("€"))
            except InvalidOperation as error:
                raise ValueError(text) from error
        case "date":
            if "/" in text:
                day, month, year = text.split("/")
                return date(int(year), int(month), int(day))
            return date.fromisoformat(text)
        case "duration":
            return _duration(text)
        case "yes_no":
            word = text.casefold()
            if word in ("yes", "true", "1", "oui"):
                return True
            if word in ("no", "false", "0", "non"):
                return False
            raise ValueError(text)
        case _:
            return text


def _duration(text: str) -> Duration:
    """A length of time as specs write it: "6 months", "1 year 10 days"."""
    words = text.split()
    if not words or len(words) % 2:
        raise ValueError(text)
    total = Duration()
    for number, unit in zip(words[::2], words[1::2], strict=True):
        months, days = UNITS[unit] if unit in UNITS else UNITS.get(f"{unit}s", (0, 0))
        if not (months or days):
            raise ValueError(text)
        total = total.plus(Duration(int(number) * months, int(number) * days))
    return total


__all__ = ["Rows", "convert", "read_list_rows", "read_rows"]
