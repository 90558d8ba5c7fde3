"""A journey of 44 pages, as the longest procedures have them: steps, conditions, ends."""

from __future__ import annotations

from formgen.compiler.load import load_text
from formgen.compiler.procedure import Procedure

_STEPS = {
    "Your identity and the people who come with you": 5,
    "Where you live": 7,
    "Your work": 3,
    "Income and property of everybody in your household": 8,
    "Insurance": 6,
    "The past": 4,
    "Travel": 5,
    "Last things": 3,
}
_TITLES = (
    "Names",
    "Dates and places of birth of everybody",
    "Addresses",
    "Papers you hold now and those you held before, with their numbers",
)
_HEAD = """\
formgen: 1
id: long
version: "1"
title: A request for a long stay in a place with very many rules, for a whole family
language: en
service: {name: Office of Long Requests}
orientation:
  pages:
    who:
      fields:
        who: {type: choice, label: Who are you?, options: {me: Myself, other: Somebody else, none: Nobody}}
      stop:
        - {when: who is none, title: This is for people, go_to: https://example.org/elsewhere}
    why:
      fields:
        why: {type: choice, label: Why?, options: {work: For work, family: For family, study: To study}}
      stop:
        - {when: why is study and who is other, title: Students ask themselves, go_to: students}
steps:
"""
_ACTIONS = """\
roles: {agent: {label: Agent}, judge: {label: Judge of long requests}}
workflow:
  states:
    draft: Draft
    filed: Filed
    paid: Paid and waiting for examination
    waiting: Waiting for papers
    heard: To be heard
    granted: {label: Granted, final: true}
    refused: {label: Refused, final: true}
    withdrawn: {label: Withdrawn, final: true}
  actions:
    file: {label: File it, by: applicant, from: draft, to: filed}
    pay: {label: Pay, by: applicant, from: filed, to: paid}
    ask: {label: Ask for papers, by: agent, from: [filed, paid], to: waiting}
    reply: {label: Reply, by: applicant, from: waiting, to: paid}
    resume: {label: Resume, by: system, from: waiting, to: paid}
    hear: {label: Hear, by: judge, from: paid, to: heard}
    grant: {label: Grant, by: [agent, judge], from: [paid, heard], to: granted, send: told}
    refuse: {label: Refuse, by: judge, from: heard, to: refused, send: told}
    withdraw: {label: Withdraw, by: applicant, from: any open, to: withdrawn}
    correct: {label: Correct, by: applicant, from: filed, to: filed, when: why is work}
  deadlines:
    - {in: waiting, since: ask, after: 60 days, do: resume}
messages:
  told: {mail: {subject: There is a decision, text: Read it.}}
"""


def _pages() -> str:
    lines: list[str] = []
    number = 0
    for step, (title, count) in enumerate(_STEPS.items()):
        lines += [f"  step{step}:", f"    title: {title}"]
        if title in ("Your work", "Travel"):
            lines.append(f"    when: why is {'work' if title == 'Your work' else 'family'}")
        lines.append("    pages:")
        for _ in range(count):
            number += 1
            lines += [f"      page{number}:", f"        title: {_TITLES[number % 4]}"]
            if number % 5 in (2, 3):
                lines.append("        when: who is other and (why is work or why is family)")
            lines.append("        fields:")
            lines.append(f"          question{number}: {{type: yes_no, label: Is number {number} so?}}")
            if number in (9, 21, 30):
                lines.append("        stop:")
                lines.append(
                    f"          - {{when: question{number} is no, title: Nothing more can be done here}}"
                )
    return "\n".join(lines) + "\n"


def long_procedure() -> Procedure:
    """The procedure, compiled."""
    loaded = load_text(_HEAD + _pages() + _ACTIONS, "long.yaml")
    assert loaded.procedure is not None, [f"{each.line}: {each.message}" for each in loaded.problems]
    return loaded.procedure
