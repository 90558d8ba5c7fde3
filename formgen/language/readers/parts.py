"""What readers give: texts, formulas, cases, spans of clock time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from formgen.language.expressions import Expression
from formgen.language.source import Node, Scalar

T = TypeVar("T")


class Text:
    """A text of the author: what it says, where it stands, and its place for translators.

    `translations`: language -> the words in it, of texts that no catalogue translates.
    """

    __slots__ = ("node", "place", "translations", "value")

    def __init__(
        self, value: str, place: str, node: Scalar, translations: Mapping[str, str] | None = None
    ) -> None:
        self.value = value
        self.translations = translations or {}
        self.place = place
        self.node = node

    def __repr__(self) -> str:
        return f"<Text {self.place}>"


class Formula:
    """A condition or a calculation as the author wrote it, parsed but not yet typed."""

    __slots__ = ("expression", "node", "place")

    def __init__(self, expression: Expression, node: Scalar, place: str) -> None:
        self.expression = expression
        self.node = node
        self.place = place

    def __repr__(self) -> str:
        return f"<Formula {self.expression.text!r}>"


class Case(Generic[T]):
    """One of several cases: it applies when its condition is true; `when` is None for `otherwise`."""

    __slots__ = ("node", "value", "when")

    def __init__(self, when: Formula | None, value: T, node: Node) -> None:
        self.when = when
        self.value = value
        self.node = node

    def parts_to_walk(self) -> tuple[object, ...]:
        """What `walk` finds in it."""
        return (self.when, self.value)


class Cases(Generic[T]):
    """Cases in the order they are tried."""

    __slots__ = ("items", "node")

    def __init__(self, items: tuple[Case[T], ...], node: Node) -> None:
        self.items = items
        self.node = node

    def parts_to_walk(self) -> tuple[object, ...]:
        """What `walk` finds in it."""
        return self.items


class Timed:
    """A span of time on the clock, in minutes, as the author wrote it ("24 hours")."""

    __slots__ = ("amount", "minutes", "unit")

    def __init__(self, amount: int, unit: str) -> None:
        self.amount = amount
        self.unit = unit
        self.minutes = amount * {"minute": 1, "hour": 60, "day": 1440}[unit]
