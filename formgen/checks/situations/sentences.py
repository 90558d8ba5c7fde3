"""Conditions as and, or, not over single variables: what each variable's state makes of each comparison.

First all conditions of a spec are read, and every variable learns what it is compared with; then, when its
states are known, a condition becomes two diagrams: where it is true, and where it is false. Elsewhere it is
unknown (language.md §2, "Three values").
"""

from __future__ import annotations

from typing import Any, Final

from formgen.checks.situations.keys import key_of
from formgen.checks.situations.logic import (
    ALWAYS,
    NEVER,
    Atom,
    Joined,
    Sentence,
    holds_order,
    is_state,
    presence,
    reaches,
    says,
    valued,
    yes,
)
from formgen.checks.situations.names import SpecNames
from formgen.checks.situations.terms import Terms
from formgen.checks.situations.variables import ORDERED, SETS, SOME
from formgen.language.expressions import Binding, Choices, YesNo, typed
from formgen.language.expressions.typed import Typed
from formgen.language.expressions.types import YES_NO

_MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


class Sentences:
    """Reads conditions. `terms`: the variables that they are about."""

    def __init__(self, names: SpecNames) -> None:
        self.names = names
        self.terms = Terms(names)
        self._read: dict[int, tuple[Typed, Sentence]] = {}

    def read(self, node: Typed) -> Sentence:
        """The sentence of a condition, the same for the same node."""
        found = self._read.get(id(node))
        if found is None:
            # The node is kept, so that no other may come to stand at its address.
            found = self._read[id(node)] = (node, self._sentence(node))
        return found[1]

    def _sentence(self, node: Typed) -> Sentence:
        match node:
            case typed.Both(parts=parts):
                return Joined("all", tuple(self.read(each) for each in parts))
            case typed.Either(parts=parts):
                return Joined("any", tuple(self.read(each) for each in parts))
            case typed.Not(inner=inner):
                return Joined("not", (self.read(inner),))
            case typed.Order(left=left, operator=operator, right=right):
                return self._order(left, operator, right)
            case typed.Between(left=left, low=low, high=high):
                return Joined("all", (self._order(left, ">=", low), self._order(left, "<=", high)))
            case typed.Constant(value=value):
                return ALWAYS if value is True else NEVER
        found = self._deniable(node)
        if found is not None:
            return Joined("not", (found,)) if getattr(node, "negated", False) else found
        inner = self.names.resolved(node)
        return yes(self.terms.of(node)) if inner is node else self.read(inner)

    def _deniable(self, node: Typed) -> Sentence | None:
        """What has a form with `not`, as if it were without; None for any other."""
        match node:
            case typed.Equal(left=left, right=right):
                return self._equal(left, right)
            case typed.Among(left=left, values=values):
                return self._among(left, values)
            case typed.Holds(left=left, ids=ids):
                return self._holds(left, ids)
            case typed.Answered(inner=inner):
                return self.answered(inner)
            case typed.Found(record=record):
                return yes(self.terms.record_found(record.binding.name))
            case typed.Said(inner=inner, word=word):
                return Atom(self.terms.of(inner), lambda state: says(state, word), True)
            case _:
                return None

    def _equal(self, left: Typed, right: Typed) -> Sentence:
        left, right = self.names.resolved(left), self.names.resolved(right)
        if isinstance(left, typed.Constant) and not isinstance(right, typed.Constant):
            left, right = right, left
        if isinstance(right, typed.Constant):
            return self._among(left, (right.value,))
        pair, _ = self.terms.pair(left, right)
        if isinstance(left.type, ORDERED):
            return Atom(pair, lambda state: None if state is None else bool(state == 1), True)
        return yes(pair)

    def _among(self, left: Typed, values: tuple[Any, ...]) -> Sentence:
        left = self.names.resolved(left)
        if isinstance(left, typed.Constant):
            return ALWAYS if left.value in values else NEVER
        if isinstance(left.type, YesNo) and not isinstance(left, typed.Read | typed.Quantified):
            inner = self.read(left)
            return inner if values == (True,) else Joined("not", (inner,))
        variable = self.terms.of(left)
        if isinstance(left.type, SETS):
            # Sets as a whole are compared by a variable of their own.
            variable = self.terms.under(f"{variable.key} = {values!r}", YES_NO, variable.roots)
            return yes(variable)
        variable.mention(values)
        if isinstance(left.type, ORDERED):
            return valued(variable, lambda state: state in [variable.stretch_of(each) for each in values])
        return valued(variable, lambda state: state in values)

    def _holds(self, left: Typed, ids: tuple[str, ...]) -> Sentence:
        base = self.terms.of(left)
        if not ids:
            return valued(base, lambda state: state == SOME)
        return Joined("any", tuple(yes(self.terms.member(base, each)) for each in ids))

    def _order(self, left: Typed, operator: str, right: Typed) -> Sentence:
        left, right = self.names.resolved(left), self.names.resolved(right)
        if isinstance(left, typed.Constant):
            left, right, operator = right, left, _MIRRORED[operator]
        if isinstance(left, typed.Constant):
            # Two constants: nobody's answers; whichever way it comes out, it is left open.
            return yes(self.terms.under(key_of((left, operator, right)), YES_NO, frozenset()))
        if isinstance(right, typed.Constant):
            variable, value = self.terms.of(left), right.value
            variable.mention((value,))
            return valued(variable, lambda state: holds_order(operator, state - variable.stretch_of(value)))
        pair, sign = self.terms.pair(left, right)
        # Stretches around the cut 0: 0 before, 1 equal, 2 behind.
        return valued(pair, lambda state: holds_order(operator, (state - 1) * sign))

    def enough(self, name: str, least: int) -> Sentence | None:
        """Whether a list has so many items at least; None where nothing counts all of them."""
        count = self.terms.variables.get(f"count of {name}")
        return None if count is None or least < 1 else reaches(count, least)

    def is_read(self, binding: Binding, option: str) -> bool:
        """Whether a condition reads an option of choices by itself."""
        return f"{binding.name} includes {option}" in self.terms.variables

    def chosen(self, binding: Binding, option: str) -> Sentence:
        """Whether an option of a choice is chosen."""
        variable = self.terms.of(typed.Read(binding.type, binding, False))
        if isinstance(binding.type, Choices):
            return yes(self.terms.member(variable, option))
        variable.mention((option,))
        return valued(variable, lambda state: state == option)

    def answered(self, node: Typed) -> Sentence:
        """Whether there is a value, or a word instead of one."""
        node = self.names.resolved(node)
        if isinstance(node, typed.Constant):
            return ALWAYS
        if isinstance(node.type, SETS):
            return is_state(self.terms.of(node), SOME, said=True)
        return presence(self.terms.of(node))
