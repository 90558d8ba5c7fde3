"""A question about conditions: the variables they read, and what they come to in a situation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from formgen.checks.situations.keys import key_of, reads_in
from formgen.checks.situations.variables import ORDERED, OTHER, SaidInstead, TooMany, Variable
from formgen.checks.situations.world import World
from formgen.language.expressions import YesNo, typed
from formgen.language.expressions.typed import Typed
from formgen.language.expressions.types import INTEGER, YES_NO

Situation = Mapping[str, Any]
"""Key of a variable -> its state."""

_STRICT: Final = (typed.Calculated, typed.Negative, typed.Rounded, typed.Age, typed.Part, typed.AddressPart)
"""Operations that have no value when something they read has none."""


DEPTH_LIMIT: Final = 40
"""Questions that are asked because of questions that are asked …: longer chains are not followed."""


class Question:
    """Collects the variables of some conditions; then judges them in situations.

    Collecting raises TooMany for what leads too far.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.variables: dict[str, Variable] = {}
        self._needs: dict[str, frozenset[str]] = {}
        self._values: dict[str, Any] = {}
        self._depth = 0

    # Collecting

    def needs(self, node: Typed) -> frozenset[str]:
        """The keys of the variables that a condition depends on, with those that decide what is asked."""
        match node:
            case typed.Both(parts=parts) | typed.Either(parts=parts):
                return _union(self.needs(each) for each in parts)
            case typed.Not(inner=inner):
                return self.needs(inner)
            case typed.Equal(left=left, right=right) | typed.Order(left=left, right=right):
                return self._comparison(left, right)
            case typed.Between(left=left, low=low, high=high):
                return self._comparison(left, low) | self._comparison(left, high)
            case typed.Among(left=left, values=values):
                return self._term(left, values)
            case typed.Holds(left=left, ids=ids):
                return self._term(left, ids)
            case typed.Answered(inner=inner) | typed.Said(inner=inner):
                return self._term(inner)
            case typed.Found(record=record):
                return self._own(f"{record.binding.name} is found", YES_NO, never_empty=True)
            case typed.Quantified(quantifier="any" | "all"):
                return self._own(key_of(node), YES_NO) | self._term(node.items)
            case typed.Constant():
                return frozenset()
            case _:
                return self._term(node)

    def _comparison(self, left: Typed, right: Typed) -> frozenset[str]:
        if isinstance(right, typed.Constant):
            return self._term(left, (right.value,))
        if isinstance(left, typed.Constant):
            return self._term(right, (left.value,))
        pair, _ = _pair(left, right)
        found = self._own(pair, INTEGER if isinstance(left.type, ORDERED) else YES_NO)
        self.variables[pair].mention((0,))
        return found | _union(self._term(each) for side in (left, right) for each in reads_in(side))

    def _term(self, node: Typed, constants: Iterable[Any] = ()) -> frozenset[str]:
        if isinstance(node, typed.Read):
            return self._read(node, constants)
        if isinstance(node.type, YesNo) and not isinstance(node, typed.Quantified):
            return self.needs(node)
        key = key_of(node)
        found = self._own(key, node.type)
        variable = self.variables[key]
        variable.mention(constants)
        if isinstance(node, typed.Quantified):
            variable.mention((0,))
            variable.least = 0
        elif isinstance(node, typed.Age) or (
            isinstance(node, typed.Part) and node.part in ("length", "year")
        ):
            variable.least = 0
        return found | _union(self._term(each) for each in reads_in(node))

    def _read(self, node: typed.Read, constants: Iterable[Any]) -> frozenset[str]:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise TooMany(node.binding.name)
        found = self._read_name(node, constants)
        self._depth -= 1
        return found

    def _read_name(self, node: typed.Read, constants: Iterable[Any]) -> frozenset[str]:
        binding = node.binding
        inner = self.world.expansion(binding)
        if inner is not None:
            return self._term(inner, constants)
        placed = self.world.placed.get(binding.name)
        found = self._own(binding.name, binding.type, field=placed.spec if placed else None)
        self.variables[binding.name].mention(constants)
        if placed is not None:
            found |= self._asked(binding.name)
        source = binding.name.partition(".")[0]
        if source in self.world.resolution.spec.sources or source in self.world.resolution.spec.tables:
            found |= self._own(f"{source} is found", YES_NO, never_empty=True)
        return found

    def _asked(self, name: str) -> frozenset[str]:
        """What decides whether a field is asked and which options it has; worked out once."""
        if name not in self._needs:
            # Should the name lead back to itself, it adds nothing.
            self._needs[name] = frozenset()
            options = self.world.resolution.context.options(self.world.placed[name].spec)
            offered = [each for option in options for each in self.world.offered(name, option)]
            self._needs[name] = _union(self.needs(each) for each in (*self.world.asked(name), *offered))
        return self._needs[name]

    def _own(self, key: str, kind: Any, never_empty: bool = False, field: Any = None) -> frozenset[str]:
        if key not in self.variables:
            self.variables[key] = self.world.variable(key, kind, field)
            self.variables[key].never_empty |= never_empty
        return frozenset((key,))

    # Judging

    def judge(self, node: Typed, situation: Situation) -> bool | None:
        """What a condition comes to: true, false, or None when unknown."""
        self._values = {}
        return self._judge(node, situation)

    def _judge(self, node: Typed, situation: Situation) -> bool | None:
        match node:
            case typed.Both(parts=parts):
                return _all(self._judge(each, situation) for each in parts)
            case typed.Either(parts=parts):
                return _not(_all(_not(self._judge(each, situation)) for each in parts))
            case typed.Not(inner=inner):
                return _not(self._judge(inner, situation))
            case typed.Equal(left=left, right=right, negated=negated):
                equal = self._equal(left, right, situation)
                return _not(equal) if negated else equal
            case typed.Among(left=left, values=values, negated=negated):
                among = self._among(left, values, situation)
                return _not(among) if negated else among
            case typed.Holds(left=left, ids=ids, negated=negated):
                held = self._holds(left, ids, situation)
                return _not(held) if negated else held
            case typed.Order(left=left, operator=operator, right=right):
                return self._order(left, operator, right, situation)
            case typed.Between(left=left, low=low, high=high):
                return _all(
                    (self._order(left, ">=", low, situation), self._order(left, "<=", high, situation))
                )
            case typed.Answered(inner=inner, negated=negated):
                return self._answered(inner, situation) is not negated
            case typed.Found(record=record, negated=negated):
                return bool(situation[f"{record.binding.name} is found"]) is not negated
            case typed.Said(inner=inner, word=word, negated=negated):
                state = self._state(inner, situation)
                return (isinstance(state, SaidInstead) and state.word == word) is not negated
            case _:
                value = self._value(node, situation)
                return value if isinstance(value, bool) else None

    def _equal(self, left: Typed, right: Typed, situation: Situation) -> bool | None:
        if isinstance(left, typed.Constant) and not isinstance(right, typed.Constant):
            left, right = right, left
        if isinstance(right, typed.Constant):
            return self._among(left, (right.value,), situation)
        state, _ = self._compared(left, right, situation)
        return None if state is None else state == 1 if isinstance(left.type, ORDERED) else bool(state)

    def _among(self, left: Typed, values: tuple[Any, ...], situation: Situation) -> bool | None:
        if isinstance(left, typed.Constant):
            return left.value in values
        value = self._value(left, situation)
        if value is None:
            return None
        if isinstance(left.type, ORDERED):
            variable = self._variable(left)
            return value in [variable.stretch_of(each) for each in values]
        return value is not OTHER and value in values

    def _holds(self, left: Typed, ids: tuple[str, ...], situation: Situation) -> bool | None:
        value = self._value(left, situation)
        if value is None:
            return None
        return bool(value) if not ids else not value.isdisjoint(ids)

    def _order(self, left: Typed, operator: str, right: Typed, situation: Situation) -> bool | None:
        if isinstance(left, typed.Constant) and isinstance(right, typed.Constant):
            return None
        if isinstance(left, typed.Constant):
            left, right, operator = right, left, {"<": ">", ">": "<", "<=": ">=", ">=": "<="}[operator]
        if isinstance(right, typed.Constant):
            stretch = self._value(left, situation)
            if stretch is None:
                return None
            difference: int = stretch - self._variable(left).stretch_of(right.value)
        else:
            state, sign = self._compared(left, right, situation)
            if state is None:
                return None
            # Stretches around the cut 0: 0 before, 1 equal, 2 behind.
            difference = (state - 1) * sign
        outcomes = {"<": difference < 0, "<=": difference <= 0, ">": difference > 0, ">=": difference >= 0}
        return outcomes[operator]

    def _compared(self, left: Typed, right: Typed, situation: Situation) -> tuple[Any, int]:
        pair, sign = _pair(left, right)
        absent = any(self._is_absent(side, situation) for side in (left, right))
        return (None if absent else situation[pair]), sign

    def _is_absent(self, node: Typed, situation: Situation) -> bool:
        if isinstance(node, typed.Read):
            inner = self.world.expansion(node.binding)
            if inner is not None:
                return self._is_absent(inner, situation)
            return self._value(node, situation) is None
        return isinstance(node, _STRICT) and any(self._is_absent(each, situation) for each in reads_in(node))

    def _answered(self, inner: Typed, situation: Situation) -> bool:
        state = self._state(inner, situation)
        return state is not None and state != frozenset()

    def _variable(self, node: Typed) -> Variable:
        while isinstance(node, typed.Read) and (inner := self.world.expansion(node.binding)) is not None:
            node = inner
        return self.variables[key_of(node)]

    def _value(self, node: Typed, situation: Situation) -> Any:
        state = self._state(node, situation)
        return None if isinstance(state, SaidInstead) else state

    def _state(self, node: Typed, situation: Situation) -> Any:
        """The state of a value: its stretch, its option, its set; None when there is none."""
        if isinstance(node, typed.Constant):
            return node.value
        if isinstance(node, typed.Read):
            return self._state_of_name(node, situation)
        if isinstance(node, typed.Quantified):
            return self._quantified(node, situation)
        if isinstance(node.type, YesNo):
            return self._judge(node, situation)
        return None if self._is_absent(node, situation) else situation[key_of(node)]

    def _quantified(self, node: typed.Quantified, situation: Situation) -> Any:
        items = self._state(node.items, situation)
        if items is None or items == "some":
            return None if items is None else situation[key_of(node)]
        if node.quantifier == "count":
            return self.variables[key_of(node)].stretch_of(0)
        return node.quantifier == "all"

    def _state_of_name(self, node: typed.Read, situation: Situation) -> Any:
        name = node.binding.name
        if name in self._values:
            return self._values[name]
        inner = self.world.expansion(node.binding)
        if inner is not None:
            return self._state(inner, situation)
        # While a name is worked out it counts as empty, should it lead back to itself.
        self._values[name] = None
        state = situation[name]
        if state is not None and name in self.world.placed:
            needed = (*self.world.asked(name), *self.world.offered(name, state))
            if not all(self._judge(each, situation) is True for each in needed):
                state = None
        elif situation.get(f"{name.partition('.')[0]} is found") is False:
            state = None
        self._values[name] = state
        return state


def _pair(left: Typed, right: Typed) -> tuple[str, int]:
    """The key of two values compared with each other, and 1 or -1: which of them stands first in it."""
    first, second = key_of(left), key_of(right)
    return (f"{first} ~ {second}", 1) if first <= second else (f"{second} ~ {first}", -1)


def _union(parts: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*parts)


def _all(parts: Iterable[bool | None]) -> bool | None:
    found = list(parts)
    return False if False in found else None if None in found else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value
