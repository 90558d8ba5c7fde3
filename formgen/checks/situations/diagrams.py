"""Conditions over variables of few states, as decision diagrams that share their parts.

A diagram is a number. `NO` and `YES` are the two without variables; every other one asks for the state of one
variable (by its rank) and goes on with one diagram a state. Equal conditions are the same number, so that
what is joined is worked out once for each pair, and a diagram is impossible only if it is `NO`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from formgen.checks.situations.variables import TooMany

NO: Final = 0
YES: Final = 1
_LAST: Final = 1 << 30
"""The rank of what asks for no variable."""


class Diagrams:
    """Makes and keeps diagrams. `steps` counts the work; beyond `limit` TooMany is raised."""

    def __init__(self) -> None:
        self.ranks: list[int] = [_LAST, _LAST]
        self.branches: list[tuple[int, ...]] = [(), ()]
        self.steps = 0
        self.limit = _LAST
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._either: dict[tuple[int, int], int] = {}
        self._complement: dict[int, int] = {NO: YES, YES: NO}

    def choice(self, rank: int, branches: tuple[int, ...]) -> int:
        """The diagram that goes on by the state of a variable."""
        first = branches[0]
        if branches.count(first) == len(branches):
            return first
        key = (rank, branches)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self.ranks)
            self.ranks.append(rank)
            self.branches.append(branches)
        return found

    def both(self, left: int, right: int) -> int:
        """Where both hold. Raises TooMany."""
        if left <= YES or right <= YES:
            if left <= YES:
                return right if left == YES else NO
            return left if right == YES else NO
        if left == right:
            return left
        key = (left, right) if left < right else (right, left)
        found = self._both.get(key)
        if found is None:
            found = self._both[key] = self._combined(self.both, left, right)
        return found

    def _combined(self, combine: Callable[[int, int], int], left: int, right: int) -> int:
        first, second = self.ranks[left], self.ranks[right]
        if first == second:
            branches = tuple(map(combine, self.branches[left], self.branches[right]))
        elif first < second:
            branches = tuple([combine(each, right) for each in self.branches[left]])
        else:
            branches = tuple([combine(left, each) for each in self.branches[right]])
        self.steps += len(branches)
        if self.steps > self.limit:
            raise TooMany("diagrams")
        return self.choice(min(first, second), branches)

    def complement(self, diagram: int) -> int:
        """Where it does not hold. Raises TooMany."""
        found = self._complement.get(diagram)
        if found is None:
            branches = tuple(map(self.complement, self.branches[diagram]))
            found = self.choice(self.ranks[diagram], branches)
            self._complement[diagram] = found
            self._complement[found] = diagram
        return found

    def either(self, left: int, right: int) -> int:
        """Where one of them holds. Raises TooMany."""
        if left <= YES or right <= YES:
            if left <= YES:
                return right if left == NO else YES
            return left if right == NO else YES
        if left == right:
            return left
        key = (left, right) if left < right else (right, left)
        found = self._either.get(key)
        if found is None:
            found = self._either[key] = self._combined(self.either, left, right)
        return found

    def all_of(self, diagrams: Iterable[int]) -> int:
        """Where all hold."""
        found = YES
        for each in diagrams:
            found = self.both(found, each)
        return found

    def any_of(self, diagrams: Iterable[int]) -> int:
        """Where one holds at least."""
        found = NO
        for each in diagrams:
            found = self.either(found, each)
        return found

    def holds(self, diagram: int, base: Sequence[int], changed: Mapping[int, int]) -> bool:
        """Whether it holds for states by rank; `changed` goes before `base`."""
        while diagram > YES:
            rank = self.ranks[diagram]
            state = changed.get(rank)
            diagram = self.branches[diagram][base[rank] if state is None else state]
        return diagram == YES

    def model(self, diagram: int, base: Sequence[int]) -> dict[int, int]:
        """States for which it holds, as near to `base` as the first way found. The diagram is not NO."""
        found: dict[int, int] = {}
        while diagram > YES:
            rank, branches = self.ranks[diagram], self.branches[diagram]
            state = base[rank]
            if branches[state] == NO:
                state = next(index for index, each in enumerate(branches) if each != NO)
            found[rank] = state
            diagram = branches[state]
        return found
