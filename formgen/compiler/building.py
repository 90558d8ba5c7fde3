"""From a resolved spec to closures: conditions, cases, requirements, fields, each with what it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from formgen.compiler import nodes, validators
from formgen.compiler.nodes import CompiledCase, Node, Run
from formgen.compiler.procedure import Condition, Field, Frame
from formgen.language.expressions import CONDITION, Binding, Checked, Choice, Names, Type
from formgen.language.fields.agreement import AgreementField
from formgen.language.fields.base import Check, Requirement, Unreadable
from formgen.language.fields.group import GroupField
from formgen.language.fields.list import ListField
from formgen.language.placeholders.check import resolve as resolve_name
from formgen.language.readers import Cases, Formula, Text
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed


@dataclass
class Closures:
    """Makes closures of a resolution's formulas, and remembers what conditions wait for."""

    resolution: Resolution
    waits_of: dict[str, Callable[[Frame], bool]] = field(default_factory=dict)
    """Binding name of a field -> whether it is asked, required and empty; filled while fields are built."""
    reads_of: dict[str, frozenset[str]] = field(default_factory=dict)
    """Name of a calculation or condition -> what it reads: read by whoever uses it."""

    def inside_an_item(self) -> Closures:
        """The same for frames of items: what the dossier waits for is looked up in its own frame."""
        outer = {name: _in_outer_frame(waits) for name, waits in self.waits_of.items()}
        return Closures(self.resolution, outer, self.reads_of)

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
            checked = None if when is None else self.checked(when, scope)
            waits = self._waits(checked.reads) if checked else _never
            compiled.append(CompiledCase(checked.python() if checked else None, waits, compile_value(inner)))
        return tuple(compiled)

    def _waits(self, reads: frozenset[str]) -> Callable[[Frame], bool]:
        def waits(frame: Frame) -> bool:
            return any(self._waits_for(name, frame, 0) for name in reads)

        return waits

    def _waits_for(self, name: str, frame: Frame, depth: int) -> bool:
        own = self.waits_of.get(name)
        if own is not None:
            return own(frame)
        if depth < 20 and name in self.reads_of:
            return any(self._waits_for(each, frame, depth + 1) for each in self.reads_of[name])
        return False

    def requirement(self, value: Requirement | Cases[Requirement], scope: Names) -> Callable[[Frame], Any]:
        """The level of what is missing: "error", "warning" or None."""
        if isinstance(value, Requirement) and value.condition is None:
            level = value.level
            return lambda frame: level
        cases = self.cases(value, scope, lambda each: self._one_requirement(each, scope))

        def find(frame: Frame) -> Any:
            chosen = nodes.choose_case(cases, frame)
            return None if chosen is nodes.NO_CASE or chosen is nodes.WAITING else chosen(frame)

        return find

    def _one_requirement(self, value: Requirement, scope: Names) -> Callable[[Frame], Any]:
        level = value.level
        condition = self.condition(value.condition, scope)
        if condition is None:
            return lambda frame: level
        return lambda frame: level if condition(frame) is True else None


def _in_outer_frame(waits: Callable[[Frame], bool]) -> Callable[[Frame], bool]:
    return lambda frame: waits(frame[0])


def _never(frame: Frame) -> bool:
    return False


class FieldBuilder:
    """Builds the fields of one frame: their compiled form, their nodes and their validators."""

    def __init__(self, closures: Closures, page_id: str, page_asked: int) -> None:
        self.closures = closures
        self.resolution = closures.resolution
        self.page_id = page_id
        self.page_asked = page_asked
        self.page_node = f"page:{page_id}" if page_id else ""
        self.nodes: list[Node] = []
        self.validators: list[validators.Validate] = []
        self.fields: dict[str, Field] = {}

    def build(self, placed: Placed, parent: Field | None = None) -> Field:
        """Compile a field and all inside it."""
        spec, context = placed.spec, self.resolution.context
        when = self.closures.condition(spec.when, placed.scope)
        readable = spec.asks and not isinstance(spec, GroupField | ListField)
        options = context.options(spec)
        option_conditions = {
            name: condition
            for name, option in options.items()
            if (condition := self.closures.condition(option.when, placed.scope)) is not None
        }
        compiled = Field(
            spec, placed.path, placed.full_path, placed.binding, placed.asked_slot, when, parent, placed.follows, (),
            spec.reader(context) if readable else None, spec.limits(context) if readable else None,
            options, option_conditions, placed.scope,
            self._column(spec.copied_from, placed), self._column(spec.prefill, placed),
        )  # fmt: skip
        self.fields[placed.full_path] = compiled
        is_asked = self._asked_test(placed, parent, when)
        required = self.closures.requirement(spec.required, placed.scope)
        if isinstance(spec, ListField):
            members = self._list(placed, spec, compiled, is_asked, required)
        else:
            self._plain(placed, compiled, is_asked, required)
            members = tuple(self.build(each, compiled) for each in placed.members)
            self._checks(placed, compiled, is_asked)
        object.__setattr__(compiled, "members", members)
        return compiled

    def _column(self, name: Text | None, placed: Placed) -> Binding | None:
        return None if name is None else resolve_name(tuple(name.value.split(".")), placed.scope)

    def _asked_test(
        self, placed: Placed, parent: Field | None, when: Condition | None
    ) -> Callable[[Frame], bool]:
        if placed.follows is not None and parent is not None:
            if placed.follows in parent.options:
                return nodes.follows_option(parent.asked_slot, parent.binding.slot, placed.follows, when)
            assert parent.binding.said_slot is not None
            return nodes.follows_said(parent.asked_slot, parent.binding.said_slot, placed.follows, when)
        return nodes.asked_test(parent.asked_slot if parent is not None else self.page_asked, when)

    def _node(self, placed: Placed, compiled: Field, run: Run, reads: frozenset[str] = frozenset()) -> None:
        after = [self.page_node] if self.page_node else []
        if compiled.parent is not None:
            after.append(f"field:{compiled.parent.full_path}")
        own = self.closures.reads(
            [placed.spec.when, *(each.when for each in compiled.options.values())], placed.scope
        )
        self.nodes.append(Node(f"field:{placed.full_path}", reads | own, tuple(after), run, placed.spec))

    def _plain(
        self,
        placed: Placed,
        compiled: Field,
        is_asked: Callable[[Frame], bool],
        required: Callable[[Frame], Any],
    ) -> None:
        spec, slot, said = placed.spec, placed.binding.slot, placed.binding.said_slot
        if compiled.read is None:
            self._node(placed, compiled, nodes.group(is_asked, placed.asked_slot))
            return
        locked = None
        reads: frozenset[str] = frozenset()
        if compiled.copied is not None:
            ask = spec.if_missing == "ask"
            convert = converter(compiled)
            run = nodes.copied_field(
                is_asked, placed.asked_slot, slot, placed.path, compiled.copied.slot, convert, ask
            )
            reads = frozenset([compiled.copied.name])
            column = compiled.copied.slot
            locked = _locked(column, convert)
        elif said is not None:
            run = nodes.saying_field(is_asked, placed.asked_slot, slot, said, placed.path)
        else:
            run = nodes.plain_field(is_asked, placed.asked_slot, slot, placed.path)
        if compiled.option_conditions:
            run = nodes.limited_field(run, slot, compiled.option_conditions)
        self._node(placed, compiled, run, reads)
        self.closures.waits_of[placed.full_path] = _waits(placed.asked_slot, slot, said, required)
        self.validators.append(
            validators.field(
                placed.asked_slot, slot, said, placed.path, required, compiled.limits, locked,
                isinstance(spec, AgreementField), bool(compiled.option_conditions),
            )
        )  # fmt: skip

    def _list(
        self,
        placed: Placed,
        spec: ListField,
        compiled: Field,
        is_asked: Callable[[Frame], bool],
        required: Callable[[Frame], Any],
    ) -> tuple[Field, ...]:
        from formgen.compiler.graph import in_order

        root = placed.item_slots
        inside = FieldBuilder(self.closures.inside_an_item(), "", root)
        members = tuple(inside.build(each) for each in placed.members)
        self.fields.update(inside.fields)
        provided = {each.name.removeprefix("field:"): each.name for each in inside.nodes}
        ordered = in_order(inside.nodes, provided)
        template: list[Any] = [None] * (root + 1)
        template[root] = True
        plan = nodes.ItemPlan(template, tuple(each.run for each in ordered if each.run is not None))
        first_question = spec.first_question is not None
        run = nodes.list_field(
            is_asked,
            placed.asked_slot,
            placed.binding.slot,
            placed.first_slot,
            placed.path,
            self.page_id,
            plan,
            first_question,
        )
        reads = frozenset(name for each in inside.nodes for name in each.reads if name not in provided)
        self._node(placed, compiled, run, reads)
        self.closures.waits_of[placed.full_path] = _waits(
            placed.asked_slot, placed.binding.slot, None, required
        )
        self.validators.append(
            validators.items(
                placed.asked_slot, placed.binding.slot, placed.first_slot, placed.path, required, first_question,
                spec.min, spec.max, inside.validators,
            )
        )  # fmt: skip
        self._checks(placed, compiled, is_asked)
        return members

    def _checks(self, placed: Placed, compiled: Field, is_asked: Callable[[Frame], bool]) -> None:
        if placed.spec.checks:
            asked = placed.asked_slot
            prefix = placed.path.rpartition(".")[0]
            found = compile_checks(self.closures, placed.spec.checks, placed.scope, placed.path, prefix)
            self.validators.append(validators.checks(lambda frame: frame[asked] is True, found))


def compile_checks(
    closures: Closures, checks: tuple[Check, ...], scope: Names, path: str, prefix: str
) -> tuple[validators.CompiledCheck, ...]:
    """Checks of a field or page; `show_at` names a neighbour, or a field by its whole path."""
    found: list[validators.CompiledCheck] = []
    for each in checks:
        shown = path
        if each.show_at is not None:
            binding = resolve_name(tuple(each.show_at.value.split(".")), scope)
            neighbour = f"{prefix}.{each.show_at.value}" if prefix else each.show_at.value
            shown = binding.name if binding is not None and binding.depth == 0 else neighbour
        must = closures.checked(each.must, scope).python()
        found.append(
            validators.CompiledCheck(each, closures.condition(each.when, scope), must, each.level, shown)
        )
    return tuple(found)


def _waits(
    asked: int, slot: int, said: int | None, required: Callable[[Frame], Any]
) -> Callable[[Frame], bool]:
    def waits(frame: Frame) -> bool:
        return (
            frame[asked] is True
            and frame[slot] is None
            and (said is None or frame[said] is None)
            and required(frame) == "error"
        )

    return waits


def _locked(column: int, convert: Callable[[Any], Any]) -> Callable[[Frame], bool]:
    return lambda frame: frame[column] is not None and convert(frame[column]) is not None


def converter(compiled: Field) -> Callable[[Any], Any]:
    """From a column of a source to a value of the field: an unknown option counts as not held."""
    options = compiled.options
    if isinstance(compiled.type, Choice):
        return lambda value: value if value in options else None
    read = compiled.read

    # A record's values are the same at every evaluation of its dossier.
    @lru_cache(maxsize=256)
    def convert(value: Any) -> Any:
        if value.__class__ is str and read is not None:
            try:
                return read(value)
            except Unreadable:
                # The register says something this field cannot hold; it is shown as the register has it.
                return value
        return value

    return convert


__all__ = ["Closures", "FieldBuilder", "compile_checks", "converter"]
