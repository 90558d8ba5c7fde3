"""From a resolved spec to a Procedure."""

from __future__ import annotations

import hashlib
from typing import Any

from formgen.compiler import checking, nodes, validators
from formgen.compiler.building import FieldBuilder, shown_slots
from formgen.compiler.closures import Closures
from formgen.compiler.defaults import Defaults
from formgen.compiler.document_building import DocumentBuilder, alternatives_of
from formgen.compiler.facts import data_nodes, fill_facts
from formgen.compiler.graph import CycleError
from formgen.compiler.nodes import Node
from formgen.compiler.ordering import cycle_problem, ordered
from formgen.compiler.plan import Plan, PlannedPage
from formgen.compiler.procedure import (
    Condition,
    Declaration,
    Document,
    Field,
    Page,
    Parts,
    Procedure,
    Step,
    Stop,
)
from formgen.compiler.validators import Spot
from formgen.language.problems import SpecError
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.resolution.pages import PagePlace

SHOWN_EMPTY = ("identify", "preamble", "review", "confirmation")
"""Kinds of pages that are shown though they ask nothing of their own."""


def build(resolution: Resolution, digest: str = "") -> Procedure:
    """Compile a resolved spec. Raises SpecError where a cycle or a file of data forbids it."""
    procedure: Procedure | None = None
    try:
        procedure = _Builder(resolution).procedure(digest)
    except CycleError as cycle:
        resolution.tell(cycle_problem(resolution, cycle))
    errors = [each for each in resolution.problems if each.severity == "error"]
    if errors or procedure is None:
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
        self.scope = resolution.scope
        self.take = resolution.plan.slots.take
        self.plan = Plan(ended=self.take(), stopped=self.take(), waiting=self.take())
        self.closures = Closures(resolution, self.plan.waiting)
        self.nodes: list[Node] = []
        self.parts = Parts({}, [], {}, {}, {})
        self.last_stop = ""

    def procedure(self, digest: str) -> Procedure:
        self.nodes += data_nodes(self.resolution, self.closures)
        for index, place in enumerate(self.resolution.pages):
            self._page(index, place)
        self._declarations()
        self._steps()
        plan = self.plan
        plan.runs = tuple(each.run for each in ordered(self.resolution, self.closures, self.nodes))
        plan.template = plan.slots_at_start(self.resolution.plan.slots.count)
        plan.fill = fill_facts(self.resolution)
        plan.defaults = Defaults(self.closures)
        return Procedure(
            spec=self.spec, digest=digest, parts=self.parts, plan=plan, resolution=self.resolution
        )

    def _page(self, index: int, place: PagePlace) -> None:
        asked = self.take()
        self.plan.asked_slots[f"pages.{place.id}"] = asked
        self._page_node(index, place, asked)
        fields = self._fields(place, asked)
        documents = self._documents(place, asked)
        stops = self._stops(index, place, asked)
        if place.spec is not None and place.spec.checks:
            placed = self.resolution.plan.fields_of[place.id]
            spot = Spot(documents[0].path if documents else place.id, asked)
            found = checking.page_checks(self.closures, place.spec.checks, self.scope, placed, spot)
            self.plan.validators.append(validators.checks(asked, None, found))
        content = _content(place, fields, documents)
        page = Page(place.spec, place.id, place.kind, None, place.signed_in, content, stops, place.place)
        self.parts.pages[place.id] = page
        shows_itself = place.kind in SHOWN_EMPTY or bool(place.spec and place.spec.text)
        slots = tuple(slot for each in content for slot in self._shown_slots(each))
        self.plan.pages.append(PlannedPage(page, asked, shows_itself, slots))

    def _page_node(self, index: int, place: PagePlace, asked: int) -> None:
        conditions: list[tuple[Condition, Any, str]] = []
        formulas: list[Formula] = []
        for construct, kind in ((place.step, "step"), (place.spec, "page")):
            if construct is not None and construct.when is not None:
                condition = self.closures.checked(construct.when, self.scope).python()
                conditions.append((condition, construct, kind))
                formulas.append(construct.when)
        self.plan.page_conditions[place.id] = conditions
        run = nodes.page(asked, self.plan.ended, index, tuple(each for each, _, _ in conditions))
        reads = self.closures.reads(formulas, self.scope)
        # Every page waits for the last stop before it, each stop for its page: one chain through the file.
        after = (self.last_stop,) if self.last_stop else ()
        self.nodes.append(Node(f"page:{place.id}", reads, after, run, place.spec, tuple(formulas)))

    def _fields(self, place: PagePlace, asked: int) -> list[Field]:
        builder = FieldBuilder(self.closures, place.id, f"page:{place.id}", asked)
        compiled = [builder.build(each) for each in self.resolution.plan.fields_of[place.id]]
        self._take_over(builder)
        return compiled

    def _documents(self, place: PagePlace, asked: int) -> list[Document]:
        builder = DocumentBuilder(self.closures, self.plan, place.id, asked)
        ids = [name.value for name in place.spec.documents] if place.spec is not None else []
        found = [builder.build(id) for id in ids]
        self._take_over(builder)
        for each in found:
            self.parts.documents[each.id] = each
            self.plan.page_of[each.path] = place.id
        return found

    def _take_over(self, builder: FieldBuilder | DocumentBuilder) -> None:
        self.nodes += builder.nodes
        self.plan.validators += builder.validators
        if isinstance(builder, FieldBuilder):
            self.plan.item_pages.update(builder.item_pages)
        for path, each in builder.fields.items():
            self.parts.fields[path] = each
            self.plan.page_of[path] = builder.page_id
            if each.binding.depth == 0:
                self.plan.asked_slots[path] = each.asked_slot

    def _shown_slots(self, part: Field | Document) -> tuple[int, ...]:
        """The slots by which a page has something to show."""
        if isinstance(part, Document):
            return (self.plan.documents[part.id].shown_slot,)
        return shown_slots(part)

    def _stops(self, index: int, place: PagePlace, asked: int) -> tuple[Stop, ...]:
        found = []
        for number, spec in enumerate(place.spec.stop if place.spec else ()):
            compiled = Stop(spec, place.id, number)
            when = self.closures.checked(spec.when, self.scope)
            run = nodes.stop(asked, self.plan.ended, self.plan.stopped, index, when.python(), compiled)
            name = f"stop:{place.id}:{number}"
            after = (f"page:{place.id}", *((self.last_stop,) if self.last_stop else ()))
            self.nodes.append(Node(name, when.reads, after, run, spec, (spec.when,)))
            self.last_stop = name
            found.append(compiled)
        return tuple(found)

    def _declarations(self) -> None:
        for name, spec in (self.spec.review.declarations if self.spec.review else {}).items():
            path = f"declarations.{name}"
            slot = self.plan.asked_slots[path] = self.take()
            self.parts.declarations[name] = Declaration(spec, name, path)
            when = self.closures.condition(spec.when, self.scope)
            run = nodes.group(nodes.asked_test(self.plan.asked_slots["pages.review"], when), slot)
            formulas = (spec.when,) if spec.when is not None else ()
            reads = self.closures.reads(formulas, self.scope)
            self.nodes.append(Node(f"declaration:{name}", reads, ("page:review",), run, spec, formulas))
            required = self.closures.requirement(spec.required, self.scope)
            self.plan.validators.append(validators.declaration(slot, required, path))

    def _steps(self) -> None:
        steps = self.parts.steps
        for id, spec in self.spec.steps.items():
            steps.append(Step(spec, id, tuple(spec.pages)))
        steps.append(Step(None, "review", ("review",)))
        step_of = {page: step for step in steps for page in step.pages}
        for place in self.resolution.pages:
            if place.step is not None or place.kind == "review":
                object.__setattr__(self.parts.pages[place.id], "step", step_of[place.id])


def _content(
    place: PagePlace, fields: list[Field], documents: list[Document]
) -> tuple[Field | Document, ...]:
    """What a page asks, in the order of `content`; what that does not name follows."""
    parts: dict[str, Field | Document] = {each.name: each for each in fields}
    parts.update({each.id: each for each in documents})
    order = [name.value for name in place.spec.content if name.value in parts] if place.spec else []
    return tuple(parts[name] for name in (*order, *(name for name in parts if name not in order)))


__all__ = ["alternatives_of", "build", "digest_of"]
