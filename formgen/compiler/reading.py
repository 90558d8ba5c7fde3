"""Entries to answers: each entry read by its field, once; what did not change is not read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from formgen.compiler.answers import Answers, Unread
from formgen.compiler.procedure import Field
from formgen.language.fields.base import Unreadable
from formgen.language.fields.list import ListField

SAVED = "$saved"


class EntryReader:
    """Reads the entries of a procedure."""

    def __init__(self, fields: Mapping[str, Field], declarations: Mapping[str, Any]) -> None:
        self._top = {path: each for path, each in fields.items() if each.binding.depth == 0}
        self._items: dict[str, dict[str, Field]] = {}
        for path, each in self._top.items():
            if isinstance(each.spec, ListField):
                prefix = f"{path}."
                self._items[path] = {
                    inner.path: inner for full, inner in fields.items() if full.startswith(prefix)
                }
        self._declarations = frozenset(f"declarations.{name}" for name in declarations)

    def read(
        self, entries: Mapping[str, Any], before: tuple[Mapping[str, Any], Answers] | None = None
    ) -> Answers:
        """The answers of entries. `before`: earlier entries with their answers; equal entries keep their values."""
        values: dict[str, Any] = {}
        old_entries, old_values = (before[0], before[1].values) if before else ({}, {})
        for path, entry in entries.items():
            if path == SAVED:
                continue
            if path in old_values and old_entries.get(path) == entry:
                values[path] = old_values[path]
                continue
            value = self._value(path, entry)
            if value is not None:
                values[path] = value
        saved = entries.get(SAVED)
        return Answers(values, frozenset(saved) if isinstance(saved, list) else frozenset())

    def _value(self, path: str, entry: Any) -> Any:
        if path.endswith("?"):
            return self._said(path[:-1], entry)
        field = self._top.get(path)
        if field is None:
            return entry == "yes" if path in self._declarations else None
        if isinstance(field.spec, ListField):
            return tuple(self._item(path, each) for each in entry) if isinstance(entry, list) else None
        return read_entry(field, entry)

    def _said(self, path: str, entry: Any) -> Any:
        field = self._top.get(path)
        if field is not None and isinstance(field.spec, ListField):
            return {"yes": True, "no": False}.get(entry) if isinstance(entry, str) else None
        if field is not None and entry not in field.spec.or_say:
            return None
        return entry if isinstance(entry, str) and entry else None

    def _item(self, path: str, item: Any) -> Answers:
        fields = self._items[path]
        entries = item.get("entries", {}) if isinstance(item, dict) else {}
        values = {}
        for inner, entry in entries.items():
            if inner.endswith("?"):
                value: Any = entry if inner[:-1] in fields and isinstance(entry, str) else None
            else:
                field = fields.get(inner)
                value = read_entry(field, entry) if field is not None else None
            if value is not None:
                values[inner] = value
        return Answers(values, frozenset(), str(item.get("id", "")) if isinstance(item, dict) else "")


def read_entry(field: Field, entry: Any) -> Any:
    """The value of one entry; Unread for what cannot be understood; None for blank."""
    if field.read is None:
        return None
    try:
        return field.read(entry)
    except Unreadable as fault:
        return Unread(fault.code, fault.parts, {**fault.values, "typed": entry})
