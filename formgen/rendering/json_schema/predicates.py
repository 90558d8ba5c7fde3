"""Conditions as JSON Schemas of the whole answers, or of an item of a list.

A condition is true, false or unknown, and many can only in part be said in JSON Schema. So each is given as
two schemas: answers that match the first surely make it true, those that match the second make it false.
`exact` tells whether all of them match. What cannot be said matches nothing, and then demands nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from formgen.compiler.procedure import Field, Procedure
from formgen.language.expressions import CONDITION, Choice, Choices, Country, Names, Number, YesNo, typed
from formgen.language.readers import Formula
from formgen.rendering.json_schema.values import Schema, number

KEYWORDS: Final[Mapping[str, str]] = {
    "<": "exclusiveMaximum",
    "<=": "maximum",
    ">": "exclusiveMinimum",
    ">=": "minimum",
}
OPPOSITE: Final[Mapping[str, str]] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True)
class Matched:
    """Answers that match: all (True), none (False), or those of a schema."""

    schema: Schema | bool
    exact: bool = True


EVERY: Final = Matched(True)
UNSAYABLE: Final = Matched(False, exact=False)
Verdict = tuple[Matched, Matched]
"""Surely true, surely false."""
UNDECIDED: Final[Verdict] = (UNSAYABLE, UNSAYABLE)


def all_of(parts: Iterable[Matched]) -> Matched:
    """Answers that match all."""
    return _joined(list(parts), "allOf", neutral=True)


def any_of(parts: Iterable[Matched]) -> Matched:
    """Answers that match one."""
    return _joined(list(parts), "anyOf", neutral=False)


def _joined(parts: Sequence[Matched], keyword: str, neutral: bool) -> Matched:
    exact = all(each.exact for each in parts)
    decisive = not neutral
    if any(each.schema is decisive for each in parts):
        return Matched(decisive, exact)
    schemas: list[Schema] = []
    for each in parts:
        if isinstance(each.schema, dict) and each.schema not in schemas:
            schemas.append(each.schema)
    if len(schemas) < 2:
        return Matched(schemas[0] if schemas else neutral, exact)
    return Matched({keyword: schemas}, exact)


def none_of(matched: Matched) -> Matched:
    """Answers that do not match; unsayable where not all that should match do."""
    if not matched.exact:
        return UNSAYABLE
    if isinstance(matched.schema, bool):
        return Matched(not matched.schema)
    return Matched({"not": matched.schema})


def at(path: Sequence[str], schema: Schema) -> Schema:
    """Answers that have something at a path, which matches."""
    for name in reversed(path):
        schema = {"type": "object", "properties": {name: schema}, "required": [name]}
    return schema


class Conditions:
    """The conditions of a procedure. Those that several places name stand once, in `definitions`."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.resolution = procedure.resolution
        self.placed = procedure.resolution.plan.placed()
        self.definitions: dict[str, Schema] = {}
        self._asked: dict[str, Matched] = {}
        self._named: dict[str, Verdict] = {}

    def true(self, formula: Formula | None, scope: Names) -> Matched:
        """Answers that surely make a condition true; all without one."""
        return EVERY if formula is None else self.verdict(formula, scope)[0]

    def verdict(self, formula: Formula, scope: Names) -> Verdict:
        """Answers that surely make a condition true, and false."""
        checked = self.resolution.formula(formula, scope, CONDITION)
        return UNDECIDED if checked.typed is None else self._of(checked.typed)

    def page_asked(self, page: str) -> Matched:
        """Answers that surely lead to a page. Stops do not matter here: who meets one is refused."""
        found = self.procedure.pages[page]
        formulas = (each.when for each in (found.step.spec if found.step else None, found.spec) if each)
        return self._once(
            f"asked.pages.{page}", lambda: all_of(self.true(each, self.resolution.scope) for each in formulas)
        )

    def asked(self, field: Field) -> Matched:
        """Answers that surely lead to a field: of an item, items that do."""
        return self._once(f"asked.{field.full_path}", lambda: all_of(self._asked_parts(field)))

    def _asked_parts(self, field: Field) -> Iterable[Matched]:
        yield self.true(field.spec.when, field.scope)
        parent = field.parent
        if parent is None:
            yield self._around(field)
        elif field.follows is None:
            yield self.asked(parent)
        elif self.placed[field.full_path].follows_said:
            yield self._value(parent, at(("said",), {"const": field.follows}))
        elif isinstance(parent.type, Choices):
            yield self._value(parent, {"type": "array", "contains": {"const": field.follows}})
        else:
            yield self._value(parent, {"const": field.follows})

    def _around(self, field: Field) -> Matched:
        path = field.full_path
        if path.startswith("documents."):
            _, id, word, *_ = path.split(".")
            return self.said(id, word)
        if not field.binding.depth:
            return self.page_asked(self.procedure.plan.page_of[path])
        owner = self.procedure.fields[path.rpartition(f".{field.path}")[0]]
        pages: Mapping[str, Any] = getattr(owner.spec, "pages", None) or {}
        scope = self.placed[owner.full_path].item_scope
        assert scope is not None
        page = next((each for each in pages.values() if field.name in each.fields), None)
        return self.true(page.when, scope) if page is not None else EVERY

    def document_asked(self, id: str) -> Matched:
        """Answers that surely ask a document."""
        document = self.procedure.documents[id]
        when = self.true(document.spec.when, self.resolution.scope)
        return self._once(f"asked.documents.{id}", lambda: all_of([self.page_asked(document.page), when]))

    def said(self, id: str, word: str) -> Matched:
        """Answers in which this word was said of a document that is asked."""
        said = at(("documents", id, "said"), {"const": word})
        return all_of([self.document_asked(id), Matched(said)])

    def _once(self, name: str, make: Callable[[], Matched]) -> Matched:
        found = self._asked.get(name)
        if found is None:
            made = make()
            if isinstance(made.schema, dict) and "$ref" not in made.schema:
                self.definitions[name] = made.schema
                made = Matched({"$ref": f"#/$defs/{name}"}, made.exact)
            found = self._asked[name] = made
        return found

    # --- expressions --------------------------------------------------------------------------------

    def _of(self, node: typed.Typed) -> Verdict:
        match node:
            case typed.Constant(value=bool() as value):
                return Matched(value), Matched(not value)
            case typed.Not(inner=inner):
                return _swapped(self._of(inner))
            case typed.Both(parts=parts):
                verdicts = [self._of(each) for each in parts]
                return all_of(true for true, _ in verdicts), any_of(false for _, false in verdicts)
            case typed.Either(parts=parts):
                verdicts = [self._of(each) for each in parts]
                return any_of(true for true, _ in verdicts), all_of(false for _, false in verdicts)
            case typed.Read(binding=binding) if binding.name in self.procedure.spec.conditions:
                return self._condition(binding.name) if not node.up else UNDECIDED
            case typed.Quantified() if node.condition is not None and node.quantifier != "count":
                return self._quantified(node, node.condition)
        return self._comparison(node)

    def _condition(self, name: str) -> Verdict:
        found = self._named.get(name)
        if found is None:
            formula = self.procedure.spec.conditions[name]
            true, false = self.verdict(formula, self.resolution.scope)
            found = self._named[name] = (
                self._once(f"true.{name}", lambda: true),
                self._once(f"false.{name}", lambda: false),
            )
        return found

    def _comparison(self, node: typed.Typed) -> Verdict:
        field = self._field(getattr(node, "left", getattr(node, "inner", None)))
        if field is None:
            return UNDECIDED
        match node:
            case typed.Equal(right=typed.Constant(value=value)) if _listed(field):
                found = self._split(field, {"const": _json(value)})
            case typed.Among(values=values) if _listed(field):
                found = self._split(field, {"enum": [_json(each) for each in values]})
            case typed.Holds(ids=ids) if isinstance(field.type, Choices):
                chosen: Schema = {"contains": {"enum": list(ids)}} if ids else {"minItems": 1}
                found = self._split(field, {"type": "array", **chosen})
            case typed.Order(operator=sign, right=typed.Constant(value=value)) if _counts(field):
                least, most = KEYWORDS[sign], KEYWORDS[OPPOSITE[sign]]
                found = (
                    self._value(field, {"type": "number", least: number(value)}),
                    self._value(field, {"type": "number", most: number(value)}),
                )
            case typed.Said(word=word):
                found = self._said(field, word)
            case typed.Answered():
                given = self._given(field)
                found = (given, none_of(given))
            case _:
                return UNDECIDED
        return _swapped(found) if getattr(node, "negated", False) else found

    def _quantified(self, node: typed.Quantified, condition: typed.Typed) -> Verdict:
        field = self._field(node.items)
        if field is None:
            return UNDECIDED
        true, false = self._of(condition)
        decisive, other = (true, false) if node.quantifier == "any" else (false, true)
        one = self._items(field, "contains", decisive)
        each = self._items(field, "items", other)
        return (one, each) if node.quantifier == "any" else (each, one)

    def _items(self, field: Field, keyword: str, of_item: Matched) -> Matched:
        found = self._value(field, {"type": "array", keyword: of_item.schema})
        return Matched(found.schema, found.exact and of_item.exact)

    def _field(self, node: Any) -> Field | None:
        if not isinstance(node, typed.Read) or node.up:
            return None
        return self.procedure.fields.get(node.binding.name)

    def _split(self, field: Field, schema: Schema) -> Verdict:
        """Given answers that match, and given ones that do not."""
        others = all_of([self._given(field, heard=False), self._value(field, {"not": schema})])
        return self._value(field, schema), others

    def _said(self, field: Field, word: str) -> Verdict:
        """Answers in which a word was said instead of a value, and those in which it surely was not."""
        true, false = self._split(field, at(("said",), {"const": word}))
        return true, none_of(true) if true.exact else false

    def _value(self, field: Field, schema: Schema) -> Matched:
        if not _kept_as_sent(field):
            return UNSAYABLE
        return all_of([self.asked(field), Matched(at(data_path(field), schema))])

    def _given(self, field: Field, *, heard: bool = True) -> Matched:
        """Answers in which a field is asked and answered; `heard`: a word said instead is an answer too."""
        nothing: list[Schema] = [{"$ref": "#/$defs/nothing"}]
        if field.spec.or_say and not heard:
            nothing.append({"type": "object", "required": ["said"]})
        if isinstance(field.type, Choices) and heard:
            nothing.append({"type": "array", "maxItems": 0})
        return self._value(field, {"not": nothing[0] if len(nothing) == 1 else {"anyOf": nothing}})


def data_path(field: Field) -> tuple[str, ...]:
    """Where the answer of a field stands: of an item, within the item."""
    path = tuple(field.path.split("."))
    # What is asked after a word said of a document stands beside that word.
    return (*path[:2], *path[3:]) if path[0] == "documents" and len(path) > 3 else path


def _swapped(verdict: Verdict) -> Verdict:
    return verdict[1], verdict[0]


def _listed(field: Field) -> bool:
    return isinstance(field.type, Choice | Country | YesNo)


def _counts(field: Field) -> bool:
    return isinstance(field.type, Number) and field.type.integer


def _kept_as_sent(field: Field) -> bool:
    """Whether what counts is what was sent: no source locks it, and no sign is taken out."""
    return field.copied is None and not getattr(field.spec, "ignore", None)


def _json(value: Any) -> Any:
    return value if isinstance(value, bool | str) else number(value)


__all__ = ["EVERY", "Conditions", "Matched", "all_of", "at", "data_path", "none_of"]
