"""A zip made while it is sent.

1. What goes in comes out, on any program that reads zips; the largest piece handed on is a piece of one file.
2. A file that the store holds no more is left out, and the archive stays whole.
3. A name leads out of no folder, names no device, hides no ending, is given once however it is written.
"""

from __future__ import annotations

import asyncio
import io
import unicodedata
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.casework.rights.archive import LONGEST_NAME, Archive, Names, safe_name
from formgen.storage.errors import StoredFileMissing
from formgen.storage.files import CHUNK

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


async def pieces(size: int) -> AsyncIterator[bytes]:
    for first in range(0, size, CHUNK):
        yield b"x" * min(CHUNK, size - first)


async def missing() -> AsyncIterator[bytes]:
    for piece in (b"",):
        if not piece:
            raise StoredFileMissing("gone")
        yield piece


async def made(archive: Archive) -> list[bytes]:
    found = [piece async for piece in archive.file("a/large.pdf", pieces(40 * CHUNK))]
    with pytest.raises(StoredFileMissing):
        found += [piece async for piece in archive.file("a/gone.pdf", missing())]
    found += [piece async for piece in archive.file("a/empty.pdf", pieces(0))]
    found += [piece async for piece in archive.text("é.json", b'{"a": 1}' * 1000)]
    return [*found, archive.end()]


def test_whole() -> None:
    """Requirements 1 and 2."""
    found = asyncio.run(made(Archive(AT)))
    assert max(map(len, found)) < CHUNK + 1000
    with zipfile.ZipFile(io.BytesIO(b"".join(found))) as read:
        assert read.testzip() is None
        assert read.namelist() == ["a/large.pdf", "a/empty.pdf", "é.json"]
        assert read.getinfo("a/large.pdf").file_size == 40 * CHUNK
        assert read.getinfo("a/empty.pdf").file_size == 0
        assert read.getinfo("é.json").compress_size < 200
        assert read.getinfo("é.json").date_time == (2026, 11, 24, 9, 30, 0)


@pytest.mark.parametrize(
    ("wanted", "safe"),
    [
        ("Mon passeport.pdf", "Mon passeport.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\x\\y.pdf", "C__x_y.pdf"),
        ("..", "file"),
        ("", "file"),
        (".hidden", "hidden"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        ("console.pdf", "console.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("a\nb\0c.pdf", "abc.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("جواز السفر.pdf", "جواز السفر.pdf"),
    ],
)
def test_names(wanted: str, safe: str) -> None:
    """Requirement 3."""
    assert safe_name(wanted) == safe


@given(st.text(max_size=400))
def test_any_name(wanted: str) -> None:
    """Requirement 3."""
    name = safe_name(wanted)
    assert 0 < len(name) <= LONGEST_NAME + 1
    assert not set(name) & set('/\\:*?"<>|')
    assert name not in (".", "..")
    assert name == name.strip(" .")
    assert unicodedata.is_normalized("NFC", name)


def test_names_are_given_once() -> None:
    """Requirement 3: upper and lower case are the same name to some systems."""
    names = Names()
    assert [names.give(each) for each in ("a.pdf", "A.pdf", "a.pdf", "a", "a")] == [
        "a.pdf",
        "A (2).pdf",
        "a (3).pdf",
        "a",
        "a (2)",
    ]
