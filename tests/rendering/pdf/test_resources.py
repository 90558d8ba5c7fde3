"""What a document may fetch.

1. Wherever a file or an address is named, it is not read: the document is refused or printed without it.
2. Our own stylesheets and PNG data URIs are fetched.
3. Names that lead out of our folders, other data URIs and broken base64 are refused.
4. A theme's folder stands before ours.
"""

from __future__ import annotations

import contextlib
import http.server
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from formgen.rendering.pdf.code import qr_png_uri
from formgen.rendering.pdf.failures import PdfFailed
from formgen.rendering.pdf.layouts import pdf_folders
from formgen.rendering.pdf.pool import PdfPool
from formgen.rendering.pdf.printing import Printer, RefusedResource

SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>"
    "{}</svg>"
)
PLACES = {
    "image": "<img alt='x' src='URL'>",
    "image set": "<img alt='x' srcset='URL 2x' src='URL'>",
    "object": "<object data='URL'></object>",
    "embed": "<embed src='URL'>",
    "iframe": "<iframe src='URL'></iframe>",
    "stylesheet": "<link rel='stylesheet' href='URL'>",
    "import": "<style>@import 'URL';</style>",
    "import by url": "<style>@import url(URL);</style>",
    "background": "<p style='background: url(URL)'>x</p>",
    "background of the page": "<style>@page { background: url(URL) }</style>",
    "border": "<p style='border: 1px solid; border-image: url(URL) 1'>x</p>",
    "list": "<ul style='list-style-image: url(URL)'><li>x</li></ul>",
    "content": "<style>p::before { content: url(URL) }</style><p>x</p>",
    "margin box": "<style>@page { @top-left { content: url(URL) } }</style>",
    "font": "<style>@font-face { font-family: f; src: url(URL) } p { font-family: f }</style><p>x</p>",
    "profile": "<style>@color-profile --p { src: url(URL) } p { color: color(--p 1 0 0) }</style><p>x</p>",
    "attachment": "<link rel='attachment' href='URL'>",
    "attached link": "<a rel='attachment' href='URL'>x</a>",
    "base": "<base href='FOLDER'><img alt='x' src='NAME'>",
    "image in svg": SVG.format("<image xlink:href='URL' width='9' height='9'/>"),
    "use in svg": SVG.format("<use xlink:href='URL#a'/>"),
    "style in svg": SVG.format("<style>@import 'URL';</style>"),
    "font in svg": SVG.format("<style>@font-face { font-family: f; src: url(URL) }</style><text>x</text>"),
    "mask": "<p style='mask: url(URL)'>x</p>",
}
# What WeasyPrint 70 does not fetch at all; planted too, in case a later one does.
NEVER_FETCHED = {"iframe", "mask", "style in svg", "use in svg"}
SECRET = "formgen-secret-4711"


@pytest.fixture(scope="module")
def opened() -> list[str]:
    """The files opened from now on, as the interpreter itself reports them."""
    paths: list[str] = []

    def remember(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            paths.append(str(arguments[0]))

    sys.addaudithook(remember)
    return paths


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """A web server that remembers what it was asked for."""
    asked: list[str] = []

    class Remembering(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name of the base class
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Remembering) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/", asked
        listening.shutdown()


@pytest.fixture(scope="module")
def printer() -> Printer:
    return Printer(pdf_folders())


def held_by(pdf: bytes, folder: Path) -> bytes:
    """Everything in a PDF, uncompressed."""
    (folder / "in.pdf").write_bytes(pdf)
    with pikepdf.open(folder / "in.pdf") as document:
        document.save(
            folder / "out.pdf",
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return (folder / "out.pdf").read_bytes()


def planted(place: str, folder: str, name: str) -> str:
    markup = PLACES[place].replace("URL", folder + name).replace("FOLDER", folder).replace("NAME", name)
    return f"<html lang='en'><head></head><body><h1>Planted</h1>{markup}</body></html>"


@pytest.mark.parametrize("place", PLACES)
def test_no_address_is_asked(place: str, printer: Printer, server: tuple[str, list[str]]) -> None:  # 1
    address, asked = server
    with contextlib.suppress(RefusedResource):
        printer.print(planted(place, address, "secret.txt"), language="en", title="Planted")
    assert asked == []


@pytest.mark.parametrize("place", PLACES)
def test_no_file_is_read(  # 1
    place: str, printer: Printer, tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    monkeypatch.chdir(tmp_path)
    for folder in (f"{tmp_path.as_uri()}/", f"{tmp_path}/", ""):
        opened.clear()
        pdf = b""
        with contextlib.suppress(RefusedResource):
            pdf = printer.print(planted(place, folder, secret.name), language="en", title="Planted").pdf
        assert [path for path in opened if secret.name in path] == []
        assert pdf == b"" or SECRET.encode() not in held_by(pdf, tmp_path)


def test_the_plants_work_where_nothing_guards(  # 1, its control
    server: tuple[str, list[str]], tmp_path: Path, opened: list[str]
) -> None:
    import weasyprint

    address, asked = server
    (tmp_path / "secret.txt").write_text(SECRET)
    reached, read = set(), set()
    for place in PLACES:
        asked.clear()
        opened.clear()
        weasyprint.HTML(string=planted(place, address, "secret.txt")).write_pdf()
        weasyprint.HTML(string=planted(place, f"{tmp_path.as_uri()}/", "secret.txt")).write_pdf()
        reached |= {place} if asked else set()
        read |= {place} if any("secret.txt" in path for path in opened) else set()
    asked.clear()
    assert set(PLACES) - reached <= NEVER_FETCHED
    assert set(PLACES) - read <= NEVER_FETCHED


def test_the_pool_says_what_was_refused(pool: PdfPool) -> None:  # 1
    with pytest.raises(PdfFailed, match=r"/etc/passwd") as caught:
        pool.render_now(planted("attachment", "file:///etc/", "passwd"), language="en", title="Planted")
    assert caught.value.reason == "refused"


def test_our_own_are_fetched(printer: Printer) -> None:  # 2
    html = (
        "<html lang='en'><link rel='stylesheet' href='formgen:base.css'><style>@import 'formgen:letter.css';"
        f"</style><body><h1>Ours</h1><img alt='A code' src='{qr_png_uri('https://example.org/')}'></body></html>"
    )
    assert printer.print(html, language="en", title="Ours").notices == ()


@pytest.mark.parametrize(
    "address",
    [
        "formgen:../../pyproject.toml",
        "formgen:/etc/passwd",
        "formgen:letter.html",
        "formgen:missing.css",
        "formgen:..%2f..%2fsecret.css",
        "data:text/css,p{color:red}",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:image/png;base64,@@@",
        "ftp://example.org/a.css",
    ],
)
def test_others_are_refused(printer: Printer, address: str) -> None:  # 3
    for place in ("image", "stylesheet"):
        with pytest.raises(RefusedResource):
            printer.print(planted(place, address, ""), language="en", title="Refused")


def test_a_theme_stands_first(tmp_path: Path) -> None:  # 4
    (tmp_path / "base.css").write_text("@page { size: A5 }")
    html = "<html lang='en'><link rel='stylesheet' href='formgen:base.css'><body><h1>Sheet</h1></body></html>"
    themed = Printer([tmp_path, *pdf_folders()]).print(html, language="en", title="Sheet").pdf
    (tmp_path / "a5.pdf").write_bytes(themed)
    with pikepdf.open(tmp_path / "a5.pdf") as document:
        assert [round(float(side)) for side in document.pages[0].mediabox[2:]] == [420, 595]
