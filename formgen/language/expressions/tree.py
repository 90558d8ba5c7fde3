"""The tree of an expression as it was written, before names and types are known.

Every node has `start` and `end`: offsets in the text, `end` exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

LiteralKind = Literal["number", "percent", "money", "date", "time", "duration", "text"]


@dataclass(frozen=True, slots=True)
class Node:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A word, or words joined by dots: a name, or an option where one is expected."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A literal. `value` is a runtime value; `currency` only for money."""

    kind: LiteralKind
    value: Any
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Parenthesised(Node):
    inner: Node


@dataclass(frozen=True, slots=True)
class Not(Node):
    inner: Node


@dataclass(frozen=True, slots=True)
class Both(Node):
    """`and` of two or more."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either(Node):
    """`or` of two or more."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Is(Node):
    """`a is b`, `a is not b`; `same` for `is same as`."""

    left: Node
    right: Node
    negated: bool = False
    same: bool = False


@dataclass(frozen=True, slots=True)
class IsOneOf(Node):
    left: Node
    options: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsIn(Node):
    left: Node
    collection: Name
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsSaid(Node):
    left: Node
    word: Name
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsState(Node):
    """`is answered`, `is empty`, `is found`, `is provided`."""

    left: Node
    state: Literal["answered", "empty", "found", "provided"]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Includes(Node):
    left: Node
    option: Node


@dataclass(frozen=True, slots=True)
class Order(Node):
    left: Node
    operator: Literal["<", "<=", ">", ">="]
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    left: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Rounded(Node):
    left: Node
    direction: Literal["nearest", "up", "down"]
    step: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    left: Node
    operator: Literal["+", "-", "*", "/"]
    right: Node


@dataclass(frozen=True, slots=True)
class Negative(Node):
    inner: Node


@dataclass(frozen=True, slots=True)
class Age(Node):
    """`age of a`, `age of a on b`."""

    birth: Node
    day: Node | None = None


@dataclass(frozen=True, slots=True)
class Part(Node):
    """`year of`, `month of`, `day of`, `length of`, `first n of` (with `count`)."""

    part: Literal["year", "month", "day", "length", "first"]
    inner: Node
    count: int = 0


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`count of`, `any of`, `all of` a list, `with` a condition on its items."""

    quantifier: Literal["count", "any", "all"]
    items: Name
    condition: Node | None = None


@dataclass(frozen=True, slots=True)
class Sum(Node):
    amounts: Name
    answered_only: bool = False


@dataclass(frozen=True, slots=True)
class Verdict(Node):
    document: Name


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """`earliest of`, `latest of`, `smallest of`, `largest of` two or more."""

    which: Literal["earliest", "latest", "smallest", "largest"]
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed text and its tree."""

    text: str
    tree: Node
