"""What is asked of a list as a whole: `count`, `any`, `all`, `sum`; and the verdict of a document."""

from __future__ import annotations

from formgen.language.expressions import tree, typed
from formgen.language.expressions.checking.context import Context
from formgen.language.expressions.checking.conversion import TYPE_FAULT
from formgen.language.expressions.checking.names import item_names
from formgen.language.expressions.types import (
    CONDITION,
    INTEGER,
    Document,
    List,
    Money,
    Number,
    described,
)


def quantified(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Quantified)
    items = context.check(node.items)
    if items is None:
        return None
    if not isinstance(items.type, List):
        message = (
            f"{context.quote(node.items)} is {described(items.type)}; `{node.quantifier} of` wants a list."
        )
        hint = f"Write the name of a field of `type: list` behind `{node.quantifier} of`."
        context.fault(TYPE_FAULT, node.items, message, hint)
        return None
    kind = INTEGER if node.quantifier == "count" else CONDITION
    if node.condition is None:
        if node.quantifier != "count":
            said = context.quote(node.items).strip("`")
            hint = (
                f"Write `{node.quantifier} of {said} with …`; for at least one item, `(count of {said}) > 0`."
            )
            context.fault(TYPE_FAULT, node, f"`{node.quantifier} of` wants `with` and a condition.", hint)
            return None
        return typed.Quantified(kind, node.quantifier, items, None)
    condition = context.inside(item_names(context.scope, items.type)).condition(node.condition)
    return None if condition is None else typed.Quantified(kind, node.quantifier, items, condition)


def sum_of(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Sum)
    path, start = node.amounts.path, node.amounts.start
    for length in range(1, len(path)):
        if path[:length] == ("dossier",):
            continue
        end = start + len(".".join(path[:length]))
        items = context.check(tree.Name(start, end, path[:length]))
        if items is None:
            return None
        if isinstance(items.type, List):
            inside = context.inside(item_names(context.scope, items.type))
            amount = inside.value(tree.Name(start, node.amounts.end, path))
            return None if amount is None else _sum(context, node, items, amount)
        if isinstance(items, typed.Read):
            context.reads.discard(items.binding.name)
    whole = context.check(node.amounts)
    if whole is not None:
        hint = "Write a list and an amount of its items, such as `sum of people.income`."
        if isinstance(whole.type, List):
            hint = f"Name an amount of its items: `sum of {context.plain(node.amounts)}.amount`."
        message = (
            f"{context.quote(node.amounts)} is {described(whole.type)}; `sum of` wants amounts in a list."
        )
        context.fault(TYPE_FAULT, node.amounts, message, hint)
    return None


def _sum(context: Context, node: tree.Sum, items: typed.Typed, amount: typed.Typed) -> typed.Typed | None:
    if isinstance(amount.type, Number | Money):
        return typed.Sum(amount.type, items, amount, node.answered_only)
    message = f"{context.quote(node.amounts)} is {described(amount.type)}; only numbers and money are summed."
    hint = "Name a number or an amount of its items, or count them: `count of people`."
    context.fault(TYPE_FAULT, node.amounts, message, hint)
    return None


def verdict(context: Context, node: tree.Node) -> typed.Typed | None:
    assert isinstance(node, tree.Verdict)
    document = context.check(node.document)
    if document is None:
        return None
    if isinstance(document.type, Document) and document.type.verdict is not None:
        if isinstance(document, typed.Read):
            context.reads.discard(document.binding.name)
        return context.read(document.type.verdict)
    message = (
        f"{context.quote(node.document)} is {described(document.type)}; verdicts are given on documents."
    )
    if isinstance(document.type, Document):
        message = f"The verdict on {context.quote(node.document)} is not known here."
    hint = "Write the id of a document that an agent examines: `verdict of identity is accepted`."
    context.fault(TYPE_FAULT, node.document, message, hint)
    return None
