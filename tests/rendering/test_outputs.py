"""PDFs filled from a procedure.

1. A receipt holds every fact of its blocks, and leaves out what is empty.
2. It says the effect of silence with its date, the service in charge, and the remedies.
3. A list of documents says every paper under the situation that asks for it, in the reader's language.
4. A condition is said by questions as they are asked; one that only ids could say is left unsaid.
5. Of two conditions on one question, only the inner one is said.
6. A value never becomes HTML.
7. References without names show the numbers of the request and the day of issue.
8. The block of answers shows what was answered.
9. The papers of a last case stand under "in all other cases", and under what the whole document depends on.
10. The day of issue is told once: among the references where it stands there, else above the title.
"""

from __future__ import annotations

import dataclasses
import shutil
from datetime import date
from pathlib import Path

import pytest

from formgen.compiler.evaluation import Facts
from formgen.compiler.load import compile_file
from formgen.compiler.procedure import Procedure
from formgen.language.values import Address
from formgen.rendering.outputs import Issue, Outputs
from formgen.rendering.wording import Wording

SPEC = Path(__file__).parents[2] / "specs" / "tse_ue_renewal.yaml"
RECORD = {
    "foreigner_number": "5903006620",
    "title": "mrs",
    "birth_name": "Aebischer <b>",
    "used_name": None,
    "first_names": "Marlène",
    "birth_date": date(1974, 5, 11),
    "birth_city": "Fribourg",
    "birth_country": "CHE",
    "nationality": "CHE",
    "card_number": "K7T4M2P9X",
    "card_kind": "eu_permanent",
    "valid_from": date(2017, 4, 3),
    "valid_until": date(2027, 4, 2),
    "address": Address("14 rue des Essais", "", "", "59000", "Lille", "FRA"),
}
ISSUE = Issue(date(2026, 11, 24), "K7QF-2M9T", "https://forms.example/check/K7QF-2M9T")
CASES = """\
formgen: 1
id: cases
version: "1"
title: Cases
language: en
service: {name: Office}
preamble: {text: Prepare these., list_of_documents: checklist}
steps:
  home:
    title: Home
    pages:
      home:
        title: Home
        fields:
          sure: {type: yes_no, label: Are you sure?}
          tenure: {type: choice, label: How do you live?, options: {tenant: I rent, other: Otherwise}}
        documents: [proof]
documents:
  proof:
    title: Proof
    cases:
      - when: tenure is tenant
        all_of: {lease: Lease}
      - otherwise: true
        all_of: {statement: Statement}
pdfs:
  checklist: {layout: list_of_documents}
"""


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return compile_file(SPEC)


@pytest.fixture(scope="module")
def outputs(procedure: Procedure) -> Outputs:
    return Outputs(procedure, lambda language: Wording(procedure, language))


def receipt(outputs: Outputs, language: str = "fr") -> str:
    answers = outputs.procedure.read(
        {"beneficiary": "myself", "situation": "permit", "request_kind": "renewal", "address_correct": "yes"}
    )
    facts = Facts(ISSUE.on, ISSUE.on, ISSUE.on, {"permit_register": RECORD})
    facts = dataclasses.replace(facts, named={"request_number": "5901202611240000001"})
    return outputs.letter("receipt", language, outputs.procedure.evaluate(answers, facts), ISSUE).html


def test_a_receipt_holds_its_facts(outputs: Outputs) -> None:
    """1"""
    html = receipt(outputs)
    for fact in (
        "5903006620",
        "5901202611240000001",
        "24/11/2026",
        "11/05/1974",
        "SUISSE",
        "59000 LILLE",
        "Marlène",
    ):
        assert fact in html
    assert "Nom d’usage" not in html
    assert "11 May 1974" in receipt(outputs, "en")


def test_the_day_of_issue_is_told_once(outputs: Outputs, tmp_path: Path) -> None:
    """10"""
    assert "place-and-date" not in receipt(outputs)
    spec = tmp_path / SPEC.name
    shutil.copytree(SPEC.parent, tmp_path, dirs_exist_ok=True)
    spec.write_text(SPEC.read_text("utf-8").replace("request_number, issued_on]", "request_number]"), "utf-8")
    made = compile_file(spec)
    html = receipt(Outputs(made, lambda language: Wording(made, language)))
    assert '<p class="place-and-date">Établi le 24 novembre 2026</p>' in html


def test_a_receipt_says_what_the_law_asks_for(outputs: Outputs) -> None:
    """2"""
    html = receipt(outputs)
    for fact in ("24 mars 2027", "Préfecture du Nord", "etrangers@nord.example", "tribunal", "ne permet pas"):
        assert fact in html
    assert "24 March 2027" in receipt(outputs, "en")


@pytest.mark.parametrize(("language", "words"), [("fr", "À l’hôtel"), ("en", "In a hotel")])
def test_a_list_of_documents_speaks_the_readers_language(outputs: Outputs, language: str, words: str) -> None:
    """3"""
    html = outputs.list_of_documents("checklist", language).html
    assert words in html
    for document in outputs.procedure.documents.values():
        title = outputs.wording(language).text(document.spec.title, outputs.procedure.scope).text([])
        assert title in html


def test_conditions_are_said_by_whole_questions(outputs: Outputs) -> None:
    """4"""
    html = outputs.list_of_documents("checklist", "fr").html
    assert "Si la réponse à «\u00a0Où logez-vous\u202f?\u00a0» est «\u00a0À l’hôtel\u00a0»" in html
    assert "mandate" not in html


def test_what_only_ids_could_say_is_left_unsaid(tmp_path: Path) -> None:
    """4"""
    spec = tmp_path / "hall.yaml"
    spec.write_text(
        'formgen: 1\nid: hall\nversion: "1"\ntitle: The hall\nlanguage: en\nservice: {name: Littleham}\n'
        "calculations: {share_due: {type: integer, is: guests * 2}}\n"
        "steps:\n  event:\n    title: Event\n    pages:\n      who:\n        title: Who\n"
        "        fields: {guests: {type: integer, label: Guests}}\n        documents: [plan]\n"
        "documents: {plan: {title: A plan, when: share_due > 10}}\n"
        "pdfs: {checklist: {layout: list_of_documents}}\n",
        encoding="utf-8",
    )
    made = compile_file(spec)
    html = Outputs(made, lambda language: Wording(made, language)).list_of_documents("checklist", "en").html
    assert "share" not in html
    assert "Depending on your situation" in html


def test_only_the_inner_condition_is_said(outputs: Outputs) -> None:
    """5"""
    html = outputs.list_of_documents("checklist", "fr").html
    question = "À quel titre représentez-vous cette personne"
    # Once for each of the two cases of the mandate, not again for the condition of the whole document.
    assert html.count(question) == 2


def test_values_are_escaped(outputs: Outputs) -> None:
    """6"""
    assert "<b>" not in receipt(outputs)


def test_references_without_names(tmp_path: Path) -> None:
    """7, 8"""
    spec = tmp_path / "hall.yaml"
    spec.write_text(
        'formgen: 1\nid: hall\nversion: "1"\ntitle: The hall\nlanguage: en\nservice: {name: Littleham}\n'
        "steps:\n  event:\n    title: Event\n    pages:\n      who:\n"
        "        fields: {who: {type: text, label: Who}}\n"
        'numbers: {request_number: {text: "{{ order | digits 3 }}"}}\n'
        "workflow:\n  states: {draft: Draft, filed: {label: Filed, final: true}}\n  actions:\n"
        "    file: {by: applicant, from: draft, to: filed, number: request_number}\n"
        "pdfs: {receipt: {title: Receipt, blocks: [references, {answers: [who]}], text: Thank you.}}\n",
        encoding="utf-8",
    )
    made = compile_file(spec)
    letters = Outputs(made, lambda language: Wording(made, language))
    filed = made.evaluate(made.read({"who": "Ada"}), Facts(today=ISSUE.on, named={"request_number": "042"}))
    html = letters.letter("receipt", "en", filed, ISSUE).html
    assert "042" in html
    assert "place-and-date" not in html
    assert "Your answers" in html
    assert "Ada" in html


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("", "In all other cases"),
        ("    when: sure is yes\n", "If the answer to “Are you sure?” is yes, in all other cases"),
    ],
    ids=["for everybody", "for some"],
)
def test_a_last_case_is_no_paper_for_everybody(tmp_path: Path, when: str, said: str) -> None:
    """9"""
    spec = tmp_path / "cases.yaml"
    spec.write_text(CASES.replace("    cases:\n", f"{when}    cases:\n"), encoding="utf-8")
    made = compile_file(spec)
    html = Outputs(made, lambda language: Wording(made, language)).list_of_documents("checklist", "en").html
    assert html.index("Lease") < html.index(said) < html.index("Statement")
