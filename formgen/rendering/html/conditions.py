"""The conditions of one page, written in JavaScript: as far as the page itself can decide them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

from formgen.compiler.procedure import Document, Field, Procedure
from formgen.language.expressions import CONDITION, Binding, Scope, check
from formgen.language.expressions import Document as DocumentType
from formgen.language.expressions.javascript import as_json
from formgen.language.fields.base import Requirement
from formgen.language.placeholders.check import resolve
from formgen.language.readers import Cases, Formula
from formgen.rendering.html.plan import case_key
from formgen.rendering.html.rows import rows_judged


@dataclass(slots=True)
class PageScript:
    """The conditions of one page, and the names they read that are not asked on it."""

    fields: list[str] = attribute(default_factory=list)
    options: list[str] = attribute(default_factory=list)
    papers: list[str] = attribute(default_factory=list)
    rows: list[str] = attribute(default_factory=list)
    cases: list[str] = attribute(default_factory=list)
    derived: dict[str, str] = attribute(default_factory=dict)
    outside: dict[str, Binding] = attribute(default_factory=dict)
    live: bool = False


def page_script(procedure: Procedure, fields: Sequence[Field], documents: Sequence[Document]) -> PageScript:
    """What scripts are told of a page with these fields and documents."""
    return _Writer(procedure, list(_flat(fields)), documents).write()


class _Writer:
    def __init__(self, procedure: Procedure, fields: Sequence[Field], documents: Sequence[Document]) -> None:
        self.procedure = procedure
        self.fields = fields
        self.documents = documents
        self.here = {field.binding.name: field for field in fields}
        self.script = PageScript()
        self._verdicts: dict[str, bool] = {}

    def write(self) -> PageScript:
        for field in self.fields:
            self._field(field)
            for option, formula in _option_formulas(field):
                written = self._condition(formula, field.scope)
                if written:
                    self.script.options.append(f"[{json.dumps(f'{field.path}={option}')}, {written}]")
            for name in ("label", "hint"):
                self._cases(field, name)
            self._rows(field)
        for document in self.documents:
            self._papers(document)
        return self.script

    def _field(self, field: Field) -> None:
        kind, options = _reading(field)
        entry: dict[str, str] = {"path": json.dumps(field.path), "name": json.dumps(field.binding.name)}
        if kind:
            entry["kind"] = json.dumps(kind)
            if options:
                entry["options"] = json.dumps(options)
        if field.spec.or_say:
            entry["said"] = "true"
        if field.parent is not None and field.follows is None:
            entry["inside"] = json.dumps(field.parent.path)
        if field.follows is not None and field.parent is not None:
            said = field.follows in field.parent.spec.or_say
            entry["follows"] = json.dumps([field.parent.path, field.follows, said])
            self.script.live = True
        if field.copied is not None:
            # Its value and whether it is asked are the server's.
            entry["fixed"] = "true"
            self.script.outside[field.binding.name] = field.binding
        elif field.spec.when is not None:
            written = self._condition(field.spec.when, field.scope)
            if written:
                entry["when"] = written
            else:
                entry["fixed"] = "true"
        required = field.spec.required
        if isinstance(required, Requirement) and required.condition is not None:
            written = self._condition(required.condition, field.scope)
            if written:
                entry["required"] = written
        if field.type_name == "list":
            self.script.outside[field.binding.name] = field.binding
        self.script.fields.append("{" + ", ".join(f"{key}: {value}" for key, value in entry.items()) + "}")

    def _cases(self, field: Field, name: str) -> None:
        value = getattr(field.spec, name)
        if not isinstance(value, Cases):
            return
        conditions = [
            "() => true" if case.when is None else self._condition(case.when, field.scope)
            for case in value.items
        ]
        if all(conditions):
            key = json.dumps(case_key(field.path, name))
            self.script.cases.append(f"[{key}, [{', '.join(conditions)}]]")

    def _rows(self, field: Field) -> None:
        """The rows of a list among which a field offers some, where answers of this page decide which."""
        judged = rows_judged(self.procedure, field)
        if judged is None or not all(self._can(name, judged.scope) for name in judged.names):
            return
        if any(self._is_live(name) for name in judged.names):
            self.script.live = True
            rows = [
                [id, {name: as_json(value) for name, value in row.items()}] for id, row in judged.rows.items()
            ]
            written = f"v => {judged.condition.javascript()}"
            self.script.rows.append(f"[{json.dumps(field.path)}, {written}, {json.dumps(rows)}]")

    def _papers(self, document: Document) -> None:
        for id, alternative in document.alternatives.items():
            if alternative.when is not None:
                written = self._condition(alternative.when, self.procedure.scope)
                if written:
                    self.script.papers.append(f"[{json.dumps(f'{document.id}:{id}')}, {written}]")

    def _condition(self, formula: Formula, scope: Scope) -> str:
        """A function of `v`; "" when nothing of this page decides it, or a script cannot."""
        checked = check(formula.expression, scope, CONDITION)
        if checked.typed is None or not all(self._can(name, scope) for name in checked.reads):
            return ""
        self.script.live = self.script.live or any(self._is_live(name) for name in checked.reads)
        return f"v => {checked.javascript()}"

    def _can(self, name: str, scope: Scope) -> bool:
        """Whether a script can know a name; notes where its value comes from."""
        field = self.here.get(name)
        if field is not None:
            return bool(_reading(field)[0]) or field.type_name == "list" or field.copied is not None
        if name in self._verdicts:
            return self._verdicts[name]
        self._verdicts[name] = False
        self._verdicts[name] = self._can_outside(name, scope)
        return self._verdicts[name]

    def _can_outside(self, name: str, scope: Scope) -> bool:
        spec = self.procedure.spec
        calculation = spec.calculations.get(name)
        formula = spec.conditions.get(name) or (calculation.is_ if calculation is not None else None)
        if formula is not None or calculation is not None:
            reads = self._reads_of(name)
            if any(each in self.here for each in reads):
                if formula is None:
                    return False
                checked = check(formula.expression, self.procedure.scope)
                if checked.typed is None or not all(
                    self._can(each, self.procedure.scope) for each in checked.reads
                ):
                    return False
                self.script.derived[name] = f"v => {checked.javascript()}"
                return True
        binding = _binding(name, scope) or _binding(name, self.procedure.scope)
        if binding is None or isinstance(binding.type, DocumentType):
            return False
        if binding.depth == 1 and name.partition(".")[0] not in {
            each.full_path.partition(".")[0] for each in self.fields
        }:
            # A name inside items of another list: it comes with that list.
            return True
        self.script.outside[name] = binding
        return True

    def _reads_of(self, name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        """All names that a named condition or a calculation reads, through others."""
        spec = self.procedure.spec
        calculation = spec.calculations.get(name)
        formulas: list[Formula] = []
        if name in spec.conditions:
            formulas.append(spec.conditions[name])
        if calculation is not None:
            formulas += [calculation.is_] if calculation.is_ is not None else []
            for case in calculation.cases.items if calculation.cases is not None else ():
                formulas += [each for each in (case.when, case.value) if each is not None]
        found: set[str] = set()
        for formula in formulas:
            for read in check(formula.expression, self.procedure.scope).reads - seen:
                found |= {read, *self._reads_of(read, seen | {name, read})}
        return frozenset(found)

    def _is_live(self, name: str) -> bool:
        return name in self.here or name in self.script.derived


def _flat(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        if field.type_name != "list":
            yield from _flat(field.members)


def _reading(field: Field) -> tuple[str, dict[str, str]]:
    """How a script reads the controls of a field: a kind of expressions.js, and its options."""
    return field.spec.in_scripts, field.spec.script_options()


def _option_formulas(field: Field) -> Iterator[tuple[str, Formula]]:
    for id in field.option_conditions:
        formula = getattr(field.options[id], "when", None)
        if formula is not None:
            yield id, formula


def _binding(name: str, scope: Scope) -> Binding | None:
    return resolve(tuple(name.split(".")), scope)
