"""Facts as they are kept.

1. A record comes back from JSON as the values it was, by the types that its source declares.
2. What was handed in is counted by document, item and paper, with the date typed; an unreadable date is none.
3. The rows of tables that a filing used are those that the evaluation found.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import formgen
from formgen.casework.facts import facts_of, matched_rows, provided
from formgen.compiler.evaluation import Provided
from formgen.compiler.plain_values import read_value, write_value
from formgen.compiler.procedure import Procedure
from formgen.language.values import Address
from formgen.storage.queries.files import StoredFile

VALUES = st.one_of(
    st.tuples(st.just("text"), st.text()),
    st.tuples(st.just("date"), st.dates()),
    st.tuples(st.just("decimal"), st.decimals(allow_nan=False, allow_infinity=False)),
    st.tuples(st.just("integer"), st.integers()),
    st.tuples(st.just("yes_no"), st.booleans()),
    st.tuples(st.just("country"), st.just("CHE")),
    st.tuples(
        st.just("address"),
        st.builds(Address, st.text(), st.text(), st.text(), st.text(), st.text(), st.text()),
    ),
    st.tuples(st.just("date"), st.none()),
)


@given(VALUES)
def test_round_trip(pair: tuple[str, Any]) -> None:
    """Requirement 1."""
    kind, value = pair
    assert read_value(kind, json.loads(json.dumps(write_value(value)))) == value


def test_what_cannot_be_kept() -> None:
    """Requirement 1."""
    with pytest.raises(TypeError):
        write_value(object())


def stored(document: str, item: str | None, alternative: str | None) -> StoredFile:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    return StoredFile("i", "d", document, alternative, item, "n", "application/pdf", 1, "0", 1, "k", None, at)


def test_provided() -> None:
    """Requirement 2."""
    files = [
        stored("home", None, "lease"),
        stored("home", None, "lease"),
        stored("presence", "3", "provided"),
        stored("insurance", None, None),
    ]
    entries = {
        "documents.home.lease.dated": {"day": "1", "month": "octobre", "year": "2026"},
        "documents.presence.3.provided.dated": {"day": "31", "month": "2", "year": "2026"},
    }
    assert provided(files, entries) == {
        "home": {"": {"lease": Provided(2, date(2026, 10, 1))}},
        "presence": {"3": {"provided": Provided(1, None)}},
        "insurance": {"": {"provided": Provided(1, None)}},
    }


@pytest.fixture(scope="module")
def renewal(root: Path) -> Procedure:
    return formgen.load(root / "specs" / "tse_ue_renewal.yaml")


def test_matched_rows(renewal: Procedure) -> None:
    """Requirement 3."""
    record = {"address": write_value(Address("1 rue X", "", "", "59000", "Lille", "FRA"))}
    kept = {"records": {"permit_register": {"criteria": {}, "at": "", "record": record}}}
    entries = {
        "address_correct": "yes",
        "beneficiary": "myself",
        "situation": "permit",
        "request_kind": "renewal",
    }
    today = date(2026, 11, 24)
    facts = facts_of(renewal, kept, entries, (), today=today, started_on=today)
    rows = matched_rows(renewal.evaluate(renewal.read(entries), facts))
    assert rows["prefectures"] is not None
    assert rows["prefectures"]["department"] == "59"
    again = facts_of(renewal, {**kept, "rows": rows}, entries, (), today=today, started_on=today)
    assert again.rows["prefectures"] == rows["prefectures"]


def test_money_keeps_its_cents() -> None:
    """Requirement 1."""
    assert read_value("money", write_value(Decimal("0.10"))) == Decimal("0.10")
