"""Colons inside a text (row S004) and colons that are missing (S027)."""

from __future__ import annotations

import re

from formgen.language.problems import Problem
from formgen.language.source.lines import ID, Line, quoted, shortened
from formgen.language.source.retelling.scene import Scene
from formgen.language.source.retold import Retold

_GLUED = re.compile(r"(?P<key>[\w-]+):(?P<value>\S.*)")
_EQUALS = re.compile(r"(?P<key>[a-z][a-z0-9_]*) ?= ?(?P<value>\S.*)")
_LONG = 500
_GLUED_COMMENT = re.compile(r" #[^ \t#]")
_KEY_IN_BRACES = re.compile(r"(?P<text>.*?)[ ,]+[a-z][a-z0-9_]*")


def in_a_text(scene: Scene) -> Retold | None:
    """S004: `label: Remarque : facultative`. The second colon of a line."""
    line = scene.anatomy(scene.line)
    if line.key is None or scene.column < line.value_column or scene.open_brackets:
        return None
    start = scene.document.line_starts[scene.line] + line.value_column
    end = start + len(line.value)
    value = line.value
    if _GLUED_COMMENT.match(line.after):
        value, end = value + line.after.rstrip(), end + len(line.after.rstrip())
    if value[0] in "\"'" and value.count(value[0]) == 2:
        value = value.replace(value[0], "")
    where, repaired, shown = scene.with_text(start, end, quoted(value))
    return Retold(_colon(scene, scene.at, f"Quote it: {shown}"), where, repaired)


def in_brackets(scene: Scene) -> Retold | None:
    """S004: `{label: Remarque : facultative}`, or S027 when a comma before the next key is missing."""
    if not scene.open_brackets or scene.character != ":":
        return None
    before = re.split(r"[,{\[]", scene.text[scene.open_brackets[-1] : scene.at])[-1]
    start = scene.at - len(before.lstrip())
    key, colon, value = before.strip().partition(": ")
    end = scene.text_from(scene.at)
    if not colon:
        return None
    if "\n" in scene.text[start : scene.at].strip():
        return _before_keys(scene, scene.open_brackets[-1])
    blank_before = scene.text[scene.at - 1] == " "
    missing = _KEY_IN_BRACES.fullmatch(value) if len(value) < _LONG else None
    if missing is not None and not blank_before:
        last = value.rsplit(" ", 1)[1]
        at = scene.at - len(last)
        message = f"A comma is missing before `{last}`."
        hint = f"Write {key}: {missing['text']}, {last}: …; a text with a colon is quoted."
        return Retold(scene.problem("S027", at, scene.at, message, hint))
    start += len(key) + 2
    where, repaired, shown = scene.with_text(start, end, quoted(scene.text[start:end]))
    return Retold(_colon(scene, scene.at, f"Quote it: {shown}"), where, repaired)


def _before_keys(scene: Scene, opened: int) -> Retold:
    """S025: a bracket is open, and a line below has a key of its own, as if there were none."""
    mark = scene.text[opened]
    message = f'The "{mark}" opened here is never closed.'
    hint = f'Delete it, or write "{"]" if mark == "[" else "}"}" where it ends, with commas between its keys.'
    return Retold(scene.problem("S025", opened, opened + 1, message, hint))


def in_a_long_text(scene: Scene) -> Retold | None:
    """S004: a text without quotes over several lines, a later one of which has a colon."""
    line = scene.anatomy(scene.line)
    first = _beginning(scene, line)
    if first is None or line.key is None or ID.fullmatch(line.key):
        return None
    key = scene.anatomy(first).key
    hint = f"Write {key}: | and the text below it, indented; there a colon is only a colon."
    return Retold(_colon(scene, scene.at, hint))


def _colon(scene: Scene, at: int, hint: str) -> Problem:
    blank_before = scene.text[at - 1 : at] == " "
    written = '" : "' if blank_before else '": "'
    message = f"A text with {written} in it must be quoted."
    return scene.problem("S004", at - blank_before, min(at + 2, len(scene.text)), message, hint)


def _beginning(scene: Scene, line: Line) -> int | None:
    """The line above whose unquoted text the line goes on, if any."""
    above = scene.above(scene.line)
    while above is not None:
        if scene.width(above) < line.width:
            candidate = scene.anatomy(above)
            plain = bool(candidate.value) and candidate.value[0] not in "|>\"'[{"
            return above if candidate.key is not None and plain else None
        above = scene.above(above)
    return None


def after_a_quoted_key(scene: Scene) -> Retold | None:
    """S027: `"key":value`. The colon after a quoted key wants a blank, too."""
    if scene.quoted_before is None or scene.character != ":":
        return None
    start = scene.at
    line, repaired, shown = scene.with_text(start, start + 1, ": ")
    rest = scene.text[start + 1 : scene.text_from(start)]
    hint = f"Write {shown}{rest}"
    return Retold(
        scene.problem("S027", start, start + 1, "A blank is missing after this colon.", hint), line, repaired
    )


def glued(text: str) -> str | None:
    """A line such as `key:value` with the blank that YAML wants, None when it is no such line."""
    found = _GLUED.fullmatch(text)
    return f"{found['key']}: {found['value']}" if found else None


def missing(scene: Scene) -> Retold | None:
    """S027: a line that has no colon, or none that YAML takes for one."""
    number = scene.document.position(scene.context_at)[0] - 1
    if "simple key" not in scene.context:
        above = scene.above(scene.line)
        if (
            above is None
            or scene.anatomy(above).key is not None
            or scene.anatomy(above).indent.endswith("- ")
        ):
            return None
        number = above
    line = scene.anatomy(number)
    start = scene.document.line_starts[number] + len(line.indent)
    written = line.text[len(line.indent) :].rstrip()
    whole = glued(written)
    if whole is not None:
        at = start + whole.index(":")
        return Retold(
            scene.problem("S027", at, at + 1, "A blank is missing after this colon.", f"Write {whole}"),
            number,
            line.indent + whole,
        )
    return Retold(
        scene.problem(
            "S027",
            start,
            start + len(written),
            f'"{shortened(written)}" has no colon, so that it is neither a key nor a value.',
            _hint_without_colon(scene, number, written),
        )
    )


def _hint_without_colon(scene: Scene, number: int, written: str) -> str:
    equal = _EQUALS.fullmatch(written)
    if equal is not None:
        return f"Write {equal['key']}: {equal['value']}"
    word, _, rest = written.partition(" ")
    if ID.fullmatch(word) and rest:
        return f"Write {word}: {rest}"
    if ID.fullmatch(word):
        return f"Write {word}: and its value."
    above = scene.above(number)
    key = scene.anatomy(above).key if above is not None else None
    return (
        f"If it goes on the text of `{key}`, write {key}: | and indent the lines below it."
        if key
        else ("Write a key, a colon and a blank before it.")
    )
