"""Comparisons: `is`, `is same as`, `is one of`, `is in`, `includes`, `<` and its like, `between`."""

from __future__ import annotations

from formgen.language.expressions import tree, typed
from formgen.language.expressions.checking.advice import how_to_compare
from formgen.language.expressions.checking.context import Context
from formgen.language.expressions.checking.conversion import (
    TYPE_FAULT,
    alike,
    comparable,
    comparison_of,
    is_bare_number,
)
from formgen.language.expressions.checking.options import has_options, option
from formgen.language.expressions.types import (
    CONDITION,
    Choice,
    Choices,
    Country,
    Date,
    Document,
    Duration,
    List,
    Members,
    Moment,
    Money,
    Number,
    Record,
    Text,
    Time,
    Type,
    YesNo,
    described,
)


def is_(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Is)
    left = context.value(node.left)
    if left is None:
        return None
    if not node.same and has_options(left.type):
        return _is_option(context, node, left)
    if isinstance(left.type, Text) and is_unknown_text(context, node.right):
        return None
    right = context.value(node.right)
    if right is None:
        return None
    if (
        isinstance(left.type, YesNo)
        and isinstance(right, typed.Constant)
        and not isinstance(right.type, YesNo)
    ):
        context.fault(
            TYPE_FAULT, node.right, f"{context.quote(node.left)} is yes or no.", "Write `is yes` or `is no`."
        )
        return None
    left, right = alike(left, right)
    if not comparable(left.type, right.type):
        _mismatch(context, node.left, left, node.right, right)
        return None
    return typed.Equal(CONDITION, left, right, comparison_of(left.type), node.negated)


def _is_option(context: Context, node: tree.Is, left: typed.Typed) -> typed.Typed | None:
    if isinstance(left.type, Choices):
        said = context.quote(node.left)
        message = f"{said} takes several options."
        hint = f"Write `{said.strip('`')} includes {context.quote(node.right).strip('`')}`."
        context.fault(TYPE_FAULT, node, message, hint)
        return None
    identifier = option(context, node.left, left.type, node.right)
    if identifier is None:
        return None
    if isinstance(left.type, Document):
        return typed.Holds(CONDITION, left, (identifier,), node.negated)
    return typed.Equal(CONDITION, left, typed.Constant(left.type, identifier), "plain", node.negated)


def is_unknown_text(context: Context, node: tree.Node) -> bool:
    """Whether a text is wanted and `node` is a word that is no name: a text without its quotation marks."""
    if not isinstance(node, tree.Name) or len(node.path) > 1:
        return False
    word = node.path[0]
    if word == "dossier" or context.scope.find(word) is not None:
        return False
    hint = f'If it is a text, quote it: `"{word}"`.'
    if context.text.strip() == word:
        hint = f"If it is a text, it has quotes of its own: `'\"{word}\"'`."
    context.fault("N101", node, f"No field is called `{word}`.", hint)
    return True


def is_one_of(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.IsOneOf)
    left = context.value(node.left)
    if left is None:
        return None
    if isinstance(left.type, Choices | YesNo):
        hint = "Write `includes a or … includes b`." if isinstance(left.type, Choices) else "Write `is yes`."
        context.fault(TYPE_FAULT, node, f"{context.quote(node.left)} is {described(left.type)}.", hint)
        return None
    if has_options(left.type):
        return _is_one_of_options(context, node, left)
    values = [_listed(context, node, left, item) for item in node.options]
    known = tuple(value for value in values if value is not None)
    if len(known) < len(values):
        return None
    return typed.Among(CONDITION, left, known, comparison_of(left.type), node.negated)


def _is_one_of_options(context: Context, node: tree.IsOneOf, left: typed.Typed) -> typed.Typed | None:
    options = [option(context, node.left, left.type, item) for item in node.options]
    known = tuple(identifier for identifier in options if identifier is not None)
    if len(known) < len(options):
        return None
    if isinstance(left.type, Document):
        return typed.Holds(CONDITION, left, known, node.negated)
    return typed.Among(CONDITION, left, known, "plain", node.negated)


def _listed(context: Context, node: tree.IsOneOf, left: typed.Typed, item: tree.Node) -> object | None:
    """The runtime value of one of the literals."""
    if isinstance(item, tree.Name):
        if not (isinstance(left.type, Text) and is_unknown_text(context, item)):
            hint = "Write the comparisons one by one, joined by `or`."
            context.fault(
                TYPE_FAULT, item, "After `is one of` stand options, numbers, dates or quoted texts.", hint
            )
        return None
    value = context.value(item)
    if value is None:
        return None
    left, value = alike(left, value)
    if not comparable(left.type, value.type):
        _mismatch(context, node.left, left, item, value)
        return None
    return _constant(value)


def _constant(value: typed.Typed) -> object:
    """The runtime value of a literal, which may have a minus sign."""
    if isinstance(value, typed.Negative):
        inner = value.inner
        assert isinstance(inner, typed.Constant)
        negated: object = inner.value.negated() if value.of == "duration" else inner.value.copy_negate()
        return negated
    assert isinstance(value, typed.Constant)
    return value.value


def is_in(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.IsIn)
    left, right = context.value(node.left), context.check(node.collection)
    if left is None or right is None:
        return None
    if isinstance(right, typed.Read):
        context.reads.discard(right.binding.name)
    members = right.type.keys if isinstance(right.type, Record) else right.type
    if not isinstance(members, Members):
        hint = (
            "Write `any of … with …`."
            if isinstance(right.type, List)
            else "Write `is same as` or `is one of`."
        )
        message = f"{context.quote(node.collection)} is {right.type.called}; `is in` wants a list or table."
        context.fault(TYPE_FAULT, node.collection, message, hint)
        return None
    if not isinstance(left.type, Choice | Country | Text):
        message = f"{context.quote(node.left)} is {described(left.type)}; it cannot be in a list."
        context.fault(TYPE_FAULT, node.left, message, how_to_compare(context.plain(node.left), left.type))
        return None
    collection = ".".join(node.collection.path).removeprefix("dossier.")
    return typed.Among(CONDITION, left, tuple(members.options), "plain", node.negated, collection)


def includes(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Includes)
    left = context.check(node.left)
    if left is None:
        return None
    if not isinstance(left.type, Choices):
        said, word = context.quote(node.left).strip("`"), context.quote(node.option).strip("`")
        hint = how_to_compare(said, left.type)
        if isinstance(left.type, Members | Record):
            hint = f"Write `{word} is in {said}`."
        if isinstance(left.type, Choice | Country | Document):
            hint = f"Write `{said} is {word}`."
        message = f"`{said}` is {described(left.type)}; `includes` follows a choice of several."
        context.fault(TYPE_FAULT, node.left, message, hint)
        return None
    identifier = option(context, node.left, left.type, node.option)
    return None if identifier is None else typed.Holds(CONDITION, left, (identifier,))


def order(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Order)
    left, right = context.value(node.left), context.value(node.right)
    sides = _ordered(context, node.left, left, node.right, right)
    if sides is None:
        return None
    return typed.Order(CONDITION, sides[0], node.operator, sides[1], comparison_of(sides[0].type))


def between(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Between)
    left, low, high = context.value(node.left), context.value(node.low), context.value(node.high)
    from_low = _ordered(context, node.left, left, node.low, low)
    to_high = _ordered(context, node.left, left, node.high, high)
    if from_low is None or to_high is None:
        return None
    return typed.Between(CONDITION, from_low[0], from_low[1], to_high[1], comparison_of(from_low[0].type))


def _ordered(
    context: Context, one: tree.Node, left: typed.Typed | None, other: tree.Node, right: typed.Typed | None
) -> tuple[typed.Typed, typed.Typed] | None:
    """Both sides when one can be before the other."""
    if left is None or right is None:
        return None
    left, right = alike(left, right)
    if not comparable(left.type, right.type) or not _has_order(left.type):
        _mismatch(context, one, left, other, right)
        return None
    return left, right


def _has_order(kind: Type) -> bool:
    return isinstance(kind, Number | Money | Date | Moment | Time | Duration)


def _how_else(context: Context, one: tree.Node, left: typed.Typed) -> str:
    if isinstance(left, typed.Constant) and isinstance(left.type, Text):
        if context.scope.find(str(left.value)) is not None:
            return f"A question is named without quotes: `{left.value}`."
        return "Begin with the name of a question."
    return how_to_compare(context.plain(one), left.type)


def _mismatch(
    context: Context, one: tree.Node, left: typed.Typed, other: tree.Node, right: typed.Typed
) -> None:
    first, second = context.quote(one), context.quote(other)
    hint = _how_else(context, one, left)
    match left.type, right.type:
        case Duration(), Duration():
            message = f"{first} counts {left.type.unit}, {second} {right.type.unit}; they are not compared."
            hint = "Write both in months and years, or both in days and weeks."
        case (Date(), Number()) | (Number(), Date()) if is_bare_number(right) or is_bare_number(left):
            message = f"{first} is {described(left.type)}; {second} is {described(right.type)}."
            number = (second if is_bare_number(right) else first).strip("`")
            day = (first if is_bare_number(right) else second).strip("`")
            hint = f"For a duration write `{number} years`, for an age `age of {day}`, for a day 2020-12-31."
        case Date(), Duration():
            message = f"{first} is a date; {second} is a duration."
            hint = f"Count from a day: `today - {second.strip('`')}`."
        case ((Text() | Choice() | Country() | Choices() | YesNo()), _) if type(left.type) is type(
            right.type
        ):
            message = f"{first} and {second} cannot be compared in this way."
            if isinstance(left.type, Choice | Choices):
                hint = "They have no option in common."
            elif isinstance(left.type, Text):
                hint = "Texts have no order: write `is`, `is not` or `is answered`."
        case _:
            message = f"{first} is {described(left.type)}; {second} is {described(right.type)}."
    context.fault(TYPE_FAULT, other, message, hint)
