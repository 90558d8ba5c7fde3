"""What comes from outside the answers: days, records of sources, rows of tables, names of events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from formgen.compiler import nodes
from formgen.compiler.answers import Answers
from formgen.compiler.closures import Closures
from formgen.compiler.evaluation import Facts
from formgen.compiler.nodes import Node, Run
from formgen.compiler.procedure import Frame
from formgen.compiler.table_rows import Rows, read_rows
from formgen.language.data import Calculation, Table
from formgen.language.expressions import Binding, Date, Document, Group, Record
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import type_named
from formgen.language.values import add_duration


def fill_facts(resolution: Resolution) -> Callable[[Frame, Facts], None]:
    """A function that writes facts into the slots of their names, before any node runs."""
    plan, spec = resolution.plan, resolution.spec
    sources = [(name, _columns(binding), _found_slot(binding)) for name, binding in plan.sources.items()]
    today, started, filed = (plan.days[name].slot for name in ("today", "started_on", "filed_on"))
    named = dict(_flat(plan.events))
    verdicts = {
        name: each.type.verdict.slot
        for name, each in plan.documents.items()
        if isinstance(each.type, Document) and each.type.verdict is not None
    }
    price = named.get("price")
    due = named.get("silence.due")
    after = named.get("silence.after")

    def fill(frame: Frame, facts: Facts) -> None:
        frame[today], frame[started], frame[filed] = facts.today, facts.started_on, facts.filed_on
        for name, columns, found in sources:
            record = facts.records.get(name)
            # Found is known only once it was looked for; before, it is not found, as for an unknown person.
            frame[found] = record is not None
            if record is not None:
                for column, slot in columns:
                    frame[slot] = record.get(column)
        for name, value in facts.named.items():
            if name in named:
                frame[named[name]] = value
        for name, verdict in facts.verdicts.items():
            if name in verdicts:
                frame[verdicts[name]] = verdict
        if price is not None and spec.price is not None:
            frame[price] = spec.price[0]
        if spec.silence is not None and due is not None and after is not None:
            frame[after] = spec.silence.after
            if frame[due] is None and facts.filed_on is not None:
                frame[due] = add_duration(facts.filed_on, spec.silence.after)

    return fill


def _flat(bindings: dict[str, Binding]) -> list[tuple[str, int]]:
    found = []
    for name, binding in bindings.items():
        if isinstance(binding.type, Group):
            found += [(f"{name}.{member}", each.slot) for member, each in binding.type.members.items()]
        else:
            found.append((name, binding.slot))
    return found


def _columns(binding: Binding) -> list[tuple[str, int]]:
    assert isinstance(binding.type, Record)
    return [(name, each.slot) for name, each in binding.type.members.items()]


def _found_slot(binding: Binding) -> int:
    assert isinstance(binding.type, Record)
    return binding.type.found_slot


def data_nodes(resolution: Resolution, closures: Closures) -> list[Node]:
    """Nodes of conditions, calculations and tables."""
    spec = resolution.spec
    found = [_condition(name, formula, closures) for name, formula in spec.conditions.items()]
    found += [_calculation(name, each, closures) for name, each in spec.calculations.items()]
    found += [_table(name, each, closures) for name, each in spec.tables.items()]
    return found


def _condition(name: str, formula: Formula, closures: Closures) -> Node:
    resolution = closures.resolution
    checked = closures.checked(formula, resolution.scope)
    closures.reads_of[name] = checked.reads
    run = nodes.compute(resolution.plan.conditions[name].slot, checked.python())
    return Node(f"data:{name}", checked.reads, (), run, formula, (formula,))


def _calculation(name: str, calculation: Calculation, closures: Closures) -> Node:
    resolution = closures.resolution
    scope, binding = resolution.scope, resolution.plan.calculations[name]
    value = calculation.cases or calculation.is_
    conditions: list[Formula] = []
    values: list[Formula] = []
    for when, each in resolution.cases_of(value):
        conditions += [when] if when is not None else []
        values += [each] if isinstance(each, Formula) else []
    reads = closures.reads(values, scope, binding.type) | closures.reads(conditions, scope)
    closures.reads_of[name] = reads
    cases = closures.cases(
        value, scope, lambda formula: closures.checked(formula, scope, binding.type).python()
    )
    by_cases = calculation.cases is not None
    run = (
        nodes.compute_cases(binding.slot, cases) if by_cases else nodes.compute(binding.slot, cases[0].value)
    )
    return Node(f"data:{name}", reads, (), run, calculation, (*conditions, *values), waits=by_cases)


def _table(name: str, table: Table, closures: Closures) -> Node:
    resolution = closures.resolution
    scope, binding = resolution.scope, resolution.plan.tables[name]
    keys = [
        closures.checked(formula, scope, type_named(table.columns[column].type, resolution.spec.currency))
        for column, formula in table.match.items()
    ]
    day = closures.checked(table.in_force, scope, Date()) if table.in_force is not None else None
    reads = frozenset(read for each in (*keys, *([day] if day else [])) for read in each.reads)
    for each in (name, *(f"{name}.{column}" for column in table.columns)):
        closures.reads_of[each] = reads
    rows = read_rows(resolution, table)
    run = _find_row(name, binding, rows, [each.python() for each in keys], day.python() if day else None)
    formulas = (*table.match.values(), *([table.in_force] if table.in_force is not None else []))
    return Node(f"data:{name}", reads, (), run, table, formulas)


def _find_row(
    name: str,
    binding: Binding,
    rows: Rows,
    keys: list[Callable[[Frame], Any]],
    day: Callable[[Frame], Any] | None,
) -> Run:
    columns, found_slot = _columns(binding), _found_slot(binding)

    def run(frame: Frame, _answers: Answers, facts: Facts) -> None:
        if name in facts.rows:
            row = facts.rows[name]
        else:
            key = tuple(each(frame) for each in keys)
            in_force = (day(frame) or facts.today) if day else None
            row = None if None in key else rows.find(key, in_force)
        frame[found_slot] = row is not None
        if row is not None:
            for column, slot in columns:
                frame[slot] = row.get(column)

    return run
