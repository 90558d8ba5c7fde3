"""From placed fields to compiled ones, each with the node that fills it and the rules that judge it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from formgen.compiler import checking, nodes, validators
from formgen.compiler.closures import Closures
from formgen.compiler.conversion import held_value
from formgen.compiler.graph import in_order
from formgen.compiler.nodes import Cell, ItemPlan, ListPlan, Node, Run, Test
from formgen.compiler.offering import offered_rows
from formgen.compiler.plan import ItemPage
from formgen.compiler.procedure import Field
from formgen.compiler.validators import FieldRules, Spot
from formgen.language.expressions import Binding
from formgen.language.fields.agreement import AgreementField
from formgen.language.fields.group import GroupField
from formgen.language.fields.list import ListField
from formgen.language.placeholders.check import resolve as resolve_name
from formgen.language.readers import Formula, Text
from formgen.language.resolution.layout import Placed
from formgen.language.steps import Page as PageSpec


class FieldBuilder:
    """Builds fields that stand at one place: their compiled form, their nodes and their validators.

    They are asked where the slot `asked` of their frame is true, which the node `after` fills. `page_id` is
    the page of the dossier that they stand on, in items of lists too.
    """

    def __init__(self, closures: Closures, page_id: str, after: str, asked: int) -> None:
        self.closures = closures
        self.resolution = closures.resolution
        self.page_id = page_id
        self.after = after
        self.asked = asked
        self.nodes: list[Node] = []
        self.validators: list[validators.Validate] = []
        self.fields: dict[str, Field] = {}
        self.item_pages: dict[str, tuple[ItemPage, ...]] = {}

    def build(self, placed: Placed, parent: Field | None = None) -> Field:
        """Compile a field and all inside it."""
        spec = placed.spec
        compiled = self._compiled(placed, parent)
        self.fields[placed.full_path] = compiled
        is_asked = self._asked_test(placed, compiled)
        if isinstance(spec, ListField):
            members = self._list(placed, spec, compiled, is_asked)
        elif isinstance(spec, GroupField):
            self._node(placed, compiled, nodes.group(is_asked, placed.asked_slot))
            members = tuple(self.build(each, compiled) for each in placed.members)
            self._checks(placed, None)
        else:
            self._plain(placed, compiled, is_asked)
            self._checks(placed, placed.path)
            members = tuple(self.build(each, compiled) for each in placed.members)
        object.__setattr__(compiled, "members", members)
        return compiled

    def _compiled(self, placed: Placed, parent: Field | None) -> Field:
        spec, context = placed.spec, self.resolution.context
        readable = spec.asks and not isinstance(spec, GroupField | ListField)
        options = context.options(spec)
        option_conditions = offered_rows(self.closures, placed, options)
        for name, option in options.items():
            condition = self.closures.condition(option.when, placed.scope)
            if condition is not None:
                option_conditions[name] = condition
        return Field(
            spec=spec, path=placed.path, full_path=placed.full_path, binding=placed.binding,
            asked_slot=placed.asked_slot, parent=parent,
            when=self.closures.condition(spec.when, placed.scope),
            follows=placed.follows, members=(), read=spec.reader(context) if readable else None,
            limits=spec.limits(context) if readable else None, options=options,
            option_conditions=option_conditions, scope=placed.scope,
            copied=column(spec.copied_from, placed), prefilled=column(spec.prefill, placed),
        )  # fmt: skip

    def _asked_test(self, placed: Placed, compiled: Field) -> Test:
        parent, when = compiled.parent, compiled.when
        if parent is None:
            return nodes.asked_test(self.asked, when)
        if placed.follows is None:
            return nodes.asked_test(parent.asked_slot, when)
        if placed.follows_said:
            assert parent.binding.said_slot is not None
            return nodes.follows_said(parent.asked_slot, parent.binding.said_slot, placed.follows, when)
        return nodes.follows_option(parent.asked_slot, parent.binding.slot, placed.follows, when)

    def _node(self, placed: Placed, compiled: Field, run: Run, reads: frozenset[str] = frozenset()) -> None:
        parent = compiled.parent
        after = f"field:{parent.full_path}" if parent is not None else self.after
        formulas = tuple(
            each
            for each in (placed.spec.when, *(option.when for option in compiled.options.values()))
            if isinstance(each, Formula)
        )
        reads |= self.closures.reads(formulas, placed.scope)
        only = getattr(placed.spec, "only", None)
        if placed.only_scope is not None and isinstance(only, Formula):
            reads |= self.closures.reads([only], placed.only_scope)
            formulas += (only,)
        name = f"field:{placed.full_path}"
        self.nodes.append(Node(name, reads, (after,) if after else (), run, placed.spec, formulas))

    def _plain(self, placed: Placed, compiled: Field, is_asked: Test) -> None:
        spec, binding = placed.spec, placed.binding
        if compiled.read is None:
            self._node(placed, compiled, nodes.group(is_asked, placed.asked_slot))
            return
        cell = Cell(placed.path, placed.asked_slot, binding.slot, binding.said_slot)
        run = (
            nodes.plain_field(is_asked, cell)
            if cell.said is None
            else nodes.saying_field(is_asked, cell, cell.said)
        )
        if compiled.option_conditions:
            run = nodes.limited_field(run, binding.slot, compiled.option_conditions)
        locked: Test | None = None
        reads: frozenset[str] = frozenset()
        if compiled.copied is not None:
            held = held_value(compiled, compiled.copied, placed.depth)
            run = nodes.copied_field(run, cell, held, ask=spec.if_missing == "ask")
            reads = frozenset([compiled.copied.name])
            locked = nodes.holds(held)
        self._node(placed, compiled, run, reads)
        required = self.closures.requirement(spec.required, placed.scope)
        self.closures.wait_for(placed.full_path, cell, spec.required, required, placed.scope)
        rules = FieldRules(
            required,
            compiled.limits,
            locked,
            agreement=isinstance(spec, AgreementField),
            offered=bool(compiled.option_conditions),
        )
        self.validators.append(validators.field(cell, rules))

    def _list(self, placed: Placed, spec: ListField, compiled: Field, is_asked: Test) -> tuple[Field, ...]:
        inside = _Items(self.closures.inside_an_item(), self.page_id, placed)
        inside.build(spec)
        self.fields.update(inside.fields)
        self.item_pages[placed.full_path] = tuple(inside.pages)
        cell = Cell(placed.path, placed.asked_slot, placed.binding.slot)
        first = placed.first_slot if spec.first_question is not None else None
        plan = ListPlan(cell, first, self.page_id, inside.plan())
        reads = frozenset(name for each in inside.nodes for name in each.reads if name not in inside.own)
        self._node(placed, compiled, nodes.list_field(is_asked, plan), reads)
        required = self.closures.requirement(spec.required, placed.scope)
        self.closures.wait_for(placed.full_path, cell, spec.required, required, placed.scope)
        self.closures.wait_for_items(inside.closures, cell.value)
        self.validators.append(validators.items(plan, required, spec.min, spec.max, inside.validators))
        self._checks(placed, placed.path)
        return inside.members

    def _checks(self, placed: Placed, own: str | None) -> None:
        if placed.spec.checks:
            found = checking.field_checks(self.closures, placed)
            self.validators.append(validators.checks(placed.asked_slot, own, found))


class _Items:
    """Builds the fields of a list's items, which stand on pages of their own or on one screen.

    The slot behind those of the fields says that the item is there; one more for each page, whether it is
    asked.
    """

    def __init__(self, closures: Closures, page_id: str, placed: Placed) -> None:
        self.closures = closures
        self.page_id = page_id
        self.placed = placed
        self.there = placed.item_slots
        self.slots = placed.item_slots + 1
        self.nodes: list[Node] = []
        self.validators: list[validators.Validate] = []
        self.fields: dict[str, Field] = {}
        self.members: tuple[Field, ...] = ()
        self.pages: list[ItemPage] = []

    def build(self, spec: ListField) -> None:
        """Compile everything that an item is asked."""
        if not spec.pages:
            self._fields(self.placed.members, "", self.there)
        for id, page in spec.pages.items():
            self._page(id, page)

    def _page(self, id: str, page: PageSpec) -> None:
        scope = self.placed.item_scope
        assert scope is not None
        asked = self.slots
        self.slots += 1
        name = f"page:{self.placed.full_path}.{id}"
        is_asked = nodes.asked_test(self.there, self.closures.condition(page.when, scope))
        formulas = (page.when,) if page.when is not None else ()
        reads = self.closures.reads(formulas, scope)
        self.nodes.append(Node(name, reads, (), nodes.group(is_asked, asked), page, formulas))
        members = [each for each in self.placed.members if each.spec.id in page.fields]
        self._fields(members, name, asked)
        shown = tuple(slot for each in self.members[-len(members) :] for slot in shown_slots(each))
        self.pages.append(ItemPage(id, asked, page.text is not None, shown if members else ()))
        if page.checks:
            spot = Spot(members[0].path if members else "", asked)
            found = checking.page_checks(self.closures, page.checks, scope, members, spot)
            self.validators.append(validators.checks(asked, None, found))

    def _fields(self, members: Iterable[Placed], after: str, asked: int) -> None:
        builder = FieldBuilder(self.closures, self.page_id, after, asked)
        self.members += tuple(builder.build(each) for each in members)
        self.nodes += builder.nodes
        self.validators += builder.validators
        self.fields.update(builder.fields)

    @property
    def own(self) -> dict[str, str]:
        """Names that the item's own nodes fill."""
        return {
            each.name.removeprefix("field:"): each.name
            for each in self.nodes
            if each.name.startswith("field:")
        }

    def plan(self) -> ItemPlan:
        """How an item is evaluated. Raises CycleError."""
        template: list[object] = [None] * self.slots
        template[self.there] = True
        ordered: Sequence[Node] = in_order(self.nodes, self.own)
        return ItemPlan(template, tuple(each.run for each in ordered))


def shown_slots(field: Field) -> tuple[int, ...]:
    """The slots by which a page has something to show; a group shows its fields, not itself."""
    if isinstance(field.spec, GroupField):
        return tuple(slot for each in field.members for slot in shown_slots(each))
    return (field.asked_slot,)


def column(name: Text | None, placed: Placed) -> Binding | None:
    """The column of a source that a field names."""
    return None if name is None else resolve_name(tuple(name.value.split(".")), placed.scope)


__all__ = ["FieldBuilder", "column", "shown_slots"]
