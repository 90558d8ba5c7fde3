"""The names, types and filters of a text, held against what can be seen from its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from formgen.language.expressions import (
    CONDITION,
    AddressType,
    Binding,
    Choice,
    Choices,
    Country,
    Date,
    Document,
    Duration,
    Group,
    List,
    Moment,
    Money,
    Names,
    Number,
    Record,
    Scope,
    Text,
    Time,
    Type,
    YesNo,
    check,
    outermost,
)
from formgen.language.expressions.tree import Name
from formgen.language.placeholders.filters import FILTERS
from formgen.language.placeholders.inserts import SYNTAX, shifted
from formgen.language.placeholders.parse import ParsedText
from formgen.language.placeholders.segments import (
    Applied,
    Branch,
    Fault,
    For,
    Insert,
    Literal,
    Segment,
    TextFormula,
    When,
    formulas,
)

SHOWN: Final = "X707"

_ONE_BRACE: Final = re.compile(r"(?<!\{)\{ ?([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*) ?\}(?!\})")

KINDS: Final[dict[type[Type], str]] = {
    Text: "text",
    Number: "number",
    Money: "money",
    Date: "date",
    Moment: "moment",
    Time: "time",
    Duration: "duration",
    YesNo: "yes_no",
    Choice: "choice",
    Choices: "choices",
    Country: "country",
    AddressType: "address",
    Document: "document",
}
"""The types whose values can stand in a text, by the names that filters use."""


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text whose names are known. Without an error among `faults` it can be compiled."""

    text: str
    segments: tuple[Segment, ...]
    faults: tuple[Fault, ...]
    reads: frozenset[str]
    """Names of the bindings it reads, those of its conditions and loops included."""
    depth: int
    """The depth of the frame that it is rendered on."""


def check_text(parsed: ParsedText, scope: Scope) -> CheckedText:
    """Type a parsed text in `scope`. The faults of parsing come first; every fault is reported at once."""
    checker = _Checker(scope)
    segments = checker.segments(parsed.segments)
    faults = (*parsed.faults, *sorted(checker.faults, key=lambda fault: fault.start))
    reads = {name for formula in formulas(segments) if formula.checked for name in formula.checked.reads}
    return CheckedText(parsed.text, segments, faults, frozenset(reads | checker.lists), scope.depth)


def resolve(path: tuple[str, ...], scope: Scope) -> Binding | None:
    """What a dotted name stands for; None where it is unknown, or a part of an address."""
    if path[0] == "dossier" and len(path) > 1:
        path, scope = path[1:], outermost(scope)
    binding = scope.find(path[0])
    for word in path[1:]:
        if binding is None:
            return None
        match binding.type:
            case Group(members=members) | Record(members=members):
                binding = members.get(word)
            case _:
                return None
    return binding


class _Checker:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.faults: list[Fault] = []
        self.lists: set[str] = set()

    def segments(self, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        return tuple(self.segment(segment) for segment in segments)

    def segment(self, segment: Segment) -> Segment:
        match segment:
            case Insert():
                return self.insert(segment)
            case When():
                cases = tuple(self.branch(branch) for branch in segment.cases)
                otherwise = self.branch(segment.otherwise) if segment.otherwise else None
                return replace(segment, cases=cases, otherwise=otherwise)
            case For():
                return self.loop(segment)
            case Literal():
                self.one_brace(segment)
                return segment

    def one_brace(self, literal: Literal) -> None:
        """`{ first_name }`: a name that is known between single braces, which show nothing."""
        if "{" not in literal.text:
            return
        for found in _ONE_BRACE.finditer(literal.text):
            if resolve(tuple(found[1].split(".")), self.scope) is not None:
                start = literal.start + found.start()
                message = f"`{found.group()}` is no placeholder; people would read it so."
                hint = f"Write two braces: `{{{{ {found[1]} }}}}`."
                end = start + len(found.group())
                self.faults.append(Fault(message, hint, start, end, SYNTAX, "warning"))

    def branch(self, branch: Branch) -> Branch:
        condition = self.formula(branch.condition, CONDITION) if branch.condition else None
        return replace(branch, condition=condition, body=self.segments(branch.body))

    def formula(self, formula: TextFormula, expected: Type | None = None) -> TextFormula:
        checked = check(formula.expression, self.scope, expected)
        self.faults.extend(shifted(fault, formula.start) for fault in checked.faults)
        tree = formula.expression.tree
        binding = resolve(tree.path, self.scope) if isinstance(tree, Name) else None
        valid = not any(fault.severity == "error" for fault in checked.faults)
        return replace(formula, checked=checked if valid else None, binding=binding)

    def insert(self, insert: Insert) -> Insert:
        if insert.formula is None:
            return insert
        tree = insert.formula.expression.tree
        binding = resolve(tree.path, self.scope) if isinstance(tree, Name) else None
        if binding is not None and type(binding.type) not in KINDS:
            self.faults.append(_fault_of_several(insert, binding))
            return insert
        formula = self.formula(insert.formula)
        if formula.checked is not None:
            self.faults.extend(_faults_of_filters(insert, formula))
        return replace(insert, formula=formula)

    def loop(self, loop: For) -> For:
        if loop.items is None:
            return loop
        tree = loop.items.expression.tree
        binding = resolve(tree.path, self.scope) if isinstance(tree, Name) else None
        if binding is None or not isinstance(binding.type, List):
            self.report_not_a_list(loop.items)
            return loop
        self.lists.add(binding.name)
        outer, item = self.scope, binding.type.item
        # An item's frame knows the dossier's and no other: a loop inside a loop does not see the outer item.
        one = Binding(loop.name, Group(item), 0, 1, binding.label)
        self.scope = Names({**item, loop.name: one}, outermost(outer), 1)
        body = self.segments(loop.body)
        self.scope = outer
        return replace(loop, items=replace(loop.items, binding=binding), body=body)

    def report_not_a_list(self, items: TextFormula) -> None:
        if self.formula(items).checked is None:
            return
        lists = [binding.name for binding in self.scope.known() if isinstance(binding.type, List)]
        hint = f"Lists here: {', '.join(lists)}." if lists else "No list of fields can be seen from here."
        start = items.start
        written = items.expression.text
        begin = start + len(written) - len(written.lstrip())
        self.faults.append(
            Fault(
                f"`{written.strip()}` is not a list to go through.",
                hint,
                begin,
                start + len(written.rstrip()),
                SHOWN,
            )
        )


def _fault_of_several(insert: Insert, binding: Binding) -> Fault:
    """A group, a record or a list where a text shows one value."""
    assert insert.formula is not None
    name = insert.formula.expression.text.strip()
    hint = "Name a question, a calculation or a column instead."
    if isinstance(binding.type, Group | Record):
        hint = f"Name what to show of it: `{name}.…`."
    if isinstance(binding.type, List):
        hint = f"Go through it: `{{{{ for item in {name} }}}}…{{{{ end }}}}`."
    message = f"`{name}` is {binding.type.called}; a text shows one value."
    return Fault(message, hint, insert.start, insert.end, SHOWN)


def _faults_of_filters(insert: Insert, formula: TextFormula) -> Iterator[Fault]:
    assert formula.checked is not None
    assert formula.checked.type is not None
    kind = KINDS.get(type(formula.checked.type), "text")
    for place, applied in enumerate(insert.filters):
        fault = _fault_of_filter(applied, kind, first=place == 0)
        if fault is not None:
            yield fault


def _fault_of_filter(applied: Applied, kind: str, *, first: bool) -> Fault | None:
    declared = FILTERS[applied.name]
    if declared.takes and kind not in declared.takes:
        known = [each.name for each in FILTERS.values() if not each.takes or kind in each.takes]
        message = f"`{applied.name}` does not suit {_called(kind)}."
        return Fault(message, f"Filters for it: {', '.join(known)}.", applied.start, applied.end, SHOWN)
    if declared.stage == "format" and not first:
        message = f"`{applied.name}` says how a value is written, so it stands first behind the bar."
        return Fault(message, f"Move `{applied.name}` to the first bar.", applied.start, applied.end, SHOWN)
    return None


def _called(kind: str) -> str:
    return next(type_.called for type_, name in KINDS.items() if name == kind)
