"""The documentation of checks is true.

1. Each check has a failing and a passing example in its docstring.
2. The failing one yields its code and no other; the passing one yields nothing.
"""

from __future__ import annotations

import pytest

from formgen.checks import CHECKS, Check
from tests.checks.given import examples, problems


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.rpartition(".")[2])
def test_examples(check: Check) -> None:  # 1, 2
    documentation = check.__doc__ or ""
    assert documentation.startswith(check.CODE)
    failing, passing = examples(documentation)
    found = problems(failing)
    assert [each.code for each in found] == [check.CODE]
    assert all(each.hint for each in found)
    assert problems(passing) == ()
