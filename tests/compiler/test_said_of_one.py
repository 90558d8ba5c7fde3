"""A word said of one period, or of one item, instead of handing a document in.

1. It satisfies that period alone; the others stay missing.
2. A word that cannot be said there counts for nothing.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.compiler.given import evaluated, procedure_of

PAGE = """
page:
  title: Page
  fields: {years: {type: duration, label: How long, units: [years]}}
  documents: [paper]
"""
RULE = """
documents:
  paper:
    title: Paper
    one_per: {period: 12 months, over: years}
    or_say: {cannot: I cannot}
"""


def satisfied(word: Any) -> dict[str, bool]:
    procedure = procedure_of(PAGE, RULE)
    evaluation = evaluated(procedure, {"years": {"years": "3"}, "documents.paper.1?": word})
    return {state.item: state.satisfied for state in evaluation.documents}


def test_a_word_counts_for_its_period() -> None:
    """1"""
    assert satisfied("cannot") == {"0": False, "1": True, "2": False}


@pytest.mark.parametrize("word", ["perhaps", "", 7, ["cannot"], {"cannot": ""}])
def test_a_forged_word_counts_for_nothing(word: Any) -> None:
    """2"""
    assert not any(satisfied(word).values())
