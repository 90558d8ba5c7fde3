"""Where in the file each character of a scalar's value was written.

The walks follow libyaml's scanner (`yaml_parser_scan_flow_scalar`, `…_plain_scalar`, `…_block_scalar`), so
that folding, escapes, indentation and chomping give the very characters of the value, each with its place.
A place is a pair of offsets; the place of a folded line break is the white space that it was folded from.
"""

from __future__ import annotations

import re

_Places = list[tuple[int, int]]
_BLANKS = re.compile(r"[ \t]*")
_SPACES = re.compile(" *")
_BREAK = re.compile(r"\r\n|\r|\n")
_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}


def place_of(
    text: str, node_start: int, node_end: int, value: str, style: str, start: int, end: int
) -> tuple[int, int]:
    """Offsets in `text` of `value[start:end]`, for a scalar that stands at `node_start` to `node_end`.

    `start` and `end` are brought within the value; an empty range gives an empty place.
    """
    start = max(0, min(start, len(value)))
    end = max(start, min(end, len(value)))
    inner = node_start + (style in ("single", "double"))
    block = style in ("literal", "folded")
    as_written = not block and "\n" not in value and text.startswith(value, inner)
    if as_written and (style == "plain" or inner + len(value) == node_end - 1):
        return inner + start, inner + end
    if block:
        places = _block(text, node_start, node_end, value, style == "folded")
    else:
        places = _flow(text, inner, node_end - (style != "plain"), style)
    if len(places) < len(value):
        return node_start, node_end
    if start == end:
        if start < len(value):
            return places[start][0], places[start][0]
        offset = places[start - 1][1] if start else inner
        return offset, offset
    return places[start][0], places[end - 1][1]


def _flow(text: str, offset: int, end: int, style: str) -> _Places:
    """Places of a plain or quoted scalar, whose line breaks are folded."""
    places: _Places = []
    while offset < end:
        fold = _fold(text, offset, end)
        if fold is not None:
            places.extend(fold[0])
            offset = fold[1]
        elif style == "double" and text[offset] == "\\":
            offset = _escape(text, offset, end, places)
        else:
            length = 2 if style == "single" and text.startswith("''", offset) else 1
            places.append((offset, offset + length))
            offset += length
    return places


def _fold(text: str, offset: int, end: int) -> tuple[_Places, int] | None:
    """White space with a line break in it: one break is a space, n breaks are n - 1 line feeds."""
    blanks_end = _end(_BLANKS, text, offset)
    first = _BREAK.match(text, blanks_end, end)
    if first is None:
        return None
    further, after = _breaks(text, first.end(), end)
    return further or [(offset, after)], after


def _breaks(text: str, offset: int, end: int) -> tuple[_Places, int]:
    """Line breaks, each after any blanks, and where the text goes on after the blanks that follow."""
    breaks: _Places = []
    while True:
        offset = min(_end(_BLANKS, text, offset), end)
        found = _BREAK.match(text, offset, end)
        if found is None:
            return breaks, offset
        breaks.append(found.span())
        offset = found.end()


def _escape(text: str, offset: int, end: int, places: _Places) -> int:
    """A backslash in double quotes: one character, or a line break that leaves nothing behind."""
    line_break = _BREAK.match(text, offset + 1, end)
    if line_break is not None:
        further, after = _breaks(text, line_break.end(), end)
        places.extend(further)
        return after
    after = offset + _ESCAPE_LENGTH.get(text[offset + 1 : offset + 2], 2)
    places.append((offset, after))
    return after


def _block(text: str, start: int, end: int, value: str, folded: bool) -> _Places:
    """Places of a scalar under a bar or an angle; what chomping dropped is beyond the value's length."""
    header = _BREAK.search(text, start, end)
    if header is None:
        return []
    places: _Places = []
    indent = _indent(text, header.end(), end, value)
    pending, offset = _empty_lines(text, header.end(), end, indent)
    line_break: tuple[int, int] | None = None
    was_blank = False
    while indent is not None and offset < end and text.startswith(" " * indent, offset):
        content = offset + indent
        is_blank = text[content : content + 1] in (" ", "\t")
        if line_break is not None and folded and not was_blank and not is_blank:
            if not pending:
                places.append((line_break[0], content))
        elif line_break is not None:
            places.append(line_break)
        places.extend(pending)
        found = _BREAK.search(text, content, end)
        content_end = found.start() if found else end
        places.extend((place, place + 1) for place in range(content, content_end))
        if found is None:
            return places
        line_break, was_blank = found.span(), is_blank
        pending, offset = _empty_lines(text, found.end(), end, indent)
    if line_break is not None:
        places.append(line_break)
    places.extend(pending)
    return places


def _empty_lines(text: str, offset: int, end: int, indent: int | None) -> tuple[_Places, int]:
    """Lines of nothing but spaces (at most `indent` of them), and where the first other line begins."""
    breaks: _Places = []
    while True:
        spaces = offset
        while spaces < end and text[spaces] == " " and (indent is None or spaces - offset < indent):
            spaces += 1
        found = _BREAK.match(text, spaces, end)
        if found is None:
            return breaks, offset
        breaks.append(found.span())
        offset = found.end()


def _indent(text: str, offset: int, end: int, value: str) -> int | None:
    """The indentation of a block: the spaces of its first line less those that the value begins with.

    The value's first line feeds are the empty lines above it. None when no line has any content.
    """
    content = value.lstrip("\n")
    if not content:
        return None
    for _ in range(len(value) - len(content)):
        found = _BREAK.search(text, offset, end)
        offset = found.end() if found else end
    written = _end(_SPACES, text, offset) - offset
    return max(written - (len(content) - len(content.lstrip(" "))), 0)


def _end(pattern: re.Pattern[str], text: str, offset: int) -> int:
    found = pattern.match(text, offset)
    return found.end() if found else offset
