"""Rows of tables: read once from their CSV files, found by their keys in a dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from formgen.language.data import Table
from formgen.language.fields.numbers import SPACES
from formgen.language.resolution import Resolution
from formgen.language.resolution.csv_files import CsvFault, read_csv

IN_FORCE_COLUMN = "valid_from"


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

    def find(self, key: tuple[Any, ...], day: date | None) -> Mapping[str, Any] | None:
        """The row of a key; of several, the latest in force on the day."""
        rows = self._found.get(key)
        if not rows:
            return None
        if not self.dated or day is None:
            return rows[0]
        return next((row for row in rows if (row[IN_FORCE_COLUMN] or date.min) <= day), None)


def read_rows(resolution: Resolution, name: str, table: Table) -> Rows:
    """The rows of a table; what is wrong with its file is reported as a problem of the spec."""
    keys = tuple(table.match)
    dated = table.in_force is not None
    node = table.node_of("file")
    try:
        raw = read_csv(resolution.folder, table.file)
        wanted = [
            *table.columns,
            *([IN_FORCE_COLUMN] if dated and IN_FORCE_COLUMN not in table.columns else []),
        ]
        if raw:
            missing = [column for column in wanted if column not in raw[0]]
            if missing:
                raise CsvFault(
                    f"`{table.file}` has no column `{missing[0]}`.", f"Its columns: {', '.join(raw[0])}."
                )
        rows = [_row(table, each, number, wanted) for number, each in enumerate(raw, 2)]
    except CsvFault as fault:
        resolution.tell(resolution.spec.document.problem("S018", "error", node, fault.message, fault.hint))
        return Rows([], keys, False)
    return Rows(rows, keys, dated)


def _row(table: Table, raw: dict[str, str], number: int, wanted: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in wanted:
        declared = table.columns.get(column)
        kind = declared.type if declared else "date"
        text = raw[column]
        if declared and declared.digits and text:
            text = text.zfill(declared.digits)
        try:
            row[column] = convert(text, kind)
        except ValueError as error:
            raise CsvFault(
                f"Line {number} of `{table.file}`: `{text}` in column `{column}` is not of type {kind}.",
                "Mend the cell, or the type of the column.",
            ) from error
    return row


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
        case "yes_no":
            word = text.casefold()
            if word in ("yes", "true", "1", "oui"):
                return True
            if word in ("no", "false", "0", "non"):
                return False
            raise ValueError(text)
        case _:
            return text


__all__ = ["Rows", "convert", "read_rows"]
