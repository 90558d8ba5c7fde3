"""Texts that begin with a mark which YAML keeps for itself: S026."""

from __future__ import annotations

from formgen.language.source.lines import quoted
from formgen.language.source.retelling.scene import Scene
from formgen.language.source.retold import Retold

_KEPT = "@`%*&!>|,-?"


def kept_mark(scene: Scene) -> Retold | None:
    """S026: `must: >= today`, `text: **Important**`, `label: @home`, `text: , and so on`."""
    start = scene.context_at if scene.text[scene.context_at : scene.context_at + 1] in _KEPT else scene.at
    mark = scene.text[start : start + 1]
    if not mark or mark not in _KEPT:
        return None
    end = max(scene.text_from(start), start + 1)
    where, repaired, shown = scene.with_text(start, end, quoted(scene.text[start:end]))
    if mark == "|":
        message = 'After "|" the text begins on the next line.'
        hint = f"Move the text to the next line and indent it; or quote it: {shown}"
    elif mark == "-":
        message = "A list begins on the line below its key."
        hint = f"Move the dash to the next line and indent it; if it belongs to a text, quote it: {shown}"
    elif mark == "%" and scene.document.position(start)[1] == 1:
        message = "A line that begins with % is a command; specs have none."
        return Retold(scene.problem("S009", start, end, message, "Delete the line."))
    elif mark == "`" and scene.text[start + 1 : end].endswith("`"):
        message = "These marks quote nothing here."
        where, repaired, shown = scene.with_text(start, end, scene.text[start + 1 : end - 1])
        hint = f"Write it without them: {shown}"
    else:
        message = f'A text that begins with "{mark}" must be quoted.'
        hint = f"Quote it: {shown}"
    line = scene.anatomy(where)
    # A mark where a key is expected may be a slip in the key: quoting the line would not mend it.
    is_value = line.key is not None or line.indent.endswith("- ") or bool(scene.open_brackets)
    return Retold(scene.problem("S026", start, end, message, hint), where, repaired if is_value else None)
