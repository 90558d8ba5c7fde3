"""A country, or a nationality.

1. Every country of ISO 3166-1 by its three letters, and nothing else.
2. `only` leaves the members of a list.
3. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from formgen.language.fields.countries import ALPHA2
from tests.language.fields.given import given


@pytest.mark.parametrize("entry", ["FR", "fra", "France", "XXX", "", "EUR"])
def test_no_countries(entry: str) -> None:  # 1
    assert given("type: country, label: A").code(entry) == "unknown_country"


def test_all_of_them() -> None:  # 1
    assert len(ALPHA2) == len(set(ALPHA2.values())) == 249


@pytest.mark.parametrize(("entry", "code"), [("BEL", ""), ("FRA", "unknown_country")])
def test_only(entry: str, code: str) -> None:  # 2
    assert given("type: country, label: A, only: neighbours").code(entry) == code


@for_all(st.sampled_from(sorted(ALPHA2)))
def test_round_trip(value: str) -> None:  # 3
    assert given("type: country, label: A, as: nationality").posted(value) == value
