"""Where conditions and cases stand in a spec, and what is true whenever they are judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from formgen.checks.situations.world import EVERYWHERE, World
from formgen.language.documents import Alternative, AtLeast, Document, Rule
from formgen.language.expressions import Names
from formgen.language.expressions.typed import Typed
from formgen.language.fields.base import Check, Requirement
from formgen.language.readers import Cases, Formula
from formgen.language.resolution.layout import Placed
from formgen.language.resolution.pages import PagePlace

Kind = Literal[
    "condition", "step", "page", "stop", "field", "option", "required", "check", "must", "document", "paper",
    "declaration", "action", "case",
]  # fmt: skip


class Place(NamedTuple):
    """Where something stands: the number of its page, the scope of its names, what is true there."""

    page: int
    scope: Names
    context: tuple[Typed, ...] = ()

    def within(self, *further: Typed) -> Place:
        """The same place, where more is true."""
        return self._replace(context=(*self.context, *further))


class Condition(NamedTuple):
    """A condition with its place. `owner`: the construct or the field that it belongs to."""

    kind: Kind
    formula: Formula
    place: Place
    owner: Any = None


class Chosen(NamedTuple):
    """Cases with their place. `what`: how a person would name what is chosen by them."""

    kind: Literal["calculation", "document", "label", "free"]
    """Of `free` ones a situation without a case is no mistake: then nothing applies."""
    what: str
    cases: Cases[Any]
    place: Place


def conditions_of(world: World) -> Iterator[Condition]:
    """Every condition of a spec but those of cases and of texts."""
    return _Places(world).conditions()


def cases_of(world: World) -> Iterator[Chosen]:
    """All cases of a spec."""
    return _Places(world).all_cases()


class _Places:
    def __init__(self, world: World) -> None:
        self.world = world
        self.names = world.names
        self.resolution = world.resolution
        self.spec = world.resolution.spec
        self.scope = world.resolution.scope

    def conditions(self) -> Iterator[Condition]:
        for formula in self.spec.conditions.values():
            yield Condition("condition", formula, Place(EVERYWHERE, self.scope))
        steps: set[int] = set()
        for index, page in enumerate(self.resolution.pages):
            at = Place(index, self.scope)
            if page.step is not None and page.step.when is not None and id(page.step) not in steps:
                steps.add(id(page.step))
                yield Condition("step", page.step.when, at, page.step)
            yield from self._page(page, at)
            for placed in self._fields_on(page):
                yield from self._field(placed, index)
        end = Place(len(self.resolution.pages) - 1, self.scope)
        for declaration in (self.spec.review.declarations if self.spec.review else {}).values():
            yield from self._one("declaration", declaration.when, end, declaration)
            asked = end.within(*self.names.condition(declaration.when))
            yield from self._required(declaration.required, asked, declaration)
        for action in (self.spec.workflow.actions if self.spec.workflow else {}).values():
            fields = self.resolution.plan.action_fields[action.id]
            scope = fields[0].scope if fields else self.scope
            yield from self._one("action", action.when, Place(EVERYWHERE, scope), action)

        for chosen in self.all_cases():
            for case in chosen.cases.items:
                yield from self._one("case", case.when, chosen.place, case)

    def _one(self, kind: Kind, formula: Formula | None, place: Place, owner: Any) -> Iterator[Condition]:
        if formula is not None:
            yield Condition(kind, formula, place, owner)

    def _page(self, page: PagePlace, at: Place) -> Iterator[Condition]:
        if page.spec is None:
            return
        step = self.names.condition(page.step.when) if page.step is not None else ()
        yield from self._one("page", page.spec.when, at.within(*step), page.spec)
        asked = at.within(*self.names.page(page))
        for stop in page.spec.stop:
            yield Condition("stop", stop.when, asked, stop)
        yield from self._checks(page.spec.checks, asked)
        for name in page.spec.documents:
            document = self.spec.documents.get(name.value)
            if document is not None:
                yield from self._document(document, asked)

    def _fields_on(self, page: PagePlace) -> Iterator[Placed]:
        pending = list(reversed(self.resolution.plan.fields_of[page.id]))
        while pending:
            each = pending.pop()
            yield each
            pending += reversed(each.members)

    def asked(self, placed: Placed, page: int) -> Place:
        """Where a field is asked."""
        return Place(page, placed.scope, self.world.asked(placed.full_path))

    def _field(self, placed: Placed, page: int) -> Iterator[Condition]:
        spec, asked = placed.spec, self.asked(placed, page)
        if spec.when is not None:
            own = self.names.condition(spec.when, placed.scope)
            outside = asked._replace(context=asked.context[: len(asked.context) - len(own)])
            yield Condition("field", spec.when, outside, placed)
        yield from self._required(spec.required, asked, placed)
        yield from self._checks(spec.checks, asked)
        for option in self.resolution.context.options(spec).values():
            yield from self._one("option", option.when, asked, option)

    def _required(
        self, value: Requirement | Cases[Requirement], place: Place, owner: Any
    ) -> Iterator[Condition]:
        if isinstance(value, Requirement):
            yield from self._one("required", value.condition, place, owner)

    def _checks(self, checks: Sequence[Check], place: Place) -> Iterator[Condition]:
        for each in checks:
            yield from self._one("check", each.when, place, each)
            judged = place.within(*self.names.condition(each.when, place.scope))
            yield Condition("must", each.must, judged, each)

    def _document(self, document: Document, place: Place) -> Iterator[Condition]:
        yield from self._one("document", document.when, place, document)
        asked = place.within(*self.names.condition(document.when))
        yield from self._required(document.required, asked, document)
        for when, rule in self.resolution.cases_of(document.cases or document):
            applies = asked.within(*self.names.condition(when))
            for paper in papers(rule):
                yield from self._one("paper", paper.when, applies, paper)

    # Cases

    def all_cases(self) -> Iterator[Chosen]:
        end = Place(EVERYWHERE, self.scope)
        for name, calculation in self.spec.calculations.items():
            if calculation.cases is not None:
                yield Chosen("calculation", f"`{name}`", calculation.cases, end)
        for index, page in enumerate(self.resolution.pages):
            at = Place(index, self.scope, self.names.page(page))
            if page.spec is not None:
                yield from _cases("label", f"the title of `{page.id}`", page.spec.title, at)
                yield from _cases("free", f"the text of `{page.id}`", page.spec.text, at)
                for handed_in in page.spec.documents:
                    if handed_in.value in self.spec.documents:
                        yield from self._document_cases(self.spec.documents[handed_in.value], at)
            for placed in self._fields_on(page):
                yield from self._field_cases(placed, self.asked(placed, index))
        for declaration in (self.spec.review.declarations if self.spec.review else {}).values():
            asked = end.within(*self.names.condition(declaration.when))
            yield from _cases("free", f"`required` of `{declaration.id}`", declaration.required, asked)

    def _field_cases(self, placed: Placed, asked: Place) -> Iterator[Chosen]:
        spec, name = placed.spec, placed.spec.id
        yield from _cases("label", f"the label of `{name}`", spec.label, asked)
        yield from _cases("free", f"`required` of `{name}`", spec.required, asked)
        yield from _cases("free", f"the default of `{name}`", spec.default, asked)
        yield from _cases(
            "label", f"the first question of `{name}`", getattr(spec, "first_question", None), asked
        )
        for option in self.resolution.context.options(spec).values():
            yield from _cases("label", f"the label of `{option.id}`", option.label, asked)

    def _document_cases(self, document: Document, at: Place) -> Iterator[Chosen]:
        asked = at.within(*self.names.condition(document.when))
        yield from _cases("label", f"the title of `{document.id}`", document.title, asked)
        yield from _cases("free", f"`required` of `{document.id}`", document.required, asked)
        yield from _cases("document", f"`{document.id}`", document.cases, asked)


def _cases(
    kind: Literal["calculation", "document", "label", "free"], what: str, value: object, place: Place
) -> Iterator[Chosen]:
    if isinstance(value, Cases):
        yield Chosen(kind, what, value, place)


def papers(rule: object) -> Iterator[Alternative]:
    """The papers that a rule names."""
    if not isinstance(rule, Rule):
        return
    at_least: Mapping[str, Alternative] = rule.at_least.of if isinstance(rule.at_least, AtLeast) else {}
    for named in (rule.one_of or {}, rule.all_of or {}, at_least):
        yield from named.values()


__all__ = ["Chosen", "Condition", "Place", "cases_of", "conditions_of", "papers"]
