"""Checks of what a spec means, one rule a file, in an explicit list.

A check is a module with a `CODE`, a docstring that is its documentation (with a failing and a passing
example), a function `check` that yields problems, and `NEEDS_MEANING`: whether it can only be run on a
spec whose names and types are right. To add one: a file, a line in the list, and
`python -m formgen.checks.documentation docs/problems.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
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

_QUESTIONS = ("account", "field_groups", "orientation", "preamble", "review", "steps")
_LIFE = ("messages", "roles", "workflow")

PARTS_READ: Mapping[Check, tuple[str, ...]] = {
    taken_address: (),
    doubled_name: (),
    loose_reference: (),
    help_picture: (),
    unknown_country: (),
    default_value: (),
    unasked_label: (),
    later_answer: _QUESTIONS,
    document_place: ("calculations", "conditions", "documents", "workflow", *_QUESTIONS),
    too_few_papers: ("calculations", "documents", "uploads"),
    undated_paper: ("documents", "roles", "workflow"),
    stranded_state: _LIFE,
    colliding_deadlines: _LIFE,
    endless_deadline: _LIFE,
    deadline_action: _LIFE,
    idle_action: _LIFE,
    no_withdrawal: _LIFE,
    silent_decision: ("fragments", "pdfs", "service", "silence", *_LIFE),
    short_retention: ("retention", *_LIFE),
}
"""The checks of names, places and files that are right of a spec of which some could not be read, and the
parts of the spec that must be whole for that. A check that is not here waits until all is.
"""


def check_parts(resolution: Resolution, amiss: Collection[str]) -> Iterator[Problem]:
    """What `check_use` finds in a spec of which some could not be read; `amiss`: the parts where."""
    for each, parts in PARTS_READ.items():
        if not any(part in amiss for part in parts):
            yield from each.check(resolution)


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
