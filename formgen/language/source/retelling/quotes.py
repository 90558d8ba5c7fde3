"""Quotes that end too early, never, or hold a backslash: rows S006, S025, S027."""

from __future__ import annotations

import re

from formgen.language.source.lines import quoted, shortened
from formgen.language.source.retelling.scene import Scene
from formgen.language.source.retold import Retold

_LIKE_A_NEW_LINE_OF_A_SPEC = re.compile(r"[\r\n][ \t]*(?:- +)*(?:[\w-]+[ ]*:(?:[ \t]|[\r\n])|- )")


def ended_early(scene: Scene) -> Retold | None:
    """S006: `'l'union'`. A text stands right after a closing quote; or S025 when that quote was another's."""
    if scene.quoted_before is None or scene.character in ("", ":"):
        return None
    start, end = scene.quoted_before
    if scene.open_brackets and scene.character in ("'", '"') and end < scene.at:
        return None
    written = scene.text[start:end]
    if _LIKE_A_NEW_LINE_OF_A_SPEC.search(written):
        return _swallowed(scene, start, end)
    mark = written[0]
    stop = _meant_end(scene, mark)
    inner = scene.text[start + 1 : stop]
    inner = inner[:-1] if inner.endswith(mark) else scene.text[start:stop]
    whole = quoted(inner.replace("''", "'") if mark == "'" else inner)
    several_lines = "\n" in written or "\r" in written
    line, repaired, shown = scene.with_text(start, stop, whole) if not several_lines else (0, "", "")
    column = scene.document.position(start)[1]
    what = "an apostrophe" if mark == "'" else "quotes"
    use = "double quotes" if whole[0] == '"' else "single quotes"
    return Retold(
        scene.problem(
            "S006",
            end - 1,
            end,
            f'The quote opened at column {column} ends after "{shortened(" ".join(written[1:-1].split()))}".',
            f"Use {use} around a text with {what} in it: {shown}"
            if not several_lines
            else "Write the text under a bar (|), where quotes are only quotes.",
        ),
        line,
        repaired or None,
    )


def _meant_end(scene: Scene, mark: str) -> int:
    """The end of the quoted text as it was meant: the last quote that something can follow."""
    brackets = r"[,\]}]|" if scene.open_brackets else ""
    follows = rf"(?=[ \t]*(?:{brackets}:[ \t\r\n]|[\r\n]|$|[ \t]#))"
    found = re.compile(f"[^\r\n]*?{mark}{follows}").match(scene.text, scene.at)
    return found.end() if found else scene.text_from(scene.at)


def unclosed(scene: Scene) -> Retold | None:
    """S025: the file ends inside a quoted text."""
    start = scene.context_at
    mark = scene.text[start : start + 1]
    if mark not in ("'", '"'):
        return None
    return _never_closed(scene, start, "The quote opened here is never closed.")


def _swallowed(scene: Scene, start: int, end: int) -> Retold:
    line = scene.document.position(end)[0]
    return _never_closed(
        scene, start, f"The quote opened here is closed only on line {line}, by another quote."
    )


def _never_closed(scene: Scene, start: int, message: str) -> Retold:
    mark = scene.text[start]
    end = scene.text_from(start)
    inner = scene.text[start + 1 : end]
    whole = mark + inner + mark if mark not in inner else quoted(inner)
    line, repaired, shown = scene.with_text(start, end, whole)
    below = scene.anatomy(line + 1)
    alone = below.empty or below.key is not None or below.indent.endswith("- ")
    return Retold(
        scene.problem("S025", start, start + 1, message, f"Close it: {shown}"),
        line,
        repaired if alone else None,
    )


def escape(scene: Scene) -> Retold | None:
    """S027: in double quotes a backslash begins an escape, so that a pattern is written in single quotes."""
    start = scene.context_at
    backslash = scene.text.rfind("\\", start, scene.at + 1)
    if backslash < 0 or scene.text[start : start + 1] != '"':
        return None
    found = re.compile(r'"(?:[^"\\\r\n]|\\[^\r\n])*"').match(scene.text, start)
    hint = r"Write \\ for a backslash, or use single quotes."
    line, repaired = 0, None
    if found is not None:
        inner = found.group()[1:-1].replace("\\\\", "\\")
        whole = f"'{inner}'" if "'" not in inner else quoted(inner)
        line, repaired, shown = scene.with_text(start, found.end(), whole)
        hint = f"Write it in single quotes, where a backslash is only a backslash: {shown}"
    written = scene.text[backslash : backslash + 2]
    message = f'In double quotes a backslash has a meaning of its own, and "{written}" has none.'
    return Retold(scene.problem("S027", backslash, backslash + 2, message, hint), line, repaired)
