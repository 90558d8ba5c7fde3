"""What the columns of a register hold: from a cell to a runtime value, and from a value to a key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from formgen.language.fields.countries import ALPHA2
from formgen.language.values import ADDRESS_PARTS, Address

ADDRESS = "address"


class UnreadableCell(ValueError):
    """A cell does not hold what its column should."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its kind, and how its texts are compared.

    `ignore` lists characters that do not count beside white space, which never does; `fold_case` makes `a`
    and `A` the same.
    """

    kind: str = "text"
    ignore: str = ""
    fold_case: bool = False

    def read(self, cell: Any) -> Any:
        """The runtime value of a cell, text or native; None when it is blank. Raises UnreadableCell."""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return None
        return _READERS[self.kind](cell)

    def key(self, value: Any) -> Any:
        """What two values of this column that count as equal have in common; None for an empty one."""
        if isinstance(value, str):
            text = "".join(sign for sign in value if not sign.isspace() and sign not in self.ignore)
            return (text.casefold() if self.fold_case else text) or None
        return value


def declare(columns: Mapping[str, str | Column]) -> dict[str, Column]:
    """Columns by name, from their kinds. Raises ValueError for a kind that is none."""
    declared = {
        name: column if isinstance(column, Column) else Column(column) for name, column in columns.items()
    }
    for name, column in declared.items():
        if column.kind != ADDRESS and column.kind not in _READERS:
            raise ValueError(f"column {name}: {column.kind} is none of {', '.join((*_READERS, ADDRESS))}")
    return declared


def cell_names(name: str, column: Column) -> tuple[str, ...]:
    """The names of the cells that hold a column: an address takes one for each part."""
    return tuple(f"{name}.{part}" for part in ADDRESS_PARTS) if column.kind == ADDRESS else (name,)


def read_record(columns: Mapping[str, Column], cells: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record from its cells by name. Raises UnreadableCell, naming the cell."""
    record: dict[str, Any] = {}
    for name, column in columns.items():
        try:
            if column.kind == ADDRESS:
                record[name] = _address(name, cells)
            else:
                record[name] = column.read(cells.get(name))
        except UnreadableCell as fault:
            raise UnreadableCell(f"column {name}: {fault}") from fault
    return record


def _address(name: str, cells: Mapping[str, Any]) -> Address | None:
    parts = {part: _text(cells.get(f"{name}.{part}") or "") for part in ADDRESS_PARTS}
    if parts["country"]:
        parts["country"] = _country(parts["country"])
    return Address(**parts) if any(parts.values()) else None


def _text(cell: Any) -> str:
    return str(cell).strip()


_FRENCH_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def _date(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    if found := _FRENCH_DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _ISO_DAY.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise UnreadableCell("a date is written 31/12/2026 or 2026-12-31")
    try:
        return date(year, month, day)
    except ValueError as fault:
        raise UnreadableCell("there is no such day in the calendar") from fault


def _country(cell: Any) -> str:
    text = _text(cell).upper()
    if text not in ALPHA2:
        raise UnreadableCell("a country is written with the three letters of ISO 3166-1, such as CHE")
    return text


_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


def _decimal(cell: Any) -> Decimal:
    # A cell of a database may be a float: its shortest text is what was meant, not its binary value.
    text = "".join(_text(cell).split())
    if not _NUMBER.fullmatch(text):
        raise UnreadableCell("a number is written 1234,56 or 1234.56")
    return Decimal(text.replace(",", "."))


def _integer(cell: Any) -> int:
    number = _decimal(cell)
    if number != number.to_integral_value():
        raise UnreadableCell("a whole number was expected")
    return int(number)


_YES = frozenset({"yes", "y", "true", "1", "oui", "o", "vrai"})
_NO = frozenset({"no", "n", "false", "0", "non", "faux"})


def _yes_no(cell: Any) -> bool:
    word = _text(cell).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise UnreadableCell("yes or no was expected (also oui and non, true and false, 1 and 0)")


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "text": _text,
    "date": _date,
    "country": _country,
    "integer": _integer,
    "decimal": _decimal,
    "money": _decimal,
    "yes_no": _yes_no,
}
