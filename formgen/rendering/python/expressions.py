"""A typed expression as Python source over a frame `v`, in calls of `copied.terms`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from formgen.language.expressions import typed
from formgen.language.expressions.types import Record
from formgen.rendering.python.layout import Source, call, literal, quoted


@dataclass
class Printer:
    """Prints expressions. `item_function` makes a function of an expression on an item, and names it."""

    item_function: Callable[[Source], str]
    reads: set[str] = field(default_factory=set)
    """Names that were read so far: of fields, calculations, columns; of a record the record's."""
    terms: set[str] = field(default_factory=set)
    """Functions that were called so far."""

    def print(self, node: typed.Typed) -> Source:
        """The source that gives the value of `node`, None when unknown."""
        return _PRINTERS[type(node)](self, node)

    def term(self, function: str, *arguments: Source, **named: Source) -> Source:
        self.terms.add(function)
        return call(function, *arguments, **named)

    def frame(self, node: typed.Read) -> str:
        return "v.dossier" if node.up else "v"

    def read(self, node: typed.Read) -> Source:
        self.reads.add(node.binding.name)
        return f"{self.frame(node)}[{quoted(node.binding.name)}]"

    def said_word(self, node: typed.Read) -> str:
        self.reads.add(node.binding.name)
        return f"{self.frame(node)}.said.get({quoted(node.binding.name)})"

    def constant(self, node: typed.Constant) -> Source:
        return literal(node.value)

    def address_part(self, node: typed.AddressPart) -> Source:
        return self.term("part", self.print(node.address), quoted(node.part))

    def negated(self, source: Source, negated: bool) -> Source:
        return self.term("negation", source) if negated else source

    def negation(self, node: typed.Not) -> Source:
        return self.term("negation", self.print(node.inner))

    def both(self, node: typed.Both) -> Source:
        return self.term("both", *map(self.print, node.parts))

    def either(self, node: typed.Either) -> Source:
        return self.term("either", *map(self.print, node.parts))

    def equal(self, node: typed.Equal) -> Source:
        return self.negated(self.term("equal", self.print(node.left), self.print(node.right)), node.negated)

    def among(self, node: typed.Among) -> Source:
        values = (literal(each) for each in node.values)
        return self.negated(self.term("among", self.print(node.left), *values), node.negated)

    def holds(self, node: typed.Holds) -> Source:
        return self.negated(self.term("holds", self.print(node.left), *map(quoted, node.ids)), node.negated)

    def answered(self, node: typed.Answered) -> Source:
        inner = node.inner
        said: tuple[str, ...] = ()
        if isinstance(inner, typed.Read) and inner.binding.said_slot is not None:
            said = (self.said_word(inner),)
        return self.negated(self.term("is_answered", self.print(inner), *said), node.negated)

    def found(self, node: typed.Found) -> Source:
        assert isinstance(node.record.type, Record)
        name = node.record.binding.name
        self.reads.add(name)
        return f"{quoted(name)} {'not in' if node.negated else 'in'} {self.frame(node.record)}.found"

    def said(self, node: typed.Said) -> Source:
        return f"{self.said_word(node.inner)} {'!=' if node.negated else '=='} {quoted(node.word)}"

    def order(self, node: typed.Order) -> Source:
        return self.term("order", self.print(node.left), quoted(node.operator), self.print(node.right))

    def between(self, node: typed.Between) -> Source:
        return self.term("between", *map(self.print, (node.left, node.low, node.high)))

    def calculated(self, node: typed.Calculated) -> Source:
        names = {"add": "plus", "subtract": "minus", "multiply": "times", "divide": "divided"}
        return self.term(names[node.operation], self.print(node.left), self.print(node.right))

    def negative(self, node: typed.Negative) -> Source:
        return self.term("negative", self.print(node.inner))

    def rounded(self, node: typed.Rounded) -> Source:
        return self.term("rounded", self.print(node.left), quoted(node.direction), self.print(node.step))

    def age(self, node: typed.Age) -> Source:
        return self.term("age_on", self.print(node.birth), self.print(node.day))

    def part(self, node: typed.Part) -> Source:
        inner = self.print(node.inner)
        match node.part:
            case "first":
                return self.term("first", inner, str(node.count))
            case "length":
                return self.term("length", inner)
        return self.term("part", inner, quoted(node.part))

    def extreme(self, node: typed.Extreme) -> Source:
        return self.term("greatest" if node.greatest else "least", *map(self.print, node.items))

    def quantified(self, node: typed.Quantified) -> Source:
        items = self.print(node.items)
        if node.condition is None:
            # Without a condition `count` alone is possible: every item meets it.
            return self.term("number_of", items)
        condition = self.item_function(self.print(node.condition))
        return self.term(f"{node.quantifier}_of", items, condition)

    def sum(self, node: typed.Sum) -> Source:
        amount = self.item_function(self.print(node.amount))
        named = {"answered": "True"} if node.answered_only else {}
        return self.term("sum_of", self.print(node.items), amount, **named)


_PRINTERS: Mapping[type[typed.Typed], Callable[[Printer, Any], Source]] = {
    typed.Constant: Printer.constant,
    typed.Read: Printer.read,
    typed.AddressPart: Printer.address_part,
    typed.Not: Printer.negation,
    typed.Both: Printer.both,
    typed.Either: Printer.either,
    typed.Equal: Printer.equal,
    typed.Among: Printer.among,
    typed.Holds: Printer.holds,
    typed.Answered: Printer.answered,
    typed.Found: Printer.found,
    typed.Said: Printer.said,
    typed.Order: Printer.order,
    typed.Between: Printer.between,
    typed.Calculated: Printer.calculated,
    typed.Negative: Printer.negative,
    typed.Rounded: Printer.rounded,
    typed.Age: Printer.age,
    typed.Part: Printer.part,
    typed.Extreme: Printer.extreme,
    typed.Quantified: Printer.quantified,
    typed.Sum: Printer.sum,
}
