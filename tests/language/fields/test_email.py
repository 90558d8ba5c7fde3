"""An e-mail address.

1. Blanks around are dropped, the domain's capitals with them; addresses of other scripts are read.
2. What mail cannot be sent to is refused; no domain is looked up.
3. `confirm`: capitals are forgiven, another address is not.
4. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (" a@Example.ORG ", "a@example.org"), ("a.b+c@example.org", "a.b+c@example.org"), ("  ", None),
        ("jérôme@exemple.fr", "jérôme@exemple.fr"), ("a@nowhere.test", "a@nowhere.test"),
    ],
)  # fmt: skip
def test_as_people_type(typed: str, value: str | None) -> None:  # 1
    assert given("type: email, label: A").read(typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        "a",
        "a@",
        "@b.org",
        "a@b",
        "a b@c.org",
        "a@b..org",
        "a@b.org, c@d.org",
        "a@b.org\nBcc: x@y.org",
        "x" * 300 + "@b.org",
    ],
)
def test_no_addresses(typed: str) -> None:  # 2
    assert given("type: email, label: A").code(typed) == "not_an_email"


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("A@b.org", ("", ())),
        ("a@c.org", ("not_same_twice", ("again",))),
        ("", ("not_same_twice", ("again",))),
    ],
)
def test_typed_twice(again: str, expected: tuple[str, tuple[str, ...]]) -> None:  # 3
    assert given("type: email, label: A, confirm: true").fault({"": "a@b.org", "again": again}) == expected


@for_all(st.from_regex(r"[a-z][a-z0-9]{0,20}@[a-z]{1,20}\.(org|fr)", fullmatch=True))
def test_round_trip(value: str) -> None:  # 4
    assert given("type: email, label: A").posted(value) == value
    assert given("type: email, label: A, confirm: true").posted(value) == value
