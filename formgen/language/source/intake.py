"""From bytes to text that YAML may be asked about: size, encoding, characters that no text has."""

from __future__ import annotations

import codecs
import re
import unicodedata

from formgen.language.problems import Problem
from formgen.language.source.nodes import Document, Span

MAX_BYTES = 1_048_576

# What YAML refuses (YAML 1.2 production [1] c-printable), and the three line breaks that YAML 1.1 counts and
# editors do not: with these refused, a line here is a line in every editor.
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_START_OF_FILE = Span(1, 1, 1, 1)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def take_in(data: bytes | str, name: str) -> tuple[Document, Problem | None]:
    """The text of a file as a document without nodes yet, and the reason why it cannot be read, if any."""
    if len(data) > MAX_BYTES:
        return _too_large(name)
    if isinstance(data, str):
        document = Document(name, data.removeprefix("\ufeff"))
        return document, _unprintable(document)
    if data.startswith(_UTF16):
        document = Document(name, "")
        return document, document.problem(
            "S021",
            "error",
            _START_OF_FILE,
            "This file is saved as UTF-16; a spec is saved as UTF-8.",
            'In your editor choose "Save with encoding", then UTF-8.',
        )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        document = Document(name, data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        return _not_utf8(data, name, fault)
    return document, _unprintable(document)


def _too_large(name: str) -> tuple[Document, Problem]:
    document = Document(name, "")
    message = f"This file is too large; a spec may have {MAX_BYTES:,} bytes."
    hint = "Move long lists into CSV files and name them under `lists` or `tables`."
    return document, document.problem("S022", "error", _START_OF_FILE, message, hint)


def _not_utf8(data: bytes, name: str, fault: UnicodeDecodeError) -> tuple[Document, Problem]:
    before = data[: fault.start].decode("utf-8")
    document = Document(name, data.decode("utf-8", "replace"))
    if "\0" in document.text:
        return document, _binary(document, _START_OF_FILE)
    message = "This character cannot be read: the file is not saved as UTF-8."
    hint = 'The file was saved in another encoding. In your editor choose "Save with encoding", then UTF-8.'
    span = document.span(len(before), len(before) + 1)
    return document, document.problem("S021", "error", span, message, hint)


def _unprintable(document: Document) -> Problem | None:
    found = _UNPRINTABLE.search(document.text)
    if found is None:
        return None
    character = found.group()
    span = document.span(*found.span())
    if character == "\0":
        return _binary(document, span)
    called = unicodedata.name(character, "").capitalize() or "A control character"
    message = f"{called} (U+{ord(character):04X}), which cannot be seen, stands here."
    return document.problem("S021", "error", span, message, "Delete it; it was probably pasted with a text.")


def _binary(document: Document, span: Span) -> Problem:
    message = "This is not a text file."
    return document.problem("S021", "error", span, message, "Give the YAML file of the spec.")
