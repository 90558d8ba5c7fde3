"""Samples of generated specs.

1. Whatever questions, conditions, checks, stops and documents stand together, a sample could be filed.
2. As JSON and back it is the same answers.
3. Samples that cover it reach a page wherever another seed does.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from formgen.compiler.procedure import Procedure
from formgen.compiler.sampling import cover, sample
from formgen.compiler.sampling.given import read_given
from formgen.compiler.sampling.written import as_json
from tests.compiler.given import HEAD
from tests.compiler.sampling.given import built

TYPES: dict[str, dict[str, Any]] = {
    "integer": {"min": "0", "max": "60"},
    "money": {},
    "date": {},
    "yes_no": {},
    "choice": {"options": {"first": "First", "second": "Second", "third": "Third"}},
    "choices": {"options": {"first": "First", "second": "Second", "third": "Third"}},
    "country": {},
    "text": {"length": {"min": "2", "max": "30"}},
    "address": {},
    "duration": {"units": ["months"]},
    "list": {"first_question": "Any?", "fields": {"inner": {"type": "integer", "label": "Inner"}}},
}
CONDITIONS = {
    "integer": ("{0} > 30", "{0} between 10 and 12", "{0} is 7", "not ({0} < 40)"),
    "money": ("{0} < 200 EUR", "{0} * 2 + 5 >= 900 EUR", "({0} rounded down to 100 EUR) is 400 EUR"),
    "date": ("{0} < 2000-01-01", "age of {0} >= 18", "year of {0} is 2024", "{0} + 2 months > today"),
    "yes_no": ("{0} is yes", "{0} is not yes", "{0} is answered"),
    "choice": ("{0} is first", "{0} is one of first, second", "{0} is not third"),
    "choices": ("{0} includes first", "{0} includes second and {0} includes third"),
    "country": ("{0} is FRA", "{0} is not BEL"),
    "text": ('{0} is "Lille"', "length of {0} > 12", 'first 1 of {0} is "B"'),
    "address": ('first 2 of {0}.postcode is "69"', "{0}.country is FRA"),
    "duration": ("{0} > 8 months", "{0} between 2 months and 3 months"),
    "list": (
        "(count of {0}) >= 2",
        "any of {0} with inner > 10",
        "(sum of {0}.inner) > 40",
        "{0} is answered",
    ),
}
CHECKS = {
    "integer": ("{0} >= 3", "{0} <= 50"),
    "money": ("{0} <= 5000 EUR", "{0} >= 10 EUR"),
    "date": ("{0} <= today", "{0} > today - 90 years"),
    "duration": ("{0} <= 24 months",),
    "list": ("(count of {0}) <= 4", "all of {0} with inner >= 0"),
}


@st.composite
def specs(draw: Any) -> dict[str, Any]:
    """A spec of some pages, each with questions whose conditions read those before."""
    known: list[tuple[str, str]] = []
    pages: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 4))):
        page: dict[str, Any] = {"title": f"Page {number}", "fields": {}}
        before = list(known)
        if before and draw(st.booleans()):
            page["when"] = draw(_conditions(before))
        for _ in range(draw(st.integers(1, 4))):
            name, kind = f"field{len(known)}", draw(st.sampled_from(sorted(TYPES)))
            page["fields"][name] = draw(_field(name, kind, known))
            known.append((name, kind))
        chosen = [name for name, kind in known if kind == "choice"]
        if chosen and draw(st.booleans()):
            page["stop"] = [{"when": f"{draw(st.sampled_from(chosen))} is first", "title": "Elsewhere"}]
        pages[f"page{number}"] = page
    found: dict[str, Any] = {"steps": {"one": {"title": "One", "pages": pages}}}
    if draw(st.booleans()):
        pages["page0"]["documents"] = ["paper"]
        found["documents"] = {"paper": draw(_document(known[:1]))}
    return found


def _conditions(known: list[tuple[str, str]]) -> st.SearchStrategy[str]:
    one = st.sampled_from([template.format(name) for name, kind in known for template in CONDITIONS[kind]])
    words = st.sampled_from(["and", "or"])
    two = st.tuples(one, words, one).map(lambda each: f"({each[0]}) {each[1]} ({each[2]})")
    return st.one_of(one, two)


@st.composite
def _field(draw: Any, name: str, kind: str, known: list[tuple[str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {"type": kind, "label": f"Label of {name}", **TYPES[kind]}
    if known and draw(st.booleans()):
        found["when"] = draw(_conditions(known))
    if draw(st.integers(0, 3)) == 0 and kind != "list":
        found["required"] = draw(st.sampled_from(["false", "warn"]))
    if kind in CHECKS and draw(st.booleans()):
        found["checks"] = [{"must": each.format(name), "message": "No."} for each in CHECKS[kind]]
    return found


@st.composite
def _document(draw: Any, known: list[tuple[str, str]]) -> dict[str, Any]:
    papers = {"one": "One", "two": "Two", "three": "Three"}
    two = {"n": "2", "of": papers}
    rules: list[dict[str, Any]] = [{"one_of": papers}, {"all_of": papers}, {"at_least": two}]
    rule = draw(st.sampled_from(rules))
    if draw(st.booleans()):
        cases = [{"when": draw(_conditions(known)), **rule}, {"otherwise": "true", "not_asked": "true"}]
        return {"title": "Paper", "cases": cases}
    return {"title": "Paper", "not_older_than": "2 months", **rule}


def compiled(spec: dict[str, Any]) -> Procedure:
    """The procedure; conditions that nobody can meet are left standing, as warnings would be."""
    # JSON is YAML, but for the quotes around conditions, which change nothing.
    text = HEAD + "".join(f"{key}: {json.dumps(value)}\n" for key, value in spec.items())
    return built(text)


@settings(max_examples=60, deadline=None)
@given(specs(), st.integers(0, 5))
def test_it_could_be_filed_and_comes_back(spec: dict[str, Any], seed: int) -> None:
    """1, 2"""
    procedure = compiled(spec)
    made = sample(procedure, seed)
    assert procedure.evaluate(procedure.read(made.entries), made.facts).complete
    written = json.loads(json.dumps(as_json(made)))
    again = sample(procedure, 1, given=read_given(procedure, written))
    assert as_json(again) == written


@settings(max_examples=25, deadline=None)
@given(specs())
def test_pages_are_covered(spec: dict[str, Any]) -> None:
    """3"""
    procedure = compiled(spec)
    covered = {page for each in cover(procedure) for page in each.pages}
    for seed in range(1, 5):
        assert covered.issuperset(sample(procedure, seed).pages)
