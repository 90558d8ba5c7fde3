"""The operations of expressions as functions of values, None being empty or unknown (language.md §2).

They give what the closures of `formgen.language.expressions.python` give; generated files call them by name.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from formgen.language.expressions.exact import EXACT, divide, multiply, round_to
from formgen.language.values import Duration, add_duration, age, subtract_duration

SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}


def negation(value: bool | None) -> bool | None:
    """Kleene's `not`."""
    return None if value is None else not value


def both(*parts: bool | None) -> bool | None:
    """Kleene's `and`."""
    if False in parts:
        return False
    return None if None in parts else True


def either(*parts: bool | None) -> bool | None:
    """Kleene's `or`."""
    if True in parts:
        return True
    return None if None in parts else False


def equal(left: Any, right: Any) -> bool | None:
    """Whether two values are the same; lengths of time are when neither is longer."""
    if left is None or right is None:
        return None
    if isinstance(left, Duration) and isinstance(right, Duration):
        difference = left.compare(right)
        return None if difference is None else difference == 0
    if isinstance(left, frozenset | tuple) and isinstance(right, frozenset | tuple):
        return set(left) == set(right)
    return bool(left == right)


def among(left: Any, *values: Any) -> bool | None:
    """Whether a value is one of some constants."""
    if left is None:
        return None
    found = [equal(left, each) for each in values]
    if True in found:
        return True
    return None if None in found else False


def holds(chosen: Collection[str] | None, *ids: str) -> bool | None:
    """Whether one of `ids` was chosen; without ids, whether anything was."""
    if chosen is None:
        return None
    return any(each in chosen for each in ids) if ids else bool(chosen)


def is_answered(value: Any, said: str | None = None) -> bool:
    """Whether there is an answer; nothing chosen is none, a list without items is one."""
    return said is not None or not (
        value is None or (not value and isinstance(value, str | frozenset | tuple))
    )


def order(left: Any, sign: str, right: Any) -> bool | None:
    """A comparison of two values of one type; months and days are not compared."""
    if left is None or right is None:
        return None
    if isinstance(left, Duration):
        difference = left.compare(right)
        return None if difference is None else bool(SIGNS[sign](difference, 0))
    return bool(SIGNS[sign](left, right))


def between(value: Any, low: Any, high: Any) -> bool | None:
    """Whether a value lies between two others or is one of them."""
    above, below = order(value, ">=", low), order(value, "<=", high)
    return None if above is None or below is None or low is None or high is None else above and below


def plus(left: Any, right: Any) -> Any:
    """A sum of numbers or lengths of time, or the day so much later."""
    if left is None or right is None:
        return None
    if isinstance(left, date):
        return moved(add_duration, left, right)
    return left.plus(right) if isinstance(left, Duration) else EXACT.add(left, right)


def minus(left: Any, right: Any) -> Any:
    """A difference of numbers or lengths of time, or the day so much earlier."""
    if left is None or right is None:
        return None
    if isinstance(left, date):
        return moved(subtract_duration, left, right)
    return left.minus(right) if isinstance(left, Duration) else EXACT.subtract(left, right)


def moved(move: Callable[[date, Duration], date], day: date, by: Duration) -> date | None:
    """The day moved; None where the calendar ends."""
    try:
        return move(day, by)
    except OverflowError:
        return None


def times(left: Any, right: Any) -> Decimal | None:
    """An exact product."""
    return None if left is None or right is None else multiply(left, right)


def divided(left: Any, right: Any) -> Decimal | None:
    """A quotient to 12 places, half up; None by zero."""
    return None if left is None or right is None else divide(left, right)


def negative(value: Any) -> Any:
    """The number or length of time with the other sign."""
    if value is None:
        return None
    return value.negated() if isinstance(value, Duration) else EXACT.minus(value)


def rounded(value: Any, direction: str, step: Any) -> Decimal | None:
    """The nearest multiple of a step, or the next one "up" or "down"."""
    return None if value is None or step is None else round_to(value, step, direction)


def age_on(birth: date | None, day: date | None) -> int | None:
    """Completed years; None before birth."""
    return None if birth is None or day is None else age(birth, day)


def part(value: Any, name: str) -> Any:
    """`year`, `month` or `day` of a date; a part of an address, None when blank."""
    return None if value is None else getattr(value, name) or None


def length(value: str | None) -> int | None:
    """How many characters."""
    return None if value is None else len(value)


def first(value: str | None, count: int) -> str | None:
    """The first characters."""
    return None if value is None else value[:count]


def greatest(*values: Any) -> Any:
    """The greatest of the values that are known."""
    return extreme(max, values)


def least(*values: Any) -> Any:
    """The least of the values that are known."""
    return extreme(min, values)


def extreme(choose: Callable[..., Any], values: Sequence[Any]) -> Any:
    """The first greatest or least value; of lengths of time None when months meet days."""
    known = [each for each in values if each is not None]
    if not known or not isinstance(known[0], Duration):
        return choose(known) if known else None
    if any(one.compare(other) is None for one in known for other in known):
        return None
    return choose(known, key=lambda each: (each.months, each.days))


def number_of(items: Sequence[Any] | None) -> int | None:
    """How many items; None while the list is unanswered."""
    return None if items is None else len(items)


def count_of(items: Sequence[Any] | None, condition: Callable[[Any], Any]) -> int | None:
    """How many items meet a condition; None while that is unknown of one."""
    if items is None:
        return None
    met = [condition(each) for each in items]
    return None if None in met else sum(map(bool, met))


def any_of(items: Sequence[Any] | None, condition: Callable[[Any], Any]) -> bool | None:
    """Whether an item meets a condition."""
    return None if items is None else either(*(condition(each) for each in items))


def all_of(items: Sequence[Any] | None, condition: Callable[[Any], Any]) -> bool | None:
    """Whether all items meet a condition."""
    return None if items is None else both(*(condition(each) for each in items))


def sum_of(
    items: Sequence[Any] | None, amount: Callable[[Any], Any], *, answered: bool = False
) -> Decimal | None:
    """The sum of an amount of each item; None while one is unknown, unless only `answered` ones count."""
    if items is None:
        return None
    amounts = [amount(each) for each in items]
    if None in amounts and not answered:
        return None
    total = Decimal(0)
    for each in amounts:
        if each is not None:
            total = EXACT.add(total, each)
    return total
