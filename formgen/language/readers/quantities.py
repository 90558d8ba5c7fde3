"""Readers of amounts: durations, sizes, money."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from decimal import Decimal
from typing import Final

from formgen.language.constructs import Invalid, Place, Reader, Shape, Single
from formgen.language.readers.codes import known_currency
from formgen.language.readers.parts import Timed
from formgen.language.readers.scalars import ScalarReader, scalar_text
from formgen.language.source import Node
from formgen.language.values import Duration


def file_size() -> Reader[int]:
    """A size such as "10 MB", in bytes (a megabyte is 1,000,000)."""
    units = {"KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}

    pattern = r"([0-9]{1,6}) ?(KB|MB|GB)"

    def convert(value: str) -> int | None:
        found = re.fullmatch(pattern, value)
        return int(found[1]) * units[found[2]] if found else None

    return ScalarReader("a size", convert, "Write a number and KB or MB, such as `10 MB`.", pattern)


DURATION: Final = r"([0-9]{1,4}) (year|month|week|day)s?"
_TIMED: Final = r"([0-9]{1,4}) (minute|hour|day)s?"
_MONEY: Final = r"([0-9]{1,12}(?:\.[0-9]{1,2})?)(?: (\S+))?"
_UNITS: Final[Dict[str, tuple[int, int, int]]] = {
    "year": (12, 0, 0),
    "month": (1, 0, 0),
    "week": (0, 7, 0),
    "day": (0, 1, 0),
    "hour": (0, 0, 60),
    "minute": (0, 0, 1),
}


def duration() -> Reader[Duration]:
    """A calendar duration such as "6 months" or "30 days"."""

    def convert(value: str) -> Duration | None:
        found = re.fullmatch(DURATION, value)
        if not found:
            return None
        months, days, _ = _UNITS[found[2]]
        return Duration(int(found[1]) * months, int(found[1]) * days)

    return ScalarReader(
        "a duration",
        convert,
        "Write a number and years, months, weeks or days, such as `6 months`.",
        DURATION,
    )


def timed() -> Reader[Timed]:
    """A span of clock time such as "20 minutes" or "24 hours"."""

    def convert(value: str) -> Timed | None:
        found = re.fullmatch(_TIMED, value)
        return Timed(int(found[1]), found[2]) if found else None

    return ScalarReader(
        "a time", convert, "Write a number and minutes, hours or days, such as `24 hours`.", _TIMED
    )


class _Money:
    expects = "an amount of money"
    shape: Shape = Single("an amount of money", "text", _MONEY)

    def read(self, node: Node, place: Place) -> tuple[Decimal, str | None] | Invalid:
        hint = "Write a number and a currency, such as `0 EUR` or `12.50 EUR`."
        value = scalar_text(node, place, self.expects, hint)
        if isinstance(value, Invalid):
            return value
        found = re.fullmatch(_MONEY, value)
        if found is None:
            return place.report("S015", node, f"`{value}` is not an amount of money.", hint)
        wrong = known_currency(found[2]) if found[2] else None
        if wrong is not None:
            return place.report("S015", node, f"`{found[2]}` is not a currency.", wrong)
        return Decimal(found[1]), found[2]


def money() -> Reader[tuple[Decimal, str | None]]:
    """An amount with its currency (None: the spec's)."""
    return _Money()
