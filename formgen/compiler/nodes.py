"""The steps of an evaluation as closures: each fills the slots of one name from the slots of others.

A node runs on a frame (slots), the answers of that frame and the facts. Nodes are run in an order in
which everything a node reads has been filled; see `formgen.compiler.graph`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from formgen.compiler.answers import Answers, Unread
from formgen.compiler.evaluation import Facts
from formgen.compiler.procedure import Condition, Frame
from formgen.language.readers import Formula

Run = Callable[[Frame, Answers, Facts], None]
Test = Callable[[Frame], bool]
"""A question about a frame: whether something is asked, or an undecided case waits for an answer."""
Level = Callable[[Frame], Any]
"""What leaving a field empty means: "error", "warning" or None."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a field stands: its path, and the slots of its being asked, of its value and of the word said."""

    path: str
    asked: int
    value: int
    said: int | None = None


@dataclass(frozen=True, eq=False)
class Node:
    """One step. `name` is unique; `reads` are names of bindings, `after` names of nodes."""

    name: str
    reads: frozenset[str]
    after: tuple[str, ...]
    run: Run
    source: Any = None
    """The construct or formula it comes from, for the message about a cycle."""
    formulas: tuple[Formula, ...] = ()
    """What it decides by: where a cycle is told of."""
    waits: bool = False
    """Whether it has cases, that may wait for answers (language.md §3)."""


@dataclass(frozen=True)
class CompiledCase:
    """A case with its condition (None for `otherwise`), and whether that still waits for an answer."""

    when: Condition | None
    waits: Test
    value: Any


NO_CASE = object()
WAITING = object()


def fixed_level(level: Any) -> Level:
    """A level that no answer changes."""

    def fixed(_frame: Frame) -> Any:
        return level

    return fixed


def choose_case(cases: Sequence[CompiledCase], frame: Frame) -> Any:
    """The value of the case that applies; NO_CASE, or WAITING while an undecided case waits for an answer.

    `otherwise` applies when none is true, unless an undecided case waits (language.md §3): an income not
    given yet must not fall into the last bracket.
    """
    waiting = False
    for case in cases:
        if case.when is None:
            return WAITING if waiting else case.value
        met = case.when(frame)
        if met is True:
            return case.value
        if met is None and not waiting:
            waiting = case.waits(frame)
    return WAITING if waiting else NO_CASE


def compute(slot: int, value: Condition) -> Run:
    """Fill a slot with the value of an expression."""

    def run(frame: Frame, _answers: Answers, _facts: Facts) -> None:
        frame[slot] = value(frame)

    return run


def compute_cases(slot: int, cases: Sequence[CompiledCase]) -> Run:
    """Fill a slot with the expression of the case that applies."""

    def run(frame: Frame, _answers: Answers, _facts: Facts) -> None:
        chosen = choose_case(cases, frame)
        frame[slot] = None if chosen is NO_CASE or chosen is WAITING else chosen(frame)

    return run


def page(asked: int, ended: int, index: int, conditions: Sequence[Condition]) -> Run:
    """A page is asked if no earlier stop holds and every condition of its step and its own is true."""

    def run(frame: Frame, _answers: Answers, _facts: Facts) -> None:
        if index <= frame[ended]:
            for each in conditions:
                if each(frame) is not True:
                    return
            frame[asked] = True

    return run


def stop(asked: int, ended: int, stopped: int, index: int, when: Condition, compiled: Any) -> Run:
    """The first true stop on an asked page, in the file's order, ends the journey."""

    def run(frame: Frame, _answers: Answers, _facts: Facts) -> None:
        if frame[asked] and index < frame[ended] and when(frame) is True:
            frame[ended] = index
            frame[stopped] = compiled

    return run


def asked_test(asked: int, when: Condition | None) -> Test:
    """Whether something is asked whose enclosing part is asked when slot `asked` is true."""
    if when is None:
        # Most fields: nothing but a look into the slot, in C.
        return itemgetter(asked)
    return lambda frame: frame[asked] is True and when(frame) is True


def follows_option(field_asked: int, value: int, word: str, when: Condition | None) -> Test:
    """Whether a field of `then_ask` is asked: its option is chosen, alone or among others."""

    def test(frame: Frame) -> bool:
        chosen = frame[value]
        if not frame[field_asked] or chosen is None:
            return False
        if chosen != word and not (chosen.__class__ is not str and word in chosen):
            return False
        return when is None or when(frame) is True

    return test


def follows_said(field_asked: int, said: int, word: str, when: Condition | None) -> Test:
    """Whether a field asked after a word said instead of a value is asked."""
    return lambda frame: (
        frame[field_asked] is True and frame[said] == word and (when is None or when(frame) is True)
    )


def group(is_asked: Test, asked: int) -> Run:
    """A group or a note has no value: only whether it is asked."""

    def run(frame: Frame, _answers: Answers, _facts: Facts) -> None:
        if is_asked(frame):
            frame[asked] = True

    return run


def plain_field(is_asked: Test, cell: Cell) -> Run:
    """A field that takes its value from the answers."""
    asked, slot, path = cell.asked, cell.value, cell.path

    def run(frame: Frame, answers: Answers, _facts: Facts) -> None:
        if is_asked(frame):
            frame[asked] = True
            value = answers.values.get(path)
            if value.__class__ is not Unread:
                frame[slot] = value

    return run


def saying_field(is_asked: Test, cell: Cell, said: int) -> Run:
    """A field with `or_say`: a word said leaves its value unknown."""
    asked, slot, path = cell.asked, cell.value, cell.path
    key = f"{path}?"

    def run(frame: Frame, answers: Answers, _facts: Facts) -> None:
        if is_asked(frame):
            frame[asked] = True
            word = answers.values.get(key)
            if word.__class__ is str:
                frame[said] = word
                return
            value = answers.values.get(path)
            if value.__class__ is not Unread:
                frame[slot] = value

    return run


def limited_field(inner: Run, slot: int, conditions: Mapping[str, Condition]) -> Run:
    """A choice some of whose options are offered only under a condition: others count as not chosen."""

    def run(frame: Frame, answers: Answers, facts: Facts) -> None:
        inner(frame, answers, facts)
        value = frame[slot]
        if value is None:
            return
        if value.__class__ is str:
            condition = conditions.get(value)
            if condition is not None and condition(frame) is not True:
                frame[slot] = None
        else:
            kept = [word for word in value if word not in conditions or conditions[word](frame) is True]
            frame[slot] = tuple(kept) if value.__class__ is tuple else frozenset(kept)

    return run


def copied_field(inner: Run, cell: Cell, held: Condition, ask: bool) -> Run:
    """A field copied from a source: locked where the source has it, else typed by the person where it may be.

    `inner` fills it as if it were not copied, `held` gives what the source has.
    """
    asked, slot, said = cell.asked, cell.value, cell.said

    def run(frame: Frame, answers: Answers, facts: Facts) -> None:
        inner(frame, answers, facts)
        if not frame[asked]:
            return
        value = held(frame)
        if value is not None:
            frame[slot] = value
            if said is not None:
                frame[said] = None
        elif not ask:
            frame[slot] = None

    return run


def holds(value: Condition) -> Test:
    """Whether there is a value."""
    return lambda frame: value(frame) is not None


@dataclass(frozen=True)
class ItemPlan:
    """How an item of a list is evaluated: its empty frame and its nodes in order."""

    template: list[Any]
    runs: tuple[Run, ...]

    def frame(self, outer: Frame, answers: Answers, facts: Facts) -> Frame:
        """The filled frame of one item."""
        frame = self.template.copy()
        frame[0] = outer
        for run in self.runs:
            run(frame, answers, facts)
        return frame


@dataclass(frozen=True)
class ListPlan:
    """How a list is evaluated. `first`: the slot of the answer to its first question, None without one."""

    cell: Cell
    first: int | None
    page: str
    item: ItemPlan


def list_field(is_asked: Test, plan: ListPlan) -> Run:
    """A list: None while unanswered, else the frames of its items (language.md §4)."""
    path, asked, slot = plan.cell.path, plan.cell.asked, plan.cell.value
    first, page_id, item_plan = plan.first, plan.page, plan.item
    key = f"{path}?"

    def run(frame: Frame, answers: Answers, facts: Facts) -> None:
        if not is_asked(frame):
            return
        frame[asked] = True
        items = answers.values.get(path)
        if first is not None:
            there_are = answers.values.get(key)
            if there_are.__class__ is not bool:
                return
            frame[first] = there_are
            if not there_are:
                frame[slot] = []
                return
        elif not items and page_id not in answers.saved:
            return
        frame[slot] = [item_plan.frame(frame, item, facts) for item in items or ()]

    return run
