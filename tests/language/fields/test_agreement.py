"""One box to tick.

1. A box left unticked is no once its page is saved, and so is a forged value.
2. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest

from tests.language.fields.given import Form, given


@pytest.mark.parametrize(
    ("pairs", "entry"),
    [([("answer", "yes")], "yes"), ([], "no"), ([("answer", "forged")], "no"), ([("answer", "no")], "no")],
)
def test_unticked_is_no(pairs: list[tuple[str, str]], entry: str) -> None:  # 1
    assert given("type: agreement, label: A").field.collect(Form(pairs), "answer") == entry


@pytest.mark.parametrize("value", [True, False])
def test_round_trip(value: bool) -> None:  # 2
    assert given("type: agreement, label: A").posted(value) is value
