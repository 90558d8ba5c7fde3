"""The layout of a letter: receipts, requests, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from formgen.rendering.pdf.code import qr_png_uri
from formgen.rendering.pdf.layouts import direction, fill

# What the window of the envelope holds at the usual size: lines of about so many letters (letter.css).
_WINDOW_LINES = 6
_WINDOW_LETTERS = 38

Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the service's name, the lines of its address, how to reach it."""

    name: str
    address: Sequence[str] = ()
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A QR code: what it says (a URL), the words under it, and the same for who does not see it."""

    content: str
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is to be read; every word of it in `language`, nothing left to the layout.

    references, identity, answers  (label, value), in the order shown
    address               lines of the reader's address, the name first; it is set smaller beyond six lines
    body_html             the text, HTML made by our own rich texts (headings from h2 down)
    signature             lines: first name, name, capacity, service
    place_and_date        "Lille, 17 October 2022"
    page_words            "Page {page} of {pages}"
    running               what the pages after the first say on top, the request's number
    check                 the foot of each page: the code by which the letter can be checked, and where
    """

    language: str
    title: str
    sender: Sender
    body_html: str
    page_words: str
    references: Facts = ()
    references_title: str = ""
    identity: Facts = ()
    identity_title: str = ""
    answers: Facts = ()
    answers_title: str = ""
    address: Sequence[str] = ()
    code: CodeBlock | None = None
    place_and_date: str = ""
    signature: Sequence[str] = ()
    running: str = ""
    check: str = ""


def letter_html(letter: Letter, folders: Sequence[Path] | None = None) -> str:
    """The letter as HTML for `PdfPool.render`. Raises ValueError (code that cannot be made, `page_words`)."""
    return fill(
        "letter.html",
        folders,
        letter=letter,
        direction=direction(letter.language),
        long_address=_lines(letter.address) > _WINDOW_LINES,
        code_picture=qr_png_uri(letter.code.content) if letter.code else "",
    )


def _lines(address: Sequence[str]) -> int:
    return sum(max(1, -(-len(line) // _WINDOW_LETTERS)) for line in address)
