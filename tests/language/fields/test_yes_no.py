"""Yes or no.

1. Only the words yes and no are read; nothing else passes for them.
2. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import pytest

from tests.language.fields.given import given


@pytest.mark.parametrize("entry", ["true", "1", "on", "Yes", "oui", "", " yes"])
def test_only_the_words(entry: str) -> None:  # 1
    assert given("type: yes_no, label: A").code(entry) == "unknown_option"


@pytest.mark.parametrize("value", [True, False])
def test_round_trip(value: bool) -> None:  # 2
    assert given("type: yes_no, label: A").posted(value) is value
