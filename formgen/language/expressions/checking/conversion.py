"""Which types can stand where: as a condition, as a value, beside another, as what a place expects (T301)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from formgen.language.expressions import tree, typed
from formgen.language.expressions.checking.advice import what_is_wanted
from formgen.language.expressions.types import (
    CONDITION,
    AddressType,
    Choice,
    Choices,
    Country,
    Document,
    Duration,
    Group,
    List,
    Members,
    Money,
    Number,
    Record,
    Text,
    Type,
    YesNo,
    described,
)

if TYPE_CHECKING:
    from formgen.language.expressions.checking.context import Context

TYPE_FAULT = "T301"


def as_condition(context: Context, node: tree.Node, found: typed.Typed) -> typed.Typed | None:
    """`found` if it may stand alone as a condition; else a fault that shows how it is made one."""
    if isinstance(found.type, YesNo):
        if found.type.condition:
            return found
        said = context.quote(node)
        message = f"{said} is a question answered by yes or no; alone it is no condition."
        context.fault(TYPE_FAULT, node, message, f"Write `{said.strip('`')} is yes`.")
        return None
    said = context.quote(node)
    message = f"A condition is expected here; {said} is {described(found.type)}."
    context.fault(TYPE_FAULT, node, message, _how_to_ask(said.strip("`"), found.type))
    return None


def _how_to_ask(name: str, kind: Type) -> str:
    match kind:
        case Choice(options=options) if options:
            return f"Write `{name} is {next(iter(options))}`."
        case Choices(options=options) if options:
            return f"Write `{name} includes {next(iter(options))}`."
        case Record():
            return f"Write `{name} is found`."
        case Document():
            return f"Write `{name} is provided`."
        case List():
            return f"Write `any of {name} with …`."
        case Group() | Members():
            return "Name one field in it, and compare it."
        case _:
            return f"Write `{name} is answered`, or compare it."


def as_value(context: Context, node: tree.Node, found: typed.Typed) -> typed.Typed | None:
    """`found` if it is one value."""
    if not isinstance(found.type, Group | Record | List | Members):
        return found
    said = context.quote(node)
    hint = {
        Group: "Name one field in it.",
        Record: "Name one of its columns, or write `is found`.",
        List: "Write `any of`, `all of`, `count of` or `sum of`.",
        Members: "Write `name is in list`.",
    }[type(found.type)]
    context.fault(TYPE_FAULT, node, f"{said} is {found.type.called}, not one value.", hint)
    return None


def is_bare_number(value: typed.Typed) -> bool:
    """Whether `value` is written with numbers only, so that it may mean an amount of money."""
    match value:
        case typed.Constant(type=Number()):
            return True
        case typed.Negative(inner=inner):
            return is_bare_number(inner)
        case typed.Calculated(type=Number(), left=left, right=right):
            return is_bare_number(left) and is_bare_number(right)
        case _:
            return False


def as_money(value: typed.Typed, money: Money) -> typed.Typed:
    """A bare number as an amount in the currency of the spec."""
    return value.replaced(type=money)


def alike(left: typed.Typed, right: typed.Typed) -> tuple[typed.Typed, typed.Typed]:
    """Both sides, a bare number beside money having become money."""
    if isinstance(left.type, Money) and is_bare_number(right):
        return left, as_money(right, left.type)
    if isinstance(right.type, Money) and is_bare_number(left):
        return as_money(left, right.type), right
    return left, right


def comparable(left: Type, right: Type) -> bool:
    """Whether two values of these types can be equal."""
    match left, right:
        case (Choice(options=mine), Choice(options=theirs)) | (
            Choices(options=mine),
            Choices(options=theirs),
        ):
            return not mine or not theirs or not set(mine).isdisjoint(theirs)
        case ((Text() | Choice() | Country()), (Text() | Choice() | Country())):
            return True
        case Money(currency=mine), Money(currency=theirs):
            return mine == theirs
        case Duration(unit=mine), Duration(unit=theirs):
            return mine is None or theirs is None or mine == theirs
        case _:
            return type(left) is type(right)


def comparison_of(kind: Type) -> typed.Comparison:
    """How values of this type are compared."""
    match kind:
        case Number() | Money():
            return "number"
        case Duration():
            return "duration"
        case Choices():
            return "choices"
        case AddressType():
            return "address"
        case _:
            return "plain"


def as_expected(context: Context, node: tree.Node, found: typed.Typed, expected: Type) -> typed.Typed | None:
    """The whole expression as the type that its place expects."""
    if isinstance(expected, YesNo) and expected.condition:
        return as_condition(context, node, found)
    value = as_value(context, node, found)
    if value is None:
        return None
    if isinstance(expected, Money) and is_bare_number(value):
        return as_money(value, expected)
    if fits(value.type, expected):
        return value.replaced(type=CONDITION) if isinstance(expected, YesNo) else value
    said = context.quote(node)
    if isinstance(expected, Number) and isinstance(value.type, Number):
        hint = f"Write `({said.strip('`')}) rounded to 1`."
        context.fault(TYPE_FAULT, node, f"{said} may have decimals; a whole number is expected here.", hint)
    else:
        message = f"{said} is {described(value.type)}; {described(expected)} is expected here."
        context.fault(TYPE_FAULT, node, message, _mend(said.strip("`"), value, expected))
    return None


def fits(kind: Type, expected: Type) -> bool:
    """Whether a value of type `kind` can be kept where one of type `expected` is."""
    if isinstance(expected, Number):
        return isinstance(kind, Number) and (kind.integer or not expected.integer)
    return comparable(kind, expected)


def _mend(said: str, value: typed.Typed, expected: Type) -> str:
    if isinstance(expected, Duration) and is_bare_number(value):
        return f"Write `{said} months`, or days, weeks, years."
    if isinstance(value.type, Money) and isinstance(expected, Number):
        return f"Divide it by an amount: `{said} / 1 {value.type.currency}`."
    return what_is_wanted(expected)


def is_integral(value: object) -> bool:
    return isinstance(value, Decimal | int) and value == int(value)
