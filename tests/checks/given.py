"""A spec from some of its parts, and what is found in it."""

from __future__ import annotations

from pathlib import Path

from formgen.compiler.load import load_text
from formgen.language.problems import Problem
from formgen.language.spec import Spec

HEAD = """formgen: 1
id: given
version: "1"
title: Given
language: en
service:
  name: Office
"""
STEPS = """steps:
  one:
    title: One
    pages:
"""
PAGES_FROM = len((HEAD + STEPS).splitlines())
"""The lines above those of the pages."""


def spec(pages: str, rest: str = "") -> str:
    """A spec of one step. `pages` is written flush left; `rest` are further keys of the spec."""
    indented = "".join(f"      {line}\n" if line else "\n" for line in pages.strip("\n").split("\n"))
    return HEAD + STEPS + indented + rest


def problems(text: str, folder: Path | None = None) -> tuple[Problem, ...]:
    """All that is found in a spec, each problem inside its lines."""
    found = load_text(text, "given.yaml", folder).problems
    lines = text.split("\n")
    for each in found:
        assert each.file == "given.yaml"
        assert 1 <= each.line <= each.end_line <= len(lines) + 1
        assert each.column >= 1
        assert each.line > len(lines) or each.column <= len(lines[each.line - 1]) + 1
        assert (each.end_line, each.end_column) >= (each.line, each.column)
    return found


def marked(text: str) -> tuple[str, tuple[int, int]]:
    """A text without its mark `⟦`, and the line and column where that stood."""
    before, _, after = text.partition("⟦")
    line = before.count("\n") + 1
    return before + after, (line, len(before) - (before.rfind("\n") + 1) + 1)


def whole(written: str) -> str:
    """A spec from the pages in a piece of documentation, and the further keys of a spec that stand behind."""
    pages: list[str] = []
    rest: list[str] = []
    into = pages
    for line in written.splitlines():
        if line and not line.startswith((" ", "\t")):
            into = rest if line.partition(":")[0] in (*SECTIONS, "---") else pages
        into.append(line)
    own = next((line for line in rest if line.startswith("id:")), None)
    if own is not None:
        rest.remove(own)
    made = spec("\n".join(pages) or "start:\n  title: Start\n  text: Begin.", "\n".join([*rest, ""]))
    return made if own is None else made.replace("id: given", own, 1)


SECTIONS = frozenset(Spec.known) - {"formgen", "version", "title", "language", "service", "steps"}
