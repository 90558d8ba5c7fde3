"""The tree of an expression as it was written, before names and types are known.

Every node has `start` and `end`: offsets in the text, `end` exclusive.
"""

from __future__ import annotations

from typing import Any, Literal

from formgen.language.expressions.frozen import Frozen

LiteralKind = Literal["number", "percent", "money", "date", "time", "duration", "text"]


class Node(Frozen):
    start: int
    end: int


class Name(Node):
    """A word, or words joined by dots: a name, or an option where one is expected."""

    path: tuple[str, ...]


class Constant(Node):
    """A literal. `value` is a runtime value; `currency` only for money."""

    kind: LiteralKind
    value: Any
    currency: str = ""


class Parenthesised(Node):
    inner: Node


class Not(Node):
    inner: Node


class Both(Node):
    """`and` of two or more."""

    parts: tuple[Node, ...]


class Either(Node):
    """`or` of two or more."""

    parts: tuple[Node, ...]


class Is(Node):
    """`a is b`, `a is not b`; `same` for `is same as`."""

    left: Node
    right: Node
    negated: bool = False
    same: bool = False


class IsOneOf(Node):
    left: Node
    options: tuple[Node, ...]
    negated: bool = False


class IsIn(Node):
    left: Node
    collection: Name
    negated: bool = False


class IsSaid(Node):
    left: Node
    word: Name
    negated: bool = False


class IsState(Node):
    """`is answered`, `is empty`, `is found`, `is provided`."""

    left: Node
    state: Literal["answered", "empty", "found", "provided"]
    negated: bool = False


class Includes(Node):
    left: Node
    option: Node


class Order(Node):
    left: Node
    operator: Literal["<", "<=", ">", ">="]
    right: Node


class Between(Node):
    left: Node
    low: Node
    high: Node


class Rounded(Node):
    left: Node
    direction: Literal["nearest", "up", "down"]
    step: Node


class Arithmetic(Node):
    left: Node
    operator: Literal["+", "-", "*", "/"]
    right: Node


class Negative(Node):
    inner: Node


class Age(Node):
    """`age of a`, `age of a on b`."""

    birth: Node
    day: Node | None = None


class Part(Node):
    """`year of`, `month of`, `day of`, `length of`, `first n of` (with `count`)."""

    part: Literal["year", "month", "day", "length", "first"]
    inner: Node
    count: int = 0


class Quantified(Node):
    """`count of`, `any of`, `all of` a list, `with` a condition on its items."""

    quantifier: Literal["count", "any", "all"]
    items: Name
    condition: Node | None = None


class Sum(Node):
    amounts: Name
    answered_only: bool = False


class Verdict(Node):
    document: Name


class Extreme(Node):
    """`earliest of`, `latest of`, `smallest of`, `largest of` two or more."""

    which: Literal["earliest", "latest", "smallest", "largest"]
    items: tuple[Node, ...]


class Expression(Frozen):
    """A parsed text and its tree."""

    text: str
    tree: Node
