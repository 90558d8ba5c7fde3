"""The veraPDF harness itself.

1. A document with title, language, tags and alternatives is PDF/UA-1.
2. Each of these missing is found, so that an empty list of failures means something.
3. What is no PDF is a failure of that file and does not hide the others.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from weasyprint import HTML

from tests.tools.verapdf import Failure, validate_many

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
    "rkJggg=="
)
CONFORMING = (
    f'<html lang="fr"><head><title>Récépissé</title></head><body><h1>Récépissé</h1><p>Un texte.</p>'
    f'<img alt="Un point" src="{PIXEL}"></body></html>'
)


def pdf(folder: Path, html: str, variant: str | None = "pdf/ua-1") -> Path:
    path = folder / "document.pdf"
    HTML(string=html).write_pdf(path, pdf_variant=variant)
    return path


def clauses(failures: list[Failure]) -> set[tuple[str, int]]:
    return {(failure.clause, failure.test) for failure in failures}


def test_a_conforming_document_passes(
    tmp_path: Path, validate_pdfua: Callable[[Path], list[Failure]]
) -> None:
    """Requirement 1."""
    assert validate_pdfua(pdf(tmp_path, CONFORMING)) == []


@pytest.mark.parametrize(
    ("present", "variant", "clause"),
    [
        ("<title>Récépissé</title>", "pdf/ua-1", ("7.1", 9)),
        (' lang="fr"', "pdf/ua-1", ("7.2", 29)),
        ('alt="Un point" ', "pdf/ua-1", ("7.3", 1)),
        ("", None, ("7.1", 11)),
    ],
    ids=["title", "language", "alternative", "tags"],
)
def test_what_is_missing_is_found(
    tmp_path: Path,
    validate_pdfua: Callable[[Path], list[Failure]],
    present: str,
    variant: str | None,
    clause: tuple[str, int],
) -> None:
    """Requirement 2."""
    failures = validate_pdfua(pdf(tmp_path, CONFORMING.replace(present, ""), variant))
    assert clause in clauses(failures)


def test_what_is_no_pdf_fails_alone(tmp_path: Path) -> None:
    """Requirement 3."""
    good = pdf(tmp_path, CONFORMING)
    text = tmp_path / "text.pdf"
    text.write_text("not a PDF", encoding="utf-8")
    verdicts = validate_many([text, good])
    assert clauses(verdicts[text]) == {("parse", 0)}
    assert verdicts[good] == []
