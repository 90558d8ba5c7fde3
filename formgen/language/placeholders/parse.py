"""An author's text to segments: `Bonjour {{ first_name }}.`

Only `{{` and `}}` mean something here; single braces are plain characters. What stands between them
is a word of ours (`when`, `otherwise`, `for`, `end`) or an expression with filters behind bars.
Nothing is ever given to a template engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from formgen.language.placeholders.inserts import InsertReader
from formgen.language.placeholders.segments import (
    Branch,
    Fault,
    For,
    Literal,
    Segment,
    TextFormula,
    When,
)

MAX_DEPTH: Final = 16
"""How deep `when` and `for` may stand in each other: far beyond any readable text."""

_TAG_WORD = re.compile(r"\s*(when|otherwise|for|end|if|else|elif|endif|endfor|each)\b(?!\s*(?:\||\.|\())")
_FOREIGN: Final = {
    "if": "when",
    "else": "otherwise",
    "elif": "otherwise when",
    "endif": "end",
    "endfor": "end",
    "each": "for",
}
"""Words that other template languages use, and ours."""
_PERCENT_TAG = re.compile(r"\{%-? *(?P<word>[a-z]+)[^%{}\n]*%\}")
_FOR = re.compile(r"\s+([a-z][a-z0-9_]*)\s+in\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text as segments, and what is wrong in it. The segments hold all that could be read."""

    text: str
    segments: tuple[Segment, ...]
    faults: tuple[Fault, ...]


def parse_text(text: str) -> ParsedText:
    """Read the placeholders of a text. Never raises: faults come with what could be read."""
    if "{{" not in text and "}}" not in text and "{%" not in text:
        return ParsedText(text, (Literal(text, 0, len(text)),) if text else (), ())
    reader = _Reader(text)
    segments = reader.read()
    return ParsedText(text, segments, tuple(sorted(reader.faults, key=lambda fault: fault.start)))


@dataclass(slots=True)
class _Open:
    """A `when` or `for` whose `end` has not come yet."""

    word: str
    start: int
    tag_end: int
    segments: list[Segment] = field(default_factory=list)
    condition: TextFormula | None = None
    branch_start: int = 0
    branch_end: int = 0
    cases: list[Branch] = field(default_factory=list)
    in_otherwise: bool = False
    name: str = ""
    name_start: int = 0
    items: TextFormula | None = None


class _Reader(InsertReader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.stack: list[_Open] = [_Open("text", 0, 0)]
        self.lost_when = False

    def read(self) -> tuple[Segment, ...]:
        for start, end, is_tag in self.pieces():
            if is_tag:
                self.tag(start, end)
            else:
                self.stack[-1].segments.append(Literal(self.text[start:end], start, end))
        self.percent_tag()
        while len(self.stack) > 1:
            opened = self.stack[-1]
            self.report(
                f"This `{opened.word}` has no `{{{{ end }}}}`.",
                "Write `{{ end }}` where it stops.",
                opened.start,
                opened.tag_end,
            )
            self.close(len(self.text), len(self.text))
        return tuple(self.stack[0].segments)

    def pieces(self) -> Iterator[tuple[int, int, bool]]:
        """Literals and tags as (start, end, is a tag), in order, without empty ones."""
        position = 0
        while position < len(self.text):
            start = self.text.find("{{", position)
            literal_end = start if start >= 0 else len(self.text)
            self.stray_closings(position, literal_end)
            if literal_end > position:
                yield position, literal_end, False
            if start < 0:
                return
            end = self.text.find("}}", start + 2)
            following = self.text.find("{{", start + 2)
            if end < 0 or 0 <= following < end:
                line_end = self.text.find("\n", start)
                stop = min(each for each in (following, line_end, len(self.text)) if each >= 0)
                self.report("This `{{` is not closed.", "Write `}}` behind the name.", start, stop)
                yield start, stop, False
                position = stop
            else:
                yield start, end + 2, True
                position = end + 2

    def percent_tag(self) -> None:
        """The first tag of other programs, which would be shown to people as it stands."""
        found = _PERCENT_TAG.search(self.text)
        if found is not None:
            word = "for" if found["word"] == "for" else _FOREIGN.get(found["word"], "when")
            message = f"`{found.group()}` is no placeholder; people would read it so."
            hint = f"Write `{{{{ {word} … }}}}` and `{{{{ end }}}}`: two braces, no percent signs."
            self.report(message, hint, found.start(), found.end())

    def stray_closings(self, start: int, end: int) -> None:
        position = self.text.find("}}", start, end)
        if position >= 0:
            self.report("This `}}` closes nothing.", "Write `{{` before the name.", position, position + 2)

    def tag(self, start: int, end: int) -> None:
        inside_start, inside_end = start + 2, end - 2
        inside = self.text[inside_start:inside_end]
        if not inside.strip():
            self.report("Nothing stands between the braces.", "Write a name: `{{ birth_name }}`.", start, end)
            return
        match = _TAG_WORD.match(inside)
        word = match[1] if match else ""
        if match is None or (word in _FOREIGN and not self.looks_foreign(word, inside[match.end() :])):
            self.stack[-1].segments.append(self.insert(start, end))
            return
        after = inside_start + match.end()
        if word in _FOREIGN:
            self.foreign(word, start, end)
            return
        match word:
            case "when":
                condition = self.formula(after, inside_end, "when", start, end)
                self.open(_Open("when", start, end, condition=condition, branch_start=start, branch_end=end))
            case "for":
                self.loop(start, end, after, inside_end)
            case "otherwise":
                self.otherwise(start, end, after, inside_end)
            case _:
                self.end(start, end, after, inside_end)

    @staticmethod
    def looks_foreign(word: str, rest: str) -> bool:
        """`{{ each }}` may be the name of a field; `{{ if a is b }}` is a habit of other languages."""
        return word in {"else", "endif", "endfor"} or bool(rest.strip())

    def foreign(self, word: str, start: int, end: int) -> None:
        """A word of another language: one fault, and on as if ours stood there without its expression."""
        ours = _FOREIGN[word]
        wanted = ours if ours in {"end", "otherwise"} else f"{ours} …"
        self.report(f"`{word}` is not a word of texts.", f"Write `{{{{ {wanted} }}}}`.", start, end)
        if ours in {"when", "for"}:
            self.open(_Open(ours, start, end, branch_start=start, branch_end=end))
        elif ours == "end" and len(self.stack) > 1:
            self.close(start, end)
        elif self.stack[-1].word == "when":
            self.finish_branch(self.stack[-1])
            self.stack[-1].condition = None

    def open(self, opened: _Open) -> None:
        if len(self.stack) > MAX_DEPTH:
            self.report(
                f"More than {MAX_DEPTH} `when` and `for` stand inside each other.",
                "Name the condition under `conditions`, or write several texts.",
                opened.start,
                opened.tag_end,
            )
        self.stack.append(opened)

    def loop(self, start: int, end: int, after: int, inside_end: int) -> None:
        match = _FOR.match(self.text, after, inside_end)
        if match is None:
            self.report(
                "A loop names its item and its list.", "Write `{{ for child in children }}`.", start, end
            )
            self.open(_Open("for", start, end))
            return
        items = self.formula(match.end(), inside_end, "for", start, end)
        self.open(_Open("for", start, end, name=match[1], name_start=match.start(1), items=items))

    def otherwise(self, start: int, end: int, after: int, inside_end: int) -> None:
        opened = self.stack[-1]
        if opened.word != "when":
            hint = "Write `{{ when … }}` before it, or delete it with its `{{ end }}`."
            self.report("`otherwise` belongs between a `when` and its `end`.", hint, start, end)
            self.lost_when = True
            return
        if opened.in_otherwise:
            self.report("Nothing can follow `otherwise` but `end`.", "Put this branch before it.", start, end)
            return
        self.finish_branch(opened)
        opened.branch_start, opened.branch_end = start, end
        rest = self.text[after:inside_end]
        if not rest.strip():
            opened.in_otherwise = True
            opened.condition = None
            return
        match = re.match(r"\s+when\b", rest)
        if match is None:
            self.report(
                "`otherwise` stands alone, or as `otherwise when` with a condition.",
                f"Write `{{{{ otherwise when {rest.strip()} }}}}`.",
                start,
                end,
            )
            opened.condition = None
            return
        opened.condition = self.formula(after + match.end(), inside_end, "otherwise when", start, end)

    def end(self, start: int, end: int, after: int, inside_end: int) -> None:
        if self.text[after:inside_end].strip():
            self.report("`end` stands alone.", "Write `{{ end }}`.", start, end)
        if len(self.stack) == 1 and self.lost_when:
            # The `when` of both is missing: one mistake.
            self.lost_when = False
            return
        if len(self.stack) == 1:
            hint = "Delete it, or write the `when` or `for` it ends."
            self.report("This `end` closes nothing.", hint, start, end)
            return
        self.close(start, end)

    @staticmethod
    def finish_branch(opened: _Open) -> None:
        body = tuple(opened.segments)
        opened.cases.append(Branch(opened.condition, body, opened.branch_start, opened.branch_end))
        opened.segments = []

    def close(self, end_tag: int, end: int) -> None:
        opened = self.stack.pop()
        closed: Segment
        if opened.word == "when":
            self.finish_branch(opened)
            otherwise = opened.cases.pop() if opened.in_otherwise else None
            closed = When(tuple(opened.cases), otherwise, opened.start, end, end_tag)
        else:
            closed = For(
                opened.name, opened.items, tuple(opened.segments), opened.start, end,
                opened.tag_end, end_tag, opened.name_start,
            )  # fmt: skip
        self.stack[-1].segments.append(closed)
