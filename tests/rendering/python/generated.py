"""Generated `models.py`, loaded as a module of its own."""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType
from typing import Any

from formgen.compiler.evaluation import Facts
from formgen.compiler.procedure import Procedure
from formgen.rendering.python import models_source


@cache
def module_of(procedure: Procedure) -> ModuleType:
    """The module that `formgen build` writes for a procedure."""
    name = f"generated_{procedure.id}_{id(procedure)}"
    module = sys.modules[name] = ModuleType(name)
    exec(compile(models_source(procedure), f"{name}.py", "exec"), module.__dict__)
    return module


def dossier_of(procedure: Procedure) -> Any:
    """The class of all answers."""
    module = module_of(procedure)
    return next(each for each in vars(module).values() if "_judged" in getattr(each, "__dict__", {}))


def given_facts(procedure: Procedure, facts: Facts) -> Any:
    """The same facts for the generated module."""
    made = module_of(procedure).Facts
    papers = {
        id: {paper for given in items.values() for paper in given} for id, items in facts.documents.items()
    }
    return made(facts.today, facts.started_on, facts.filed_on, facts.records, papers)
