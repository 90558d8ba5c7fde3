"""Reading and writing gettext catalogues.

1. Entries have context, id, translation, plural forms, flags and lines.
2. What is no PO is X711 at its line, and the rest is read.
3. What is written is read back the same, whatever the characters; Babel reads the same from it.
"""

from __future__ import annotations

import io

import pytest
from babel.messages.pofile import read_po as babel_read
from hypothesis import given
from hypothesis import strategies as st

from formgen.language.catalogues import read_po, write_po

FILE = """\
# A comment
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: tse.yaml:12
msgctxt "title"
msgid "Renouveler"
msgstr "Renew"

#, fuzzy
msgctxt "help"
msgid ""
"Une ligne\\n"
"et \\"deux\\""
msgstr "One"
msgid "files"
msgid_plural "files"
msgstr[0] "one"
msgstr[1] "several"

#~ msgid "old"
#~ msgstr "gone"
"""


def test_entries() -> None:  # 1
    po = read_po(FILE, "tse.en.po")
    assert po.problems == ()
    assert po.header["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    title, help_, files = po.entries
    assert (title.context, title.id, title.string, title.line, title.string_line) == (
        "title",
        "Renouveler",
        "Renew",
        9,
        10,
    )
    assert (help_.id, help_.fuzzy) == ('Une ligne\net "deux"', True)
    assert (files.strings, files.plural, files.fuzzy) == (("one", "several"), "files", False)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr "b\n', 2),
        ('msgid "a"\n', 1),
        ('msgstr "a"\n', 1),
        ("hello\n", 1),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2),
    ],
)
def test_what_is_no_catalogue(text: str, line: int) -> None:  # 2
    problem = read_po(text, "x.po").problems[0]
    assert (problem.code, problem.file, problem.line) == ("X711", "x.po", line)


def test_bytes_that_are_not_utf8() -> None:  # 2
    problem = read_po('msgid "é"\nmsgstr "e"\n'.encode("latin-1"), "x.po").problems[0]
    assert (problem.code, problem.line) == ("X711", 1)


@given(st.text() | st.binary())
def test_reading_never_raises(data: str | bytes) -> None:  # 2
    read_po(data, "x.po")


# Line ends other than \n do not stand in texts of a spec; NUL and surrogates not in a file.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1
)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), unique_by=lambda row: row[:2], max_size=4))
def test_written_is_read(rows: list[tuple[str, str, str]]) -> None:  # 3
    written = write_po("en", rows)
    po = read_po(written, "x.po")
    assert po.problems == ()
    assert [(entry.context, entry.id, entry.string) for entry in po.entries] == rows
    by_babel = babel_read(io.BytesIO(written.encode()))
    assert [(m.context, m.id, m.string) for m in by_babel if m.id] == rows
