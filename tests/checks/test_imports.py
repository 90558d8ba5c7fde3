"""Checking a spec loads nothing heavy.

1. No library of the web, of databases, of pictures or of documents; of pydantic only its engine of patterns.
2. Without a pattern, not even that one.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = (
    *(
        "pydantic",
        "babel",
        "phonenumbers",
        "sqlalchemy",
        "starlette",
        "PIL",
        "weasyprint",
        "jinja2",
        "alembic",
    ),
    *("email_validator", "stdnum", "uvicorn", "pikepdf"),
)
PROGRAM = """
import sys
from pathlib import Path
from formgen.compiler.load import load_file
assert load_file(Path(sys.argv[1])).procedure is not None
print(" ".join(sorted(name for name in sys.modules if "." not in name)))
"""


@pytest.mark.parametrize(
    ("spec", "heavy"),
    [("specs/tse_ue_renewal.yaml", HEAVY), ("examples/village_hall.yaml", (*HEAVY, "pydantic_core"))],
)
def test_nothing_heavy(spec: str, heavy: tuple[str, ...]) -> None:  # 1, 2
    command = [sys.executable, "-c", PROGRAM, str(ROOT / spec)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    assert set(loaded).isdisjoint(heavy)
