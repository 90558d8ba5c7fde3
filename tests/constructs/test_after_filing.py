"""What filing leaves open, and verdicts (language.md §11, rule 14, and §7).

1. After filing, answers are frozen: entries made since count for nothing, and nothing is told of them.
2. What is reopened is judged; so is what is newly asked because of it, and nothing else.
3. Documents reopened are held against the day of sending, not that of filing.
4. Items of a frozen list keep their answers; what they are newly asked counts.
5. `verdict of` a document is what an agent found of it, unknown before.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from formgen.compiler.evaluation import Facts, Provided
from formgen.compiler.reopening import evaluate_reopened
from tests.compiler.given import TODAY, evaluated, files, items, procedure_of, told
from tests.constructs.given import procedure

FILED = {
    "housing": "own",
    "phone": "+33 1 99 00 12 34",
    "income": "1200",
    "people": items({"name": "Ann"}),
    "declarations.truthful": "yes",
    "$saved": ["about", "papers"],
}
DATED = date(2026, 6, 1)
PAPERS = {"identity": {"": {"provided": Provided(1, DATED)}}, "home": {"": files(deed=1)}}


def reopened(
    entries: dict[str, Any], *paths: str, today: date = TODAY, documents: dict[str, Any] | None = None
) -> Any:
    facts = Facts(today, TODAY, TODAY, documents=PAPERS if documents is None else documents)
    return evaluate_reopened(procedure("reopened"), FILED, {**FILED, **entries}, facts, paths)


def test_frozen() -> None:  # 1
    evaluation = reopened({"income": "much", "phone": "", "housing": "hosted"})
    assert not evaluation.problems
    assert evaluation.value("income") == 1200
    assert evaluation.value("housing") == "own"
    # A file taken away since, and a paper that has grown old, are no matter of the person's.
    later = reopened({}, today=date(2027, 6, 1), documents={})
    assert not later.problems


@pytest.mark.parametrize(
    ("entries", "paths", "found"),
    [
        ({"income": "much", "phone": "x"}, ["income"], [("income", "not_an_amount")]),
        ({"income": "1500"}, ["income"], []),
        ({"income": None}, ["income"], [("income", "empty")]),
        ({"housing": "hotel"}, ["housing"], [("people.0.permit", "empty")]),
        (
            {"housing": "hosted"},
            ["housing"],
            [("host_name", "empty"), ("declarations.host_knows", "not_declared")],
        ),
        ({"housing": "hosted", "host_name": "Zoe", "declarations.host_knows": "yes"}, ["housing"], []),
    ],
)
def test_reopened_and_newly_asked(
    entries: dict[str, Any], paths: list[str], found: list[tuple[str, str]]
) -> None:  # 2
    assert told(reopened(entries, *paths).answer_problems) == found


def test_documents() -> None:  # 2, 3
    late = date(2027, 1, 1)
    assert told(reopened({}, "documents.identity", today=late).problems) == [
        ("documents.identity", "document_too_old")
    ]
    fresh = {**PAPERS, "identity": {"": {"provided": Provided(1, date(2026, 12, 1))}}}
    assert not reopened({}, "documents.identity", today=late, documents=fresh).problems
    assert told(reopened({}, "documents.home", documents={}).problems) == [
        ("documents.home", "document_missing")
    ]
    # Another case applies now, which wants a paper that was not asked before.
    hosted = {"housing": "hosted", "host_name": "Zoe", "declarations.host_knows": "yes"}
    assert told(reopened(hosted, "housing").problems) == [("documents.home", "document_missing")]
    given = {**PAPERS, "home": {"": files(statement=1)}}
    assert not reopened(hosted, "housing", documents=given).problems


def test_items() -> None:  # 4
    people = [{"id": "item0", "entries": {"name": "Forged", "permit": "P1"}}, {"id": "new", "entries": {}}]
    evaluation = reopened({"housing": "hotel", "people": people}, "housing")
    assert not evaluation.problems
    assert (evaluation.value("people.0.name"), evaluation.value("people.0.permit")) == ("Ann", "P1")
    assert len(evaluation.value("people")) == 1
    whole = reopened({"people": people}, "people")
    assert told(whole.problems) == [("people.1.name", "empty")]


VERDICT = """
page:
  title: Page
  documents: [identity]
"""
RULES = """
documents: {identity: {title: Identity}}
calculations:
  good: {type: yes_no, is: verdict of identity is accepted}
"""


@pytest.mark.parametrize(
    ("verdicts", "good"), [({}, None), ({"identity": "accepted"}, True), ({"identity": "outdated"}, False)]
)
def test_verdicts(verdicts: dict[str, str], good: bool | None) -> None:  # 5
    assert evaluated(procedure_of(VERDICT, RULES), {}, verdicts=verdicts).value("good") is good
