"""Values in words: names, literals, arithmetic, ages, sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from formgen.language.expressions import typed
from formgen.language.expressions.sentences.voice import Voice
from formgen.language.expressions.types import DURATION, Type
from formgen.language.values import MONTHS_IN_A_YEAR, Duration

_SIGNS: Final = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷"}
_TIGHTNESS: Final = {"add": 1, "subtract": 1, "multiply": 2, "divide": 2}
_ATOM: Final = 4


def alone(node: typed.Typed, voice: Voice) -> str:
    """The words for a value that stands by itself: "2 months before “Valid until”"."""
    match node:
        case typed.Calculated(of="date", left=day, right=duration) if not isinstance(day, typed.Calculated):
            key = "days_after" if node.operation == "add" else "days_before"
            return voice.phrase(key, duration=value(duration, voice), day=value(day, voice))
        case _:
            return value(node, voice)


def value(node: typed.Typed, voice: Voice) -> str:
    """The words for a value, fit to be the subject or the object of a sentence."""
    if isinstance(node, typed.Calculated) and node.of == "date":
        key = "day_plus" if node.operation == "add" else "day_minus"
        return voice.phrase(key, duration=value(node.right, voice), day=value(node.left, voice))
    teller = _VALUES.get(type(node))
    if teller is None:
        from formgen.language.expressions.sentences.conditions import condition

        return condition(node, voice)
    return teller(node, voice)


def constant(node: typed.Constant, voice: Voice) -> str:
    return voice.percent(node.value) if node.percent else voice.value(node.type, node.value)


def compared(node: typed.Typed, other: typed.Typed, voice: Voice) -> str:
    """A value beside another: an option by its label there, a number beside an age in years."""
    if not isinstance(node, typed.Constant) or node.percent:
        return value(node, voice)
    return literal(node.type, node.value, other, voice)


def literal(kind: Type, written: Any, other: typed.Typed, voice: Voice) -> str:
    """A literal beside another value."""
    if isinstance(other, typed.Age) and written == int(written):
        return voice.value(DURATION, Duration(int(written) * MONTHS_IN_A_YEAR))
    return voice.value(kind, written, _binding_of(other))


def _binding_of(node: typed.Typed) -> Any:
    match node:
        case typed.Read(binding=binding):
            return binding
        case typed.Extreme(items=items):
            return _binding_of(items[0])
        case _:
            return None


def _read(node: typed.Read, voice: Voice) -> str:
    definition = voice.definition(node.binding)
    return voice.name(node) if definition is None else value(definition, voice)


def _address_part(node: typed.AddressPart, voice: Voice) -> str:
    return voice.phrase("part_of", part=voice.part(node.part), address=value(node.address, voice))


def _calculated(node: typed.Calculated, voice: Voice) -> str:
    tightness = _TIGHTNESS[node.operation]
    # a − (b − c), a ÷ (b × c): what stands right of − or ÷ binds as one.
    strict = node.operation in ("subtract", "divide")
    left = _operand(node.left, tightness, voice)
    right = _operand(node.right, tightness + strict, voice)
    return f"{left} {_SIGNS[node.operation]} {right}"


def _operand(node: typed.Typed, tightness: int, voice: Voice) -> str:
    text = value(node, voice)
    return text if _tightness(node) >= tightness else f"({text})"


def _tightness(node: typed.Typed) -> int:
    match node:
        case typed.Calculated(operation=operation):
            return _TIGHTNESS[operation]
        case typed.Negative():
            return 3
        # These end with words that a sign would seem to belong to.
        case typed.Rounded() | typed.Extreme() | typed.Age() | typed.Quantified() | typed.Sum():
            return 0
        case _:
            return _ATOM


def _negative(node: typed.Negative, voice: Voice) -> str:
    return f"−{_operand(node.inner, _ATOM, voice)}"


def _rounded(node: typed.Rounded, voice: Voice) -> str:
    step = value(node.step, voice)
    return voice.phrase(f"rounded_{node.direction}", amount=value(node.left, voice), step=step)


def _age(node: typed.Age, voice: Voice) -> str:
    if isinstance(node.day, typed.Read) and node.day.binding.name == "today":
        return voice.phrase("age", birth=value(node.birth, voice))
    return voice.phrase("age_on", birth=value(node.birth, voice), day=value(node.day, voice))


def _part(node: typed.Part, voice: Voice) -> str:
    if node.part == "first":
        return voice.phrase("beginning", text=value(node.inner, voice), count=node.count)
    return voice.phrase(f"{node.part}_of", of=value(node.inner, voice))


def _extreme(node: typed.Extreme, voice: Voice) -> str:
    in_time = node.comparison == "plain"
    key = {
        (True, True): "latest",
        (True, False): "earliest",
        (False, True): "largest",
        (False, False): "smallest",
    }[in_time, node.greatest]
    return voice.phrase(key, items=voice.join([value(item, voice) for item in node.items], "and"))


def _quantified(node: typed.Quantified, voice: Voice) -> str:
    """A count; any and all are conditions."""
    from formgen.language.expressions.sentences.conditions import condition

    if node.quantifier != "count":
        return condition(node, voice)
    items = listed(node.items, voice)
    if node.condition is None:
        return voice.phrase("number_of", items=items)
    return voice.phrase("number_where", items=items, condition=condition(node.condition, voice))


def _sum(node: typed.Sum, voice: Voice) -> str:
    key = "sum_of_answered" if node.answered_only else "sum"
    return voice.phrase(key, items=listed(node.items, voice), amount=listed(node.amount, voice))


def listed(node: typed.Typed, voice: Voice) -> str:
    """A list, an amount of its items, a document: by its title."""
    return voice.title(node) if isinstance(node, typed.Read) else value(node, voice)


_VALUES: Mapping[type[typed.Typed], Callable[[Any, Voice], str]] = {
    typed.Constant: constant,
    typed.Read: _read,
    typed.AddressPart: _address_part,
    typed.Calculated: _calculated,
    typed.Negative: _negative,
    typed.Rounded: _rounded,
    typed.Age: _age,
    typed.Part: _part,
    typed.Extreme: _extreme,
    typed.Quantified: _quantified,
    typed.Sum: _sum,
}
