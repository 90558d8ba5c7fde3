"""Lines that stand in the wrong column: S024; and texts that a comment cut off: S002."""

from __future__ import annotations

import re

from formgen.language.source.lines import Line, shortened
from formgen.language.source.retelling.scene import Scene
from formgen.language.source.retold import Retold

_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


def tab(scene: Scene) -> Retold | None:
    """S024: a tab where YAML counts spaces."""
    line = scene.document.lines[scene.line] if scene.line < len(scene.document.lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        start = scene.document.line_starts[scene.line] + indent.index("\t")
        end = scene.document.line_starts[scene.line] + indent.rindex("\t") + 1
    elif scene.character == "\t":
        start, end = scene.at, scene.at + 1
    else:
        return None
    what = "A tab stands at the beginning of this line" if "\t" in indent else "A tab stands here"
    return Retold(
        scene.problem(
            "S024",
            start,
            end,
            f"{what}; lines are indented with spaces only.",
            "Replace each tab by two spaces; most editors do so for a whole file.",
        )
    )


def left_of_a_text(scene: Scene) -> Retold | None:
    """S024: a line of a text under a bar that stands left of the text's first line, and so ends it."""
    number = scene.line
    if "simple key" in scene.context:
        number = scene.document.position(scene.context_at)[0] - 1
    line = scene.anatomy(number)
    above = scene.above(number)
    right: int | None = None
    while above is not None and scene.width(above) >= line.width:
        right = scene.width(above)
        above = scene.above(above)
    if above is None or right in (None, line.width) or not line.text.strip():
        return None
    header = scene.anatomy(above)
    if _BLOCK_HEADER.fullmatch(header.value) is None:
        return None
    start = scene.document.line_starts[number] + line.width
    name = shortened(line.text.strip(), 20)
    message = f'The text under `{header.shown(header.value)}` ends before "{name}", which stands left of it.'
    hint = f"Begin all lines of the text in column {line.width + 1}, its first line too."
    return Retold(scene.problem("S024", start, start + len(line.text.strip()), message, hint))


def first_line(scene: Scene) -> Retold | None:
    """S024: the file's first line is indented, and a later one is not."""
    number = next((at for at in range(scene.line) if not scene.anatomy(at).empty), None)
    if number is None or not scene.anatomy(number).width or scene.column:
        return None
    line = scene.anatomy(number)
    start = scene.document.line_starts[number] + line.width
    name = _name(line)
    message = f"`{name}` is indented, but stands under nothing: it is the first line."
    hint = f"Begin it in column 1, or indent line {scene.line + 1} as far as this one."
    return Retold(scene.problem("S024", start, start + len(name), message, hint))


def cut_by_comment(scene: Scene) -> Retold | None:
    """S002: `text: Room #3` and a second line of the text; the comment ended it."""
    number = scene.line
    if "simple key" in scene.context:
        number = scene.document.position(scene.context_at)[0] - 1
    above = scene.above(number)
    if above is None or scene.anatomy(number).key is not None or scene.anatomy(number).indent.endswith("- "):
        return None
    line = scene.anatomy(above)
    comment = line.after.strip()
    if not comment or not line.value or line.value[0] in "|>\"'[{":
        return None
    start = scene.document.line_starts[above] + len(line.text) - len(line.after.lstrip())
    key = line.key or "-"
    return Retold(
        scene.problem(
            "S002",
            start,
            start + len(comment),
            f'Everything after " #" is a comment, and it ends the text "{shortened(line.value)}".',
            f"Write {key}: | and the text below it, indented; or quote the text."
            if line.key
            else "Quote the text.",
        )
    )


def under_a_text(scene: Scene) -> Retold | None:
    """S024: a key indented under a key that has a text already."""
    line = scene.anatomy(scene.line)
    above = scene.above(scene.line)
    while above is not None and scene.width(above) >= line.width:
        above = scene.above(above)
    if above is None or not line.text.strip():
        return None
    parent = scene.anatomy(above)
    if not parent.value or parent.value[0] in "|>":
        return None
    start = scene.document.line_starts[scene.line] + line.width
    name = _name(line)
    if parent.key is None:
        return _under_an_item(scene, parent, start, name) if parent.indent.endswith("- ") else None
    column = len(parent.indent) + 1
    return Retold(
        scene.problem(
            "S024",
            start,
            start + len(name),
            f"`{name}` is indented under `{parent.key}`, which has a value: {shortened(parent.value)}",
            f"To stand beside `{parent.key}`, begin it in column {column}.",
        )
    )


def _under_an_item(scene: Scene, parent: Line, start: int, name: str) -> Retold:
    message = f"`{name}` is indented under the list item `{_name(parent)}`, which is a text."
    hint = f"To stand beside it, begin in column {parent.width + 1}."
    return Retold(scene.problem("S024", start, start + len(name), message, hint))


def misplaced(scene: Scene) -> Retold | None:
    """S024: a line whose column is that of nothing above it, or a dash among keys, or a key among dashes."""
    line = scene.anatomy(scene.line)
    if not line.text.strip() or scene.column > len(line.indent):
        return None
    start = scene.document.line_starts[scene.line] + line.width
    name = _name(line)
    levels = _levels(scene)
    beside = levels.get(line.width)
    if beside is not None:
        return _another_kind(scene, line, start, name, beside)
    outer = max((width for width in levels if width < line.width), default=None)
    inner = min((width for width in levels if width > line.width), default=None)
    ways = []
    if outer is not None:
        ways.append(f"{_spaces(line.width - outer)} left to stand beside `{_name(levels[outer])}`")
    if inner is not None:
        ways.append(f"{_spaces(inner - line.width)} right to stand beside `{_name(levels[inner])}`")
    message = f"`{name}` begins in column {line.width + 1}, where nothing above it begins."
    hint = f"Move it {', or '.join(ways)}." if ways else "Begin it in column 1."
    return Retold(scene.problem("S024", start, start + len(name), message, hint))


def _spaces(count: int) -> str:
    return "one space" if count == 1 else f"{count} spaces"


def _another_kind(scene: Scene, line: Line, start: int, name: str, beside: Line) -> Retold:
    if line.text.lstrip().startswith("- "):
        message = f"A list item (a dash) stands beside the key `{_name(beside)}`."
        hint = "A list stands alone under its own key; indent the dash under it, or name the key."
    else:
        message = f"`{name}` stands beside list items (dashes)."
        hint = "Move it left to the column of the key that it belongs beside, or begin it with a dash."
    return Retold(scene.problem("S024", start, start + len(name), message, hint))


def _levels(scene: Scene) -> dict[int, Line]:
    """Columns in which something open above the line begins: the nearest line for each."""
    levels: dict[int, Line] = {}
    narrowest: int | None = None
    above = scene.above(scene.line)
    while above is not None:
        if narrowest is None or scene.width(above) < narrowest:
            line = scene.anatomy(above)
            levels[line.width] = line
            inside = len(line.indent)
            if line.key is not None and inside != line.width:
                levels.setdefault(inside, Line(line.text, " " * inside, line.key, 0, line.value, ""))
            narrowest = line.width
        if narrowest == 0:
            break
        above = scene.above(above)
    return levels


def _name(line: Line) -> str:
    """What a message calls a line: its key, or its first words."""
    if line.text.lstrip().startswith("- ") and line.indent.endswith("- "):
        return f"- {line.key}" if line.key is not None else shortened(line.text.strip(), 20)
    return line.key if line.key is not None else shortened(line.text.strip(), 20)
