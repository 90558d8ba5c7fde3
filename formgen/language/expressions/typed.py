"""The tree of an expression once names and types are known: what Python and JavaScript are made from.

Every node has the `type` of its value. Where a name is read, `up` says that it stands in the frame of the
dossier while the expression is evaluated on an item of a list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from formgen.language.expressions.scope import Binding
from formgen.language.expressions.types import Type

Comparison = Literal["plain", "number", "duration", "choices", "address"]
"""How two values are compared. `plain` serves text, dates, times, options, yes and no."""


@dataclass(frozen=True, slots=True)
class Typed:
    type: Type


@dataclass(frozen=True, slots=True)
class Constant(Typed):
    value: Any


@dataclass(frozen=True, slots=True)
class Read(Typed):
    binding: Binding
    up: bool


@dataclass(frozen=True, slots=True)
class AddressPart(Typed):
    address: Typed
    part: str


@dataclass(frozen=True, slots=True)
class Not(Typed):
    inner: Typed


@dataclass(frozen=True, slots=True)
class Both(Typed):
    parts: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class Either(Typed):
    parts: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class Equal(Typed):
    left: Typed
    right: Typed
    comparison: Comparison
    negated: bool


@dataclass(frozen=True, slots=True)
class Among(Typed):
    """Whether a value is one of constants, all compared alike."""

    left: Typed
    values: tuple[Any, ...]
    comparison: Comparison
    negated: bool


@dataclass(frozen=True, slots=True)
class Holds(Typed):
    """Whether a set (choices, the alternatives of a document) holds one of `ids`; of no ids: anything."""

    left: Typed
    ids: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Answered(Typed):
    """Never unknown."""

    inner: Typed
    negated: bool


@dataclass(frozen=True, slots=True)
class Found(Typed):
    """Never unknown."""

    record: Read
    negated: bool


@dataclass(frozen=True, slots=True)
class Said(Typed):
    inner: Read
    word: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Order(Typed):
    left: Typed
    operator: str
    right: Typed
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Between(Typed):
    left: Typed
    low: Typed
    high: Typed
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Calculated(Typed):
    """An operation on two values: of numbers (money included), a date and a duration, two durations."""

    operation: Literal["add", "subtract", "multiply", "divide"]
    of: Literal["number", "date", "duration"]
    left: Typed
    right: Typed


@dataclass(frozen=True, slots=True)
class Negative(Typed):
    of: Literal["number", "duration"]
    inner: Typed


@dataclass(frozen=True, slots=True)
class Rounded(Typed):
    left: Typed
    direction: Literal["nearest", "up", "down"]
    step: Typed


@dataclass(frozen=True, slots=True)
class Age(Typed):
    birth: Typed
    day: Typed


@dataclass(frozen=True, slots=True)
class Part(Typed):
    part: Literal["year", "month", "day", "length", "first"]
    inner: Typed
    count: int


@dataclass(frozen=True, slots=True)
class Extreme(Typed):
    greatest: bool
    items: tuple[Typed, ...]
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Quantified(Typed):
    """`condition` is evaluated on the frame of each item."""

    quantifier: Literal["count", "any", "all"]
    items: Typed
    condition: Typed | None


@dataclass(frozen=True, slots=True)
class Sum(Typed):
    """`amount` is evaluated on the frame of each item."""

    items: Typed
    amount: Typed
    answered_only: bool
