"""From documents of a spec to compiled ones: their rules, what may be said instead, the fields asked then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from formgen.compiler import nodes, papers
from formgen.compiler.building import FieldBuilder
from formgen.compiler.closures import Closures
from formgen.compiler.graph import in_order
from formgen.compiler.nodes import Node
from formgen.compiler.papers import CompiledDocument, CompiledPaper, CompiledRule, SaidOfParts
from formgen.compiler.plan import Plan
from formgen.compiler.procedure import Document, Field
from formgen.compiler.validators import Validate
from formgen.language.documents import Alternative, AtLeast, Rule, Uploads
from formgen.language.documents import Document as DocumentSpec
from formgen.language.expressions import Binding, Names
from formgen.language.placeholders.check import resolve as resolve_name
from formgen.language.readers import Formula, Text


class DocumentBuilder:
    """Builds the documents of one page; its parts are taken over when all are built."""

    def __init__(self, closures: Closures, plan: Plan, page_id: str, page_asked: int) -> None:
        self.closures = closures
        self.resolution = closures.resolution
        self.names = closures.resolution.plan
        self.scope = closures.resolution.scope
        self.plan = plan
        self.page_id = page_id
        self.page_asked = page_asked
        self.nodes: list[Node] = []
        self.validators: list[Validate] = []
        self.asked_apart: dict[str, list[tuple[list[Node], FieldBuilder]]] = {}
        """Document asked in parts -> the nodes of what a word said of it asks, with their builder."""
        self.fields: dict[str, Field] = {}

    def build(self, id: str) -> Document:
        """Compile a document and the fields asked when something is said instead of handing it in."""
        spec, path = self.resolution.spec.documents[id], f"documents.{id}"
        self.plan.asked_slots[path] = self.names.document_slots[id]
        said_fields = {word: self._said_fields(id, word) for word in self.names.said_fields[id]}
        document = self._document(id, spec, said_fields)
        compiled = self._compiled(document)
        self.plan.documents[id] = compiled
        formulas = self._formulas(document)
        reads = self.closures.reads(formulas, self.scope) | self._names_read(document)
        page = f"page:{self.page_id}"
        self.nodes.append(
            Node(f"document:{id}", reads, (page,), papers.node(compiled), spec, formulas, waits=True)
        )
        return document

    def _document(
        self, id: str, spec: DocumentSpec, said_fields: Mapping[str, tuple[Field, ...]]
    ) -> Document:
        whole = self.resolution.spec
        shared = whole.any_document.or_say if whole.any_document else {}
        alternatives: dict[str, Alternative] = {}
        for rule in _rules(spec):
            for name, alternative in alternatives_of(rule).items():
                alternatives.setdefault(name, alternative)
        return Document(
            spec=spec, id=id, path=f"documents.{id}", page=self.page_id, binding=self.names.documents[id],
            formats=tuple(spec.formats or self._accepted("formats")),
            max_size=spec.max_size or self._accepted("max_size"),
            max_files=spec.max_files or self._accepted("max_files"), alternatives=alternatives,
            said={**shared, **spec.or_say}, said_fields=said_fields,
        )  # fmt: skip

    def _accepted(self, key: str) -> Any:
        """What holds for all documents: as the spec says, else as the language does."""
        uploads = self.resolution.spec.uploads
        return Uploads.keys[key].default if uploads is None else getattr(uploads, key)

    def _said_fields(self, id: str, word: str) -> tuple[Field, ...]:
        placed = self.names.said_fields[id][word]
        said_slot = self.names.documents[id].said_slot
        if not placed or said_slot is None:
            return ()
        asked, name = self.names.slots.take(), f"said:{id}.{word}"
        test = nodes.follows_said(self.names.document_slots[id], said_slot, word, None)
        first = Node(name, frozenset(), (f"document:{id}",), nodes.group(test, asked))
        builder = FieldBuilder(self.closures, self.page_id, name, asked)
        compiled = tuple(builder.build(each) for each in placed)
        self.nodes += [first, *builder.nodes]
        self.validators += builder.validators
        if self.resolution.spec.documents[id].in_parts:
            self.asked_apart.setdefault(id, []).append(([first, *builder.nodes], builder))
        self.fields.update(builder.fields)
        for path, each in builder.fields.items():
            if each.binding.depth == 0:
                self.plan.asked_slots[path] = each.asked_slot
        return compiled

    def _formulas(self, document: Document) -> tuple[Formula, ...]:
        spec = document.spec
        cases = spec.cases.items if spec.cases else ()
        papers_of = [paper for rule in _rules(spec) for paper in alternatives_of(rule).values()]
        written = (spec.when, *(each.when for each in cases), *(each.when for each in papers_of))
        return tuple(each for each in written if each is not None)

    def _names_read(self, document: Document) -> frozenset[str]:
        spec = document.spec
        named: list[Text | None] = [spec.for_each, *(each.field for each in document.alternatives.values())]
        read = {binding.name for name in named if (binding := self._binding(name)) is not None}
        if spec.one_per is not None:
            read |= self.closures.checked(spec.one_per.over, self.scope, None).reads
        if spec.only is not None:
            read |= self.closures.checked(spec.only, self._item_scope(spec)).reads
        return frozenset(read)

    def _item_scope(self, spec: DocumentSpec) -> Names:
        return self.names.item_scope(spec.for_each.value) if spec.for_each is not None else self.scope

    def _binding(self, name: Text | None) -> Binding | None:
        return None if name is None else resolve_name(tuple(name.value.split(".")), self.scope)

    def _compiled(self, document: Document) -> CompiledDocument:
        spec, id = document.spec, document.id
        over = self.closures.checked(spec.one_per.over, self.scope, None) if spec.one_per else None
        of_list = self._binding(spec.for_each)
        return CompiledDocument(
            document=document, asked_slot=self.names.document_slots[id], shown_slot=self.names.slots.take(),
            value_slot=document.binding.slot, said_slot=document.binding.said_slot,
            page_asked=self.page_asked, when=self.closures.condition(spec.when, self.scope),
            cases=self.closures.cases(spec.cases or spec, self.scope, lambda rule: self._rule(rule, spec)),
            has_cases=spec.cases is not None, required=self.closures.requirement(spec.required, self.scope),
            softened=spec.at_least if spec.one_per and isinstance(spec.at_least, int) else 0,
            over=over.python() if over else None, period=spec.one_per.period if spec.one_per else None,
            list_slot=of_list.slot if of_list else None, list_path=of_list.name if of_list else "",
            only=self.closures.condition(spec.only, self._item_scope(spec)),
            said_of_parts=self._said_of_parts(id),
        )  # fmt: skip

    def _said_of_parts(self, id: str) -> SaidOfParts | None:
        asked = self.asked_apart.get(id)
        if not asked:
            return None
        paths = [path for _, builder in asked for path in builder.fields]
        ordered = [
            each for own, _ in asked for each in in_order(own, {path: f"field:{path}" for path in paths})
        ]
        return SaidOfParts(
            tuple(paths),
            tuple(each.run for each in ordered),
            tuple(each for _, builder in asked for each in builder.validators),
        )

    def _rule(self, rule: Rule, document: DocumentSpec) -> CompiledRule:
        kind: papers.RuleKind = "one"
        at_least = 1
        if rule.not_asked:
            return CompiledRule("none", (), at_least)
        if rule.one_of:
            kind = "one_of"
        elif rule.all_of:
            kind = "all_of"
        elif isinstance(rule.at_least, AtLeast):
            kind, at_least = "at_least", rule.at_least.n
        elif isinstance(rule.at_least, int) and document.one_per is None:
            kind, at_least = "at_least", rule.at_least
        found = []
        for id, paper in alternatives_of(rule).items():
            stands_for = self._binding(paper.field)
            found.append(
                CompiledPaper(
                    id,
                    self.closures.condition(paper.when, self.scope),
                    stands_for.slot if stands_for else None,
                    paper.not_older_than or document.not_older_than,
                )
            )
        if not found:
            found = [CompiledPaper(papers.SINGLE, None, None, document.not_older_than)]
        return CompiledRule(kind, tuple(found), at_least)


def _rules(spec: DocumentSpec) -> tuple[Rule, ...]:
    return (spec, *(each.value for each in spec.cases.items)) if spec.cases else (spec,)


def alternatives_of(rule: Rule) -> Mapping[str, Alternative]:
    """The papers that a rule names."""
    at_least = rule.at_least.of if isinstance(rule.at_least, AtLeast) else None
    return rule.one_of or rule.all_of or at_least or {}


__all__ = ["DocumentBuilder", "alternatives_of"]
