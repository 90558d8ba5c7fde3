"""P602: personal data where everybody can read it: in the subject of a mail, or in one that only announces.

A mail travels openly, and its subject is shown on locked screens. What stands in the person's account is
announced by a mail that says nothing of it. This spec fails:

```yaml
you:
  title: You
  fields:
    birth_name: {type: text, label: Your name at birth}
workflow:
  states: {draft: Draft, filed: {label: Filed, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed, send: recorded}
messages:
  recorded: {mail: {subject: "The request of {{ birth_name }}", text: We have your request.}}
```

This one passes:

```yaml
you:
  title: You
  fields:
    birth_name: {type: text, label: Your name at birth}
workflow:
  states: {draft: Draft, filed: {label: Filed, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed, send: recorded}
messages:
  recorded: {mail: {subject: Your request, text: "We have the request of {{ birth_name }}."}}
```

Personal are answers, what an agent or a register says of the person, and what is computed from them. Numbers,
days, the agent, rows of tables and the time somebody has to answer are not. A `sensitive` answer may stand in
no mail at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from formgen.language.expressions import Duration
from formgen.language.messages import Message
from formgen.language.placeholders import Segment
from formgen.language.placeholders.segments import For, Insert, TextFormula, When
from formgen.language.problems import Problem
from formgen.language.readers import Formula, Text
from formgen.language.resolution import Resolution

CODE = "P602"
NEEDS_MEANING = True

Tag = tuple[int, int, frozenset[str]]
"""Where a tag of a text begins and ends, and the names that it reads."""


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every placeholder or condition that gives something personal away; told once for each text."""
    private = _Private(resolution)
    for message in resolution.spec.messages.values():
        mail: Any = message.mail
        if isinstance(mail, Text):
            mail = resolution.spec.fragments.get(mail.value)
        if mail is None:
            continue
        yield from _told(private, mail.subject, "the subject of a mail", _elsewhere(message))
        if message.in_account is not None:
            hint = "Put it on the page of the message, under `in_account`."
            yield from _told(private, mail.text, "a mail that only announces", hint)
        else:
            yield from _told_of_sensitive(private, mail.text)


def _elsewhere(message: Message) -> str:
    if message.in_account is not None:
        return "Put it on the page of the message, under `in_account`."
    return "Put it into the text of the mail."


def _told(private: _Private, text: Text | None, where: str, hint: str) -> Iterator[Problem]:
    for start, end, names in private.tags(text):
        name = next((each for each in sorted(names) if private.is_personal(each)), None)
        if name is not None:
            yield private.problem(text, start, end, f"`{name}` would travel openly in {where}.", hint)


def _told_of_sensitive(private: _Private, text: Text | None) -> Iterator[Problem]:
    for start, end, names in private.tags(text):
        name = next((each for each in sorted(names) if private.is_sensitive(each)), None)
        if name is not None:
            message = f"`{name}` is sensitive, and would travel by ordinary mail."
            hint = "Announce it by mail, and put it on the page of the message, under `in_account`."
            yield private.problem(text, start, end, message, hint)


class _Private:
    """Which names say something of a person."""

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.placed = resolution.plan.placed()
        self.actions = resolution.plan.action_fields

    def tags(self, text: Text | None) -> Iterator[Tag]:
        if text is not None and "{{" in text.value:
            yield from _tags(self.resolution.text(text, self.resolution.scope).segments)

    def problem(self, text: Text | None, start: int, end: int, message: str, hint: str) -> Problem:
        assert text is not None
        place = self.resolution.place_in(text, start, end)
        found: Problem = self.resolution.spec.document.problem(CODE, "error", place, message, hint)
        return found

    def is_personal(self, name: str) -> bool:
        return any(self._origin_is_personal(each) for each in self._origins(name))

    def is_sensitive(self, name: str) -> bool:
        found = (self.placed.get(each) for each in self._origins(name))
        return any(each is not None and each.spec.sensitive for each in found)

    def _origin_is_personal(self, name: str) -> bool:
        head = name.partition(".")[0]
        placed = self.placed.get(name)
        if placed is not None:
            # How long somebody has to answer says nothing of the person.
            return not (head in self.actions and isinstance(placed.binding.type, Duration))
        return head in self.resolution.plan.sources or head in ("documents", "verdicts")

    def _origins(self, name: str) -> set[str]:
        """What a value comes from: a name itself, or what the calculation or condition of that name takes."""
        spec, scope = self.resolution.spec, self.resolution.scope
        found, pending = {name}, [name]
        while pending:
            current = pending.pop()
            calculation = spec.calculations.get(current)
            condition = spec.conditions.get(current)
            values = [condition] if condition is not None else []
            if calculation is not None:
                cases = self.resolution.cases_of(calculation.cases or calculation.is_)
                values += [value for _, value in cases if isinstance(value, Formula)]
            for formula in values:
                kind = self.resolution.plan.calculations[current].type if calculation is not None else None
                checked = (
                    self.resolution.formula(formula, scope, kind)
                    if kind is not None
                    else self.resolution.formula(formula, scope)
                )
                pending += checked.reads - found
                found |= checked.reads
        return found


def _tags(segments: tuple[Segment, ...]) -> Iterator[Tag]:
    for segment in segments:
        if isinstance(segment, Insert):
            yield segment.start, segment.end, _names(segment.formula)
        elif isinstance(segment, For):
            binding = segment.items.binding if segment.items is not None else None
            yield segment.start, segment.tag_end, frozenset([binding.name] if binding else [])
            yield from _tags(segment.body)
        elif isinstance(segment, When):
            for branch in (*segment.cases, *((segment.otherwise,) if segment.otherwise else ())):
                yield branch.start, branch.end, _names(branch.condition)
                yield from _tags(branch.body)


def _names(formula: TextFormula | None) -> frozenset[str]:
    checked = formula.checked if formula is not None else None
    return checked.reads if checked is not None else frozenset()
