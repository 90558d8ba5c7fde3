"""`procedure.md`.

1. Every question, option, document, paper, declaration, state, action, message and PDF of a procedure is in
   it, by the words that people read, in each of its languages.
2. Conditions, checks, defaults and bounds stand where they count, in sentences.
3. What stands for a value in a text is called by its name; conditional passages by their condition.
4. No id, no placeholder and no mark of YAML is left in it, save what names files, forms and procedures.
5. It is Markdown: lists nest under what they belong to, texts of the author stand as quotations.
6. The same procedure gives the same text.
7. What a procedure lacks has no heading.
8. A theme may have a template of its own.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from formgen.compiler.load import compile_file
from formgen.compiler.procedure import Procedure
from formgen.rendering.docs import procedure_document
from formgen.rendering.wording import Wording
from tests.compiler.given import procedure_of

ROOT = Path(__file__).parents[3]
CARD = compile_file(ROOT / "specs" / "tse_ue_renewal.yaml")
HEATING = compile_file(ROOT / "examples" / "heating_help.yaml")
HALL = compile_file(ROOT / "examples" / "village_hall.yaml")
EACH = [(procedure, language) for procedure in (CARD, HEATING, HALL) for language in procedure.languages]
NAMED = [f"{procedure.id}-{language}" for procedure, language in EACH]


def plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)


@pytest.mark.parametrize(("procedure", "language"), EACH, ids=NAMED)
def test_everything_is_told(procedure: Procedure, language: str) -> None:  # 1
    document = procedure_document(procedure, language)
    wording = Wording(procedure, language)
    frame = list(procedure.plan.template)
    spec = procedure.spec
    texts: list[Any] = [each.spec.label for each in procedure.fields.values() if each.type_name != "note"]
    texts += [each.spec.title for each in procedure.documents.values()]
    for paper in procedure.documents.values():
        texts += [each.title for each in paper.alternatives.values()]
        texts += [said.label for said in paper.said.values()]
    texts += [each.spec.text for each in procedure.declarations.values()]
    texts += [stop.spec.title for page in procedure.pages.values() for stop in page.stops]
    if spec.workflow is not None:
        texts += [state.label for state in spec.workflow.states.values()]
        texts += [action.label for action in spec.workflow.actions.values()]
    texts += [pdf.title for pdf in spec.pdfs.values()]
    missing = []
    for text in filter(None, texts):
        compiled = wording.text(text, procedure.scope) if "{{" not in getattr(text, "value", "") else None
        if compiled is not None and compiled.text(frame) not in document:
            missing.append(compiled.text(frame))
    assert missing == []
    for field in procedure.fields.values():
        if len(field.options) <= 20:
            for option in field.options.values():
                assert wording.option(field, option) in document


@pytest.mark.parametrize(
    "line",
    [
        "Cette page ne paraît que si « Demande faite » est « Pour une personne que je représente ».",
        "- Posée si « Logement » est « Chez un particulier ».",
        "- Lue dans le registre des titres de séjour, sans pouvoir être changée.",
        "- Si « Logement » est « À l’hôtel » : tous ces documents :",
        "- Daté de moins de 6 mois ; plus ancien, il est signalé sans bloquer.",
        "- Un document pour chaque période de 6 mois, en remontant 5 ans.",
        "- 1 document suffit, toutes périodes confondues.",
        "- De tout état qui n’est pas final à l’état « Retirée ».",
        "- Dans l’état « Déposée », qui ne change pas.",
        "- Réponse proposée : « Nouvelle carte valable à partir du » plus 10 ans moins 1 jour",
        "- Demande dans l’état « Brouillon » : effacée 30 jours après le dernier enregistrement.",
        "- Acceptée : état final",
        "- sinon : « 9901 »",
    ],
)
def test_sentences_stand_where_they_count(line: str) -> None:  # 2
    lines = [each.strip() for each in plain(procedure_document(CARD, "fr")).splitlines()]
    assert line in lines


def test_stops_and_deadlines() -> None:  # 2
    document = plain(procedure_document(CARD, "fr"))
    assert (
        "- La démarche s’arrête si « Demande » est « Un duplicata ». "
        "La personne lit : « Une autre démarche convient ». Elle est dirigée vers `permit_duplicate`.\n"
    ) in document
    assert (
        "- Dans l’état « Complément attendu », « Délai de réponse » après l’ouverture du message "
        "« Complétez votre demande » : l’action « Reprendre l’examen sans réponse » se fait d’elle-même. "
        "Un message jamais ouvert compte comme ouvert après 3 mois.\n"
    ) in document


def test_placeholders_by_name() -> None:  # 3
    document = plain(procedure_document(CARD, "fr"))
    assert "> Votre demande ‹Numéro de demande› est acceptée." in document
    assert "[si « Taxe à payer » dépasse 0 € : Vous paierez alors une taxe de ‹Taxe à payer›.]" in document
    assert "‹le numéro d’ordre, sur 7 chiffres›" in document
    assert "we may pay **‹Help that you may get›**" in procedure_document(HEATING, "en")


@pytest.mark.parametrize(("procedure", "language"), EACH, ids=NAMED)
def test_no_ids(procedure: Procedure, language: str) -> None:  # 4
    document = re.sub(
        r"`[^`]*`|“[^”]*”\.|«\u00a0eu_permanent\u00a0»", "", procedure_document(procedure, language)
    )
    assert "{{" not in document
    assert not re.findall(r"\b[a-z]+_[a-z_]+\b", re.sub(r"https?://\S+", "", document))
    assert "None" not in document


@pytest.mark.parametrize(("procedure", "language"), EACH, ids=NAMED)
def test_it_is_markdown(procedure: Procedure, language: str) -> None:  # 5
    document = procedure_document(procedure, language)
    tokens = MarkdownIt("commonmark", {"html": False}).parse(document)
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings.count("h1") == 1
    assert "h2" in headings
    # Headings of the author stand within quotations and are no headings of the document.
    assert "code_block" not in {token.type for token in tokens}
    assert not re.search(r"\n{3}|[ \t]\n", document)


def test_lists_nest() -> None:  # 5
    document = procedure_document(CARD, "fr")
    option = document.index("\n  - Chez un particulier\n")
    assert document[option:].splitlines()[2].startswith("    - **Nom de la personne qui vous héberge**")


def test_what_follows_a_word_said_stands_below_it() -> None:  # 5
    procedure = procedure_of(
        """
        who:
          title: Who
          fields:
            kind:
              type: choice
              label: Kind
              options: {dog: Dog, other: {label: Another, then_ask: {which: {type: text, label: Which one}}}}
              or_say: {other: {label: None of these, then_ask: {how_so: {type: text, label: How so}}}}
        """
    )
    lines = procedure_document(procedure, "en").splitlines()
    option, said = lines.index("  - Another"), lines.index("  - Or answer: None of these")
    assert lines[option + 1].startswith("    - **Which one**")
    assert lines[said + 1].startswith("    - **How so**")
    assert sum("**How so**" in line for line in lines) == 1


def test_marks_of_markdown_in_a_label(tmp_path: Path) -> None:  # 5
    procedure = procedure_of(
        'who:\n  title: "Form *A* <b>"\n  fields:\n    name: {type: text, label: "Name_ [here](/x) `now`"}\n'
    )
    document = procedure_document(procedure, "en")
    inline = [each for each in MarkdownIt("commonmark").parse(document) if each.type == "inline"]
    assert any(each.content.endswith("Form \\*A\\* \\<b>") for each in inline)
    kinds = {child.type for each in inline for child in each.children or ()}
    assert "link_open" not in kinds
    assert "html_inline" not in kinds
    assert "Form *A* <b>" in MarkdownIt("commonmark").render(document).replace("&lt;", "<").replace(
        "&gt;", ">"
    )


def test_the_same_text(tmp_path: Path) -> None:  # 6
    again = compile_file(ROOT / "specs" / "tse_ue_renewal.yaml")
    assert procedure_document(again, "fr") == procedure_document(CARD, "fr")


def test_what_is_lacking_has_no_heading() -> None:  # 7
    document = procedure_document(HALL, "en")
    assert "## Review and filing" in document
    for heading in ("The life of a request", "Rules and calculations", "Messages", "Before the start"):
        assert heading not in document


def test_a_theme(tmp_path: Path) -> None:  # 8
    (tmp_path / "procedure.md").write_text("Only {{ title }}\n", "utf-8")
    assert procedure_document(HALL, "en", [tmp_path]) == "Only Borrow the village hall\n"
