"""`and`, `or`, `not`, and what is asked about one value: answered, empty, found, provided, said."""

from __future__ import annotations

from formgen.language.expressions import tree, typed
from formgen.language.expressions.checking.context import Context
from formgen.language.expressions.checking.conversion import TYPE_FAULT
from formgen.language.expressions.checking.options import said_word
from formgen.language.expressions.types import CONDITION, Document, Group, List, Members, Record


def parenthesised(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Parenthesised)
    return context.check(node.inner)


def negation(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Not)
    inner = context.condition(node.inner)
    return None if inner is None else typed.Not(CONDITION, inner)


def both(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Both)
    parts = _conditions(context, node.parts)
    return None if parts is None else typed.Both(CONDITION, parts)


def either(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Either)
    parts = _conditions(context, node.parts)
    return None if parts is None else typed.Either(CONDITION, parts)


def _conditions(context: Context, nodes: tuple[tree.Node, ...]) -> tuple[typed.Typed, ...] | None:
    found = [context.condition(node) for node in nodes]
    parts = tuple(part for part in found if part is not None)
    return parts if len(parts) == len(nodes) else None


def state(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.IsState)
    left = context.check(node.left)
    if left is None:
        return None
    match node.state:
        case "found":
            return _found(context, node, left)
        case "provided":
            return _provided(context, node, left)
        case _:
            return _answered(context, node, left)


def _answered(context: Context, node: tree.IsState, left: typed.Typed) -> typed.Typed | None:
    if isinstance(left.type, Record | Group | Members):
        hint = "Write `is found`." if isinstance(left.type, Record) else "Name one field in it."
        message = f"{context.quote(node.left)} is {left.type.called}; it is not answered by itself."
        context.fault(TYPE_FAULT, node.left, message, hint)
        return None
    return typed.Answered(CONDITION, left, (node.state == "empty") != node.negated)


def _found(context: Context, node: tree.IsState, left: typed.Typed) -> typed.Typed | None:
    if isinstance(left.type, Record) and isinstance(left, typed.Read):
        return typed.Found(CONDITION, left, node.negated)
    message = f"{context.quote(node.left)} is {left.type.called}; only sources and tables are found."
    context.fault(TYPE_FAULT, node.left, message, "Write `is answered`.")
    return None


def _provided(context: Context, node: tree.IsState, left: typed.Typed) -> typed.Typed | None:
    if isinstance(left.type, Document):
        return typed.Holds(CONDITION, left, (), node.negated)
    message = f"{context.quote(node.left)} is {left.type.called}; only documents are provided."
    context.fault(TYPE_FAULT, node.left, message, "Write `is answered`.")
    return None


def said(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.IsSaid)
    left = context.check(node.left)
    if left is None:
        return None
    if not isinstance(left, typed.Read) or left.binding.said_slot is None or isinstance(left.type, List):
        message = f"{context.quote(node.left)} has no `or_say`."
        context.fault(
            TYPE_FAULT, node.left, message, "Compare its value, or give the field words under `or_say`."
        )
        return None
    word = said_word(context, node.left, left.binding.said, node.word)
    return None if word is None else typed.Said(CONDITION, left, word, node.negated)
