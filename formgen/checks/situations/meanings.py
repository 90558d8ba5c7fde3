"""Sentences as diagrams: where each is true, and where it is false."""

from __future__ import annotations

from typing import NamedTuple

from formgen.checks.situations.diagrams import NO, YES, Diagrams
from formgen.checks.situations.sentences import Atom, Sentence
from formgen.checks.situations.variables import OTHER, TooMany

VARIABLE_LIMIT = 250
"""A condition on more variables than so many is not looked into."""


class Meaning(NamedTuple):
    """`support`: the ranks of its variables; `valued`: of those whose values it tells apart."""

    true: int
    false: int
    support: frozenset[int]
    valued: frozenset[int]


NOTHING = Meaning(YES, NO, frozenset(), frozenset())


class Meanings:
    """Works out each sentence once. Raises TooMany for those on too many variables."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self._known: dict[int, tuple[Sentence, Meaning]] = {}

    def of(self, sentence: Sentence) -> Meaning:
        """The meaning of a sentence."""
        found = self._known.get(id(sentence))
        if found is None:
            found = self._known[id(sentence)] = (sentence, self._meaning(sentence))
        return found[1]

    def _meaning(self, sentence: Sentence) -> Meaning:
        if isinstance(sentence, Atom):
            return self._atom(sentence)
        parts = [self.of(each) for each in sentence.parts]
        support = frozenset().union(*(each.support for each in parts))
        valued = frozenset().union(*(each.valued for each in parts))
        if len(support) > VARIABLE_LIMIT:
            raise TooMany("variables")
        diagrams = self.diagrams
        if sentence.how == "not":
            true, false = parts[0].false, parts[0].true
        elif sentence.how == "all":
            true = diagrams.all_of(each.true for each in parts)
            false = diagrams.any_of(each.false for each in parts)
        else:
            true = diagrams.any_of(each.true for each in parts)
            false = diagrams.all_of(each.false for each in parts)
        return Meaning(true, false, support, valued)

    def _atom(self, atom: Atom) -> Meaning:
        variable = atom.variable
        found = [atom.test(state) for state in variable.states() or (OTHER,)]
        true = self.diagrams.choice(variable.rank, tuple([YES if each is True else NO for each in found]))
        false = self.diagrams.choice(variable.rank, tuple([YES if each is False else NO for each in found]))
        support = frozenset((variable.rank,))
        return Meaning(true, false, support, support if atom.valued else frozenset())
