"""What is wrong in a line of a catalogue that cannot be read."""

from __future__ import annotations

import re

from formgen.language.problems import nearest

_WORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr")
_WORD = re.compile(r"(?P<word>[A-Za-z_]+)(?:\[[0-9]\])?(?P<rest>.*)")
_FIRST = re.compile(r'"(?:[^"\\]|\\.)*"')


def what_is_wrong(line: str) -> tuple[int, str, str]:
    """The column from 1 in a line without blanks around it, the message, and how to mend it."""
    found = _WORD.fullmatch(line)
    word = found["word"] if found else ""
    rest = (found["rest"] if found else line).strip()
    at = len(line) - len(rest) + 1
    before = f"{word} " if word else ""
    if word and word not in _WORDS:
        meant = nearest(word, _WORDS) if rest.startswith('"') else None
        if meant is not None:
            return 1, f"`{word}` is not known in a catalogue.", f"Did you mean `{meant}`?"
        return 1, "This line is no part of a catalogue.", _LINES
    first = _FIRST.match(rest)
    if first is not None and first.end() < len(rest):
        inner = rest[1:-1] if rest.endswith('"') else rest[1:]
        whole = re.sub(r'(?<!\\)"', '\\"', inner)
        hint = f'Write {before}"{whole}"' if len(whole) < 80 else 'Write \\" for each of them.'
        return at + first.end() - 1, 'Quotes inside a text are written \\".', hint
    if rest.startswith('"'):
        return at, "The quote opened here is not closed on this line.", 'Write " at the end of the line.'
    if word and rest:
        return at, f"The text behind `{word}` is not quoted.", f'Write {before}"{rest.rstrip(chr(34))}"'
    return 1, "This line is no part of a catalogue.", _LINES


_LINES = 'Each line is msgctxt, msgid or msgstr with a text in quotes, such as msgstr "…", or begins with #.'
