"""Samples: invented answers that a procedure accepts.

1. A sample of a procedure of the project could be filed, whatever the seed, as it is judged on filing too.
2. Other seeds give other answers; the same seed gives the same, in a process with other hashes too.
3. Conditions, checks, limits, lists, stops and documents are respected where few answers meet them.
4. `cover` reaches every page that can be reached, with few samples; one that nobody who files reaches ends
   in a stop.
5. `page` reaches that page.
6. What does not count is not in a sample.
7. A record is found by what is answered; a sample may do without one.
8. Where nothing can be filed, it says at what it failed.
9. Names and towns are those of the language.
10. The day of a sample is the day asked for.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from formgen.compiler.load import compile_file
from formgen.compiler.procedure import Procedure
from formgen.compiler.reading import SAVED
from formgen.compiler.sampling import SAMPLE_DAY, NoSample, Sample, cover, sample
from formgen.compiler.sampling.people import ENGLISH, FRENCH
from tests.compiler.given import procedure_of, spec_of
from tests.compiler.samples import KITCHEN, RENEWAL
from tests.compiler.sampling.given import PROCEDURES, built

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SEEDS = range(8)


def assert_fileable(made: Sample) -> None:
    procedure = made.procedure
    answers = procedure.read(made.entries)
    assert procedure.evaluate(answers, made.facts).complete
    filed = procedure.evaluate(answers, replace(made.facts, filed_on=made.facts.today))
    assert filed.complete, [(each.path, each.code) for each in filed.blocking]


@pytest.mark.parametrize("procedure", [RENEWAL, KITCHEN], ids=lambda each: each.id)
def test_every_seed_can_be_filed(procedure: Procedure) -> None:
    """1"""
    for seed in SEEDS:
        assert_fileable(sample(procedure, seed))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_can_be_filed(path: Path) -> None:
    """1, 4"""
    procedure = compile_file(path)
    found = cover(procedure)
    assert_fileable(found[0])
    assert {page for each in found for page in each.pages} == set(procedure.pages)
    assert len(found) <= 12


def test_judged_as_on_filing() -> None:
    """1"""
    procedure = procedure_of(
        "number: {title: N, fields: {number: {type: integer, label: N, max: 20, checks: "
        "[{must: filed_on is empty or number > 15, message: M}]}}}"
    )
    for seed in SEEDS:
        assert sample(procedure, seed).evaluation.value("number") > 15


def test_seeds_differ() -> None:
    """2"""
    made = [json.dumps(dict(sample(RENEWAL, seed).entries), sort_keys=True) for seed in (*SEEDS, 0)]
    assert len(set(made)) == len(SEEDS)
    assert made[0] == made[-1]


def test_the_same_in_other_processes() -> None:
    """2"""
    program = (
        "import json; from tests.compiler.samples import KITCHEN, RENEWAL;"
        "from formgen.compiler.sampling import sample; from formgen.compiler.sampling.written import as_json;"
        "print(json.dumps([as_json(sample(each, 3)) for each in (KITCHEN, RENEWAL)]))"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hashes},
            capture_output=True,
            check=True,
        ).stdout
        for hashes in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert json.loads(printed[0])[1]["answers"]["beneficiary"]


@pytest.mark.parametrize("name", PROCEDURES)
def test_few_answers_are_found(name: str) -> None:
    """3"""
    for seed in SEEDS:
        assert_fileable(sample(PROCEDURES[name], seed))


@pytest.mark.parametrize("name", PROCEDURES)
def test_every_page_is_reached(name: str) -> None:
    """4"""
    procedure = PROCEDURES[name]
    found = cover(procedure)
    assert {page for each in found for page in each.pages} == set(procedure.pages)
    assert len(found) <= 4
    assert_fileable(found[0])


def test_a_long_chain_of_conditions() -> None:
    """4"""
    asked = [f", when: field{number - 1} > 7" if number else "" for number in range(80)]
    pages = [
        f"page{number}: {{title: P, fields: {{field{number}: {{type: integer, label: F, max: 9{when}}}}}}}"
        for number, when in enumerate(asked)
    ]
    made = sample(built(spec_of("\n".join(pages))), page="page79")
    assert made.evaluation.complete
    assert len(made.pages) == 82


def test_a_page_behind_which_nobody_files() -> None:
    """4"""
    made = sample(PROCEDURES["stops"], page="third")
    assert made.evaluation.stop is not None
    assert made.pages[-1] == "third"


def test_a_page_that_is_wanted() -> None:
    """5"""
    for seed in SEEDS:
        made = sample(RENEWAL, seed, page="representative")
        assert "representative" in made.pages
        assert_fileable(made)
    with pytest.raises(KeyError):
        sample(RENEWAL, page="representativ")


def test_only_what_counts() -> None:
    """6"""
    hard = [made for procedure in PROCEDURES.values() for made in cover(procedure)]
    for made in (*hard, *(sample(RENEWAL, seed) for seed in SEEDS)):
        assert made.entries[SAVED] == list(made.pages)
        for path in made.entries:
            if path.count(".") > 1 and path.startswith("documents.") and path not in made.procedure.fields:
                _, document, item, *_ = path.removesuffix("?").split(".")
                assert item in {each.item for each in made.evaluation.document(document).states}
            elif path != SAVED:
                assert made.evaluation.asked(path.removesuffix("?")), path
        for document, items in made.facts.documents.items():
            states = made.evaluation.document(document).states
            asked = {(each.item, paper.id) for each in states for paper in each.alternatives if paper.asked}
            assert {(item, paper) for item, papers in items.items() for paper in papers} <= asked


def test_records_are_found_by_the_answers() -> None:
    """7"""
    for seed in SEEDS:
        made = sample(RENEWAL, seed)
        record = made.facts.records["permit_register"]
        assert record is not None
        assert record["card_kind"] == "eu_permanent"
        own = made.entries["beneficiary"] == "myself"
        number = made.entries["identified_by"] if own else "foreigner_number"
        for name in ("valid_from", "valid_until", number):
            assert made.evaluation.value(name if own else f"represented.{name}") == record[name]


def test_a_record_that_is_not_wanted() -> None:
    """7"""
    procedure = procedure_of(
        "known: {title: K, fields: {number: {type: text, label: N}}}\n"
        "unknown: {title: U, when: register is not found, text: Who are you?}\n"
        'held: {title: H, when: register.kind is "old", text: It is old.}\n',
        "sources:\n  register: {lookup: [{number: number}], record: {number: text, kind: text}}",
    )
    assert sample(procedure, page="unknown").facts.records["register"] is None
    record = sample(procedure, page="held").facts.records["register"]
    assert record is not None
    assert record["kind"] == "old"


def test_nothing_can_be_filed() -> None:
    """8"""
    procedure = procedure_of(
        "only:\n  title: O\n  fields:\n    number:\n      type: integer\n      label: N\n      min: 5\n"
        "      checks: [{must: number < today_year - 3000, message: No.}]\n",
        "calculations:\n  today_year: {type: integer, is: year of today}",
    )
    with pytest.raises(NoSample, match=r"`number` \(check\)") as missing:
        sample(procedure)
    assert not missing.value.evaluation.complete


def test_names_of_the_language() -> None:
    """9"""
    procedure = procedure_of(
        "who: {title: W, fields: {family_name: {type: text, label: N}, home: {type: address, label: H}}}"
    )
    in_english, in_french = sample(procedure), sample(procedure, language="fr")
    assert in_english.entries["family_name"] in ENGLISH.family_names
    assert in_french.entries["family_name"] in FRENCH.family_names
    assert in_english.entries["home"]["country"] == "GBR"
    assert in_french.entries["home"]["country"] == "FRA"


def test_the_day() -> None:
    """10"""
    procedure = procedure_of(
        "when: {title: W, fields: {day: {type: date, label: D, checks: [{must: day is today, message: M}]}}}"
    )
    assert sample(procedure).facts.today == SAMPLE_DAY
    made = sample(procedure, today=date(2031, 2, 3))
    assert made.evaluation.value("day") == date(2031, 2, 3)
