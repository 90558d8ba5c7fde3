"""What fields need of the spec around them: options of lists, members, currency, language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from formgen.language.constructs import Place
from formgen.language.data import Column, ListFile, NamedList
from formgen.language.expressions import Type
from formgen.language.fields.base import Field, Option
from formgen.language.fields.choice import OptionsField
from formgen.language.problems import Problem
from formgen.language.readers import Cases, Text
from formgen.language.resolution.csv_files import CsvFault, no_such_column, read_csv
from formgen.language.spec import Spec

NO_OPTIONS: Mapping[str, Any] = MappingProxyType({})


class SpecContext:
    """The FieldContext of one spec. Lists in files are read once, beside the spec."""

    def __init__(self, spec: Spec, folder: Path | None, problems: list[Problem]) -> None:
        self.spec = spec
        self.folder = folder
        self.problems = problems
        self.currency = spec.currency
        self.language = spec.language
        self.timezone = spec.service.timezone
        self.types: dict[int, Type] = {}
        """Types of groups and lists, by the identity of their field; filled while bindings are made."""
        self._lists = {name: self._options_of(each) for name, each in spec.lists.items()}
        self._options: dict[int, Mapping[str, Option]] = {}

    def options(self, field: Field) -> Mapping[str, Option]:
        """The options of a choice, its own or those of the list it names; empty for any other field."""
        found = self._options.get(id(field))
        if found is None:
            found = self._options[id(field)] = self._find_options(field)
        return found

    def _find_options(self, field: Field) -> Mapping[str, Option]:
        options = getattr(field, "options", NO_OPTIONS)
        if not isinstance(options, Text):
            return options or NO_OPTIONS
        return self._lists.get(options.value, NO_OPTIONS)

    def labels(self, field: Field) -> Mapping[str, str]:
        """The labels of a choice's options as the author wrote them."""
        return {name: label_of(option.label) or name for name, option in self.options(field).items()}

    def members(self, name: str) -> frozenset[str]:
        """The members of a list; empty when there is no such list."""
        return frozenset(self._lists.get(name, NO_OPTIONS))

    def member_types(self, field: Field) -> Type:
        """The type of a group or a list."""
        return self.types[id(field)]

    def list_options(self, name: str) -> Mapping[str, Option]:
        """The members of a list as options."""
        return self._lists[name]

    def columns_of(self, field: OptionsField) -> tuple[str, Mapping[str, Column]]:
        """The name of a field's list, and the further columns of its file; "" and none without a file."""
        if not isinstance(field.options, Text):
            return "", {}
        named = self.spec.lists.get(field.options.value)
        if named is None or named.file is None:
            return "", {}
        return field.options.value, named.file.columns

    def _options_of(self, named: NamedList) -> Mapping[str, Option]:
        if named.file is None:
            return {
                name: _option(name, named, item.label if item else None, self.spec)
                for name, item in named.items.items()
            }
        try:
            rows = read_csv(self.folder, named.file.file)
        except CsvFault as fault:
            self.problems.append(
                self.spec.document.problem(
                    "S018", "error", named.file.node_of("file"), fault.message, fault.hint
                )
            )
            return NO_OPTIONS
        wrong = _no_such_column(named.file, rows) or _twice(named.file, rows)
        if wrong is not None:
            key, found = wrong
            node = named.file.node_of(key)
            self.problems.append(self.spec.document.problem("S018", "error", node, found.message, found.hint))
            return NO_OPTIONS
        return {row[named.file.id_]: _option_of_row(row, named, named.file, self.spec) for row in rows}


def _option_of_row(row: Mapping[str, str], named: NamedList, file: ListFile, spec: Spec) -> Option:
    translations = {language: row[column] for language, column in file.labels.items()}
    return _option(row[file.id_], named, Text(row[file.label], "", named.id_node, translations), spec)


def _no_such_column(file: ListFile, rows: Sequence[Mapping[str, str]]) -> tuple[str, CsvFault] | None:
    named = (("id", file.id_), ("label", file.label), *(("labels", each) for each in file.labels.values()))
    for key, column in named:
        if rows and column not in rows[0]:
            return key, no_such_column(file.file, column, rows[0])
    return None


def _twice(file: ListFile, rows: Sequence[Mapping[str, str]]) -> tuple[str, CsvFault] | None:
    seen: set[str] = set()
    for row in rows:
        name = row[file.id_]
        if name in seen:
            message = f"`{name}` stands twice in the column `{file.id_}` of `{file.file}`."
            return "file", CsvFault(message, "Delete one of the lines, or give it an id of its own.")
        seen.add(name)
    return None


def _option(name: str, named: NamedList, label: Text | None, spec: Spec) -> Option:
    place = Place(spec.document, [], f"lists.{named.id_node.value}.{name}")
    values = {"label": label or Text(name, "", named.id_node)}
    return Option.made(named.node, place, values)


def label_of(label: Text | Cases[Text] | None) -> str:
    """A label in one line, for messages to authors and for types: the first case stands for all."""
    if isinstance(label, Cases):
        label = label.items[0].value if label.items else None
    return label.value.split("\n", 1)[0] if label else ""
