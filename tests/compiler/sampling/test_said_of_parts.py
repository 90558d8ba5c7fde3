"""Samples in which a word is said of one item, or of one period, instead of handing a document in.

1. Among some samples such words are said, of items and of periods, with what is asked then; all can be filed.
2. Only words of items and periods that are there are kept.
3. As JSON, by value or as typed, they come back as they were.
4. What is said of a document that has no parts, or without saying of which, is told.
"""

from __future__ import annotations

import pytest

from formgen.compiler.procedure import Procedure
from formgen.compiler.sampling import sample
from formgen.compiler.sampling.given import Given, Unusable, read_given
from formgen.compiler.sampling.samples import Sample
from formgen.compiler.sampling.written import as_json
from tests.compiler.given import procedure_of

PAGES = """
who:
  title: Who
  fields:
    years: {type: duration, label: How long, units: [years]}
    people:
      type: list
      label: People
      min: 2
      max: 3
      fields: {name: {type: text, label: Name}}
papers:
  title: Papers
  documents: [payslip, presence, photo]
"""
DOCUMENTS = """
any_document:
  or_say:
    cannot:
      label: I cannot
      then_ask:
        why: {type: text, label: Why}
        days: {type: integer, label: Days, min: 2}
documents:
  payslip: {title: Pay slip, for_each: people}
  presence: {title: Presence, one_per: {period: 12 months, over: years}}
  photo: {title: Photo}
"""
SEEDS = 40


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return procedure_of(PAGES, DOCUMENTS)


@pytest.fixture(scope="module")
def made(procedure: Procedure) -> list[Sample]:
    return [sample(procedure, seed) for seed in range(SEEDS)]


def words_of(each: Sample) -> list[str]:
    """The entries that say a word of a part of a document."""
    return [path for path in each.entries if path.startswith("documents.") and path.count(".") == 2]


def test_words_are_said(made: list[Sample]) -> None:  # 1
    for each in made:
        assert not [problem for problem in each.evaluation.problems if problem.level == "error"]
    words = [path for each in made for path in words_of(each)]
    assert {path.split(".")[1] for path in words} == {"payslip", "presence"}
    for each in made:
        for path in words_of(each):
            part = path.removesuffix("?")
            assert each.entries[f"{part}.cannot.why"]
            assert int(each.entries[f"{part}.cannot.days"]) >= 2


def test_parts_are_there(procedure: Procedure, made: list[Sample]) -> None:  # 2
    gone = {"documents.payslip.item9?": "cannot", "documents.payslip.item9.cannot.why": "Lost"}
    assert not {*sample(procedure, 1, given=Given(entries=gone)).entries} & {*gone}
    for each in made:
        parts = {f"{state.document.path}.{state.item}?" for state in each.evaluation.documents}
        assert set(words_of(each)) <= parts


@pytest.mark.parametrize("typed", [False, True])
def test_as_json(procedure: Procedure, made: list[Sample], typed: bool) -> None:  # 3
    for each in made:
        if words_of(each):
            again = sample(procedure, 1, given=read_given(procedure, as_json(each, typed=typed)))
            assert {path: again.entries[path] for path in again.entries if path.startswith("documents.")} == {
                path: each.entries[path] for path in each.entries if path.startswith("documents.")
            }


@pytest.mark.parametrize(
    "row",
    [
        {"document": "photo", "item": 0, "said": "cannot"},
        {"document": "payslip", "said": "cannot"},
        {"document": "payslip", "item": 0, "said": "perhaps"},
    ],
)
def test_what_cannot_be_said(procedure: Procedure, row: dict[str, object]) -> None:  # 4
    with pytest.raises(Unusable):
        read_given(procedure, {"answers": {"people": [{"name": "Ann"}, {"name": "Ben"}]}, "documents": [row]})
