"""The tree of an expression once names and types are known: what Python and JavaScript are made from.

Every node has the `type` of its value. Where a name is read, `up` says that it stands in the frame of the
dossier while the expression is evaluated on an item of a list.
"""

from __future__ import annotations

from typing import Any, Literal

from formgen.language.expressions.frozen import Frozen
from formgen.language.expressions.scope import Binding
from formgen.language.expressions.types import Type

Comparison = Literal["plain", "number", "duration", "choices", "address"]
"""How two values are compared. `plain` serves text, dates, times, options, yes and no."""


class Typed(Frozen):
    type: Type


class Constant(Typed):
    """`percent`: written as one, which says nothing about the value but how it is read aloud."""

    value: Any
    percent: bool = False


class Read(Typed):
    binding: Binding
    up: bool


class AddressPart(Typed):
    address: Typed
    part: str


class Not(Typed):
    inner: Typed


class Both(Typed):
    parts: tuple[Typed, ...]


class Either(Typed):
    parts: tuple[Typed, ...]


class Equal(Typed):
    left: Typed
    right: Typed
    comparison: Comparison
    negated: bool


class Among(Typed):
    """Whether a value is one of constants, all compared alike; `collection`: the list that they are of."""

    left: Typed
    values: tuple[Any, ...]
    comparison: Comparison
    negated: bool
    collection: str = ""


class Holds(Typed):
    """Whether a set (choices, the alternatives of a document) holds one of `ids`; of no ids: anything."""

    left: Typed
    ids: tuple[str, ...]
    negated: bool = False


class Answered(Typed):
    """Never unknown."""

    inner: Typed
    negated: bool


class Found(Typed):
    """Never unknown."""

    record: Read
    negated: bool


class Said(Typed):
    """Never unknown."""

    inner: Read
    word: str
    negated: bool


class Order(Typed):
    left: Typed
    operator: str
    right: Typed
    comparison: Comparison


class Between(Typed):
    left: Typed
    low: Typed
    high: Typed
    comparison: Comparison


class Calculated(Typed):
    """An operation on two values: of numbers (money included), a date and a duration, two durations."""

    operation: Literal["add", "subtract", "multiply", "divide"]
    of: Literal["number", "date", "duration"]
    left: Typed
    right: Typed


class Negative(Typed):
    of: Literal["number", "duration"]
    inner: Typed


class Rounded(Typed):
    left: Typed
    direction: Literal["nearest", "up", "down"]
    step: Typed


class Age(Typed):
    birth: Typed
    day: Typed


class Part(Typed):
    part: Literal["year", "month", "day", "length", "first"]
    inner: Typed
    count: int


class Extreme(Typed):
    greatest: bool
    items: tuple[Typed, ...]
    comparison: Comparison


class Quantified(Typed):
    """`condition` is evaluated on the frame of each item."""

    quantifier: Literal["count", "any", "all"]
    items: Typed
    condition: Typed | None


class Sum(Typed):
    """`amount` is evaluated on the frame of each item."""

    items: Typed
    amount: Typed
    answered_only: bool
