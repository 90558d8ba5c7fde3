"""Expressions as Python source.

1. For generated expressions of every type and generated answers, empties, lists and dates at the ends of the
   calendar included, the source gives what the evaluator gives.
2. Every kind of condition does, for one household that answers all and one that answers nothing.
3. Source stands on one line where it fits, else item by item; any text is a literal of the same text.
"""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formgen.language.expressions import Record, check, parse
from formgen.language.values import Address, Duration
from formgen.rendering.python.copied import frames, terms
from formgen.rendering.python.expressions import Printer
from formgen.rendering.python.layout import (
    Source,
    call,
    docstring,
    lay_out,
    literal,
    mapping,
    quoted,
    tuple_of,
)
from tests.language.expressions.generated import EXPRESSIONS, FIXED_CONDITIONS, OPERATIONS
from tests.language.expressions.generated import frames as generated_frames
from tests.language.expressions.household import HOUSEHOLD, ITEM_FIELDS


def evaluated(text: str, slots: list[Any]) -> tuple[Any, Any]:
    """What the evaluator gives, and what the source gives."""
    expression = check(parse(text), HOUSEHOLD.scope)
    assert expression.typed is not None, text
    inner: list[str] = []

    def item_function(source: Source) -> str:
        inner.append(f"def item_{len(inner)}(v): return (\n{lay_out(source)}\n)")
        return f"item_{len(inner) - 1}"

    source = lay_out(Printer(item_function).print(expression.typed))
    namespace: dict[str, Any] = {**vars(terms), "Address": Address, "datetime": __import__("datetime")}
    exec("\n".join(inner), namespace)
    return expression.python()(slots), eval(f"(\n{source}\n)", {**namespace, "v": frame_of(slots)})


def frame_of(slots: list[Any]) -> frames.Frame:
    """The slots of the household as a frame of a generated file."""
    v = frames.Frame()
    for name, binding in HOUSEHOLD.values().items():
        v[name] = slots[binding.slot]
        if binding.said_slot is not None and slots[binding.said_slot] is not None:
            v.said[name] = slots[binding.said_slot]
    v[HOUSEHOLD.identity_verdict.name] = slots[HOUSEHOLD.identity_verdict.slot]
    for name, binding in HOUSEHOLD.bindings.items():
        if isinstance(binding.type, Record) and slots[binding.type.found_slot]:
            v.found.add(name)
    items = slots[HOUSEHOLD.bindings["children"].slot]
    v["children"] = None if items is None else [item_frame(v, each) for each in items]
    return v


def item_frame(dossier: frames.Frame, slots: list[Any]) -> frames.Frame:
    """The same for a child."""
    item = frames.Frame(dossier, "children")
    for name in ITEM_FIELDS:
        binding = HOUSEHOLD.item[name]
        item[binding.name] = slots[binding.slot]
    return item


@pytest.mark.parametrize("family", EXPRESSIONS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_same_as_evaluated(family: str, data: st.DataObject) -> None:  # 1
    text, slots = data.draw(EXPRESSIONS[family]), data.draw(generated_frames())
    evaluator, source = evaluated(text, slots)
    assert evaluator == source, text


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(generated_frames())
def test_every_operation(slots: list[Any]) -> None:  # 1
    for text in OPERATIONS:
        evaluator, source = evaluated(text, slots)
        assert evaluator == source, text


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(generated_frames())
def test_every_condition(slots: list[Any]) -> None:  # 2
    for text in FIXED_CONDITIONS:
        for one in (slots, HOUSEHOLD.frame()):
            evaluator, source = evaluated(text, one)
            assert evaluator == source, text


@given(st.text())
def test_texts(text: str) -> None:  # 3
    assert ast.literal_eval(quoted(text)) == text
    words = ast.parse(f"def f():\n{docstring(text, 1)}")
    assert " ".join((ast.get_docstring(words.body[0], clean=False) or "").split()) == " ".join(text.split())  # type: ignore[arg-type]  # - a function


def test_quotes() -> None:  # 3
    assert quoted("l'union") == '"l\'union"'
    assert quoted('say "a"') == "'say \"a\"'"
    assert quoted("a\\b\n") == '"a\\\\b\\n"'


def test_literals() -> None:  # 3
    values: list[Any] = [
        None, True, 3, Decimal("0.5"), Decimal(1000), date(2020, 1, 31), time(9, 5),
        datetime(2024, 1, 1, tzinfo=UTC), Duration(months=6), Duration(), Address("1 rue", city="Lille"),
        frozenset({"a", "b"}), frozenset(), ("a",), (), {"a": 1},
    ]  # fmt: skip
    for value in values:
        names = {
            "Decimal": Decimal,
            "Duration": Duration,
            "Address": Address,
            "datetime": __import__("datetime"),
        }
        assert eval(lay_out(literal(value)), names) == value
    with pytest.raises(TypeError):
        literal(object())


def test_layout() -> None:  # 3
    assert lay_out(call("f", "a", b="c"), "return ") == "return f(a, b=c)"
    long = ["x" * 40] * 3
    assert lay_out(tuple_of(long), "y = ") == "y = (\n" + f"    {'x' * 40},\n" * 3 + ")"
    assert lay_out(tuple_of(["a"])) == "(a,)"
    assert lay_out(mapping([])) == "{}"
