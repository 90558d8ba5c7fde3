"""Visits every part of a spec: each formula, text and reference is held against the names it may use."""

from __future__ import annotations

from typing import Any, Final

from formgen.language.data import Column, FieldGroup, ListFile, Table
from formgen.language.documents import AtLeast, Document, Rule
from formgen.language.expressions import DURATION, Date
from formgen.language.fields import FIELD_TYPES
from formgen.language.fields.base import Field
from formgen.language.fields.group import GroupField
from formgen.language.fields.list import ListField
from formgen.language.placeholders.check import resolve as resolve_name
from formgen.language.readers import Formula, Text
from formgen.language.resolution.layout import type_named
from formgen.language.resolution.pages import PagePlace
from formgen.language.resolution.resolve import Resolution
from formgen.language.resolution.visit_outputs import OutputVisitor
from formgen.language.resolution.visiting import Visitor
from formgen.language.source import Mapping
from formgen.language.sources import RecordColumn
from formgen.language.steps import Page

PREFIXES: Final = ("pages", "documents", "declarations")
"""What the paths of things begin with that are no fields: `documents.identity`, `declarations.truthful`."""


def visit(resolution: Resolution) -> None:
    """Type everything; the problems stand in the resolution."""
    visitor = _SpecVisitor(resolution)
    visitor.names()
    visitor.data()
    for page in resolution.pages:
        visitor.page(page)
    visitor.frame()
    for name, document in resolution.spec.documents.items():
        visitor.document(name, document)
    outputs = OutputVisitor(resolution)
    outputs.outputs()
    outputs.workflow()


class _SpecVisitor(Visitor):
    def names(self) -> None:
        """Ids that a path or an address would be ambiguous with; names given twice are for the checks."""
        pages: dict[str, Page] = {}
        for page in self.resolution.pages:
            for id, field in page.fields(self.spec).items():
                if id in PREFIXES and isinstance(field, GroupField):
                    message = f"`{id}` cannot be a group: the language keeps its own answers under that name."
                    self._tell("N105", field.id_span, message, f"Choose another, such as `{id}_given`.")
            if page.spec is None:
                continue
            first = pages.setdefault(page.id, page.spec)
            if first is not page.spec:
                line = first.id_span.line
                message = f"`{page.id}` is already used, at line {line}; a page needs an id of its own."
                self._tell("N107", page.spec.id_span, message, "Rename one of them.")

    def data(self) -> None:
        for condition in self.spec.conditions.values():
            self.resolution.formula(condition, self.scope)
        for name, calculation in self.spec.calculations.items():
            expected = self.plan.calculations[name].type
            for when, value in self.resolution.cases_of(calculation.cases or calculation.is_):
                self.condition(when, self.scope)
                if isinstance(value, Formula):
                    self.resolution.formula(value, self.scope, expected)
            self.text(calculation.label, self.scope, "line")
        for table in self.spec.tables.values():
            self._table(table)
            self._names_for_people(table.label, table.columns)
        for named in self.spec.lists.values():
            if named.file is not None:
                self._names_for_people(named.title, named.file.columns)
                self._languages(named.file)
            else:
                self._names_for_people(named.title, {})
        members = (each for each in self.plan.everywhere() if each.depth == 0 and "." in each.full_path)
        fields = [id for id, each in self.scope.bindings.items() if each.slot]
        fields += [each.full_path for each in members if not isinstance(each.spec, GroupField | ListField)]
        for source in self.spec.sources.values():
            for lookup in source.lookup:
                for argument in lookup.values():
                    self.resolution.reference(argument, fields, "field", "N101")
            self._names_for_people(None, source.record_)
        for group in self.spec.field_groups.values() if self.resolution.gaps is None else ():
            self._unused_group(group)

    def _languages(self, file: ListFile) -> None:
        """The languages of a list's labels are those that the spec is translated to."""
        if self.resolution.gaps is not None and "translations" in self.resolution.gaps.parts:
            return
        translations = self.spec.translations
        written = file.node_of("labels") if file.labels else None
        for entry in written.entries if isinstance(written, Mapping) else ():
            if entry.key.value not in translations:
                message = f"`{entry.key.value}` is not among the `translations` of this spec."
                hint = f"Add it there ({', '.join(translations) or 'there is none yet'}), or delete it here."
                self._tell("N108", entry.key, message, hint)

    def _names_for_people(
        self, label: Text | None, columns: dict[str, Column] | dict[str, RecordColumn]
    ) -> None:
        """What data and their columns are called in sentences."""
        for each in (label, *(column.label for column in columns.values())):
            self.text(each, self.scope, "line")

    def _table(self, table: Table) -> None:
        for column, formula in table.match.items():
            declared = table.columns.get(column)
            if declared is None:
                message = f"`{column}` is not among the columns of this table."
                hint = f"Columns: {', '.join(table.columns)}."
                self._tell("N108", formula.node, message, hint)
                self.resolution.formula(formula, self.scope, None)
                continue
            self.resolution.formula(formula, self.scope, type_named(declared.type, self.spec.currency))
        if table.in_force is not None:
            self.resolution.formula(table.in_force, self.scope, Date())

    def _tell(self, code: str, place: Any, message: str, hint: str) -> None:
        self.resolution.claim(self.spec.document.problem(code, "error", place, message, hint))

    def _unused_group(self, group: FieldGroup) -> None:
        used = any(
            isinstance(each.spec, GroupField) and each.spec.use and each.spec.use.value == group.id
            for each in self.plan.everywhere()
        )
        if not used:
            message = f"The group of fields `{group.id}` is used nowhere."
            self.resolution.tell(
                self.spec.document.problem(
                    "N109",
                    "warning",
                    group.id_span,
                    message,
                    f"Write `use: {group.id}` in a field of type group, or delete it.",
                )
            )

    def page(self, page: PagePlace) -> None:
        for placed in self.plan.fields_of[page.id]:
            self.field(placed)
        if page.kind == "identify" and self.spec.account is not None:
            self.text(self.spec.account.title, self.scope, "line")
            self.text(self.spec.account.text, self.scope)
        if page.step is not None:
            self.text(page.step.title, self.scope, "line")
            self.text(page.step.text, self.scope)
            self.condition(page.step.when, self.scope)
        if page.spec is not None:
            self._page_parts(page.spec, page)

    def _page_parts(self, spec: Page, page: PagePlace) -> None:
        self.text(spec.title, self.scope, "line")
        self.text(spec.text, self.scope)
        self.condition(spec.when, self.scope)
        self.checks(spec.checks, self.scope)
        for stop in spec.stop:
            self.resolution.formula(stop.when, self.scope)
            self.text(stop.title, self.scope, "line")
            self.text(stop.text, self.scope)
        for name in spec.documents:
            self.resolution.reference(name, self.spec.documents, "document")
        seen = [*spec.fields, *(name.value for name in spec.documents), *self._followers(page)]
        for name in spec.content:
            self.resolution.reference(name, seen, "field or document of this page")

    def _followers(self, page: PagePlace) -> list[str]:
        return [each.spec.id for placed in self.plan.fields_of[page.id] for each in placed.members]

    def frame(self) -> None:
        spec = self.spec
        for text in (spec.title, spec.summary, spec.service.name):
            self.text(text, self.scope, "line")
        self.text(spec.service.address, self.scope)
        if spec.preamble is not None:
            self.text(spec.preamble.title, self.scope, "line")
            self.text(spec.preamble.text, self.scope)
            if spec.preamble.list_of_documents is not None:
                self.resolution.reference(spec.preamble.list_of_documents, spec.pdfs, "PDF")
        if spec.review is not None:
            self.text(spec.review.title, self.scope, "line")
            self.text(spec.review.text, self.scope)
            for declaration in spec.review.declarations.values():
                self.text(declaration.text, self.scope, "inline")
                self.condition(declaration.when, self.scope)
                self.requirement(declaration.required, self.scope)
        if spec.confirmation is not None:
            self.text(spec.confirmation.title, self.scope, "line")
            self.text(spec.confirmation.text, self.scope)
            for name in spec.confirmation.download:
                self.resolution.reference(name, spec.pdfs, "PDF")
        if spec.silence is not None:
            self.text(spec.silence.basis, self.scope, "inline")
            self.text(spec.silence.remedies, self.scope)
        if spec.account is not None and spec.account.identify_with is not None:
            self.resolution.reference(spec.account.identify_with, spec.sources, "source")

    def document(self, name: str, document: Document) -> None:
        self.text(document.title, self.scope, "inline")
        for text in (document.text, document.why, document.help.text if document.help else None):
            self.text(text, self.scope)
        self.condition(document.when, self.scope)
        self.requirement(document.required, self.scope)
        for when, rule in self.resolution.cases_of(document.cases or document):
            self.condition(when, self.scope)
            if isinstance(rule, Rule):
                self.rule(rule)
        if document.one_per is not None:
            self.resolution.formula(document.one_per.over, self.scope, DURATION)
        if document.for_each is not None:
            lists = [each.full_path for each in self.plan.everywhere() if isinstance(each.spec, ListField)]
            if self.resolution.reference(document.for_each, lists, "list of items"):
                self.condition(document.only, self.plan.item_scope(document.for_each.value))
        shared = self.spec.any_document.or_say if self.spec.any_document else {}
        for said in {**shared, **document.or_say}.values():
            self.text(said.label, self.scope, "inline")
        for fields in self.plan.said_fields[name].values():
            for placed in fields:
                self.field(placed)
                if document.in_parts:
                    self._in_one_line(placed.spec)

    def _in_one_line(self, field: Field) -> None:
        """What is asked of one part of a document has one line to be typed into, and nothing beside it."""
        if field.one_line and not field.or_say and not getattr(field, "confirm", False):
            return
        message = (
            f"`{field.id}` is asked for each part of the document, where there is room for one line only."
        )
        types = ", ".join(each.type_name for each in FIELD_TYPES if each.one_line)
        hint = f"Make it a field of one of these types: {types}; without `or_say` and `confirm`."
        self._tell("S017", field.id_span, message, hint)

    def rule(self, rule: Rule) -> None:
        at_least = rule.at_least.of if isinstance(rule.at_least, AtLeast) else {}
        for alternatives in (rule.one_of or {}, rule.all_of or {}, at_least):
            for alternative in alternatives.values():
                self.text(alternative.title, self.scope, "inline")
                self.text(alternative.hint, self.scope)
                self.condition(alternative.when, self.scope)
                if (
                    alternative.field is not None
                    and resolve_name(tuple(alternative.field.value.split(".")), self.scope) is None
                ):
                    self.resolution.reference(alternative.field, self.scope.bindings, "field", "N101")
