"""The JSON Schema (2020-12) of a procedure's answers, conditions as `if` and `then`.

    schema = answers_schema(procedure)

It takes what the answer models take, and refuses what they refuse, as far as JSON Schema can say it; what it
cannot say it lets pass. `docs/build.md` lists that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from formgen.compiler.models import words_of
from formgen.compiler.procedure import Document, Field, Procedure
from formgen.language.fields.base import Requirement
from formgen.rendering.json_schema.predicates import Conditions, Matched, all_of, data_path
from formgen.rendering.json_schema.values import (
    Schema,
    fixed_level,
    optional_schema,
    required_schema,
    value_schema,
)

FEW = 12
"""Options up to which a question lists its own."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def answers_schema(procedure: Procedure) -> Schema:
    """The schema of everything that the procedure asks, as JSON."""
    return _Writer(procedure).schema()


@dataclass
class _Object:
    """An object of answers: the whole, or an item of a list."""

    properties: dict[str, Schema] = field(default_factory=dict)
    rules: dict[str, tuple[Any, Schema]] = field(default_factory=dict)
    """Rules by what they are conditional on, so that each condition is written once."""
    always: Schema = field(default_factory=dict)
    refused: list[Schema] = field(default_factory=list)

    def require(self, when: Matched, path: Sequence[str], value: Schema, *, given: bool) -> None:
        """Where `when` matches, what stands at a path must match, and be there if `given`."""
        if when.schema is False:
            return
        if when.schema is True:
            _put(self.always, path, value, given)
            return
        key = json.dumps(when.schema, sort_keys=True)
        _, then = self.rules.setdefault(key, (when.schema, {}))
        _put(then, path, value, given)

    def refuse(self, when: Matched) -> None:
        """Nothing that matches is taken."""
        if isinstance(when.schema, dict):
            self.refused.append({"not": when.schema})
        elif when.schema:
            self.refused.append({"not": {}})

    def schema(self) -> Schema:
        """The object."""
        rules: list[Schema] = [{"if": when, "then": then} for when, then in self.rules.values()]
        rules += self.refused
        found: Schema = {"type": "object", "properties": self.properties}
        found = _merged(found, self.always) | {"additionalProperties": False}
        return {**found, **({"allOf": rules} if rules else {})}


def _merged(schema: Schema, other: Schema) -> Schema:
    """Two schemas in one, whose keywords do not contradict each other."""
    both = {name: _merged(schema[name], other[name]) for name in other if isinstance(schema.get(name), dict)}
    return {**schema, **other, **both}


def _put(target: Schema, path: Sequence[str], value: Schema, given: bool) -> None:
    for name in path[:-1]:
        if given and name not in target.setdefault("required", []):
            target["required"].append(name)
        target = target.setdefault("properties", {}).setdefault(name, {})
        if given:
            target["type"] = "object"
    if value:
        target.setdefault("properties", {})[path[-1]] = value
    if given and path[-1] not in target.setdefault("required", []):
        target["required"].append(path[-1])


class _Writer:
    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.conditions = Conditions(procedure)
        self.scope = procedure.resolution.scope
        self._options: dict[tuple[Any, ...], str] = {}

    def schema(self) -> Schema:
        procedure, whole = self.procedure, _Object()
        whole.properties["documents"] = _closed({})
        for page in procedure.pages.values():
            for each in page.fields:
                self._field(whole, whole.properties, each)
            for document in page.documents:
                self._document(whole, document)
            self._page(whole, page)
        self._declarations(whole)
        nothing = {
            "description": "No answer.",
            "anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}],
        }
        return {
            "$schema": DIALECT,
            "title": words_of(procedure.spec.title),
            "description": f"The answers of {procedure.id}, version {procedure.version}.",
            **whole.schema(),
            "$defs": {"nothing": nothing, **dict(sorted(self.conditions.definitions.items()))},
        }

    def _page(self, whole: _Object, page: Any) -> None:
        asked = self.conditions.page_asked(page.id)
        for stop in page.stops:
            whole.refuse(all_of([asked, self.conditions.true(stop.spec.when, self.scope)]))
        if page.spec is not None:
            self._checks(whole, page.spec.checks, self.scope, asked)

    def _checks(self, target: _Object, checks: Iterable[Any], scope: Any, asked: Matched) -> None:
        for each in checks:
            if each.level == "error":
                _, false = self.conditions.verdict(each.must, scope)
                target.refuse(all_of([asked, self.conditions.true(each.when, scope), false]))

    # --- fields -------------------------------------------------------------------------------------

    def _field(self, target: _Object, properties: dict[str, Schema], each: Field) -> None:
        if not each.spec.asks:
            return
        described: Schema = {"title": words_of(each.spec.label)}
        properties[each.name] = described
        asked = self.conditions.asked(each)
        path = data_path(each)
        if each.type_name == "group":
            inner: dict[str, Schema] = {}
            described |= {"properties": inner, "additionalProperties": False}
            target.require(asked, path, {"type": ["object", "null"]}, given=False)
            for member in each.members:
                self._field(target, inner, member)
            self._checks(target, each.spec.checks, each.scope, asked)
            return
        if each.type_name == "list":
            self._list(target, described, each, asked)
        else:
            self._answer(target, each, asked)
            for follower in each.members:
                self._field(target, properties, follower)
        if fixed_level(each) in ("error", None):
            self._checks(target, each.spec.checks, each.scope, asked)

    def _answer(self, target: _Object, each: Field, asked: Matched) -> None:
        if each.copied is not None:
            # Where the source holds it, whatever was sent does not count.
            return
        value = self._short(each, value_schema(self.procedure, each))
        self._given_or_not(target, each, asked, optional_schema(value), required_schema(each, value))

    def _short(self, each: Field, value: Schema) -> Schema:
        """The schema of an answer; many options stand once, by a name, however many questions have them."""
        options = tuple(value.get("enum", ()))
        if len(options) <= FEW:
            return value
        name = self._options.setdefault(options, f"options.{each.full_path}")
        self.conditions.definitions[name] = value
        return {"$ref": f"#/$defs/{name}"}

    def _given_or_not(
        self, target: _Object, each: Field, asked: Matched, optional: Schema, required: Schema
    ) -> None:
        path, level = data_path(each), fixed_level(each)
        if level == "error":
            target.require(asked, path, required, given=True)
            return
        target.require(asked, path, optional, given=False)
        wanted = each.spec.required
        if isinstance(wanted, Requirement) and wanted.condition is not None:
            when = self.conditions.true(wanted.condition, each.scope)
            target.require(all_of([asked, when]), path, required, given=True)

    def _list(self, target: _Object, described: Schema, each: Field, asked: Matched) -> None:
        inside, spec = _Object(), each.spec
        written: Any = spec
        for member in each.members:
            self._field(inside, inside.properties, member)
        pages: Mapping[str, Any] = written.pages or {}
        scope = self.procedure.resolution.plan.placed()[each.full_path].item_scope
        assert scope is not None
        for page in pages.values():
            self._checks(inside, page.checks, scope, self.conditions.true(page.when, scope))
        # An unknown name is refused wherever it stands; the rest of an item counts where its list does.
        known = {name: {"title": value.get("title", "")} for name, value in inside.properties.items()}
        described |= {"items": {"properties": known, "additionalProperties": False}}
        item = {name: value for name, value in inside.schema().items() if name != "additionalProperties"}
        value: Schema = {"type": "array", "items": item, "maxItems": written.max}
        if written.min:
            least = {"minItems": written.min}
            value |= {"anyOf": [{"maxItems": 0}, least]} if written.first_question is not None else least
        optional = {"anyOf": [value, {"type": "null"}]}
        if self._shares_page(each):
            # Another list of its page answers it: sent, that says that there is nothing here.
            target.require(asked, data_path(each), optional, given=False)
            return
        self._given_or_not(target, each, asked, optional, value)

    def _shares_page(self, each: Field) -> bool:
        page_of = self.procedure.plan.page_of
        lists = [path for path, one in self.procedure.fields.items() if one.type_name == "list"]
        return sum(page_of[path] == page_of[each.full_path] for path in lists) > 1

    # --- documents and declarations -----------------------------------------------------------------

    def _document(self, whole: _Object, document: Document) -> None:
        if not document.said:
            return
        holder = whole.properties["documents"]
        inner: dict[str, Schema] = {"said": {"enum": list(document.said)}}
        for fields in document.said_fields.values():
            for each in fields:
                self._field(whole, inner, each)
        names = {word: ["said", *_names(document.said_fields.get(word, ()))] for word in document.said}
        rules = [
            {
                "if": {"properties": {"said": {"const": word}}, "required": ["said"]},
                "then": {"propertyNames": {"enum": known}},
            }
            for word, known in names.items()
        ]
        holder["properties"][document.id] = {
            "title": words_of(document.spec.title),
            "type": ["object", "null"],
            "properties": inner,
            "required": ["said"],
            "allOf": rules,
        }

    def _declarations(self, whole: _Object) -> None:
        properties: dict[str, Schema] = {}
        for each in self.procedure.declarations.values():
            properties[each.id] = {"title": words_of(each.spec.text), "type": ["boolean", "null"]}
            asked = all_of(
                [self.conditions.page_asked("review"), self.conditions.true(each.spec.when, self.scope)]
            )
            required = each.spec.required
            if not isinstance(required, Requirement) or required.level != "error":
                continue
            if required.condition is not None:
                asked = all_of([asked, self.conditions.true(required.condition, self.scope)])
            whole.require(asked, ("declarations", each.id), {"const": True}, given=True)
        whole.properties["declarations"] = _closed(properties)


def _closed(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _names(fields: Iterable[Field]) -> Iterable[str]:
    for each in fields:
        yield each.name
        if each.type_name not in ("group", "list"):
            yield from _names(each.members)


__all__ = ["answers_schema"]
