"""The `answers.schema.json` that `formgen build` writes.

1. It is a JSON Schema of 2020-12, plain JSON, and the same for the same spec.
2. Whatever the answer models take, it takes, in the form in which they write it.
3. Of a spec whose rules JSON Schema can say, it refuses whatever they refuse.
4. Each rule that it can say refuses by itself: what is required, conditions, stops, checks, words said,
   declarations, unknown names, options, bounds.
5. What it cannot say (arithmetic, dates, calculations, sources) it lets pass.
"""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from formgen.compiler.evaluation import Facts
from formgen.compiler.procedure import Procedure
from formgen.rendering.json_schema import answers_schema
from tests.compiler.given import facts, procedure_of
from tests.rendering.python.answers import SEEDS, places, sampled
from tests.rendering.python.test_models import PROCEDURES

SAYABLE = procedure_of(
    """
    first:
      fields:
        name: {type: text, label: Name, length: {max: 5}}
        kind:
          type: choice
          label: Kind
          options: {a: {label: A, then_ask: {more: {type: text, label: More}}}, b: B, c: C}
        guests: {type: integer, label: Guests, min: 0, max: 90}
        noise: {type: yes_no, label: Noise, when: guests > 20}
        wants:
          type: choices
          label: Wants
          min: 2
          required: false
          options: {tables: Tables, chairs: Chairs, nothing: {label: Nothing, excludes_others: true}}
        reason: {type: text, label: Reason, when: wants is empty}
      stop:
        - {when: loud and kind is c, title: Too loud}
      checks:
        - {must: not (wants includes tables and guests < 5), message: No tables for so few.}
    second:
      title: Second
      when: kind is one of a, b
      fields:
        box:
          type: group
          label: Box
          when: kind is a
          fields:
            born: {type: country, label: Born}
            note: {type: text, label: Note, required: noise is yes}
        people:
          type: list
          label: People
          max: 3
          fields:
            age: {type: integer, label: Age, or_say: {unknown: Unknown}}
            minor: {type: yes_no, label: Minor, when: age < 18}
            guess: {type: integer, label: Guess, when: age is said unknown, max: 90}
            sure: {type: yes_no, label: Sure, when: age is not said unknown, required: false}
          checks:
            - {must: not (any of people with minor is yes), message: No minors.}
      documents: [paper]
    """,
    """
    conditions: {loud: noise is yes}
    documents:
      paper:
        title: Paper
        when: loud
        or_say: {lost: {label: Lost, then_ask: {why: {type: text, label: Why}}}}
    review:
      declarations:
        truthful: True.
        quiet: {text: Quiet., when: noise is no}
    """,
)
ALL = [*PROCEDURES, SAYABLE]
IDS = [*(each.id for each in PROCEDURES), "sayable"]
GOOD: dict[str, Any] = {
    "name": "Ann",
    "kind": "a",
    "more": "x",
    "guests": 30,
    "noise": True,
    "reason": "r",
    "box": {"born": "FRA", "note": "n"},
    "people": [{"age": 30}, {"age": {"said": "unknown"}, "guess": 40}],
    "documents": {"paper": {"said": "lost", "why": "fire"}},
    "declarations": {"truthful": True},
}


@cache
def validator(procedure: Procedure) -> Draft202012Validator:
    """The schema, ready."""
    return Draft202012Validator(answers_schema(procedure), format_checker=Draft202012Validator.FORMAT_CHECKER)


def taken(procedure: Procedure, data: Any, given_now: Facts) -> bool:
    """Whether the answer models take answers."""
    try:
        procedure.validate_answers(data, given_now)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("procedure", ALL, ids=IDS)
def test_is_a_schema(procedure: Procedure) -> None:  # 1
    schema = answers_schema(procedure)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert json.dumps(schema) == json.dumps(answers_schema(procedure))


WRONG = [None, "", "  ", [], {}, "zzz", ["zzz"], "x" * 10_001, {"said": "unknown"}, {"zzz": "x"}, -3]
"""What no type takes for something else: a text of digits would be read as a number."""


@st.composite
def changed(draw: st.DrawFn, data: dict[str, Any], others: list[dict[str, Any]]) -> dict[str, Any]:
    """Answers with up to three left out, wrong, or as in other answers."""
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(places(data) or [("zzz",)]))
        holder: Any = data
        for key in path[:-1]:
            holder = holder[key]
        match draw(st.sampled_from(["left out", "wrong", "other"])):
            case "left out" if path[-1] in holder or isinstance(holder, list):
                del holder[path[-1]]
            case "wrong" if not (isinstance(holder, list) and path[-1] >= len(holder)):
                holder[path[-1]] = copy.deepcopy(draw(st.sampled_from(WRONG)))
            case "other":
                other = draw(st.sampled_from(others))
                name = draw(st.sampled_from(sorted(other)))
                data[name] = copy.deepcopy(other[name])
    return data


@pytest.mark.parametrize("procedure", ALL, ids=IDS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_takes_what_models_take(procedure: Procedure, data: st.DataObject) -> None:  # 2
    first, given_now = sampled(procedure, data.draw(st.integers(0, SEEDS - 1)))
    other, _ = sampled(procedure, data.draw(st.integers(0, SEEDS - 1)))
    answers = data.draw(changed(first, [each for each in (first, other) if each]))
    if taken(procedure, answers, given_now):
        told = [f"{each.json_path}: {each.message}" for each in validator(procedure).iter_errors(answers)]
        assert not told
        whole = procedure.validate_answers(answers, given_now)
        written = whole.model_dump(mode="json", by_alias=True, exclude_none=True)
        assert validator(procedure).is_valid(written)


SMALL = {
    **GOOD,
    "guests": 3,
    "kind": "b",
    "noise": None,
    "wants": ["chairs", "tables"],
    "people": [{"age": 4}],
}


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_refuses_what_models_refuse(data: st.DataObject) -> None:  # 3
    others = [GOOD, SMALL, *(sampled(SAYABLE, seed)[0] for seed in range(SEEDS))]
    answers = data.draw(changed(data.draw(st.sampled_from(others)), others))
    assert validator(SAYABLE).is_valid(answers) == taken(SAYABLE, answers, facts())


CHANGES: list[tuple[dict[str, Any], bool]] = [
    ({}, True),
    ({"name": None}, False),
    ({"name": " "}, False),
    ({"name": "Annabel"}, False),
    ({"kind": "z"}, False),
    ({"guests": 91}, False),
    ({"guests": 20, "noise": None, "documents": None, "box": {"born": "FRA"}}, True),
    ({"guests": 20, "noise": "zzz", "documents": {}, "box": {"born": "FRA"}}, True),
    ({"more": None}, False),
    ({"kind": "b", "more": 3, "box": "wrong"}, True),
    ({"kind": "c"}, False),
    ({"kind": "c", "noise": False}, False),
    ({"kind": "c", "noise": False, "declarations": {"truthful": True, "quiet": True}}, True),
    ({"box": {"born": "FRA"}}, False),
    ({"box": {"born": "ZZZ", "note": "n"}}, False),
    ({"box": {"born": "FRA", "note": "n", "more": 1}}, False),
    ({"wants": ["tables"]}, False),
    ({"wants": ["nothing"]}, True),
    ({"reason": None}, False),
    ({"wants": [], "reason": None}, False),
    ({"wants": ["nothing"], "reason": None}, True),
    ({"wants": ["nothing", "tables"]}, False),
    ({"guests": 4, "noise": None, "wants": ["tables", "chairs"], "documents": {}}, False),
    ({"people": []}, True),
    ({"people": None}, False),
    ({"people": [{"age": 3}]}, False),
    ({"people": [{"age": 3, "minor": False}]}, True),
    ({"people": [{"age": 3, "minor": True}]}, False),
    ({"people": [{"age": 30}] * 4}, False),
    ({"people": [{"age": {"said": "unknown"}}]}, False),
    ({"people": [{"age": {"said": "unknown"}, "guess": 40, "sure": "zzz"}]}, True),
    ({"people": [{"age": 30, "guess": "zzz"}]}, True),
    ({"people": [{"age": 30, "sure": "zzz"}]}, False),
    ({"documents": {"paper": {"said": "lost"}}}, False),
    ({"documents": {"paper": {"said": "found"}}}, False),
    ({"documents": {"paper": {"said": "lost", "why": "x", "how": 1}}}, False),
    ({"declarations": {}}, False),
    ({"declarations": {"truthful": False}}, False),
    ({"unknown": 1}, False),
]


@pytest.mark.parametrize(("change", "right"), CHANGES)
def test_each_rule(change: dict[str, Any], right: bool) -> None:  # 4
    data = {
        name: value for name, value in {**GOOD, **change}.items() if name != "documents" or value is not None
    }
    assert taken(SAYABLE, data, facts()) is right
    assert validator(SAYABLE).is_valid(data) is right


def test_lets_pass_what_it_cannot_say() -> None:  # 5
    procedure = procedure_of(
        """
        page:
          title: P
          fields:
            born: {type: date, label: Born, checks: [{must: born <= today, message: Not yet born.}]}
            guardian: {type: text, label: Guardian, when: adult is no}
        """,
        "calculations: {adult: {type: yes_no, is: age of born >= 18}}",
    )
    for data in ({"born": "2999-01-01"}, {"born": "2020-01-01"}):
        assert not taken(procedure, data, facts())
        assert validator(procedure).is_valid(data)
    assert not validator(procedure).is_valid({"born": "never"})
