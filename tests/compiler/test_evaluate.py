"""Properties of evaluation that hold for any procedure and any entries (language.md §11).

1. Pure: the same answers and facts give the same evaluation, and neither is changed.
2. Answers of fields that are not asked change nothing: leaving them out gives the same evaluation.
3. Only asked fields, documents and declarations have problems, and their pages are on the journey.
4. Pages of the journey are asked, in the order of the file; behind a stop there is none.
5. Complete means: no stop and no problem that is an error.
6. A field that is not asked has no value.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.compiler.procedure import Procedure
from tests.compiler.given import evaluated, facts, outcome
from tests.compiler.samples import KITCHEN, RENEWAL
from tests.strategies import entries_of

PROCEDURES = [RENEWAL, KITCHEN]
HELD = {"permit_register": {"card_kind": "eu_permanent", "birth_name": "Ann", "title": "mr"}}
DOSSIERS = st.sampled_from(PROCEDURES).flatmap(
    lambda each: st.tuples(st.just(each), entries_of(each), st.sampled_from([{}, HELD]))
)


@given(DOSSIERS)
def test_pure(dossier: tuple[Procedure, dict[str, Any], dict[str, Any]]) -> None:  # 1
    procedure, entries, records = dossier
    before = deepcopy(entries)
    answers, given_facts = procedure.read(entries), facts(records=records)
    first = outcome(procedure.evaluate(answers, given_facts))
    assert first == outcome(procedure.evaluate(answers, given_facts))
    assert first == outcome(procedure.evaluate(procedure.read(entries), given_facts))
    assert entries == before
    assert answers == procedure.read(before)


@given(DOSSIERS)
def test_what_is_hidden_changes_nothing(
    dossier: tuple[Procedure, dict[str, Any], dict[str, Any]],
) -> None:  # 2, 6
    procedure, entries, records = dossier
    evaluation = evaluated(procedure, entries, records=records)
    shown = dict(entries)
    for path, field in procedure.fields.items():
        if field.binding.depth == 0 and not evaluation.asked(path):
            assert field.type_name == "group" or evaluation.value(path) is None
            shown.pop(path, None)
            shown.pop(f"{path}?", None)
    assert outcome(evaluated(procedure, shown, records=records)) == outcome(evaluation)


@given(DOSSIERS)
def test_problems_are_of_what_is_asked(
    dossier: tuple[Procedure, dict[str, Any], dict[str, Any]],
) -> None:  # 3, 5
    procedure, entries, records = dossier
    evaluation = evaluated(procedure, entries, records=records)
    journey = {page.id for page in evaluation.journey}
    for problem in evaluation.problems:
        path = problem.path
        while path not in procedure.plan.asked_slots:
            path = path.rpartition(".")[0]
        assert evaluation.asked(path)
        if path in procedure.plan.page_of:
            assert procedure.plan.page_of[path] in journey
    errors = [each for each in evaluation.problems if each.level == "error"]
    assert evaluation.complete is (evaluation.stop is None and not errors)
    assert list(evaluation.blocking) == errors


@given(DOSSIERS)
def test_journey(dossier: tuple[Procedure, dict[str, Any], dict[str, Any]]) -> None:  # 4
    procedure, entries, records = dossier
    evaluation = evaluated(procedure, entries, records=records)
    ids = [page.id for page in evaluation.journey]
    assert ids == [id for id in procedure.pages if id in ids]
    assert all(evaluation.asked(f"pages.{id}") for id in ids)
    if evaluation.stop is not None:
        assert ids[-1] == evaluation.stop.page
        behind = list(procedure.pages)[list(procedure.pages).index(ids[-1]) + 1 :]
        assert not any(evaluation.asked(f"pages.{id}") for id in behind)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: each.id)
def test_nothing_answered(procedure: Procedure) -> None:  # 4
    assert evaluated(procedure, {}).journey
