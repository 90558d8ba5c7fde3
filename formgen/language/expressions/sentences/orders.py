"""More and less, earlier and later: for numbers, lengths of time, counts of items, and days."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor
from typing import Final

from formgen.language.expressions import typed
from formgen.language.expressions.sentences.joining import Statement
from formgen.language.expressions.sentences.values import compared, listed, value
from formgen.language.expressions.sentences.voice import Voice
from formgen.language.expressions.types import Date, Moment, Time

_CONTRARY: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OF_NUMBERS: Final = {"<": "less_than", "<=": "at_most", ">": "more_than", ">=": "at_least"}
_OF_DAYS: Final = {"<": "before", "<=": "no_later_than", ">": "after", ">=": "no_earlier_than"}
_AGO: Final = {"<": "more_ago", "<=": "at_least_ago", ">": "less_ago", ">=": "at_most_ago"}
_AHEAD: Final = {"<": "less_ahead", "<=": "at_most_ahead", ">": "more_ahead", ">=": "at_least_ahead"}


def order(node: typed.Order, voice: Voice, denied: bool) -> Statement:
    """`a < b` and its like; denied, its contrary."""
    left, right = node.left, node.right
    operator = _CONTRARY[node.operator] if denied else node.operator
    if isinstance(left, typed.Constant) or _from_today(left) is not None:
        # "18 is at most …" is turned round: a sentence begins with what it is about.
        left, right, operator = right, left, _MIRRORED[operator]
    if isinstance(left.type, Date | Moment | Time):
        return _of_days(left, operator, right, voice)
    if isinstance(left, typed.Quantified) and isinstance(right, typed.Constant):
        return _of_count(left, operator, right.value, voice)
    sides = {"left": value(left, voice), "right": compared(right, left, voice)}
    return Statement(voice.phrase(_OF_NUMBERS[operator], **sides))


def _of_days(left: typed.Typed, operator: str, right: typed.Typed, voice: Voice) -> Statement:
    distance = _from_today(right)
    if distance is None:
        sides = {"left": value(left, voice), "right": compared(right, left, voice)}
        return Statement(voice.phrase(_OF_DAYS[operator], **sides))
    keys = _AHEAD if distance.operation == "add" else _AGO
    duration = value(distance.right, voice)
    return Statement(voice.phrase(keys[operator], left=value(left, voice), duration=duration))


def _from_today(node: typed.Typed) -> typed.Calculated | None:
    """`today - 6 months`, `today + 14 days`: so long ago, so far ahead."""
    match node:
        case typed.Calculated(of="date", left=typed.Read(binding=binding), right=right) if (
            binding.name == "today" and not isinstance(right, typed.Calculated | typed.Negative)
        ):
            return node
        case _:
            return None


def same_number(left: typed.Typed, right: typed.Typed, voice: Voice, denied: bool) -> Statement:
    """Whether two numbers, amounts or lengths of time are equal."""
    if isinstance(left, typed.Constant):
        left, right = right, left
    if isinstance(left, typed.Quantified) and isinstance(right, typed.Constant) and right.value % 1 == 0:
        return _of_count(left, "is not" if denied else "is", right.value, voice)
    key = "does_not_amount_to" if denied else "amounts_to"
    return Statement(voice.phrase(key, left=value(left, voice), right=compared(right, left, voice)))


def _of_count(count: typed.Quantified, operator: str, limit: Decimal, voice: Voice) -> Statement:
    """How many items there are, or meet a condition: "at least 3", never "more than 2"."""
    from formgen.language.expressions.sentences.conditions import statement

    if operator in (">", ">="):
        number, key = floor(limit) + 1 if operator == ">" else ceil(limit), "at_least"
    elif operator in ("<", "<="):
        number, key = ceil(limit) - 1 if operator == "<" else floor(limit), "at_most"
    else:
        number, key = int(limit), "exactly" if operator == "is" else "other_than"
    items = listed(count.items, voice)
    if count.condition is None:
        return Statement(voice.phrase(f"has_{key}", items=items, count=number))
    inner = statement(count.condition, voice)
    return Statement(
        voice.phrase(f"for_{key}", items=items, count=number, condition=inner.inner),
        "nested" if inner.kind in ("open", "nested") else "open",
    )


def between(node: typed.Between, voice: Voice, denied: bool) -> Statement:
    """Both bounds included; denied, outside of them."""
    days = isinstance(node.left.type, Date | Moment | Time)
    key = "between" if not denied else "day_outside" if days else "outside"
    sides = {
        "left": value(node.left, voice),
        "low": compared(node.low, node.left, voice),
        "high": compared(node.high, node.left, voice),
    }
    return Statement(voice.phrase(key, **sides), "listing" if denied else "single")
