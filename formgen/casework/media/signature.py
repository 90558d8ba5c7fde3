"""Which format to try, and whether a second one hides in the file."""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

# What begins a file of each format; the whole is parsed afterwards.
_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"BM", "bmp"),
)

# Browsers and PDF readers look for a format this far into a file.
_SNIFFED = 1024
_HTML = (b"<!doctype html", b"<html", b"<script", b"<body", b"<iframe", b"<svg")

# A ZIP archive is read from its end: a record of 22 bytes, then a comment of at most 65,535.
_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE = 22
_ZIP_COMMENT_MAX = 65_535


def first_format(file: BinaryIO) -> str | None:
    """The format whose beginning the file has, or None."""
    file.seek(0)
    # Some writers put a byte order mark or an empty line before the PDF.
    head = file.read(64)
    pdf = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n \t")
    if pdf.startswith(b"%PDF-"):
        return "pdf"
    return next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)


def second_format(file: BinaryIO, first: str) -> str | None:
    """`html`, `pdf` or `zip` when a browser, a reader or an archiver would read the file as that too."""
    file.seek(0)
    head = file.read(_SNIFFED).lower()
    if any(mark in head for mark in _HTML):
        return "html"
    if first != "pdf" and b"%pdf-" in head:
        return "pdf"
    return "zip" if _ends_as_zip(file) else None


def _ends_as_zip(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - _ZIP_END_SIZE - _ZIP_COMMENT_MAX)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_ZIP_END)
    while at >= 0:
        record = tail[at : at + _ZIP_END_SIZE]
        if len(record) == _ZIP_END_SIZE:
            (comment,) = struct.unpack_from("<H", record, _ZIP_END_SIZE - 2)
            if at + _ZIP_END_SIZE + comment == len(tail):
                return True
        at = tail.rfind(_ZIP_END, 0, at)
    return False
