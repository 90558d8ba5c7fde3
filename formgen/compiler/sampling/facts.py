"""Changing what is no answer: records of sources, rows of tables, papers handed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from formgen.compiler.document_building import alternatives_of
from formgen.compiler.evaluation import Provided
from formgen.compiler.papers import SINGLE
from formgen.compiler.procedure import Document
from formgen.language.expressions import Binding
from formgen.language.resolution.layout import type_named

if TYPE_CHECKING:
    from formgen.compiler.sampling.conditions import Conditions

NEW_PAPER_DAYS = 60


class FactSteps:
    """Changes the facts of one draft."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.draft = conditions.draft
        self.outline = conditions.outline
        self.random = conditions.random

    def found(self, binding: Binding, wanted: bool) -> bool:
        """Let a source hold a record, or a table a row, for what was answered; or none."""
        name, draft = binding.name, self.draft
        if name in draft.procedure.spec.tables:
            return self.row(name, "", None) if wanted else self._no_row(name)
        if not wanted:
            return draft.registers.lose(name)
        draft.registers.find(name)
        return True

    def row(self, table: str, column: str, value: Any) -> bool:
        """Let a row of a table apply: one that holds `value` in `column`, any where that is ""."""
        rows = self.outline.rows(table)
        keys = rows.keys()
        self.random.shuffle(keys)
        for key in keys:
            found = rows.find(key, self.draft.inventor.today)
            if found is None or (column and found.get(column) != value):
                continue
            if self._aim_at_key(table, key):
                return True
        return False

    def _aim_at_key(self, table: str, key: Sequence[Any]) -> bool:
        changed = False
        for node, part in zip(self._keys_of(table), key, strict=True):
            if self.conditions.value(node, None) != part:
                if not self.conditions.aims.aim(node, part, None):
                    return False
                changed = True
        return changed

    def _no_row(self, table: str) -> bool:
        node = self.random.choice(self._keys_of(table))
        keys = self.outline.rows(table).keys()
        others = [self.draft.inventor.of_type("text", "x"), *(part for key in keys for part in key)]
        return any(self.conditions.aims.aim(node, each, None) for each in others[:5])

    def _keys_of(self, table: str) -> list[Any]:
        spec = self.draft.procedure.spec
        columns = spec.tables[table].columns
        return [
            self.outline.tree(formula, self.outline.scope, type_named(columns[column].type, spec.currency))
            for column, formula in spec.tables[table].match.items()
        ]

    def papers(self, binding: Binding, ids: Sequence[str], wanted: bool) -> bool:
        """Hand a document in as one of some papers, as any where none is named; or take them back."""
        document = self.draft.procedure.documents[binding.name.removeprefix("documents.")]
        if document.path in self.draft.fixed:
            return False
        given = self.draft.papers.setdefault(document.id, {})
        if not wanted:
            gone = [each.pop(id, None) for each in given.values() for id in (ids or list(each))]
            self.draft.changed()
            return any(each is not None for each in gone)
        self.conditions.ask(self.outline.document(document))
        states = self.draft.evaluation.document(document.id).states
        asked = [each.id for state in states for each in state.alternatives if each.asked]
        paper = self.random.choice(ids or asked or [SINGLE])
        if paper not in asked:
            self._want(document, paper)
        return self.hand_in(document.id, states[0].item if states else "", paper)

    def _want(self, document: Document, paper: str) -> None:
        """Let a case of a document's rule apply that asks for a paper."""
        cases = document.spec.cases.items if document.spec.cases is not None else ()
        naming = [each.when for each in cases if paper in alternatives_of(each.value)]
        conditions = [each for each in naming if each is not None]
        if conditions:
            when = self.outline.tree(self.random.choice(conditions), self.outline.scope)
            self.conditions.ask([(when, None)])
        own = document.alternatives.get(paper)
        if own is not None and own.when is not None:
            self.conditions.ask([(self.outline.tree(own.when, self.outline.scope), None)])

    def _date(self, id: str, paper: str) -> date | None:
        document = self.draft.procedure.documents[id]
        own = document.alternatives.get(paper)
        age = (own.not_older_than if own is not None else None) or document.spec.not_older_than
        if age is None or age.dated != "asked":
            return None
        days = min(NEW_PAPER_DAYS, max(1, age.limit.days + 28 * age.limit.months))
        return self.draft.inventor.today - timedelta(days=self.random.randint(0, days))

    def hand_in(self, document: str, item: str, paper: str, files: int = 1) -> bool:
        """Hand a paper in, dated in the last weeks where a date is asked; False where papers were given."""
        if f"documents.{document}" in self.draft.fixed:
            return False
        dated = self._date(document, paper)
        self.draft.papers.setdefault(document, {}).setdefault(item, {})[paper] = Provided(files, dated)
        self.draft.changed()
        return True
