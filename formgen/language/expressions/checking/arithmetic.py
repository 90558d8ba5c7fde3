"""Arithmetic: numbers, money, dates and durations, rounding, ages and parts of values."""

from __future__ import annotations

from collections.abc import Mapping

from formgen.language.expressions import tree, typed
from formgen.language.expressions.checking.context import Context
from formgen.language.expressions.checking.conversion import (
    TYPE_FAULT,
    alike,
    comparable,
    comparison_of,
    is_bare_number,
    is_integral,
)
from formgen.language.expressions.types import (
    DATE,
    INTEGER,
    NUMBER,
    TEXT,
    TIME,
    Date,
    Duration,
    Moment,
    Money,
    Number,
    Text,
    Time,
    Type,
    described,
)

_OPERATIONS: Mapping[str, str] = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}


def constant(_: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Constant)
    return typed.Constant(_type_of(node), node.value, node.kind == "percent")


def _type_of(node: tree.Constant) -> Type:
    match node.kind:
        case "number":
            return Number(integer=is_integral(node.value))
        case "percent":
            return NUMBER
        case "money":
            return Money(node.currency)
        case "date":
            return DATE
        case "time":
            return TIME
        case "duration":
            return Duration("months" if node.value.months else "days" if node.value.days else None)
        case "text":
            return TEXT


def arithmetic(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Arithmetic)
    left, right = context.value(node.left), context.value(node.right)
    if left is None or right is None:
        return None
    if node.operator in "+-":
        left, right = alike(left, right)
    found = _calculated(node.operator, left, right)
    if found is None:
        _refuse(context, node, left, right)
    return found


def _calculated(operator: str, left: typed.Typed, right: typed.Typed) -> typed.Typed | None:
    operation = _OPERATIONS[operator]
    match left.type, operator, right.type:
        case Number(integer=one), "+" | "-" | "*", Number(integer=other):
            return _of_numbers(Number(integer=one and other), operation, left, right)
        case (Number(), "/", Number()):
            return _of_numbers(NUMBER, operation, left, right)
        case Money(currency=one), "+" | "-" | "/", Money(currency=other) if one == other:
            return _of_numbers(NUMBER if operator == "/" else left.type, operation, left, right)
        case (Money(), "*" | "/", Number()):
            return _of_numbers(left.type, operation, left, right)
        case (Number(), "*", Money()):
            return _of_numbers(right.type, operation, left, right)
        case (Date(), "+", Duration()):
            return typed.Calculated(DATE, "add", "date", left, right)
        case (Date(), "-", Duration()):
            return typed.Calculated(DATE, "subtract", "date", left, right)
        case (Duration(), "+", Date()):
            return typed.Calculated(DATE, "add", "date", right, left)
        case Duration(unit=one), "+" | "-", Duration(unit=other):
            kind = Duration(one if one == other else None)
            return typed.Calculated(kind, "add" if operator == "+" else "subtract", "duration", left, right)
        case _:
            return None


def _of_numbers(kind: Type, operation: str, left: typed.Typed, right: typed.Typed) -> typed.Typed:
    match operation:
        case "add":
            return typed.Calculated(kind, "add", "number", left, right)
        case "subtract":
            return typed.Calculated(kind, "subtract", "number", left, right)
        case "multiply":
            return typed.Calculated(kind, "multiply", "number", left, right)
        case _:
            return typed.Calculated(kind, "divide", "number", left, right)


def _refuse(context: Context, node: tree.Arithmetic, left: typed.Typed, right: typed.Typed) -> None:
    first, second = context.quote(node.left).strip("`"), context.quote(node.right).strip("`")
    message = f"`{first}` is {described(left.type)}; `{second}` is {described(right.type)}."
    hint = "Numbers and amounts are reckoned with; to a date, durations such as `3 days` are added."
    match left.type, node.operator, right.type:
        case (Date(), "-", Date()):
            message = "A date minus a date has no fixed length."
            hint = f"Compare them: `{first} >= {second} + 30 days`."
        case (Date(), "+" | "-", Number()) if is_bare_number(right):
            hint = f"Write `{first} {node.operator} {second} days`, or weeks, months, years."
        case (Text(), "+", _) | (_, "+", Text()):
            message = "Texts are not added."
            hint = "Join them in a text with placeholders."
        case Money(), _, Money() if node.operator == "*":
            message = "An amount of money is multiplied by a number, not by another amount."
            hint = "Write one of the two without its currency."
    context.fault(TYPE_FAULT, node, message, hint)


def negative(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Negative)
    inner = context.value(node.inner)
    if inner is None:
        return None
    if isinstance(inner.type, Number | Money):
        return typed.Negative(inner.type, "number", inner)
    if isinstance(inner.type, Duration):
        return typed.Negative(inner.type, "duration", inner)
    message = f"{context.quote(node.inner)} is {described(inner.type)}; it has no opposite."
    context.fault(TYPE_FAULT, node, message, "Take the minus away.")
    return None


def rounded(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Rounded)
    left, step = context.value(node.left), context.value(node.step)
    if left is None or step is None:
        return None
    left, step = alike(left, step)
    fits = isinstance(left.type, Number | Money) and type(left.type) is type(step.type)
    if not fits or (isinstance(left.type, Money) and left.type != step.type):
        hint = "Write `rounded to 1 EUR` for money, `rounded to 1` for a number."
        message = f"{context.quote(node.left)} is {described(left.type)}; {context.quote(node.step)} is "
        context.fault(TYPE_FAULT, node, f"{message}{described(step.type)}.", hint)
        return None
    if isinstance(step, typed.Constant):
        if step.value <= 0:
            context.fault(
                TYPE_FAULT, node.step, "One rounds to a step greater than 0.", "Write `rounded to 1`."
            )
            return None
        if isinstance(left.type, Number) and is_integral(step.value):
            return typed.Rounded(INTEGER, left, node.direction, step)
    return typed.Rounded(left.type if isinstance(left.type, Money) else NUMBER, left, node.direction, step)


def age(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Age)
    birth = context.value(node.birth)
    day = context.value(tree.Name(node.start, node.end, ("today",)) if node.day is None else node.day)
    if birth is None or day is None:
        return None
    for value, written in ((birth, node.birth), (day, node.day)):
        if not isinstance(value.type, Date) and written is not None:
            message = f"{context.quote(written)} is {described(value.type)}; an age is counted from a date."
            hint = "Write the name of a date, such as `age of birth_date`, or a day behind `on`."
            context.fault(TYPE_FAULT, written, message, hint)
            return None
    return typed.Age(INTEGER, birth, day)


def part(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Part)
    inner = context.value(node.inner)
    if inner is None:
        return None
    calendar = node.part in {"year", "month", "day"}
    if not isinstance(inner.type, Date if calendar else Text):
        wanted = "a date" if calendar else "a text"
        words = f"first {node.count}" if node.part == "first" else node.part
        message = f"{context.quote(node.inner)} is {described(inner.type)}; `{words} of` wants {wanted}."
        hint = f"Write the name of something that is {wanted} behind `{words} of`."
        context.fault(TYPE_FAULT, node.inner, message, hint)
        return None
    if node.part == "first" and node.count == 0:
        context.fault(TYPE_FAULT, node, "The first 0 characters are none.", "Write `first 1 of`.")
        return None
    return typed.Part(TEXT if node.part == "first" else INTEGER, node.part, inner, node.count)


def extreme(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Extreme)
    found = [context.value(item) for item in node.items]
    items = [item for item in found if item is not None]
    if len(items) < len(found):
        return None
    money = next((item for item in items if isinstance(item.type, Money)), None)
    if money is not None:
        items = [alike(money, item)[1] for item in items]
    in_time = node.which in {"earliest", "latest"}
    allowed: tuple[type[Type], ...] = (Date, Moment, Time) if in_time else (Number, Money, Duration)
    for item, written in zip(items, node.items, strict=True):
        if not isinstance(item.type, allowed):
            other = {"earliest": "smallest", "latest": "largest", "smallest": "earliest", "largest": "latest"}
            wanted = "dates" if in_time else "numbers, money or durations"
            hint = f"Name only {wanted} behind `{node.which} of`."
            if isinstance(item.type, Date | Number | Money):
                hint = f"Write `{other[node.which]} of`."
            message = f"{context.quote(written)} is {described(item.type)}; `{node.which} of` wants {wanted}."
            context.fault(TYPE_FAULT, written, message, hint)
            return None
    return _extreme_of(context, node, items)


def _extreme_of(context: Context, node: tree.Extreme, items: list[typed.Typed]) -> typed.Typed | None:
    kind = items[0].type
    for item, written in zip(items, node.items, strict=True):
        if not comparable(kind, item.type):
            message = f"{context.quote(node.items[0])} is {described(kind)}; {context.quote(written)} is "
            context.fault(
                TYPE_FAULT, written, f"{message}{described(item.type)}.", "All items are of one kind."
            )
            return None
        if isinstance(kind, Number) and isinstance(item.type, Number) and not item.type.integer:
            kind = NUMBER
    return typed.Extreme(kind, node.which in {"latest", "largest"}, tuple(items), comparison_of(kind))
