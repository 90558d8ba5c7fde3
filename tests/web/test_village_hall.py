"""The smallest procedure from the portal to the receipt.

1. The portal offers it; starting leads to its first page; what is answered is kept.
2. A question that other answers call for is asked at once, and its document with it.
3. The review shows the answers; a change comes back to it.
4. Filing gives a number; the confirmation lets the receipt be downloaded, the same bytes each time.
5. The code on the receipt leads to a page that tells the number and the date, and nothing else.
6. A spec without a workflow draws a reference that can be read aloud.
7. After filing, every page leads to the confirmation.
"""

from __future__ import annotations

import io
import re
import sqlite3
from pathlib import Path

import pikepdf

from tests.web.browser import Browser
from tests.web.papers import pdf


def begin(browser: Browser) -> None:
    browser.open("/village_hall")
    browser.press("start")
    assert browser.page.name == "guests"


def test_small_party(hall: Browser) -> None:
    """Requirements 1, 3, 4, 6 and 7."""
    portal = hall.open("/")
    assert portal.status == 200
    assert "/village_hall" in portal.links
    begin(hall)
    review = hall.press("continue", {"guests": "30"})
    assert review.name == "review"
    assert "30" in review.text
    change = next(link for link in review.links if "back=review" in link)
    hall.open(change)
    review = hall.press("continue", {"guests": "31"})
    assert review.name == "review"
    assert "31" in review.text
    done = hall.press("file")
    assert done.name == "confirmation"
    assert re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", done.text)
    receipt = next(link for link in done.links if link.endswith("receipt.pdf"))
    first, second = hall.client.get(receipt), hall.client.get(receipt)
    assert first.headers["content-type"] == "application/pdf"
    assert first.content == second.content
    with pikepdf.open(io.BytesIO(first.content)) as document:
        assert len(document.pages) == 1
    root = done.path.removesuffix("/confirmation")
    for address in (root, f"{root}/guests", f"{root}/review", f"{root}/no-further"):
        assert hall.open(address).name == "confirmation"


def test_large_party(hall: Browser) -> None:
    """Requirement 2."""
    begin(hall)
    page = hall.press("continue", {"guests": "80"})
    assert page.status == 422
    assert "Insurance certificate" in page.text
    key = "file:insurance::provided"
    page = hall.press("upload", files={key: pdf("insurance.pdf")})
    assert page.status == 200
    assert "insurance.pdf" in page.text
    assert hall.press("continue").name == "review"
    assert "insurance.pdf" in hall.page.text
    assert hall.press("file").name == "confirmation"


def test_number_page(hall: Browser, tmp_path: Path) -> None:
    """Requirement 5."""
    begin(hall)
    hall.press("continue", {"guests": "30"})
    done = hall.press("file")
    receipt = next(link for link in done.links if link.endswith("receipt.pdf"))
    assert hall.client.get(receipt).status_code == 200
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        ((code, number),) = database.execute(
            "SELECT check_code, number FROM issued JOIN dossiers ON dossiers.id = issued.dossier"
        ).fetchall()
    stranger = Browser(hall.client)
    stranger.client.cookies.clear()
    page = stranger.open(f"/check/{code}")
    assert page.status == 200
    assert number in page.text
    assert "24 November 2026" in page.text
    assert "village hall" not in page.text.lower()
    assert stranger.open(f"/check/{code[:-1]}").status == 404
