"""What is wrong with the answers that count: one closure for each field, run once all slots are filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from formgen.compiler.answers import Answers, Unread
from formgen.compiler.evaluation import FieldProblem
from formgen.compiler.nodes import Level
from formgen.compiler.procedure import Condition, Frame

Validate = Callable[[Frame, Answers, str, list[FieldProblem]], None]
"""(frame, answers, prefix of paths, problems to add to)."""


@dataclass(frozen=True)
class CompiledCheck:
    """An author's check: a problem when `when` is true and `must` is false."""

    spec: Any
    when: Condition | None
    must: Condition
    level: Any
    path: str


def field(
    asked: int,
    slot: int,
    said: int | None,
    path: str,
    required: Level,
    limits: Callable[[Any], Any] | None,
    locked: Callable[[Frame], bool] | None,
    agreement: bool,
    offered: bool,
) -> Validate:
    """Problems of one field: unreadable, empty, outside its limits."""

    def validate(frame: Frame, answers: Answers, prefix: str, problems: list[FieldProblem]) -> None:
        if not frame[asked] or (locked is not None and locked(frame)):
            return
        value = frame[slot]
        if value is None:
            if said is not None and frame[said] is not None:
                return
            entry = answers.values.get(path)
            if entry.__class__ is Unread:
                problems.append(FieldProblem(prefix + path, entry.code, "error", entry.values, entry.parts))
            elif offered and entry is not None:
                problems.append(FieldProblem(prefix + path, "unknown_option", "error"))
            else:
                level = required(frame)
                if level is not None:
                    problems.append(FieldProblem(prefix + path, "empty", level))
            return
        if (
            value is False
            and agreement
            or (value.__class__ is frozenset or value.__class__ is tuple)
            and not value
        ):
            level = required(frame)
            if level is not None:
                problems.append(FieldProblem(prefix + path, "not_agreed" if agreement else "empty", level))
            return
        if limits is not None:
            fault = limits(value)
            if fault is not None:
                problems.append(FieldProblem(prefix + path, fault.code, "error", fault.values, fault.parts))

    return validate


def items(
    asked: int,
    slot: int,
    first: int,
    path: str,
    required: Level,
    first_question: bool,
    least: int,
    most: int,
    members: Sequence[Validate],
) -> Validate:
    """Problems of a list and of each of its items."""

    def validate(frame: Frame, answers: Answers, prefix: str, problems: list[FieldProblem]) -> None:
        if not frame[asked]:
            return
        frames = frame[slot]
        if frames is None:
            level = required(frame)
            if level is not None:
                problems.append(FieldProblem(prefix + path, "empty", level))
            return
        if first_question and frame[first] is True and not frames:
            problems.append(FieldProblem(prefix + path, "list_empty", "error"))
        elif len(frames) < least and not (first_question and frame[first] is False):
            problems.append(FieldProblem(prefix + path, "too_few_items", "error", {"least": least}))
        if len(frames) > most:
            problems.append(FieldProblem(prefix + path, "too_many_items", "error", {"most": most}))
        given = answers.values.get(path) or ()
        for index, inner in enumerate(frames):
            for member in members:
                member(inner, given[index], f"{prefix}{path}.{index}.", problems)

    return validate


def checks(asked: Callable[[Frame], bool], compiled: Sequence[CompiledCheck]) -> Validate:
    """Problems by an author's checks, told only where the answer itself has no problem."""

    def validate(frame: Frame, answers: Answers, prefix: str, problems: list[FieldProblem]) -> None:
        if not asked(frame):
            return
        for each in compiled:
            if each.when is not None and each.when(frame) is not True:
                continue
            if each.must(frame) is False:
                path = prefix + each.path
                problems.append(FieldProblem(path, "check", each.level, check=each.spec, frame=frame))

    return validate


def declaration(slot: int, required: Level, path: str) -> Validate:
    """A declaration that is asked and must be made."""

    def validate(frame: Frame, answers: Answers, prefix: str, problems: list[FieldProblem]) -> None:
        if frame[slot] and answers.values.get(path) is not True:
            level = required(frame)
            if level is not None:
                problems.append(FieldProblem(path, "not_declared", level))

    return validate
