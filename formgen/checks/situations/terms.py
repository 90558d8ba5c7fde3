"""What conditions speak of: the variable of each value, and what holds of it in every situation.

Two values compared are one variable, whose states are the outcomes; so is a sum, or how many items there are.
Such a variable hangs together with what it is made of: those are its ties.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from formgen.checks.situations.keys import key_of, reads_in
from formgen.checks.situations.logic import (
    ALWAYS,
    Atom,
    Joined,
    Sentence,
    empty,
    has_value,
    is_state,
    presence,
    reaches,
    same,
    yes,
)
from formgen.checks.situations.names import SpecNames
from formgen.checks.situations.variables import NONE, ORDERED, SOME, Variable, choice_values
from formgen.language.expressions import List, typed
from formgen.language.expressions.typed import Typed
from formgen.language.expressions.types import INTEGER, YES_NO

_STRICT: Final = (typed.Calculated, typed.Negative, typed.Rounded, typed.Age, typed.Part, typed.AddressPart)
"""Operations that have no value when something they read has none."""


class Terms:
    """The variables of a spec, made when a condition first speaks of them."""

    def __init__(self, names: SpecNames) -> None:
        self.names = names
        self.variables: dict[str, Variable] = {}
        self.ties: dict[str, list[Sentence]] = {}
        """By the key of a variable: what holds of it in every situation, such as that a comparison of two
        values is known only where both are there."""

    def of(self, node: Typed) -> Variable:
        """The variable of a value."""
        node = self.names.resolved(node)
        if isinstance(node, typed.Read):
            return self._name(node)
        key = key_of(node)
        found = self.variables.get(key)
        if found is None:
            found = self.under(key, node.type, self._roots(node))
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
        found = self.under(name, node.binding.type, self._roots(node))
        found.said = self.names.said(name)
        found.least, found.greatest = self.names.bounds(name)
        found.never_empty = name == "today"
        found.loose = self.names.is_calculation(name)
        source = name.partition(".")[0]
        if self.names.is_record(source):
            record = self.record_found(source)
            self.ties[name] = [Joined("any", (empty(found), yes(record)))]
        return found

    def record_found(self, record: str) -> Variable:
        """Whether a source has a record."""
        key = f"{record} is found"
        found = self.variables.get(key)
        if found is None:
            found = self.under(key, YES_NO, frozenset((key, *self.names.matched_by(record))))
            found.never_empty = True
        return found

    def under(self, key: str, kind: Any, roots: frozenset[str]) -> Variable:
        """The variable with this key, made where there is none."""
        found = self.variables.get(key)
        if found is None:
            found = self.variables[key] = Variable(key, kind, len(self.variables), roots)
            found.possible = choice_values(kind)
        return found

    def member(self, base: Variable, option: str) -> Variable:
        """Whether an option is ticked. It is unknown where nothing is answered."""
        key = f"{base.key} includes {option}"
        found = self.variables.get(key)
        if found is None:
            found = self.under(key, YES_NO, frozenset((key,)))
            known = presence(found)
            self.ties[key] = [
                same(known, presence(base)),
                Joined("any", (Atom(found, lambda state: state is not True, True), is_state(base, SOME))),
            ]
        return found

    def pair(self, left: Typed, right: Typed) -> tuple[Variable, int]:
        """The variable of two values compared, and 1 or -1: which of them stands first in it."""
        first, second = key_of(left), key_of(right)
        sign = 1 if first <= second else -1
        key = f"{first} ~ {second}" if sign == 1 else f"{second} ~ {first}"
        found = self.variables.get(key)
        if found is None:
            kind = INTEGER if isinstance(left.type, ORDERED) else YES_NO
            found = self.under(key, kind, self._roots((left, right)))
            if kind is INTEGER:
                found.mention((0,))
            self._tie(found, (left, right))
        return found, sign

    def _roots(self, part: Any) -> frozenset[str]:
        return self.names.roots(read.binding for read in reads_in(part))

    def _value_there(self, node: Typed) -> tuple[Sentence, bool]:
        """What must be there for an operation to have a value; whether it then surely has one."""
        node = self.names.resolved(node)
        if isinstance(node, typed.Constant):
            return ALWAYS, True
        if isinstance(node, typed.Read):
            return Atom(self.of(node), has_value, False), True
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
        items = self.of(node.items)
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
