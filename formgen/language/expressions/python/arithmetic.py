"""Numbers, dates and durations. What leaves the calendar (years 1 to 9999) is unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from formgen.language.expressions import typed
from formgen.language.expressions.exact import EXACT, divide, multiply, round_to
from formgen.language.expressions.python.closures import Closure, Compile, Frame, strict, strict_one
from formgen.language.values import Duration, add_duration, age, subtract_duration


def _moved(move: Callable[[date, Duration], date]) -> Callable[[date, Duration], date | None]:
    def run(day: date, duration: Duration) -> date | None:
        try:
            return move(day, duration)
        except OverflowError:
            return None

    return run


_OPERATIONS: Mapping[tuple[str, str], Callable[[Any, Any], Any]] = {
    ("number", "add"): EXACT.add,
    ("number", "subtract"): EXACT.subtract,
    ("number", "multiply"): multiply,
    ("number", "divide"): divide,
    ("date", "add"): _moved(add_duration),
    ("date", "subtract"): _moved(subtract_duration),
    ("duration", "add"): Duration.plus,
    ("duration", "subtract"): Duration.minus,
}


def calculated(node: typed.Calculated, compiled: Compile) -> Closure:
    return strict(_OPERATIONS[node.of, node.operation], compiled(node.left), compiled(node.right))


def negative(node: typed.Negative, compiled: Compile) -> Closure:
    return strict_one(Duration.negated if node.of == "duration" else EXACT.minus, compiled(node.inner))


def rounded(node: typed.Rounded, compiled: Compile) -> Closure:
    direction = node.direction
    return strict(
        lambda value, step: round_to(value, step, direction), compiled(node.left), compiled(node.step)
    )


def age_of(node: typed.Age, compiled: Compile) -> Closure:
    return strict(age, compiled(node.birth), compiled(node.day))


def part(node: typed.Part, compiled: Compile) -> Closure:
    count = node.count
    parts: Mapping[str, Callable[[Any], Any]] = {
        "year": lambda day: day.year,
        "month": lambda day: day.month,
        "day": lambda day: day.day,
        "length": len,
        "first": lambda text: text[:count],
    }
    return strict_one(parts[node.part], compiled(node.inner))


def extreme(node: typed.Extreme, compiled: Compile) -> Closure:
    items = tuple(compiled(item) for item in node.items)
    greatest = node.greatest
    choose: Callable[[list[Any]], Any] = max if greatest else min
    if node.comparison == "duration":
        choose = partial(_extreme_duration, greatest=greatest)

    def run(frame: Frame) -> Any:
        known = [value for item in items if (value := item(frame)) is not None]
        return choose(known) if known else None

    return run


def _extreme_duration(durations: list[Duration], greatest: bool) -> Duration | None:
    """None when months meet days."""
    if any(one.compare(other) is None for one in durations for other in durations):
        return None
    choose = max if greatest else min
    return choose(durations, key=lambda duration: (duration.months, duration.days))
