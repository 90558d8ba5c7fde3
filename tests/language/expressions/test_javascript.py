"""Python and JavaScript give the same.

1. For generated expressions of every type and generated answers, empties, lists and dates at the ends of the
   calendar included, both give the same value.
2. Every kind of condition gives the same for one household that answers all and one that answers nothing.
3. What is compared holds every kind of node and reads every type of value; true, false and unknown are all
   among the results.
4. A script reads the dossier and the item from `v` alike, and cannot close a script element.
5. Values are plain JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formgen.language.expressions import (
    AddressType,
    Choice,
    Choices,
    Country,
    Date,
    Document,
    Duration,
    List,
    Moment,
    Money,
    Number,
    Record,
    Text,
    Time,
    YesNo,
    check,
    parse,
    typed,
)
from formgen.language.expressions.javascript import as_json
from formgen.language.values import Address
from formgen.language.values import Duration as DurationValue
from tests.language.expressions.generated import EXPRESSIONS, FIXED_CONDITIONS, OPERATIONS, frames
from tests.language.expressions.household import HOUSEHOLD, checked
from tests.language.expressions.node import run

Case = tuple[str, list[Any]]


def _both(cases: list[Case]) -> list[tuple[str, Any, Any]]:
    """Each expression with what Python and what JavaScript give."""
    found = []
    scripts = []
    for text, frame in cases:
        expression = check(parse(text), HOUSEHOLD.scope)
        assert not [fault for fault in expression.faults if fault.severity == "error"], (
            text,
            expression.faults,
        )
        found.append((text, as_json(expression.python()(frame))))
        scripts.append((expression.javascript(), HOUSEHOLD.javascript_values(frame)))
    return [(text, python, result) for (text, python), result in zip(found, run(scripts), strict=True)]


@pytest.mark.parametrize("family", EXPRESSIONS)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_same_in_both(family: str, data: st.DataObject) -> None:  # 1
    cases = data.draw(st.lists(st.tuples(EXPRESSIONS[family], frames()), min_size=1, max_size=60))
    for text, python, javascript in _both(cases):
        assert python == javascript, text


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(frames(), min_size=5, max_size=20))
def test_every_operation(many: list[list[Any]]) -> None:  # 1
    for text, python, javascript in _both([(text, frame) for text in OPERATIONS for frame in many]):
        assert python == javascript, text


def test_every_condition() -> None:  # 2
    nothing = HOUSEHOLD.frame()
    everything = HOUSEHOLD.frame(
        marital_status="married", former_status="married", housing="today", department="2A",
        difficulties=frozenset({"pain"}), former_difficulties=frozenset({"pain", "sleep"}), nationality="DEU",
        spouse_country="FRA", address_correct=True, has_card=False, lives_as_couple=True,
        under_protection=False,
        medication="aspirin", children=[], proof_of_home=frozenset({"lease"}), photo=frozenset(), count=2,
        address=Address("1 rue", postcode="75001"), spouse__address=Address("1 rue", postcode="75001"),
        permit_register_found=True, call_at=time(14, 30), seen_at=datetime(2024, 1, 1, tzinfo=UTC),
        fee=Decimal(3),
        left_at=datetime(2024, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))), rate=Decimal("0.50"), name="x",
        stay=DurationValue(months=6), birth_date=date(2024, 2, 29), verdict_of_identity="accepted",
    )  # fmt: skip
    for frame in (nothing, everything):
        for text, python, javascript in _both([(text, frame) for text in FIXED_CONDITIONS]):
            assert python == javascript, text
    decided = {python for _, python, _ in _both([(text, everything) for text in FIXED_CONDITIONS])}
    assert decided == {True, False}


def nodes(node: Any) -> Iterator[typed.Typed]:
    if isinstance(node, typed.Typed):
        yield node
        for name in node.fields:
            yield from nodes(getattr(node, name))
    elif isinstance(node, tuple):
        for each in node:
            yield from nodes(each)


def test_what_is_compared() -> None:  # 3
    found = [checked(text).typed for text in (*FIXED_CONDITIONS, *OPERATIONS)]
    seen = [node for each in found for node in nodes(each)]
    kinds = {
        kind for kind in vars(typed).values() if isinstance(kind, type) and issubclass(kind, typed.Typed)
    }
    assert {type(node) for node in seen} == kinds - {typed.Typed}
    read = {type(node.type) for node in seen if isinstance(node, typed.Read)}
    assert read == {
        *(Text, Number, Money, Date, Moment, Time, Duration, YesNo, Choice, Choices, Country),
        *(AddressType, Document, List, Record),
    }


@settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(frames(), min_size=8, max_size=8))
def test_all_three_truths_are_met(many: list[list[Any]]) -> None:  # 3
    cases = [(text, frame) for text in FIXED_CONDITIONS for frame in (*many, HOUSEHOLD.frame())]
    assert {python for _, python, _ in _both(cases)} == {True, False, None}


def test_scripts_of_items() -> None:  # 4
    text = "children.nationality is same as dossier.nationality and any of children with parent is other"
    expression = checked(text, HOUSEHOLD.in_child)
    dossier = HOUSEHOLD.javascript_values(HOUSEHOLD.frame(nationality="DEU", children=[{"parent": "other"}]))
    merged = {**dossier, "children.nationality": "DEU", "children.parent": "single"}
    assert run([(expression.javascript(), merged)]) == [True]


def test_scripts_stay_in_their_element() -> None:  # 4
    script = checked('name is "</script><!--" and name is "é"').javascript()
    assert "<" not in script
    assert run([(script, {"name": "</script><!--"})]) == [False]


def test_values_are_plain_json() -> None:  # 5
    values = {
        "12.5": Decimal("12.500"),
        "1000": Decimal("1E+3"),
        "0": Decimal("-0.00"),
        "7": 7,
        "0.000000000001": Decimal("1E-12"),
    }
    assert {text: as_json(value) for text, value in values.items()} == {text: text for text in values}
    moment = datetime(2024, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))
    assert as_json(moment) == "2024-01-01T00:00:00.000000Z"
    assert as_json(date(5, 1, 1)) == "0005-01-01"
    assert as_json(time(9, 5)) == "09:05:00"
    assert as_json(("b", "a")) == ["b", "a"]
    assert json.dumps(as_json(Address("1 rue")))
    with pytest.raises(TypeError):
        as_json(object())
