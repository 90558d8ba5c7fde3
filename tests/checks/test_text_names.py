"""What texts may name when they are read: row 36.

1. X701: what is never known on that occasion, an answer of a later page too, is an error.
2. X701: what may or may not have happened by then is warned of, unless a condition around it asks.
3. What is right is not told of.
4. The words say when it is known, and what to do.
"""

from __future__ import annotations

import pytest

from tests.checks.given import marked, problems
from tests.checks.texts import codes, of_outputs, of_pages

NEVER = {
    "36 given by a later action": ("receipt", "Until ⟦{{ grant.until }}."),
    "36 given by a later action, within a condition": (
        "receipt",
        "{{ when grant.on is answered }}Until ⟦{{ grant.until }}.{{ end }}",
    ),
    "36 the day of a later action": ("recorded", "On ⟦{{ grant.on }}."),
    "36 a number not yet drawn": ("reminder", "Number ⟦{{ number }}."),
    "36 the day of filing, before": ("reminder", "Filed on ⟦{{ filed_on }}."),
    "36 the agent, before anybody acted": ("receipt", "Yours, ⟦{{ agent.name }}."),
    "36 a link in a PDF": ("receipt", "See ⟦{{ link }}."),
    "36 the day of issue in a message": ("recorded", "On ⟦{{ issued_on }}."),
}

SOMETIMES = {
    "36 answered or not": ("decision", "You answered on ⟦{{ reply.on }}."),
    "36 filed or not": ("left", "Your request ⟦{{ number }}."),
    "36 the day of filing, or none": ("left", "Your request of ⟦{{ filed_on }}."),
    "36 asked or not": ("decision", "We asked: ⟦{{ ask.reason }}."),
}


@pytest.mark.parametrize(("name", "text"), NEVER.values(), ids=NEVER)
def test_never_known(name: str, text: str) -> None:  # 1
    whole, place = marked(of_outputs(**{name: text}))
    assert codes(whole) == [("X701", "error", *place)]


@pytest.mark.parametrize(("name", "text"), SOMETIMES.values(), ids=SOMETIMES)
def test_sometimes_known(name: str, text: str) -> None:  # 2
    whole, place = marked(of_outputs(**{name: text}))
    assert codes(whole) == [("X701", "warning", *place)]


LATER = {
    "an answer of a later page": "text: Your word ⟦{{ last_word }}",
    "a calculation of one": "text: Your word ⟦{{ later }}",
    "in a hint": "fields: {a: {type: text, label: A, hint: 'As in ⟦{{ last_word }}'}}",
    "in an option": "fields: {a: {type: choice, label: A, options: {x: 'As ⟦{{ last_word }}', y: Y}}}",
    "in a note": "fields: {a: {type: note, label: A, text: 'As ⟦{{ last_word }}'}}",
    "the day of filing": "text: On ⟦{{ filed_on }}",
}


@pytest.mark.parametrize("second", LATER.values(), ids=LATER)
def test_later_pages(second: str) -> None:  # 1
    more = "calculations: {later: {type: text, is: last_word}}\n"
    whole, place = marked(of_pages(second, more))
    assert codes(whole) == [("X701", "error", *place)]


KNOWN = {
    "receipt": "On {{ filed_on }}, {{ number }}, {{ issued_on }}, {{ file.on }}, {{ name }}.",
    "replied": "On {{ reply.on }} to {{ ask.on }}: {{ ask.reason }} from {{ agent.name }}.",
    "decision": "{{ when reply.on is answered }}You replied on {{ reply.on }}.{{ end }} {{ grant.until }}",
    "left": "{{ when filed_on is answered }}Your request {{ number }}.{{ end }} [x]({{ link }})",
    "hurry": "{{ ask.reason }}, {{ filed_on }}, {{ number }}, {{ name }}",
}


@pytest.mark.parametrize(("name", "text"), KNOWN.items())
def test_known(name: str, text: str) -> None:  # 2, 3
    found = codes(of_outputs(**{name: text}))
    if name == "left":
        # A condition on the filing does not speak of the number.
        assert [(code, severity) for code, severity, *_ in found] == [("X701", "warning")]
    else:
        assert found == []


def test_words() -> None:  # 4
    said = {
        "receipt": "`grant.until` is given by `grant`; the PDF `receipt` is issued by `file` before that.",
        "left": "`filed_on` is known from the filing on, which need not have happened when the message "
        "`left` is sent by `withdraw`.",
    }
    for name, (text, message) in {
        "receipt": ("{{ grant.until }}", said["receipt"]),
        "left": ("{{ filed_on }}", said["left"]),
    }.items():
        (problem,) = [each for each in problems(of_outputs(**{name: text})) if each.code != "N109"]
        assert problem.message == message
        assert problem.hint
