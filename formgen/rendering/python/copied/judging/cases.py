"""What applies among cases, and what leaving an answer out then means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from formgen.rendering.python.copied.frames import Frame

Test = Callable[[Frame], Any]
"""A condition or a value: None when unknown."""
Level = Callable[[Frame], str | None]
"""What leaving an answer out means: "error", "warning", or None when it may be left out."""


def always(_v: Frame) -> str | None:
    """It must be given."""
    return "error"


def warned(_v: Frame) -> str | None:
    """It is missed, without harm."""
    return "warning"


def never(_v: Frame) -> str | None:
    """It may be left out."""
    return None


@dataclass(frozen=True)
class Case:
    """What applies when a condition is true. `waits`: answers that it waits for while they are missing."""

    when: Test | None
    value: Any
    waits: tuple[str, ...] = ()


NO_CASE = object()


def choose(cases: Sequence[Case], v: Frame) -> Any:
    """The value of the first case that is true; NO_CASE without one, or while one waits for an answer."""
    waiting = False
    for case in cases:
        met = True if case.when is None else case.when(v)
        if met is True:
            return NO_CASE if waiting and case.when is None else case.value
        waiting = waiting or (met is None and any(v.waits_for(name) for name in case.waits))
    return NO_CASE


@dataclass(frozen=True)
class ByCases:
    """What leaving an answer out means, by cases."""

    cases: tuple[Case, ...]

    def __call__(self, v: Frame) -> str | None:
        """The level of the case that applies."""
        chosen = choose(self.cases, v)
        if chosen is NO_CASE:
            return None
        level: str | None = chosen(v)
        return level
