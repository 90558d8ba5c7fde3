"""What is computed among the answers: conditions with a name, calculations, and rows of tables."""

from __future__ import annotations

from typing import Any

from formgen.compiler.table_rows import IN_FORCE_COLUMN, read_rows
from formgen.language.data import Table
from formgen.language.expressions import Date
from formgen.language.resolution.layout import type_named
from formgen.rendering.python.layout import Bracketed, Source, call, literal, mapping, quoted, tuple_of
from formgen.rendering.python.rules.writing import Parts, Writing


def write_data(writing: Writing, found: Parts) -> None:
    """Add what computes the names that the parts so far read, and their requirements and checks; no more."""
    functions, spec = writing.functions, writing.procedure.spec
    wanted = _wanted(writing, {name for node in found.nodes for name in node.reads} | functions.read)
    for name, formula in spec.conditions.items():
        if name in wanted:
            one = functions.of(name, formula, writing.scope)
            case = tuple_of([call(writing.use("Case"), "None", one)])
            computed = call(writing.use("Computed"), path=quoted(name), cases=case)
            found.add(f"data:{name}", computed, functions.reads_of[name])
    for name, calculation in spec.calculations.items():
        if name in wanted:
            computed = _calculation(writing, name, calculation.cases or calculation.is_)
            waits = calculation.cases is not None
            found.add(f"data:{name}", computed, functions.reads_of[name], waits=waits)
    for name, table in spec.tables.items():
        if name in wanted:
            found.add(f"data:{name}", _table(writing, name, table, wanted), functions.reads_of[name])


def _wanted(writing: Writing, read: set[str]) -> set[str]:
    """The names read, and all that these read in turn."""
    wanted, pending = set(read), list(read)
    while pending:
        name = pending.pop()
        for table in writing.procedure.spec.tables:
            if name.startswith(f"{table}."):
                wanted.add(table)
        further = writing.functions.reads_of.get(name, frozenset()) - wanted
        wanted |= further
        pending += further
    return wanted


def _calculation(writing: Writing, name: str, value: Any) -> Bracketed:
    functions, scope = writing.functions, writing.scope
    kind = writing.resolution.plan.calculations[name].type
    cases = functions.cases(name, value, scope, lambda own, each: functions.of(own, each, scope, kind))
    return call(writing.use("Computed"), path=quoted(name), cases=cases)


def _table(writing: Writing, name: str, table: Table, wanted: set[str]) -> Source:
    functions, scope, currency = writing.functions, writing.scope, writing.procedure.spec.currency
    keys = [
        functions.of(f"key_{name}_{column}", formula, scope, type_named(table.columns[column].type, currency))
        for column, formula in table.match.items()
    ]
    columns = [column for column in table.columns if f"{name}.{column}" in wanted]
    rows = read_rows(writing.resolution, table)
    written = [
        tuple_of(
            [
                literal(key),
                literal(row.get(IN_FORCE_COLUMN) if table.in_force is not None else None),
                mapping([(column, literal(row.get(column))) for column in columns]),
            ]
        )
        for key in rows.keys()  # noqa: SIM118 - a method of our own
        for row in rows.of(key)
    ]
    day: dict[str, Source] = {}
    if table.in_force is not None:
        day["day"] = functions.of(f"in_force_{name}", table.in_force, scope, Date())
    return call(writing.use("Table"), path=quoted(name), keys=tuple_of(keys), rows=tuple_of(written), **day)


__all__ = ["write_data"]
