"""Documents asked only for some items of a list: `for_each` with `only` (language.md §7).

1. It is asked for the items of which the condition is true; it reads the item, then the dossier.
2. Where no item is one of them nothing is asked, and its page is passed over; files of others do not count.
3. `only` without `for_each`, a name that no item has, and a list asked later are told.
4. `procedure.md` says of which items.
5. Samples that are to lead to its page have such an item.
"""

from __future__ import annotations

import pytest

from formgen.compiler.procedure import Procedure
from formgen.compiler.sampling import sample
from formgen.rendering.docs import procedure_document
from tests.compiler.given import evaluated, files, items, problems_of, procedure_of, told

PAGES = """
who:
  title: Who
  fields:
    limit: {type: integer, label: Limit}
    people:
      type: list
      label: People
      item: "{{ name }}"
      fields:
        name: {type: text, label: Name}
        wages: {type: integer, label: Wages, required: false}
papers:
  title: Papers
  documents: [payslip]
"""
DOCUMENT = "documents:\n  payslip: {title: Pay slip, for_each: people, only: wages > limit}\n"
PEOPLE = items({"name": "Ann", "wages": "9"}, {"name": "Ben"}, {"name": "Zoe", "wages": "5"})


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return procedure_of(PAGES, DOCUMENT)


@pytest.mark.parametrize(("limit", "asked"), [("4", ["item0", "item2"]), ("6", ["item0"]), ("9", [])])
def test_some_items(procedure: Procedure, limit: str, asked: list[str]) -> None:  # 1, 2
    entries = {"limit": limit, "people": PEOPLE}
    evaluation = evaluated(procedure, entries, documents={"payslip": {"item1": files(provided=1)}})
    assert [each.item for each in evaluation.documents] == asked
    assert told(evaluation.problems) == [(f"documents.payslip.{each}", "document_missing") for each in asked]
    assert ("papers" in [page.id for page in evaluation.journey]) is bool(asked)
    assert not evaluation.value("documents.payslip")


def test_what_is_handed_in_counts(procedure: Procedure) -> None:  # 1
    given = {"payslip": {"item0": files(provided=1)}}
    evaluation = evaluated(procedure, {"limit": "6", "people": PEOPLE}, documents=given)
    assert not evaluation.problems
    assert evaluation.value("documents.payslip") == frozenset({"provided"})


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{title: A, only: limit > 3}", "S017"),
        ("{title: A, for_each: people, only: wage > 3}", "N101"),
        ("{title: A, for_each: people, only: people is answered and wages is yes}", "T301"),
    ],
)
def test_what_is_told(document: str, code: str) -> None:  # 3
    assert [each for each, _ in problems_of(PAGES, f"documents:\n  payslip: {document}\n")] == [code]


def test_description(procedure: Procedure) -> None:  # 4
    written = procedure_document(procedure, "en")
    assert "for each of “People”" in written
    assert "if “Wages” is more than “Limit”" in written


def test_samples() -> None:  # 5
    rare = (
        'documents:\n  payslip: {title: Pay slip, for_each: people, only: wages is 4711 and name is "Zoe"}\n'
    )
    procedure = procedure_of(PAGES, rare)
    for seed in range(5):
        made = sample(procedure, seed, page="papers")
        assert "papers" in [page.id for page in made.evaluation.journey]


def test_asked_later() -> None:  # 3
    who, papers = PAGES.split("papers:")
    list_later = f"papers:{papers}{who.lstrip()}"
    told = problems_of(list_later, "documents:\n  payslip: {title: A, for_each: people}\n")
    assert [code for code, _ in told] == ["D404"]
    # A question outside that bears the name of one in the item is not what is read.
    other = f"{who}papers:{papers}after:\n  title: After\n  fields: {{wages: {{type: text, label: W}}}}\n"
    assert not problems_of(other, DOCUMENT)
    limit_later = other.replace("limit: {type: integer, label: Limit}", "x: {type: text, label: X}").replace(
        "wages: {type: text, label: W}", "limit: {type: integer, label: L}"
    )
    assert [code for code, _ in problems_of(limit_later, DOCUMENT)] == ["D404"]
