"""The pages that explain problems to authors: each code with what it means, a failing and a passing example.

The page of a check is its docstring. What reading, typing and translations find has no module of its own; its
pages stand in the Markdown files beside this one. `python -m formgen.checks.documentation` prints all of them
as one document, which is kept as docs/problems.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

KINDS: Final = {
    "S": "The text of a spec",
    "N": "Names",
    "T": "Types and values",
    "J": "The journey",
    "D": "Documents",
    "W": "Workflow",
    "X": "Texts, pictures and translations",
    "P": "Promises: law, privacy, dates",
}
"""What the letter of a code stands for, in the order that pages are shown in."""

_HEADING: Final = re.compile(r"## (?P<head>[A-Z][0-9]{3}.*)\n")
_HEAD: Final = re.compile(r"(?P<codes>[A-Z][0-9]{3}(?:(?:, | and )[A-Z][0-9]{3})*): (?P<title>.+)")
_FENCE: Final = re.compile(
    r"^```(?P<kind>yaml|csv|po|file)(?: (?P<name>\S+))?\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Example:
    """A spec that fails or passes: pages of a spec with further keys of it, and the files beside it."""

    yaml: str
    files: tuple[tuple[str, str, str], ...] = ()
    """What kind each is ("csv", "po", "file"), its name (of a catalogue its language), what it holds."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is written of one code or several; Markdown behind the title."""

    codes: tuple[str, ...]
    title: str
    body: str

    def examples(self) -> list[Example]:
        """Its specs, in the order in which they stand."""
        found: list[Example] = []
        for fence in _FENCE.finditer(self.body):
            if fence["kind"] == "yaml":
                found.append(Example(fence["body"]))
            else:
                beside = (fence["kind"], fence["name"] or "", fence["body"])
                found[-1] = Example(found[-1].yaml, (*found[-1].files, beside))
        return found


def pages() -> list[Page]:
    """Every page, by the letters of their codes and then by number."""
    found = [*_of_checks(), *_of_reading()]
    letters = list(KINDS)
    return sorted(found, key=lambda page: (letters.index(page.codes[0][0]), page.codes[0]))


def _of_checks() -> Iterator[Page]:
    from formgen.checks import CHECKS

    for check in CHECKS:
        yield page_of(check.__doc__ or "")


def _of_reading() -> Iterator[Page]:
    for file in sorted(Path(__file__).parent.glob("*.md")):
        pieces = _HEADING.split(file.read_text("utf-8"))
        for head, body in zip(pieces[1::2], pieces[2::2], strict=True):
            # A heading of the first level begins another part of the file.
            yield page_of(f"{head}\n{re.split(r'^# .*$', body, maxsplit=1, flags=re.MULTILINE)[0]}")


def page_of(text: str) -> Page:
    """A page from its text: a line "X703: a title", then Markdown. Raises ValueError for another form."""
    first, _, body = text.strip().partition("\n")
    head = _HEAD.fullmatch(first)
    if head is None:
        raise ValueError(f"a page begins with its code and a title, not with {first!r}")
    return Page(tuple(re.split(", | and ", head["codes"])), head["title"].rstrip("."), body.strip())


def document() -> str:
    """All pages as one Markdown document."""
    written = pages()
    rows = ["# Problems, and how to mend them", "", _INTRODUCTION]
    for letter, kind in KINDS.items():
        rows += [f"\n## {kind}"]
        for page in (each for each in written if each.codes[0][0] == letter):
            rows += [f"\n### {', '.join(page.codes)}: {page.title}\n", page.body]
    return "\n".join(rows) + "\n"


_INTRODUCTION: Final = """\
`formgen check` ends what it says with codes such as X703; this page says what each means, with a spec that
fails and one that passes. `formgen explain X703` shows one of them.

The examples are pieces of a spec: one or more pages of a step, then whatever else of the spec is needed. What
is found as an error keeps a spec from being served, a warning does not.

This page is written by `python -m formgen.checks.documentation`, from the documentation of each check."""
