"""Arithmetic of exact decimals, as language.md §2 defines it and expressions.js repeats it."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Final

Number = Decimal | int

DIVISION_PLACES: Final = 12
_UNITS: Final = 10**DIVISION_PLACES

# Wide enough that no sum or product of what an expression can hold is ever rounded.
EXACT: Final = Context(prec=10_000)


def multiply(left: Number, right: Number) -> Decimal:
    """The product, without the minus sign that Decimal leaves on a zero."""
    return EXACT.fma(left, right, 0)


def divide(left: Number, right: Number) -> Decimal | None:
    """The quotient to 12 places, half away from zero; None by zero."""
    above, below = left.as_integer_ratio()
    times, by = right.as_integer_ratio()
    if times == 0:
        return None
    dividend, divisor = above * by * _UNITS, below * times
    quotient = _half_up(abs(dividend), abs(divisor))
    return trimmed(
        EXACT.scaleb(Decimal(quotient if (dividend < 0) == (divisor < 0) else -quotient), -DIVISION_PLACES)
    )


def round_to(value: Number, step: Number, direction: str) -> Decimal | None:
    """The multiple of `step` nearest to `value` (half away from zero), or next below ("down"), above ("up").

    None when the step is not greater than 0.
    """
    above, below = value.as_integer_ratio()
    times, by = step.as_integer_ratio()
    if times <= 0:
        return None
    dividend, divisor = above * by, below * times
    if direction == "down":
        count = dividend // divisor
    elif direction == "up":
        count = -(-dividend // divisor)
    else:
        count = _half_up(abs(dividend), divisor)
        count = -count if dividend < 0 else count
    return EXACT.multiply(count, Decimal(step))


def _half_up(dividend: int, divisor: int) -> int:
    return (2 * dividend + divisor) // (2 * divisor)


def trimmed(value: Decimal) -> Decimal:
    """The same number without zeros at the end of its decimals, and without exponent."""
    short = EXACT.plus(value.normalize(EXACT))
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1), context=EXACT) if isinstance(exponent, int) and exponent > 0 else short
