"""Sentences as diagrams: where each is true, and where it is false."""

from __future__ import annotations

from typing import NamedTuple

from formgen.checks.situations.diagrams import NO, YES, Diagrams
from formgen.checks.situations.logic import Atom, Sentence
from formgen.checks.situations.variables import OTHER, TooMany

VARIABLE_LIMIT = 250
"""A condition on more variables than so many is not looked into."""


class Meaning(NamedTuple):
    """Where it is true.

    `support`: the ranks of its variables; `valued`: of those whose values it tells apart.
    """

    true: int
    support: frozenset[int]
    valued: frozenset[int]


NOTHING = Meaning(YES, frozenset(), frozenset())


class Meanings:
    """Works out each sentence once. Raises TooMany for those on too many variables."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self._known: dict[int, tuple[Sentence, Meaning]] = {}
        # Where a sentence is false is seldom asked for: only below `not`.
        self._false: dict[int, int] = {}

    def of(self, sentence: Sentence) -> Meaning:
        """The meaning of a sentence."""
        found = self._known.get(id(sentence))
        if found is None:
            # The sentence is kept, so that no other may come to stand at its address.
            found = self._known[id(sentence)] = (sentence, self._meaning(sentence))
        return found[1]

    def _meaning(self, sentence: Sentence) -> Meaning:
        if isinstance(sentence, Atom):
            support = frozenset((sentence.variable.rank,))
            return Meaning(self._atom(sentence, True), support, support if sentence.valued else frozenset())
        parts = [self.of(each) for each in sentence.parts]
        support = frozenset().union(*[each.support for each in parts])
        valued = frozenset().union(*[each.valued for each in parts])
        if len(support) > VARIABLE_LIMIT:
            raise TooMany("variables")
        if sentence.how == "not":
            true = self._where_false(sentence.parts[0])
        elif sentence.how == "all":
            true = self.diagrams.all_of([each.true for each in parts])
        else:
            true = self.diagrams.any_of([each.true for each in parts])
        return Meaning(true, support, valued)

    def _where_false(self, sentence: Sentence) -> int:
        if isinstance(sentence, Atom):
            return self._atom(sentence, False)
        if sentence.how == "not":
            return self.of(sentence.parts[0]).true
        found = self._false.get(id(sentence))
        if found is None:
            parts = [self._where_false(each) for each in sentence.parts]
            join = self.diagrams.any_of if sentence.how == "all" else self.diagrams.all_of
            found = self._false[id(sentence)] = join(parts)
        return found

    def _atom(self, atom: Atom, wanted: bool) -> int:
        states = atom.variable.states() or (OTHER,)
        branches = tuple([YES if atom.test(state) is wanted else NO for state in states])
        return self.diagrams.choice(atom.variable.rank, branches)
