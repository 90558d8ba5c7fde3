"""A typed expression as a Python closure over a frame: one small function per node, chosen beforehand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from formgen.language.expressions import typed
from formgen.language.expressions.python import arithmetic, comparisons, lists, logic, reading
from formgen.language.expressions.python.closures import Closure, Compile

_COMPILERS: Mapping[type[typed.Typed], Callable[[Any, Compile], Closure]] = {
    typed.Constant: reading.constant,
    typed.Read: reading.read,
    typed.AddressPart: reading.address_part,
    typed.Answered: reading.answered,
    typed.Found: reading.found,
    typed.Said: reading.said,
    typed.Not: logic.negation,
    typed.Both: logic.both,
    typed.Either: logic.either,
    typed.Equal: comparisons.equal,
    typed.Among: comparisons.among,
    typed.Holds: comparisons.holds,
    typed.Order: comparisons.order,
    typed.Between: comparisons.between,
    typed.Calculated: arithmetic.calculated,
    typed.Negative: arithmetic.negative,
    typed.Rounded: arithmetic.rounded,
    typed.Age: arithmetic.age_of,
    typed.Part: arithmetic.part,
    typed.Extreme: arithmetic.extreme,
    typed.Quantified: lists.quantified,
    typed.Sum: lists.total,
}


def compiled(node: typed.Typed) -> Closure:
    """The function of a frame that gives the value of `node`, None when it is unknown."""
    return _COMPILERS[type(node)](node, compiled)
