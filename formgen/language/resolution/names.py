"""All names of a dossier: fields, conditions, calculations, sources, tables, documents, events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from formgen.language.expressions import (
    CONDITION,
    DATE,
    TEXT,
    Binding,
    Choice,
    Document,
    Group,
    Members,
    Money,
    Names,
    Record,
)
from formgen.language.fields.base import Option
from formgen.language.resolution.context import SpecContext, label_of
from formgen.language.resolution.layout import (
    FieldPlacer,
    Placed,
    Slots,
    document_labels,
    set_scopes,
    type_named,
    visible,
)
from formgen.language.resolution.pages import PagePlace
from formgen.language.spec import Spec

VERDICT = Choice(
    {
        each: each.replace("_", " ")
        for each in ("accepted", "unreadable", "wrong_document", "outdated", "missing")
    },
    "verdict",
)
"""What an agent may find of a document."""


@dataclass(eq=False)
class NamePlan:
    """Where every name of a dossier stands. `taken`: the node of each id, to tell of doubles."""

    slots: Slots
    scope: Names = field(default_factory=lambda: Names({}))
    fields_of: dict[str, tuple[Placed, ...]] = field(default_factory=dict)
    """Page id -> its fields, in the order of the file."""
    days: dict[str, Binding] = field(default_factory=dict)
    conditions: dict[str, Binding] = field(default_factory=dict)
    calculations: dict[str, Binding] = field(default_factory=dict)
    sources: dict[str, Binding] = field(default_factory=dict)
    tables: dict[str, Binding] = field(default_factory=dict)
    documents: dict[str, Binding] = field(default_factory=dict)
    document_slots: dict[str, int] = field(default_factory=dict)
    """Document -> the slot that says whether it is asked."""
    said_fields: dict[str, dict[str, tuple[Placed, ...]]] = field(default_factory=dict)
    """Document -> said word -> the fields asked then."""
    events: dict[str, Binding] = field(default_factory=dict)
    """Numbers, `issued_on`, actions, the agent: known only once something has happened."""
    action_fields: dict[str, tuple[Placed, ...]] = field(default_factory=dict)
    _placed: dict[str, Placed] = field(default_factory=dict)

    def everywhere(self) -> Iterator[Placed]:
        """Every field of the dossier, those inside others and those of actions included."""
        said = (fields for words in self.said_fields.values() for fields in words.values())
        pending = [
            each
            for fields in (*self.fields_of.values(), *said, *self.action_fields.values())
            for each in reversed(fields)
        ]
        while pending:
            each = pending.pop()
            yield each
            pending += reversed(each.members)

    def item_scope(self, path: str) -> Names:
        """The names seen in an item of a list; those of the dossier where there is no such list."""
        found = self.placed().get(path)
        return self.scope if found is None or found.item_scope is None else found.item_scope

    def placed(self) -> Mapping[str, Placed]:
        """Every field by its full path ("children.birth_date")."""
        if not self._placed:
            self._placed.update((each.full_path, each) for each in self.everywhere())
        return self._placed


def plan_names(spec: Spec, context: SpecContext, pages: tuple[PagePlace, ...]) -> NamePlan:
    """Give every name its slot."""
    plan = NamePlan(Slots())
    names: dict[str, Binding] = {}
    for day in ("today", "started_on", "filed_on"):
        plan.days[day] = names[day] = Binding(day, DATE, plan.slots.take())
    _plan_events(spec, context, plan)
    names.update(plan.events)
    placer = FieldPlacer(context, plan.slots, 0, "")
    for page in pages:
        placed = [each for _, each in placer.place_all(page.fields(spec))]
        plan.fields_of[page.id] = tuple(each for each in placed if each.parent is None)
        names.update(visible(plan.fields_of[page.id]))
    _plan_data(spec, plan)
    for part in (plan.conditions, plan.calculations, plan.sources, plan.tables):
        names.update(part)
    _plan_documents(spec, context, plan)
    names.update({name: binding for name, binding in plan.documents.items() if name not in names})
    for name in spec.lists:
        names.setdefault(name, Binding(name, Members(_labels(context.list_options(name))), 0))
    plan.scope = Names(names)
    for fields in plan.fields_of.values():
        set_scopes(fields, plan.scope)
    for words in plan.said_fields.values():
        for fields in words.values():
            set_scopes(fields, plan.scope)
    for fields in plan.action_fields.values():
        set_scopes(fields, Names(visible(fields), plan.scope))
    return plan


def _labels(options: dict[str, Option] | object) -> dict[str, str]:
    return (
        {name: label_of(option.label) for name, option in options.items()}
        if isinstance(options, dict)
        else {}
    )


def _plan_data(spec: Spec, plan: NamePlan) -> None:
    take = plan.slots.take
    for name in spec.conditions:
        plan.conditions[name] = Binding(name, CONDITION, take())
    for name, calculation in spec.calculations.items():
        kind = type_named(calculation.type, spec.currency)
        kind = CONDITION if calculation.type == "yes_no" else kind
        plan.calculations[name] = Binding(name, kind, take(), label=label_of(calculation.label))
    for name, source in spec.sources.items():
        columns = {
            column: Binding(
                f"{name}.{column}",
                type_named(declared.type, spec.currency),
                take(),
                label=label_of(declared.label),
            )
            for column, declared in source.record.items()
        }
        plan.sources[name] = Binding(name, Record(columns, take()), 0, label=label_of(source.label))
    for name, table in spec.tables.items():
        columns = {
            column: Binding(
                f"{name}.{column}",
                type_named(declared.type, spec.currency),
                take(),
                label=label_of(declared.label),
            )
            for column, declared in table.columns.items()
        }
        plan.tables[name] = Binding(name, Record(columns, take()), 0, label=label_of(table.label))


def _plan_documents(spec: Spec, context: SpecContext, plan: NamePlan) -> None:
    shared = spec.any_document.or_say if spec.any_document else {}
    for name, document in spec.documents.items():
        plan.document_slots[name] = plan.slots.take()
        said_slot = plan.slots.take()
        said = {**shared, **document.or_say}
        plan.documents[name] = Binding(
            f"documents.{name}",
            Document(document_labels(document), Binding(f"verdicts.{name}", VERDICT, plan.slots.take())),
            plan.slots.take(),
            label=label_of(document.title),
            said_slot=said_slot if said else None,
            said={word: label_of(each.label) for word, each in said.items()},
        )
        plan.said_fields[name] = {}
        for word, each in said.items():
            placer = FieldPlacer(context, plan.slots, 0, "")
            placed = [field for _, field in placer.place_all(each.then_ask, f"documents.{name}.{word}.")]
            plan.said_fields[name][word] = tuple(field for field in placed if field.parent is None)


def _plan_events(spec: Spec, context: SpecContext, plan: NamePlan) -> None:
    take = plan.slots.take
    for name in spec.numbers:
        plan.events[name] = Binding(name, TEXT, take())
    plan.events["link"] = Binding("link", TEXT, take())
    plan.events["issued_on"] = Binding("issued_on", DATE, take())
    if spec.price is not None:
        plan.events["price"] = Binding("price", Money(spec.price[1] or spec.currency), take())
    agent = {
        part: Binding(f"agent.{part}", TEXT, take()) for part in ("first_name", "name", "capacity", "site")
    }
    plan.events["agent"] = Binding("agent", Group(agent), 0)
    if spec.silence is not None:
        silence = {
            "due": Binding("silence.due", DATE, take()),
            "after": Binding("silence.after", type_named("duration", spec.currency), take()),
        }
        plan.events["silence"] = Binding("silence", Group(silence), 0)
    actions = spec.workflow.actions if spec.workflow else {}
    for name, action in actions.items():
        placer = FieldPlacer(context, plan.slots, 0, "")
        placed = [each for _, each in placer.place_all(action.fields, f"{name}.")]
        plan.action_fields[name] = tuple(each for each in placed if each.parent is None)
        members = {**visible(plan.action_fields[name]), "on": Binding(f"{name}.on", DATE, take())}
        plan.events[name] = Binding(name, Group(members), 0)
