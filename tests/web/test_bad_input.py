"""Bad input: a clear page with a fitting status, no traceback, nothing lost.

1. A foreign dossier, an unknown page, an unknown procedure: 404, the same whether it exists or not.
2. A form from another site, or from nowhere: 403. A wrong host: 400. A wrong method: 405. No form: 415.
3. Too large: 413, before and while it is read. Cut off: 400. Not UTF-8: 400. Too many controls: 400.
4. A forged option, a forged button, a missing revision change nothing.
5. A file that is not what it must be is refused with words; the rest of the page is kept.
6. Every answer carries the headers of security; the cookie is HttpOnly, SameSite, Secure behind TLS.
7. A page that the answers do not lead to leads to the one that is due, with a notice.
8. A fault of ours is a page without its inside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser, Page
from tests.web.papers import pdf

ORIGIN = {"origin": "http://testserver"}
FORM = {**ORIGIN, "content-type": "application/x-www-form-urlencoded"}
HTML = "text/html; charset=utf-8"


@pytest.fixture
def guests(hall: Browser) -> Page:
    """The first page of a dossier."""
    hall.open("/village_hall")
    return hall.press("start")


def assert_page(answer: Any, status: int) -> None:
    """A whole page of ours."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == HTML
    assert "<h1" in answer.text
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def kept(hall: Browser, page: Page) -> list[str]:
    """What the page holds now."""
    return [each.value for each in hall.open(page.path).controls if each.name == "guests"]


def test_foreign_dossier(hall: Browser, guests: Page) -> None:
    """Requirement 1."""
    hall.press("continue", {"guests": "30"})
    token = dict(hall.client.cookies)
    hall.client.cookies.clear()
    assert_page(hall.client.get(guests.path), 404)
    hall.open("/village_hall")
    hall.press("start")
    root = guests.path.removesuffix("/guests")
    for end in ("", "/guests", "/review", "/confirmation", "/handed-in/x", "/issued-pdfs/receipt.pdf"):
        foreign, unknown = hall.client.get(root + end), hall.client.get(f"/village_hall/{'x' * 43}{end}")
        assert_page(foreign, 404)
        assert foreign.text == unknown.text
    answer = hall.client.post(guests.path, data={"guests": "99", "revision": "1"}, headers=ORIGIN)
    assert_page(answer, 404)
    hall.client.cookies.clear()
    hall.client.cookies.update(token)
    assert kept(hall, guests) == ["30"]


@pytest.mark.parametrize(
    "address",
    ["/nothing", "/village_hall/{}/nothing", "/village_hall/{}/a/b/c/d/e/f", "/assets/x.css", "/%00"],
)
def test_unknown_page(hall: Browser, guests: Page, address: str) -> None:
    """Requirement 1."""
    assert_page(hall.client.get(address.format(guests.path.split("/")[2])), 404)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"referer": "https://elsewhere.example/x"},
        {**ORIGIN, "sec-fetch-site": "cross-site"},
        {},
    ],
)
def test_cross_site(hall: Browser, guests: Page, headers: dict[str, str]) -> None:
    """Requirement 2."""
    answer = hall.client.post(guests.path, data={"guests": "9", "revision": "1"}, headers=headers)
    assert_page(answer, 403)
    assert kept(hall, guests) == [""]


@pytest.mark.parametrize(
    "headers", [ORIGIN, {"referer": "http://testserver/x"}, {"sec-fetch-site": "same-origin"}]
)
def test_same_site(hall: Browser, guests: Page, headers: dict[str, str]) -> None:
    """Requirement 2: the control of the test above."""
    answer = hall.client.post(guests.path, data={"guests": "9", "revision": "1"}, headers=headers)
    assert answer.url.path.endswith("/review")


def test_host_and_method(hall: Browser, guests: Page) -> None:
    """Requirement 2."""
    assert_page(hall.client.get("/", headers={"host": "elsewhere.example"}), 400)
    assert_page(hall.client.request("PUT", guests.path, headers=ORIGIN), 405)
    assert_page(hall.client.post("/", headers=FORM), 405)
    assert hall.client.head(guests.path).status_code == 200
    answer = hall.client.post(
        guests.path, content=b"{}", headers={**ORIGIN, "content-type": "application/json"}
    )
    assert_page(answer, 415)


def test_too_large(hall: Browser, guests: Page) -> None:
    """Requirement 3."""
    body = b"revision=1&guests=" + b"9" * 1_100_000

    def pieces() -> Iterator[bytes]:
        yield body[:500_000]
        yield body[500_000:]

    assert_page(hall.client.post(guests.path, content=body, headers=FORM), 413)
    assert_page(hall.client.post(guests.path, content=pieces(), headers=FORM), 413)
    assert kept(hall, guests) == [""]


BOUNDARY = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
WHOLE = BOUNDARY % (b"revision", b"1") + BOUNDARY % (b"guests", b"20") + b"--b--\r\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"revision=1&guests=%ff", "application/x-www-form-urlencoded"),
        (b"revision=1&guests=\xff", "application/x-www-form-urlencoded"),
        (b"guests=20", "application/x-www-form-urlencoded"),
        (b"revision=-1&guests=20", "application/x-www-form-urlencoded"),
        (b"revision=1&guests=20&do=explode", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=%d" % n for n in range(3000)), "application/x-www-form-urlencoded"),
        (WHOLE.removesuffix(b"--b--\r\n"), "multipart/form-data; boundary=b"),
        (WHOLE[:60], "multipart/form-data; boundary=b"),
        (WHOLE.replace(b"20", b"\xff\xfe"), "multipart/form-data; boundary=b"),
        (WHOLE, "multipart/form-data"),
        (b"nothing of the kind", "multipart/form-data; boundary=b"),
    ],
)
def test_malformed(hall: Browser, guests: Page, content: bytes, kind: str) -> None:
    """Requirements 3 and 4."""
    answer = hall.client.post(guests.path, content=content, headers={**ORIGIN, "content-type": kind})
    assert_page(answer, 400)


def test_whole_multipart(hall: Browser, guests: Page) -> None:
    """Requirement 3: the control of the test above."""
    headers = {**ORIGIN, "content-type": "multipart/form-data; boundary=b"}
    assert hall.client.post(guests.path, content=WHOLE, headers=headers).url.path.endswith("/review")


def test_cut_off_by_its_length(hall: Browser, guests: Page) -> None:
    """Requirement 3."""
    headers = {**FORM, "content-length": "500"}
    assert_page(hall.client.post(guests.path, content=b"revision=1&guests=20", headers=headers), 400)


def test_forged_answers(office: Browser) -> None:
    """Requirement 4."""
    office.open("/tse_ue_renewal")
    page = office.press("start")
    data = {"beneficiary": "the_king", "revision": "1", "do": "continue"}
    answer = office.client.post(page.path, data=data, headers=ORIGIN)
    assert_page(answer, 422)
    both = "beneficiary=myself&beneficiary=someone_else&first_names=Forged&revision=2&do=continue"
    assert office.client.post(page.path, content=both, headers=FORM).status_code == 200


def test_refused_file(hall: Browser, guests: Page) -> None:
    """Requirement 5."""
    page = hall.press("continue", {"guests": "80"})
    control = "file:insurance::provided"
    for sent in (
        ("cv.pdf", b"%PDF-1.7 <html>", "application/pdf"),
        ("x.exe", b"MZ\0", "application/pdf"),
        ("e.pdf", b"", "application/pdf"),
    ):
        page = hall.press("upload", {"guests": "81"}, {control: sent})
        assert page.status == 422
        assert sent[0] in page.text
        assert [each.value for each in page.controls if each.name == "guests"] == ["81"]
    page = hall.press("upload", None, {control: pdf("good.pdf")})
    assert page.status == 200
    remove = next(each for each in page.buttons if each.startswith("remove_file:"))
    assert "good.pdf" in page.text
    page = hall.press(remove)
    assert "good.pdf" not in page.text.replace("good.pdf was removed", "")
    assert hall.press("continue").status == 422


def test_file_for_a_paper_that_is_not_asked(hall: Browser, guests: Page) -> None:
    """Requirement 4."""
    name, content, kind = pdf("stray.pdf")
    answer = hall.client.post(
        guests.path,
        data={"guests": "10", "revision": "1", "do": "upload"},
        files={
            "file:insurance::provided": (name, content, kind),
            "file:no:such:paper": (name, content, kind),
        },
        headers=ORIGIN,
    )
    assert answer.status_code == 200
    assert "stray.pdf" not in answer.text


def test_not_due(office: Browser) -> None:
    """Requirement 7."""
    office.open("/tse_ue_renewal")
    page = office.press("start")
    root = page.path.removesuffix("/beneficiary")
    for name in ("family", "review", "confirmation", "preamble", "identify"):
        page = office.open(f"{root}/{name}")
        assert page.name == "beneficiary"
    page = office.open(f"{root}/family")
    assert "Répondez d’abord" in page.text


def test_cookie(serve: Callable[..., TestClient], village_hall: Procedure) -> None:
    """Requirement 6."""
    plain = serve(village_hall)
    cookie = plain.post(
        "/village_hall", data={"do": "start"}, headers=ORIGIN, follow_redirects=False
    ).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_cookie_behind_tls(serve: Callable[..., TestClient], village_hall: Procedure) -> None:
    """Requirement 6."""
    client = serve(village_hall, secure_cookies=True, base_url="https://service.example")
    headers = {"origin": "https://service.example", "host": "service.example"}
    answer = client.post("/village_hall", data={"do": "start"}, headers=headers, follow_redirects=False)
    assert answer.headers["set-cookie"].startswith("__Host-formgen=")
    assert "; Secure" in answer.headers["set-cookie"]
    assert "max-age" in answer.headers["strict-transport-security"]


def test_headers(hall: Browser, guests: Page) -> None:
    """Requirement 6."""
    import re

    stylesheet = re.search(r'href="(/assets/[^"]+\.css)"', guests.html)
    assert stylesheet is not None
    for address in ("/", guests.path, "/nothing", stylesheet.group(1)):
        answer = hall.client.get(address)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert "immutable" in hall.client.get(stylesheet.group(1)).headers["cache-control"]
    assert "no-store" in hall.client.get(guests.path).headers["cache-control"]


def test_failure_of_ours(
    serve: Callable[..., TestClient], renewal: Procedure, caplog: pytest.LogCaptureFixture
) -> None:
    """Requirement 8."""

    def broken(procedure: Procedure, name: str) -> Any:
        raise RuntimeError("secret inside")

    from tests.web.renewing import IDENTITY, to_identification

    browser = Browser(serve(renewal, make_source=broken), "fr")
    to_identification(browser)
    page = browser.press("continue", IDENTITY)
    assert page.status == 500
    assert "secret inside" not in page.html
    assert "secret inside" in caplog.text
