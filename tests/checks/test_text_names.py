"""What texts may name when they are read: rows 36, 37 and 38.

1. X701 (row 36): what is never known on that occasion, an answer of a later page too, is an error.
2. X701: what may or may not have happened by then is warned of, unless a condition around it asks.
3. X702 (row 38): an answer that may be hidden, left out or not given yet; a record that may not be found.
4. X702: conditions of the page, the field, the case, the text, stops and checks are all taken into account.
5. P602 (row 37): personal data in a subject, in a mail that only announces, sensitive data in any mail.
6. What a fragment says is told of in the fragment, once.
7. What is right is not told of.
"""

from __future__ import annotations

import pytest

from tests.checks.given import marked, problems, spec

FIRST = """
first:
  title: First
  fields:
    name: {type: text, label: Name}
    nickname: {type: text, label: Nickname, required: false}
    secret: {type: text, label: Secret, sensitive: true}
    housing:
      type: choice
      label: Home
      options:
        own: Own
        hotel: Hotel
        hosted: {label: Hosted, then_ask: {host: {type: text, label: Host}}}
    room: {type: text, label: Room, when: housing is hotel}
    postcode: {type: text, label: Postcode}
"""
SECOND = """
second:
  title: Second
  %s
"""
LAST = """
last:
  title: Last
  fields:
    last_word: {type: text, label: Last word}
"""
REST = """calculations:
  whole: {type: integer, is: length of name}
  said: {type: text, is: name}
  later: {type: text, is: last_word}
sources: {register: {lookup: {name: name}, record: {name: text, city: text}}}
roles: {agent: {label: Agent}}
workflow:
  states:
    draft: Draft
    filed: Filed
    waiting: Waiting
    granted: {label: Granted, final: true}
    gone: {label: Gone, final: true}
  actions:
    file: {by: applicant, from: draft, to: filed, number: number, produce: receipt, send: recorded}
    withdraw: {by: applicant, from: any open, to: gone, send: left}
    ask:
      by: agent
      from: filed
      to: waiting
      fields: {reason: {type: text, label: Reason}, days: {type: duration, label: Days, units: [days]}}
      send: asked
    reply: {by: applicant, from: waiting, to: filed, produce: replied}
    grant:
      by: agent
      from: filed
      to: granted
      fields:
        until: {type: date, label: Until}
        note: {type: text, label: Note, required: false}
      produce: decision
  deadlines:
    - {in: draft, since: saved, after: 9 days, send: reminder}
    - {in: waiting, since: ask, after: 9 days, send: hurry}
numbers: {number: {text: "N-{{ order | digits 6 }}"}}
"""
TEXTS = {
    "receipt": "Thank you.",
    "replied": "Thank you.",
    "decision": "Granted.",
    "recorded": "Recorded.",
    "left": "Withdrawn.",
    "asked": "Please answer.",
    "reminder": "Go on.",
    "hurry": "Please answer now.",
}
PDFS = ("receipt", "replied", "decision")


def of_outputs(**changed: str) -> str:
    """A spec with some texts of its PDFs and messages changed; `subject` and `told` are those of `asked`."""
    texts = {**TEXTS, **changed}
    rest = REST + "pdfs:\n"
    rest += "".join(f"  {name}:\n    title: T\n    text: |\n      {texts[name]}\n" for name in PDFS)
    rest += "messages:\n"
    for name in (each for each in TEXTS if each not in PDFS):
        subject = changed.get("subject", "News") if name == "asked" else "News"
        rest += f'  {name}:\n    mail:\n      subject: "{subject}"\n      text: |\n        {texts[name]}\n'
        if name == "asked":
            told = changed.get("told", "Here.")
            rest += f"    in_account:\n      topic: t\n      title: T\n      text: |\n        {told}\n"
    return spec(FIRST + SECOND % "text: Second" + LAST, rest + changed.get("more", ""))


def of_pages(second: str, more: str = "") -> str:
    """A spec with something on its second page."""
    return spec(FIRST + SECOND % second + LAST, more)


def codes(text: str) -> list[tuple[str, str, int, int]]:
    return [
        (each.code, each.severity, each.line, each.column) for each in problems(text) if each.code != "N109"
    ]


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
def test_known(name: str, text: str) -> None:  # 2, 7
    found = codes(of_outputs(**{name: text}))
    if name == "left":
        # A condition on the filing does not speak of the number.
        assert [(code, severity) for code, severity, *_ in found] == [("X701", "warning")]
    else:
        assert found == []


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
def test_gaps(second: str) -> None:  # 3
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
def test_no_gaps(second: str) -> None:  # 4, 7
    more = "conditions: {is_guest: housing is hosted}\n" if "is_guest" in second else ""
    assert codes(of_pages(second, more)) == []


@pytest.mark.parametrize(
    "end",
    [
        "stop: {when: housing is not hosted, title: Not here}",
        "checks: [{must: housing is hosted, message: Not here}]",
    ],
)
def test_who_cannot_go_on_reads_nothing(end: str) -> None:  # 4
    pages = FIRST + f"  {end}\n" + SECOND % "text: With {{ host }}"
    assert codes(spec(pages)) == []
    warned = pages.replace("message: Not here", "message: Not here, level: warning")
    if warned != pages:
        assert [code for code, *_ in codes(spec(warned))] == ["X702"]


def test_a_draft_may_be_unanswered() -> None:  # 3
    whole, place = marked(of_outputs(reminder="Dear ⟦{{ name }}"))
    assert codes(whole) == [("X702", "warning", *place)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Living in ⟦{{ register.city }}.", True),
        ("{{ when register is found }}Living in ⟦{{ register.city }}.{{ end }}", False),
    ],
)
def test_records(text: str, found: bool) -> None:  # 3
    whole, place = marked(of_outputs(receipt=text))
    assert codes(whole) == ([("X702", "warning", *place)] if found else [])


def test_an_optional_field_of_an_action() -> None:  # 3
    whole, place = marked(of_outputs(decision="Note: ⟦{{ grant.note }}"))
    assert codes(whole) == [("X702", "warning", *place)]
    guarded = "{{ when grant.note is answered }}Note: {{ grant.note }}{{ end }}"
    assert codes(of_outputs(decision=guarded)) == []


PERSONAL = {
    "37 an answer in a subject": {"subject": "For ⟦{{ name }}"},
    "37 a condition in a subject": {"subject": "A{{ number }}⟦{{ when housing is hotel }}H{{ end }}"},
    "37 a calculation in a subject": {"subject": "For ⟦{{ said }}"},
    "37 an agent's words in a subject": {"subject": "Why: ⟦{{ ask.reason }}"},
    "37 an answer in an announcement": {"asked": "Dear ⟦{{ name }}"},
    "37 something sensitive in a mail": {"recorded": "Your ⟦{{ secret }}"},
}


@pytest.mark.parametrize("changed", PERSONAL.values(), ids=PERSONAL)
def test_personal(changed: dict[str, str]) -> None:  # 5
    whole, place = marked(of_outputs(**changed))
    assert codes(whole) == [("P602", "error", *place)]


NOT_PERSONAL = (
    {"subject": "Request {{ number }} of {{ filed_on }}"},
    {"asked": "Answer within {{ ask.days }}. [Read the message]({{ link }})"},
    {"recorded": "Dear {{ name }}"},
    {"told": "Dear {{ name }}, {{ secret }}: {{ ask.reason }}"},
)


@pytest.mark.parametrize("changed", NOT_PERSONAL)
def test_not_personal(changed: dict[str, str]) -> None:  # 5, 7
    assert codes(of_outputs(**changed)) == []


def test_fragments() -> None:  # 6
    changed = {
        "receipt": "{{ house }}",
        "decision": "{{ house }}",
        "recorded": "Dear {{ name }}. {{ house }}",
    }
    more = "fragments:\n  house: |\n    You live with\n    ⟦{{ host }}.\n"
    whole, place = marked(of_outputs(more=more, **changed))
    assert codes(whole) == [("X702", "warning", *place)]


def test_words() -> None:
    """The words of the rows."""
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
    (problem,) = problems(of_pages("text: With {{ host }}"))
    assert problem.message == "`host` is asked only when `housing is hosted`, so this text may have a gap."
    assert problem.hint == "Wrap it with its sentence: `{{ when host is answered }}…{{ end }}`."
