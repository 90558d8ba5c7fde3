"""How parts of a spec are typed: texts, conditions, requirements, checks, fields with all inside them."""

from __future__ import annotations

from formgen.language.expressions import Names, Type
from formgen.language.expressions.checking.conversion import fits
from formgen.language.expressions.types import Number, described
from formgen.language.fields.base import Check, Field, Requirement
from formgen.language.fields.choice import OptionsField
from formgen.language.fields.country import CountryField
from formgen.language.fields.group import GroupField
from formgen.language.fields.list import ListField
from formgen.language.fields.note import NoteField
from formgen.language.placeholders.check import resolve as resolve_name
from formgen.language.readers import Cases, Formula, Text
from formgen.language.resolution.layout import Placed, type_named
from formgen.language.resolution.resolve import Resolution, TextKind
from formgen.language.steps import Page


class Visitor:
    """Types what parts of a spec have in common."""

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.spec = resolution.spec
        self.plan = resolution.plan
        self.scope = resolution.scope

    def text(self, value: Text | Cases[Text] | None, scope: Names, kind: TextKind = "rich") -> None:
        for when, text in self.resolution.cases_of(value):
            if when is not None:
                self.resolution.formula(when, scope)
            if isinstance(text, Text):
                self.resolution.text(text, scope, kind)

    def condition(self, formula: Formula | None, scope: Names) -> None:
        if formula is not None:
            self.resolution.formula(formula, scope)

    def requirement(self, value: Requirement | Cases[Requirement], scope: Names) -> None:
        for when, requirement in self.resolution.cases_of(value):
            self.condition(when, scope)
            if isinstance(requirement, Requirement):
                self.condition(requirement.condition, scope)

    def checks(self, checks: tuple[Check, ...], scope: Names) -> None:
        for each in checks:
            self.condition(each.when, scope)
            self.resolution.formula(each.must, scope)
            self.text(each.message, scope, "inline")
            if each.show_at is not None and resolve_name(tuple(each.show_at.value.split(".")), scope) is None:
                self.resolution.reference(each.show_at, scope.bindings, "field", "N101")

    def field(self, placed: Placed) -> None:
        spec, scope = placed.spec, placed.scope
        inner = placed.item_scope or scope
        self.text(spec.label, scope, "inline")
        for text in (spec.short, spec.hint, spec.why, spec.help.text if spec.help else None):
            self.text(text, scope, "line" if text is spec.short else "rich")
        self.text(spec.help.alt if spec.help else None, scope, "line")
        for error in spec.errors.values():
            self.text(error, scope, "inline")
        self.condition(spec.when, scope)
        self.requirement(spec.required, scope)
        # A list's checks see the list; a field of a group names its neighbours first.
        self.checks(spec.checks, scope)
        self._sources(spec, scope, placed.binding.type)
        self._options(spec, scope)
        self._only(placed)
        if isinstance(spec, NoteField):
            self.text(spec.text, scope)
        if isinstance(spec, ListField):
            self.text(spec.one, scope, "line")
            self.text(spec.item, inner, "line")
            self.text(spec.first_question, scope, "inline")
            for page in spec.pages.values():
                self._item_page(page, inner)
        for member in placed.members:
            self.field(member)

    def _item_page(self, page: Page, scope: Names) -> None:
        self.text(page.title, scope, "line")
        self.text(page.text, scope)
        self.condition(page.when, scope)
        self.checks(page.checks, scope)
        for key in ("documents", "stop", "content", "signed_in"):
            if page.has(key):
                message = f"`{key}` has no place on a page of an item."
                hint = "Move it to the page that the list stands on, or delete it."
                problem = self.spec.document.problem("S017", "error", page.span_of(key), message, hint)
                self.resolution.claim(problem)

    def _sources(self, spec: Field, scope: Names, kind: Type) -> None:
        for name in (spec.prefill, spec.copied_from):
            if name is not None:
                self._source_column(name, spec, kind)
        for when, default in self.resolution.cases_of(spec.default):
            self.condition(when, scope)
            if isinstance(default, Formula):
                self.resolution.formula(default, scope, kind)

    def _source_column(self, name: Text, spec: Field, wanted: Type) -> None:
        """A field takes the values of a column as they are: both must be of one type."""
        columns = {
            f"{source}.{column}": each.type
            for source, record in self.spec.sources.items()
            for column, each in record.record.items()
        }
        if not self.resolution.reference(name, sorted(columns), "column of a source", "N101"):
            return
        held = type_named(columns[name.value], self.spec.currency)
        if fits(held, wanted):
            return
        column = f"`{name.value}` is {described(held)}; `{spec.id}` is {described(wanted)}."
        if isinstance(held, Number) and isinstance(wanted, Number):
            column = f"`{name.value}` may have decimals; `{spec.id}` is a whole number."
        mend = f"Take a column of the right type, or make the field one of type `{columns[name.value]}`"
        hint = f"{mend}; where the column really holds {wanted.called}, correct its type under `sources`."
        self.resolution.claim(self.spec.document.problem("T301", "error", name.node, column, hint))

    def _options(self, spec: Field, scope: Names) -> None:
        if isinstance(spec, OptionsField) and isinstance(spec.options, Text):
            self.resolution.reference(spec.options, self.spec.lists, "list")
        if isinstance(spec, CountryField) and spec.only is not None:
            self.resolution.reference(spec.only, self.spec.lists, "list")
        if isinstance(spec, GroupField) and spec.use is not None:
            self.resolution.reference(spec.use, self.spec.field_groups, "group of fields")
        for option in self.resolution.context.options(spec).values():
            self.text(option.label, scope, "inline")
            self.text(option.hint, scope, "inline")
            self.condition(option.when, scope)
        for said in spec.or_say.values():
            self.text(said.label, scope, "inline")

    def _only(self, placed: Placed) -> None:
        spec = placed.spec
        if not isinstance(spec, OptionsField) or spec.only is None:
            return
        if placed.only_scope is not None:
            self.condition(spec.only, placed.only_scope)
        elif not isinstance(spec.options, Text) or self._columns_known(spec.options.value):
            message = "`only` chooses among the rows of a list with columns; these options have none."
            hint = (
                "Write `when:` in the option itself, or take a list with `file:` and `columns:` as options."
            )
            problem = self.spec.document.problem("S017", "error", spec.span_of("only"), message, hint)
            self.resolution.claim(problem)

    def _columns_known(self, name: str) -> bool:
        gaps = self.resolution.gaps
        return name in self.spec.lists and (gaps is None or name not in gaps.touched)
