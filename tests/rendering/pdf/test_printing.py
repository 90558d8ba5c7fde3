"""HTML to PDF/UA-1.

1. Each layout, in each language and length, is PDF/UA-1 for veraPDF, an attachment included.
2. The same input gives the same bytes, in one worker and in two.
3. Title, language and date are those that the caller gave.
4. Headings never skip a level.
5. An image without an alternative text is reported.
6. What is no HTML at all still gives a document or a failure, never a hung worker.
"""

from __future__ import annotations

import logging
from pathlib import Path

import pikepdf
import pytest

from formgen.rendering.pdf.attachments import Attachment
from formgen.rendering.pdf.checklist import document_list_html
from formgen.rendering.pdf.letter import letter_html
from formgen.rendering.pdf.pool import PdfPool
from tests.rendering.pdf import samples
from tests.tools.verapdf import validate_many

LETTERS = {name: getattr(samples, name)() for name in ("receipt", "refusal", "long_names", "arabic")}


def printed_letter(pool: PdfPool, name: str) -> bytes:
    letter = LETTERS[name]
    html = letter_html(letter)
    return pool.render_now(html, language=letter.language, title=letter.title, created=samples.ISSUED)


def tags_of(node: pikepdf.Object) -> list[str]:
    """The structure elements in reading order."""
    if isinstance(node, pikepdf.Array):
        return [tag for kid in node for tag in tags_of(kid)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [str(node.S)] if "/S" in node else []
    return own + (tags_of(node.K) if "/K" in node else [])


@pytest.mark.java
def test_every_layout_is_pdfua(pool: PdfPool, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:  # 1
    documents = {name: printed_letter(pool, name) for name in LETTERS}
    listed = samples.checklist()
    documents["checklist"] = pool.render_now(document_list_html(listed), language="fr", title=listed.title)
    documents["attachment"] = pool.render_now(
        letter_html(LETTERS["receipt"]),
        language="fr",
        title="Récépissé",
        attachments=[Attachment("demande.json", "Les réponses données", b"{}")],
    )
    paths = []
    for name, pdf in documents.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(pdf)
    failures = {path.stem: list(map(str, found)) for path, found in validate_many(paths).items()}
    assert failures == {name: [] for name in documents}
    assert [record.getMessage() for record in caplog.records if record.name == "formgen.pdf"] == []


def test_same_input_same_bytes(pool: PdfPool) -> None:  # 2
    first = printed_letter(pool, "receipt")
    printed_letter(pool, "arabic")
    assert printed_letter(pool, "receipt") == first
    with PdfPool() as other:
        assert printed_letter(other, "receipt") == first


def test_metadata_is_the_callers(pool: PdfPool, tmp_path: Path) -> None:  # 3
    (tmp_path / "letter.pdf").write_bytes(printed_letter(pool, "arabic"))
    with pikepdf.open(tmp_path / "letter.pdf") as document:
        assert str(document.Root.Lang) == "ar"
        assert str(document.docinfo["/Title"]) == LETTERS["arabic"].title
        assert str(document.docinfo["/CreationDate"]).startswith("D:20221017083000")


def test_headings_never_skip_a_level(pool: PdfPool, tmp_path: Path) -> None:  # 4
    html = "<html lang='en'><body><h2>a</h2><h5>b</h5><h6>c</h6><h2>d</h2><h4>e</h4></body></html>"
    (tmp_path / "headings.pdf").write_bytes(pool.render_now(html, language="en", title="Headings"))
    with pikepdf.open(tmp_path / "headings.pdf") as document:
        tags = [tag for tag in tags_of(document.Root.StructTreeRoot) if tag[:2] == "/H"]
    assert tags == ["/H1", "/H2", "/H3", "/H2", "/H3"]


def test_facts_are_a_table_with_headers(pool: PdfPool, tmp_path: Path) -> None:  # 1
    (tmp_path / "receipt.pdf").write_bytes(printed_letter(pool, "receipt"))
    with pikepdf.open(tmp_path / "receipt.pdf") as document:
        tags = tags_of(document.Root.StructTreeRoot)
    receipt = LETTERS["receipt"]
    assert tags.count("/TH") == tags.count("/TD") == len(receipt.references) + len(receipt.identity)
    assert tags.count("/Figure") == 1
    assert tags.count("/LI") == 2


def test_an_image_without_words_is_reported(pool: PdfPool, caplog: pytest.LogCaptureFixture) -> None:  # 5
    html = letter_html(LETTERS["receipt"]).replace("alt=", "data-alt=")
    with caplog.at_level(logging.WARNING, "formgen.pdf"):
        pool.render_now(html, language="fr", title="Mute")
    assert "no required alt description" in caplog.text


@pytest.mark.parametrize("html", ["", "\0", "<", "<!-- ", "\ud7ff\U0001f600", "<p>" * 200])
def test_what_is_no_html_is_printed_too(pool: PdfPool, html: str) -> None:  # 6
    assert pool.render_now(html, language="en", title="Odd").startswith(b"%PDF-")
