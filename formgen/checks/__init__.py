"""Checks of what a spec means, one rule a file, in an explicit list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

Check = Callable[[Resolution], Iterable[Problem]]

CHECKS: tuple[Check, ...] = ()


def run_checks(resolution: Resolution) -> Iterator[Problem]:
    """The problems that the checks find in a spec whose names and types are known."""
    for check in CHECKS:
        yield from check(resolution)
