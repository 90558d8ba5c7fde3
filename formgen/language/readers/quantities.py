"""Readers of amounts: durations, sizes, money."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from decimal import Decimal, InvalidOperation
from typing import Final

from formgen.language.constructs import Reader
from formgen.language.readers.parts import Timed
from formgen.language.readers.scalars import ScalarReader
from formgen.language.values import Duration


def file_size() -> Reader[int]:
    """A size such as "10 MB", in bytes (a megabyte is 1,000,000)."""
    units = {"KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}

    def convert(value: str) -> int | None:
        found = re.fullmatch(r"([0-9]{1,6}) ?(KB|MB|GB)", value)
        return int(found[1]) * units[found[2]] if found else None

    return ScalarReader("a size", convert, "Write a number and KB or MB, such as `10 MB`.")


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
        found = re.fullmatch(r"([0-9]{1,4}) (year|month|week|day)s?", value)
        if not found:
            return None
        months, days, _ = _UNITS[found[2]]
        return Duration(int(found[1]) * months, int(found[1]) * days)

    return ScalarReader(
        "a duration", convert, "Write a number and years, months, weeks or days, such as `6 months`."
    )


def timed() -> Reader[Timed]:
    """A span of clock time such as "20 minutes" or "24 hours"."""

    def convert(value: str) -> Timed | None:
        found = re.fullmatch(r"([0-9]{1,4}) (minute|hour|day)s?", value)
        return Timed(int(found[1]), found[2]) if found else None

    return ScalarReader("a time", convert, "Write a number and minutes, hours or days, such as `24 hours`.")


def money() -> Reader[tuple[Decimal, str | None]]:
    """An amount with its currency (None: the spec's)."""

    def convert(value: str) -> tuple[Decimal, str | None] | None:
        number, _, currency = value.partition(" ")
        try:
            amount = Decimal(number)
        except InvalidOperation:
            return None
        return (amount, currency or None) if not currency or re.fullmatch(r"[A-Z]{3}", currency) else None

    return ScalarReader("an amount of money", convert, "Write a number and a currency, such as `0 EUR`.")
