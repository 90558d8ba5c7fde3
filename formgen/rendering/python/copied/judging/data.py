"""What is computed among the answers: conditions with a name, calculations, and rows of tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from formgen.rendering.python.copied.frames import Frame, Given
from formgen.rendering.python.copied.judging.cases import NO_CASE, Case, Test, choose
from formgen.rendering.python.copied.judging.parts import Part


@dataclass(frozen=True, kw_only=True)
class Computed(Part):
    """A named condition or a calculation: one value, or the value of the case that applies."""

    cases: tuple[Case, ...]

    def decide(self, v: Frame, given: Given) -> None:
        """Compute it."""
        only = self.cases[0]
        value = only.value if len(self.cases) == 1 and only.when is None else choose(self.cases, v)
        v[self.path] = None if value is NO_CASE else value(v)


@dataclass(frozen=True, kw_only=True)
class Table(Part):
    """A table: the row of its keys; of several, the latest in force on a day."""

    keys: tuple[Test, ...]
    rows: tuple[tuple[tuple[Any, ...], date | None, Mapping[str, Any]], ...]
    """The keys of a row, the day from which it is valid, its columns; the latest ones first."""
    day: Test | None = None

    def decide(self, v: Frame, given: Given) -> None:
        """Look the row up."""
        key = tuple(each(v) for each in self.keys)
        day = None if self.day is None else self.day(v) or v["today"]
        if None in key:
            return
        for keys, since, columns in self.rows:
            if keys == key and (day is None or since is None or since <= day):
                v.found.add(self.path)
                v.update({f"{self.path}.{name}": value for name, value in columns.items()})
                return
