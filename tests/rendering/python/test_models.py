"""The `models.py` that `formgen build` writes.

1. It takes and refuses the same answers as the runtime models, conditions, requirements, checks and stops
   included; of what it takes, the same counts.
2. It is written as `ruff format` would, and mypy finds nothing in strict mode.
3. It imports pydantic and the standard library alone; what else verifies is used where it is installed.
4. Ids that Python or pydantic take for themselves have another attribute and keep their name in answers.
5. Without a context it is today; questions have their labels as docstrings.
6. Undecided cases wait for answers, in lists too; tables and rows of lists count.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from formgen.compiler.evaluation import Facts
from formgen.compiler.load import compile_file
from formgen.compiler.procedure import Procedure
from formgen.rendering.python import models_source
from tests.compiler.given import facts, procedure_of
from tests.compiler.samples import KITCHEN, RENEWAL
from tests.compiler.test_models import HELD, PROCEDURE, WHOLE, _data
from tests.rendering.python.answers import SEEDS, answers_of, sampled
from tests.rendering.python.generated import dossier_of, given_facts

ROOT = Path(__file__).parents[3]
EXAMPLES = [compile_file(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]
PROCEDURES = [RENEWAL, KITCHEN, PROCEDURE, *EXAMPLES]


def verdicts(procedure: Procedure, data: dict[str, Any], given_now: Facts) -> tuple[Any, Any]:
    """What counts by the runtime models and by the generated ones; None where answers are refused."""
    found: list[Any] = []
    for validate in (
        lambda: procedure.validate_answers(data, given_now),
        lambda: dossier_of(procedure).model_validate(data, context=given_facts(procedure, given_now)),
    ):
        try:
            found.append(plain(validate().model_dump(by_alias=True)))
        except ValidationError:
            found.append(None)
    return found[0], found[1]


def plain(value: Any) -> Any:
    """Values to compare: those of one class of ours by what they hold."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if type(value).__name__ in ("Address", "Duration"):
        return {name: getattr(value, name) for name in type(value).__slots__}
    return value


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: each.id)
def test_samples_are_taken(procedure: Procedure) -> None:  # 1
    for seed in range(SEEDS):
        data, sample_facts = sampled(procedure, seed)
        runtime, generated = verdicts(procedure, data, sample_facts)
        assert runtime is not None
        assert runtime == generated


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda each: each.id)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_same_verdict(procedure: Procedure, data: st.DataObject) -> None:  # 1
    answers, sample_facts = data.draw(answers_of(procedure))
    runtime, generated = verdicts(procedure, answers, sample_facts)
    assert runtime == generated
