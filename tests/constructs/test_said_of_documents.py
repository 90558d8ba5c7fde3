"""What is asked when something is said instead of handing a document in (language.md §7, `then_ask`).

1. Of a document asked once, every type of field can be asked; it is required and judged like any other.
2. Of a document asked for each item or period, the answers are kept, required and judged for each by itself.
3. They stand on the page with their controls, and in the review; a paper's typed date stands there too.
4. There is one line for what is asked of a part: other types, `or_say` and `confirm` are refused.
"""

from __future__ import annotations

import pytest

from tests.compiler.given import day, items, problems_of, told
from tests.constructs.given import Serve, begin, evaluated
from tests.web.papers import pdf

BASIS = {"years": {"years": "2"}, "children": items({"name": "Ann"}), "documents.identity?": "cannot"}
SAID = {
    **BASIS,
    "documents.identity.cannot.why": "Lost",
    "documents.presence.0?": "cannot",
    "documents.presence.0.cannot.why": "Travelling",
    "documents.presence.1?": "cannot",
    "documents.presence.1.cannot.why": "Ill",
    "documents.school.item0?": "cannot",
    "documents.school.item0.cannot.why": "Too young",
}


def test_every_type_of_a_whole_document() -> None:  # 1
    entries = {**SAID, "documents.identity?": "coming"}
    assert told(evaluated("said_of_documents", entries).problems) == [
        ("documents.identity.coming.until", "empty"),
        ("documents.identity.coming.how", "empty"),
    ]
    entries |= {
        "documents.identity.coming.until": day("2026-12-01"),
        "documents.identity.coming.how": "other",
    }
    assert told(evaluated("said_of_documents", entries).problems) == [
        ("documents.identity.coming.what", "empty")
    ]
    entries["documents.identity.coming.what"] = "By hand"
    assert evaluated("said_of_documents", entries).complete


@pytest.mark.parametrize("path", [each for each in SAID if each.endswith(".why")])
def test_each_part_by_itself(path: str) -> None:  # 1, 2
    assert evaluated("said_of_documents", SAID).complete
    without = {name: entry for name, entry in SAID.items() if name != path}
    assert told(evaluated("said_of_documents", without).problems) == [(path, "empty")]
    unreadable = evaluated("said_of_documents", {**SAID, path: ["x", "y"]})
    assert [each.path for each in unreadable.problems] == [path]


def test_only_of_what_was_said() -> None:  # 2
    entries = {**SAID, "documents.presence.1?": None}
    problems = told(evaluated("said_of_documents", entries).problems)
    assert problems == [("documents.presence.1", "document_missing")]


def test_in_the_wizard(serve: Serve) -> None:  # 3
    browser = begin(serve, "said_of_documents")
    page = browser.press("add:children", {"years.years": "1"})
    browser.press("continue", {"name": "Ann"})
    page = browser.press("continue")
    assert page.name == "papers"
    names = page.names()
    assert {"documents.identity.coming.until.day", "documents.identity.coming.how"} <= names
    assert "documents.presence.0.cannot.why" in names
    child = next(name for name in names if name.startswith("documents.school.") and name.endswith("?"))
    why = f"{child.removesuffix('?')}.cannot.why"
    said = {"documents.identity?": "coming", "documents.presence.0?": "cannot", child: "cannot"}
    page = browser.press("continue", said)
    assert page.status == 422
    typed = {
        "documents.identity.coming.until.day": "1",
        "documents.identity.coming.until.month": "12",
        "documents.identity.coming.until.year": "2026",
        "documents.identity.coming.how": "post",
        "documents.presence.0.cannot.why": "Travelling",
    }
    page = browser.press("continue", typed)
    assert page.status == 422
    assert f'href="#f-{why}"' in page.html
    page = browser.press("continue", {why: "Too young"})
    assert page.name == "review"
    for words in ("It will come later", "1 December 2026", "By post", "Travelling", "Too young"):
        assert words in page.text
    assert browser.press("file").name == "confirmation"


def test_the_date_of_a_paper_in_the_review(serve: Serve) -> None:  # 3
    browser = begin(serve, "said_of_documents")
    browser.press("continue", {"years.years": "0"})
    page = browser.press("upload", files={"file:identity::provided": pdf("identity.pdf")})
    key = "dated:identity::provided"
    page = browser.press("continue", {f"{key}.day": "3", f"{key}.month": "11", f"{key}.year": "2026"})
    assert page.name == "review"
    assert "Dated 3 November 2026" in page.text


PAGE = """
page:
  title: Page
  fields: {years: {type: duration, label: How long, units: [years]}}
  documents: [paper]
"""


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ("type: text", False),
        ("type: integer, min: 1", False),
        ("type: date", True),
        ("type: choice, options: {a: A, b: B}", True),
        ("type: text, confirm: true", True),
        ("type: text, or_say: {unsure: I am not sure}", True),
    ],
)
def test_one_line_for_a_part(asked: str, refused: bool) -> None:  # 4
    rule = f"""
    documents:
      paper:
        title: Paper
        one_per: {{period: 12 months, over: years}}
        or_say:
          cannot: {{label: I cannot, then_ask: {{more: {{label: More, {asked}}}}}}}
    """
    expected = "`more` is asked for each part of the document, where there is room for one line only."
    assert problems_of(PAGE, rule) == ([("S017", expected)] if refused else [])
