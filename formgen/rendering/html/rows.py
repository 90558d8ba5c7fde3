"""The rows of a list among which a field offers some (`only`), for scripts that decide it anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from formgen.compiler.procedure import Field, Procedure
from formgen.compiler.table_rows import read_list_rows
from formgen.language.expressions import CONDITION, Checked, Scope, check
from formgen.language.readers import Formula


@dataclass(frozen=True)
class JudgedRows:
    """A condition on rows: `names` are what it reads beside their columns, `rows` id -> name -> value."""

    condition: Checked
    scope: Scope
    names: frozenset[str]
    rows: Mapping[str, Mapping[str, Any]]


def rows_judged(procedure: Procedure, field: Field) -> JudgedRows | None:
    """The rows of the list that a field chooses among; None for a field that offers all of its options."""
    placed = procedure.resolution.plan.placed().get(field.full_path)
    only = getattr(field.spec, "only", None)
    if placed is None or placed.only_scope is None or not isinstance(only, Formula):
        return None
    named: Any = field.spec
    file = procedure.spec.lists[named.options.value].file
    checked = check(only.expression, placed.only_scope, CONDITION)
    if file is None or checked.typed is None:
        return None
    read = {column: each.name for column, each in placed.row.items() if each.name in checked.reads}
    found = read_list_rows(procedure.resolution, file)
    rows = {
        id: {name: found.get(id, {}).get(column) for column, name in read.items()} for id in field.options
    }
    return JudgedRows(checked, placed.only_scope, checked.reads - set(read.values()), rows)


def rows_follow_page(procedure: Procedure, field: Field) -> bool:
    """Whether which rows a field offers depends on answers of its own page, or of its own item."""
    judged = rows_judged(procedure, field)
    if judged is None:
        return False
    page_of = procedure.plan.page_of
    page = page_of.get(field.full_path)
    return any(page_of.get(name) == page for name in judged.names if name in procedure.fields) or any(
        name in procedure.spec.calculations or name in procedure.spec.conditions for name in judged.names
    )
