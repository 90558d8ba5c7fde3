"""X701: a text that names something not known yet when it is read.

What an action gives (its fields, its day), a number, `filed_on` and the agent are known from that event on;
an answer is known behind its page; `link` stands in messages only, `issued_on` in PDFs. This spec fails, as
the receipt is issued on filing, before anything is granted:

```yaml
roles:
  agent: {label: Agent}
workflow:
  states: {draft: Draft, filed: Filed, granted: {label: Granted, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed, produce: receipt}
    withdraw: {by: applicant, from: any open, to: granted}
    grant:
      by: agent
      from: filed
      to: granted
      fields: {valid_from: {type: date, label: Valid from}}
      produce: decision
pdfs:
  receipt: {title: Receipt, text: "Valid from {{ grant.valid_from }}."}
  decision: {title: Decision, text: We grant it.}
```

This one passes:

```yaml
roles:
  agent: {label: Agent}
workflow:
  states: {draft: Draft, filed: Filed, granted: {label: Granted, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed, produce: receipt}
    withdraw: {by: applicant, from: any open, to: granted}
    grant:
      by: agent
      from: filed
      to: granted
      fields: {valid_from: {type: date, label: Valid from}}
      produce: decision
pdfs:
  receipt: {title: Receipt, text: We have your request.}
  decision: {title: Decision, text: "Valid from {{ grant.valid_from }}."}
```

What may or may not have happened by then is warned of, unless the placeholder stands inside
`{{ when grant.on is answered }}…{{ end }}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from formgen.checks.insertions import Insertion, insertions
from formgen.checks.later_answer import LaterAnswers
from formgen.checks.life import by_a_role
from formgen.checks.occasions import Occasion, Occasions, Shown
from formgen.language.problems import Problem, Severity
from formgen.language.resolution import Resolution

CODE = "X701"
NEEDS_MEANING = True

Known = Literal["always", "sometimes", "never"]


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every placeholder that nothing, or not always something, can be put in for."""
    occasions = resolution.once(Occasions)
    knowledge = _Knowledge(resolution, occasions)
    by_text: dict[tuple[int, int], list[Shown]] = {}
    for shown in occasions.all:
        by_text.setdefault((id(shown.text), id(shown.scope)), []).append(shown)
    for each in by_text.values():
        for insertion in insertions(resolution.text(each[0].text, each[0].scope)):
            found = _judged(knowledge, insertion, [shown.occasion for shown in each])
            if found is not None:
                severity, message, hint = found
                tag = insertion.insert
                place = resolution.place_in(each[0].text, tag.start, tag.end)
                yield resolution.spec.document.problem(CODE, severity, place, message, hint)


def _judged(
    knowledge: _Knowledge, insertion: Insertion, occasions: list[Occasion]
) -> tuple[Severity, str, str] | None:
    name = insertion.binding.name
    guarded = any(_family(each) == _family(name) for each in insertion.guards)
    known = [knowledge.of(name, each) for each in occasions]
    if "never" in known:
        hopeless = all(each == "never" for each in known) and all(each.output for each in occasions)
        if guarded and not hopeless:
            return None
        occasion = occasions[known.index("never")]
        return "error", knowledge.never(name, occasion), "Remove it, or say it in what is read later."
    if "sometimes" in known and not guarded:
        occasion = occasions[known.index("sometimes")]
        message = f"{knowledge.given(name)}, which need not have happened when {occasion.comes}."
        return "warning", message, f"Wrap it: `{{{{ when {name} is answered }}}}…{{{{ end }}}}`."
    return None


def _family(name: str) -> str:
    """What becomes known together: an action with all its fields."""
    return name.partition(".")[0]


class _Knowledge:
    """What is known on which occasion."""

    def __init__(self, resolution: Resolution, occasions: Occasions) -> None:
        self.resolution = resolution
        self.spec = resolution.spec
        self.life = occasions.life
        self.placed = occasions.world.placed
        self.answers = LaterAnswers(resolution)

    def of(self, name: str, occasion: Occasion) -> Known:
        head = _family(name)
        if name == "link":
            return "always" if occasion.output == "message" else "never"
        if name == "issued_on":
            return "always" if occasion.output == "PDF" else "never"
        deeds = self.deeds(name)
        if deeds is not None:
            return self._after(deeds, occasion)
        if occasion.blank and (head in self.placed or head in self.spec.calculations):
            return "never"
        if occasion.page is not None and self.answers.later(name, occasion.page) is not None:
            return "never"
        return "always"

    def deeds(self, name: str) -> list[str] | None:
        """The actions by which a name becomes known; None for what depends on none."""
        head = _family(name)
        actions = self.spec.workflow.actions if self.spec.workflow else {}
        filing = [self.life.filing] if self.life and self.life.filing else []
        if name == "filed_on":
            return filing
        if name == "silence.due" and self.spec.silence is not None:
            return [self.spec.silence.since] if self.spec.silence.since in actions else filing
        if name in self.spec.numbers:
            drawing = [
                id for id, each in actions.items() if each.number is not None and each.number.value == name
            ]
            return drawing or filing
        if head == "agent":
            return [id for id, each in actions.items() if by_a_role(each)]
        return [head] if head in actions and head not in self.placed else None

    def _after(self, deeds: list[str], occasion: Occasion) -> Known:
        if self.life is None or not deeds:
            return "always" if occasion.filed else "never"
        if occasion.action in deeds:
            return "always"
        if not occasion.states:
            return "never"
        return self.life.before(deeds, occasion.states)

    def given(self, name: str) -> str:
        """When a name becomes known, as the beginning of a sentence."""
        head = _family(name)
        if name in ("filed_on", "silence.due"):
            return f"`{name}` is known from the filing on"
        if head == "agent":
            return f"`{name}` is known once an agent has acted"
        deeds = self.deeds(name) or ["file"]
        verb = "drawn" if name in self.spec.numbers else "given"
        return f"`{name}` is {verb} by `{deeds[0]}`"

    def never(self, name: str, occasion: Occasion) -> str:
        """That nothing is known of a name on an occasion."""
        if name in ("link", "issued_on"):
            where = "messages" if name == "link" else "PDFs"
            return f"`{name}` stands in {where} only."
        if self.deeds(name) is not None:
            return f"{self.given(name)}; {occasion.comes} before that."
        if occasion.blank:
            return f"`{name}` depends on the person; {occasion.comes}."
        assert occasion.page is not None
        later = self.answers.later(name, occasion.page)
        assert later is not None
        page = self.resolution.pages[later[1]].id
        through = "" if later[0] == name else f" needs `{later[0]}`, which"
        return f"`{name}`{through} is asked on the page `{page}`; {occasion.comes} before that."
