"""Mistakes of authors, made by hand in real specs: what is told of each, and where.

1. Each is told with its code, at its line and column, and nothing else is told: one mistake, one message.
2. What is said helps: a problem has a hint, and says what the case wants to be said.
3. No message needs a programmer to be understood.
4. The corpus is whole: at least two hundred faults; every row of the table of mistakes that `check` finds and
   every code that is documented have some; each base is told nothing of when nothing is wrong with it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from formgen.checks.documentation import pages
from formgen.compiler.load import load_file
from tests.faults.cases import Fault, Told, faults, read

FAULTS = faults()
ROWS = frozenset(range(1, 41)) - {31}
"""Row 31 compares two versions of a spec; `formgen diff` will find it."""
JARGON = re.compile(
    r"\b(mappings?|nodes?|tokens?|expressions?|scalars?|pars(e|ed|er|ing)|syntax|invalid|boolean|strings?|regexp?|"
    r"escapes?|null|literal|operators?|operands?|arguments?|parameters?|anchors?|alias(es)?|directives?|"
    r"sequences?|attributes?|schema|instances?|Python|None|True|False)\b"
)
QUOTED = re.compile(r"`[^`]*`|“[^”]*”|\"[^\"]*\"")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault(fault: Fault, tmp_path: Path) -> None:  # 1, 2, 3
    loaded, expected = fault.loaded(tmp_path)
    found = loaded.problems
    places = sorted(Told(Path(each.file).name, each.line, each.column, each.code) for each in found)
    assert places == expected, "\n".join(f"{each.message} / {each.hint}" for each in found)
    assert expected, "a mark is missing"
    words = "\n".join(f"{each.message}\n{each.hint}" for each in found)
    for said in fault.said:
        assert said in words
    for each in found:
        assert each.hint, each.message
        assert not JARGON.search(QUOTED.sub("", f"{each.message} {each.hint}")), words


@pytest.mark.parametrize("base", sorted({fault.base for fault in FAULTS}), ids=lambda base: base.name)
def test_bases(base: Path) -> None:  # 4
    assert load_file(base).problems == ()


def test_whole() -> None:  # 4
    assert len(FAULTS) >= 200
    rows = Counter(fault.row for fault in FAULTS)
    assert {row for row in ROWS if rows[row] < 2} == set()
    codes = {told.code for fault in FAULTS for told in fault.files()[1]}
    documented = {code for page in pages() for code in page.codes}
    assert documented - codes == set()
    assert len({fault.name.partition(" ")[2] for fault in FAULTS}) == len(FAULTS)


def test_what_is_no_case() -> None:  # 4
    with pytest.raises(ValueError, match="x:2"):
        read("x", "also: a title\nwhat is this")
    (fault,) = read("x", "base examples/village_hall.yaml\nalso: a title\n-no such line\n+another")
    with pytest.raises(ValueError, match="0 times"):
        fault.files()
