"""A procedure with every kind of question, and its pages."""

from __future__ import annotations

from typing import Any

import pytest

from formgen.compiler.procedure import Procedure
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.site import Site
from tests.rendering.html.given import KITCHEN_SINK, evaluated, procedure_of


@pytest.fixture(scope="session")
def kitchen_sink() -> Procedure:
    return procedure_of(KITCHEN_SINK)


@pytest.fixture(scope="session")
def kitchen_pages(kitchen_sink: Procedure) -> ProcedurePages:
    return Site("Trials").procedure(kitchen_sink)


@pytest.fixture(scope="session")
def empty_frame(kitchen_sink: Procedure) -> list[Any]:
    return evaluated(kitchen_sink, {}).frame
