"""How each production of grammar.lark becomes a node of the tree. One function per shape named there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from formgen.language.expressions import tree
from formgen.language.expressions.exact import EXACT
from formgen.language.expressions.faults import ExpressionFault
from formgen.language.values import MONTHS_IN_A_YEAR, Duration

Children = Sequence[Any]
_DAYS_IN_A_WEEK = 7


@dataclass(slots=True)
class Token:
    kind: str
    text: str
    start: int
    end: int


def _either(children: Children) -> tree.Node:
    left, _, right = children
    for part in (left, right):
        if isinstance(part, tree.Both):
            raise ExpressionFault(
                "`and` beside `or` can be read in two ways.",
                "Show which is meant with parentheses: `(a and b) or c`, or `a and (b or c)`.",
                part.start,
                part.end,
                "S010",
            )
    parts = (*left.parts, right) if isinstance(left, tree.Either) else (left, right)
    return tree.Either(left.start, right.end, parts)


def _both(children: Children) -> tree.Node:
    left, _, right = children
    parts = (*left.parts, right) if isinstance(left, tree.Both) else (left, right)
    return tree.Both(left.start, right.end, parts)


def _is(negated: bool, same: bool) -> Callable[[Children], tree.Node]:
    return lambda children: tree.Is(
        children[0].start, children[2].end, children[0], children[2], negated, same
    )


def _is_one_of(negated: bool) -> Callable[[Children], tree.Node]:
    return lambda children: tree.IsOneOf(
        children[0].start, children[2][-1].end, children[0], tuple(children[2]), negated
    )


def _is_in(negated: bool) -> Callable[[Children], tree.Node]:
    return lambda children: tree.IsIn(children[0].start, children[2].end, children[0], children[2], negated)


def _is_said(negated: bool) -> Callable[[Children], tree.Node]:
    return lambda children: tree.IsSaid(children[0].start, children[2].end, children[0], children[2], negated)


def _is_state(children: Children) -> tree.Node:
    left, token = children
    words = token.text.split()
    return tree.IsState(left.start, token.end, left, words[-1], len(words) == 3)


def _rounded(children: Children) -> tree.Node:
    left, token, step = children
    words = token.text.split()
    direction: Any = words[1] if len(words) == 3 else "nearest"
    return tree.Rounded(left.start, step.end, left, direction, step)


def _part(children: Children) -> tree.Node:
    token, inner = children
    part: Any = token.text.split()[0]
    return tree.Part(token.start, inner.end, part, inner)


def _first(children: Children) -> tree.Node:
    token, inner = children
    return tree.Part(token.start, inner.end, "first", inner, int(token.text.split()[1]))


def _quantified(token: Token, items: tree.Name, condition: tree.Node | None, end: int) -> tree.Node:
    quantifier: Any = token.text.split()[0]
    return tree.Quantified(token.start, end, quantifier, items, condition)


def _sum(token: Token, amounts: tree.Name, end: int) -> tree.Node:
    return tree.Sum(token.start, end, amounts, token.text.endswith("answered"))


def _extreme(children: Children) -> tree.Node:
    token, first, _, others = children
    which: Any = token.text.split()[0]
    return tree.Extreme(token.start, others[-1].end, which, (first, *others))


def _next_item(children: Children) -> list[tree.Node]:
    items: list[tree.Node] = children[0]
    items.append(children[2])
    return items


def _name(children: Children) -> tree.Node:
    token = children[0]
    return tree.Name(token.start, token.end, tuple(token.text.split(".")))


def _constant(kind: tree.LiteralKind, read: Callable[[str], Any]) -> Callable[[Children], tree.Node]:
    def build(children: Children) -> tree.Node:
        token = children[0]
        return tree.Constant(token.start, token.end, kind, read(token.text))

    return build


def _money(children: Children) -> tree.Node:
    token = children[0]
    amount, currency = token.text.split()
    return tree.Constant(token.start, token.end, "money", Decimal(amount), currency)


def _read_duration(text: str) -> Duration:
    number, unit = text.split()
    count = int(number)
    match unit[0]:
        case "y":
            return Duration(months=count * MONTHS_IN_A_YEAR)
        case "m":
            return Duration(months=count)
        case "w":
            return Duration(days=count * _DAYS_IN_A_WEEK)
        case _:
            return Duration(days=count)


def _date(children: Children) -> tree.Node:
    token = children[0]
    year, month, day = token.text.split("-")
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        raise ExpressionFault(
            f"There is no day {token.text}.",
            "A date is written year-month-day, for example 2020-12-31.",
            token.start,
            token.end,
            "S010",
        ) from None
    return tree.Constant(token.start, token.end, "date", value)


def _time(children: Children) -> tree.Node:
    token = children[0]
    hour, minute = token.text.split(":")
    if int(hour) > 23 or int(minute) > 59:
        raise ExpressionFault(
            f"There is no time {token.text}.",
            "A time is written hour:minute, from 0:00 to 23:59.",
            token.start,
            token.end,
            "S010",
        )
    return tree.Constant(token.start, token.end, "time", time(int(hour), int(minute)))


SHAPES: dict[str, Callable[[Children], Any]] = {
    "either": _either,
    "both": _both,
    "negation": lambda children: tree.Not(children[0].start, children[1].end, children[1]),
    "is_": _is(negated=False, same=False),
    "is_not": _is(negated=True, same=False),
    "is_same_as": _is(negated=False, same=True),
    "is_not_same_as": _is(negated=True, same=True),
    "is_one_of": _is_one_of(negated=False),
    "is_not_one_of": _is_one_of(negated=True),
    "is_in": _is_in(negated=False),
    "is_not_in": _is_in(negated=True),
    "is_said": _is_said(negated=False),
    "is_not_said": _is_said(negated=True),
    "is_state": _is_state,
    "includes": lambda children: tree.Includes(children[0].start, children[2].end, children[0], children[2]),
    "order": lambda children: tree.Order(
        children[0].start, children[2].end, children[0], children[1].text, children[2]
    ),
    "between": lambda children: tree.Between(
        children[0].start, children[4].end, children[0], children[2], children[4]
    ),
    "rounded": _rounded,
    "arithmetic": lambda children: tree.Arithmetic(
        children[0].start, children[2].end, children[0], children[1].text, children[2]
    ),
    "negative": lambda children: tree.Negative(children[0].start, children[1].end, children[1]),
    "age": lambda children: tree.Age(children[0].start, children[1].end, children[1]),
    "age_on": lambda children: tree.Age(children[0].start, children[3].end, children[1], children[3]),
    "part": _part,
    "first": _first,
    "quantified": lambda children: _quantified(children[0], children[1], None, children[1].end),
    "quantified_inside": lambda children: _quantified(children[0], children[2], None, children[3].end),
    "quantified_with": lambda children: _quantified(children[0], children[1], children[3], children[3].end),
    "quantified_with_inside": lambda children: _quantified(
        children[0], children[2], children[4], children[5].end
    ),
    "sum_of": lambda children: _sum(children[0], children[1], children[1].end),
    "sum_of_inside": lambda children: _sum(children[0], children[2], children[3].end),
    "verdict": lambda children: tree.Verdict(children[0].start, children[1].end, children[1]),
    "extreme": _extreme,
    "first_item": lambda children: [children[0]],
    "next_item": _next_item,
    "parenthesised": lambda children: tree.Parenthesised(children[0].start, children[2].end, children[1]),
    "name": _name,
    "money": _money,
    "duration": _constant("duration", _read_duration),
    "percent": _constant("percent", lambda text: EXACT.scaleb(Decimal(text[:-1].strip()), -2)),
    "date": _date,
    "time": _time,
    "number": _constant("number", Decimal),
    "text": _constant("text", lambda text: text[1:-1]),
}
