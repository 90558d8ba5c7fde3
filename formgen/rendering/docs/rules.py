"""What stands behind the questions: named conditions, computed values, lists, tables, registers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from formgen.language.data import Calculation, Table
from formgen.language.expressions import Date
from formgen.language.readers import Formula
from formgen.language.resolution.layout import type_named
from formgen.rendering.docs.speech import Speech, escaped
from formgen.rendering.sentences.names import spelt

_SHOWN: Final = 60
"""So many members of a list are named; of longer lists only their number is told."""


@dataclass(frozen=True, slots=True)
class Calculated:
    """A computed value. `cases`: one line for each case, in the order they are tried."""

    text: str
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """All of it, in sentences."""

    conditions: tuple[str, ...]
    calculations: tuple[Calculated, ...]
    lists: tuple[str, ...]
    tables: tuple[str, ...]
    sources: tuple[str, ...]


class RuleBook:
    """Describes the rules of one procedure."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.say = speech.say
        self.spec = speech.spec

    def tell(self) -> Rules:
        """Everything; what the procedure lacks is empty."""
        return Rules(
            tuple(self._conditions()),
            tuple(self._calculation(name, each) for name, each in self.spec.calculations.items()),
            tuple(self._lists()),
            tuple(self._table(name, each) for name, each in self.spec.tables.items()),
            tuple(self._sources()),
        )

    def _conditions(self) -> Iterator[str]:
        for name, formula in self.spec.conditions.items():
            yield self.say("fact", name=escaped(spelt(name)), value=self.speech.condition(formula))

    def _calculation(self, name: str, calculation: Calculation) -> Calculated:
        speech = self.speech
        kind = self.say(f"type_{calculation.type}")
        title = f"**{speech.title(calculation.label) or escaped(spelt(name))}**"
        if calculation.is_ is not None:
            value = self._value(calculation.is_, calculation)
            return Calculated(self.say("calculated", name=title, type=kind, value=value))
        assert calculation.cases is not None
        cases = tuple(
            self.say(
                "in_case",
                when=speech.when(case.when) if case.when else self.say("otherwise"),
                rule=self._value(case.value, calculation),
            )
            for case in calculation.cases.items
        )
        return Calculated(self.say("calculated_cases", name=title, type=kind), cases)

    def _value(self, formula: Formula, calculation: Calculation) -> str:
        expected = type_named(calculation.type, self.spec.currency)
        if calculation.type == "yes_no":
            return self.speech.condition(formula)
        return escaped(self.speech.sentences.value(formula, self.speech.scope, expected).text)

    def _lists(self) -> Iterator[str]:
        context = self.speech.procedure.resolution.context
        countries = self.speech.wording.formatter.places
        for name, named in self.spec.lists.items():
            options = context.list_options(name)
            title = f"**{self._collection(name)}**"
            if len(options) > _SHOWN and named.file is not None:
                yield self.say("list_in_file", name=title, count=len(options), file=f"`{named.file.file}`")
                continue
            members = []
            for word, option in options.items():
                label = self.speech.title(option.label)
                # A list of bare codes is mostly one of countries, whose names people read.
                members.append(countries.country(word) if label == word else label)
            yield self.say("list_of", name=title, members=self.speech.listed(members, quoted=False))

    def _table(self, name: str, table: Table) -> str:
        speech = self.speech
        match = [
            f"{speech.quoted(self._column(name, column))} = "
            + escaped(
                speech.sentences.value(
                    formula, speech.scope, type_named(table.columns[column].type, self.spec.currency)
                ).text
            )
            for column, formula in table.match.items()
        ]
        columns = [self._column(name, column) for column in table.columns if column not in table.match]
        said = self.say(
            "table",
            name=f"**{self._collection(name)}**",
            file=f"`{table.file}`",
            match=speech.listed(match, quoted=False),
            columns=speech.listed(columns),
        )
        if table.in_force is None:
            return said
        day = escaped(speech.sentences.value(table.in_force, speech.scope, Date()).text)
        return f"{said} {self.say('table_in_force', day=day)}"

    def _collection(self, name: str) -> str:
        return escaped(self.speech.names.collection(name) or spelt(name))

    def _column(self, table: str, column: str) -> str:
        return escaped(self.speech.names.column(table, column) or spelt(column))

    def _sources(self) -> Iterator[str]:
        for name, source in self.spec.sources.items():
            columns = self.speech.listed(self.speech.path(f"{name}.{column}") for column in source.record)
            yield self.say("source", name=f"**{self.speech.source(name)}**", columns=columns)
