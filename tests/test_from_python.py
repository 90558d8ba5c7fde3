"""formgen from Python, as the README says.

1. The lines of the README run.
2. What is wrong with a spec is caught as `formgen.SpecError`, which holds every problem.
3. Importing formgen loads nothing heavy.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import formgen

ROOT = Path(__file__).parents[1]


def test_the_lines_of_the_readme(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """1"""
    lines = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert lines
    monkeypatch.chdir(ROOT)
    for each in lines:
        names: dict[str, object] = {}
        exec(each, names)
        assert "app" in names


def test_what_is_wrong_is_caught() -> None:
    """2"""
    hall = (ROOT / "examples" / "village_hall.yaml").read_text(encoding="utf-8")
    faulty = hall.replace("guests > 50", "gests > 50").replace("{{ guests }}", "{{ geusts }}")
    with pytest.raises(formgen.SpecError) as caught:
        formgen.compile(faulty, "village_hall.yaml")
    assert [each.code for each in caught.value.problems] == ["N101", "N101"]


def test_importing_is_light() -> None:
    """3"""
    code = "import sys, formgen; print(sorted({'yaml', 'lark', 'pydantic', 'starlette'} & set(sys.modules)))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"
