"""Finding out what a sent file is.

1. Whole files of each format are taken, with media type, pages and size in pixels, whatever their name.
2. Empty, too large, unknown and unwanted files are refused, with what was measured.
3. A PDF that needs a password, is damaged, or has no page is refused; one that only forbids changes is taken.
4. A damaged or cut picture is refused; so is one with more pixels or pages than anyone scans.
5. A file that can be read as two formats is refused.
6. Whatever the bytes, the answer is Examined or UploadRefused.
7. A file that hangs or breaks the worker is refused, and the next one is examined; the loop stays free.
8. Names are cleaned of folders, controls, direction marks and length.
"""

from __future__ import annotations

import asyncio
import os
import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from formgen.casework.media import MEDIA_TYPES, Examined, UploadRefused, picture
from formgen.casework.media.examine import examine_file
from formgen.casework.uploads import Examiner, clean_name

LIMIT = 10_000_000


def a_pdf(pages: int = 1, **options: Any) -> bytes:
    written = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(written, **options)
    return written.getvalue()


def a_picture(kind: str, size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    written = BytesIO()
    # Noise, so that a cut file lacks something.
    Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).save(written, kind, **options)
    return written.getvalue()


def a_tiff(pages: int) -> bytes:
    more = [Image.new("RGB", (20, 10)) for _ in range(pages - 1)]
    return a_picture("TIFF", save_all=True, append_images=more)


def a_zip() -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("program.js", "alert(1)")
    return written.getvalue()


def a_bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is large."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


def examine(content: bytes, allowed: tuple[str, ...] = tuple(MEDIA_TYPES), max_size: int = LIMIT) -> Examined:
    return examine_file(BytesIO(content), allowed, max_size)


def refusal(content: bytes, **options: Any) -> tuple[str, dict[str, object]]:
    with pytest.raises(UploadRefused) as refused:
        examine(content, **options)
    return refused.value.code, refused.value.values


@pytest.mark.parametrize("kind", ["jpg", "png", "tiff", "bmp"])
def test_whole_pictures_are_taken(kind: str) -> None:  # 1
    content = a_picture({"jpg": "JPEG"}.get(kind, kind.upper()))
    assert examine(content) == Examined(MEDIA_TYPES[kind], kind, len(content), 1, 40, 30)


def test_whole_pdfs_are_taken() -> None:  # 1
    content = a_pdf(3)
    assert examine(content) == Examined("application/pdf", "pdf", len(content), 3)
    assert examine(b"\xef\xbb\xbf\r\n" + content).pages == 3


def test_pages_of_a_tiff_are_counted() -> None:  # 1
    assert examine(a_tiff(3)).pages == 3


def test_a_telephones_jpeg_of_several_pictures_is_one_page() -> None:  # 1
    content = a_picture("MPO", save_all=True, append_images=[Image.new("RGB", (8, 6))])
    assert (examine(content).format, examine(content).pages) == ("jpg", 1)


def test_what_is_not_wanted_is_refused_with_its_measure() -> None:  # 2
    assert refusal(b"") == ("empty", {})
    assert refusal(b"x" * 101, max_size=100) == ("too_large", {"size": 101, "max_size": 100})
    assert refusal(b"hello", allowed=("png", "pdf")) == ("format_unknown", {"allowed": ["pdf", "png"]})
    assert refusal(a_picture("GIF")) == ("format_unknown", {"allowed": sorted(MEDIA_TYPES)})
    expected = {"format": "png", "allowed": ["pdf"]}
    assert refusal(a_picture("PNG"), allowed=("pdf",)) == ("format_not_allowed", expected)


def test_pdfs_that_are_none(tmp_path: Path) -> None:  # 3
    secret = pikepdf.Encryption(owner="owner", user="user")
    assert refusal(a_pdf(encryption=secret)) == ("pdf_encrypted", {})
    assert examine(a_pdf(encryption=pikepdf.Encryption(owner="owner", user=""))).pages == 1
    assert refusal(a_pdf(0)) == ("pdf_no_page", {})
    assert refusal(b"%PDF-1.7\nnothing more") == ("pdf_damaged", {})
    assert refusal(a_pdf()[:200])[0] == "pdf_damaged"
    assert refusal(a_pdf(501)) == ("too_many_pages", {"format": "pdf", "pages": 501, "max_pages": 500})


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_cut_pictures_are_refused(kind: str) -> None:  # 4
    content = a_picture(kind)
    format_name = {"JPEG": "jpg"}.get(kind, kind.lower())
    assert refusal(content[: len(content) // 2]) == ("image_damaged", {"format": format_name})


def test_a_broken_second_page_is_found() -> None:  # 4
    content = a_tiff(2)
    assert examine(content).pages == 2
    assert refusal(content[:-400]) == ("image_damaged", {"format": "tiff"})


@pytest.mark.parametrize(("width", "height"), [(10_001, 10_000), (20_001, 10_000), (65_000, 65_000)])
def test_bombs_are_refused(width: int, height: int) -> None:  # 4
    code, values = refusal(a_bomb(width, height))
    assert (code, values["format"], values["max_pixels"]) == ("image_too_large", "png", 100_000_000)


def test_more_pages_than_anyone_scans(monkeypatch: pytest.MonkeyPatch) -> None:  # 4
    monkeypatch.setattr(picture, "MAX_PAGES", 2)
    assert examine(a_tiff(2)).pages == 2
    assert refusal(a_tiff(3)) == ("too_many_pages", {"format": "tiff", "max_pages": 2})


HTML = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    ("content", "first", "other"),
    [
        (b"%PDF-1.7\n" + HTML, "pdf", "html"),
        (a_pdf().replace(b"\n", b"\n%" + HTML + b"\n", 1), "pdf", "html"),
        (a_picture("PNG", pnginfo=None) + a_zip(), "png", "zip"),
        (a_pdf() + a_zip(), "pdf", "zip"),
        (a_picture("JPEG", comment=HTML), "jpg", "html"),
        (a_picture("JPEG", comment=b"%PDF-1.4"), "jpg", "pdf"),
        (b"BM" + HTML, "bmp", "html"),
    ],
)
def test_two_formats_in_one_file(content: bytes, first: str, other: str) -> None:  # 5
    assert refusal(content) == ("two_formats", {"format": first, "other": other})


def test_a_gif_that_is_called_a_pdf_inside() -> None:  # 5
    assert refusal(b"GIF89a" + a_pdf())[0] == "format_unknown"


SAMPLES = [a_pdf(), a_tiff(2), a_picture("PNG"), a_picture("JPEG"), a_picture("BMP")]


@settings(max_examples=300)
@given(
    sample=st.sampled_from(SAMPLES),
    places=st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), max_size=12),
    cut=st.integers(0, 400),
)
def test_whatever_the_bytes(sample: bytes, places: list[tuple[int, int]], cut: int) -> None:  # 6
    content = bytearray(sample)
    for place, value in places:
        content[place % len(content)] = value
    try:
        examined = examine(bytes(content[: len(content) - cut]))
    except UploadRefused:
        return
    assert examined.media_type == MEDIA_TYPES[examined.format]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.bin").write_bytes(a_pdf(2))
    (tmp_path / "bad.bin").write_bytes(a_pdf(0))
    os.mkfifo(tmp_path / "hangs.bin")
    return tmp_path


def test_the_worker_answers_as_the_function(folder: Path) -> None:  # 7
    async def both() -> None:
        examiner = Examiner()
        try:
            good = [examiner.examine(folder / "good.bin", ["pdf"], LIMIT) for _ in range(3)]
            assert {examined.pages for examined in await asyncio.gather(*good)} == {2}
            with pytest.raises(UploadRefused, match="pdf_no_page"):
                await examiner.examine(folder / "bad.bin", ["pdf"], LIMIT)
            with pytest.raises(UploadRefused) as refused:
                await examiner.examine(folder / "good.bin", ["png", "jpg"], LIMIT)
            assert refused.value.values == {"format": "pdf", "allowed": ["jpg", "png"]}
        finally:
            await examiner.close()

    asyncio.run(both())


def test_a_hanging_file_is_given_up_and_the_next_examined(folder: Path) -> None:  # 7
    async def hang_then_go_on() -> None:
        examiner = Examiner(seconds=0.5)
        try:
            with pytest.raises(UploadRefused) as refused:
                # Opening a pipe that nobody writes to waits for ever.
                await examiner.examine(folder / "hangs.bin", ["pdf"], LIMIT)
            assert (refused.value.code, refused.value.values) == ("too_complex", {"seconds": 0.5})
            # A busy machine may take a while to start another worker.
            examiner._seconds = 60
            assert (await examiner.examine(folder / "good.bin", ["pdf"], LIMIT)).pages == 2
        finally:
            await examiner.close()

    asyncio.run(hang_then_go_on())


def test_a_worker_that_dies_is_replaced(folder: Path) -> None:  # 7
    async def kill_then_go_on() -> None:
        examiner = Examiner()
        try:
            await examiner.examine(folder / "good.bin", ["pdf"], LIMIT)
            asked = asyncio.ensure_future(examiner.examine(folder / "hangs.bin", ["pdf"], LIMIT))
            await asyncio.sleep(0.05)
            assert examiner._process is not None
            examiner._process.kill()
            with pytest.raises(UploadRefused, match="too_complex"):
                await asked
            assert (await examiner.examine(folder / "good.bin", ["pdf"], LIMIT)).pages == 2
        finally:
            await examiner.close()

    asyncio.run(kill_then_go_on())


def test_a_cancelled_caller_leaves_no_answer_for_the_next(folder: Path) -> None:  # 7
    async def cancel_then_go_on() -> None:
        examiner = Examiner()
        try:
            asked = asyncio.ensure_future(examiner.examine(folder / "bad.bin", ["pdf"], LIMIT))
            await asyncio.sleep(0.01)
            asked.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asked
            assert (await examiner.examine(folder / "good.bin", ["pdf"], LIMIT)).pages == 2
        finally:
            await examiner.close()

    asyncio.run(cancel_then_go_on())


@pytest.mark.parametrize(
    ("declared", "shown"),
    [
        ("Passeport n° 2.pdf", "Passeport n° 2.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\scan.pdf", "scan.pdf"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ("bill\u202efdp.exe", "billfdp.exe"),
        ("e\u0301tat.pdf", "état.pdf"),
        ("  .hidden. ", "hidden"),
        ('<b>"x"|?*.pdf', "bx.pdf"),
        ("\ud800.pdf", "pdf"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("x" * 300, "x" * 100),
        ("x" * 99 + " and more than fits", "x" * 99),
    ],
)
def test_names_are_cleaned(declared: str, shown: str) -> None:  # 8
    assert clean_name(declared) == shown


@given(st.text())
def test_a_clean_name_is_clean(declared: str) -> None:  # 8
    shown = clean_name(declared)
    assert 1 <= len(shown) <= 100
    assert not set(shown) & set("/\\\0\n\r\u202e")
    assert shown.encode()
    assert clean_name(shown) == shown
