"""What the filters of placeholders do; `formgen.language.placeholders.filters` says which there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from formgen.language.expressions import Moment, Type
from formgen.language.placeholders.segments import Applied

if TYPE_CHECKING:
    from formgen.compiler.formatting.formatter import Formatter, Writer


def format_writer(applied: Applied, type_: Type, formatter: Formatter, name: str = "") -> Writer | None:
    """The writer that a format filter asks for; None for a filter of words. `name` is that of the binding."""
    make = FORMATS.get(applied.name)
    if make is None:
        return None
    write = make(formatter, applied.argument or 0, name)
    if isinstance(type_, Moment) and applied.name in DAY_FORMATS:
        day_of = formatter.dates.day_of
        return lambda moment: write(day_of(moment))
    return write


def word_writer(name: str) -> Callable[[str], str]:
    """What a filter of words does to them. Raises KeyError for any other filter."""
    return WORDS[name]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _yyyymmdd(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _digits(count: int) -> Writer:
    return lambda value: f"{int(value):0{count}d}"


def _time_of(formatter: Formatter) -> Callable[[datetime], str]:
    return formatter.dates.time_of


FORMATS: Final[dict[str, Callable[[Formatter, int, str], Writer]]] = {
    "digits": lambda _, count, __: _digits(count),
    "yyyymmdd": lambda _, __, ___: _yyyymmdd,
    "short": lambda formatter, _, __: formatter.dates.short,
    "weekday": lambda formatter, _, __: formatter.dates.weekday,
    "date": lambda formatter, _, __: formatter.dates.long,
    "time": lambda formatter, _, __: _time_of(formatter),
    "country": lambda formatter, _, __: formatter.places.country,
    "nationality": lambda formatter, _, __: formatter.places.nationality,
    "lines": lambda formatter, _, __: formatter.places.lines,
    "code": lambda formatter, _, name: formatter.code_writer(name),
    "plain": lambda formatter, _, __: formatter.numbers.plain,
}
DAY_FORMATS: Final = frozenset({"yyyymmdd", "short", "weekday", "date"})
WORDS: Final[dict[str, Callable[[str], str]]] = {"upper": str.upper, "lower": str.lower, "capital": _capital}
