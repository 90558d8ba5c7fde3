"""Mending a journey: what a change breaks is put right page by page, as a person would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from formgen.checks.situations.diagrams import YES, Diagrams
from formgen.checks.situations.rules import Rule
from formgen.checks.situations.variables import TooMany, Variable

OFTEN: Final = 2
"""A variable is changed so often for the sake of rules about it; then others have to give way."""

Journey = list[int]
"""The number of the state of each variable, by rank."""


class Law:
    """A rule as a diagram."""

    __slots__ = ("diagram", "kind", "order", "own", "page", "source", "support", "valued")

    def __init__(self, rule: Rule, diagram: int, support: frozenset[int], valued: frozenset[int]) -> None:
        self.kind = rule.kind
        self.order = 0
        self.page = rule.page
        self.source = rule.source
        self.own = rule.own.rank if rule.own is not None else -1
        self.diagram = diagram
        self.support = support
        self.valued = valued


class Laws:
    """All laws in the order of their pages, and those on each variable by its rank."""

    def __init__(self, laws: Iterable[Law], variables: Sequence[Variable]) -> None:
        self.all = sorted(laws, key=lambda law: law.page)
        self.variables = variables
        self.touching: list[list[int]] = [[] for _ in variables]
        """By the rank of a variable, the laws on it, by their order."""
        for order, law in enumerate(self.all):
            law.order = order
            for rank in law.support:
                self.touching[rank].append(order)


class Mending:
    """One attempt to mend a journey. `changed`: the states that differ from it, by rank.

    `pinned` variables stay as they are. With `forcing`, what laws ask for is changed as well, for better or
    worse. TooMany is raised beyond the steps of the diagrams, or when more than `patience` variables change.
    """

    def __init__(
        self,
        diagrams: Diagrams,
        laws: Laws,
        base: Journey,
        changed: dict[int, int],
        pinned: Iterable[int],
        patience: int,
        forcing: bool,
    ) -> None:
        self.diagrams = diagrams
        self.laws = laws
        self.base = base
        self.changed = changed
        self.fixed = set(pinned)
        self.patience = patience
        self.forcing = forcing
        self.mended = Counter[int]()

    def broken(self, first: Iterable[Law], counts: Callable[[Law], bool]) -> Law | None:
        """The first law that counts and stays broken; None when all is mended. `first`: laws to look at."""
        diagrams, touching = self.diagrams, self.laws.touching
        waiting = {law.order for law in first}
        for rank in self.changed:
            waiting.update(touching[rank])
        pending = list(waiting)
        heapify(pending)
        while pending:
            order = heappop(pending)
            waiting.discard(order)
            law = self.laws.all[order]
            diagrams.steps += 1
            if diagrams.steps > diagrams.limit:
                raise TooMany("laws")
            if diagrams.holds(law.diagram, self.base, self.changed) or not counts(law):
                continue
            moved = self._moved(law)
            if moved is None:
                return law
            if len(self.mended) > self.patience:
                raise TooMany("changes")
            for rank in moved:
                for each in touching[rank]:
                    if each not in waiting:
                        waiting.add(each)
                        heappush(pending, each)
        return None

    def _moved(self, law: Law) -> Iterable[int] | None:
        """Make a law hold: by its own variable, or by force by others that are not fixed, which then are.

        The variables that were changed; None when it cannot hold so.
        """
        own = law.own
        if own >= 0 and own not in self.fixed and self.mended[own] < OFTEN and self._change(law):
            self.mended[own] += 1
            return (own,)
        way = self._way(law.diagram) if self.forcing else None
        if way is None:
            return None
        self.fixed.update(way)
        moved = [rank for rank, state in way.items() if self.changed.get(rank, self.base[rank]) != state]
        self.changed.update(way)
        self.mended.update(moved)
        return moved

    def _way(self, diagram: int) -> dict[int, int] | None:
        """States for which a diagram holds, as they are where that will do, with those fixed as they are."""
        diagrams, base, changed, fixed = self.diagrams, self.base, self.changed, self.fixed
        hopeless: set[int] = set()

        def find(at: int) -> dict[int, int] | None:
            if at <= YES:
                return {} if at == YES else None
            if at in hopeless:
                return None
            diagrams.steps += 1
            rank, branches = diagrams.ranks[at], diagrams.branches[at]
            now = changed.get(rank, base[rank])
            states = (now,) if rank in fixed else (now, *range(len(branches)))
            for state in states:
                further = find(branches[state])
                if further is not None:
                    further[rank] = state
                    return further
            hopeless.add(at)
            return None

        return find(diagram)

    def _change(self, law: Law) -> bool:
        """Give its own variable a state by which a law holds."""
        own, changed = law.own, self.changed
        before = changed.get(own)
        for state in (self.base[own], *range(len(self.laws.variables[own].states()))):
            changed[own] = state
            if self.diagrams.holds(law.diagram, self.base, changed):
                return True
        if before is None:
            del changed[own]
        else:
            changed[own] = before
        return False
