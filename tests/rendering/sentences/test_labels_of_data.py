"""What tables, sources, lists and their columns are called in sentences.

1. By the label of a column or a table, the title of a list; such a sentence is said to be labelled.
2. `procedure.md` calls them so too.
3. The review does not show a calculation with `in_review: false`.
4. These labels are translated like any other text.
5. A list with a title offers and holds its members as one without.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.compiler.procedure import Procedure
from formgen.compiler.translations import translated_texts
from formgen.language.expressions import check, parse
from formgen.rendering.docs import procedure_document
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.site import Site
from formgen.rendering.html.views.around import Around
from formgen.rendering.sentences import Sentences
from formgen.rendering.wording import Wording
from tests.compiler.given import evaluated, procedure_of

REST = """
lists:
  near: {title: the countries nearby, items: [BEL, DEU]}
  kinds: {title: Kinds, items: {a: First, b: Second}}
  sites:
    file: sites.csv
    id: code
    label: name
    title: Our sites
    columns: {open: {type: yes_no, label: Open}}
tables:
  rates:
    file: rates.csv
    label: the table of rates
    match: {people: people}
    columns: {people: integer, rate: {type: integer, label: Rate of the month}}
sources:
  register:
    label: the register
    lookup: {number: number}
    record: {valid_until: {type: date, label: Valid until}, name: text}
calculations:
  quiet: {type: integer, is: people + 1, label: Seats, in_review: false}
  told: {type: integer, is: people + 2, label: Chairs}
"""
PAGES = """
who:
  title: Who
  fields:
    number: {type: text, label: Number}
    people: {type: integer, label: People}
    from: {type: country, label: Country}
    kind: {type: choice, label: Kind, options: kinds}
    site: {type: choice, label: Site, options: sites, only: sites.open is yes}
"""


@pytest.fixture(scope="module")
def procedure(tmp_path_factory: pytest.TempPathFactory) -> Procedure:
    folder: Path = tmp_path_factory.mktemp("data")
    (folder / "sites.csv").write_text("code,name,open\nn,North,yes\ns,South,no\n", encoding="utf-8")
    (folder / "rates.csv").write_text("people,rate\n1,10\n2,20\n", encoding="utf-8")
    return procedure_of(PAGES, REST, folder)


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("register.valid_until < 2027-01-01", "“Valid until” in the register is before 1 January 2027"),
        ("rates.rate > 10", "“Rate of the month” in the table of rates is more than 10"),
        ("rates is found", "there is a matching entry in the table of rates"),
        ("from is in near", "“Country” is in the list “the countries nearby”"),
        ("site is in sites", "“Site” is in the list “Our sites”"),
        ("quiet > 3", "“Seats” is more than 3"),
    ],
)
def test_sentences(procedure: Procedure, expression: str, sentence: str) -> None:
    """Requirement 1."""
    typed = check(parse(expression), procedure.scope).typed
    assert typed is not None
    said = Sentences(procedure, Wording(procedure, "en")).of_typed(typed, True)
    assert (said.text, said.labelled) == (sentence, True)


def test_only_reads_a_column(procedure: Procedure) -> None:
    """Requirement 1."""
    field = procedure.resolution.plan.placed()["site"]
    assert field.only_scope is not None
    typed = check(parse("sites.open is yes"), field.only_scope).typed
    assert typed is not None
    said = Sentences(procedure, Wording(procedure, "en")).of_typed(typed, True)
    assert said.labelled
    assert "“Open”" in said.text


def test_texts(procedure: Procedure) -> None:
    """Requirement 4."""
    places = {each.place: each.value for each in translated_texts(procedure.resolution)}
    for place, words in (
        ("lists.near.title", "the countries nearby"),
        ("lists.sites.title", "Our sites"),
        ("lists.sites.columns.open.label", "Open"),
        ("tables.rates.label", "the table of rates"),
        ("tables.rates.columns.rate.label", "Rate of the month"),
        ("sources.register.record.valid_until.label", "Valid until"),
    ):
        assert places[place] == words


def test_review(procedure: Procedure) -> None:
    """Requirements 3 and 5."""
    pages: ProcedurePages = Site("Trials").procedure(procedure)
    entries = {"people": "1", "kind": "b", "number": "x"}
    view = pages.review_view(
        "en", evaluated(procedure, entries), entries, around=Around(), address_of=str, with_errors=False
    )
    answers = {
        each.label: each.lines for part in view.sections for group in part.groups for each in group.answers
    }
    assert answers["Chairs"] == ["3"]
    assert "Seats" not in answers
    assert answers["Kind"] == ["Second"]


def test_description(procedure: Procedure) -> None:
    """Requirement 2."""
    written = procedure_document(procedure, "en")
    for words in (
        "**the countries nearby**",
        "**the table of rates**",
        "“Rate of the month”",
        "“Valid until”",
    ):
        assert words in written
    assert "near**" not in written.replace("nearby", "")
