"""From a resolved spec to a Procedure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from formgen.compiler import nodes, papers, validators
from formgen.compiler.building import Closures, FieldBuilder, compile_checks
from formgen.compiler.facts import data_nodes, fill_facts
from formgen.compiler.graph import CycleError, in_order
from formgen.compiler.nodes import Node
from formgen.compiler.procedure import (
    Condition,
    Declaration,
    Document,
    Field,
    Frame,
    Page,
    Procedure,
    Step,
    Stop,
)
from formgen.language.documents import Alternative, AtLeast, Rule, Uploads
from formgen.language.problems import SpecError
from formgen.language.resolution import Resolution
from formgen.language.resolution.pages import PagePlace

NOT_ENDED = 1_000_000


@dataclass
class Plan:
    """What evaluation runs: made once, shared by all."""

    template: list[Any]
    fill: Callable[[Frame, Any], None] = lambda frame, facts: None
    runs: tuple[nodes.Run, ...] = ()
    validators: list[validators.Validate] = field(default_factory=list)
    documents: dict[str, papers.CompiledDocument] = field(default_factory=dict)
    pages: list[tuple[Page, int, bool, tuple[int, ...]]] = field(default_factory=list)
    """Page, slot of being asked, whether it shows itself without anything to ask, slots of what it asks."""
    ended: int = 0
    stopped: int = 0
    asked_slots: dict[str, int] = field(default_factory=dict)
    """Path -> slot: "spouse.birth_date", "documents.identity", "declarations.truthful", "pages.family"."""
    page_conditions: dict[str, list[tuple[Condition, Any, str]]] = field(default_factory=dict)
    """Page -> its conditions with the construct and the kind of reason."""


def build(resolution: Resolution, digest: str = "") -> Procedure:
    """Compile a resolved spec. Raises SpecError where a cycle or a file of data forbids it."""
    builder = _Builder(resolution)
    procedure = builder.procedure(digest)
    errors = [each for each in resolution.problems if each.severity == "error"]
    if errors:
        raise SpecError(errors)
    return procedure


def digest_of(*parts: bytes) -> str:
    """SHA-256 over files in a fixed order, each with its length, so that no two sets give the same."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


class _Builder:
    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.spec = resolution.spec
        self.closures = Closures(resolution)
        self.take = resolution.plan.slots.take
        self.plan = Plan([])
        self.plan.ended, self.plan.stopped = self.take(), self.take()
        self.nodes: list[Node] = []
        self.fields: dict[str, Field] = {}
        self.documents: dict[str, Document] = {}
        self.pages: dict[str, Page] = {}
        self.stops: list[str] = []
        self.page_of_document = {
            name.value: page.id for page in resolution.pages if page.spec for name in page.spec.documents
        }

    def procedure(self, digest: str) -> Procedure:
        fills = data_nodes(self.resolution, self.closures)
        self.nodes += fills
        for index, page in enumerate(self.resolution.pages):
            self._page(index, page)
        declarations = self._declarations()
        steps = self._steps()
        self.plan.runs = self._ordered_runs()
        self.plan.template = [None] * self.resolution.plan.slots.count
        self.plan.template[self.plan.ended] = NOT_ENDED
        for slots in self.plan.asked_slots.values():
            self.plan.template[slots] = False
        self.plan.fill = fill_facts(self.resolution)
        return Procedure(
            spec=self.spec, digest=digest, pages=self.pages, steps=steps, fields=self.fields,
            documents=self.documents, declarations=declarations, scope=self.resolution.scope,
            plan=self.plan, resolution=self.resolution,
        )  # fmt: skip

    def _ordered_runs(self) -> tuple[nodes.Run, ...]:
        names = self.resolution.plan
        provided = {
            each.name.partition(":")[2]: each.name for each in self.nodes if each.name.startswith("field:")
        }
        for name in (*names.conditions, *names.calculations):
            provided[name] = f"data:{name}"
        for name in names.documents:
            provided[f"documents.{name}"] = provided[f"verdicts.{name}"] = f"document:{name}"
        for full_path in self.fields:
            owner = full_path
            while owner not in provided and "." in owner:
                owner = owner.rpartition(".")[0]
            if owner in provided:
                provided.setdefault(full_path, provided[owner])
        for name, binding in names.tables.items():
            provided[name] = f"data:{name}"
            provided.update(
                {f"{name}.{column}": f"data:{name}" for column in self.spec.tables[binding.name].columns}
            )
        try:
            ordered = in_order(self.nodes, provided)
        except CycleError as cycle:
            self._tell_cycle(cycle)
            return ()
        return tuple(each.run for each in ordered if each.run is not None)

    def _tell_cycle(self, cycle: CycleError) -> None:
        parts = [each for each in cycle.nodes if each.source is not None] or list(cycle.nodes)
        names = [each.name.partition(":")[2] for each in parts]
        lines = [each.source.node.span.line for each in parts if each.source is not None]
        chain = ", which needs ".join(f"`{name}`" for name in (*names[1:], names[0]))
        message = f"`{names[0]}` needs {chain}." if len(names) > 1 else f"`{names[0]}` needs itself."
        where = ", ".join(f"line {line}" for line in lines)
        node = parts[0].source.node if parts[0].source is not None else self.spec.node
        self.resolution.tell(
            self.spec.document.problem(
                "J202", "error", node, message, f"Cut one of these conditions ({where})."
            )
        )

    def _page(self, index: int, place: PagePlace) -> None:
        scope = self.resolution.scope
        asked = self.take()
        self.plan.asked_slots[f"pages.{place.id}"] = asked
        conditions = []
        formulas = []
        for construct, kind in ((place.step, "step"), (place.spec, "page")):
            if construct is not None and construct.when is not None:
                conditions.append((self.closures.checked(construct.when, scope).python(), construct, kind))
                formulas.append(construct.when)
        self.plan.page_conditions[place.id] = conditions
        run = nodes.page(asked, self.plan.ended, index, tuple(each for each, _, _ in conditions))
        reads = self.closures.reads(formulas, scope)
        # The confirmation stands behind filing; a stop on any page before shuts it like the rest.
        self.nodes.append(Node(f"page:{place.id}", reads, tuple(self.stops), run, place.spec))
        builder = FieldBuilder(self.closures, place.id, asked)
        compiled = [builder.build(each) for each in self.resolution.plan.fields_of[place.id]]
        self.nodes += builder.nodes
        self.fields.update(builder.fields)
        self.plan.validators += builder.validators
        for path, each in builder.fields.items():
            if each.binding.depth == 0:
                self.plan.asked_slots[path] = each.asked_slot
        documents = (
            [self._document(name.value, place.id, asked) for name in place.spec.documents]
            if place.spec
            else []
        )
        stops = self._stops(index, place, asked)
        if place.spec is not None and place.spec.checks:
            found = compile_checks(
                self.closures, place.spec.checks, scope, compiled[0].path if compiled else place.id, ""
            )
            self.plan.validators.append(validators.checks(lambda frame: frame[asked] is True, found))
        page = Page(
            place.spec,
            place.id,
            place.kind,
            None,
            place.signed_in,
            self._content(place, compiled, documents),
            stops,
            place.place,
        )
        self.pages[place.id] = page
        shows_itself = place.kind in ("identify", "preamble", "review", "confirmation") or bool(
            place.spec and place.spec.text
        )
        contents = tuple(self.plan.asked_slots[each.path] for each in page.content)
        self.plan.pages.append((page, asked, shows_itself, contents))

    def _content(
        self, place: PagePlace, fields: list[Field], documents: list[Document]
    ) -> tuple[Field | Document, ...]:
        parts: dict[str, Field | Document] = {each.name: each for each in fields}
        parts.update({each.id: each for each in documents})
        order = [name.value for name in place.spec.content if name.value in parts] if place.spec else []
        return tuple(parts[name] for name in (*order, *(name for name in parts if name not in order)))

    def _stops(self, index: int, place: PagePlace, asked: int) -> tuple[Stop, ...]:
        found = []
        for number, spec in enumerate(place.spec.stop if place.spec else ()):
            compiled = Stop(spec, place.id, number)
            when = self.closures.checked(spec.when, self.resolution.scope)
            run = nodes.stop(asked, self.plan.ended, self.plan.stopped, index, when.python(), compiled)
            name = f"stop:{place.id}:{number}"
            before = (
                f"page:{place.id}",
                *(each for each in self.stops if each.startswith(f"stop:{place.id}:")),
            )
            self.nodes.append(Node(name, when.reads, before, run, spec))
            self.stops.append(name)
            found.append(compiled)
        return tuple(found)

    def _declarations(self) -> dict[str, Declaration]:
        found = {}
        for name, spec in (self.spec.review.declarations if self.spec.review else {}).items():
            path = f"declarations.{name}"
            slot = self.plan.asked_slots[path] = self.take()
            found[name] = Declaration(spec, name, path)
            is_asked = nodes.asked_test(
                self.plan.asked_slots["pages.review"],
                self.closures.condition(spec.when, self.resolution.scope),
            )
            reads = self.closures.reads([spec.when], self.resolution.scope)
            self.nodes.append(
                Node(f"declaration:{name}", reads, ("page:review",), nodes.group(is_asked, slot), spec)
            )
            required = self.closures.requirement(spec.required, self.resolution.scope)
            self.plan.validators.append(validators.declaration(slot, required, path))
        return found

    def _steps(self) -> tuple[Step, ...]:
        steps = []
        by_id = {id(step): name for name, step in self.spec.steps.items()}
        for step_id, step in self.spec.steps.items():
            steps.append(Step(step, step_id, tuple(step.pages)))
        steps.append(Step(None, "review", ("review",)))
        for place in self.resolution.pages:
            owner = next((each for each in steps if place.id in each.pages), None)
            if place.step is not None and id(place.step) in by_id or place.kind == "review":
                object.__setattr__(self.pages[place.id], "step", owner)
        return tuple(steps)

    def _document(self, name: str, page_id: str, page_asked: int) -> Document:
        spec = self.spec.documents[name]
        names = self.resolution.plan
        uploads = self.spec.uploads or Uploads(spec.node, _place(self.resolution), {})
        shared = self.spec.any_document.or_say if self.spec.any_document else {}
        path = f"documents.{name}"
        asked = self.plan.asked_slots[path] = names.document_slots[name]
        said_fields = {}
        for word, placed in names.said_fields[name].items():
            said_fields[word] = tuple(self._said_field(each, page_id, asked, name, word) for each in placed)
        rules = [spec, *(each.value for each in spec.cases.items)] if spec.cases else [spec]
        alternatives: dict[str, Alternative] = {}
        for rule in rules:
            for id, alternative in alternatives_of(rule).items():
                alternatives.setdefault(id, alternative)
        document = Document(
            spec, name, path, page_id, names.documents[name], tuple(spec.formats or uploads.formats),
            spec.max_size or uploads.max_size, spec.max_files or uploads.max_files, alternatives,
            {**shared, **spec.or_say}, said_fields,
        )  # fmt: skip
        self.documents[name] = document
        compiled, reads = self._compiled_document(document, page_asked)
        self.plan.documents[document.id] = compiled
        self.nodes.append(Node(f"document:{name}", reads, (f"page:{page_id}",), papers.node(compiled), spec))
        return document

    def _said_field(self, placed: Any, page_id: str, asked: int, name: str, word: str) -> Field:
        builder = FieldBuilder(self.closures, page_id, asked)
        compiled = builder.build(placed)
        said_slot = self.resolution.plan.documents[name].said_slot
        assert said_slot is not None
        # Asked only when the word is said: its page's slot alone would ask it of everybody.
        is_asked = nodes.follows_said(asked, said_slot, word, compiled.when)
        run = nodes.plain_field(is_asked, compiled.asked_slot, compiled.binding.slot, compiled.path)
        self.nodes += [
            Node(each.name, each.reads, (f"document:{name}",), run, each.source) for each in builder.nodes
        ]
        self.plan.validators += builder.validators
        self.fields.update(builder.fields)
        self.plan.asked_slots[compiled.path] = compiled.asked_slot
        return compiled

    def _compiled_document(
        self, document: Document, page_asked: int
    ) -> tuple[papers.CompiledDocument, frozenset[str]]:
        spec, scope, names = document.spec, self.resolution.scope, self.resolution.plan
        cases = self.closures.cases(spec.cases or spec, scope, lambda rule: self._rule(rule, document))
        formulas = [spec.when]
        if spec.cases:
            formulas += [case.when for case in spec.cases.items]
        formulas += [each.when for each in document.alternatives.values()]
        reads = self.closures.reads(formulas, scope)
        reads |= {each.field.value for each in document.alternatives.values() if each.field}
        over = self.closures.checked(spec.one_per.over, scope, None) if spec.one_per else None
        softened = spec.at_least if spec.one_per and isinstance(spec.at_least, int) else 0
        of_list = self.fields.get(spec.for_each.value) if spec.for_each else None
        if of_list is not None:
            reads |= {of_list.full_path}
        compiled = papers.CompiledDocument(
            document, names.document_slots[document.id], document.binding.slot, document.binding.said_slot, page_asked,
            self.closures.condition(spec.when, scope), cases, spec.cases is not None,
            self.closures.requirement(spec.required, scope), softened, over.python() if over else None,
            spec.one_per.period if spec.one_per else None,
            of_list.binding.slot if of_list else None, of_list.path if of_list else "",
        )  # fmt: skip
        return compiled, reads | (over.reads if over else frozenset())

    def _rule(self, rule: Rule, document: Document) -> papers.CompiledRule:
        kind: papers.RuleKind
        at_least = 1
        if rule.not_asked:
            kind = "none"
        elif rule.one_of:
            kind = "one_of"
        elif rule.all_of:
            kind = "all_of"
        elif isinstance(rule.at_least, AtLeast):
            kind, at_least = "at_least", rule.at_least.n
        elif isinstance(rule.at_least, int) and document.spec.one_per is None:
            kind, at_least = "at_least", rule.at_least
        else:
            kind = "one"
        found = []
        for id, alternative in alternatives_of(rule).items():
            stands_for = self.fields.get(alternative.field.value) if alternative.field else None
            found.append(
                papers.CompiledPaper(
                    id, self.closures.condition(alternative.when, self.resolution.scope),
                    stands_for.binding.slot if stands_for else None, alternative.not_older_than or document.spec.not_older_than,
                )
            )  # fmt: skip
        if not found and kind != "none":
            found = [papers.CompiledPaper(papers.SINGLE, None, None, document.spec.not_older_than)]
        return papers.CompiledRule(kind, tuple(found), at_least)


def alternatives_of(rule: Rule) -> Mapping[str, Alternative]:
    """The papers that a rule names."""
    at_least = rule.at_least.of if isinstance(rule.at_least, AtLeast) else None
    return rule.one_of or rule.all_of or at_least or {}


def _place(resolution: Resolution) -> Any:
    from formgen.language.constructs import Place

    return Place(resolution.spec.document, [])


__all__ = ["Plan", "alternatives_of", "build", "digest_of"]
