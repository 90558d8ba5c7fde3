"""Documents: rules, words said, dates, files (language.md §7), beside tests/compiler/test_documents.py.

1. The first true case applies; `one_of`, `all_of` with conditions, `at_least`, a number of files, not asked.
2. A field stands for a paper; a document stands in conditions.
3. `one_per`: periods counted back; `at_least` blocks, `required: warn` softens the rest. `for_each`: one for
   each item.
4. A paper's date is asked; level of what is too old.
5. Formats, size and number of files are held to; what is said instead is asked its follow-up.
6. `required` by a condition, `when` of a document; titles by cases, hints and laws are shown.
7. What is handed in by post is told of, and cannot be missing here.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from formgen.compiler.evaluation import Provided
from tests.compiler.given import TODAY, files, items, procedure_of, told
from tests.compiler.given import evaluated as by_hand
from tests.constructs.given import Serve, begin, evaluated
from tests.web.browser import Browser
from tests.web.papers import jpg, pdf

BASE: dict[str, Any] = {
    "housing": "hotel", "paid": "no", "years_here": {"years": "1"}, "photo_code": "X1", "$saved": ["about"],
}  # fmt: skip
ENOUGH = {"income": {"": files(slip=1, tax=1)}, "presence": {"0": files(provided=1), "1": files(provided=1)}}

CARD = {"": files(front=1, back=1)}


def problems(entries: dict[str, Any], documents: dict[str, Any]) -> list[tuple[str, str, str]]:
    evaluation = evaluated("documents", {**BASE, **entries}, documents={**ENOUGH, **documents})
    return [(each.path.removeprefix("documents."), each.code, each.level) for each in evaluation.problems]


@pytest.mark.parametrize(
    ("entries", "documents", "found"),
    [
        ({}, {}, []),
        ({"housing": "own_home"}, {}, [("proof_of_home", "document_missing", "error")]),
        (
            {"housing": "own_home"},
            {"proof_of_home": {"": {"lease": Provided(1, date(2026, 11, 1))}}},
            [],
        ),
        (
            {"housing": "own_home"},
            {"proof_of_home": {"": {"lease": Provided(1, date(2026, 1, 1))}}},
            [("proof_of_home", "document_too_old", "warning")],
        ),
        (
            {"housing": "own_home"},
            {"proof_of_home": {"": {"lease": Provided(1)}}},
            [("proof_of_home", "document_undated", "warning")],
        ),
        (
            {"housing": "hosted", "host_moved": "yes"},
            {
                "proof_of_home": {
                    "": {each: Provided(1, date(2026, 11, 1)) for each in ("statement", "identity")}
                }
            },
            [],
        ),
        (
            {"housing": "hosted", "host_moved": "no"},
            {
                "proof_of_home": {
                    "": {each: Provided(1, date(2026, 11, 1)) for each in ("statement", "identity")}
                }
            },
            [("proof_of_home", "document_missing", "error")],
        ),
        (
            {"housing": "boat"},
            {"proof_of_home": {"": {"tax": Provided(1, TODAY)}}},
            [("proof_of_home", "document_missing", "error")],
        ),
        (
            {"housing": "boat"},
            {"proof_of_home": {"": {"tax": Provided(1, TODAY), "berth": Provided(1, date(2025, 11, 23))}}},
            [("proof_of_home", "document_too_old", "error")],
        ),
        ({"photo_code": ""}, {}, [("photo", "document_missing", "error")]),
        ({"photo_code": ""}, {"photo": {"": files(print=1)}}, []),
        ({}, {"income": {"": files(slip=2)}}, [("income", "document_missing", "error")]),
        (
            {"paid": "yes"},
            {"payslips": {"": files(provided=2)}},
            [("payslips", "document_missing", "error"), ("card", "document_missing", "error")],
        ),
        ({"paid": "yes"}, {"payslips": {"": files(provided=3)}, "card": CARD}, []),
        (
            {"paid": "yes"},
            {"payslips": {"": files(provided=3)}, "card": {"": files(front=1)}},
            [("card", "document_missing", "error")],
        ),
        ({}, {"presence": {"0": files(provided=1)}}, [("presence.1", "document_missing", "warning")]),
        (
            {},
            {"presence": {}},
            [
                ("presence", "too_few_documents", "error"),
                ("presence.0", "document_missing", "warning"),
                ("presence.1", "document_missing", "warning"),
            ],
        ),
        (
            {"children": items({"name": "Ann"}, {"name": "Ben"}, {"name": "Baby"})},
            {"school": {"item1": files(provided=1)}},
            [("school.item0", "document_missing", "error")],
        ),
        (
            {"children": items({"name": "Ann"}), "paid": "yes"},
            {"payslips": {"": files(provided=3)}, "card": CARD},
            [],
        ),
    ],
)
def test_rules(entries: dict[str, Any], documents: dict[str, Any], found: list[Any]) -> None:  # 1, 2, 3, 4, 6
    assert problems(entries, documents) == found


def test_in_conditions() -> None:  # 2
    lease = {"proof_of_home": {"": {"lease": Provided(1, date(2026, 11, 1))}}}
    thanked = evaluated("documents", {**BASE, "housing": "own_home"}, documents={**ENOUGH, **lease})
    assert "thanks" in [page.id for page in thanked.journey]
    other = evaluated("documents", {**BASE, "housing": "own_home", "photo_code": ""}, documents=lease)
    assert "thanks" not in [page.id for page in other.journey]


def test_said() -> None:  # 5
    entries = {**BASE, "housing": "own_home", "documents.proof_of_home?": "cannot"}
    evaluation = evaluated("documents", entries, documents=ENOUGH)
    assert told(evaluation.problems) == [("documents.proof_of_home.cannot.why", "empty")]


def to_papers(serve: Serve, **typed: Any) -> Browser:
    browser = begin(serve, "documents")
    about = {"housing": "own_home", "paid": "no", "years_here.years": "1", **typed}
    browser.press("continue", about)
    assert browser.page.name == "papers"
    return browser


def test_in_the_wizard(serve: Serve) -> None:  # 1 to 7
    browser = to_papers(serve)
    page = browser.page
    assert "Send this document by post." in page.text
    assert "file:original::provided" not in page.names()
    for words in ("Proof of home", "It shows your address.", "The law", "Signed", "From 25 May 2026 to"):
        assert words in page.text, words
    assert "Papers of your host" not in page.text
    wrong = browser.press("upload", files={"file:photo::print": pdf("photo.pdf")})
    assert wrong.status == 422
    for key, file in (
        ("photo::print", jpg("photo.jpg")), ("proof_of_home::lease", pdf("lease.pdf")),
        ("income::slip", pdf("slip.pdf")), ("presence:0:provided", pdf("here.pdf")),
    ):  # fmt: skip
        page = browser.press("upload", files={f"file:{key}": file})
        assert page.status == 200, key
    assert "file:photo::print" not in page.names()
    page = browser.press("continue")
    assert page.status == 422
    dated = {
        f"dated:proof_of_home::lease.{part}": each
        for part, each in (("day", "1"), ("month", "2"), ("year", "2026"))
    }
    said = {"documents.income?": "cannot", **dated}
    page = browser.press("continue", said)
    page = browser.press("continue", {"documents.income.cannot.why": "Lost"})
    assert page.name == "thanks"
    page = browser.press("continue")
    assert page.name == "review"
    for words in (
        "photo.jpg",
        "lease.pdf",
        "Dated 1 February 2026",
        "provide one dated",
        "I cannot provide it",
        "Lost",
    ):
        assert words in page.text, words
    assert browser.press("file").name == "confirmation"


def test_titles_by_cases(serve: Serve) -> None:  # 1, 6
    browser = to_papers(serve, housing="hosted", host_moved="no")
    assert "Papers of your host" in browser.page.text
    assert "Home of the host" in browser.page.text


def test_files_that_are_refused(serve: Serve) -> None:  # 5
    browser = to_papers(serve)
    page = browser.press("upload", files={"file:income::slip": jpg("slip.jpg")})
    assert page.status == 422
    assert "PDF" in page.text
    large = ("large.pdf", pdf()[1] + b"%" * 1_100_000, "application/pdf")
    page = browser.press("upload", files={"file:income::slip": large})
    assert page.status == 422
    assert "1 MB" in page.text


BY_POST = """
documents:
  paper:
    title: Paper
    hand_in: by_post
    one_per: {period: 6 months, over: years}
    at_least: 1
    required: warn
"""
PAGE = """
page:
  title: Page
  fields: {years: {type: duration, label: Years, units: [years]}}
  documents: [paper]
"""


@pytest.mark.parametrize(
    ("rule", "codes"), [(BY_POST, []), (BY_POST.replace("    hand_in: by_post\n", ""), ["too_few_documents"])]
)
def test_by_post(rule: str, codes: list[str]) -> None:  # 7
    evaluation = by_hand(procedure_of(PAGE, rule), {"years": {"years": "1"}})
    assert [each.code for each in evaluation.blocking] == codes
