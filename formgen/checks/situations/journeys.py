"""The search for answers that a person can give for which a condition holds.

A whole journey is kept that breaks no rule, with a state for every variable. For a condition it is changed as
little as can be: states that meet the condition, then whatever rule is broken by that is mended, or joined to
the condition. So a search looks only at what the condition touches, and what it finds is a journey for the
next. When nothing is left of the condition joined with rules, no answers meet it; that is certain however
few of the rules were looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Any, Final

from formgen.checks.situations.diagrams import NO, YES, Diagrams
from formgen.checks.situations.meanings import NOTHING, Meaning, Meanings
from formgen.checks.situations.mending import Journey, Law, Laws, Mending
from formgen.checks.situations.rules import ANYWHERE, Rule
from formgen.checks.situations.variables import TooMany, Variable

COMBINATION_LIMIT: Final = 20_000
"""So many combinations of what a condition reads are decided surely: each takes three steps at most."""

STEPS_OF_A_SEARCH: Final = 3 * COMBINATION_LIMIT
STEPS_IN_ALL: Final = 2 * STEPS_OF_A_SEARCH
STEPS_FOR_EACH: Final = 1_000
EASY: Final = 2_000
"""A bound on the time that a whole spec takes, the second for each of its variables, however hard it is. When
it is used up, only what is easy is still decided: the third is for each search then."""

PATIENCE: Final = 20
"""A journey kept is not changed in more variables than so many: it is then quicker to look at fewer pages."""

LANDMARKS: Final = 12
"""So many journeys far from the last are looked for, such as those after another first answer."""

JOINED_FIRST: Final = 5
STEPS_OF_JOINING: Final = 1_000
"""After so many rules joined to a condition, or so many steps of it, what is broken is mended by force: to
join is exact, but diagrams of many variables grow too large, and mostly some way is good enough."""


KEPT: Final = 6
"""Journeys kept: what holds in one of them need not be searched."""


class Verdict(Enum):
    """Whether answers exist. UNDECIDED: there are too many combinations to look at them all."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"


class Found:
    """A verdict; for YES with a journey, and whether it is certain that its values go together."""

    __slots__ = ("certain", "journey", "verdict")

    def __init__(self, verdict: Verdict, journey: Sequence[int] = (), certain: bool = True) -> None:
        self.verdict = verdict
        self.journey = journey
        self.certain = certain


class Journeys:
    """The journeys of a spec. `ends_at`: the number of the page that nobody comes past, if there is one."""

    def __init__(self, variables: Sequence[Variable], found: Iterable[Rule], pages: int) -> None:
        self.variables = variables
        self.pages = pages
        self.diagrams = Diagrams()
        self.meanings = Meanings(self.diagrams)
        self.left = STEPS_IN_ALL + STEPS_FOR_EACH * len(variables)
        self.ends_at = pages
        self.undecided_rules: list[Any] = []
        """What was too hard to take into account: answers found may break it."""
        laws = [law for rule in found if (law := self._law(rule)) is not None]
        self._laws = Laws(laws, variables)
        self._page_of = self._pages_of_variables()
        self._kept: list[Journey] = [[0] * len(variables)]
        self._landmarks: list[Journey] = []
        self._far = LANDMARKS
        self._begin()

    def _law(self, rule: Rule) -> Law | None:
        self.diagrams.limit = self.diagrams.steps + STEPS_OF_A_SEARCH
        try:
            when, then = self.meanings.of(rule.when), self.meanings.of(rule.then)
            diagram = self.diagrams.either(self.diagrams.complement(when.true), then.true)
        except TooMany:
            self.undecided_rules.append(rule.source)
            return None
        if diagram == YES:
            return None
        return Law(rule, diagram, when.support | then.support, when.valued | then.valued)

    def _pages_of_variables(self) -> list[int]:
        """By rank, the page that a variable's answer is given on; 0 where that is not known."""
        found = [0] * len(self.variables)
        for law in sorted(self._laws.all, key=lambda law: law.kind == "tie"):
            if law.own >= 0:
                pages = (found[rank] for rank in law.support) if law.kind == "tie" else (law.page,)
                found[law.own] = max(found[law.own], *pages)
        return found

    def _begin(self) -> None:
        """The first journey, page by page, until a page that nobody comes past."""
        by_page: dict[int, list[Law]] = {}
        for law in self._laws.all:
            by_page.setdefault(law.page, []).append(law)
        for page in range(ANYWHERE, self.pages):
            laws = by_page.get(page, [])
            if not laws:
                continue
            try:
                found = self._settled(NOTHING, self._kept[0], laws, _until(page))
            except TooMany:
                self.undecided_rules += [law.source for law in laws]
                for law in laws:
                    law.page = self.pages + 1
                continue
            if found is None:
                self.ends_at = page
                return
            for rank, state in found[0].items():
                self._kept[0][rank] = state

    # Questions

    def begin_search(self) -> None:
        """Allow the steps of one more search."""
        self.diagrams.limit = self.diagrams.steps + (STEPS_OF_A_SEARCH if self.left > 0 else EASY)

    def search(self, goal: Meaning, stops_before: int, answered_before: int) -> Found:
        """Whether answers meet a goal with no stop and no question left open before the pages so numbered."""
        if goal.true == NO:
            return Found(Verdict.NO)
        end = self.ends_at

        def counts(law: Law) -> bool:
            if law.kind == "stop":
                return law.page < stops_before
            return law.kind in ("tie", "asked") or law.page < answered_before

        if end < self.pages and max(stops_before, answered_before) > end:
            # The journeys kept come no further than the page that nobody comes past.
            behind = [law for law in self._laws.all if law.page >= end and counts(law)]
            return self._try(goal, behind, counts, keep=False)
        for journey in (*self._kept, *self._landmarks):
            if self.diagrams.holds(goal.true, journey, {}):
                return Found(Verdict.YES, journey, self._certain(goal.valued))
        whole = self._whole(goal)
        if whole.verdict is Verdict.YES or (
            whole.verdict is Verdict.NO and min(stops_before, answered_before) >= end
        ):
            return whole
        # Later pages than all that is asked about can be left unanswered, and need not be looked at.
        horizon = max(stops_before, answered_before, *(self._page_of[rank] for rank in goal.support), 0)
        return self._try(goal, (), lambda law: law.page <= horizon and counts(law), keep=False)

    def _whole(self, goal: Meaning) -> Found:
        """The search for a whole journey, to be kept: near the last, else a few times as far as needed."""
        end = self.ends_at

        def counts(law: Law) -> bool:
            return law.page < end or law.kind in ("tie", "asked")

        found = self._try(goal, (), counts, keep=True, patience=PATIENCE)
        if found.verdict is Verdict.UNDECIDED and self._far > 0:
            self._far -= 1
            found = self._try(goal, (), counts, keep=False)
            if found.verdict is Verdict.YES:
                self._landmarks.append(list(found.journey))
            elif found.verdict is Verdict.UNDECIDED:
                # Where this leads nowhere it costs most; it is soon given up.
                self._far -= LANDMARKS // 3
        return found

    def _try(
        self,
        goal: Meaning,
        first: Iterable[Law],
        counts: Callable[[Law], bool],
        keep: bool,
        patience: int = STEPS_OF_A_SEARCH,
    ) -> Found:
        base = self._kept[0]
        try:
            found = self._settled(goal, base, first, counts, patience)
        except TooMany:
            return Found(Verdict.UNDECIDED)
        if found is None:
            return Found(Verdict.NO)
        changes, valued = found
        journey = base.copy()
        for rank, state in changes.items():
            journey[rank] = state
        if keep:
            self._kept = [journey, *self._kept[: KEPT - 1]]
        return Found(Verdict.YES, journey, self._certain(valued))

    def _certain(self, valued: Iterable[int]) -> bool:
        """Whether no two values are looked at that come from the same answers."""
        seen: set[str] = set()
        for rank in valued:
            roots = self.variables[rank].roots
            if not seen.isdisjoint(roots):
                return False
            seen |= roots
        return True

    def _settled(
        self,
        goal: Meaning,
        base: Journey,
        first: Iterable[Law],
        counts: Callable[[Law], bool],
        patience: int = STEPS_OF_A_SEARCH,
    ) -> tuple[dict[int, int], frozenset[int]] | None:
        """What to change in a journey so that it meets the goal and breaks no law that counts.

        With it, the variables whose values were looked at. None when nothing can; raises TooMany, also when
        more variables than `patience` would have to be changed.
        """
        diagrams = self.diagrams
        started = diagrams.steps
        self.begin_search()
        wanted, pinned, valued = goal.true, set(goal.support), goal.valued
        try:
            joined = 0
            while wanted != NO:
                changed = {
                    rank: state for rank, state in diagrams.model(wanted, base).items() if base[rank] != state
                }
                forcing = joined >= JOINED_FIRST or diagrams.steps - started > STEPS_OF_JOINING
                mending = Mending(diagrams, self._laws, base, changed, pinned, patience, forcing)
                broken = mending.broken(first, counts)
                if broken is None:
                    return changed, valued
                wanted = diagrams.both(wanted, broken.diagram)
                pinned |= broken.support
                valued |= broken.valued
                joined += 1
            return None
        finally:
            self.left -= diagrams.steps - started


def _until(page: int) -> Callable[[Law], bool]:
    return lambda law: law.page <= page
