"""One mistake, one message: where two rules see the same slip, the one that helps is told.

1. Curly quotes around a text are part of it: a warning, with both ways to write it. Straight quotes around
   them say that they are meant.
2. Curly quotes that make a word unreadable: the error of that word, with what to do about the quotes.
3. A document misspelt on a page is told there; it is not missing from the pages besides.
4. A condition that names its own field where the one outside was meant: how to write that one.
5. A key of a sibling type says which type knows it.
"""

from __future__ import annotations

import pytest

from formgen.compiler.load import load_text
from tests.compiler.given import spec_of, text_at

PAPERS = "documents:\n  identity: {title: Identity}\n  home: {title: Home}"


def told(fields: str, rest: str = "", more: str = "") -> list[tuple[str, str, str, str]]:
    """Code, severity, the text at the place and the hint of every problem of a page with these fields."""
    spec = spec_of(f"page:\n  title: Page\n  fields:\n    {fields}\n{more}", rest)
    return [
        (each.code, each.severity, text_at(spec, each), each.hint or "")
        for each in load_text(spec, "given.yaml").problems
    ]


@pytest.mark.parametrize(
    ("label", "hint"),
    [
        ("“Your name”", 'Write "Your name"; if the marks are meant, "“Your name”".'),
        ("‘Your name’", 'Write "Your name"; if the marks are meant, "‘Your name’".'),
        ("„Ihr Name“", 'Write "Ihr Name"; if the marks are meant, "„Ihr Name“".'),
        ("« Votre nom »", 'Write "Votre nom"; if the marks are meant, "« Votre nom »".'),
        ('"“Your name”"', ""),
        ("The “form”", ""),
        ("“Name” or “title”", ""),
        ("““Name", ""),
    ],
)
def test_curly_quotes(label: str, hint: str) -> None:  # 1
    expected = [("S028", "warning", label, hint)] if hint else []
    assert told(f"a: {{type: text, label: {label}}}") == expected


@pytest.mark.parametrize(
    ("field", "code", "place", "hint"),
    [
        ("a: {type: “text”, label: A}", "S016", "“text”", 'Write "text".'),
        ("a: {type: text, label: A, required: “true”}", "S010", "“", 'Write "true".'),
        ("a: {type: text, label: A, when: “today > 2020-01-01”}", "S010", "“", 'Write "today > 2020-01-01".'),
    ],
)
def test_curly_quotes_around_a_word(field: str, code: str, place: str, hint: str) -> None:  # 2
    assert told(field) == [(code, "error", place, hint)]


def test_a_misspelt_document() -> None:  # 3
    page = "  documents: [identty, home]"
    found = told("a: {type: text, label: A}", PAPERS, page)
    assert found == [("N108", "error", "identty", "Did you mean `identity`?")]
    other = told("a: {type: text, label: A}", PAPERS, "  documents: [zebra, home]")
    assert [(code, place) for code, _, place, _ in other] == [("D403", "identity"), ("N108", "zebra")]


OUTER = (
    "a: {type: text, label: Outer}\n    one: {type: group, label: One, fields: {a: {type: text, label: A%s}}}"
)


def test_a_condition_that_names_its_own_field() -> None:  # 4
    found = told(OUTER % ', when: a is "x"')
    assert found == [("J202", "error", "a", "Write `dossier.a` if the one outside is meant.")]
    assert not told(OUTER % ', when: dossier.a is "x"')


@pytest.mark.parametrize(
    ("field", "place", "hint"),
    [
        (
            "a: {type: choice, label: A, min: 1, options: {x: X}}",
            "min",
            "Did you mean `type: choices`, which knows `min`?",
        ),
        (
            "a: {type: choice, label: A, ordered: true, options: {x: X}}",
            "ordered",
            "Did you mean `type: choices`, which knows `ordered`?",
        ),
        ("a: {type: text, label: A, precision: year}", "precision", "Known in fields of these types: date."),
        ("a: {type: text, label: A, lable: B}", "lable", "Did you mean `label`? It is already written."),
    ],
)
def test_a_key_of_another_type(field: str, place: str, hint: str) -> None:  # 5
    assert told(field) == [("S008", "error", place, hint)]
