"""Procedures that tests of pages show."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from lxml import html  # type: ignore[import-untyped]  # - lxml publishes no types

from formgen.compiler.evaluation import Evaluation, Facts
from formgen.compiler.load import compile_file
from formgen.compiler.procedure import Procedure

KITCHEN_SINK = Path(__file__).parent / "kitchen_sink.yaml"
"""Every kind of question."""
TODAY = date(2026, 11, 24)


def procedure_of(path: Path) -> Procedure:
    """The procedure of a spec."""
    return compile_file(path)


def evaluated(procedure: Procedure, entries: dict[str, Any], **facts: Any) -> Evaluation:
    """The evaluation of these entries on a fixed day."""
    return procedure.evaluate(procedure.read(entries), Facts(today=TODAY, started_on=TODAY, **facts))


def tree_of(text: str) -> Any:
    """A page as a tree of lxml."""
    return html.document_fromstring(text)
