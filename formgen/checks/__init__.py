"""Checks of what a spec means, one rule a file, in an explicit list.

A check is a module with a `CODE`, a docstring that is its documentation (with a failing and a passing
example), a function `check` that yields problems, and `NEEDS_MEANING`: whether it can only be run on a
spec whose names and types are right. To add one: a file, and a line in the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from formgen.checks import (
    default_value,
    document_place,
    doubled_name,
    help_picture,
    later_answer,
    loose_reference,
    unknown_country,
    unreachable_page,
    unused_part,
)
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution


class Check(Protocol):
    """The module of a check."""

    CODE: str
    NEEDS_MEANING: bool

    def check(self, resolution: Resolution) -> Iterable[Problem]:
        """The problems that it finds."""
        ...


CHECKS: tuple[Check, ...] = (
    doubled_name,
    loose_reference,
    help_picture,
    unknown_country,
    default_value,
    document_place,
    later_answer,
    unused_part,
    unreachable_page,
)


def check_use(resolution: Resolution) -> Iterator[Problem]:
    """What is wrong with names, places and files, whatever else is wrong."""
    for each in CHECKS:
        if not each.NEEDS_MEANING:
            yield from each.check(resolution)


def check_meaning(resolution: Resolution) -> Iterator[Problem]:
    """What a spec without errors says that its author can hardly mean."""
    for each in CHECKS:
        if each.NEEDS_MEANING:
            yield from each.check(resolution)
