"""Conditions as and, or, not over single variables: what each variable's state makes of each comparison.

First all conditions of a spec are read, and every variable learns what it is compared with; then, when its
states are known, a condition becomes two diagrams: where it is true, and where it is false. Elsewhere it is
unknown (language.md §2, "Three values").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from formgen.checks.situations.keys import key_of, reads_in
from formgen.checks.situations.logic import (
    ALWAYS,
    NEVER,
    Atom,
    Joined,
    Sentence,
    empty,
    has_value,
    holds_order,
    is_state,
    presence,
    reaches,
    same,
    says,
    valued,
)
from formgen.checks.situations.names import SpecNames
from formgen.checks.situations.variables import (
    NONE,
    ORDERED,
    SETS,
    SOME,
    Variable,
    choice_values,
)
from formgen.language.expressions import Binding, Choices, List, YesNo, typed
from formgen.language.expressions.typed import Typed
from formgen.language.expressions.types import INTEGER, YES_NO

_MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_STRICT: Final = (typed.Calculated, typed.Negative, typed.Rounded, typed.Age, typed.Part, typed.AddressPart)
"""Operations that have no value when something they read has none."""


class Sentences:
    """Reads conditions, and finds the variables that they are about."""

    def __init__(self, names: SpecNames) -> None:
        self.names = names
        self.variables: dict[str, Variable] = {}
        self.ties: dict[str, list[Sentence]] = {}
        """By the key of a variable: what holds of it in every situation, such as that a comparison of two
        values is known only where both are there."""
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
        return self._yes(self._term(node)) if inner is node else self.read(inner)

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
                return self._answered(inner)
            case typed.Found(record=record):
                return self._yes(self._found(record.binding.name))
            case typed.Said(inner=inner, word=word):
                return Atom(self._term(inner), lambda state: says(state, word), True)
            case _:
                return None

    def _yes(self, variable: Variable) -> Sentence:
        return Atom(variable, lambda state: state if isinstance(state, bool) else None, True)

    def _equal(self, left: Typed, right: Typed) -> Sentence:
        left, right = self.names.resolved(left), self.names.resolved(right)
        if isinstance(left, typed.Constant) and not isinstance(right, typed.Constant):
            left, right = right, left
        if isinstance(right, typed.Constant):
            return self._among(left, (right.value,))
        pair, _ = self._pair(left, right)
        if isinstance(left.type, ORDERED):
            return Atom(pair, lambda state: None if state is None else bool(state == 1), True)
        return self._yes(pair)

    def _among(self, left: Typed, values: tuple[Any, ...]) -> Sentence:
        left = self.names.resolved(left)
        if isinstance(left, typed.Constant):
            return ALWAYS if left.value in values else NEVER
        if isinstance(left.type, YesNo) and not isinstance(left, typed.Read | typed.Quantified):
            inner = self.read(left)
            return inner if values == (True,) else Joined("not", (inner,))
        variable = self._term(left)
        if isinstance(left.type, SETS):
            # Sets as a whole are compared by a variable of their own.
            variable = self._own(f"{variable.key} = {values!r}", YES_NO, variable.roots)
            return self._yes(variable)
        variable.mention(values)
        if isinstance(left.type, ORDERED):
            return valued(variable, lambda state: state in [variable.stretch_of(each) for each in values])
        return valued(variable, lambda state: state in values)

    def _holds(self, left: Typed, ids: tuple[str, ...]) -> Sentence:
        base = self._term(left)
        if not ids:
            return valued(base, lambda state: state == SOME)
        return Joined("any", tuple(self._yes(self._member(base, each)) for each in ids))

    def _member(self, base: Variable, option: str) -> Variable:
        """Whether an option is ticked. It is unknown where nothing is answered."""
        key = f"{base.key} includes {option}"
        found = self.variables.get(key)
        if found is None:
            found = self._own(key, YES_NO, frozenset((key,)))
            known = presence(found)
            self.ties[key] = [
                same(known, presence(base)),
                Joined("any", (Atom(found, lambda state: state is not True, True), is_state(base, SOME))),
            ]
        return found

    def _order(self, left: Typed, operator: str, right: Typed) -> Sentence:
        left, right = self.names.resolved(left), self.names.resolved(right)
        if isinstance(left, typed.Constant):
            left, right, operator = right, left, _MIRRORED[operator]
        if isinstance(left, typed.Constant):
            # Two constants: nobody's answers; whichever way it comes out, it is left open.
            return self._yes(self._own(key_of((left, operator, right)), YES_NO, frozenset()))
        if isinstance(right, typed.Constant):
            variable, value = self._term(left), right.value
            variable.mention((value,))
            return valued(variable, lambda state: holds_order(operator, state - variable.stretch_of(value)))
        pair, sign = self._pair(left, right)
        # Stretches around the cut 0: 0 before, 1 equal, 2 behind.
        return valued(pair, lambda state: holds_order(operator, (state - 1) * sign))

    def _pair(self, left: Typed, right: Typed) -> tuple[Variable, int]:
        """The variable of two values compared, and 1 or -1: which of them stands first in it."""
        first, second = key_of(left), key_of(right)
        sign = 1 if first <= second else -1
        key = f"{first} ~ {second}" if sign == 1 else f"{second} ~ {first}"
        found = self.variables.get(key)
        if found is None:
            kind = INTEGER if isinstance(left.type, ORDERED) else YES_NO
            found = self._own(key, kind, self._roots((left, right)))
            if kind is INTEGER:
                found.mention((0,))
            self._tie(found, (left, right))
        return found, sign

    def _term(self, node: Typed) -> Variable:
        """The variable of a value."""
        node = self.names.resolved(node)
        if isinstance(node, typed.Read):
            return self._name(node)
        key = key_of(node)
        found = self.variables.get(key)
        if found is None:
            found = self._own(key, node.type, self._roots(node))
            found.loose = True
            if isinstance(node, typed.Quantified):
                self._tie_to_items(found, node)
            elif isinstance(node, _STRICT):
                found.loose = not _is_total(node)
                self._tie(found, tuple(_operands(node)))
            if isinstance(node, typed.Age | typed.Quantified) or (
                isinstance(node, typed.Part) and node.part in ("length", "year")
            ):
                found.least = 0
        return found

    def _name(self, node: typed.Read) -> Variable:
        name = node.binding.name
        found = self.variables.get(name)
        if found is not None:
            return found
        found = self._own(name, node.binding.type, self._roots(node))
        found.said = self.names.said(name)
        found.least, found.greatest = self.names.bounds(name)
        found.never_empty = name == "today"
        found.loose = self.names.is_calculation(name)
        source = name.partition(".")[0]
        if self.names.is_record(source):
            record = self._found(source)
            self.ties[name] = [Joined("any", (empty(found), self._yes(record)))]
        return found

    def _found(self, record: str) -> Variable:
        key = f"{record} is found"
        found = self.variables.get(key)
        if found is None:
            found = self._own(key, YES_NO, frozenset((key, *self.names.matched_by(record))))
            found.never_empty = True
        return found

    def _own(self, key: str, kind: Any, roots: frozenset[str]) -> Variable:
        found = self.variables.get(key)
        if found is None:
            found = self.variables[key] = Variable(key, kind, len(self.variables), roots)
            found.possible = choice_values(kind)
        return found

    def _roots(self, part: Any) -> frozenset[str]:
        return self.names.roots(read.binding for read in reads_in(part))

    # What hangs together

    def variable(self, node: Typed) -> Variable:
        """The variable of a value."""
        return self._term(node)

    def enough(self, name: str, least: int) -> Sentence | None:
        """Whether a list has so many items at least; None where nothing counts all of them."""
        count = self.variables.get(f"count of {name}")
        return None if count is None or least < 1 else reaches(count, least)

    def is_read(self, binding: Binding, option: str) -> bool:
        """Whether a condition reads an option of choices by itself."""
        return f"{binding.name} includes {option}" in self.variables

    def chosen(self, binding: Binding, option: str) -> Sentence:
        """Whether an option of a choice is chosen."""
        variable = self._term(typed.Read(binding.type, binding, False))
        if isinstance(binding.type, Choices):
            return self._yes(self._member(variable, option))
        variable.mention((option,))
        return valued(variable, lambda state: state == option)

    def answered(self, node: Typed) -> Sentence:
        """Whether there is a value, or a word instead of one."""
        return self._answered(node)

    def _answered(self, inner: Typed) -> Sentence:
        inner = self.names.resolved(inner)
        if isinstance(inner, typed.Constant):
            return ALWAYS
        if isinstance(inner.type, SETS):
            return is_state(self._term(inner), SOME, said=True)
        return presence(self._term(inner))

    def _value_there(self, node: Typed) -> tuple[Sentence, bool]:
        """What must be there for an operation to have a value; whether it then surely has one."""
        node = self.names.resolved(node)
        if isinstance(node, typed.Constant):
            return ALWAYS, True
        if isinstance(node, typed.Read):
            return Atom(self._term(node), has_value, False), True
        if not isinstance(node, _STRICT):
            return ALWAYS, False
        found = [self._value_there(each) for each in _operands(node)]
        sure = all(each for _, each in found) and _is_total(node)
        return Joined("all", tuple(each for each, _ in found)), sure

    def _tie(self, variable: Variable, operands: tuple[Typed, ...]) -> None:
        found = [self._value_there(each) for each in operands]
        there = Joined("all", tuple(each for each, _ in found))
        ties = self.ties.setdefault(variable.key, [])
        ties.append(Joined("any", (empty(variable), there)))
        if all(sure for _, sure in found):
            ties.append(Joined("any", (presence(variable), Joined("not", (there,)))))
        else:
            variable.loose = True

    def _tie_to_items(self, variable: Variable, node: typed.Quantified) -> None:
        items = self._term(node.items)
        ties = self.ties.setdefault(variable.key, [])
        ties.append(Joined("any", (empty(variable), presence(items))))
        if not isinstance(items.kind, List):
            return
        if node.quantifier == "count":
            least, variable.greatest = self.names.sizes(items.key)
            variable.mention((0,))
            variable.mention((least,))
            none = Atom(variable, lambda state: state == variable.stretch_of(0), True)
        else:
            none = Atom(variable, lambda state: state is (node.quantifier == "all"), True)
        ties.append(Joined("any", (Joined("not", (is_state(items, NONE),)), none)))
        if node.quantifier == "count" and node.condition is None:
            variable.loose = False
            ties.append(Joined("any", (Joined("not", (is_state(items, SOME),)), reaches(variable, 1))))
            ties.append(Joined("any", (presence(variable), empty(items))))


def _operands(node: Typed) -> Iterator[Typed]:
    for field in node.fields:
        part = getattr(node, field)
        if isinstance(part, Typed):
            yield part


def _is_total(node: Typed) -> bool:
    """Whether an operation has a value whenever all it works on has one."""
    if isinstance(node, typed.Calculated):
        return node.operation != "divide"
    return isinstance(node, typed.Negative) or (isinstance(node, typed.Part) and node.part != "first")
