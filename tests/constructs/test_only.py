"""`only:` with the rows of a list (language.md §4).

1. A row is offered while the condition is true of its columns; an unknown condition offers nothing.
2. An answer that is not offered counts as not given, and is told of.
3. Items of lists judge rows by their own fields.
4. A question and the rows it chooses among may stand on one page: the page comes back with them.
5. Options without columns cannot be chosen among: the author is told what to write.
6. A column that the list does not declare is told at its name.
7. Labels have a column for each further language; an empty cell leaves the label as it is.
8. A language that the spec is not translated to, or a column that is not there, is told.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.rendering.wording import Wording
from tests.compiler.given import items, problems_of, told
from tests.constructs.given import FOLDER, Serve, begin, evaluated, options_of, procedure


@pytest.mark.parametrize(
    ("state", "facility", "problems"),
    [
        ("north", "F02", []),
        ("south", "F03", []),
        ("south", "F02", [("facility", "unknown_option")]),
        (None, "F02", [("my_state", "empty"), ("facility", "unknown_option")]),
    ],
)
def test_rows(state: str | None, facility: str, problems: list[tuple[str, str]]) -> None:  # 1, 2
    given = {"my_state": state} if state else {}
    evaluation = evaluated("only", {**given, "facility": facility, "$saved": ["visits"]})
    assert told(evaluation.problems) == problems
    assert evaluation.value("facility") == (None if problems else facility)


def test_several_rows() -> None:  # 1, 2
    entries = {"my_state": "north", "facility": "F01", "people": "20", "large": ["F01", "F02", "F03", "F04"]}
    evaluation = evaluated("only", entries)
    assert evaluation.value("large") == frozenset({"F02", "F03"})
    assert evaluated("only", {**entries, "people": ""}).value("large") == frozenset()


def test_items() -> None:  # 3
    visits = items({"state": "south", "facility": "F03"}, {"state": "north", "facility": "F03"})
    evaluation = evaluated("only", {"my_state": "north", "facility": "F01", "visits": visits})
    assert told(evaluation.problems) == [("visits.1.facility", "unknown_option")]
    assert evaluation.value("visits.0.facility") == "F03"


def test_in_the_wizard(serve: Serve) -> None:  # 1, 2
    browser = begin(serve, "only")
    page = browser.press("continue", {"my_state": "south", "people": "30"})
    assert page.name == "here"
    assert options_of(page, "facility") == ["F03", "F04"]
    assert 'data-option="large=F01" hidden' in page.html
    assert 'data-option="large=F02">' in page.html
    browser.press("continue", {"facility": "F03", "large": ["F02"]})
    where = browser.open(browser.page.url.replace("visits", "where"))
    assert where.name == "where"
    page = browser.press("continue", {"my_state": "north"})
    assert page.name == "here"
    assert "Facility" in page.text
    assert options_of(page, "facility") == ["F01", "F02"]
    page = browser.press("continue")
    assert page.status == 422
    page = browser.press("continue", {"facility": "F01"})
    assert page.name == "visits"


PAGE = """
page:
  title: Page
  fields:
    my_state: {type: choice, label: State, options: {north: North, south: South}}
    facility: {type: choice, label: Facility, options: facilities, only: facilities.state is same as my_state}
"""
LIST = """
lists:
  facilities: {file: facilities.csv, id: code, label: name, columns: {state: text}}
"""


def test_on_one_page(serve: Serve, tmp_path: Path) -> None:  # 4
    from formgen.compiler.load import load_text
    from tests.compiler.given import spec_of
    from tests.web.browser import Browser

    one = load_text(spec_of(PAGE, LIST), "given.yaml", FOLDER).procedure
    assert one is not None
    browser = Browser(serve(one))
    browser.open("/given")
    browser.press("start")
    page = browser.press("continue", {"my_state": "south"})
    assert page.name == "page"
    assert page.status == 422
    assert "Error" not in page.text.split("State")[0]
    assert browser.press("continue", {"facility": "F04"}).name == "review"


@pytest.mark.parametrize(
    ("options", "code"),
    [("{a: A, b: B}", "S017"), ("[a, b]", "S014"), ("letters", "S017"), ("leters", "N108")],
)
def test_options_without_columns(options: str, code: str) -> None:  # 5
    page = f"""
    page:
      title: Page
      fields:
        letter: {{type: choice, label: Letter, options: {options}, only: yes is yes}}
    """
    assert [found for found, _ in problems_of(page, "lists:\n  letters: [a, b]")] == [code]


def test_an_undeclared_column() -> None:  # 6
    found = problems_of(PAGE.replace("facilities.state is", "facilities.stat is"), LIST, FOLDER)
    assert found == [("N101", "`facilities` has nothing called `stat`.")]


def test_columns_of_the_file() -> None:  # 6
    assert problems_of(PAGE, LIST.replace("state: text", "region: text, state: text"), FOLDER) == [
        ("S018", "`facilities.csv` has no column `region`.")
    ]
    assert procedure("only").fields["facility"].option_conditions.keys() == {"F01", "F02", "F03", "F04"}


def test_labels_in_other_languages() -> None:  # 7
    given = procedure("only")
    field = given.fields["facility"]
    names = Wording(given, "fr").options(field)
    # A cell that is empty leaves the label as it is.
    assert names == {"F01": "Au bord du lac", "F02": "La colline", "F03": "Le port", "F04": "Meadow"}
    assert Wording(given, "en").options(field)["F01"] == "Lakeside"


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ("{de: nom}", "`de` is not among the `translations` of this spec."),
        ("{fr: nome}", "`facilities.csv` has no column `nome`."),
    ],
)
def test_labels_that_cannot_be(labels: str, message: str) -> None:  # 8
    rest = (
        "translations: [fr]\nlists:\n"
        f"  facilities: {{file: facilities.csv, id: code, label: name, labels: {labels}}}"
    )
    pages = "who:\n  title: Who\n  fields:\n    site: {type: choice, label: Site, options: facilities}\n"
    assert message in [each for _, each in problems_of(pages, rest, FOLDER)]
