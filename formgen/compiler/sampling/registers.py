"""The registers of a sample: what sources hold of the person, and how that is found by what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from formgen.compiler.conversion import converter
from formgen.compiler.procedure import Field
from formgen.language.fields.base import Unreadable
from formgen.language.placeholders.check import resolve
from formgen.language.readers import Cases, Text

if TYPE_CHECKING:
    from formgen.compiler.sampling.draft import Draft

TRIES: Final = 40
"""How often a value is invented until the fields that show it take it."""
EMPTY_COLUMN: Final = 0.15
"""How often a record lacks a column that it may lack."""


class Registers:
    """The records of one draft. A source that is not among `records` was looked up in vain."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.procedure = draft.procedure
        self.random = draft.random
        self.records: dict[str, dict[str, Any]] = {}

    def held(self, field: Field) -> Any:
        """What a register holds for a field that is copied from it."""
        if field.copied is None:
            return None
        source, _, column = field.copied.name.partition(".")
        return self.records.get(source, {}).get(column)

    def key(self, source: str, way: Mapping[str, Text]) -> dict[str, Any] | None:
        """What was answered for one way to find a record: column -> value; None unless all of it was."""
        found = {}
        for column, name in way.items():
            binding = resolve(tuple(name.value.split(".")), self.procedure.scope)
            found[column] = None if binding is None else self.draft.value(binding, None)
        return None if None in found.values() else found

    def matches(self, source: str, way: Mapping[str, Text]) -> bool:
        """Whether the record is the one that these answers find."""
        key = self.key(source, way) or {}
        return all(self.records[source].get(column) == value for column, value in key.items())

    def hold(self, source: str, column: str, value: Any) -> bool:
        """Let the record of a source hold a value; False where the record was given."""
        if f"records.{source}" in self.draft.fixed:
            return False
        self.find(source)
        kind = self.procedure.spec.sources[source].record[column].type
        self.records[source][column] = str(value) if kind == "text" and value is not None else value
        self.draft.changed()
        return True

    def find(self, source: str) -> None:
        """Let a source hold a record of the person."""
        if source in self.records or f"records.{source}" in self.draft.fixed:
            return
        spec = self.procedure.spec.sources[source]
        self.records[source] = {}
        for column, declared in spec.record.items():
            name = f"{source}.{column}"
            given = self._given(name)
            self.records[source][column] = (
                self._column(name, column, declared.type) if given is None else given
            )
        self.draft.changed()

    def _given(self, name: str) -> Any:
        """What was given as the answer of a field that is copied from a column."""
        for field in self._fields_from(name):
            if field.path in self.draft.fixed and field.path in self.draft.entries:
                return readable(field, self.draft.entries[field.path])
        return None

    def lose(self, source: str) -> bool:
        """Let a source hold no record of the person; False where it is so, or where a record was given."""
        if f"records.{source}" in self.draft.fixed:
            return False
        self.draft.changed()
        return self.records.pop(source, None) is not None

    def _column(self, name: str, column: str, kind: str) -> Any:
        shown = list(self._fields_from(name))
        may_lack = all(field.spec.if_missing == "ask" or not _always_required(field) for field in shown)
        if shown and may_lack and self.random.random() < EMPTY_COLUMN:
            return None
        for field in shown:
            convert = converter(field)
            for _ in range(TRIES):
                value = field.spec.invented(self.draft.inventor, field.full_path, list(field.options))
                read = None if value is None else readable(field, field.spec.write(value))
                if read is not None and (kind != "text" or convert(str(read)) == read):
                    return str(read) if kind == "text" else read
        return self.draft.inventor.of_type(kind, column)

    def _fields_from(self, name: str) -> Iterator[Field]:
        for field in self.procedure.fields.values():
            if name in [each.name for each in (field.copied, field.prefilled) if each is not None]:
                yield field


def _always_required(field: Field) -> bool:
    required = field.spec.required
    return isinstance(required, Cases) or required.level == "error"


def readable(field: Field, entry: Any) -> Any:
    """What an entry reads as; None where the field does not take it."""
    assert field.read is not None
    try:
        value = field.read(entry)
    except Unreadable:
        return None
    return None if value is None or (field.limits is not None and field.limits(value) is not None) else value
