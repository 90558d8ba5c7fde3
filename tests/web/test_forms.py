"""Reading a form that was sent as browsers send it.

1. What urlencoding writes is read again, whatever the texts, in the order sent.
2. A name without a value, a blank value and a name given twice are all told apart.
3. The language of a header is the one wanted most among those spoken.
"""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.web.forms import Form, _urlencoded
from formgen.web.languages import preferred

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=20))
def test_round_trip(pairs: list[tuple[str, str]]) -> None:
    """Requirement 1."""
    form = _urlencoded(urlencode(pairs).encode(), [])
    for name, _ in pairs:
        assert form.getlist(name) == [value for other, value in pairs if other == name]


def test_blank() -> None:
    """Requirement 2."""
    form: Form = _urlencoded(b"a&b=&c=1&c=2", [])
    assert form.get("a") == ""
    assert form.get("b") == ""
    assert "b" in form
    assert form.getlist("c") == ["1", "2"]
    assert form.get("d") is None
    assert "d" not in form


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("en-GB,en;q=0.9", "en"),
        ("de, en;q=0.2, fr;q=0.5", "fr"),
        ("de", None),
        ("", None),
        ("fr;q=nonsense", None),
        ("fr;q=0", None),
    ],
)
def test_languages(header: str, found: str | None) -> None:
    """Requirement 3."""
    assert preferred(header, ("fr", "en")) == found
