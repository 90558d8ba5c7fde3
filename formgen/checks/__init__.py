"""Checks of what a spec means, one rule a file, in an explicit list.

A check is a module with a `CODE`, a docstring that is its documentation (with a failing and a passing
example), a function `check` that yields problems, and `NEEDS_MEANING`: whether it can only be run on a
spec whose names and types are right. To add one: a file, a line in the list, and
`python -m formgen.checks.documentation docs/problems.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from formgen.checks import (
    always_met,
    case_gap,
    case_overlap,
    colliding_deadlines,
    dead_end,
    deadline_action,
    default_value,
    document_place,
    doubled_name,
    early_name,
    endless_deadline,
    failing_check,
    gap_in_text,
    help_picture,
    hidden_answer,
    idle_action,
    later_answer,
    locked_field,
    loose_reference,
    never_met,
    no_withdrawal,
    number_pattern,
    personal_mail,
    same_label,
    short_retention,
    silent_decision,
    stranded_state,
    stuck_document,
    taken_address,
    too_few_papers,
    unasked_label,
    undated_paper,
    undecided,
    unknown_country,
    unmakeable_declaration,
    unreachable_page,
    unused_part,
    vague_link,
    way_back,
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
    taken_address,
    doubled_name,
    loose_reference,
    help_picture,
    unknown_country,
    default_value,
    document_place,
    later_answer,
    unused_part,
    unreachable_page,
    never_met,
    always_met,
    dead_end,
    hidden_answer,
    case_gap,
    case_overlap,
    unmakeable_declaration,
    failing_check,
    too_few_papers,
    undated_paper,
    stranded_state,
    colliding_deadlines,
    endless_deadline,
    deadline_action,
    idle_action,
    no_withdrawal,
    silent_decision,
    short_retention,
    number_pattern,
    locked_field,
    early_name,
    gap_in_text,
    personal_mail,
    way_back,
    unasked_label,
    same_label,
    vague_link,
    stuck_document,
    # Last: it tells what the others left open.
    undecided,
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
