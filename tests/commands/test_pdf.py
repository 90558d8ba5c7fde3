"""`formgen pdf`.

1. Every PDF of the project's procedures can be made with invented answers and is PDF/UA-1, in any language.
2. What a decision says of its action's fields is there, and holds by the action's checks.
3. The same again is the same file, in another process with other hashes.
4. Given answers stand in it, those of actions too.
5. An unknown PDF or language: what was probably meant, status 1.
6. Faulty answers: status 1 with what is wrong; an output that cannot be written: status 2.
7. The receipt of the renewal is one sheet, save where the person tells of a mistake in so many words.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from formgen.cli import main
from formgen.commands.pdf import PdfRequest, filled
from formgen.compiler.load import compile_file
from formgen.compiler.sampling import issued
from formgen.rendering.pdf.pool import PdfPool
from tests.compiler.given import procedure_of
from tests.compiler.samples import RENEWAL
from tests.tools.verapdf import validate_many

ROOT = Path(__file__).parents[2]
RENEWAL_FILE = ROOT / "specs" / "tse_ue_renewal.yaml"
SPECS = [RENEWAL_FILE, *sorted((ROOT / "examples").glob("*.yaml"))]


def text_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.java
def test_every_pdf_is_accessible(tmp_path: Path) -> None:
    """1"""
    files = []
    with PdfPool() as pool:
        for spec in SPECS:
            procedure = compile_file(spec)
            for number, name in enumerate(procedure.spec.pdfs):
                language = procedure.languages[number % len(procedure.languages)]
                path = tmp_path / f"{procedure.id}.{name}.{language}.pdf"
                made, created = filled(procedure, PdfRequest(name, path, language=language))
                pdf = pool.render_now(made.html, language=made.language, title=made.title, created=created)
                path.write_bytes(pdf)
                files.append(path)
    assert len(files) > 10
    failures = validate_many(files)
    assert not [f"{path.name}: {each}" for path, found in failures.items() for each in found]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_receipt_is_one_sheet(language: str, tmp_path: Path) -> None:
    """7"""
    with PdfPool() as pool:
        for seed in (0, 1):
            told = issued(RENEWAL, "receipt", seed).evaluation.answers.values
            assert told.get("civil_status_wrong") != "yes"
            made, created = filled(RENEWAL, PdfRequest("receipt", tmp_path, language=language, seed=seed))
            pdf = pool.render_now(made.html, language=made.language, title=made.title, created=created)
            assert len(pikepdf.open(BytesIO(pdf)).pages) == 1, seed


def test_actions_have_happened() -> None:
    """2"""
    for seed in range(4):
        evaluation = issued(RENEWAL, "favourable_decision", seed).evaluation
        new_from, new_until = (evaluation.facts.named[f"accept.{name}"] for name in ("new_from", "new_until"))
        assert new_until > new_from
        assert evaluation.facts.filed_on == evaluation.facts.named["accept.on"]
        assert "refuse.on" not in evaluation.facts.named
    named = issued(RENEWAL, "complement_receipt").evaluation.facts.named
    assert 15 <= named["request_documents.days_to_reply"].days <= 90
    assert "reply.on" in named


def test_checks_of_an_action_hold() -> None:
    """2"""
    procedure = procedure_of(
        "name: {title: N, fields: {name: {type: text, label: N}}}",
        """
        workflow:
          states: {draft: Draft, filed: Filed, granted: {label: Granted, final: true}}
          actions:
            file: {by: applicant, from: draft, to: filed}
            withdraw: {by: applicant, from: any open, to: granted}
            grant:
              by: agent
              from: filed
              to: granted
              fields:
                amount: {type: money, label: A, checks: [{must: amount between 77 and 78, message: M}]}
                since: {type: date, label: S, checks: [{must: since >= today + 1 year, message: M}]}
              produce: letter
              send: letter_sent
        roles: {agent: {}}
        messages: {letter_sent: {mail: {subject: S, text: T}}}
        pdfs: {letter: {title: L, text: "You get {{ grant.amount }}."}}
        """,
    )
    for seed in range(3):
        named = issued(procedure, "letter", seed).facts.named
        assert 77 <= named["grant.amount"] <= 78
        assert named["grant.since"].year > 2026
        assert "withdraw.on" not in named


def test_a_decision_can_be_read(tmp_path: Path) -> None:
    """2"""
    path = tmp_path / "refusal.pdf"
    assert main(["pdf", str(RENEWAL_FILE), "refusal", "-o", str(path), "--seed", "3"]) == 0
    text = text_of(path)
    reasons = issued(RENEWAL, "refusal", 3).facts.named["refuse.legal_reasons"]
    assert " ".join(reasons.split()) in " ".join(text.split())
    assert "24 novembre 2026" in text


def test_the_same_again(tmp_path: Path) -> None:
    """3"""
    found = []
    for hashes in ("1", "2"):
        path = tmp_path / f"{hashes}.pdf"
        subprocess.run(
            [sys.executable, "-m", "formgen.cli", "pdf", RENEWAL_FILE, "receipt", "-o", path],
            env={**os.environ, "PYTHONHASHSEED": hashes},
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        found.append(path.read_bytes())
    assert found[0] == found[1]


def test_given_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """4"""
    answers, path = tmp_path / "answers.json", tmp_path / "decision.pdf"
    given = {"answers": {"birth_name": "Zwinglius"}, "actions": {"accept": {"fee": "225.50"}}}
    answers.write_text(json.dumps(given), encoding="utf-8")
    asked = ["pdf", str(RENEWAL_FILE), "favourable_decision", "-o", str(path), "--answers", str(answers)]
    assert main(asked) == 0
    assert capsys.readouterr().out == f"{path}: Attestation de décision favorable\n"
    text = text_of(path)
    assert "Zwinglius" in text
    assert "225,50" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("receit",), "Did you mean `receipt`?"),
        (("zzz",), "It has: checklist, receipt"),
        (("receipt", "--language", "de"), "It has: fr, en"),
    ],
)
def test_unknown_names(
    arguments: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """5"""
    path = tmp_path / "out.pdf"
    assert main(["pdf", str(RENEWAL_FILE), *arguments, "-o", str(path)]) == 1
    assert told in capsys.readouterr().err
    assert not path.exists()


def test_faulty_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """6"""
    answers, path = tmp_path / "answers.json", tmp_path / "out.pdf"
    answers.write_text('{"union_date": "2031-01-01"}', encoding="utf-8")
    asked = ["pdf", str(RENEWAL_FILE), "receipt", "-o", str(path), "--answers", str(answers)]
    assert main(asked) == 1
    told = capsys.readouterr().err
    assert "union_date" in told
    assert not path.exists()


def test_an_output_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """6"""
    path = tmp_path / "no" / "folder.pdf"
    assert main(["pdf", str(RENEWAL_FILE), "checklist", "-o", str(path)]) == 2
    assert str(path) in capsys.readouterr().err
