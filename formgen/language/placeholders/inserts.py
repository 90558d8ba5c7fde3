"""What stands between the braces of a value's placeholder: an expression, and filters behind bars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from formgen.language.expressions import ExpressionFault, parse
from formgen.language.placeholders.filters import FILTERS
from formgen.language.placeholders.segments import Applied, Fault, Insert, TextFormula
from formgen.language.problems import nearest

SYNTAX: Final = "X704"

_FILTER = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)(?:\s+([0-9]{1,3}))?\s*\Z")


def shifted(fault: ExpressionFault, start: int) -> Fault:
    """A fault of an expression that begins at `start` of a text, as a fault of that text."""
    return Fault(
        fault.message, fault.hint, start + fault.start, start + fault.end, fault.code, fault.severity
    )


class InsertReader:
    """Reads parts of one text; what is wrong gathers in `faults`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Fault] = []

    def insert(self, start: int, end: int) -> Insert:
        """The placeholder from `{{` at `start` to behind `}}` at `end`."""
        bar = self.text.find("|", start, end - 2)
        expression_end = bar if bar >= 0 else end - 2
        formula = self.formula(start + 2, expression_end, "", start, end)
        if bar < 0:
            return Insert(formula, (), start, end)
        if self.text[start + 2 : bar].strip() == "link":
            label = " ".join(self.text[bar + 1 : end - 2].split())
            if not label:
                hint = "Write them behind the bar: `{{ link | Me connecter }}`."
                self.report("The link has no words.", hint, bar, end)
            return Insert(formula, (), start, end, label=label or "link")
        return Insert(formula, tuple(self.filters(bar, end - 2)), start, end)

    def filters(self, bar: int, end: int) -> Iterator[Applied]:
        while 0 <= bar < end:
            following = self.text.find("|", bar + 1, end)
            stop = following if following >= 0 else end
            applied = self.filter(bar + 1, stop)
            if applied is not None:
                yield applied
            bar = following

    def filter(self, start: int, end: int) -> Applied | None:
        written = self.text[start:end]
        match = _FILTER.match(written)
        known = "Known: " + ", ".join(FILTERS) + "."
        if match is None:
            self.report("The name of a filter belongs behind the bar.", known, start - 1, end)
            return None
        name, argument = match[1], match[2]
        begin, stop = start + match.start(1), start + len(written.rstrip())
        if name not in FILTERS:
            similar = nearest(name, FILTERS)
            hint = f"Did you mean `{similar}`?" if similar else known
            self.report(f"There is no filter `{name}`.", hint, begin, stop)
            return None
        if FILTERS[name].argument and not argument:
            self.report(f"`{name}` wants a number.", f"Write for example `{name} 7`.", begin, stop)
            return None
        if argument and not FILTERS[name].argument:
            self.report(f"`{name}` takes no number.", f"Write `{name}` alone.", begin, stop)
            return None
        return Applied(name, int(argument) if argument else None, begin, stop)

    def formula(self, start: int, end: int, word: str, tag_start: int, tag_end: int) -> TextFormula | None:
        """The expression between two offsets; reports why there is none."""
        written = self.text[start:end]
        if not written.strip():
            if word:
                hint = "Write it: `{{ when housing is hotel }}`."
                self.report(f"`{word}` has no condition.", hint, tag_start, tag_end)
            else:
                hint = "Write a name, a bar and a filter: `{{ birth_name | upper }}`."
                self.report("No name stands before the bar.", hint, tag_start, tag_end)
            return None
        try:
            return TextFormula(parse(written), start)
        except ExpressionFault as fault:
            self.faults.append(shifted(fault, start))
            return None

    def report(self, message: str, hint: str | None, start: int, end: int) -> None:
        """Note a fault of syntax."""
        self.faults.append(Fault(message, hint, start, end, SYNTAX))
