"""From formulas to closures: conditions, cases and requirements, each with what it reads and waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from formgen.compiler import nodes
from formgen.compiler.nodes import Cell, CompiledCase, Test
from formgen.compiler.procedure import Condition, Frame
from formgen.language.expressions import CONDITION, Checked, Names, Type
from formgen.language.fields.base import Requirement
from formgen.language.readers import Cases, Formula
from formgen.language.resolution import Resolution


@dataclass
class Closures:
    """Makes closures of a resolution's formulas, and knows what undecided cases wait for (language.md §3).

    What a case waits for is looked up when it is first evaluated, since fields are built after the
    calculations that read them. `waiting_slot` of the dossier's frame holds the fields whose requirement is
    being decided, so that two requirements by cases that read each other's field come to an end.
    """

    resolution: Resolution
    waiting_slot: int
    waits_of: dict[str, Test] = field(default_factory=dict)
    """Binding name of a field -> whether it is asked, required and empty."""
    reads_of: dict[str, frozenset[str]] = field(default_factory=dict)
    """Name of a calculation, condition or column -> what it reads: read by whoever uses it."""
    required_by: dict[str, frozenset[str]] = field(default_factory=dict)
    """Binding name of a field -> what its requirement reads."""
    outer: Closures | None = None
    """In an item of a list: the closures of the dossier."""
    list_rows: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    """List -> id of a row -> its further columns; read once."""

    def inside_an_item(self) -> Closures:
        """The same for frames of items."""
        return Closures(
            self.resolution, self.waiting_slot, {}, self.reads_of, self.required_by, self, self.list_rows
        )

    def checked(self, formula: Formula, scope: Names, expected: Type | None = CONDITION) -> Checked:
        """The typed formula."""
        return self.resolution.formula(formula, scope, expected)

    def condition(self, formula: Formula | None, scope: Names) -> Condition | None:
        """A condition's closure; None where there is none."""
        return None if formula is None else self.checked(formula, scope).python()

    def reads(
        self, formulas: Iterable[Formula | None], scope: Names, expected: Type | None = CONDITION
    ) -> frozenset[str]:
        """All names that formulas read."""
        found: frozenset[str] = frozenset()
        for each in formulas:
            if each is not None:
                found |= self.checked(each, scope, expected).reads
        return found

    def cases(
        self, value: Any, scope: Names, compile_value: Callable[[Any], Any]
    ) -> tuple[CompiledCase, ...]:
        """A value or its cases, compiled."""
        compiled: list[CompiledCase] = []
        for when, inner in self.resolution.cases_of(value):
            if when is None:
                compiled.append(CompiledCase(None, _never, compile_value(inner)))
            else:
                checked = self.checked(when, scope)
                compiled.append(
                    CompiledCase(checked.python(), self._waits(checked.reads), compile_value(inner))
                )
        return tuple(compiled)

    def _waits(self, reads: frozenset[str]) -> Test:
        found: tuple[Test, ...] | None = None

        def waits(frame: Frame) -> bool:
            nonlocal found
            if found is None:
                found = tuple(self.waited_for(reads, set()))
            return any(each(frame) for each in found)

        return waits

    def waited_for(self, reads: Iterable[str], seen: set[str]) -> Iterator[Test]:
        for name in sorted(reads):
            if name in seen:
                continue
            seen.add(name)
            if name in self.waits_of:
                yield self.waits_of[name]
            elif self.outer is not None:
                yield from (_in_outer_frame(each) for each in self.outer.waited_for([name], seen))
            elif name in self.reads_of:
                yield from self.waited_for(self.reads_of[name], seen)

    def read_while_waiting(self, reads: frozenset[str]) -> frozenset[str]:
        """What is read to know whether undecided cases that read these names wait."""
        found: set[str] = set()
        pending, seen = list(reads), set(reads)
        while pending:
            name = pending.pop()
            further = self.required_by.get(name, frozenset()) | self.reads_of.get(name, frozenset())
            found |= self.required_by.get(name, frozenset())
            pending += further - seen
            seen |= further
        return frozenset(found)

    def requirement(self, value: Requirement | Cases[Requirement], scope: Names) -> nodes.Level:
        """The level of what is missing: "error", "warning" or None."""
        if isinstance(value, Requirement) and value.condition is None:
            return nodes.fixed_level(value.level)
        cases = self.cases(value, scope, lambda each: self._one_requirement(each, scope))

        def find(frame: Frame) -> Any:
            chosen = nodes.choose_case(cases, frame)
            return None if chosen is nodes.NO_CASE or chosen is nodes.WAITING else chosen(frame)

        return find

    def _one_requirement(self, value: Requirement, scope: Names) -> nodes.Level:
        level = value.level
        condition = self.condition(value.condition, scope)
        if condition is None:
            return nodes.fixed_level(level)
        return lambda frame: level if condition(frame) is True else None

    def requirement_reads(self, value: Requirement | Cases[Requirement], scope: Names) -> frozenset[str]:
        """What a requirement reads."""
        formulas: list[Formula | None] = []
        for when, each in self.resolution.cases_of(value):
            formulas += [when, each.condition if isinstance(each, Requirement) else None]
        return self.reads(formulas, scope)

    def wait_for(
        self,
        name: str,
        cell: Cell,
        value: Requirement | Cases[Requirement],
        required: nodes.Level,
        scope: Names,
    ) -> None:
        """Let cases wait for a field while it is asked, required and empty."""
        self.required_by[name] = self.requirement_reads(value, scope)
        asked, slot, said = cell.asked, cell.value, cell.said
        level = self._once(name, required) if isinstance(value, Cases) else required

        def waits(frame: Frame) -> bool:
            return (
                frame[asked] is True
                and frame[slot] is None
                and (said is None or frame[said] is None)
                and level(frame) == "error"
            )

        self.waits_of[name] = waits

    def wait_for_items(self, inside: Closures, slot: int) -> None:
        """Let the dossier's cases wait for fields of a list's items."""
        for name, waits in inside.waits_of.items():
            self.waits_of[name] = _in_any_item(waits, slot)

    def _once(self, name: str, level: nodes.Level) -> nodes.Level:
        """The level; None while it is being decided already: a field does not wait for itself."""
        slot, in_item = self.waiting_slot, self.outer is not None

        def decide(frame: Frame) -> Any:
            dossier = frame[0] if in_item else frame
            being_decided = dossier[slot]
            if name in being_decided:
                return None
            dossier[slot] = (*being_decided, name)
            found = level(frame)
            dossier[slot] = being_decided
            return found

        return decide


def _in_outer_frame(waits: Test) -> Test:
    return lambda frame: waits(frame[0])


def _in_any_item(waits: Test, slot: int) -> Test:
    return lambda frame: any(waits(item) for item in frame[slot] or ())


def _never(_frame: Frame) -> bool:
    return False


__all__ = ["Closures"]
