"""Whatever is written, the answer is a value, or a fault at a place of the text.

1. Any characters, and any words of the language in any order, are parsed or refused with S010.
2. Any grammatical expression, its types right or wrong, is typed or refused; what is typed gives the same in
   Python and in JavaScript.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from formgen.language.expressions import ExpressionFault, check, parse
from formgen.language.expressions.javascript import as_json
from tests.language.expressions.generated import frames
from tests.language.expressions.household import HOUSEHOLD
from tests.language.expressions.node import run

NAMES = [*HOUSEHOLD.bindings, *HOUSEHOLD.values(), "children.income", "income", "nope", "dossier", "yes"]
LITERALS = ["3", "0", "50 %", "10 EUR", "1 USD", "2024-02-29", "6 months", "3 days", '"2A"', '""', "14:30"]
WORDS = ["married", "FRA", "pain", "lease", "none", "with", "today", "Marié"]
SIGNS = [
    "is",
    "is not",
    "is same as",
    "is in",
    "is said",
    "includes",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "and",
    "or",
]
PREFIXES = [
    "not ",
    "-",
    "age of ",
    "year of ",
    "length of ",
    "first 2 of ",
    "count of ",
    "any of ",
    "sum of ",
]
SUFFIXES = [
    " is answered",
    " is empty",
    " is found",
    " is provided",
    " is one of married, 3",
    " is not in eu_states",
]
FORMS = [
    "({a}) {sign} ({b})",
    "{a} {sign} {b}",
    "({a}) between ({b}) and ({a})",
    "({a}) rounded to ({b})",
    "(earliest of ({a}), ({b}))",
    "(largest of ({a}), ({b}))",
    "(all of children with {a})",
    "(count of children with {a})",
    "age of ({a}) on ({b})",
    "verdict of {a}",
    "sum of answered {a}",
    "{a} is one of {b}",
]
TOKENS = [*NAMES, *LITERALS, *SIGNS, *PREFIXES, "(", ")", ","]
TEXTS = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(TOKENS)).map(" ".join))


def _filled(form: str, a: str, b: str, sign: str) -> str:
    return form.format(a=a, b=b, sign=sign)


def _wider(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.one_of(
        st.builds(_filled, st.sampled_from(FORMS), inner, inner, st.sampled_from(SIGNS)),
        st.builds("{}{}".format, st.sampled_from(PREFIXES), inner),
        st.builds("{}({})".format, st.sampled_from(PREFIXES), inner),
        st.builds("({}){}".format, inner, st.sampled_from(SUFFIXES)),
    )


EXPRESSIONS = st.recursive(st.sampled_from(NAMES + LITERALS + WORDS), _wider, max_leaves=6)


def _fault(text: str) -> ExpressionFault | None:
    try:
        parse(text)
    except ExpressionFault as fault:
        return fault
    return None


def _is_of(fault: ExpressionFault, text: str) -> bool:
    return 0 <= fault.start <= fault.end <= len(text) and bool(fault.message)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_words(text: str) -> None:  # 1
    fault = _fault(text)
    assert fault is None or (fault.code == "S010" and _is_of(fault, text))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(EXPRESSIONS, min_size=30, max_size=80), st.lists(frames(), min_size=1, max_size=3))
def test_any_expression(texts: list[str], many: list[list[Any]]) -> None:  # 2
    values: list[tuple[str, Any]] = []
    scripts: list[tuple[str, Any]] = []
    for text in texts:
        if _fault(text):
            continue
        found = check(parse(text), HOUSEHOLD.scope)
        assert all(_is_of(fault, text) for fault in found.faults)
        assert (found.typed is None) == any(fault.severity == "error" for fault in found.faults), text
        if found.typed is not None:
            values.extend((text, as_json(found.python()(frame))) for frame in many)
            scripts.extend((found.javascript(), HOUSEHOLD.javascript_values(frame)) for frame in many)
    for (text, value), result in zip(values, run(scripts), strict=True):
        assert value == result, text
