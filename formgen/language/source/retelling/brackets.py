"""Brackets and braces: never closed, closing nothing, or the first mark of a text (S002, S005, S025)."""

from __future__ import annotations

import re

from formgen.language.source.lines import quoted
from formgen.language.source.retelling.scene import Scene
from formgen.language.source.retold import Retold

_CLOSING = {"[": "]", "{": "}"}
_PATTERN = re.compile(r"\bpattern:\s*\[[^\s,]*$")
_PLACEHOLDERS = re.compile(r"(?:\{\{[^\r\n]*?\}\}[^,\[\]{}\r\n]*)+")
_NAMES = {"[": "a list", "{": "a block of keys"}


def placeholder(scene: Scene) -> Retold | None:
    """S002: a text that begins with `{{` and goes on after it."""
    line = scene.anatomy(scene.line)
    if line.value.startswith("{{"):
        start = scene.document.line_starts[scene.line] + line.value_column
        end = start + len(line.value)
    else:
        opened = [at for at in scene.open_brackets if scene.text.startswith("{{", at)]
        start = opened[0] if opened else scene.closed_before if scene.closed_before is not None else scene.at
        if not scene.text.startswith("{{", start):
            return None
        found = _PLACEHOLDERS.match(scene.text, start)
        end = start + len(found.group().rstrip()) if found else start + 2
    where, repaired, shown = scene.with_text(start, end, quoted(scene.text[start:end]))
    return Retold(
        scene.problem(
            "S002",
            start,
            end,
            'A text that begins with "{{" must be quoted; without quotes, braces hold keys.',
            f"Quote the text: {shown}",
        ),
        where,
        repaired,
    )


def begins_a_text(scene: Scene) -> Retold | None:
    """S005: `pattern: [0-9]{10}`. A text goes on after the bracket that was meant as its first character."""
    line = scene.anatomy(scene.line)
    if scene.closed_before is None or line.value[:1] not in _CLOSING or scene.character in ("]", "}"):
        return None
    start = scene.document.line_starts[scene.line] + line.value_column
    end = start + len(line.value)
    where, repaired, shown = scene.with_text(start, end, quoted(line.value))
    mark = line.value[0]
    return Retold(
        scene.problem(
            "S005",
            start,
            end,
            f'A text that begins with "{mark}" must be quoted; without quotes it is {_NAMES[mark]}.',
            f"Quote it: {shown}",
        ),
        where,
        repaired,
    )


def closing_in_comment(scene: Scene) -> Retold | None:
    """S002: the closing bracket stands behind " #"."""
    if not scene.open_brackets:
        return None
    opened = scene.open_brackets[-1]
    line = scene.document.position(opened)[0] - 1
    after = scene.anatomy(line).after
    mark = scene.text[opened]
    if line == scene.line or _CLOSING[mark] not in after:
        return None
    start = scene.document.line_starts[line] + len(scene.document.lines[line]) - len(after.lstrip())
    return Retold(
        scene.problem(
            "S002",
            start,
            start + len(after.lstrip()),
            f'Everything after " #" is a comment, and so is the "{_CLOSING[mark]}" in it.',
            "Quote the text that has the # in it.",
        )
    )


def never_closed(scene: Scene) -> Retold | None:
    """S025: the file, or another line of the spec, is reached while a bracket is open."""
    if not scene.open_brackets:
        return None
    opened = scene.open_brackets[-1]
    line = scene.document.position(opened)[0] - 1
    mark = scene.text[opened]
    if scene.character in ("]", "}") and scene.character != _CLOSING[mark]:
        column = scene.document.position(opened)[1]
        where = f"at column {column}" if line == scene.line else f"on line {line + 1}"
        return Retold(
            scene.problem(
                "S025",
                scene.at,
                scene.at + 1,
                f'This "{scene.character}" cannot close the "{mark}" opened {where}.',
                f'Write "{_CLOSING[mark]}" first; every bracket is closed by its own kind.',
            )
        )
    if line == scene.line and scene.character:
        return None
    if scene.character and scene.anatomy(scene.line).width > scene.anatomy(line).width:
        return None
    whole = scene.anatomy(line)
    repaired = whole.with_value(whole.value + _CLOSING[mark]) if len(scene.open_brackets) == 1 else None
    alone = opened == scene.document.line_starts[line] + whole.value_column
    shown = whole.shown(whole.value + _CLOSING[mark]) if alone and len(whole.text) < 70 else None
    return Retold(
        scene.problem(
            "S025",
            opened,
            opened + 1,
            f'The "{mark}" opened here is never closed.',
            f"Close it: {shown}" if shown else f'Write "{_CLOSING[mark]}" where it ends.',
        ),
        line,
        repaired,
    )


def closes_nothing(scene: Scene) -> Retold | None:
    """S025: a closing bracket, and nothing is open."""
    if scene.character not in ("]", "}"):
        return None
    line = scene.document.lines[scene.line]
    repaired = line[: scene.column] + line[scene.column + 1 :]
    message = f'This "{scene.character}" closes nothing: no bracket is open here.'
    hint = "Delete it; if it belongs to a text, quote the text."
    return Retold(scene.problem("S025", scene.at, scene.at + 1, message, hint), scene.line, repaired)


def comma(scene: Scene) -> Retold | None:
    """S027: a comma too many or too few, or a colon without its key, between brackets."""
    if not scene.open_brackets:
        return None
    end = max(scene.text_from(scene.at), scene.at + 1)
    if scene.character == ",":
        message, hint = "Nothing stands before this comma.", "Delete one comma, or write what is missing."
        end = scene.at + 1
    elif scene.character == ":":
        message, hint = "No key stands before this colon.", "Write the key; a text with a colon is quoted."
        end = scene.at + 1
    else:
        message = "A comma is missing before this."
        hint = "Put a comma between two things in brackets; quote a text that is one thing."
        if _PATTERN.search(scene.document.lines[scene.line][: scene.column]):
            hint = 'A pattern with brackets must be quoted: pattern: "[A-Z]{2}[0-9]{3}".'
    return Retold(scene.problem("S027", scene.at, end, message, hint))


def after_closing(scene: Scene) -> Retold | None:
    """S027: something follows a closing bracket on its line."""
    if scene.closed_before is None or not scene.character:
        return None
    end = max(scene.text_from(scene.at), scene.at + 1)
    message = "Nothing can follow a closing bracket on its line."
    return Retold(scene.problem("S027", scene.at, end, message, "Begin a new line, or quote the whole text."))
