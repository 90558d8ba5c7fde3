"""Entries to answers (language.md §11, rules 5 and 6; answers.py).

1. Reading and evaluating raise nothing, whatever JSON the entries hold.
2. `read(before=…)` gives the same answers as reading afresh.
3. What no field, document, declaration or list of the procedure asks is left out.
4. A word said is one of those that can be said there.
5. What cannot be read is Unread, with what was typed.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.compiler.answers import Answers, Unread
from tests.compiler.given import facts, outcome, procedure_of
from tests.compiler.samples import KITCHEN, RENEWAL
from tests.strategies import HOSTILE, entries_of

PROCEDURE = procedure_of(
    """
    page:
      title: Page
      fields:
        name: {type: text, label: Name, or_say: {none: None}}
        plain: {type: text, label: Plain}
        people:
          type: list
          label: People
          first_question: Any?
          fields: {age: {type: integer, label: Age, or_say: {unknown: Unknown}}}
        cars: {type: list, label: Cars, fields: {plate: {type: text, label: Plate}}}
      documents: [paper]
    """,
    """
    documents: {paper: {title: Paper, or_say: {lost: Lost}}}
    review: {declarations: {truthful: It is true.}}
    """,
)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                *PROCEDURE.fields,
                "name?",
                "people?",
                "documents.paper?",
                "declarations.truthful",
                "$saved",
                "x",
            ]
        ),
        HOSTILE,
    )
)
def test_any_json(entries: dict[str, Any]) -> None:  # 1
    answers = PROCEDURE.read(entries)
    evaluation = PROCEDURE.evaluate(answers, facts())
    assert outcome(evaluation) == outcome(PROCEDURE.evaluate(answers, facts()))


@given(entries_of(KITCHEN, hostile=True))
def test_any_json_of_every_type(entries: dict[str, Any]) -> None:  # 1
    assert KITCHEN.evaluate(KITCHEN.read(entries), facts()).problems is not None


@pytest.mark.parametrize(
    "item",
    [
        None,
        3,
        [],
        "x",
        {},
        {"entries": None},
        {"entries": []},
        {"entries": {"age": {}, "age?": []}},
        {"id": {}, "entries": {"age?": "z"}},
    ],
)
def test_items_of_any_shape(item: Any) -> None:  # 1
    answers = PROCEDURE.read({"people?": "yes", "people": [item]})
    assert isinstance(answers.values["people"][0], Answers)
    assert answers.values["people"][0].id == ""


@given(entries_of(RENEWAL, hostile=True), entries_of(RENEWAL))
def test_read_with_before(old: dict[str, Any], changes: dict[str, Any]) -> None:  # 2
    new = {**old, **changes}
    fresh = RENEWAL.read(new)
    reused = RENEWAL.read(new, (old, RENEWAL.read(old)))
    assert repr(reused) == repr(fresh)


def test_left_out() -> None:  # 3, 4
    entries = {
        "nothing": "x", "nothing?": "x", "plain?": "none", "name?": "nobody", "cars?": "yes",
        "documents.paper?": "found", "documents.other?": "lost", "declarations.other": "yes",
        "people": items_of({"plate": "1", "age?": "never"}),
    }  # fmt: skip
    answers = PROCEDURE.read(entries)
    assert dict(answers.values) == {"people": (Answers({}, frozenset(), "i"),)}


def items_of(entries: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": "i", "entries": entries}]


def test_kept() -> None:  # 4, 5
    entries = {
        "name?": "none", "documents.paper?": "lost", "declarations.truthful": "yes", "people?": "no",
        "people": items_of({"age": "old", "age?": "unknown"}), "$saved": ["page", 3, "x"],
    }  # fmt: skip
    answers = PROCEDURE.read(entries)
    assert answers.saved == {"page", "x"}
    assert answers.values["people?"] is False
    assert answers.values["declarations.truthful"] is True
    person = answers.values["people"][0].values
    assert isinstance(person["age"], Unread)
    assert person["age"].values["typed"] == "old"
    assert person["age?"] == "unknown"
