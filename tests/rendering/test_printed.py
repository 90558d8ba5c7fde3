"""The PDFs of the first procedure, printed.

1. Receipt and list of documents are PDF/UA-1, in French and in English (veraPDF).
2. Their text can be read back: title, number, name, date.
3. The same receipt printed twice is the same file.
"""

from __future__ import annotations

import dataclasses
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from formgen.compiler.evaluation import Facts
from formgen.compiler.load import compile_file
from formgen.rendering.outputs import Made, Outputs
from formgen.rendering.pdf.pool import PdfPool
from formgen.rendering.wording import Wording
from tests.rendering.test_outputs import ISSUE, RECORD, SPEC
from tests.tools.verapdf import validate_many

NUMBER = "5901202611240000001"


@pytest.fixture(scope="module")
def made() -> dict[str, Made]:
    procedure = compile_file(SPEC)
    outputs = Outputs(procedure, lambda language: Wording(procedure, language))
    answers = procedure.read({"beneficiary": "myself", "situation": "permit", "address_correct": "yes"})
    facts = Facts(ISSUE.on, ISSUE.on, ISSUE.on, {"permit_register": RECORD}, named={"request_number": NUMBER})
    evaluation = procedure.evaluate(answers, dataclasses.replace(facts))
    found = {}
    for language in ("fr", "en"):
        found[f"receipt-{language}"] = outputs.letter("receipt", language, evaluation, ISSUE)
        found[f"list-{language}"] = outputs.list_of_documents("checklist", language)
    return found


@pytest.fixture(scope="module")
def printed(made: dict[str, Made], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("printed")
    files = {}
    with PdfPool() as pool:
        for name, each in made.items():
            files[name] = folder / f"{name}.pdf"
            files[name].write_bytes(_print(pool, each))
    return files


def _print(pool: PdfPool, each: Made) -> bytes:
    moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    return pool.render_now(each.html, language=each.language, title=each.title, created=moment)


def text_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.java
def test_all_are_accessible(printed: dict[str, Path]) -> None:
    """1"""
    failures = validate_many(list(printed.values()))
    assert not [str(each) for found in failures.values() for each in found]


def test_the_receipt_can_be_read(printed: dict[str, Path]) -> None:
    """2"""
    text = text_of(printed["receipt-fr"])
    for words in ("Confirmation du dépôt", NUMBER, "Aebischer", "24 novembre 2026", "24 mars 2027"):
        assert words in text
    assert "24 November 2026" in text_of(printed["receipt-en"])


def test_the_same_receipt_is_the_same_file(made: dict[str, Made], printed: dict[str, Path]) -> None:
    """3"""
    with PdfPool() as pool:
        assert _print(pool, made["receipt-fr"]) == printed["receipt-fr"].read_bytes()
