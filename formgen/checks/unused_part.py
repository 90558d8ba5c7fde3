"""N109: something is defined and used nowhere.

A condition, list, table, source, fragment, message, PDF or number that nothing names is most often a slip of
the pen elsewhere. Calculations may serve those who read the answers, so they are let alone. This spec fails:

```yaml
people:
  title: The household
  fields:
    adults: {type: integer, label: How many adults?}
conditions:
  alone: adults is 1
```

This one passes:

```yaml
people:
  title: The household
  fields:
    adults: {type: integer, label: How many adults?}
    help_wanted: {type: yes_no, label: Do you want help?, when: alone}
conditions:
  alone: adults is 1
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from formgen.language.constructs import walk
from formgen.language.expressions import names
from formgen.language.problems import Problem
from formgen.language.readers import Formula, Text
from formgen.language.resolution import Resolution
from formgen.language.source import Scalar
from formgen.language.spec import Spec

CODE = "N109"
# A slip in a name makes the part that was meant unused too: that is told first, and alone.
NEEDS_MEANING = True

_WORD = re.compile(r"[a-z][a-z0-9_]*")


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every named part that no expression, text or reference names."""
    spec = resolution.spec
    used = _used(spec)
    parts: tuple[tuple[str, dict[str, Any]], ...] = (
        ("condition", spec.conditions),
        ("list", spec.lists),
        ("table", spec.tables),
        ("source", spec.sources),
        ("fragment", spec.fragments),
        ("message", spec.messages),
        ("PDF", spec.pdfs),
        ("number", spec.numbers),
    )
    for what, named in parts:
        for name in named:
            if name not in used:
                message = f"The {what} `{name}` is used nowhere."
                hint = "Name it where it is needed, or delete it."
                yield spec.document.problem(CODE, "warning", _key(spec, name, named[name]), message, hint)


def _used(spec: Spec) -> set[str]:
    """Every word that could name a part: in expressions, in placeholders, in references."""
    found: set[str] = set()
    for part in walk(spec):
        if isinstance(part, Formula):
            found.update(word for path in names(part.expression) for word in path)
        elif isinstance(part, Text):
            found.update(_words_of(part))
    clocks = [deadline.since for deadline in spec.workflow.deadlines] if spec.workflow else []
    clocks += [rule.since for rule in spec.retention.values()]
    for since in clocks:
        found.update(_WORD.findall(since or ""))
    return found


def _words_of(text: Text) -> Iterator[str]:
    if "{{" in text.value:
        for inside in re.findall(r"\{\{(.*?)\}\}", text.value, re.DOTALL):
            yield from _WORD.findall(inside)
    elif len(text.value) < 200 and re.fullmatch(r"[a-z][a-z0-9_.]*", text.value):
        # A reference, or a text of one small word: then nothing is said rather than something wrong.
        yield from text.value.split(".")


def _key(spec: Spec, name: str, part: Any) -> Scalar:
    if not isinstance(part, Formula):
        key: Scalar = part.id_node
        return key
    found: Scalar = next(
        entry.key for entry in spec.node.get("conditions").entries if entry.key.value == name
    )
    return found
