"""What is wrong with the answers that count: one closure for each field, run once all slots are filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from formgen.compiler.answers import Answers, Unread
from formgen.compiler.evaluation import FieldProblem
from formgen.compiler.nodes import Cell, Level, ListPlan, Test
from formgen.compiler.procedure import Condition, Frame

NOTHING_CHOSEN = (frozenset, tuple)
"""The types whose empty value is an answer that chooses nothing."""
Validate = Callable[[Frame, Answers, str, list[FieldProblem]], None]
"""(frame, answers, prefix of paths, problems to add to)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a check's problem may be shown: a path, and the slot that tells whether it is asked.

    `in_dossier`: seen from an item of a list, its path and its slot are the dossier's.
    """

    path: str
    asked: int
    in_dossier: bool = False


@dataclass(frozen=True)
class CompiledCheck:
    """An author's check: a problem when `when` is true and `must` is false.

    It is told at the first of its `spots` that is asked, at the last one when none is.
    """

    spec: Any
    when: Condition | None
    must: Condition
    level: Any
    spots: tuple[Spot, ...]

    def path(self, frame: Frame, prefix: str) -> str:
        """Where its problem stands."""
        for spot in self.spots:
            if (frame[0] if spot.in_dossier else frame)[spot.asked]:
                break
        return spot.path if spot.in_dossier else prefix + spot.path


@dataclass(frozen=True)
class FieldRules:
    """What can be wrong with a field. `offered`: some of its options are offered only at times."""

    required: Level
    limits: Callable[[Any], Any] | None
    locked: Test | None
    agreement: bool
    offered: bool


def field(cell: Cell, rules: FieldRules) -> Validate:
    """Problems of one field: unreadable, empty, outside its limits."""
    asked, slot, said, path = cell.asked, cell.value, cell.said, cell.path
    limits, locked, agreement = rules.limits, rules.locked, rules.agreement

    def validate(frame: Frame, answers: Answers, prefix: str, problems: list[FieldProblem]) -> None:
        if not frame[asked] or (locked is not None and locked(frame)):
            return
        value, found = frame[slot], None
        if value is None:
            if said is None or frame[said] is None:
                found = _missing(rules, frame, answers.values.get(path), prefix + path)
        elif value is False and agreement:
            found = _unanswered(rules, frame, prefix + path, "not_agreed")
        elif value.__class__ in NOTHING_CHOSEN and not value:
            found = _unanswered(rules, frame, prefix + path, "empty")
        elif limits is not None:
            fault = limits(value)
            if fault is not None:
                found = FieldProblem(prefix + path, fault.code, "error", fault.values, fault.parts)
        if found is not None:
            problems.append(found)

    return validate


def _missing(rules: FieldRules, frame: Frame, entry: Any, path: str) -> FieldProblem | None:
    if entry.__class__ is Unread:
        return FieldProblem(path, entry.code, "error", entry.values, entry.parts)
    if rules.offered and entry is not None:
        return FieldProblem(path, "unknown_option", "error")
    return _unanswered(rules, frame, path, "empty")


def _unanswered(rules: FieldRules, frame: Frame, path: str, code: str) -> FieldProblem | None:
    level = rules.required(frame)
    return None if level is None else _told(path, code, level)


# What is not answered yet makes the most problems of a draft; each is the same at every evaluation.
_told = lru_cache(maxsize=4096)(FieldProblem)


def items(plan: ListPlan, required: Level, least: int, most: int, members: Sequence[Validate]) -> Validate:
    """Problems of a list and of each of its items."""
    path, asked, slot, first = plan.cell.path, plan.cell.asked, plan.cell.value, plan.first

    def count(frame: Frame, number: int, prefix: str, problems: list[FieldProblem]) -> None:
        if first is not None and not number:
            # Answered no, there are none; answered yes, one is missing.
            if frame[first] is True:
                problems.append(FieldProblem(prefix + path, "list_empty", "error"))
        elif number < least:
            problems.append(FieldProblem(prefix + path, "too_few_items", "error", {"least": least}))
        if number > most:
            problems.append(FieldProblem(prefix + path, "too_many_items", "error", {"most": most}))

    def validate(frame: Frame, answers: Answers, prefix: str, problems: list[FieldProblem]) -> None:
        if not frame[asked]:
            return
        frames = frame[slot]
        if frames is None:
            level = required(frame)
            if level is not None:
                problems.append(FieldProblem(prefix + path, "empty", level))
            return
        count(frame, len(frames), prefix, problems)
        given = answers.values.get(path) or ()
        for index, inner in enumerate(frames):
            for member in members:
                member(inner, given[index], f"{prefix}{path}.{index}.", problems)

    return validate


def checks(asked: int, own: str | None, compiled: Sequence[CompiledCheck]) -> Validate:
    """Problems by an author's checks. `own`: the path of the field that they are written at.

    Run right after that field's own rules: what was just told of its answer is not told a second way.
    """

    def validate(frame: Frame, _answers: Answers, prefix: str, problems: list[FieldProblem]) -> None:
        if not frame[asked]:
            return
        if own is not None and problems and problems[-1].path == prefix + own:
            return
        for each in compiled:
            if each.when is not None and each.when(frame) is not True:
                continue
            if each.must(frame) is False:
                path = each.path(frame, prefix)
                problems.append(FieldProblem(path, "check", each.level, check=each.spec, frame=frame))

    return validate


def declaration(slot: int, required: Level, path: str) -> Validate:
    """A declaration that is asked and must be made."""

    def validate(frame: Frame, answers: Answers, _prefix: str, problems: list[FieldProblem]) -> None:
        if frame[slot] and answers.values.get(path) is not True:
            level = required(frame)
            if level is not None:
                problems.append(_told(path, "not_declared", level))

    return validate
