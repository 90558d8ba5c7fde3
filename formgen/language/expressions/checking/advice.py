"""What can be written instead, for a message about two things that do not go together."""

from __future__ import annotations

from collections.abc import Mapping

from formgen.language.expressions.types import (
    Choice,
    Choices,
    Country,
    Date,
    Duration,
    Moment,
    Money,
    Number,
    Text,
    Time,
    Type,
    YesNo,
)

_SHOWN = 5


def how_to_compare(name: str, kind: Type) -> str:
    """How `name`, of this type, is compared."""
    match kind:
        case Choice(options=options) if options:
            return f"Write `{name} is` and one of its options: {_listed(options)}."
        case Choices(options=options) if options:
            return f"Write `{name} includes` and one of its options: {_listed(options)}."
        case Country():
            return f"Write `{name} is` and a country, such as `FRA`."
        case YesNo():
            return f"Write `{name} is yes` or `{name} is no`."
        case Number():
            return f"Compare `{name}` with a number in digits, such as 3, or with another number."
        case Money(currency=currency):
            return f"Compare `{name}` with an amount, such as `100 {currency}`."
        case Date() | Moment():
            return f"Compare `{name}` with a day, such as `2026-12-31` or `today - 6 months`."
        case Time():
            return f"Compare `{name}` with a time, such as `14:30`."
        case Duration():
            return f"Compare `{name}` with a duration, such as `6 months`."
        case Text():
            return f'Compare `{name}` by `is` with a text between ", or see whether it `is answered`.'
        case _:
            return f"Name one value in `{name}` instead, or something else."


def what_is_wanted(kind: Type) -> str:
    """An example of a value of this type."""
    match kind:
        case Money(currency=currency):
            return f"Write an amount in the currency of this spec, such as `100 {currency}`."
        case Number():
            return "Write a number in digits, without quotes, such as 3, or name something that is one."
        case Date():
            return "Write a day, such as `2026-12-31` or `today + 1 year`, or name something that is one."
        case Duration():
            return "Write a duration, such as `6 months`, or name something that is one."
        case Text():
            return 'Write a text between ", or name something that is one.'
        case Choice(options=options) if options:
            return f"Write one of its options: {_listed(options)}."
        case _:
            return f"Write {kind.called}, or name something that is one."


def _listed(options: Mapping[str, str]) -> str:
    names = list(options)
    return f"{', '.join(names[:_SHOWN])}{', …' if len(names) > _SHOWN else ''}"
