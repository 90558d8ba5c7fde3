"""Answers by value for any procedure: samples that it accepts, and the same changed here and there."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from hypothesis import strategies as st
from pydantic_core import to_jsonable_python

from formgen.compiler.evaluation import Facts
from formgen.compiler.procedure import Procedure
from formgen.compiler.sampling import sample
from tests.compiler.test_models import _data
from tests.strategies import HOSTILE, WORDS

SEEDS = 12
CHANGED = st.one_of(
    st.none(),
    st.booleans(),
    WORDS,
    st.integers(-3, 200),
    st.sampled_from(
        ["2020-01-31", "1799-01-01", "10:30", "FRA", "a", [], {}, {"said": "unknown"}, "x" * 201]
    ),
    HOSTILE,
)
"""What an answer may become: often of another type, sometimes right."""


@cache
def sampled(procedure: Procedure, seed: int) -> tuple[dict[str, Any], Facts]:
    """Answers as JSON that the procedure accepts, and the facts they were made with."""
    made = sample(procedure, seed)
    facts = made.facts
    data = _data(procedure, made.evaluation.answers)
    for name, field in procedure.fields.items():
        # A list whose page was saved without an item is answered: by value that is an empty list.
        if field.type_name == "list" and field.parent is None and made.evaluation.value(name) == []:
            data[name] = []
    return to_jsonable_python({name: value for name, value in data.items() if value is not None}), facts


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands in answers."""
    found = []
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        found += [(*path, key), *places(value, (*path, key))]
    return found


@st.composite
def answers_of(draw: st.DrawFn, procedure: Procedure) -> tuple[dict[str, Any], Facts]:
    """A sample with up to three of its answers left out, changed, or taken from another sample."""
    data, facts = sampled(procedure, draw(st.integers(0, SEEDS - 1)))
    other, _ = sampled(procedure, draw(st.integers(0, SEEDS - 1)))
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(0, 3))):
        known = places(data)
        if not known:
            break
        path = draw(st.sampled_from(known))
        holder: Any = data
        for key in path[:-1]:
            holder = holder[key]
        match draw(st.sampled_from(["left out", "changed", "other"])):
            case "left out":
                del holder[path[-1]]
            case "changed":
                holder[path[-1]] = copy.deepcopy(draw(CHANGED))
            case "other" if other:
                name = draw(st.sampled_from(sorted(other)))
                data[name] = copy.deepcopy(other[name])
    return data, facts
