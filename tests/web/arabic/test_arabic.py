"""A procedure written in Arabic, from its first page to the receipt: a language from right to left.

1. Pages say their language and direction, and speak Arabic throughout: the author's words and formgen's.
2. Dates, amounts of money, nationalities and plurals are written as readers of Arabic do.
3. Errors are told in Arabic, at the field and in the title.
4. The receipt is a PDF in Arabic whose lines run from right to left, and PDF/UA-1.
5. The portal is offered in Arabic where a procedure speaks it, and only there.
6. What is typed is shown in its own direction; addresses of mail and numbers of telephone from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from starlette.testclient import TestClient

import formgen
from formgen.compiler.procedure import Procedure
from tests.tools.programs import output_of, program
from tests.tools.verapdf import validate_many
from tests.web.browser import Browser, Page
from tests.web.papers import pdf

HERE = Path(__file__).parent
LATIN = re.compile(r"[A-Za-z]{3,}")
ALLOWED = {
    *("PDF", "JPG", "PNG", "WCAG", "bill", "pdf"),
    *("formgen", "English", "Français", "library", "example", "org"),
}
"""Latin words that an Arabic page may hold: formats, files, names, addresses."""


@pytest.fixture(scope="module")
def library() -> Procedure:
    return formgen.load(HERE / "library_card.yaml")


@pytest.fixture
def reader(serve: Callable[..., TestClient], library: Procedure) -> Browser:
    """A browser of somebody who reads Arabic."""
    return Browser(serve(library), language="ar")


def latin(page: Page) -> set[str]:
    """Latin words of a page that nobody has typed and that are no names of formats."""
    shown = re.sub(r"<(style|script|svg).*?</\1>", "", page.html, flags=re.DOTALL)
    return set(LATIN.findall(re.sub(r"<[^>]*>", " ", shown))) - ALLOWED


def identity(**changed: str) -> dict[str, str]:
    typed = {
        "name": "ليلى بن عمر",
        "birth_date.day": "7",
        "birth_date.month": "3",
        "birth_date.year": "1984",
        "nationality": "TUN",
        "reader_kind": "adult",
    }
    return typed | changed


def begun(reader: Browser) -> Page:
    reader.open("/library_card")
    return reader.press("start")


def reviewed(reader: Browser) -> Page:
    begun(reader)
    reader.press("continue", identity())
    reader.press("upload", files={"file:proof_of_home::bill": pdf("bill.pdf")})
    day = {"day": "1", "month": "11", "year": "2026"}
    dated = {f"dated:proof_of_home::bill.{part}": typed for part, typed in day.items()}
    at_home = {"income": "1250,500", "at_address_since.month": "9", "at_address_since.year": "2019"}
    return reader.press("continue", at_home | dated)


def test_pages(reader: Browser) -> None:  # 1, 6
    page = begun(reader)
    assert '<html lang="ar" dir="rtl">' in page.html
    assert "الخطوة 1 من" in page.text
    assert latin(page) == set()
    assert 'dir="auto"' in page.html
    assert '<a dir="ltr" href="mailto:library@example.org">' in page.html


def test_errors(reader: Browser) -> None:  # 3
    begun(reader)
    page = reader.press("continue", identity(**{"birth_date.day": "31", "birth_date.month": "2", "name": ""}))
    assert page.status == 422
    assert "<title>خطأ:" in page.html
    assert "هناك إجابتان يجب تصحيحهما" in page.text
    assert "أدخل «الاسم واللقب»." in page.text
    assert latin(page) == set()


def test_review(reader: Browser) -> None:  # 2
    page = reviewed(reader)
    assert page.name == "review", page.text
    assert "7 مارس 1984" in page.text
    assert "تونس" in page.text
    assert "1,250.500" in page.text
    assert "د.ت." in page.text
    assert latin(page) == set()


@pytest.mark.java
def test_receipt(reader: Browser, tmp_path: Path) -> None:  # 4
    reviewed(reader)
    done = reader.press("file", {"declarations.truthful": "yes"})
    assert done.name == "confirmation", done.text
    # Groups of digits follow each other from the left, whatever the page does.
    assert 'class="number"><bdi class="grouped">' in done.html
    link = next(each for each in done.links if each.endswith("receipt.pdf"))
    receipt = tmp_path / "receipt.pdf"
    receipt.write_bytes(reader.client.get(link).content)
    with pikepdf.open(receipt) as document:
        assert str(document.Root.Lang) == "ar"
    assert validate_many([receipt])[receipt] == []
    boxes = output_of(program("pdftotext"), "-bbox", receipt, "-")
    width = float(re.findall(r'<page width="([0-9.]+)"', boxes)[0])
    # pdftotext gives the letters of a word as they stand from the left.
    words = re.findall(r'xMin="([0-9.]+)" yMin="[0-9.]+" xMax="([0-9.]+)" yMax="[0-9.]+">([^<]+)<', boxes)
    places = {word[::-1]: (float(left), float(right)) for left, right, word in reversed(words)}
    assert width - places["الهوية"][1] < width / 6
    # What is asked stands right of its answer.
    assert places["واللقب"][0] > places["عمر"][1]


def test_portal(reader: Browser, hall: Browser) -> None:  # 5
    page = reader.open("/")
    assert '<html lang="ar" dir="rtl">' in page.html
    assert "ما الذي تريد القيام به؟" in page.text
    assert "English" in page.text
    assert "العربية" not in hall.open("/").text
