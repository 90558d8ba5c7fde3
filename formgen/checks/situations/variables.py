"""Variables of situations: a question or a calculation, with the finitely many states that matter."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations
from typing import Any, Final

from formgen.language.expressions import (
    Choice,
    Choices,
    Country,
    Date,
    Document,
    Duration,
    List,
    Moment,
    Money,
    Number,
    Time,
    Type,
    YesNo,
)

ORDERED: Final = (Number, Money, Date, Moment, Time, Duration)
SUBSET_LIMIT: Final = 10
"""Of more options than so many, the sets are not listed: the question is not decided."""


class TooMany(Exception):
    """A variable has more states than can be looked at."""


class Other:
    """A value that no condition mentions."""

    def __repr__(self) -> str:
        return "OTHER"


OTHER: Final = Other()


class SaidInstead:
    """A word said instead of a value (`or_say`)."""

    __slots__ = ("word",)

    def __init__(self, word: str) -> None:
        self.word = word

    def __repr__(self) -> str:
        return f"said {self.word}"


class Variable:
    """One value that situations differ in. `constants`: what it is compared with anywhere in the question."""

    def __init__(self, key: str, kind: Type) -> None:
        self.key = key
        self.kind = kind
        self.constants: dict[Any, None] = {}
        self.possible: frozenset[Any] | None = None
        """The only values there are, for a choice; None when there may be others."""
        self.said: tuple[str, ...] = ()
        self.least: Any = None
        """No value is below (a count is never negative)."""
        self.never_empty = False
        self._states: tuple[Any, ...] | None = None

    def mention(self, constants: Iterable[Any]) -> None:
        """Note constants that the value is compared with."""
        for each in constants:
            self.constants[each] = None
        self._states = None

    def states(self) -> tuple[Any, ...]:
        """Not answered first, then every value that can be told apart. Raises TooMany."""
        if self._states is None:
            empty = () if self.never_empty else (None,)
            said = tuple(SaidInstead(word) for word in self.said)
            self._states = (*empty, *self._values(), *said)
        return self._states

    def _values(self) -> tuple[Any, ...]:
        if isinstance(self.kind, YesNo):
            return (True, False)
        if isinstance(self.kind, ORDERED):
            return tuple(self._stretches())
        if isinstance(self.kind, Choices | Document):
            return self._sets()
        if isinstance(self.kind, List):
            return ("none", "some")
        return tuple(self._points())

    def _points(self) -> list[Any]:
        if self.possible is None:
            return [*self.constants, OTHER]
        points = [each for each in self.constants if each in self.possible]
        return points if len(points) == len(self.possible) else [*points, OTHER]

    def _sets(self) -> tuple[Any, ...]:
        members = self._points()
        if len(members) > SUBSET_LIMIT:
            raise TooMany(self.key)
        return tuple(
            frozenset(chosen) for size in range(len(members) + 1) for chosen in combinations(members, size)
        )

    def cuts(self) -> list[Any]:
        """The constants in order: they cut all values into stretches."""
        return sorted(self.constants, key=_order)

    def _stretches(self) -> Iterable[int]:
        """Stretch 2i lies before cut i, 2i + 1 is cut i itself; the last lies behind all cuts."""
        cuts = self.cuts()
        for index in range(2 * len(cuts) + 1):
            below = cuts[(index - 1) // 2] if index > 0 else None
            above = cuts[index // 2] if index < 2 * len(cuts) else None
            if index % 2:
                if self.least is None or above >= self.least:
                    yield index
            elif self._has_room(below, above):
                yield index

    def _has_room(self, below: Any, above: Any) -> bool:
        """Whether a value lies strictly between two cuts."""
        if self.least is not None and above is not None and above <= self.least:
            return False
        whole = isinstance(self.kind, Number) and self.kind.integer
        if whole and below is not None and above is not None:
            return bool(Decimal(below).to_integral_value(rounding="ROUND_FLOOR") + 1 < above)
        return True

    def stretch_of(self, value: Any) -> int:
        """The stretch that a constant lies in."""
        cuts = self.cuts()
        for index, cut in enumerate(cuts):
            if _order(value) == _order(cut):
                return 2 * index + 1
            if _order(value) < _order(cut):
                return 2 * index
        return 2 * len(cuts)


def _order(value: Any) -> Any:
    return (value.months, value.days) if hasattr(value, "months") else value


def choice_values(kind: Type) -> frozenset[Any] | None:
    """All values of a choice; None where they are not listed."""
    if isinstance(kind, Choice | Choices | Country) and kind.options:
        return frozenset(kind.options)
    if isinstance(kind, Document) and kind.alternatives:
        return frozenset(kind.alternatives)
    return None
