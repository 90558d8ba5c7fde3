"""The examples as procedures, and what a person's answers come to in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from formgen.compiler.evaluation import Evaluation
from formgen.compiler.load import Loaded, load_file
from formgen.compiler.procedure import Procedure
from formgen.rendering.wording import Wording

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def loaded(name: str) -> Loaded:
    """What reading and checking an example gives."""
    return load_file(EXAMPLES / f"{name}.yaml")


def example(name: str) -> Procedure:
    """The procedure of an example."""
    procedure = loaded(name).procedure
    assert procedure is not None, loaded(name).problems
    return procedure


def told(evaluation: Evaluation) -> list[str]:
    """The path of each problem that stands in the way of filing."""
    return [each.path for each in evaluation.problems if each.level == "error"]


def warned(evaluation: Evaluation) -> list[str]:
    """The path of each problem that is only told."""
    return [each.path for each in evaluation.problems if each.level == "warning"]


def stopped(evaluation: Evaluation) -> str | None:
    """Where a person is sent instead of going on."""
    return None if evaluation.stop is None else evaluation.stop.spec.go_to


def papers_of(evaluation: Evaluation, document: str) -> list[str]:
    """The papers that a document asks for, of all its items or periods."""
    states = evaluation.document(document).states
    return [paper.id for state in states for paper in state.alternatives if paper.asked]


def letter(evaluation: Evaluation, name: str, language: str) -> str:
    """The text of a PDF in plain words."""
    procedure = evaluation.procedure
    text = procedure.spec.pdfs[name].text
    return Wording(procedure, language).text(text, procedure.scope, "rich").text(evaluation.frame)


def address(postcode: str, country: str) -> dict[str, str]:
    """A complete address."""
    return {"line1": "1 Sample Street", "postcode": postcode, "city": "Sample", "country": country}


def together(*parts: Mapping[str, Any]) -> dict[str, Any]:
    """Answers put together; later ones win."""
    return {name: entry for part in parts for name, entry in part.items()}
