"""Mistakes that YAML takes without a word: rows S002, S003, S004, S024 and S028.

Each function looks at one node as it is built and gives a problem or None.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from formgen.language.problems import Problem
from formgen.language.source.lines import quoted, shortened, take_apart
from formgen.language.source.nodes import Document, Entry, Mapping, Scalar

_REST_OF_LINE = re.compile(r"[^\r\n]*")
_DASHED_LINE = re.compile(r"[\r\n][ \t]*(?P<dash>- )")
CURLY: Final = {
    "“": "”“",
    "”": "”“",
    "„": "“”",
    "‘": "’‘",
    "’": "’‘",
    "‚": "‘’",
    "«": "»",
    "»": "«",
    "‹": "›",
}
"""Opening marks of several languages, each with what closes it."""
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+(?: ?%| [A-Z]{3})?")
_MACHINE_KEY = re.compile(r"[a-z0-9_]+|[A-Z0-9_]+")


def lost_after_hash(scalar: Scalar) -> Problem | None:
    """S002: the end of an unquoted text is lost because " #" starts a comment.

    A real comment is common after a value (`type: text   # identity`), so that this warns only when

    - exactly one blank stands before the "#" and none after it (`Building #3`, never `text # note`), and
    - the value reads like a text for people (a blank in it, a capital first, a letter with an accent), or is
      empty (`label: #3 Building`), or the "#" begins a number.

    Passes: `type: text  # identity`, `type: text # identity`. Fails: `label: Building #3`.
    """
    document = scalar.document
    text, end = document.text, scalar.end
    if not text.startswith(" #", end) or text[end + 2 : end + 3] in ("", " ", "\t", "\r", "\n", "#"):
        return None
    value = scalar.value
    if not (
        not value or " " in value or value[0].isupper() or not value.isascii() or text[end + 2].isdigit()
    ):
        return None
    lost = _rest(text, end + 1)
    line = take_apart(document.lines[document.position(end)[0] - 1])
    whole = f"{value} {lost.rstrip()}".lstrip()
    reads = f'the text reads "{shortened(value)}"' if value else "nothing is left of the text"
    return document.problem(
        "S002",
        "warning",
        document.span(end + 1, end + 1 + len(lost)),
        f'Everything after " #" is a comment: {reads}.',
        f"Quote the text: {_shown(line.key, quoted(whole))}; a comment has a blank after its #.",
    )


def cut_in_braces(mapping: Mapping) -> list[Problem]:
    """S003: in braces a comma ends a text, and what follows is read as a key.

    Refused: a key with a blank in it that is not quoted, and a key without a value.
    Passes: `{title: "Filed, under way"}`. Fails: `{title: Filed, under way}`.
    """
    problems: list[Problem] = []
    entries = mapping.entries
    if not mapping.document.text.startswith("{", mapping.start):
        return [_colon_in_brackets(entry) for entry in entries if " " in entry.key.value]
    index = 0
    while index < len(entries):
        if not _cut(entries[index]):
            index += 1
            continue
        first = index
        while index < len(entries) and _cut(entries[index]):
            index += 1
        problems.append(_cut_problem(mapping.document, entries, first, index - 1))
    return problems


def _cut(entry: Entry) -> bool:
    value = entry.value
    empty = isinstance(value, Scalar) and value.style == "plain" and not value.value
    return empty or (entry.key.style == "plain" and " " in entry.key.value)


def _cut_problem(document: Document, entries: tuple[Entry, ...], first: int, last: int) -> Problem:
    key = entries[first].key
    name = key.value
    before = entries[first - 1] if first else None
    colon = document.text[key.end : entries[first].value.end].strip() == ":"
    if before is not None and isinstance(before.value, Scalar) and not colon:
        start = before.value.start + (before.value.style != "plain")
        whole = document.text[start : entries[last].value.end]
        if before.value.style != "plain":
            whole = before.value.value + document.text[before.value.end : entries[last].value.end]
        whole = _without_curly(" ".join(whole.split()))
        hint = f"Quote the whole text: {before.key.value}: {quoted(whole)}"
        if _DECIMAL_COMMA.fullmatch(whole):
            hint = f"Write a point: {before.key.value}: {whole.replace(',', '.')}"
        message = f'"{shortened(name)}" was read as a new key, because a comma ends a text inside braces.'
        return document.problem("S003", "error", key, message, hint)
    line = take_apart(document.lines[document.position(key.start)[0] - 1])
    if " " in name and len(entries) == 1 and not colon and line.key is not None:
        message = f'"{shortened(name)}" stands in braces, and so was read as a key.'
        hint = f"Write it without braces: {line.key}: {name}"
    elif " " in name:
        message = f'"{shortened(name)}" was read as a key, and a key inside braces has no blank in it.'
        hint = f"Write {name.replace(' ', '_')}, or quote the text that it belongs to."
    else:
        message = f'"{shortened(name)}" has no value.'
        hint = f'Write one ({name}: …); an empty text is written ""; a list of words stands in brackets [ ].'
    return document.problem("S003", "error", key, message, hint)


def _without_curly(text: str) -> str:
    return text[1:-1].strip() if text[-1] in CURLY.get(text[0], "\0") else text


def text_not_indented(mapping: Mapping) -> Problem | None:
    """S024: what was meant as the text under a bar stands beside the bar's key, where it is read as a key.

    Fails: `text: |` with `Note: bring it.` below it in the same column. Passes: the same, indented.
    """
    for above, entry in pairwise(mapping.entries):
        value, key = above.value, entry.key
        if not isinstance(value, Scalar) or value.value or value.style not in ("literal", "folded"):
            continue
        if key.style == "plain" and not _MACHINE_KEY.fullmatch(key.value):
            message = f"This line is meant as the text of `{above.key.value}`, but it is not indented."
            hint = f"Move it, and the lines of the text below it, two spaces right of `{above.key.value}`."
            return key.document.problem("S024", "error", key, message, hint)
    return None


def _colon_in_brackets(entry: Entry) -> Problem:
    """S004 again: `[Remarque : facultative]` is a mapping in a list."""
    key, document = entry.key, entry.key.document
    whole = " ".join(document.text[key.start : entry.value.end].split())
    place = document.span(key.end, key.end + 2)
    return document.problem(
        "S004", "error", place, 'A text with ": " in it must be quoted.', f"Quote it: {quoted(whole)}"
    )


def dash_in_text(scalar: Scalar) -> Problem | None:
    """S024: a line with a dash that is part of an unquoted text above it, because it is indented too far.

    Fails: `- a` with `   - b` below it, which is the one text "a - b". Passes: the same text under a bar.
    """
    document = scalar.document
    found = _DASHED_LINE.search(document.text, scalar.start, scalar.end)
    if found is None:
        return None
    first = take_apart(document.lines[document.position(scalar.start)[0] - 1])
    in_list = first.indent.endswith("- ")
    item = f"begin the dash in column {first.width + 1}" if in_list else "move it under a key of its own"
    return document.problem(
        "S024",
        "warning",
        document.span(found.start("dash"), found.end("dash")),
        f'This line is read as part of the text above it: "{shortened(scalar.value)}".',
        f"If it is an item of a list, {item}; if it is text, write the text under a bar (|).",
    )


def curly_quotes(scalar: Scalar) -> Problem | None:
    """S028: quotes as a word processor makes them, around a whole text: they are part of the text.

    Fails: `label: “Your name”`. Passes: `label: "Your name"`, `label: "“Your name”"`, `label: The “form”`.
    """
    value = scalar.value
    if len(value) < 3 or CURLY.get(value[0]) is None or value[-1] not in CURLY[value[0]]:
        return None
    inner = value[1:-1]
    if any(mark in inner for mark in (value[0], value[-1])):
        return None
    return scalar.document.problem(
        "S028",
        "warning",
        scalar,
        "These curly quotes become part of the text; only straight ones quote it.",
        f"Write {quoted(inner.strip())}; if the marks are meant, {quoted(value)}.",
    )


def colon_in_item(mapping: Mapping) -> Problem | None:
    """S004 where YAML does not fail: `- Remarque : facultative` is read as a key and its value.

    Only where the key cannot be a name of the language (a blank, an accent or a capital with small letters)
    and a blank stands before the colon, as French writes it, and nothing else is in the mapping.
    """
    if mapping.flow or len(mapping.entries) != 1:
        return None
    key, value = mapping.entries[0].key, mapping.entries[0].value
    document = mapping.document
    if key.style != "plain" or _MACHINE_KEY.fullmatch(key.value) or not isinstance(value, Scalar):
        return None
    if document.text[key.end : key.end + 2] != " :" or value.style not in ("plain", "single", "double"):
        return None
    whole = document.text[key.start : value.end]
    return document.problem(
        "S004",
        "error",
        document.span(key.end, key.end + 3),
        'A text with " : " must be quoted; here it was read as a key and its value.',
        f"Write {quoted(' '.join(whole.split()))}",
    )


def _rest(text: str, offset: int) -> str:
    found = _REST_OF_LINE.match(text, offset)
    return found.group() if found else ""


def _shown(key: str | None, value: str) -> str:
    return f"{key}: {value}" if key else value
