"""Conditions, values, requirements and checks of a spec as functions of a generated file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from formgen.compiler.procedure import Field, Procedure
from formgen.language.expressions import CONDITION, Date, Names, Type
from formgen.language.fields.base import Check as CheckSpec
from formgen.language.fields.base import Requirement
from formgen.language.placeholders.check import resolve
from formgen.language.readers import Cases, Formula
from formgen.language.resolution.layout import type_named
from formgen.rendering.python.expressions import Printer
from formgen.rendering.python.layout import Source, call, docstring, lay_out, quoted, tuple_of
from formgen.rendering.python.naming import Namespace, snake

LEVELS = {"error": "always", "warning": "warned", None: "never"}


@dataclass
class Functions:
    """Writes functions, and knows what they read. Names of functions begin with an underscore."""

    procedure: Procedure
    names: Namespace
    sources: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Names of `copied` modules that are called."""
    read: set[str] = field(default_factory=set)
    """Names that the functions read."""

    def __post_init__(self) -> None:
        self.resolution = self.procedure.resolution
        self.reads_of = {name: self._data_reads(name) for name in self._data()}
        self.required_reads = {
            each.binding.name: self._requirement_reads(each) for each in self.procedure.fields.values()
        }
        self.waitable = {
            each.binding.name
            for each in self.procedure.fields.values()
            if each.read is not None or each.type_name == "list"
        }

    # --- formulas -----------------------------------------------------------------------------------

    def of(self, name: str, formula: Formula, scope: Names, expected: Type | None = CONDITION) -> str:
        """The name of a function that gives the value of a formula."""
        return self._function(name, formula, scope, expected, "return ", "")

    def optional(self, name: str, formula: Formula | None, scope: Names) -> Mapping[str, Source]:
        """`when=` with the function of a condition; nothing without one."""
        return {} if formula is None else {"when": self.of(name, formula, scope)}

    def _function(
        self, name: str, formula: Formula, scope: Names, expected: Type | None, before: str, after: str
    ) -> str:
        chosen = self.names.new(f"_{snake(name)}")
        printer = Printer(lambda source: self._of_item(chosen, source))
        checked = self.resolution.formula(formula, scope, expected)
        assert checked.typed is not None
        source = printer.print(checked.typed)
        self.read |= checked.reads
        self.used |= printer.terms
        self._write(chosen, formula.expression.text, lay_out(source, before, "", 1) + after)
        return chosen

    def _of_item(self, name: str, source: Source) -> str:
        inner = self.names.new(f"{name}_of_item")
        self._write(inner, "", lay_out(source, "return ", "", 1))
        return inner

    def _write(self, name: str, words: str, body: str) -> None:
        told = docstring(words, 1) + "\n" if words else ""
        self.used.add("Frame")
        self.sources.append(f"def {name}(v: Frame) -> Any:\n{told}    {body}")

    # --- cases, requirements ------------------------------------------------------------------------

    def cases(self, name: str, value: Any, scope: Names, write: Callable[[str, Any], Source]) -> Source:
        """A value or its cases, as a tuple of `Case`."""
        self.used.add("Case")
        found: list[Source] = []
        for number, (when, inner) in enumerate(self.resolution.cases_of(value), 1):
            own = f"{name}_{number}" if isinstance(value, Cases) else name
            waits: dict[str, Source] = {}
            condition: Source = "None"
            if when is not None:
                condition = self.of(f"case_{own}", when, scope)
                names = list(self.waited_for(self.resolution.formula(when, scope, CONDITION).reads, set()))
                waits = {"waits": tuple_of([quoted(each) for each in names])} if names else {}
            found.append(call("Case", condition, write(own, inner), **waits))
        return tuple_of(found)

    def waited_for(self, reads: Iterable[str], seen: set[str]) -> Iterator[str]:
        """The questions that an undecided condition waits for."""
        for name in sorted(reads):
            if name not in seen:
                seen.add(name)
                if name in self.waitable:
                    yield name
                else:
                    yield from self.waited_for(self.reads_of.get(name, ()), seen)

    def read_while_waiting(self, reads: frozenset[str]) -> frozenset[str]:
        """What is read to know whether undecided cases that read these names wait."""
        found: set[str] = set()
        pending, seen = list(reads), set(reads)
        while pending:
            name = pending.pop()
            further = self.required_reads.get(name, frozenset())
            found |= further
            further |= self.reads_of.get(name, frozenset())
            pending += further - seen
            seen |= further
        return frozenset(found)

    def required(self, name: str, value: Requirement | Cases[Requirement], scope: Names) -> Source:
        """What leaving an answer out means, as a function of a frame."""
        if isinstance(value, Cases):
            self.used.add("ByCases")
            return call(
                "ByCases", self.cases(name, value, scope, lambda own, each: self._one(own, each, scope))
            )
        return self._one(name, value, scope)

    def _one(self, name: str, value: Requirement, scope: Names) -> Source:
        if value.condition is None:
            self.used.add(LEVELS[value.level])
            return LEVELS[value.level]
        after = f"\n    return {quoted(str(value.level))} if met is True else None"
        return self._function(f"required_{name}", value.condition, scope, CONDITION, "met = ", after)

    # --- checks -------------------------------------------------------------------------------------

    def checks(
        self, name: str, checks: Sequence[CheckSpec], scope: Names, at: Callable[[CheckSpec], Sequence[str]]
    ) -> Mapping[str, Source]:
        """`checks=` with the checks written at one place; nothing without any."""
        if not checks:
            return {}
        self.used.add("Check")
        found: list[Source] = []
        for number, each in enumerate(checks, 1):
            own = f"{name}_{number}" if len(checks) > 1 else name
            must = self.of(f"must_{own}", each.must, scope)
            level: dict[str, Source] = {} if each.level == "error" else {"level": quoted(each.level)}
            shown = resolve(tuple(each.show_at.value.split(".")), scope) if each.show_at else None
            first = () if shown is None else (self._path(shown.name),)
            spots = tuple_of([quoted(path) for path in dict.fromkeys((*first, *at(each)))])
            when = self.optional(f"check_when_{own}", each.when, scope)
            found.append(call("Check", must, quoted(each.message.value), spots, **when, **level))
        return {"checks": tuple_of(found)}

    def _path(self, name: str) -> str:
        field = self.procedure.fields.get(name)
        return name if field is None else field.path

    # --- what is read -------------------------------------------------------------------------------

    def reads(
        self, formulas: Iterable[Formula | None], scope: Names, expected: Type | None = CONDITION
    ) -> frozenset[str]:
        """All names that formulas read."""
        found: frozenset[str] = frozenset()
        for each in formulas:
            if each is not None:
                found |= self.resolution.formula(each, scope, expected).reads
        return found

    def _data(self) -> Iterator[str]:
        spec = self.procedure.spec
        yield from spec.conditions
        yield from spec.calculations
        for name, table in spec.tables.items():
            yield name
            yield from (f"{name}.{column}" for column in table.columns)

    def _data_reads(self, name: str) -> frozenset[str]:
        spec, scope = self.procedure.spec, self.resolution.scope
        if name in spec.conditions:
            return self.reads([spec.conditions[name]], scope)
        if name in spec.calculations:
            calculation = spec.calculations[name]
            pairs = self.resolution.cases_of(calculation.cases or calculation.is_)
            kind = self.resolution.plan.calculations[name].type
            values = [each for _, each in pairs if isinstance(each, Formula)]
            return self.reads(values, scope, kind) | self.reads([when for when, _ in pairs], scope)
        table = spec.tables[name.partition(".")[0]]
        found = self.reads([table.in_force], scope, Date())
        for column, formula in table.match.items():
            found |= self.reads([formula], scope, type_named(table.columns[column].type, spec.currency))
        return found

    def _requirement_reads(self, field: Field) -> frozenset[str]:
        formulas: list[Formula | None] = []
        for when, each in self.resolution.cases_of(field.spec.required):
            formulas += [when, each.condition if isinstance(each, Requirement) else None]
        return self.reads(formulas, field.scope)


__all__ = ["Functions"]
