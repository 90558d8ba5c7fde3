"""Variables of situations: a question or a calculation, with the finitely many states that matter."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
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
SETS: Final = (Choices, Document)
NONE, SOME = "none", "some"
"""The states of a set or a list that is answered."""


class TooMany(Exception):
    """There are more situations than can be looked at."""


class Late(Exception):
    """Something is compared that was not known when the states were made."""


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
    """One value that situations differ in. Its states are known once all that is compared with it is.

    `roots`: the names that its value comes from; two variables with a root in common hang together in ways
    that are not looked into.
    """

    def __init__(self, key: str, kind: Type, rank: int, roots: frozenset[str]) -> None:
        self.key = key
        self.kind = kind
        self.rank = rank
        self.roots = roots
        self.constants: dict[Any, None] = {}
        """What it is compared with anywhere."""
        self.together: dict[frozenset[Any], None] = {}
        """Constants that are mentioned together tell no values apart."""
        self.possible: tuple[Any, ...] | None = None
        """The only values there are, for a choice; None when there may be others."""
        self.said: tuple[str, ...] = ()
        self.least: Any = None
        self.greatest: Any = None
        self.never_empty = False
        self.loose = False
        """Whether it may be empty for reasons that are not looked into."""
        self._states: tuple[Any, ...] | None = None
        self._cuts: list[Any] | None = None

    def mention(self, constants: Iterable[Any]) -> None:
        """Note constants that the value is compared with."""
        group = frozenset(constants)
        if group and group not in self.together:
            if self._states is not None:
                raise Late(self.key)
            self.together[group] = None
            self.constants.update(dict.fromkeys(group))

    def thaw(self) -> None:
        """Take constants again; the states are made anew."""
        self._states = self._cuts = None

    def states(self) -> tuple[Any, ...]:
        """Not answered first, then every value that can be told apart, then what may be said instead."""
        if self._states is None:
            empty = () if self.never_empty else (None,)
            self._states = (*empty, *self._values(), *(SaidInstead(word) for word in self.said))
        return self._states

    def _values(self) -> tuple[Any, ...]:
        if isinstance(self.kind, YesNo):
            return (True, False)
        if isinstance(self.kind, ORDERED):
            return tuple(self._stretches())
        if isinstance(self.kind, (*SETS, List)):
            return (NONE, SOME)
        return tuple(self._points())

    def _points(self) -> list[Any]:
        """One value for all that no condition tells apart."""
        found: dict[frozenset[Any], Any] = {}
        values = self.constants if self.possible is None else self.possible
        for value in values:
            told_by = frozenset(group for group in self.together if value in group)
            found.setdefault(told_by, value)
        if self.possible is None:
            found.setdefault(frozenset(), OTHER)
        return list(found.values())

    def cuts(self) -> list[Any]:
        """The constants in order: they cut all values into stretches."""
        if self._cuts is None:
            bounds = [each for each in (self.least, self.greatest) if each is not None]
            self._cuts = sorted({*self.constants, *bounds}, key=_order)
        return self._cuts

    def _stretches(self) -> Iterable[int]:
        """Stretch 2i lies before cut i, 2i + 1 is cut i itself; the last lies behind all cuts."""
        cuts = self.cuts()
        for index in range(2 * len(cuts) + 1):
            below = cuts[(index - 1) // 2] if index > 0 else None
            above = cuts[index // 2] if index < 2 * len(cuts) else None
            if (self._allowed(above) and self._whole(above)) if index % 2 else self._has_room(below, above):
                yield index

    def _allowed(self, value: Any) -> bool:
        if self.least is not None and _order(value) < _order(self.least):
            return False
        return self.greatest is None or _order(value) <= _order(self.greatest)

    def _whole(self, value: Any) -> bool:
        return not self._counts() or Decimal(value) == Decimal(value).to_integral_value()

    def _counts(self) -> bool:
        return isinstance(self.kind, Number) and self.kind.integer

    def _has_room(self, below: Any, above: Any) -> bool:
        """Whether a value lies strictly between two cuts."""
        if self.least is not None and above is not None and _order(above) <= _order(self.least):
            return False
        if self.greatest is not None and below is not None and _order(below) >= _order(self.greatest):
            return False
        if self._counts() and below is not None and above is not None:
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


def choice_values(kind: Type) -> tuple[Any, ...] | None:
    """All values of a choice, in the order of the file; None where they are not listed."""
    if isinstance(kind, Choice | Country) and kind.options:
        return tuple(kind.options)
    return None
