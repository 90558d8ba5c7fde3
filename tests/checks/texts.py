"""Specs with texts of all kinds, for the checks of what these may name."""

from __future__ import annotations

from tests.checks.given import problems, spec

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
    """Code, severity, line and column of what is told, but for what is used nowhere (N109)."""
    return [
        (each.code, each.severity, each.line, each.column) for each in problems(text) if each.code != "N109"
    ]
