"""Personal data in texts that travel openly: row 37.

1. P602: personal data in a subject, in a mail that only announces, sensitive data in any mail.
2. What is right is not told of.
"""

from __future__ import annotations

import pytest

from tests.checks.given import marked
from tests.checks.texts import codes, of_outputs

PERSONAL = {
    "37 an answer in a subject": {"subject": "For ⟦{{ name }}"},
    "37 a condition in a subject": {"subject": "A{{ number }}⟦{{ when housing is hotel }}H{{ end }}"},
    "37 a calculation in a subject": {"subject": "For ⟦{{ said }}"},
    "37 an agent's words in a subject": {"subject": "Why: ⟦{{ ask.reason }}"},
    "37 an answer in an announcement": {"asked": "Dear ⟦{{ name }}"},
    "37 something sensitive in a mail": {"recorded": "Your ⟦{{ secret }}"},
}


@pytest.mark.parametrize("changed", PERSONAL.values(), ids=PERSONAL)
def test_personal(changed: dict[str, str]) -> None:  # 1
    whole, place = marked(of_outputs(**changed))
    assert codes(whole) == [("P602", "error", *place)]


NOT_PERSONAL = (
    {"subject": "Request {{ number }} of {{ filed_on }}"},
    {"asked": "Answer within {{ ask.days }}. [Read the message]({{ link }})"},
    {"recorded": "Dear {{ name }}"},
    {"told": "Dear {{ name }}, {{ secret }}: {{ ask.reason }}"},
)


@pytest.mark.parametrize("changed", NOT_PERSONAL)
def test_not_personal(changed: dict[str, str]) -> None:  # 1, 2
    assert codes(of_outputs(**changed)) == []
