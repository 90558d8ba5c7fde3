"""What somebody does who wants more than a form.

1. No address of ours leads to another host, however it is written.
2. An address with hundreds of parameters is an address like any other.
3. A file that is gone from the store is told with a page, not with half an answer.
4. A form made from a revision that there has not been is refused, and overwrites nothing.
5. What one dossier holds is bounded, also over many forms; what was kept before stays.
6. A form that stops coming is given up.
7. Filing twenty times at once files once, under one number.
8. Markup and placeholders in typed values stay text on every page that shows them.
9. Files and receipts of others cannot be had, nor taken out, by their ids.
10. The name of a file to save holds nothing that a header or a browser would read as more than a name.
11. The folder of everything kept is this user's alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from formgen.web import forms
from formgen.web.replies import download
from tests.web.browser import Browser, Page
from tests.web.papers import pdf
from tests.web.renewing import CHILD, SPOUSE, declared, to_documents, to_family, to_review
from tests.web.test_bad_input import ORIGIN, assert_page

MARKUP = "\"><script>alert(1)</script>'{{ today }}<!--"


def passport(office: Browser) -> str:
    """The address of a file just handed in."""
    to_documents(office)
    office.press("upload", {"has_photo_code": "no"}, {"file:identity::passport": pdf("passport.pdf")})
    return next(each for each in office.page.links if "/handed-in/" in each)


@pytest.mark.parametrize("path", ["//evil.example/", "///evil.example/x", "/%2Fevil.example/", "*"])
def test_no_way_out(hall: Browser, path: str) -> None:
    """Requirement 1."""
    answer = hall.client.get(f"http://testserver{path}?language=en", follow_redirects=False)
    assert not answer.headers.get("location", "/").startswith("//")


def test_many_parameters(hall: Browser) -> None:
    """Requirement 2."""
    assert_page(hall.client.get("/village_hall?" + "a=1&" * 400), 200)
    assert_page(hall.client.get("/village_hall?language=en&" + "a=1&" * 400), 200)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_file_gone_from_the_store(office: Browser, tmp_path: Path, method: str) -> None:
    """Requirement 3."""
    address = passport(office)
    assert office.client.request(method, address).status_code == 200
    kept = [path for path in (tmp_path / "data" / "files").rglob("*") if path.is_file()]
    assert len(kept) == 1
    kept[0].unlink()
    assert office.client.request(method, address).status_code == 503


def test_revision_to_come(hall: Browser) -> None:
    """Requirement 4."""
    hall.open("/village_hall")
    page = hall.press("start")
    hall.press("continue", {"guests": "30"})
    forged = {"guests": "99", "revision": "99", "do": "continue"}
    assert_page(hall.client.post(page.path, data=forged, headers=ORIGIN), 400)
    assert [each.value for each in hall.open(page.path).controls if each.name == "guests"] == ["30"]


def test_dossier_that_swells(office: Browser) -> None:
    """Requirement 5."""
    to_family(office)
    office.press("continue", {"marital_status": "married", **SPOUSE})
    children = office.page.path
    office.press("add:children", {"children?": "yes"})
    first = office.page.path
    office.press("continue", {**CHILD, "family_name": "x" * 700_000})
    office.open(children)
    office.press("add:children", {"children?": "yes"})
    refused = office.press("continue", {**CHILD, "family_name": "y" * 700_000})
    assert refused.status == 413
    assert "too long" in refused.text or "trop longues" in refused.text
    office.open(first)
    assert office.press("continue", CHILD).status == 200


def test_form_that_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requirement 6."""
    monkeypatch.setattr(forms, "SILENCE", 0.05)
    sent: list[dict[str, Any]] = [{"type": "http.request", "body": b"revision=1", "more_body": True}]

    async def receive() -> dict[str, Any]:
        if not sent:
            await asyncio.sleep(30)
        return sent.pop()

    kind = [(b"content-type", b"application/x-www-form-urlencoded")]
    with pytest.raises(forms.BadForm, match="nothing came"):
        asyncio.run(forms.read_form(kind, receive))


def test_twenty_filings(office: Browser, tmp_path: Path) -> None:
    """Requirement 7."""
    page = to_review(office)
    values = {**page.values(), **declared(page), "do": "file"}

    def file(_: int) -> str:
        answer = office.client.post(page.path, data=values, headers=ORIGIN, follow_redirects=False)
        return str(answer.headers.get("location", answer.status_code))

    with ThreadPoolExecutor(20) as threads:
        answers = set(threads.map(file, range(20)))
    assert [each.rpartition("/")[2] for each in answers] == ["confirmation"]
    with sqlite3.connect(tmp_path / "data" / "formgen.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM history WHERE action = 'file'").fetchone() == (1,)
    database.close()


def test_markup_stays_text(office: Browser) -> None:
    """Requirement 8."""
    to_family(office)
    family = office.page.path
    typed = {
        **SPOUSE,
        "spouse.birth_name": MARKUP,
        "spouse.first_names": MARKUP,
        "spouse.union_place": MARKUP,
    }
    pages = [office.press("continue", {"marital_status": "married", **typed}), office.open(family)]
    office.open(pages[0].path)
    office.press("add:children", {"children?": "yes"})
    pages.append(office.press("continue", {**CHILD, "family_name": MARKUP, "given_names": MARKUP}))
    pages.append(office.open(pages[0].path))
    assert any("&lt;script" in each.html or "<script>" in str(each.values()) for each in pages)
    for each in pages:
        assert "<script>alert" not in each.html
    assert [each.value for each in pages[1].controls if each.name == "spouse.birth_name"] == [MARKUP]


def test_files_of_others(
    serve: Callable[..., TestClient], renewal: Procedure, village_hall: Procedure
) -> None:
    """Requirement 9."""
    client = serve(renewal, village_hall)
    owner = Browser(client, "fr")
    address = passport(owner)
    cookies = dict(client.cookies)
    client.cookies.clear()
    thief = Browser(client)
    thief.open("/village_hall")
    page: Page = thief.press("start")
    file = address.rpartition("/")[2]
    own = page.path.rpartition("/")[0]
    for tried in (address, f"{own}/handed-in/{file}", address.replace("tse_ue_renewal", "village_hall")):
        answer = client.get(tried)
        # Whoever is not signed in is asked to, whether there is such a file or not.
        assert answer.status_code == 404 or answer.url.path == "/account/sign-in"
        assert b"%PDF" not in answer.content
    client.post(page.path, data={"revision": "1", "do": f"remove_file:{file}"}, headers=ORIGIN)
    client.cookies.clear()
    client.cookies.update(cookies)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ['a".pdf', "a%22;b%0d%0a.pdf", "a\\b?.pdf", "\u202egpj.pdf", "é.pdf"])
def test_name_to_save(name: str) -> None:
    """Requirement 10."""
    headers = dict(download(b"", "application/pdf", name).headers)
    plain = headers[b"content-disposition"].split(b'"')
    assert len(plain) == 3
    assert not set(plain[1]) & set(b'"%\\?\r\n')


def test_folder_is_private(hall: Browser, tmp_path: Path) -> None:
    """Requirement 11."""
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
