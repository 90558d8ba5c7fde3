"""The conditions of a procedure as a JavaScript module: what shows and hides fields at once.

Each page that has a field, an option, a paper or a label depending on another answer of the same page gets an
entry: its fields in order with how their controls are read, and the conditions. What they read of other pages
comes with the page, in `data-values`. Whatever cannot be decided here (a calculation by cases, a document's
state) is left out, and stays as the server sent it: its answer is the one that counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from formgen.compiler.procedure import Document, Field, Procedure
from formgen.language.expressions import CONDITION, Binding, Group, List, Record, Scope, check
from formgen.language.expressions import Document as DocumentType
from formgen.language.expressions.javascript import as_json, found_key, said_key
from formgen.language.fields.base import Requirement
from formgen.language.placeholders.check import resolve
from formgen.language.readers import Cases, Formula
from formgen.rendering.html.plan import case_key
from formgen.rendering.html.rows import rows_judged

Convert = Callable[[Any], Any]


@dataclass(slots=True)
class _PageScript:
    """The conditions of one page, and the names they read that are not asked on it."""

    fields: list[str] = attribute(default_factory=list)
    options: list[str] = attribute(default_factory=list)
    papers: list[str] = attribute(default_factory=list)
    rows: list[str] = attribute(default_factory=list)
    cases: list[str] = attribute(default_factory=list)
    derived: dict[str, str] = attribute(default_factory=dict)
    outside: dict[str, Binding] = attribute(default_factory=dict)
    live: bool = False


def conditions_module(procedure: Procedure) -> str:
    """The module's source; "" when no page needs one."""
    pages = []
    for name, fields, documents in _pages(procedure):
        script = _page_script(procedure, fields, documents)
        if script.live:
            pages.append(f"{json.dumps(name)}: {_object(script)}")
    if not pages:
        return ""
    return (
        'import { F } from "../scripts/expressions.js";\n'
        'import { follow } from "../scripts/conditions.js";\n'
        "follow({\n" + ",\n".join(pages) + "\n}, F);\n"
    )


def values_read(
    procedure: Procedure, fields: Sequence[Field], documents: Sequence[Document] = ()
) -> tuple[tuple[str, Convert], ...]:
    """What a page's conditions read of other pages: names, and functions of the page's frame that give
    JSON.
    """
    script = _page_script(procedure, fields, documents)
    if not script.live:
        return ()
    depth = fields[0].scope.depth if fields else 0
    return tuple(
        each for name, binding in script.outside.items() for each in _converters(name, binding, depth)
    )


def _pages(procedure: Procedure) -> Iterator[tuple[str, Sequence[Field], Sequence[Document]]]:
    for page in procedure.pages.values():
        if page.content:
            yield page.id, (*page.fields, *page.said_fields), page.documents
    for field in procedure.fields.values():
        if field.type_name == "list":
            written: Any = field.spec
            for id in written.pages or ("",):
                members = [each for each in field.members if not id or each.name in written.pages[id].fields]
                yield f"{field.full_path}/{id}", members, ()


def _page_script(procedure: Procedure, fields: Sequence[Field], documents: Sequence[Document]) -> _PageScript:
    return _Writer(procedure, list(_flat(fields)), documents).write()


class _Writer:
    def __init__(self, procedure: Procedure, fields: Sequence[Field], documents: Sequence[Document]) -> None:
        self.procedure = procedure
        self.fields = fields
        self.documents = documents
        self.here = {field.binding.name: field for field in fields}
        self.script = _PageScript()
        self._verdicts: dict[str, bool] = {}

    def write(self) -> _PageScript:
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


def _object(script: _PageScript) -> str:
    derived = ", ".join(f"{json.dumps(name)}: {written}" for name, written in script.derived.items())
    return (
        "{\nfields: [\n" + ",\n".join(script.fields) + "],\n"
        f"options: [{', '.join(script.options)}],\npapers: [{', '.join(script.papers)}],\n"
        f"rows: [{', '.join(script.rows)}],\ncases: [{', '.join(script.cases)}],\nderived: {{{derived}}}}}"
    )


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


def _converters(name: str, binding: Binding, depth: int) -> Iterator[tuple[str, Convert]]:
    """The values of a name that `v` holds beside each other: the value, the word said, whether it is
    found.
    """
    if isinstance(binding.type, Record):
        yield found_key(name), _reader(binding.type.found_slot, binding.depth, depth)
        return
    if isinstance(binding.type, Group):
        return
    if isinstance(binding.type, List):
        yield name, _list_reader(binding, depth)
        return
    yield name, _reader(binding.slot, binding.depth, depth)
    if binding.said_slot is not None:
        yield said_key(name), _reader(binding.said_slot, binding.depth, depth)


def _reader(slot: int, at: int, depth: int) -> Convert:
    if at < depth:
        return lambda frame: as_json(frame[0][slot])
    return lambda frame: as_json(frame[slot])


def _list_reader(binding: Binding, depth: int) -> Convert:
    assert isinstance(binding.type, List)
    members = list(_leaves(binding.type.item.values()))

    def read(frame: Any) -> Any:
        items = (frame[0] if binding.depth < depth else frame)[binding.slot]
        if items is None:
            return None
        return [{member.name: as_json(item[member.slot]) for member in members} for item in items]

    return read


def _leaves(bindings: Iterable[Binding]) -> Iterator[Binding]:
    for binding in bindings:
        if isinstance(binding.type, Group):
            yield from _leaves(binding.type.members.values())
        elif not isinstance(binding.type, List | Record):
            yield binding
