"""Typing: a parsed expression and a scope to a Checked, all faults at once."""

from __future__ import annotations

from collections.abc import Mapping

from formgen.language.expressions import tree
from formgen.language.expressions.checked import Checked
from formgen.language.expressions.checking import arithmetic, comparisons, conditions, lists, names
from formgen.language.expressions.checking.context import Check, Context
from formgen.language.expressions.checking.conversion import as_expected, as_value
from formgen.language.expressions.checking.options import has_options, option
from formgen.language.expressions.faults import ExpressionFault
from formgen.language.expressions.scope import Scope
from formgen.language.expressions.tree import Expression
from formgen.language.expressions.typed import Constant, Typed
from formgen.language.expressions.types import Choice, Country, Text, Type

_CHECKS: Mapping[type[tree.Node], Check] = {
    tree.Name: names.name,
    tree.Constant: arithmetic.constant,
    tree.Parenthesised: conditions.parenthesised,
    tree.Not: conditions.negation,
    tree.Both: conditions.both,
    tree.Either: conditions.either,
    tree.Is: comparisons.is_,
    tree.IsOneOf: comparisons.is_one_of,
    tree.IsIn: comparisons.is_in,
    tree.IsSaid: conditions.said,
    tree.IsState: conditions.state,
    tree.Includes: comparisons.includes,
    tree.Order: comparisons.order,
    tree.Between: comparisons.between,
    tree.Rounded: arithmetic.rounded,
    tree.Arithmetic: arithmetic.arithmetic,
    tree.Negative: arithmetic.negative,
    tree.Age: arithmetic.age,
    tree.Part: arithmetic.part,
    tree.Quantified: lists.quantified,
    tree.Sum: lists.sum_of,
    tree.Verdict: lists.verdict,
    tree.Extreme: arithmetic.extreme,
}


def check(expression: Expression, scope: Scope, expected: Type | None = None) -> Checked:
    """Type `expression` in `scope`; with `expected`, hold it against the type that its place wants.

    Nothing is raised: what is wrong stands in `faults`, errors and warnings, in the order of the text.
    """
    context = Context(expression.text, scope, _CHECKS)
    found = _whole(context, expression.tree, expected)
    faults = sorted(context.faults, key=_place)
    failed = any(fault.severity == "error" for fault in faults)
    return Checked(expression, tuple(faults), None if failed else found, frozenset(context.reads))


def _place(fault: ExpressionFault) -> tuple[int, int]:
    return fault.start, fault.end


def _whole(context: Context, node: tree.Node, expected: Type | None) -> Typed | None:
    if isinstance(expected, Choice | Country) and _is_option(context, node, expected):
        identifier = option(context, node, expected, node)
        return None if identifier is None else Constant(expected, identifier)
    if isinstance(expected, Text) and comparisons.is_unknown_text(context, node):
        return None
    found = context.check(node)
    if found is None:
        return None
    return as_value(context, node, found) if expected is None else as_expected(context, node, found, expected)


def _is_option(context: Context, node: tree.Node, expected: Type) -> bool:
    """Whether a calculation or default whose type is a choice is given by the option itself."""
    if isinstance(node, tree.Constant):
        return True
    if not isinstance(node, tree.Name) or len(node.path) > 1 or not has_options(expected):
        return False
    options = expected.options if isinstance(expected, Choice | Country) else {}
    return node.path[0] in options or context.scope.find(node.path[0]) is None
