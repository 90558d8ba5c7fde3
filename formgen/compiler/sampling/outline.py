"""What decides what in a procedure: the typed conditions of pages and fields, what names stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from formgen.compiler.procedure import Document, Field, Frame, Page, Procedure
from formgen.compiler.sampling.draft import At
from formgen.compiler.table_rows import Rows, read_rows
from formgen.language.expressions import CONDITION, Binding, Choices, Names, Type, parse, typed
from formgen.language.expressions import check as checked
from formgen.language.expressions.python import compiled
from formgen.language.expressions.typed import Typed
from formgen.language.fields.base import Check
from formgen.language.readers import Formula

Wish = tuple[Typed, At]
"""A condition, and where it is to hold."""


class Outline:
    """The conditions of one procedure, shared by all its samples."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.resolution = procedure.resolution
        self.scope = procedure.resolution.scope
        self._rows: dict[str, Rows] = {}
        self._closures: dict[int, tuple[Typed, Callable[[Frame], Any]]] = {}

    def tree(self, formula: Formula, scope: Names, expected: Type | None = CONDITION) -> Typed:
        """The typed tree of a formula."""
        found = self.resolution.formula(formula, scope, expected).typed
        assert found is not None, "a compiled procedure has no faulty formula"
        return found

    def closure(self, node: Typed) -> Callable[[Frame], Any]:
        """The function of a frame that gives the value of an expression."""
        found = self._closures.get(id(node))
        if found is None:
            # The node is kept with its closure, so that its identity names no other one.
            found = self._closures[id(node)] = (node, compiled(node))
        return found[1]

    def reads(self, node: Any) -> Iterator[typed.Read]:
        """Every name that an expression reads, those read of the items of a list left out."""
        if isinstance(node, typed.Read):
            yield node
        elif isinstance(node, typed.Quantified | typed.Sum):
            yield from self.reads(node.items)
        elif isinstance(node, Typed):
            for field in node.fields:
                yield from self.reads(getattr(node, field))
        elif isinstance(node, tuple):
            for each in node:
                yield from self.reads(each)

    def page(self, page: Page) -> Iterator[Wish]:
        """What must be true for a page to be asked, stops apart."""
        for part in (page.step.spec if page.step is not None else None, page.spec):
            if part is not None and part.when is not None:
                yield self.tree(part.when, self.scope), None

    def field(self, field: Field, at: At) -> Iterator[Wish]:
        """What must be true for a field to be asked: of its page, of what it stands in, its own."""
        page = self.procedure.plan.page_of.get(field.full_path)
        if page is None:
            return
        yield from self.page(self.procedure.pages[page])
        if field.binding.depth:
            yield from self._item(field, at)
        elif field.path.startswith("documents."):
            yield from self._said_of_document(field)
        yield from self._within_page(field, at)

    def document(self, document: Document) -> Iterator[Wish]:
        """What must be true for a document to be asked."""
        yield from self.page(self.procedure.pages[document.page])
        if document.spec.when is not None:
            yield self.tree(document.spec.when, self.scope), None
        of_list, only = document.spec.for_each, document.spec.only
        if of_list is not None and only is not None:
            some = parse(f"any of {of_list.value} with ({only.expression.text.strip()})")
            found = checked(some, self.scope, CONDITION).typed
            if found is not None:
                yield found, None

    def cases_of(self, binding: Binding) -> list[tuple[Typed | None, Typed]]:
        """What a named condition or a calculation stands for, as condition and value; empty for others."""
        spec, plan, scope = self.procedure.spec, self.resolution.plan, self.scope
        if plan.conditions.get(binding.name) is binding:
            return [(None, self.tree(spec.conditions[binding.name], scope))]
        if plan.calculations.get(binding.name) is not binding:
            return []
        calculation = spec.calculations[binding.name]
        found = []
        for when, value in self.resolution.cases_of(calculation.cases or calculation.is_):
            if isinstance(value, Formula):
                condition = None if when is None else self.tree(when, scope)
                found.append((condition, self.tree(value, scope, binding.type)))
        return found

    def rows(self, table: str) -> Rows:
        """The rows of a table."""
        if table not in self._rows:
            self._rows[table] = read_rows(self.resolution, self.procedure.spec.tables[table])
        return self._rows[table]

    def checks(self, check: Check) -> Iterator[tuple[Typed, Typed | None]]:
        """The condition of a check, and the one under which it applies; of a group used twice, each."""
        for scope in self._check_scopes.get(id(check), ()):
            when = None if check.when is None else self.tree(check.when, scope)
            yield self.tree(check.must, scope), when

    @cached_property
    def _check_scopes(self) -> dict[int, list[Names]]:
        found: dict[int, list[Names]] = {}
        for asked in self.procedure.pages.values():
            for check in asked.spec.checks if asked.spec is not None else ():
                found.setdefault(id(check), []).append(self.scope)
        for placed in self.resolution.plan.everywhere():
            for check in placed.spec.checks:
                found.setdefault(id(check), []).append(placed.scope)
            if placed.item_scope is not None:
                for page in getattr(placed.spec, "pages", {}).values():
                    for check in page.checks:
                        found.setdefault(id(check), []).append(placed.item_scope)
        return found

    def _within_page(self, field: Field, at: At) -> Iterator[Wish]:
        parent = field.parent
        if parent is not None:
            yield from self._within_page(parent, at)
            if field.follows is not None:
                yield _follows(parent, field.follows), at
        if field.spec.when is not None:
            yield self.tree(field.spec.when, field.scope), at

    def _item(self, field: Field, at: At) -> Iterator[Wish]:
        of_list = self.procedure.fields[field.full_path.removesuffix(f".{field.path}")]
        yield from self._within_page(of_list, None)
        top = field
        while top.parent is not None:
            top = top.parent
        for page in getattr(of_list.spec, "pages", {}).values():
            if top.name in page.fields and page.when is not None:
                yield self.tree(page.when, top.scope), at

    def _said_of_document(self, field: Field) -> Iterator[Wish]:
        _, id, word, *_ = field.path.split(".")
        document = self.procedure.documents[id]
        yield from self.document(document)
        read = typed.Read(document.binding.type, document.binding, False)
        yield typed.Said(CONDITION, read, word, False), None


def _follows(parent: Field, word: str) -> Typed:
    """The condition that an option is chosen, or a word said."""
    read = typed.Read(parent.binding.type, parent.binding, False)
    if word not in parent.options:
        return typed.Said(CONDITION, read, word, False)
    if isinstance(parent.binding.type, Choices):
        return typed.Holds(CONDITION, read, (word,))
    return typed.Equal(CONDITION, read, typed.Constant(parent.binding.type, word), "plain", False)
