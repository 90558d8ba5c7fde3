"""From a Spec to a Resolution: every name found, every formula and text typed, every mistake told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from formgen.language.expressions import CONDITION, Checked, ExpressionFault, Names, Type, check
from formgen.language.placeholders import CheckedText, Fault, check_text, layout_faults, parse_text
from formgen.language.problems import Problem, Severity, nearest
from formgen.language.readers import Cases, Formula, Text
from formgen.language.resolution.context import SpecContext
from formgen.language.resolution.fragments import expand, fragment_texts, origin
from formgen.language.resolution.names import NamePlan, plan_names
from formgen.language.resolution.pages import PagePlace, pages_in_order
from formgen.language.source import Span
from formgen.language.spec import Spec

if TYPE_CHECKING:
    from formgen.language.gaps import Gaps

TextKind = Literal["rich", "inline", "line"]
T = TypeVar("T")


class Resolution:
    """A spec whose names are known.

    Formulas and texts are typed when the parts that hold them are visited, each once for each scope:
    fields of a group used twice are typed in both places.
    """

    def __init__(self, spec: Spec, folder: Path | None, gaps: Gaps | None = None) -> None:
        """`gaps`: what is in doubt where some of the spec could not be read; None where all was."""
        self.spec = spec
        self.folder = folder
        self.gaps = gaps
        self.problems: list[Problem] = []
        self.context = SpecContext(spec, folder, self.problems)
        self.pages: tuple[PagePlace, ...] = tuple(pages_in_order(spec))
        self.plan: NamePlan = plan_names(spec, self.context, self.pages)
        self.fragments = fragment_texts(spec)
        self._checked: dict[tuple[int, int], Checked] = {}
        self._texts: dict[tuple[int, int], CheckedText] = {}
        self._visited: list[tuple[Text, Names]] = []
        self._once: dict[object, Any] = {}
        self._told: set[tuple[str, int, int, str]] = set()

    @property
    def scope(self) -> Names:
        """All names of the dossier."""
        return self.plan.scope

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(each.severity == "error" for each in self.problems)

    def formula(self, formula: Formula, scope: Names, expected: Type | None = CONDITION) -> Checked:
        """The formula typed in a scope; its faults are reported the first time."""
        key = (id(formula), id(scope))
        found = self._checked.get(key)
        if found is None:
            found = self._checked[key] = check(formula.expression, scope, expected)
            for fault in _economical(found.faults):
                self._report_fault(fault, formula, formula.expression.text, formula.node.locate)
        return found

    def text(self, text: Text, scope: Names, kind: TextKind = "rich") -> CheckedText:
        """The text typed in a scope, fragments expanded; its faults are reported the first time."""
        key = (id(text), id(scope))
        found = self._texts.get(key)
        if found is None:
            self._visited.append((text, scope))
            expanded = expand(text.value, self.fragments, lambda each: each.value)
            found = self._texts[key] = check_text(parse_text(expanded), scope)
            faults = (
                found.faults if kind == "line" else (*found.faults, *layout_faults(expanded, found.segments))
            )
            for fault in faults:
                self._report_fault(fault, text, expanded, partial(self.place_in, text))
        return found

    def place_in(self, text: Text, start: int, end: int) -> Span:
        """Where a part of an expanded text is written: in the text, or in the fragment that brings it."""
        found = origin(text.value, self.fragments, lambda each: each.value, start, end)
        place: Span = (found.fragment or text).node.locate(found.start, found.end)
        return place

    def checked_formulas(self) -> Iterator[Checked]:
        """Every formula that was visited, as typed in each of its scopes."""
        yield from self._checked.values()

    def once(self, make: Callable[[Resolution], T]) -> T:
        """What `make` works out of this resolution, worked out only the first time."""
        if make not in self._once:
            self._once[make] = make(self)
        made: T = self._once[make]
        return made

    def forget(self) -> None:
        """Let go of what was worked out for checks, that a procedure need not carry it along."""
        self._once.clear()

    def texts(self) -> Iterator[tuple[Text, Names]]:
        """Every text that was visited, with each scope it is typed in."""
        yield from self._visited

    def _report_fault(
        self,
        fault: ExpressionFault | Fault,
        part: Formula | Text,
        written: str,
        locate: Callable[[int, int], Span],
    ) -> None:
        """Note a fault in what is `written`, unless it may only be there because of another mistake."""
        hint = fault.hint
        if self.gaps is not None:
            if self.gaps.doubts_fault(fault.code, part, written, fault.start):
                return
            if fault.code == "N101":
                hint = self.gaps.meant_by(written[fault.start : fault.end]) or hint
        span = locate(fault.start, fault.end)
        self.report(fault.code, part, span, fault.message, hint, fault.severity)

    def report(
        self,
        code: str,
        part: Formula | Text,
        span: object,
        message: str,
        hint: str | None,
        severity: Severity = "error",
    ) -> None:
        """Note a problem of a formula or text, once for each place however often it is used."""
        problem = self.spec.document.problem(code, severity, span, message, hint)
        self.tell(problem)

    def claim(self, problem: Problem) -> None:
        """Note what a check found, unless that is in doubt where some of the spec could not be read."""
        if self.gaps is None or not self.gaps.doubts(problem):
            self.tell(problem)

    def tell(self, problem: Problem) -> None:
        """Note a problem, unless the same one was noted for the same place."""
        key = (problem.code, problem.line, problem.column, problem.message)
        if key not in self._told:
            self._told.add(key)
            self.problems.append(problem)

    def reference(self, name: Text, among: Iterable[str], what: str, code: str = "N108") -> bool:
        """Whether a name written by the author is one of those it can be; reports it if not."""
        known = list(among)
        if name.value in known:
            return True
        if self.gaps is not None and self.gaps.doubts_name(name.value):
            return False
        similar = nearest(name.value, known)
        unread = self.gaps.meant_by(name.value) if self.gaps is not None else None
        hint = (
            unread
            if unread is not None
            else f"Did you mean `{similar}`?"
            if similar
            else f"Known: {', '.join(known[:12])}."
            if known
            else f"There is no {what} yet."
        )
        self.tell(
            self.spec.document.problem(code, "error", name.node, f"No {what} is called `{name.value}`.", hint)
        )
        return False

    def cases_of(self, value: object) -> list[tuple[Formula | None, object]]:
        """A value or its cases, as pairs of condition and value."""
        if isinstance(value, Cases):
            return [(case.when, case.value) for case in value.items]
        return [(None, value)]


def _economical(faults: tuple[ExpressionFault, ...]) -> tuple[ExpressionFault, ...]:
    """The faults to tell of: beside an unknown name, types may only seem wrong because of it."""
    unknown = any(each.code.startswith("N") and each.severity == "error" for each in faults)
    return tuple(each for each in faults if not (unknown and each.code.startswith("T")))
