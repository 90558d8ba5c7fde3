"""What can be asked about a spec's conditions: whether answers exist for which they hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from formgen.checks.situations.diagrams import NO, YES
from formgen.checks.situations.journeys import Found, Journeys, Verdict
from formgen.checks.situations.logic import presence
from formgen.checks.situations.meanings import Meaning
from formgen.checks.situations.names import SpecNames
from formgen.checks.situations.rules import rules
from formgen.checks.situations.sentences import Sentences
from formgen.checks.situations.variables import Late, TooMany, Variable
from formgen.language.expressions import Binding, YesNo, typed
from formgen.language.expressions.typed import Typed
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed
from formgen.language.resolution.pages import PagePlace

EVERYWHERE: Final = 1 << 20
"""Behind the last page."""


class World:
    """The questions of a resolved spec without errors, with when each of them is asked.

    `resolution.once(World)` is the one that all checks share: reading all conditions takes its time.
    """

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.names = SpecNames(resolution)
        self.sentences = Sentences(self.names)
        self.placed: dict[str, Placed] = {
            path: placed for path, placed in self.names.placed.items() if placed.depth == 0
        }
        """Every field of the dossier by its full path; those of items are not among them."""
        self.page_of: dict[str, PagePlace] = {
            path: resolution.pages[index] for path, index in self.names.page_of.items()
        }
        self.not_decided: dict[int, Formula] = {}
        """Conditions of which a check could not say what it has to, by the identity of their formulas."""
        self._journeys: Journeys | None = None

    def condition(self, formula: Formula | None, scope: Any = None) -> tuple[Typed, ...]:
        """A condition as a tuple of none or one, so that conditions can be strung together."""
        return self.names.condition(formula, scope)

    def page(self, page: PagePlace) -> tuple[Typed, ...]:
        """What must be true for a page to be asked, stops apart."""
        return self.names.page(page)

    def within_page(self, placed: Placed) -> tuple[Typed, ...]:
        """What must be true for a field to be asked, its page's conditions apart."""
        return self.names.within_page(placed)

    def expansion(self, binding: Binding) -> Typed | None:
        """The expression that a named condition or calculation stands for; None for anything else."""
        read = typed.Read(binding.type, binding, False)
        found = self.names.resolved(read)
        return None if isinstance(found, typed.Read) and found.binding is binding else found

    def asked(self, name: str) -> tuple[Typed, ...]:
        """What must be true for a field to be asked: its page's conditions, its group's, its own."""
        owner = self.names.list_of.get(name)
        above = self.page(self.page_of[name]) if owner is None else self.asked(owner.full_path)
        return (*above, *self.within_page(self.names.placed[name]))

    @property
    def journeys(self) -> Journeys:
        """The journeys of the spec; made when all its conditions have been read."""
        if self._journeys is None:
            self._read_all()
            found = list(rules(self.names, self.sentences))
            variables = list(self.sentences.terms.variables.values())
            self._journeys = Journeys(variables, found, len(self.resolution.pages))
        return self._journeys

    def _read_all(self) -> None:
        for checked in self.resolution.checked_formulas():
            if checked.typed is not None and isinstance(checked.typed.type, YesNo):
                self.sentences.read(checked.typed)

    def find(
        self,
        must: Iterable[Typed] = (),
        must_not: Iterable[Typed] = (),
        stops_before: int = 0,
        answered_before: int = 0,
        known: bool = False,
    ) -> Found:
        """Answers for which all of `must` are true and none of `must_not` is.

        No stop ends the journey before page `stops_before`; on pages before `answered_before` every question
        that must be answered is, and no check that blocks fails. With `known`, sums and the like that are
        read have a value, so that what is found does not rest on their being unknown.
        """
        must, must_not = tuple(must), tuple(must_not)
        try:
            goal = self._goal(must, must_not, known)
        except Late:
            # Something new is compared: all begins anew, with it.
            self._journeys = None
            for variable in self.sentences.terms.variables.values():
                variable.thaw()
            for each in (*must, *must_not):
                self.sentences.read(each)
            goal = self._goal(must, must_not, known)
        except TooMany:
            return Found(Verdict.UNDECIDED)
        return self.journeys.search(goal, stops_before, answered_before)

    def decide(
        self,
        formula: Formula,
        must: Iterable[Typed] = (),
        must_not: Iterable[Typed] = (),
        stops_before: int = 0,
        answered_before: int = 0,
        known: bool = False,
    ) -> Found:
        """The same for the sake of a condition, which is noted where it cannot be decided."""
        found = self.find(must, must_not, stops_before, answered_before, known)
        if found.verdict is Verdict.UNDECIDED:
            self.note(formula)
        return found

    def note(self, formula: Formula) -> None:
        """Note that something about a condition was not decided."""
        self.not_decided[id(formula)] = formula

    def _goal(self, must: tuple[Typed, ...], must_not: tuple[Typed, ...], known: bool = False) -> Meaning:
        journeys = self.journeys
        sentences = [self.sentences.read(each) for each in (*must, *must_not)]
        if len(self.sentences.terms.variables) > len(journeys.variables):
            raise Late("variables")
        journeys.begin_search()
        meanings = [journeys.meanings.of(each) for each in sentences]
        diagrams = journeys.diagrams
        found = YES
        for each in meanings[: len(must)]:
            found = diagrams.both(found, each.true)
        for each in meanings[len(must) :]:
            found = diagrams.both(found, diagrams.complement(each.true))
        support = frozenset().union(*(each.support for each in meanings))
        valued = frozenset().union(*(each.valued for each in meanings))
        for rank in sorted(support) if known else ():
            variable = journeys.variables[rank]
            if variable.loose:
                found = diagrams.both(found, journeys.meanings.of(presence(variable)).true)
        return Meaning(found, support, valued)

    def meets_without_rules(self, condition: Typed) -> bool:
        """Whether a condition can be met if all questions are asked of everybody."""
        return self.journeys.meanings.of(self.sentences.read(condition)).true != NO

    def meets_where_asked(self, condition: Typed, name: str) -> bool:
        """The same where what must be true for one question to be asked is true."""
        return self._goal((condition, *self.asked(name)), ()).true != NO

    def variables_of(self, conditions: Iterable[Typed]) -> list[Variable]:
        """The variables that conditions are about, in the order they were first read."""
        meanings = [self.journeys.meanings.of(self.sentences.read(each)) for each in conditions]
        ranks = sorted(frozenset().union(*(each.support for each in meanings)))
        return [self.journeys.variables[rank] for rank in ranks]


def possible(world: World, must: Iterable[Typed] = (), must_not: Iterable[Typed] = ()) -> Verdict:
    """Whether answers exist for which all of `must` are true and none of `must_not` is."""
    return world.find(must, must_not).verdict
