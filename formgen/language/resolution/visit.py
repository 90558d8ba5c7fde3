"""Visits every part of a spec, so that each formula, text and reference is held against the names it may use."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import Construct
from formgen.language.data import FieldGroup
from formgen.language.documents import AtLeast, Document, Rule
from formgen.language.expressions import DURATION, Binding, Date, Names, Type
from formgen.language.fields.base import Check, Field, Requirement
from formgen.language.fields.choice import OptionsField
from formgen.language.fields.country import CountryField
from formgen.language.fields.group import GroupField
from formgen.language.fields.list import ListField
from formgen.language.fields.note import NoteField
from formgen.language.messages import Mail, Message
from formgen.language.placeholders.check import resolve as resolve_name
from formgen.language.readers import Cases, Formula, Text
from formgen.language.resolution.layout import Placed, type_named
from formgen.language.resolution.pages import PagePlace
from formgen.language.resolution.resolve import Resolution, TextKind
from formgen.language.steps import Page


def visit(resolution: Resolution) -> None:
    """Type everything; the problems stand in the resolution."""
    visitor = _Visitor(resolution)
    visitor.duplicates()
    visitor.data()
    for page in resolution.pages:
        visitor.page(page)
    visitor.frame()
    for name, document in resolution.spec.documents.items():
        visitor.document(name, document)
    visitor.outputs()
    visitor.workflow()


class _Visitor:
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

    def duplicates(self) -> None:
        """An id names one thing in a whole dossier: pages too, since their ids are their addresses."""
        seen: dict[str, Construct] = {}
        for page in self.resolution.pages:
            for id, field in page.fields(self.spec).items():
                self._once(id, field, seen, "a field")
        kinds: dict[str, dict[str, Any]] = {
            "a condition": self.spec.conditions,
            "a calculation": self.spec.calculations,
            "a source": self.spec.sources,
            "a table": self.spec.tables,
        }
        for what, parts in kinds.items():
            for id, part in parts.items():
                self._once(id, part, seen, what)
        pages: dict[str, Construct] = {}
        for page in self.resolution.pages:
            if page.spec is not None:
                self._once(page.id, page.spec, pages, "a page")

    def _once(self, id: str, part: Any, seen: dict[str, Any], what: str) -> None:
        first = seen.setdefault(id, part)
        if first is part:
            return
        node = part.id_span if isinstance(part, Construct) else part.node.span
        place = first.id_span if isinstance(first, Construct) else first.node.span
        message = f"`{id}` is already used, at line {place.line}; {what} needs an id of its own."
        self.resolution.tell(
            self.spec.document.problem("N107", "error", node, message, "Rename one of them.")
        )

    def data(self) -> None:
        for formula in self.spec.conditions.values():
            self.resolution.formula(formula, self.scope)
        for name, calculation in self.spec.calculations.items():
            expected = self.plan.calculations[name].type
            for when, formula in self.resolution.cases_of(calculation.cases or calculation.is_):
                self.condition(when, self.scope)
                if isinstance(formula, Formula):
                    self.resolution.formula(formula, self.scope, expected)
            self.text(calculation.label, self.scope, "line")
        for table in self.spec.tables.values():
            for column, formula in table.match.items():
                declared = table.columns.get(column)
                if declared is None:
                    message = f"`{column}` is not among the columns of this table."
                    hint = f"Columns: {', '.join(table.columns)}."
                    self.resolution.tell(
                        self.spec.document.problem("N108", "error", formula.node, message, hint)
                    )
                    continue
                self.resolution.formula(formula, self.scope, type_named(declared.type, self.spec.currency))
            if table.in_force is not None:
                self.resolution.formula(table.in_force, self.scope, Date())
        for source in self.spec.sources.values():
            for lookup in source.lookup:
                for name in lookup.values():
                    self.resolution.reference(
                        name, (id for id, each in self.scope.bindings.items() if each.slot), "field", "N101"
                    )
        for group in self.spec.field_groups.values():
            self._unused_group(group)

    def _unused_group(self, group: FieldGroup) -> None:
        used = any(
            isinstance(each.spec, GroupField) and each.spec.use and each.spec.use.value == group.id
            for each in self.everywhere()
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

    def everywhere(self) -> list[Placed]:
        """Every field, those inside others included."""
        found: list[Placed] = []
        pending = [each for fields in self.plan.fields_of.values() for each in fields]
        pending += [each for fields in self.plan.action_fields.values() for each in fields]
        while pending:
            each = pending.pop()
            found.append(each)
            pending += each.members
        return found

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
        if isinstance(spec, NoteField):
            self.text(spec.text, scope)
        if isinstance(spec, ListField):
            self.text(spec.item, inner, "line")
            self.text(spec.first_question, scope, "inline")
            for page in spec.pages.values():
                self.text(page.title, inner, "line")
                self.text(page.text, inner)
                self.condition(page.when, inner)
                self.checks(page.checks, inner)
        for member in placed.members:
            self.field(member)

    def _sources(self, spec: Field, scope: Names, kind: Type) -> None:
        for name in (spec.prefill, spec.copied_from):
            if name is not None:
                self._source_column(name, scope)
        for when, default in self.resolution.cases_of(spec.default):
            self.condition(when, scope)
            if isinstance(default, Formula):
                self.resolution.formula(default, scope, kind)

    def _source_column(self, name: Text, scope: Names) -> Binding | None:
        path = tuple(name.value.split("."))
        columns = {
            f"{source}.{column}" for source, each in self.spec.sources.items() for column in each.record
        }
        return (
            resolve_name(path, scope)
            if self.resolution.reference(name, sorted(columns), "column of a source", "N101")
            else None
        )

    def _options(self, spec: Field, scope: Names) -> None:
        if isinstance(spec, OptionsField):
            if isinstance(spec.options, Text):
                self.resolution.reference(spec.options, self.spec.lists, "list")
            self.condition(spec.only, scope)
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
            lists = [each.spec.id for each in self.everywhere() if isinstance(each.spec, ListField)]
            self.resolution.reference(document.for_each, lists, "list of items")
        for fields in self.plan.said_fields[name].values():
            for placed in fields:
                self.field(placed)

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

    def outputs(self) -> None:
        spec = self.spec
        for message in spec.messages.values():
            self._message(message)
        for fragment in spec.fragments.values():
            self.text(fragment.subject, self.scope, "line")
        for pdf in spec.pdfs.values():
            self.text(pdf.title, self.scope, "line")
            self.text(pdf.text, self.scope)
            for block in pdf.blocks:
                for name in block.names:
                    if resolve_name(tuple(name.value.split(".")), self.scope) is None:
                        self.resolution.reference(name, self.scope.bindings, "name", "N101")
        for number in spec.numbers.values():
            self.text(number.text, self._number_scope(), "line")

    def _number_scope(self) -> Names:
        from formgen.language.expressions import INTEGER

        scope = self.__dict__.get("number_scope")
        if scope is None:
            scope = self.number_scope = Names({"order": Binding("order", INTEGER, 0)}, self.scope)
        return scope

    def _message(self, message: Message) -> None:
        if isinstance(message.mail, Mail):
            self.text(message.mail.subject, self.scope, "line")
            self.text(message.mail.text, self.scope)
            for name in message.mail.attach:
                self.resolution.reference(name, self.spec.pdfs, "PDF")
        elif isinstance(message.mail, Text):
            self.resolution.reference(message.mail, self.spec.fragments, "fragment")
        if message.in_account is not None:
            self.text(message.in_account.title, self.scope, "line")
            self.text(message.in_account.text, self.scope)
            for name in message.in_account.download:
                self.resolution.reference(name, self.spec.pdfs, "PDF")

    def workflow(self) -> None:
        workflow = self.spec.workflow
        for role in self.spec.roles.values():
            self.text(role.label, self.scope, "line")
            self.condition(role.sees, self.scope)
        if workflow is None:
            return
        for state in workflow.states.values():
            self.text(state.label, self.scope, "line")
        for name, action in workflow.actions.items():
            fields = self.plan.action_fields[name]
            scope = fields[0].scope if fields else self.scope
            self.text(action.label, self.scope, "line")
            self.condition(action.when, scope)
            for placed in fields:
                self.field(placed)
            for state in (*action.from_, action.to):
                self.resolution.reference(state, workflow.states, "state")
            for who in action.by:
                self.resolution.reference(who, ("applicant", "system", *self.spec.roles), "role")
            self._effects(action)
        for deadline in workflow.deadlines:
            self.resolution.reference(deadline.in_, workflow.states, "state")
            if deadline.do is not None:
                self.resolution.reference(deadline.do, workflow.actions, "action")
            for message in deadline.send:
                self.resolution.reference(message, self.spec.messages, "message")
            if deadline.on is not None:
                self.resolution.formula(deadline.on, self.scope, Date())

    def _effects(self, action: Any) -> None:
        if action.number is not None:
            self.resolution.reference(action.number, self.spec.numbers, "number")
        for name in action.produce:
            self.resolution.reference(name, self.spec.pdfs, "PDF")
        for name in action.send:
            self.resolution.reference(name, self.spec.messages, "message")
        for name in action.documents:
            self.resolution.reference(name, self.spec.documents, "document")
