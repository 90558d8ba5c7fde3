"""A typed expression as a JavaScript expression over `v` and `F` (renderers/html/scripts/expressions.js)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from formgen.language.expressions import typed
from formgen.language.expressions.exact import trimmed
from formgen.language.expressions.types import List, Money, Number, Record
from formgen.language.values import ADDRESS_PARTS, Address, Duration


def script(node: typed.Typed) -> str:
    """The expression that gives the value of `node`."""
    return _Writer("v").write(node)


def said_key(name: str) -> str:
    """The key in `v` of the word said instead of the value of `name`."""
    return f"{name} said"


def found_key(name: str) -> str:
    """The key in `v` that tells whether the record `name` is found."""
    return f"{name} found"


def as_json(value: Any) -> Any:
    """A runtime value as `v` holds it. Lists are not values: their items are objects made by the caller."""
    match value:
        case None | bool() | str():
            return value
        case int() | Decimal():
            return f"{trimmed(Decimal(value)):f}"
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M:%S}"
        case Duration():
            return {"months": value.months, "days": value.days}
        case Address():
            return {part: getattr(value, part) for part in ADDRESS_PARTS}
        case frozenset():
            return sorted(value)
        case tuple():
            return list(value)
    raise TypeError(f"{type(value).__name__} is no value of the language")


def _literal(value: Any) -> str:
    """JSON that may stand in a script element as well."""
    return json.dumps(value).replace("<", "\\u003c")


@dataclass(frozen=True, slots=True)
class _Writer:
    """`item` is the variable with the values of the item: `v`, or the parameter of a function of items."""

    item: str

    def write(self, node: typed.Typed) -> str:
        return _WRITERS[type(node)](self, node)

    def call(self, function: str, *arguments: str) -> str:
        return f"F.{function}({', '.join(arguments)})"

    def values(self, node: typed.Read) -> str:
        return self.item if node.binding.depth > 0 else "v"

    def key(self, node: typed.Read, name: str) -> str:
        return f"{self.values(node)}[{_literal(name)}]"

    def constant(self, node: typed.Constant) -> str:
        text = _literal(as_json(node.value))
        return self.call("dec", text) if isinstance(node.type, Number | Money) else text

    def read(self, node: typed.Read) -> str:
        return self.key(node, node.binding.name)

    def address_part(self, node: typed.AddressPart) -> str:
        return self.call("part", self.write(node.address), _literal(node.part))

    def negation(self, node: typed.Not) -> str:
        return self.call("not", self.write(node.inner))

    def negated(self, text: str, negated: bool) -> str:
        return self.call("not", text) if negated else text

    def both(self, node: typed.Both) -> str:
        return self.call("and", *map(self.write, node.parts))

    def either(self, node: typed.Either) -> str:
        return self.call("or", *map(self.write, node.parts))

    def equal(self, node: typed.Equal) -> str:
        sides = (self.write(node.left), self.write(node.right), _literal(node.comparison))
        return self.negated(self.call("same", *sides), node.negated)

    def among(self, node: typed.Among) -> str:
        values = _literal([as_json(value) for value in node.values])
        among = self.call("among", self.write(node.left), values, _literal(node.comparison))
        return self.negated(among, node.negated)

    def holds(self, node: typed.Holds) -> str:
        return self.negated(self.call("holds", self.write(node.left), _literal(node.ids)), node.negated)

    def answered(self, node: typed.Answered) -> str:
        inner = self.write(node.inner)
        if isinstance(node.inner.type, List):
            return self.negated(self.call("listAnswered", inner), node.negated)
        said = "null"
        if isinstance(node.inner, typed.Read) and node.inner.binding.said_slot is not None:
            said = self.key(node.inner, said_key(node.inner.binding.name))
        return self.negated(self.call("answered", inner, said), node.negated)

    def found(self, node: typed.Found) -> str:
        assert isinstance(node.record.type, Record)
        key = self.key(node.record, found_key(node.record.binding.name))
        return self.negated(self.call("found", key), node.negated)

    def said(self, node: typed.Said) -> str:
        key = self.key(node.inner, said_key(node.inner.binding.name))
        return self.negated(self.call("said", key, _literal(node.word)), node.negated)

    def order(self, node: typed.Order) -> str:
        left, right = self.write(node.left), self.write(node.right)
        return self.call("order", left, _literal(node.operator), right, _literal(node.comparison))

    def between(self, node: typed.Between) -> str:
        sides = map(self.write, (node.left, node.low, node.high))
        return self.call("between", *sides, _literal(node.comparison))

    def calculated(self, node: typed.Calculated) -> str:
        function = f"{node.operation}{node.of.title()}"
        return self.call(function, self.write(node.left), self.write(node.right))

    def negative(self, node: typed.Negative) -> str:
        return self.call(f"negate{node.of.title()}", self.write(node.inner))

    def rounded(self, node: typed.Rounded) -> str:
        return self.call("round", self.write(node.left), self.write(node.step), _literal(node.direction))

    def age(self, node: typed.Age) -> str:
        return self.call("age", self.write(node.birth), self.write(node.day))

    def part(self, node: typed.Part) -> str:
        inner = self.write(node.inner)
        return (
            self.call("first", inner, str(node.count))
            if node.part == "first"
            else self.call(node.part, inner)
        )

    def extreme(self, node: typed.Extreme) -> str:
        items = f"[{', '.join(map(self.write, node.items))}]"
        return self.call("greatest" if node.greatest else "least", items, _literal(node.comparison))

    def of_items(self, node: typed.Typed) -> str:
        return f"(item) => {_Writer('item').write(node)}"

    def quantified(self, node: typed.Quantified) -> str:
        items = self.write(node.items)
        if node.condition is None:
            return self.call("size", items)
        return self.call(node.quantifier, items, self.of_items(node.condition))

    def sum(self, node: typed.Sum) -> str:
        return self.call(
            "sum", self.write(node.items), self.of_items(node.amount), _literal(node.answered_only)
        )


_WRITERS: Mapping[type[typed.Typed], Callable[[_Writer, Any], str]] = {
    typed.Constant: _Writer.constant,
    typed.Read: _Writer.read,
    typed.AddressPart: _Writer.address_part,
    typed.Not: _Writer.negation,
    typed.Both: _Writer.both,
    typed.Either: _Writer.either,
    typed.Equal: _Writer.equal,
    typed.Among: _Writer.among,
    typed.Holds: _Writer.holds,
    typed.Answered: _Writer.answered,
    typed.Found: _Writer.found,
    typed.Said: _Writer.said,
    typed.Order: _Writer.order,
    typed.Between: _Writer.between,
    typed.Calculated: _Writer.calculated,
    typed.Negative: _Writer.negative,
    typed.Rounded: _Writer.rounded,
    typed.Age: _Writer.age,
    typed.Part: _Writer.part,
    typed.Extreme: _Writer.extreme,
    typed.Quantified: _Writer.quantified,
    typed.Sum: _Writer.sum,
}
