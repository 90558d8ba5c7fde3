"""A part of what is asked: it is decided in its turn, and what is wrong with it is told afterwards.

Here are the base of all parts, and those that hold no answers of their own kind: pages, stops, groups and
declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from formgen.rendering.python.copied.frames import Fault, Frame, Given
from formgen.rendering.python.copied.judging.cases import Level, Test, always


@dataclass(frozen=True)
class Check:
    """A check of the author: wrong when `must` is false. `at`: where it is told, the first one asked."""

    must: Test
    message: str
    at: tuple[str, ...]
    when: Test | None = None
    level: str = "error"


def check_all(checks: Sequence[Check], v: Frame, prefix: str, faults: list[Fault]) -> None:
    """Add what is wrong by an author's checks."""
    for each in checks:
        if each.when is not None and each.when(v) is not True:
            continue
        if each.must(v) is False:
            path = next((path for path in each.at if path in v.asked), each.at[-1])
            faults.append(Fault(prefix + path, "check", each.message, each.level))


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that is asked where `within` is, if `when` is true."""

    path: str
    within: str = ""
    when: Test | None = None

    def is_asked(self, v: Frame) -> bool:
        """Whether it is asked; what it stands in has been decided before."""
        return self.within in v.asked and (self.when is None or self.when(v) is True)

    def decide(self, v: Frame, given: Given) -> None:
        """Note that it is asked, and what was answered."""
        if self.is_asked(v):
            v.asked.add(self.path)

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """Add what is wrong with it."""


@dataclass(frozen=True, kw_only=True)
class Page(Part):
    """A page: asked unless an earlier one ended the journey, if all of its conditions are true."""

    index: int
    conditions: tuple[Test, ...] = ()
    checks: tuple[Check, ...] = ()

    def is_asked(self, v: Frame) -> bool:
        """Whether it is reached."""
        return self.index <= v.ended and all(each(v) is True for each in self.conditions)

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """The checks of the page."""
        if self.path in v.asked:
            check_all(self.checks, v, prefix, faults)


@dataclass(frozen=True, kw_only=True)
class ItemPage(Part):
    """A page of an item of a list."""

    checks: tuple[Check, ...] = ()

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """The checks of the page."""
        if self.path in v.asked:
            check_all(self.checks, v, prefix, faults)


@dataclass(frozen=True, kw_only=True)
class Stop(Part):
    """A stop of a page: true, it ends the journey, and nothing can be handed in."""

    index: int
    title: str

    def decide(self, v: Frame, given: Given) -> None:
        """End the journey at this page, unless an earlier one did."""
        assert self.when is not None
        if self.within in v.asked and self.index < v.ended and self.when(v) is True:
            v.ended, v.stopped = self.index, self.title


@dataclass(frozen=True, kw_only=True)
class Group(Part):
    """Fields under one name."""

    model: type[BaseModel]
    checks: tuple[Check, ...] = ()

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """The checks of the group."""
        if self.path in v.asked:
            check_all(self.checks, v, prefix, faults)


@dataclass(frozen=True, kw_only=True)
class Declaration(Part):
    """A declaration of the review."""

    required: Level = always

    def judge(self, v: Frame, given: Given, prefix: str, faults: list[Fault]) -> None:
        """Whether it was made."""
        if self.path in v.asked and given.values.get(self.path) is not True:
            level = self.required(v)
            if level is not None:
                faults.append(Fault(self.path, "not_declared", "not declared", level))
