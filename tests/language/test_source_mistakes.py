"""What an author can get wrong in YAML, and what the reading of the text says.

Requirements
1. Each mistake of the S rows that text and events show has its code, line and column (`mistakes.md`).
2. One mistake gives one message.
3. Every mistake of a file is told at once where the text can be read on after it.
4. The message says what is wrong, and the hint shows the line as it should be written.
5. libyaml's own words are never shown.
6. What is no mistake is not reported.
7. What a hint proposes can be read without a problem.
"""

from __future__ import annotations

import pytest
import yaml

from formgen.language.source import Mapping, Scalar, parse

W = "warning"
E = "error"
MISTAKES: list[tuple[str, list[tuple[str, str, int, int]]]] = [
    # Row S001, a key written twice
    ("formgen: 1\nfields:\n  phone: a\n  email: b\n  phone: c\n", [("S001", E, 5, 3)]),
    ("a: {b: c, b: d}\n", [("S001", E, 1, 11)]),
    ("1: a\n1: b\n1: c\n", [("S001", E, 2, 1), ("S001", E, 3, 1)]),
    ("'a': b\na: c\n", [("S001", E, 2, 1)]),
    ("a:\n  type: x\n  label: y\n  b:\n  type: z\n  label: w\n", [("S001", E, 5, 3)]),
    # Row S002, text lost after " #", and texts that begin with {{
    ("label: Bâtiment #3\n", [("S002", W, 1, 17)]),
    ("label: bâtiment #3\n", [("S002", W, 1, 17)]),
    ("label: building #3\n", [("S002", W, 1, 17)]),
    ("options:\n  - Bâtiment #3\n  - b\n", [("S002", W, 2, 14)]),
    ("label: Bâtiment #3\nhint: Autre #4\n", [("S002", W, 1, 17), ("S002", W, 2, 13)]),
    ("colour: #fff\n", [("S002", W, 1, 9)]),
    ("text: un deux #trois\n  quatre\nb: c\n", [("S002", E, 1, 15)]),
    ("a: {b: c #d}\ne: f\n", [("S002", E, 1, 10)]),
    ("text: {{ name }}\n", [("S002", E, 1, 7)]),
    ("text: {{ name }} et\n", [("S002", E, 1, 7)]),
    ("text: {{ name }}, bonjour : voici\n", [("S002", E, 1, 7)]),
    ("text: {{ when fee > 0 EUR }}Oui{{ end }}\n", [("S002", E, 1, 7)]),
    ("items: [{{ a }}, b]\n", [("S002", E, 1, 9)]),
    ("items: [{{ a }} et b, c]\n", [("S002", E, 1, 9)]),
    ("m: {text: {{ a }} et b, c: d}\n", [("S002", E, 1, 11)]),
    ("items: [{{ a, b]\n", [("S002", E, 1, 9)]),
    # Row S003, texts cut by a comma in braces
    ("filed: {title: Déposée, en cours}\n", [("S003", E, 1, 25)]),
    ("filed: {title: Déposée, en cours, à suivre, final: true}\n", [("S003", E, 1, 25)]),
    ('x: {label: "Oui", peut être}\n', [("S003", E, 1, 19)]),
    ("x: {title: Voir, la note: ici}\n", [("S003", E, 1, 18)]),
    ("x: {a: , b: c}\n", [("S003", E, 1, 5)]),
    ("x: {a, b}\n", [("S003", E, 1, 5)]),
    ("x: {en cours: Déposée}\n", [("S003", E, 1, 5)]),
    ("x: {from: [a], to}\n", [("S003", E, 1, 16)]),
    ("k: {a: {b: x, y z}, c}\n", [("S003", E, 1, 15), ("S003", E, 1, 21)]),
    # Row S004, a colon in a text
    ("label: Remarque : facultative\n", [("S004", E, 1, 16)]),
    ("label: Remarque : facultative # note\n", [("S004", E, 1, 16)]),
    ("label: Remarque : voir #3\n", [("S004", E, 1, 16)]),
    ("label: L'adresse: celle du bail\n", [("S004", E, 1, 17)]),
    ("label: 'Nom' : x\n", [("S004", E, 1, 13)]),
    ("errors: {empty: Votre nom : il manque}\n", [("S004", E, 1, 26)]),
    ("a: [b c: d]\n", [("S004", E, 1, 8)]),
    ("x:\n  - Remarque : facultative\n  - b\n", [("S004", E, 2, 13)]),
    ("label:\n  Votre adresse : rue\n", [("S004", E, 2, 16)]),
    ("text: Bonjour,\n  Remarque : ceci\n", [("S004", E, 2, 11)]),
    ("😀é: Remarque : x\r\nb: c\r\n", [("S004", E, 1, 13)]),
    ("\ufeffa: Remarque : x\n", [("S004", E, 1, 12)]),
    # Row S005, a pattern without quotes, where YAML fails
    ("pattern: [0-9]{10}\n", [("S005", E, 1, 10)]),
    ("pattern: [A-Z]{2}[0-9]+\n", [("S005", E, 1, 10)]),
    ("x: {a: b}c\n", [("S005", E, 1, 4)]),
    # Row S006, quotes inside quotes
    ("label: 'l'union'\n", [("S006", E, 1, 10)]),
    ("a:\n  - b\n  - 'l'union'\n", [("S006", E, 3, 7)]),
    ('label: "Dites "oui" ici"\n', [("S006", E, 1, 15)]),
    ('label: "Nom" de naissance\n', [("S006", E, 1, 12)]),
    ("'l'union': x\n", [("S006", E, 1, 3)]),
    ("a: {b: 'l'union', c: d}\n", [("S006", E, 1, 10)]),
    ("a: 'x\n  y'z\n", [("S006", E, 2, 4)]),
    # Row S009, anchors, aliases, merge keys, tags, directives
    ("defaults: &base\n  type: text\na:\n  <<: *base\n", [("S009", E, 1, 11)]),
    ("a: &mail x\nb: *mail\n", [("S009", E, 1, 4)]),
    ("a: *x\nb: *x\n", [("S009", E, 1, 4)]),
    ("a:\n  <<: b\n", [("S009", E, 2, 3)]),
    ("a: !!python/object:os.system x\n", [("S009", E, 1, 4)]),
    ("note: !important lire\n", [("S009", E, 1, 7)]),
    ("%TAG ! x\n---\na: b\n", [("S009", E, 1, 1)]),
    ("%YAML 3.0\n---\na: b\n", [("S009", E, 1, 1)]),
    # Row S023, the shape of the file
    ("", [("S023", E, 1, 1)]),
    ("# rien\n", [("S023", E, 1, 1)]),
    ("juste un texte\n", [("S023", E, 1, 1)]),
    ("- a\n- b\n", [("S023", E, 1, 1)]),
    ("---\na: b\n---\nc: d\n", [("S023", E, 3, 1)]),
    ("a: b\n...\nc: d\n", [("S023", E, 3, 1)]),
    ("[a]\nc: d\n", [("S023", E, 2, 1)]),
    # Row S024, indentation
    ("a: b\n\tc: d\n", [("S024", E, 2, 1)]),
    ("a:\n\tb: c\n", [("S024", E, 2, 1)]),
    ("a: b\r\n\tc: d\r\n", [("S024", E, 2, 1)]),
    ("a:\n  b: c\n \t d: e\n", [("S024", E, 3, 2)]),
    ("a: |\n  x\n\ty\n", [("S024", E, 3, 1)]),
    ("fields:\n  a:\n    type: text\n     label: X\n", [("S024", E, 4, 6)]),
    ("fields:\n  a:\n    type: text\n   label: X\n", [("S024", E, 4, 4)]),
    ("text: |\n    Bonjour\n  Suite : x\nb: c\n", [("S024", E, 3, 3)]),
    ("options:\n  a: b\n  - c\n", [("S024", E, 3, 3)]),
    ("options:\n  - a\n  b: c\n", [("S024", E, 3, 3)]),
    ("options:\n  - a\n - b\n", [("S024", E, 3, 2)]),
    ("options:\n  - a\n   - b: c\n", [("S024", E, 3, 4)]),
    ("options:\n  - a\n   - b\n", [("S024", W, 3, 4)]),
    ("a: 'b' # c\n d: e\n", [("S024", E, 2, 2)]),
    ("  a: b\nc: d\n", [("S024", E, 1, 3)]),
    ("text: |\n    Bonjour\n  {{ name }}, suite\nb: c\n", [("S024", E, 3, 3)]),
    ("text: |\n    Bonjour\n  et la suite\nb: c\n", [("S024", E, 3, 3)]),
    # Row S025, quotes and brackets
    ("a: 'b\nc: d\n", [("S025", E, 1, 4)]),
    ("a: 'Bonjour\nb: c\nd: l'heure\n", [("S025", E, 1, 4)]),
    ('a: "b\n---\n', [("S025", E, 1, 4)]),
    ("a: [b, c\nd: e\nf: g\n", [("S025", E, 1, 4)]),
    ("a: {b: c, d: [e, f]\ng: h\n", [("S025", E, 1, 4)]),
    ("a: [b, c}\n", [("S025", E, 1, 9)]),
    ("a: [b, c]]\n", [("S025", E, 1, 10)]),
    ("a: ]\n", [("S025", E, 1, 4)]),
    ("a: b\n}\n", [("S025", E, 2, 1)]),
    # Row S026, texts that begin with a mark of YAML
    ("must: >= today\n", [("S026", E, 1, 7)]),
    ("text: **Important** : lire\n", [("S026", E, 1, 7)]),
    ("text: *Important*\n", [("S026", E, 1, 7)]),
    ("contact: @mairie\n", [("S026", E, 1, 10)]),
    ("rate: %50\n", [("S026", E, 1, 7)]),
    ("code: `x`\n", [("S026", E, 1, 7)]),
    ("note: & Cie\n", [("S026", E, 1, 7)]),
    ("text: - un\n", [("S026", E, 1, 7)]),
    ("text: ? x\n", [("S026", E, 1, 7)]),
    ("text: , et\n", [("S026", E, 1, 7)]),
    ("text: | bonjour\n", [("S026", E, 1, 7)]),
    ("formats: [*.pdf, b]\n", [("S026", E, 1, 11)]),
    # Row S027, other punctuation
    ("a:\n  type:text\n  label: Nom\n", [("S027", E, 2, 7)]),
    ("a:\n  label: Nom\n  type:text\n", [("S027", E, 3, 7)]),
    ("label:Nom\n", [("S027", E, 1, 6)]),
    ('"a":b\n', [("S027", E, 1, 4)]),
    ("fields:\n  a: x\n  b\n  c: d\n", [("S027", E, 3, 3)]),
    ("fields:\n  label Nom\n  type: text\n", [("S027", E, 2, 3)]),
    ('pattern: "\\d{5}"\n', [("S027", E, 1, 11)]),
    ('a: "\\u12"\n', [("S027", E, 1, 5)]),
    ("a: [b,, c]\n", [("S027", E, 1, 7)]),
    ('a: ["x" "y"]\n', [("S027", E, 1, 9)]),
    ("a: {b: c d: e, f: g}\n", [("S027", E, 1, 10)]),
    ("a: [b, : c]\n", [("S027", E, 1, 8)]),
    ("[a, b]: c\n", [("S027", E, 1, 1)]),
]


def found_in(text: str) -> list[tuple[str, str, int, int]]:
    problems = parse(text, "spec.yaml").problems
    return [(problem.code, problem.severity, problem.line, problem.column) for problem in problems]


@pytest.mark.parametrize(("text", "expected"), MISTAKES)
def test_code_and_place(text: str, expected: list[tuple[str, str, int, int]]) -> None:
    """Requirements 1 and 2."""
    assert sorted(found_in(text)) == sorted(expected)


@pytest.mark.parametrize("text", [text for text, _ in MISTAKES])
def test_words_of_libyaml_are_never_shown(text: str) -> None:
    """Requirement 5."""
    try:
        yaml.load(text.encode(), Loader=yaml.CSafeLoader)  # a safe loader
    except yaml.MarkedYAMLError as error:
        raw = error.problem or ""
        for problem in parse(text, "spec.yaml").problems:
            assert raw not in problem.message
            assert raw not in (problem.hint or "")
            assert "YAML cannot read" not in problem.message
    except yaml.YAMLError:
        pytest.fail("every text of the table has a marked error or none")


def test_all_mistakes_at_once() -> None:
    """Requirements 2 and 3."""
    text = (
        "label: Remarque : facultative\n"
        "hint: Bâtiment #3\n"
        "text: {{ name }}, bonjour\n"
        "why: 'l'union'\n"
        "why: deux fois\n"
        "pattern: [0-9]{10}\n"
        "states: {filed: {title: Déposée, en cours}}\n"
        "must: >= today\n"
        "link: &mail x\n"
    )
    assert [(code, line) for code, _, line, _ in found_in(text)] == [
        ("S004", 1),
        ("S002", 2),
        ("S002", 3),
        ("S006", 4),
        ("S001", 5),
        ("S005", 6),
        ("S003", 7),
        ("S026", 8),
        ("S009", 9),
    ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "a: 1\nphone: x\nphone: y\n",
            "`phone` is written twice here; the first is at line 2.",
            "Rename one, or delete it.",
        ),
        (
            "steps:\n  one: x\nsteps:\n  two: y\n",
            "`steps` is written twice here; the first is at line 1.",
            "Move what stands below it to the one in line 1 and delete this one, or rename one.",
        ),
        (
            "label: Bâtiment #3\n",
            'Everything after " #" is a comment: the text reads "Bâtiment".',
            'Quote the text: label: "Bâtiment #3"; a comment has a blank after its #.',
        ),
        (
            "t: {title: Déposée, en cours}\n",
            '"en cours" was read as a new key, because a comma ends a text inside braces.',
            'Quote the whole text: title: "Déposée, en cours"',
        ),
        (
            "label: Remarque : facultative\n",
            'A text with " : " in it must be quoted.',
            'Quote it: label: "Remarque : facultative"',
        ),
        (
            "label: 'l'union'\n",
            'The quote opened at column 8 ends after "l".',
            'Use double quotes around a text with an apostrophe in it: label: "l\'union"',
        ),
        (
            "a: &mail x\n",
            "`&mail` would mark this to be copied; in specs nothing is copied.",
            "Write the text once under `fragments` and name it. An & that belongs to a text is quoted.",
        ),
        (
            "text: {{ name }}, bonjour\n",
            'A text that begins with "{{" must be quoted; without quotes, braces hold keys.',
            'Quote the text: text: "{{ name }}, bonjour"',
        ),
        (
            'p: "\\d{5}"\n',
            'In double quotes a backslash has a meaning of its own, and "\\d" has none.',
            "Write it in single quotes, where a backslash is only a backslash: p: '\\d{5}'",
        ),
        (
            "a:\n  b: 1\n c: 2\n",
            "`c` begins in column 2, where nothing above it begins.",
            "Move it one space left to stand beside `a`, or one space right to stand beside `b`.",
        ),
        ("a:\n  b: [c, d\n  e: f\n", 'The "[" opened here is never closed.', "Close it: b: [c, d]"),
    ],
)
def test_words(text: str, message: str, hint: str) -> None:
    """Requirement 4."""
    (problem,) = parse(text, "spec.yaml").problems
    assert (problem.message, problem.hint) == (message, hint)


@pytest.mark.parametrize(
    "text",
    [
        "type: text   # identité\n",
        "type: text # identité\n",
        "type: text #identité\n",
        "label: Bâtiment A  #3\n",
        "label: Bâtiment # trois\n",
        "label: Bâtiment#3\n",
        "url: https://exemple.fr/a:b#c\n",
        "label: L'union\n",
        "label: 'l''union'\n",
        'label: "Remarque : facultative"\n',
        "text: |\n  Remarque : ceci #3\n  - un\n  {{ name }}\n",
        "text: Bonjour {{ name }}\n",
        't: {title: "Déposée, en cours", final: true}\n',
        "t: {}\nu: []\nv: {a: ''}\n",
        "t: {a: [b, c], d: {e: f}}\n",
        "lists:\n  FRA : France\n  marital_status : x\n",
        "lookup:\n  - {a: b}\n  - c: d\n",
        "hours: 12:30\nword: non\nratio: 3:4\n",
        "when: a is b and\n  c is d\n",
        "a: b\r\nc:\r\n  - d\r\n",
        "%YAML 1.2\n---\na: b\n",
        "a: '- b'\nc: d - e\n",
        "a: b !\n",
    ],
)
def test_what_is_no_mistake(text: str) -> None:
    """Requirement 6."""
    document = parse(text, "spec.yaml")
    assert document.problems == ()
    assert isinstance(document.root, Mapping)


@pytest.mark.parametrize(
    "text",
    [
        "label: Remarque : facultative\n",
        "label: Remarque : voir #3\n",
        "label: Bâtiment #3\n",
        "label: 'l'union'\n",
        'label: "Dites "oui" ici"\n',
        'label: L\'avis "oui" : lire\n',
        "label: {{ name }}, bonjour\n",
        "label: [0-9]{10}\n",
        "label: >= today\n",
        "label: **Gras**\n",
        'label: "\\d{5}"\n',
        "label: [a, b\n",
        "label: 'a\n",
        "label:Nom\n",
    ],
)
def test_what_a_hint_proposes(text: str) -> None:
    """Requirement 7."""
    (problem,) = parse(text, "spec.yaml").problems
    assert problem.hint is not None
    proposal = problem.hint[problem.hint.index("label") :].removesuffix(
        "; a comment has a blank after its #."
    )
    mended = parse(proposal + "\n", "spec.yaml")
    assert mended.problems == ()
    assert isinstance(mended.root, Mapping)
    value = mended.root.get("label")
    assert value is not None
    if isinstance(value, Scalar):
        written = text.removeprefix("label:").strip().strip("'\"")
        assert value.value.strip("\"'") == written
