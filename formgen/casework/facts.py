"""Facts of a dossier: what the evaluator is told beside the entries, and how it is kept.

Kept as JSON:

    {"records": {SOURCE: {"criteria": {…}, "at": MOMENT, "record": {COLUMN: …} or null}},
     "rows": {TABLE: {COLUMN: …} or null}, "numbers": {NUMBER: "…"},
     "registers": {REGISTER: "unavailable" or "not_found"}}

`registers` are those that could not be read again at filing: the record read before counts, with its date.

Values are written by their declared types, so that they come back as the runtime values they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from formgen.compiler.evaluation import Evaluation, Facts, Provided
from formgen.compiler.papers import SINGLE
from formgen.compiler.plain_values import read_value, write_value
from formgen.compiler.procedure import Procedure
from formgen.language.data import Column
from formgen.language.expressions import Record
from formgen.language.fields.base import Unreadable
from formgen.language.fields.date import read_date
from formgen.language.sources import RecordColumn
from formgen.rendering.html.documents import dated_path
from formgen.storage.queries.files import StoredFile

Kept = dict[str, Any]
"""The facts of a dossier as they are kept."""

DATED = ".dated"
"""How the entry ends that holds the date of a paper."""
_DATE_PARTS = ("day", "month", "year")


def write_record(record: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A record of a source, or a row of a table, as JSON."""
    return None if record is None else {name: write_value(value) for name, value in record.items()}


def _types(columns: Mapping[str, Column | RecordColumn]) -> dict[str, str]:
    return {name: each.type for name, each in columns.items()}


def _read_record(kinds: Mapping[str, str], kept: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if kept is None:
        return None
    return {name: read_value(kinds[name], value) for name, value in kept.items() if name in kinds}


def facts_of(
    procedure: Procedure,
    kept: Kept,
    entries: Mapping[str, Any],
    files: Sequence[StoredFile],
    *,
    today: date,
    started_on: date,
    filed_on: date | None = None,
    issued_on: date | None = None,
) -> Facts:
    """The facts of a dossier on a day."""
    spec = procedure.spec
    records = {
        name: _read_record(_types(spec.sources[name].record), each["record"])
        for name, each in kept.get("records", {}).items()
        if name in spec.sources
    }
    rows = {
        name: _read_record(_types(spec.tables[name].columns), row)
        for name, row in kept.get("rows", {}).items()
        if name in spec.tables
    }
    named: dict[str, Any] = dict(kept.get("numbers", {}))
    if filed_on is not None:
        named["file.on"] = filed_on
    if issued_on is not None:
        named["issued_on"] = issued_on
    return Facts(
        today=today,
        started_on=started_on,
        filed_on=filed_on,
        records=records,
        rows=rows,
        documents=provided(files, entries),
        named=named,
    )


def provided(
    files: Sequence[StoredFile], entries: Mapping[str, Any]
) -> dict[str, dict[str, dict[str, Provided]]]:
    """What was handed in: document -> item -> paper."""
    counts: dict[tuple[str, str, str], int] = {}
    for file in files:
        key = (file.document, file.item or "", file.alternative or SINGLE)
        counts[key] = counts.get(key, 0) + 1
    found: dict[str, dict[str, dict[str, Provided]]] = {}
    for (document, item, paper), count in counts.items():
        typed = entries.get(dated_path(document, item, paper))
        found.setdefault(document, {}).setdefault(item, {})[paper] = Provided(count, _dated(typed))
    return found


def _dated(typed: Any) -> date | None:
    """A paper's date; what cannot be read counts as not given, and is shown again as typed."""
    try:
        return read_date(typed, _DATE_PARTS) if typed else None
    except Unreadable:
        return None


def dates_differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether the date of a paper was typed otherwise."""
    return any(one.get(path) != other.get(path) for path in {*one, *other} if path.endswith(DATED))


def matched_rows(evaluation: Evaluation) -> dict[str, dict[str, Any] | None]:
    """The rows of tables that this evaluation used, as they are kept when it is filed."""
    rows: dict[str, dict[str, Any] | None] = {}
    for name in evaluation.procedure.spec.tables:
        binding = evaluation.procedure.scope.find(name)
        if binding is None or not isinstance(binding.type, Record):
            continue
        frame = evaluation.frame
        found = frame[binding.type.found_slot] is True
        rows[name] = (
            write_record({column: frame[each.slot] for column, each in binding.type.members.items()})
            if found
            else None
        )
    return rows
