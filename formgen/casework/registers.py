"""Which source serves which name, and looking a person up with the answers given so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from formgen.casework.facts import Kept, write_record
from formgen.casework.sources import Criteria, Source, SourceAmbiguous, SourceUnavailable
from formgen.compiler.evaluation import Evaluation
from formgen.compiler.plain_values import write_value
from formgen.compiler.procedure import Procedure

Outcome = Literal["found", "not_found", "unavailable", "unanswered"]
MakeSource = Callable[[Procedure, str], Source]
"""Makes the source that a name of a procedure stands for. Raises SourceUnavailable."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A column that the register says differently since it was read."""

    column: str
    before: Any
    now: Any


@dataclass(slots=True)
class Looked:
    """What looking up gave: the outcome, the facts with the record, what differs from before."""

    outcome: Outcome
    kept: Kept
    changed: list[Changed] = field(default_factory=list)
    fault: SourceUnavailable | SourceAmbiguous | None = None


class Registers:
    """The sources of the procedures served. Each is made when it is first asked."""

    def __init__(self, make: MakeSource) -> None:
        self._make = make
        self._made: dict[tuple[str, str], Source] = {}

    async def look_up(self, evaluation: Evaluation, name: str, kept: Kept, at: datetime) -> Looked:
        """Ask a source with the first of its ways whose fields are all answered.

        `outcome` is "unanswered" when there is none. A register that cannot be asked, or that holds two such
        records, is "unavailable": the caller goes on with what is kept.
        """
        criteria = _criteria(evaluation, name)
        if criteria is None:
            return Looked("unanswered", kept)
        try:
            record = await self._source(evaluation.procedure, name).lookup(criteria)
        except (SourceUnavailable, SourceAmbiguous) as fault:
            return Looked("unavailable", kept, fault=fault)
        return _looked(kept, name, criteria, record, at)

    def stale(self, evaluation: Evaluation, kept: Kept, skip: str = "") -> list[str]:
        """The sources whose keys differ from those that were last asked with, or are answered no more."""
        records = kept.get("records", {})
        names = []
        for name in evaluation.procedure.spec.sources:
            if name == skip:
                continue
            criteria = _criteria(evaluation, name)
            asked = records.get(name, {}).get("criteria")
            now = None if criteria is None else {key: write_value(value) for key, value in criteria.items()}
            if asked != now:
                names.append(name)
        return names

    async def close(self) -> None:
        """Let go of what the sources hold open."""
        for source in self._made.values():
            await source.close()

    def _source(self, procedure: Procedure, name: str) -> Source:
        # By the procedure's digest too: an older version may want other columns of the same register.
        key = (procedure.digest, procedure.spec.sources[name].register)
        if key not in self._made:
            self._made[key] = self._make(procedure, name)
        return self._made[key]


def _criteria(evaluation: Evaluation, name: str) -> dict[str, Any] | None:
    for way in evaluation.procedure.spec.sources[name].lookup:
        criteria = {}
        for column, path in way.items():
            value = evaluation.value(path.value)
            if value is None:
                break
            criteria[column] = value
        else:
            return criteria
    return None


def _looked(
    kept: Kept, name: str, criteria: Criteria, record: Mapping[str, Any] | None, at: datetime
) -> Looked:
    before = kept.get("records", {}).get(name, {}).get("record") or {}
    written = write_record(record)
    entry = {
        "criteria": {column: write_value(value) for column, value in criteria.items()},
        "at": at.isoformat(),
        "record": written,
    }
    fresh = {**kept, "records": {**kept.get("records", {}), name: entry}}
    changed = [
        Changed(column, before.get(column), value)
        for column, value in (written or {}).items()
        if before.get(column) != value
    ]
    return Looked("found" if record is not None else "not_found", fresh, changed)
