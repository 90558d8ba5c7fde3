"""What samples are made of.

1. A text invented for a pattern matches it, for what patterns can say; a pattern not understood gives none.
2. Every kind of python-stdnum gets a number that its own module accepts, and more than one.
3. Telephone numbers are possible ones of the countries; where a range is kept for fiction, from there.
4. A value on one side of another is on that side.
5. What a text is about is told by the browser's name, the id, the label, in this order.
6. Every type of field invents answers that it accepts.
7. Given answers stand; what else is asked is invented around them, so that the given questions are asked.
8. Given answers that cannot be used are all told: unknown names, unreadable values, other shapes.
9. A printed sample comes back as it was; its entries do as well.
10. A given record decides how it is found; a given paper stays.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from operator import ge, gt, le, lt, ne
from random import Random
from typing import Any

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.compiler.sampling import SAMPLE_DAY, NoSample, sample
from formgen.compiler.sampling.given import Unusable, read_given
from formgen.compiler.sampling.numbers import identifier, phone
from formgen.compiler.sampling.patterns import text_matching
from formgen.compiler.sampling.people import kind_of_text
from formgen.compiler.sampling.steps import nearby
from formgen.compiler.sampling.written import as_json
from formgen.language.fields import FIELD_TYPES
from formgen.language.fields.identifier import kind_module, known_kinds
from formgen.language.readers.patterns import compile_pattern
from tests.compiler.given import procedure_of
from tests.compiler.samples import KITCHEN, RENEWAL
from tests.compiler.sampling.given import PROCEDURES

PATTERNS = (
    "[0-9]{10}", "[A-Z0-9]{9,12}", r"\d{3}-[a-f]+(x|yy)?", r"(?i)[\p{L} '-]+", r"[^0-9]{4}", r"\p{Lu}{2}\d*",
    r"A\.B[\]\-]", r"(?P<word>ab|cd){2}$", r"^[1-9][0-9]{0,2}( ?bis)?$", r"[[:alpha:]&&[a-c]]?[a-c]{2}",
    r"(?:[A-HJ-NP-TV-Z]{2}-){2}\d{2}", r"\w+@\w+\.(fr|ch)", r".{3,}", r"a{2,}b??",
)  # fmt: skip
DAY = date(1900, 1, 1)
TESTS = {"<": lt, "<=": le, ">": gt, ">=": ge, "!=": ne}
NO_NUMBER = {"mu.nid"}
"""Kinds whose documentation shows no valid number."""


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns(pattern: str) -> None:
    """1"""
    matches = compile_pattern(pattern)
    found = [text_matching(pattern, Random(seed)) for seed in range(30)]
    assert any(each is not None and matches(each) for each in found[:5]) or "&&" in pattern
    if "&&" not in pattern:
        assert all(each is not None and matches(each) for each in found)


def test_a_pattern_not_understood() -> None:
    """1"""
    assert text_matching("a{x}", Random(1)) is None
    assert text_matching("[a", Random(1)) is None


@pytest.mark.filterwarnings("ignore:The stdnum:DeprecationWarning")
def test_identifiers() -> None:
    """2"""
    for kind in known_kinds():
        try:
            module = kind_module(kind)
        except ValueError:
            continue
        found = [identifier(kind, Random(seed)) for seed in range(3)]
        if kind in NO_NUMBER:
            continue
        assert all(each is not None and module.validate(each) for each in found), kind
    assert len({identifier("iban", Random(seed)) for seed in range(9)}) > 6


@pytest.mark.parametrize("country", ["FRA", "GBR", "DEU", "CHE", "USA", "JPN", "ATA"])
def test_phones(country: str) -> None:
    """3"""
    number = phonenumbers.parse(phone((country,), Random(5)))
    assert phonenumbers.is_possible_number(number)
    if country == "FRA":
        assert str(number.national_number).startswith("63998")


@given(
    st.one_of(st.integers(-5000, 5000), st.decimals(-5000, 5000, places=2), st.dates(DAY, date(2100, 1, 1))),
    st.sampled_from(["<", "<=", ">", ">=", "!="]),
    st.integers(0, 9),
)
def test_sides(value: Any, operator: str, seed: int) -> None:
    """4"""
    found = nearby(value, operator, Random(seed))
    assert found or (operator == "<" and isinstance(value, Decimal))
    for each in found:
        assert TESTS[operator](each, value)


def test_kinds_of_text() -> None:
    """5"""
    assert kind_of_text("x", "family-name", "Town") == "family"
    assert kind_of_text("birth_city", None, "Nom") == "town"
    assert kind_of_text("x", None, "Prénom d’usage") == "given"
    assert kind_of_text("x", None, "Anything") == "phrase"


def test_every_type() -> None:
    """6"""
    answered = {name for seed in range(40) for name in sample(KITCHEN, seed).entries}
    types = {field.type_name: path for path, field in KITCHEN.fields.items() if field.read is not None}
    assert types.keys() == {each.type_name for each in FIELD_TYPES} - {"group", "list", "note"}
    for path in types.values():
        assert path in answered, path


def test_given_answers_stand() -> None:
    """7"""
    spouse, child = {"birth_name": "Zwingli"}, {"given_names": "Ida"}
    data = {"marital_status": "civil_union", "spouse": spouse, "children": [child]}
    for seed in range(6):
        made = sample(RENEWAL, seed, given=read_given(RENEWAL, data))
        assert made.evaluation.complete
        assert made.evaluation.value("marital_status") == "civil_union"
        assert made.evaluation.value("spouse.birth_name") == "Zwingli"
        assert len(made.evaluation.value("children")) == 1
        assert made.evaluation.value("children.0.given_names") == "Ida"
        assert made.evaluation.value("children.0.born_on") is not None
    with pytest.raises(NoSample):
        sample(RENEWAL, given=read_given(RENEWAL, {"situation": "no_permit"}))
    questions = read_given(RENEWAL, {"host_name": "Frieda", "representative": {"capacity": "lawyer"}})
    made = sample(RENEWAL, given=questions)
    assert made.evaluation.value("housing") == "hosted"
    assert made.evaluation.value("beneficiary") == "someone_else"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], "braces"),
        ({"hosing": "hotel"}, "no such question"),
        ({"housing": "boat"}, "housing"),
        ({"answers": {}, "recods": {}}, "did you mean `records`?"),
        ({"procedure": "other", "answers": {}}, "procedure"),
        ({"answers": {}, "records": {"permit_register": {"valid_from": "soon"}}}, "register.valid_from"),
        ({"answers": {}, "records": {"permits": {}}}, "no such source"),
        ({"answers": {}, "documents": [{"document": "idenity"}]}, "documents.0"),
        ({"answers": {}, "documents": [{"document": "identity", "paper": "pass"}]}, "identity_card"),
        ({"answers": {}, "actions": {"accept": {"fees": 3}}}, "actions.accept.fees"),
        ({"answers": {}, "actions": {"accept": {"new_from": "soon"}}}, "actions.accept.new_from"),
        ({"answers": {}, "today": "24/11/2026"}, "today"),
        ({"entries": {"hosing": "hotel"}}, "hosing"),
    ],
)  # fmt: skip
def test_unusable_answers(data: Any, told: str) -> None:
    """8"""
    with pytest.raises(Unusable) as unusable:
        read_given(RENEWAL, data)
    words = [f"{path}: {words}" for path, words in unusable.value.faults]
    words += [each.path for each in unusable.value.problems]
    assert any(told.casefold() in each.casefold() for each in words), words


def test_all_faults_at_once() -> None:
    """8"""
    with pytest.raises(Unusable) as unusable:
        read_given(RENEWAL, {"hosing": "hotel", "moved_on": "soon", "children": [{"sex": "x"}]})
    assert len(unusable.value.faults) + len(unusable.value.problems) == 3


@pytest.mark.parametrize("typed", [False, True])
def test_a_sample_comes_back(typed: bool) -> None:
    """9"""
    for procedure in (RENEWAL, KITCHEN):
        for seed in range(5):
            written = json.loads(json.dumps(as_json(sample(procedure, seed), typed)))
            again = sample(procedure, seed + 1, given=read_given(procedure, written))
            assert as_json(again, typed) == written


def test_papers_as_json() -> None:
    """9"""
    procedure = PROCEDURES["documents"]
    found = [as_json(sample(procedure, seed)) for seed in range(6)]
    assert all({"document": "three", "paper": "provided", "files": 3} in each["documents"] for each in found)
    of_children = [row for each in found for row in each["documents"] if row["document"] == "each_child"]
    assert {row["item"] for row in of_children} >= {0, 1}


def test_a_given_record() -> None:
    """10"""
    record = {
        "foreigner_number": "5903006620", "birth_name": "Brunner", "card_kind": "eu_permanent",
        "valid_from": "2017-04-03", "valid_until": "2027-04-02",
    }  # fmt: skip
    papers = [{"document": "proof_of_home", "paper": "lease", "dated": "2026-10-30"}]
    answers = {"beneficiary": "myself", "identified_by": "foreigner_number", "housing": "own_home"}
    given_facts = {"answers": answers, "records": {"permit_register": record}, "documents": papers}
    made = sample(RENEWAL, given=read_given(RENEWAL, given_facts))
    assert made.evaluation.complete
    assert made.evaluation.value("foreigner_number") == "5903006620"
    assert made.evaluation.value("birth_name") == "Brunner"
    assert made.evaluation.value("valid_until") == date(2027, 4, 2)
    assert made.evaluation.value("housing") == "own_home"
    assert made.facts.documents["proof_of_home"][""]["lease"].dated == date(2026, 10, 30)


def test_numbers_within_bounds() -> None:
    """6"""
    procedure = procedure_of(
        "n: {title: N, fields: {a: {type: integer, label: A, min: 500, max: 501}, "
        "b: {type: money, label: B, max: 0.5}, c: {type: decimal, label: C, min: -3, max: -2}, "
        "d: {type: date, label: D, min: 2040-01-01, max: 2040-01-03}}}"
    )
    made = sample(procedure).evaluation
    assert made.value("a") in (500, 501)
    assert made.value("b") <= Decimal("0.5")
    assert -3 <= made.value("c") <= -2
    assert made.value("d").year == 2040
    assert date(2026, 11, 24) == SAMPLE_DAY
