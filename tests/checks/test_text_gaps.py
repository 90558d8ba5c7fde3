"""Texts that may have a gap when they are read: row 38.

1. X702: an answer that may be hidden, left out or not given yet; a record that may not be found.
2. X702: conditions of the page, the field, the case, the text, stops and checks are all taken into account.
3. What a fragment says is told of in the fragment, once.
4. What is right is not told of.
5. The words name the condition, and what to write.
"""

from __future__ import annotations

import pytest

from tests.checks.given import marked, problems, spec
from tests.checks.texts import FIRST, SECOND, codes, of_outputs, of_pages

GAPS = {
    "38 hidden by an option": "text: With ⟦{{ host }}",
    "38 hidden by a condition": "text: In ⟦{{ room }}",
    "38 may be left empty": "text: Called ⟦{{ nickname }}",
    "38 the other condition": "text: With ⟦{{ host }}\n  when: housing is hotel",
    "38 the other branch": "text: A{{ when housing is hosted }}B{{ otherwise }} ⟦{{ host }}{{ end }}",
    "38 on the same page": (
        "fields: {a: {type: text, label: A}, b: {type: text, label: B, hint: 'As ⟦{{ a }}'}}"
    ),
    "38 in a case": (
        "text: {cases: [{when: housing is hotel, is: H}, {otherwise: true, is: 'At ⟦{{ host }}'}]}"
    ),
    "38 in an item": (
        "fields: {l: {type: list, label: L, fields: {a: {type: text, label: A, required: false}, "
        "b: {type: text, label: B, hint: 'As ⟦{{ a }}'}}}}"
    ),
    "38 in a loop": (
        "fields: {l: {type: list, label: L, fields: {a: {type: text, label: A, required: false}}}, "
        "n: {type: note, label: N, text: 'All: {{ for x in l }}⟦{{ x.a }}{{ end }}'}}"
    ),
}


@pytest.mark.parametrize("second", GAPS.values(), ids=GAPS)
def test_gaps(second: str) -> None:  # 1
    whole, place = marked(of_pages(second))
    assert codes(whole) == [("X702", "warning", *place)]


NO_GAPS = {
    "the page's condition": "text: With {{ host }}\n  when: housing is hosted",
    "a named condition": "text: With {{ host }}\n  when: is_guest",
    "a condition around it": "text: Well{{ when housing is hosted }} with {{ host }}{{ end }}",
    "answered": "text: Well{{ when host is answered }} with {{ host }}{{ end }}",
    "otherwise": "text: A{{ when host is empty }}B{{ otherwise }} {{ host }}{{ end }}",
    "answered, an optional one": "text: Well{{ when nickname is answered }} {{ nickname }}{{ end }}",
    "the field's condition": (
        "fields: {a: {type: text, label: A, hint: 'As {{ host }}', when: housing is hosted}}"
    ),
    "a case": ("text: {cases: [{when: housing is hosted, is: 'At {{ host }}'}, {otherwise: true, is: O}]}"),
    "the other cases": (
        "text: {cases: [{when: housing is hotel, is: O}, {when: housing is hosted, is: "
        "'At {{ host }}'}, {otherwise: true, is: O}]}"
    ),
    "an earlier answer": "text: Dear {{ name }}",
    "a stop's own text": ("text: T\n  stop: {when: housing is hosted, title: Stop, text: 'Ask {{ host }}'}"),
    "the words of a check": (
        "fields: {a: {type: text, label: A, checks: [{must: a is not name, message: 'Not {{ a }}'}]}}"
    ),
    "in an item, a condition around it": (
        "fields: {l: {type: list, label: L, fields: {a: {type: text, label: A, required: false}, "
        "b: {type: text, label: B, hint: 'A{{ when a is answered }}s {{ a }}{{ end }}'}}}}"
    ),
}


@pytest.mark.parametrize("second", NO_GAPS.values(), ids=NO_GAPS)
def test_no_gaps(second: str) -> None:  # 2, 4
    more = "conditions: {is_guest: housing is hosted}\n" if "is_guest" in second else ""
    assert codes(of_pages(second, more)) == []


@pytest.mark.parametrize(
    "end",
    [
        "stop: {when: housing is not hosted, title: Not here}",
        "checks: [{must: housing is hosted, message: Not here}]",
    ],
)
def test_who_cannot_go_on_reads_nothing(end: str) -> None:  # 2
    pages = FIRST + f"  {end}\n" + SECOND % "text: With {{ host }}"
    assert codes(spec(pages)) == []
    warned = pages.replace("message: Not here", "message: Not here, level: warning")
    if warned != pages:
        assert [code for code, *_ in codes(spec(warned))] == ["X702"]


def test_a_draft_may_be_unanswered() -> None:  # 1
    whole, place = marked(of_outputs(reminder="Dear ⟦{{ name }}"))
    assert codes(whole) == [("X702", "warning", *place)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Living in ⟦{{ register.city }}.", True),
        ("{{ when register is found }}Living in ⟦{{ register.city }}.{{ end }}", False),
    ],
)
def test_records(text: str, found: bool) -> None:  # 1
    whole, place = marked(of_outputs(receipt=text))
    assert codes(whole) == ([("X702", "warning", *place)] if found else [])


def test_an_optional_field_of_an_action() -> None:  # 1
    whole, place = marked(of_outputs(decision="Note: ⟦{{ grant.note }}"))
    assert codes(whole) == [("X702", "warning", *place)]
    guarded = "{{ when grant.note is answered }}Note: {{ grant.note }}{{ end }}"
    assert codes(of_outputs(decision=guarded)) == []


def test_fragments() -> None:  # 3
    changed = {
        "receipt": "{{ house }}",
        "decision": "{{ house }}",
        "recorded": "Dear {{ name }}. {{ house }}",
    }
    more = "fragments:\n  house: |\n    You live with\n    ⟦{{ host }}.\n"
    whole, place = marked(of_outputs(more=more, **changed))
    assert codes(whole) == [("X702", "warning", *place)]


def test_words() -> None:  # 5
    (problem,) = problems(of_pages("text: With {{ host }}"))
    assert problem.message == "`host` is asked only when `housing is hosted`, so this text may have a gap."
    assert problem.hint == "Wrap it with its sentence: `{{ when host is answered }}…{{ end }}`."
