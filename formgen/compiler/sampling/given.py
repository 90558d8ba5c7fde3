"""Answers that somebody gives for a sample: they stand as they are, the rest is invented around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from formgen.compiler.answers import Answers, Unread
from formgen.compiler.evaluation import FieldProblem, Provided
from formgen.compiler.plain_values import read_value
from formgen.compiler.procedure import Procedure
from formgen.compiler.reading import SAVED
from formgen.compiler.sampling.draft import ITEM
from formgen.language.problems import nearest

PARTS: Final = ("procedure", "version", "today", "answers", "entries", "records", "documents", "actions")
"""The keys of a sample as JSON."""


class Unusable(Exception):
    """Given answers that cannot be used: `faults` are (path, words), "" for what is wrong as a whole."""

    def __init__(self, faults: list[tuple[str, str]], problems: list[FieldProblem]) -> None:
        super().__init__("; ".join(f"{path}: {words}" for path, words in faults))
        self.faults = faults
        self.problems = problems
        """Those that the wizard has words for."""


@dataclass(frozen=True)
class Given:
    """What was given, as entries and facts. `records`: None for a source without a record of the person."""

    entries: Mapping[str, Any] = field(default_factory=dict)
    records: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    papers: Mapping[str, Mapping[str, Mapping[str, Provided]]] = field(default_factory=dict)
    named: Mapping[str, Any] = field(default_factory=dict)
    today: date | None = None


def read_given(procedure: Procedure, data: Any) -> Given:
    """The given answers of a JSON value: a sample (see `written`), or its answers alone. Raises Unusable."""
    return _Reader(procedure).read(data)


class _Reader:
    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.faults: list[tuple[str, str]] = []
        self.problems: list[FieldProblem] = []

    def read(self, data: Any) -> Given:
        if not isinstance(data, dict):
            raise Unusable([("", 'answers are written in braces: {"question": "answer"}')], [])
        whole = data if self._is_whole(data) else {"answers": data}
        for key in whole:
            if key not in PARTS:
                similar = nearest(key, PARTS)
                hint = f"did you mean `{similar}`?" if similar else f"known: {', '.join(PARTS)}"
                self.faults.append((key, f"is not known here; {hint}"))
        if whole.get("procedure", self.procedure.id) != self.procedure.id:
            self.faults.append(
                ("procedure", f"these are answers of `{whole['procedure']}`, not of `{self.procedure.id}`")
            )
        given = Given(
            entries={
                **self._answers(whole.get("answers")),
                **self._typed(
                    {**self._said_of_parts(whole.get("documents")), **(whole.get("entries") or {})}
                ),
            },
            records=self._part(whole, "records", self._records, dict),
            papers=self._part(whole, "documents", self._papers, list),
            named=self._part(whole, "actions", self._actions, dict),
            today=self._value("today", date, whole.get("today")),
        )
        if self.faults or self.problems:
            raise Unusable(self.faults, self.problems)
        return given

    def _is_whole(self, data: Mapping[str, Any]) -> bool:
        return any(isinstance(data.get(key), dict) for key in ("answers", "entries")) or (
            "procedure" in data and "procedure" not in self.procedure.fields
        )

    def _part(self, whole: Mapping[str, Any], key: str, read: Callable[[Any], Any], shape: type) -> Any:
        written = whole.get(key)
        if written is None:
            return {}
        if not isinstance(written, shape):
            self.faults.append(
                (key, "is written in braces" if shape is dict else "is written in brackets, as a list")
            )
            return {}
        return read(written)

    def _answers(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            return {}
        reading = self.procedure.answer_reader().read(data)
        for path, error in reading.misshapen:
            self.faults.append((".".join(map(str, error.get("loc", ()))) or path, _words(error)))
        return self._entries(reading.values)

    def _typed(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            return {}
        known = {key: entry for key, entry in data.items() if key != SAVED}
        read = self.procedure.read(known).values
        for key in known:
            if key not in read:
                self.faults.append((key, "is not asked in this procedure, or says nothing"))
        # They are read for what is wrong with them; they stand as they were typed.
        found = {key: known.get(key, entry) for key, entry in self._entries(read).items()}
        for key, entry in found.items():
            if isinstance(entry, list) and isinstance(read[key], tuple):
                found[key] = [{**item, "id": f"{ITEM}{number}"} for number, item in enumerate(entry, 1)]
        return found

    def _entries(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {path: self._entry(path, value) for path, value in values.items()}

    def _entry(self, path: str, value: Any, within: str = "") -> Any:
        if isinstance(value, Unread):
            self._unread(within + path, value)
            return None
        found = self.procedure.fields.get(within + path)
        if found is None or path.endswith("?"):
            return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        if found.type_name != "list":
            return found.spec.write(value)
        return [
            {"id": f"{ITEM}{number}", "entries": self._item(path, each, number - 1)}
            for number, each in enumerate(value, 1)
        ]

    def _item(self, path: str, item: Answers, index: int) -> dict[str, Any]:
        entries = {}
        for inner, value in item.values.items():
            if isinstance(value, Unread):
                self._unread(f"{path}.{index}.{inner}", value)
            else:
                entries[inner] = self._entry(inner, value, f"{path}.")
        return entries

    def _unread(self, path: str, value: Unread) -> None:
        if "message" in value.values:
            self.faults.append((path, str(value.values["message"])))
        else:
            self.problems.append(FieldProblem(path, value.code, "error", value.values, value.parts))

    def _records(self, data: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, record in data.items():
            source = self.procedure.spec.sources.get(name)
            if source is None or not isinstance(record, dict | None):
                self.faults.append((f"records.{name}", "there is no such source, or this is no record"))
                continue
            found[name] = None
            if record is not None:
                found[name] = {}
                for column, value in record.items():
                    declared = source.record.get(column)
                    kind = declared.type if declared is not None else None
                    found[name][column] = self._column(f"records.{name}.{column}", kind, value)
        return found

    def _column(self, path: str, kind: str | None, value: Any) -> Any:
        if kind is None:
            self.faults.append((path, "the source has no such column"))
            return None
        try:
            return read_value(kind, value)
        except (ValueError, TypeError, ArithmeticError):
            self.faults.append((path, f"{value!r} is no {kind}"))
            return None

    def _said_of_parts(self, data: Any) -> dict[str, Any]:
        """What was said of one item or period of a document, as entries."""
        found: dict[str, Any] = {}
        for number, row in enumerate(data if isinstance(data, list) else ()):
            document = (
                self.procedure.documents.get(row.get("document", "")) if isinstance(row, dict) else None
            )
            if document is None or "said" not in row:
                continue
            item, answers = row.get("item"), row.get("answers", {})
            if not document.in_parts or not isinstance(item, int) or not isinstance(answers, dict):
                words = "is said of one item or period of a document: `item` is its number, from 0"
                self.faults.append((f"documents.{number}.said", words))
                continue
            part = (
                f"{document.path}.{ITEM}{item + 1}" if document.spec.for_each else f"{document.path}.{item}"
            )
            found[f"{part}?"] = row["said"]
            found.update({f"{part}.{row['said']}.{name}": entry for name, entry in answers.items()})
        return found

    def _papers(self, data: list[Any]) -> dict[str, dict[str, dict[str, Provided]]]:
        found: dict[str, dict[str, dict[str, Provided]]] = {}
        for number, row in enumerate(data):
            path = f"documents.{number}"
            document = (
                self.procedure.documents.get(row.get("document", "")) if isinstance(row, dict) else None
            )
            if document is None:
                self.faults.append((path, "names no document of this procedure"))
                continue
            if "said" in row:
                continue
            item, paper = row.get("item"), str(row.get("paper", "provided"))
            if document.alternatives and paper not in document.alternatives:
                self.faults.append((f"{path}.paper", f"known: {', '.join(document.alternatives)}"))
            files = self._value(f"{path}.files", int, row.get("files", 1))
            place = "" if item is None else str(item)
            if item is not None and document.spec.for_each is not None:
                place = f"{ITEM}{int(item) + 1}" if isinstance(item, int) else ""
            dated = self._value(f"{path}.dated", date, row.get("dated"))
            found.setdefault(document.id, {}).setdefault(place, {})[paper] = Provided(files or 1, dated)
        return found

    def _actions(self, data: dict[str, Any]) -> dict[str, Any]:
        placed = {
            each.full_path: each
            for fields in self.procedure.resolution.plan.action_fields.values()
            for each in fields
        }
        found: dict[str, Any] = {}
        for action, fields in data.items():
            for name, value in fields.items() if isinstance(fields, dict) else ():
                path = f"{action}.{name}"
                if path not in placed:
                    self.faults.append((f"actions.{path}", "there is no such field of an action"))
                    continue
                annotation = placed[path].spec.annotation(self.procedure.resolution.context)
                found[path] = self._value(f"actions.{path}", annotation, value)
        return found

    def _value(self, path: str, annotation: Any, value: Any) -> Any:
        if value is None:
            return None
        try:
            return TypeAdapter(annotation).validate_python(value)
        except ValidationError as fault:
            self.faults.append((path, fault.errors(include_url=False)[0]["msg"]))
            return None


def _words(error: Any) -> str:
    kind = error["type"]
    return kind if isinstance(kind, str) else str(kind.message())
