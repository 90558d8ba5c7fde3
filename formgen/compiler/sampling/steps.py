"""Values on one side of another: what to try where something must be more, less, or not the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from formgen.language.values import Duration

OPPOSITE: Final[Mapping[str, str]] = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}
"""What is true where an order is false."""
MIRRORED: Final[Mapping[str, str]] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
"""The same order, told from its other side."""
CENT: Final = Decimal("0.01")


def nearby(value: Any, operator: str, random: Random) -> list[Any]:
    """Values for which `VALUE operator value` holds, near ones and far ones mixed; `operator` may be `!=`."""
    if operator == "!=":
        found = [*nearby(value, ">", random), *nearby(value, "<", random)]
    elif operator in ("<", ">"):
        sign = 1 if operator == ">" else -1
        found = [each for distance in range(4) for each in _moved(value, sign, distance, random)]
    else:
        found = [value, *nearby(value, operator[0], random)]
    random.shuffle(found)
    return found


def _moved(value: Any, sign: int, distance: int, random: Random) -> list[Any]:
    match value:
        case bool() | str():
            return []
        case int() | Decimal():
            return _numbers(value, sign, distance, random)
        case datetime():
            return _days(value, sign, distance, random)
        case date():
            return _days(value, sign, distance, random)
        case time():
            hour = value.hour + sign * (distance + 1)
            return [value.replace(hour=hour)] if 0 <= hour <= 23 else []
        case Duration():
            step = sign * random.randint(1, 3 * distance + 1)
            by_days = value.days and not value.months
            return [value.plus(Duration(days=step) if by_days else Duration(months=step))]
    return []


def _numbers(value: int | Decimal, sign: int, distance: int, random: Random) -> list[Any]:
    if distance == 0:
        return [value + sign]
    if sign < 0 and value > 0:
        # People seldom have less than nothing.
        share = (Decimal(value) * random.randint(0, 99) / 100).quantize(CENT)
        below = int(share) if distance % 2 else share
        return [below] if below < value else []
    reach = max(abs(int(value)), 10)
    return [value + sign * random.randint(1, reach * distance)]


def _days(value: Any, sign: int, distance: int, random: Random) -> list[Any]:
    most = (1, 30, 400, 4000)[distance]
    try:
        return [value + timedelta(days=sign * random.randint(1, most))]
    except OverflowError:
        return []
