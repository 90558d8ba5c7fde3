"""Making an expression come to a value, by working backwards to an answer that it reads."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal, DivisionByZero, InvalidOperation
from typing import TYPE_CHECKING, Any

from formgen.compiler.sampling.draft import At, Item
from formgen.compiler.sampling.facts import FactSteps
from formgen.compiler.sampling.steps import CENT
from formgen.language.expressions import YesNo, typed
from formgen.language.expressions.typed import Typed
from formgen.language.values import Address, Duration, add_duration, add_months, subtract_duration

if TYPE_CHECKING:
    from formgen.compiler.sampling.conditions import Conditions


class Aims:
    """Aims expressions of one draft at values."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.draft = conditions.draft
        self.outline = conditions.outline
        self.random = conditions.random
        self.facts = FactSteps(conditions)

    def aim(self, node: Typed, value: Any, at: At) -> bool:
        """Change something so that an expression comes to a value; False where no way is known."""
        if isinstance(node, typed.Constant):
            return bool(node.value == value)
        if isinstance(node, typed.Read):
            return self._read(node, value, at)
        try:
            found = self._inverse(node, value, at)
        except (OverflowError, InvalidOperation, DivisionByZero):
            # The value lies outside the calendar, or beyond any number: there is no such answer.
            return False
        if found is not None:
            return found
        if isinstance(node.type, YesNo) and isinstance(value, bool):
            return self.conditions.make(node, value, at)
        return False

    def _inverse(self, node: Typed, value: Any, at: At) -> bool | None:
        match node:
            case typed.AddressPart(address=address, part=part):
                return self._address_part(address, part, value, at)
            case typed.Calculated():
                return self._calculated(node, value, at)
            case typed.Negative(inner=inner, of=of):
                return self.aim(inner, value.negated() if of == "duration" else -value, at)
            case typed.Rounded(left=left):
                return self.aim(left, value, at)
            case typed.Age(birth=birth, day=day):
                return self._age(birth, day, value, at)
            case typed.Part():
                return self._part(node, value, at)
            case typed.Extreme(items=items):
                return any(self.aim(each, value, at) for each in self.random.sample(items, len(items)))
            case typed.Quantified(quantifier="count"):
                return self._count(node, int(value))
            case typed.Sum():
                return self._sum(node, value)
        return None

    def _read(self, node: typed.Read, value: Any, at: At) -> bool:
        binding, draft = node.binding, self.draft
        cases = self.outline.cases_of(binding)
        if cases:
            return self._through_cases(cases, value)
        field = draft.procedure.fields.get(binding.name)
        if field is not None:
            place = at if binding.depth else None
            if not draft.answer(field, place, value):
                return False
            if not draft.asked(field, place):
                self.conditions.ask(self.outline.field(field, place))
            return True
        head, _, column = binding.name.partition(".")
        if head in draft.procedure.spec.sources and column:
            return draft.registers.hold(head, column, value)
        if head in draft.procedure.spec.tables and column:
            return self.facts.row(head, column, value)
        return draft.name(binding, value)

    def _through_cases(self, cases: list[tuple[Typed | None, Typed]], value: Any) -> bool:
        conditions = self.conditions
        met = [when is None or conditions.value(when, None) is True for when, _ in cases]
        chosen = met.index(True) if True in met else None
        others = [index for index in range(len(cases)) if index != chosen]
        self.random.shuffle(others)
        for index in [*([chosen] if chosen is not None else []), *others]:
            when, result = cases[index]
            if not self.aim(result, value, None):
                continue
            if index != chosen:
                for before, _ in cases[:index]:
                    if before is not None and conditions.value(before, None) is True:
                        conditions.make(before, False, None)
                if when is not None:
                    conditions.make(when, True, None)
            return True
        return False

    def _address_part(self, address: Typed, part: str, value: Any, at: At) -> bool:
        held = self.conditions.value(address, at)
        if not isinstance(held, Address):
            countries = (value,) if part == "country" else ()
            held = self.draft.inventor.address(countries)
        return self.aim(address, dataclasses.replace(held, **{part: value}), at)

    def _calculated(self, node: typed.Calculated, value: Any, at: At) -> bool:
        sides = [(node.left, node.right, True), (node.right, node.left, False)]
        self.random.shuffle(sides)
        for moved, other, is_left in sides:
            if isinstance(moved, typed.Constant):
                continue
            fixed = self.conditions.value(other, at)
            if fixed is None:
                if self.conditions.knowing.know(other, at):
                    return True
                continue
            wanted = _solved(node.of, node.operation, value, fixed, is_left)
            if wanted is not None and any(self.aim(moved, each, at) for each in _roughly(wanted)):
                return True
        return False

    def _age(self, birth: Typed, day: Typed, years: Any, at: At) -> bool:
        within = timedelta(days=self.random.randint(0, 300))
        on, born = self.conditions.value(day, at), self.conditions.value(birth, at)
        if on is not None and self.aim(birth, add_months(on, -12 * int(years)) - within, at):
            return True
        return born is not None and self.aim(day, add_months(born, 12 * int(years)) + within, at)

    def _part(self, node: typed.Part, value: Any, at: At) -> bool:
        held = self.conditions.value(node.inner, at)
        if node.part == "first":
            return self.aim(node.inner, str(value) + str(held or "")[node.count :], at)
        if node.part == "length":
            return self.aim(node.inner, (str(held or "x") * (int(value) + 1))[: int(value)], at)
        day = held if isinstance(held, date) else self.draft.inventor.today
        try:
            return self.aim(node.inner, day.replace(**{node.part: int(value)}), at)
        except ValueError:
            if node.part == "day":
                return False
            # The day does not exist in that month: its last days do in each.
            return self.aim(node.inner, day.replace(**{"day": 28, node.part: int(value)}), at)

    def _items(self, items: Typed) -> tuple[str, list[Item]] | None:
        if not isinstance(items, typed.Read):
            return None
        path = items.binding.name
        self.conditions.ask(self.outline.field(self.draft.procedure.fields[path], None))
        return path, self.draft.items(path)

    def _count(self, node: typed.Quantified, number: int) -> bool:
        found = self._items(node.items)
        if found is None or number < 0:
            return False
        path, items = found
        condition = node.condition
        met = [each for each in items if condition is None or self.conditions.value(condition, each) is True]
        if len(met) > number:
            surplus = self.random.sample(met, len(met) - number)
            if condition is not None:
                made = [self.conditions.make(condition, False, each) for each in surplus]
                if any(made):
                    return True
            # The last first: what stands behind a removed item moves up.
            gone = [self.draft.remove_item(each) for each in sorted(surplus, key=_place, reverse=True)]
            return any(gone)
        changed = False
        rest = [each for each in items if each not in met]
        for _ in range(number - len(met)):
            item = rest.pop() if rest else self.draft.add_item(path)
            if item is None:
                return changed
            changed = True
            if condition is not None:
                self.conditions.make(condition, True, item)
        if not items and number == 0 and f"{path}?" not in self.draft.entries:
            self.draft.place(None)[f"{path}?"] = "no"
            changed = True
        return changed

    def _sum(self, node: typed.Sum, total: Any) -> bool:
        found = self._items(node.items)
        if found is None:
            return False
        path, items = found
        if not items:
            added = self.draft.add_item(path)
            items = [added] if added is not None else []
        total, changed = Decimal(total), False
        for left in range(len(items), 0, -1):
            share = total if left == 1 else (total / left).quantize(Decimal(1))
            if any(self.aim(node.amount, each, items[left - 1]) for each in _roughly(share)):
                total -= share
                changed = True
        return changed


def _place(item: Item) -> int:
    return item.index


def _roughly(value: Any) -> Iterator[Any]:
    """A number, then the same in cents and in whole numbers: what most fields take."""
    yield value
    if isinstance(value, Decimal):
        yield value.quantize(CENT)
        yield value.quantize(Decimal(1))
        yield value.quantize(Decimal(1), rounding=ROUND_CEILING)


def _solved(of: str, operation: str, value: Any, fixed: Any, is_left: bool) -> Any:
    """What one side of an operation must be for it to come to a value; None where nothing is known."""
    if of == "number":
        value, fixed = Decimal(value), Decimal(fixed)
        match operation:
            case "add":
                return value - fixed
            case "subtract":
                return value + fixed if is_left else fixed - value
            case "multiply":
                return value / fixed if fixed else None
        return value * fixed if is_left else (fixed / value if value else None)
    if of == "duration":
        if operation == "add":
            return value.minus(fixed)
        return value.plus(fixed) if is_left else fixed.minus(value)
    if is_left:
        return subtract_duration(value, fixed) if operation == "add" else add_duration(value, fixed)
    days = (value - fixed).days
    return Duration(days=days if operation == "add" else -days)
