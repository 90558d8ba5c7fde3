"""X703: a link whose words say nothing out of their sentence ("here").

Who listens to a page jumps from link to link and hears only their words; who looks sees them first
(WCAG 2.2, 2.4.4). This spec fails:

```yaml
start:
  title: Before you start
  text: Read the rules [here](https://example.org/rules).
```

This one passes:

```yaml
start:
  title: Before you start
  text: Read the [rules of the market](https://example.org/rules).
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from formgen.language.placeholders import CheckedText, Segment
from formgen.language.placeholders.segments import For, Insert, When
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution

CODE = "X703"
NEEDS_MEANING = True

VAGUE: Final = frozenset(
    [
        *("here", "click", "click here", "this", "this link", "link", "the link", "page", "this page"),
        *("more", "read more", "learn more", "see more", "more information", "details", "see", "read", "go"),
        *("ici", "là", "cliquez", "cliquez ici", "cliquer ici", "lien", "ce lien", "le lien", "cette page"),
        *("plus", "en savoir plus", "lire la suite", "lire", "voir", "voir ici", "suite", "plus d’infos"),
        *(
            "plus d’informations",
            "informations",
            "détails",
            "aller",
            "accéder",
            "hier",
            "mehr",
            "aquí",
            "qui",
        ),
    ]
)
"""Words that name no target, in the languages that formgen itself speaks and some neighbours'."""

HINT: Final = "Name its target: `[Rules of the market](https://…)`."
_LINK: Final = re.compile(r"(?<!\\)\[([^\[\]]*)\]\(")


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every link of a text whose words are vague, or that has none."""
    seen: set[int] = set()
    for text, scope in list(resolution.texts()):
        if id(text) in seen or ("](" not in text.value and "{{" not in text.value):
            continue
        seen.add(id(text))
        for message, start, end in vague_links(resolution.text(text, scope)):
            place = resolution.place_in(text, start, end)
            yield resolution.spec.document.problem(CODE, "warning", place, message, HINT)


def vague_links(checked: CheckedText) -> Iterator[tuple[str, int, int]]:
    """What to say of each such link, and where it begins and ends in the text."""
    for words, start, end in _links(checked):
        plain = _plain(words)
        if not plain or plain in VAGUE:
            said = f"A link called “{words}” says nothing out of its sentence." if words else ""
            yield said or "A link without words cannot be seen or heard.", start, end


def _links(checked: CheckedText) -> Iterator[tuple[str, int, int]]:
    """The words of each link, and where it begins and ends in the text."""
    for insert in _inserts(checked.segments) if "link" in checked.text else ():
        if insert.label is not None:
            yield insert.label, insert.start, insert.end
    # What Markdown makes of a text does not matter to the words of its links, and takes long to find out.
    for found in _LINK.finditer(checked.text):
        yield found[1], found.start(), found.end(1) + 1


def _inserts(segments: tuple[Segment, ...]) -> Iterator[Insert]:
    for segment in segments:
        if isinstance(segment, Insert):
            yield segment
        elif isinstance(segment, For):
            yield from _inserts(segment.body)
        elif isinstance(segment, When):
            for branch in (*segment.cases, *((segment.otherwise,) if segment.otherwise else ())):
                yield from _inserts(branch.body)


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("'", "’").split()).strip(".:!?…→> »«*_")
