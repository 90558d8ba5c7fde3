"""Fields of a page, of a group, of an item, or behind a word said: when each is asked, and what must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from formgen.compiler.graph import in_order
from formgen.compiler.procedure import Field
from formgen.language.expressions import Names
from formgen.language.fields.base import Check
from formgen.rendering.python.layout import Source, call, quoted, tuple_of
from formgen.rendering.python.rules.answers import answer, answer_reads
from formgen.rendering.python.rules.writing import Parts, Writing


def write_fields(
    writing: Writing, found: Parts, fields: Iterable[Field], within: str, after: str, page: str
) -> None:
    """Add fields. `within`: the path that they stand in; `after`: the node that is decided before them."""
    for each in fields:
        _field(writing, found, each, within, after, page)


def _field(writing: Writing, found: Parts, field: Field, within: str, after: str, page: str) -> None:
    if not field.spec.asks:
        return
    functions, path = writing.functions, field.full_path
    named: dict[str, Source] = {"path": quoted(field.path), "within": quoted(within)}
    named |= functions.optional(f"when_{path}", field.spec.when, field.scope)
    reads = functions.reads([field.spec.when], field.scope)
    checks = functions.checks(path, field.spec.checks, field.scope, lambda _: [field.path])
    behind = (after,) if after else ()
    if field.type_name == "group":
        model = writing.classes.of_path[path]
        source = call(writing.use("Group"), **named, model=model, **checks)
        found.add(f"field:{path}", source, reads, behind)
        write_fields(writing, found, field.members, field.path, f"field:{path}", page)
        return
    model, attribute = writing.classes.place_of[path]
    named |= {"name": quoted(field.binding.name), "model": model, "attribute": quoted(attribute)}
    named |= _following(writing, field)
    required = functions.required(path, field.spec.required, field.scope)
    named |= {} if required == "always" else {"required": required}
    if field.type_name == "list":
        items, read_outside = _items(writing, field, page)
        source = call(writing.use("Items"), **named, **items, **checks)
        found.add(f"field:{path}", source, reads | read_outside, behind)
        return
    named |= answer(writing, field)
    reads |= answer_reads(writing, field)
    source = call(writing.use("Question"), **named, **checks)
    found.add(f"field:{path}", source, reads, behind)
    write_fields(writing, found, field.members, field.path, f"field:{path}", page)


def _following(writing: Writing, field: Field) -> Mapping[str, Source]:
    if field.follows is None:
        return {}
    said: dict[str, Source] = {"follows_said": "True"} if writing.placed[field.full_path].follows_said else {}
    return {"follows": quoted(field.follows), **said}


def _items(writing: Writing, field: Field, page: str) -> tuple[Mapping[str, Source], frozenset[str]]:
    """What is asked of an item, and what that reads outside."""
    inside, spec = Parts(), field.spec
    pages: Mapping[str, Any] = getattr(spec, "pages", None) or {}
    scope = writing.placed[field.full_path].item_scope
    assert scope is not None
    if not pages:
        write_fields(writing, inside, field.members, "", "", page)
    for id, each in pages.items():
        _item_page(writing, inside, field, id, each, scope, page)
    own = {
        each.name.removeprefix("field:"): each.name for each in inside.nodes if each.name.startswith("field:")
    }
    ordered = in_order(inside.nodes, own)
    written: Any = spec
    named: dict[str, Source] = {
        "page": quoted(page),
        "item": writing.classes.of_path[field.full_path],
        "parts": tuple_of([inside.sources[each.name] for each in ordered]),
        "most": str(written.max),
    }
    if written.min:
        named["fewest"] = str(written.min)
    if written.first_question is not None:
        named["first_question"] = "True"
    reads = frozenset(name for each in inside.nodes for name in each.reads if name not in own)
    return named, reads


def _item_page(
    writing: Writing, inside: Parts, field: Field, id: str, spec: Any, scope: Names, page: str
) -> None:
    functions, path = writing.functions, f"pages.{id}"
    name = f"page:{field.full_path}.{id}"
    members = [each for each in field.members if each.name in spec.fields]
    spots = spots_of(writing, members, scope, path)
    named = {
        **functions.optional(f"page_{field.full_path}_{id}", spec.when, scope),
        **functions.checks(f"{field.full_path}_{id}", spec.checks, scope, spots),
    }
    source = call(writing.use("ItemPage"), path=quoted(path), **named)
    inside.add(name, source, functions.reads([spec.when], scope))
    write_fields(writing, inside, members, path, name, page)


def spots_of(
    writing: Writing, fields: Iterable[Field], scope: Names, path: str
) -> Callable[[Check], Sequence[str]]:
    """Where a check of the page `path` is told: at the fields that it reads, else at the first one."""
    leaves = [each for each in _leaves(fields) if each.spec.asks]

    def spots(check: Check) -> Sequence[str]:
        reads = writing.functions.reads([check.must], scope)
        read = [each.path for each in leaves if each.full_path in reads]
        return read or [each.path for each in leaves[:1]] or [path]

    return spots


def _leaves(fields: Iterable[Field]) -> Iterable[Field]:
    for each in fields:
        if each.type_name == "group":
            yield from _leaves(each.members)
        else:
            yield each
            if each.type_name != "list":
                yield from _leaves(each.members)


__all__ = ["spots_of", "write_fields"]
