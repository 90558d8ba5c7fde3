"""The review.

1. Every answer asked is there, by step and page, with a link to change it; what is not asked is not.
2. What comes from a source is marked and has no link.
3. An item of a list is a group of its own, under its name, with its own link.
4. Files and what was said stand with their document.
5. What keeps from filing is listed with where it is mended; many missing parts of one document are one line,
   and a document of which no part is asked has none.
6. Declarations tell their errors only after an attempt to file.
7. The page of it is valid and holds what the view says.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from formgen.compiler.evaluation import Provided
from formgen.compiler.procedure import Procedure
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.site import Site
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.documents import StoredFile
from formgen.rendering.html.views.review import Answer, ReviewView
from tests.rendering.html.given import evaluated, procedure_of, tree_of
from tests.rendering.html.test_filling import FRIEND, RECORD, RENEWAL, plain

CONSTRUCTS = Path(__file__).parents[2] / "constructs"
CHILD = {
    "given_names": "Léa", "family_name": "Brunner", "born_on": {"day": "3", "month": "4", "year": "2010"},
    "sex": "female", "citizenship": "CHE", "lives_in_france": "yes",
}  # fmt: skip
ENTRIES: dict[str, Any] = FRIEND | {
    "children?": "yes", "children": [{"id": "a1", "entries": CHILD}, {"id": "b2", "entries": {}}],
    "spouse.birth_date": {"day": "31", "month": "2", "year": "1975"}, "documents.card_held?": "cannot",
}  # fmt: skip


@pytest.fixture(scope="module")
def renewal() -> Procedure:
    return procedure_of(RENEWAL)


@pytest.fixture(scope="module")
def pages(renewal: Procedure) -> ProcedurePages:
    return Site("Trials").procedure(renewal)


@pytest.fixture(scope="module")
def review(renewal: Procedure, pages: ProcedurePages) -> Any:
    """`review(entries, with_errors=…)` is the review of a person whom the register knows."""

    def review(entries: dict[str, Any] = ENTRIES, *, with_errors: bool = False) -> ReviewView:
        documents = {"identity": {"": {"passport": Provided(1)}}}
        evaluation = evaluated(renewal, entries, records={"permit_register": RECORD}, documents=documents)
        stored = {"identity::passport": [StoredFile(id="f1", name="passport.pdf", size=1_200_000)]}
        return pages.review_view(
            "fr", evaluation, entries, around=Around(), address_of=lambda page: f"/{page}?back=review",
            with_errors=with_errors, stored=stored,
        )  # fmt: skip

    return review


def answers(view: ReviewView) -> dict[tuple[str, str], Answer]:
    return {
        (group.title, answer.label): answer
        for section in view.sections
        for group in section.groups
        for answer in group.answers
    }


def test_every_answer_by_step(review: Any) -> None:
    """Requirement 1."""
    view = review()
    titles = [section.title for section in view.sections]
    assert titles == ["Votre situation", "Vos informations", "Vos documents"]
    found = answers(view)
    status = found["Situation familiale", "Situation familiale"]
    assert status.lines == ["Marié ou mariée"]
    assert status.change == "/family?back=review#f-marital_status"
    assert ("Votre couple", "Nationalité") in found
    single = answers(review(ENTRIES | {"marital_status": "single"}))
    assert ("Votre couple", "Nationalité") not in single


def test_what_was_typed_and_not_understood_is_shown(review: Any) -> None:
    """Requirement 1."""
    born = answers(review())["Votre couple", "Date de naissance"]
    assert born.lines == ["31 2 1975"]
    assert born.errors


def test_what_comes_from_a_source(review: Any) -> None:
    """Requirement 2."""
    name = answers(review())["État civil", "Nom de naissance"]
    assert name.lines == ["Brunner"]
    assert "registre" in name.source
    assert name.change == ""


def test_items_of_a_list(review: Any) -> None:
    """Requirement 3."""
    view = review()
    groups = {group.title: group for section in view.sections for group in section.groups}
    lea = groups["Léa Brunner"]
    assert lea.change == "/children?back=review#f-children.a1"
    assert [answer.label for answer in lea.answers][:2] == ["Nom de naissance", "Prénoms"]
    second = next(group for title, group in groups.items() if title.endswith("2"))
    assert all(answer.errors for answer in second.answers)


def test_documents(review: Any) -> None:
    """Requirement 4."""
    found = answers(review())
    identity = next(each for (_, label), each in found.items() if label.startswith("Pièce d’identité"))
    assert identity.lines == ["Passeport"]
    assert [file.name for file in identity.files] == ["passport.pdf"]
    assert found["Documents sur vous", "Carte de séjour actuelle"].lines == ["Je ne peux pas le fournir"]


def test_what_is_left_to_do(review: Any) -> None:
    """Requirement 5."""
    view = review()
    blockers = {each.href: plain(each.text) for each in view.blockers}
    assert blockers["/family?back=review#f-spouse.first_names"] == "Saisissez « Prénoms »."
    of_child = [text for href, text in blockers.items() if href.startswith("/children")]
    assert of_child
    assert all("2 : " in text for text in of_child)
    presence = [plain(each.text) for each in view.warnings if "presence" in each.href]
    assert len(presence) == 1
    assert "10 documents manquent" in presence[0]


def test_a_document_without_a_part() -> None:
    """Requirement 5: one paper for each half-year, and there was none."""
    procedure = procedure_of(CONSTRUCTS / "documents.yaml")
    entries = {"years_here": {"years": "0"}}
    view = (
        Site("Trials")
        .procedure(procedure)
        .review_view(
            "en",
            evaluated(procedure, entries),
            entries,
            around=Around(),
            address_of=lambda page: f"/{page}",
            with_errors=True,
        )
    )
    assert any("documents.income" in each.href for each in view.blockers)
    assert not [each.text for each in (*view.blockers, *view.warnings) if "presence" in each.href]


def test_declarations(review: Any) -> None:
    """Requirement 6."""
    calm = review(ENTRIES | {"declarations.penalties": "yes"})
    names = [each.name for each in calm.declarations]
    # That of no absence is asked only of those who can say it.
    assert names == ["declarations.truthful", "declarations.penalties", "declarations.electronic"]
    assert [each.ticked for each in calm.declarations] == [False, True, False]
    assert [each.optional for each in calm.declarations] == [False, False, True]
    assert not any(each.errors for each in calm.declarations)
    assert not calm.summary
    told = review(ENTRIES, with_errors=True)
    assert [line.target for line in told.summary] == ["f-declarations.truthful", "f-declarations.penalties"]
    assert not any(plain(line.text).endswith(". ».") for line in told.summary)


def test_the_page(review: Any, pages: ProcedurePages) -> None:
    """Requirement 7."""
    view = review(ENTRIES, with_errors=True)
    tree = tree_of(pages.show(view, "fr"))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {line.target for line in view.summary} <= set(ids)
    assert "Déposer ma demande" in tree.xpath("//button[@value='file']")[0].text_content()
    change = [" ".join(each.text_content().split()) for each in tree.xpath("//a[@class='change']")]
    assert "Modifier: Situation familiale" in change
    assert len(set(change)) > 10
