"""Samples at a real wizard.

1. What a sample answers can be filed by requests, page after page, in every procedure of the project, through
   the pages that the sample leads to.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from formgen.compiler.load import compile_file
from formgen.compiler.sampling import sample
from formgen.settings import SourceSettings
from tests.web.browser import Browser
from tests.web.sampled import Walk, write_register

ROOT = Path(__file__).parents[2]
SPECS = [ROOT / "specs" / "tse_ue_renewal.yaml", *sorted((ROOT / "examples").glob("*.yaml"))]


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_a_sample_is_filed(path: Path, seed: int, serve: Callable[..., TestClient], tmp_path: Path) -> None:
    """1"""
    procedure = compile_file(path)
    made = sample(procedure, seed)
    sources = {
        name: SourceSettings(file=write_register(tmp_path / f"{name}.csv", record))
        for name, record in made.facts.records.items()
        if record is not None
    }
    walk = Walk(Browser(serve(procedure, sources=sources)), made)
    assert walk.file().name == "confirmation"
    assert walk.seen == [page for page in made.pages if page != "confirmation"]
