"""How an answer is read: its usual form, the words and options to be had, what a source holds of it."""

from __future__ import annotations

from collections.abc import Mapping

from formgen.compiler.procedure import Field
from formgen.compiler.table_rows import read_list_rows
from formgen.language.expressions import Choice, Text
from formgen.language.fields.base import Restated
from formgen.language.readers import Formula
from formgen.rendering.python.layout import Source, call, literal, mapping, quoted, tuple_of
from formgen.rendering.python.rules.writing import Writing


def answer(writing: Writing, field: Field) -> Mapping[str, Source]:
    """What `Question` is told of reading the answer of a field that is no list."""
    named: dict[str, Source] = {}
    again = _again(writing, field.spec.restated(writing.resolution.context))
    if again is not None:
        named["again"] = again
    if field.spec.or_say:
        named["said"] = writing.classes.of_path[f"{field.full_path}?"]
    offered = _offered(writing, field)
    if offered:
        named["offered"] = mapping(list(offered.items()))
    if field.copied is not None:
        held: dict[str, Source] = {}
        if isinstance(field.type, Choice):
            held["options"] = tuple_of([quoted(each) for each in field.options])
        elif again is not None and isinstance(field.type, Text):
            held["again"] = again
        named["copied"] = call(writing.use("Held"), quoted(field.copied.name), **held)
        if field.spec.if_missing != "ask":
            named["asked_if_missing"] = "False"
    if field.type_name == "agreement":
        named["agreement"] = "True"
    return named


def answer_reads(writing: Writing, field: Field) -> frozenset[str]:
    """The names that reading the answer needs."""
    reads = writing.functions.reads((each.when for each in field.options.values()), field.scope)
    placed, only = writing.placed[field.full_path], getattr(field.spec, "only", None)
    if placed.only_scope is not None and isinstance(only, Formula):
        reads |= writing.functions.reads([only], placed.only_scope)
    return reads | (frozenset([field.copied.name]) if field.copied is not None else frozenset())


def _again(writing: Writing, restated: Restated | None) -> Source | None:
    if restated is None:
        return None
    function = restated.function
    writing.restated.add((function.__module__, function.__name__))
    given = {name: value for name, value in restated.settings.items() if value not in (None, "", (), 0)}
    if not given:
        return function.__name__
    settings = {name: literal(value) for name, value in given.items()}
    return call(writing.use("partial"), function.__name__, **settings)


def _offered(writing: Writing, field: Field) -> Mapping[str, Source]:
    """The options that are offered only under a condition, by their ids."""
    found: dict[str, Source] = {}
    functions = writing.functions
    placed, only = writing.placed[field.full_path], getattr(field.spec, "only", None)
    if placed.only_scope is not None and isinstance(only, Formula):
        function = functions.of(f"only_{field.full_path}", only, placed.only_scope)
        read = functions.reads([only], placed.only_scope)
        columns = {column: each.name for column, each in placed.row.items() if each.name in read}
        file = writing.procedure.spec.lists[getattr(field.spec, "options").value].file  # noqa: B009 - of choices alone
        rows = read_list_rows(writing.resolution, file) if file is not None else {}
        for id in field.options:
            row = rows.get(id, {})
            values = [(name, literal(row.get(column))) for column, name in columns.items()]
            found[id] = call(writing.use("OfRow"), function, mapping(values))
    for id, option in field.options.items():
        if option.when is not None:
            found[id] = functions.of(f"offered_{field.full_path}_{id}", option.when, field.scope)
    return found


__all__ = ["answer", "answer_reads"]
