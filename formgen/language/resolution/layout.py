"""Bindings and slots: where the value of every name stands in a frame, and which names a place sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from formgen.language.documents import Document
from formgen.language.expressions import (
    ADDRESS,
    COUNTRY,
    DATE,
    DURATION,
    INTEGER,
    NUMBER,
    TEXT,
    YES_NO,
    Binding,
    Group,
    List,
    Money,
    Names,
    Type,
)
from formgen.language.fields.base import Field
from formgen.language.fields.choice import OptionsField
from formgen.language.fields.group import GroupField
from formgen.language.fields.list import ListField
from formgen.language.resolution.context import SpecContext, label_of


@dataclass(eq=False)
class Placed:
    """A field with its place: path, slots, and the scope that its formulas are typed in."""

    spec: Field
    path: str
    full_path: str
    binding: Binding
    asked_slot: int
    depth: int
    parent: Placed | None
    follows: str | None
    """The option or the said word that it belongs to; `follows_said` tells which of the two."""
    follows_said: bool = False
    members: tuple[Placed, ...] = ()
    """Of a group its fields, of a list those of an item, of a choice or said word those that follow."""
    scope: Names = field(default_factory=lambda: Names({}))
    """For a list: the scope of an item is `item_scope`, this one is the list's own."""
    item_scope: Names | None = None
    item_slots: int = 0
    first_slot: int = 0
    """Of a list with a first question: the slot of its answer."""
    row: Mapping[str, Binding] = field(default_factory=dict)
    """Of a choice with `only`: the columns of its list's file, each with a slot for the row judged."""
    only_scope: Names | None = None
    """The scope of `only`, which sees the columns of a row under the name of the list."""


class Slots:
    """Hands out slots of one frame; slot 0 is reserved (in an item it holds the dossier's frame)."""

    def __init__(self) -> None:
        self.count = 1

    def take(self) -> int:
        """The next free slot."""
        self.count += 1
        return self.count - 1


def type_named(name: str, currency: str) -> Type:
    """The type that a calculation, column or record declares."""
    named: Mapping[str, Type] = {
        "text": TEXT,
        "integer": INTEGER,
        "decimal": NUMBER,
        "money": Money(currency),
        "date": DATE,
        "duration": DURATION,
        "yes_no": YES_NO,
        "country": COUNTRY,
        "address": ADDRESS,
    }
    return named[name]


class FieldPlacer:
    """Places fields of one frame; fields of items get frames of their own."""

    def __init__(self, context: SpecContext, slots: Slots, depth: int, prefix: str) -> None:
        self.context = context
        self.slots = slots
        self.depth = depth
        self.prefix = prefix
        """What stands before the full path of a field: "" or "children."."""

    def place_all(
        self,
        fields: Mapping[str, Field],
        under: str = "",
        parent: Placed | None = None,
        follows: str | None = None,
    ) -> Iterator[tuple[str, Placed]]:
        """Every field with the name it is seen by; those of `then_ask` are seen beside their field."""
        for name, spec in fields.items():
            placed = self._place(name, spec, under, parent, follows)
            yield name, placed
            if not isinstance(spec, GroupField | ListField):
                yield from self._place_followers(spec, under, placed)

    def _place_followers(self, spec: Field, under: str, placed: Placed) -> Iterator[tuple[str, Placed]]:
        asked_after = [(word, each.then_ask, False) for word, each in self.context.options(spec).items()]
        asked_after += [(word, each.then_ask, True) for word, each in spec.or_say.items()]
        members: list[Placed] = []
        for word, fields, said in asked_after:
            found = list(self.place_all(fields, under, placed, word))
            own = [each for _, each in found if each.parent is placed]
            for each in own:
                each.follows_said = said
            members += own
            yield from found
        placed.members = tuple(members)

    def _place(
        self, name: str, spec: Field, under: str, parent: Placed | None, follows: str | None
    ) -> Placed:
        path = f"{under}{name}"
        asked_slot = self.slots.take()
        slot = self.slots.take()
        said_slot = self.slots.take() if spec.or_say else None
        shell = Placed(
            spec,
            path,
            f"{self.prefix}{path}",
            Binding(path, TEXT, slot),
            asked_slot,
            self.depth,
            parent,
            follows,
        )
        if isinstance(spec, GroupField):
            self._place_group(spec, shell, path)
        elif isinstance(spec, ListField):
            self._place_items(spec, shell, path)
        elif isinstance(spec, OptionsField) and spec.only is not None:
            shell.row = self._row(spec)
        shell.binding = Binding(
            shell.full_path,
            spec.value_type(self.context),
            slot,
            self.depth,
            label_of(spec.short or spec.label),
            said_slot,
            {word: label_of(said.label) for word, said in spec.or_say.items()},
        )
        return shell

    def _place_group(self, spec: GroupField, shell: Placed, path: str) -> None:
        members = list(self.place_all(group_fields(spec, self.context), f"{path}.", shell))
        shell.members = tuple(each for _, each in members if each.parent is shell)
        self.context.types[id(spec)] = Group({name: each.binding for name, each in members})

    def _row(self, spec: OptionsField) -> dict[str, Binding]:
        """The columns that `only` may read, each with a slot for the row that is being judged."""
        name, columns = self.context.columns_of(spec)
        return {
            column: Binding(
                f"{name}.{column}",
                type_named(declared.type, self.context.currency),
                self.slots.take(),
                self.depth,
            )
            for column, declared in columns.items()
        }

    def _place_items(self, spec: ListField, shell: Placed, path: str) -> None:
        slots = Slots()
        shell.first_slot = self.slots.take()
        inside = FieldPlacer(self.context, slots, self.depth + 1, f"{shell.full_path}.")
        members = list(inside.place_all(item_fields(spec)))
        shell.members = tuple(each for _, each in members if each.parent is None)
        shell.item_slots = slots.count
        self.context.types[id(spec)] = List({name: each.binding for name, each in members})


def group_fields(spec: GroupField, context: SpecContext) -> dict[str, Field]:
    """The fields of a group, those of the group it uses first."""
    if spec.use is None:
        return spec.fields
    used = context.spec.field_groups.get(spec.use.value)
    return {**(used.fields if used else {}), **spec.add}


def item_fields(spec: ListField) -> dict[str, Field]:
    """The fields of an item, whichever screens they stand on."""
    if spec.fields:
        return spec.fields
    return {name: each for page in spec.pages.values() for name, each in page.fields.items()}


def set_scopes(placed: tuple[Placed, ...], scope: Names) -> None:
    """Give every field the scope it stands in: the dossier's, its group's or its item's."""
    for each in placed:
        each.scope = scope
        if each.row:
            name = next(iter(each.row.values())).name.partition(".")[0]
            seen = {name: Binding(name, Group(each.row), 0, each.depth)}
            each.only_scope = Names(seen, scope, scope.depth)
        if isinstance(each.spec, GroupField):
            set_scopes(each.members, _group_scope(each, each.spec, scope))
        elif isinstance(each.spec, ListField):
            each.item_scope = Names(visible(each.members), scope, scope.depth + 1)
            set_scopes(each.members, each.item_scope)
        else:
            set_scopes(each.members, scope)


def _group_scope(placed: Placed, spec: GroupField, scope: Names) -> Names:
    """The names of a group; one of `field_groups` is called by its own name too, since others may use it."""
    seen = visible(placed.members)
    used = spec.use.value if spec.use is not None else ""
    if not used or used in seen:
        return Names(seen, scope, scope.depth)
    itself = Binding(used, Group(seen), 0, scope.depth)
    return Names({**seen, used: itself}, scope, scope.depth, used, placed.full_path)


def visible(members: tuple[Placed, ...]) -> dict[str, Binding]:
    """The names by which fields are seen where they stand; those that follow an option stand beside it."""
    found: dict[str, Binding] = {}
    for each in members:
        found[each.spec.id] = each.binding
        if not isinstance(each.spec, GroupField | ListField):
            found.update(visible(each.members))
    return found


def document_labels(document: Document) -> dict[str, str]:
    """Every alternative of a document, of all its rules, with its title."""
    rules = [document, *(case.value for case in document.cases.items)] if document.cases else [document]
    labels: dict[str, str] = {}
    for rule in rules:
        at_least = (
            rule.at_least.of if rule.at_least is not None and not isinstance(rule.at_least, int) else {}
        )
        for alternatives in (rule.one_of or {}, rule.all_of or {}, at_least):
            for name, alternative in alternatives.items():
                labels.setdefault(name, label_of(alternative.title) or name)
    return labels


__all__ = [
    "FieldPlacer",
    "Placed",
    "Slots",
    "document_labels",
    "group_fields",
    "item_fields",
    "set_scopes",
    "type_named",
]
