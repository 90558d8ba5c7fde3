"""From an evaluation to what a page shows.

1. What is not asked is hidden, and shown when it is asked; options not offered likewise.
2. Errors are told only when they are to be; warnings also on a page saved before. Each line of the summary
leads to the first control at fault.
3. The author's own words for an error go before ours.
4. A value copied from a source is shown with its origin; without it, it is asked or said to be missing.
5. What was typed is kept, readable or not.
6. Items of a list are named by the author's text, else by number, and marked when something is missing in
them. 7. Documents show the rule that applies, their papers and files, what was said, and what is wrong.
8. A page tells which step it is in.
9. What conditions of a page read of other pages is given to scripts.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from formgen.compiler.evaluation import Evaluation, Provided
from formgen.compiler.procedure import Procedure
from formgen.language.values import Address
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.site import Site
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.documents import StoredFile
from formgen.rendering.html.views.questions import PageView
from tests.rendering.html.given import evaluated, procedure_of, tree_of

RENEWAL = Path(__file__).parents[3] / "specs" / "tse_ue_renewal.yaml"
RECORD: dict[str, Any] = {
    "foreigner_number": "5903006620", "title": "mrs", "birth_name": "Brunner", "first_names": "Heidi Anna",
    "birth_date": date(1974, 3, 27), "birth_city": "Bâle", "birth_country": "CHE", "nationality": "CHE",
    "card_number": "9F2K31AB0", "card_kind": "eu_permanent", "card_mention": "Toutes activités",
    "valid_from": date(2016, 3, 27), "valid_until": date(2026, 3, 26),
    "address": Address("12 rue des Lilas", "", "", "59000", "Lille", "FRA"),
}  # fmt: skip
FRIEND: dict[str, Any] = {
    "beneficiary": "myself", "situation": "permit", "request_kind": "renewal", "housing": "own_home",
    "address_correct": "yes", "marital_status": "married",
}  # fmt: skip


@pytest.fixture(scope="module")
def renewal() -> Procedure:
    return procedure_of(RENEWAL)


@pytest.fixture(scope="module")
def pages(renewal: Procedure) -> ProcedurePages:
    return Site("Trials").procedure(renewal)


@pytest.fixture
def known(renewal: Procedure) -> Any:
    """`known(entries)` is the evaluation of a person whom the register knows."""

    def known(entries: dict[str, Any], record: dict[str, Any] = RECORD, **facts: Any) -> Evaluation:
        return evaluated(renewal, entries, records={"permit_register": record}, **facts)

    return known


def plain(text: str) -> str:
    """With ordinary spaces, as tests are typed."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def fill(
    pages: ProcedurePages, page: str, evaluation: Evaluation, entries: dict[str, Any], **more: Any
) -> PageView:
    around = Around()
    return pages.page_view(page, "fr", evaluation, entries, around=around, **{"with_errors": False, **more})


def test_hidden_until_asked(pages: ProcedurePages, known: Any) -> None:
    """Requirement 1."""
    single = FRIEND | {"marital_status": "single"}
    assert {"spouse", "spouse.birth_date"} <= fill(pages, "family", known(single), single).hidden
    assert not fill(pages, "family", known(FRIEND), FRIEND).hidden
    assert "host_name" in fill(pages, "contact", known(FRIEND), FRIEND).hidden
    hosted = FRIEND | {"housing": "hosted"}
    assert "host_name" not in fill(pages, "contact", known(hosted), hosted).hidden


def test_options_not_offered(kitchen_pages: ProcedurePages, kitchen_sink: Procedure) -> None:
    """Requirement 1."""
    for sure, expected in (("yes", False), ("no", True)):
        entries = {"sure": sure}
        view = fill(kitchen_pages, "options", evaluated(kitchen_sink, entries), entries)
        assert ("pet=cat" in view.hidden) is expected
        assert ("pet" in view.optional) is expected


def test_errors_wait_until_asked_for(pages: ProcedurePages, known: Any) -> None:
    """Requirements 2 and 5."""
    entries = FRIEND | {
        "spouse.birth_name": "Müller",
        "spouse.birth_date": {"day": "31", "month": "février", "year": "1975"},
    }
    evaluation = known(entries)
    calm = fill(pages, "family", evaluation, entries)
    assert not calm.errors
    assert not calm.summary
    assert calm.entries["spouse.birth_date.month"] == "février"
    told = fill(pages, "family", evaluation, entries, with_errors=True)
    assert [plain(each) for each in told.errors["spouse.birth_date"]] == [
        "Ce jour n’existe pas. Vérifiez le jour et le mois de « Date de naissance »."
    ]
    assert told.wrong >= {"spouse.birth_date.day", "spouse.first_names"}
    assert "spouse.birth_date.year" not in told.wrong
    targets = [line.target for line in told.summary]
    assert targets[:2] == ["f-spouse.first_names", "f-spouse.birth_date"]
    union = known(entries | {"spouse.union_date": {"day": "1", "month": "2", "year": "01"}})
    lines = fill(pages, "family", union, entries, with_errors=True).summary
    assert "f-spouse.union_date.year" in [line.target for line in lines]


def test_every_line_of_a_summary_leads_to_something(pages: ProcedurePages, known: Any) -> None:
    """Requirement 2."""
    for id in ("family", "children", "contact", "about_you", "this_request", "civil_status"):
        evaluation = known(FRIEND | {"children?": "yes", "civil_status_wrong": "yes"})
        view = fill(pages, id, evaluation, FRIEND | {"children?": "yes"}, with_errors=True)
        assert view.summary, id
        tree = tree_of(pages.page(id, view, "fr"))
        ids = set(tree.xpath("//@id"))
        assert {line.target for line in view.summary} <= ids


def test_warnings_are_told_once_saved(pages: ProcedurePages, known: Any) -> None:
    """Requirement 2."""
    born = {"day": "1", "month": "1", "year": "1950"}
    answers: dict[str, Any] = {"given_names": "Léa", "born_on": born, "$saved": True}
    child = {"id": "k1", "entries": answers}
    entries = FRIEND | {"children?": "yes", "children": [child]}
    view = pages.item_view(
        "children", "k1", "fr", known(entries), entries, around=Around(), with_errors=False
    )
    assert view.warnings == {"born_on": ["Cet enfant serait né avant vous. Vérifiez cette date."]}
    assert not view.errors
    del answers["$saved"]
    view = pages.item_view(
        "children", "k1", "fr", known(entries), entries, around=Around(), with_errors=False
    )
    assert not view.warnings


def test_the_authors_words_first(pages: ProcedurePages, known: Any) -> None:
    """Requirement 3."""
    entries = FRIEND | {"has_photo_code": "yes", "photo_code": "ABC"}
    view = fill(pages, "about_you", known(entries), entries, with_errors=True)
    assert [plain(each) for each in view.errors["photo_code"]] == [
        "Le code compte 22 lettres ou chiffres. Recopiez-le depuis la planche de photos."
    ]


def test_copied_values(pages: ProcedurePages, known: Any) -> None:
    """Requirement 4."""
    view = fill(pages, "civil_status", known(FRIEND), FRIEND)
    assert view.locked["birth_date"].text == "27 mars 1974"
    assert view.locked["nationality"].text == "suisse"
    assert "registre des titres de séjour" in view.locked["birth_name"].source
    assert view.locked["used_name"].text == ""
    partial = {name: value for name, value in RECORD.items() if name != "birth_city"}
    view = fill(pages, "civil_status", known(FRIEND, partial), FRIEND)
    assert "birth_city" not in view.locked
    assert "birth_city" not in view.hidden


def test_items(pages: ProcedurePages, known: Any) -> None:
    """Requirement 6."""
    whole = {
        "given_names": "Léa", "family_name": "Brunner", "born_on": {"day": "3", "month": "4", "year": "2010"},
        "sex": "female", "citizenship": "CHE", "lives_in_france": "yes",
    }  # fmt: skip
    items = [{"id": "a1", "entries": whole}, {"id": "b2", "entries": {}}]
    entries = FRIEND | {"children?": "yes", "children": items}
    view = fill(pages, "children", known(entries), entries)
    first, second = view.items["children"]
    assert (first.id, first.name, first.unfinished) == ("a1", "Léa Brunner", False)
    assert "2" in second.name
    assert second.unfinished
    item = pages.item_view("children", "a1", "fr", known(entries), entries, around=Around(), with_errors=True)
    assert item.entries["born_on.year"] == "2010"
    assert not item.errors
    with pytest.raises(LookupError):
        pages.item_view(
            "children", "nobody", "fr", known(entries), entries, around=Around(), with_errors=True
        )


def test_documents(pages: ProcedurePages, known: Any) -> None:
    """Requirement 7."""
    documents = {
        "identity": {"": {"passport": Provided(1)}},
        "proof_of_home": {"": {"lease": Provided(1, date(2026, 3, 3))}},
    }
    stored = {"proof_of_home::lease": [StoredFile(id="f2", name="bail.pdf", size=340_000)]}
    entries = FRIEND | {
        "has_photo_code": "no", "documents.card_held?": "cannot",
        "documents.proof_of_home.lease.dated": {"day": "3", "month": "3", "year": "2026"},
    }  # fmt: skip
    evaluation = known(entries, documents=documents)
    view = fill(
        pages,
        "about_you",
        evaluation,
        entries,
        with_errors=True,
        stored=stored,
        refused={"identity::passport": ["Trop grand."]},
    )
    home = view.documents["proof_of_home"][0]
    assert [paper.key for paper in home.papers] == [
        f"proof_of_home::{each}" for each in ("energy_bill", "lease", "rent_receipt")
    ]
    lease = home.papers[1]
    assert lease.date_wanted
    assert (lease.day, lease.year) == ("3", "2026")
    assert [plain(each) for each in home.warnings] == [
        "« Bail » est daté du 3 mars 2026 : fournissez un document daté du 24 mai 2026 ou après."
    ]
    held = view.documents["card_held"][0]
    assert held.said == "cannot"
    assert "documents.card_held.cannot.why" in view.errors
    photo = view.documents["photo"][0]
    assert [(paper.key, paper.hidden) for paper in photo.papers] == [
        ("photo::code", False),
        ("photo::print", False),
    ]
    assert photo.errors
    assert "Trop grand." in [line.text for line in view.summary]


def test_one_document_for_each_period(pages: ProcedurePages, known: Any) -> None:
    """Requirement 7."""
    evaluation = known(FRIEND)
    view = fill(pages, "this_request", evaluation, FRIEND, with_errors=True)
    presence = view.documents["presence"]
    assert len(presence) == 10
    assert presence[0].part == "Du 25 mai 2026 au 24 novembre 2026"
    assert presence[0].papers[0].key == "presence:0:provided"
    assert [plain(each) for each in presence[0].errors] == [
        "Fournissez au moins un document pour « Présence en France »."
    ]
    assert not presence[1].errors
    assert presence[1].warnings


def test_steps(pages: ProcedurePages, known: Any) -> None:
    """Requirement 8."""
    view = fill(pages, "family", known(FRIEND), FRIEND)
    assert (view.step, view.steps, view.next_step) == (1, 3, "Vos documents")
    assert fill(pages, "situation", known(FRIEND), FRIEND).steps == 0


def test_values_for_scripts(pages: ProcedurePages, known: Any) -> None:
    """Requirement 9."""
    hosted = FRIEND | {"housing": "hosted"}
    view = fill(pages, "about_you", known(hosted), hosted)
    assert json.loads(view.values)["housing"] == "hosted"
    view = fill(pages, "contact", known(FRIEND), FRIEND)
    assert json.loads(view.values)["address_held"]["city"] == "Lille"
