"""A share, typed as so many per cent.

1. With or without the sign, in French and English forms; the value is a share of one, exactly.
2. What is no number is refused; bounds are written with their sign and held.
3. What is written, posted and collected is read as it was.
4. Conditions compare it with `25 %`; readers see per cent, in bounds that are told, too.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.compiler.given import problems_of, procedure_of
from tests.constructs.given import Serve
from tests.language.fields.given import given
from tests.web.browser import Browser
from tests.web.conftest import clock, serve

__all__ = ["clock", "serve"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("25", "0.25"), ("12,5 %", "0.125"), ("12.5%", "0.125"), ("1 000", "10"), ("0", "0"), ("0,1", "0.001")],
)
def test_as_people_type(typed: str, value: str) -> None:  # 1
    assert given("type: percentage, label: A").read(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("half", "not_a_number"),
        ("5 % %", "not_a_number"),
        ("-1", "too_small"),
        ("100,1", "too_large"),
        ("100", ""),
    ],
)
def test_refused(typed: str, code: str) -> None:  # 2
    assert given("type: percentage, label: A, min: 0 %, max: 100%").code(typed) == code


@pytest.mark.parametrize("bound", ["50", "half", "5 %%"])
def test_bounds_have_a_sign(bound: str) -> None:  # 2
    page = f"page:\n  title: Page\n  fields: {{a: {{type: percentage, label: A, min: {bound}}}}}"
    assert [code for code, _ in problems_of(page)] == ["S015"]


@for_all(st.decimals(-(10**6), 10**6, places=6))
def test_round_trip(value: Decimal) -> None:  # 3
    assert given("type: percentage, label: A").posted(value) == value


PAGES = """
first:
  title: First
  fields: {share: {type: percentage, label: Share, max: 60 %}}
second:
  title: Second
  when: share >= 25 %
  text: "You own {{ share }}."
"""


def test_in_the_wizard(serve: Serve) -> None:  # 4
    browser = Browser(serve(procedure_of(PAGES)))
    browser.open("/given")
    page = browser.press("start")
    assert 'inputmode="decimal"' in page.html
    assert "60%" in browser.press("continue", {"share": "70"}).text
    assert browser.press("continue", {"share": "24,9"}).name == "review"
    assert "24.9%" in browser.page.text
    browser.open(browser.page.url.replace("review", "first"))
    assert "You own 25%." in browser.press("continue", {"share": "25 %"}).text
