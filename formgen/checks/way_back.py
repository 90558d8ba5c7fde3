"""P604: a way back (`return_with`) that some people, or all, could not take.

Who begins a request without an account finds it again by what `ask` names, and by a code that is sent by
mail. That takes an address of mail, and answers that everybody gives, and gives early. This spec fails, since
only who rents is asked for an address of mail:

```yaml
home:
  title: Your home
  fields:
    postcode: {type: text, label: Postcode}
    tenure: {type: choice, label: How do you live?, options: {owner: In my own home, tenant: As a tenant}}
    email: {type: email, label: E-mail address, when: tenure is tenant}
account:
  access: none
  return_with: {ask: [email, postcode]}
```

This one passes:

```yaml
home:
  title: Your home
  fields:
    postcode: {type: text, label: Postcode}
    tenure: {type: choice, label: How do you live?, options: {owner: In my own home, tenant: As a tenant}}
    email: {type: email, label: E-mail address}
account:
  access: none
  return_with: {ask: [email, postcode]}
```

A warning is given for a question that may be left open, and for one that is asked when more than half of the
pages are behind: who stops before it cannot go on in another browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from formgen.checks.situations import Verdict, World
from formgen.checks.situations.rules import both
from formgen.checks.situations.telling import situation
from formgen.language.account import Account, ReturnWith
from formgen.language.fields.base import Requirement
from formgen.language.problems import Problem, Severity
from formgen.language.readers import Text
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed
from formgen.language.source import Node, Span

CODE = "P604"
NEEDS_MEANING = True

NOT_TYPED: Final = frozenset({"list", "group", "note", "agreement"})
EARLY: Final = 3
"""So many pages may always stand before a question that is asked again."""


def check(resolution: Resolution) -> Iterator[Problem]:
    """Whatever stands in the way back."""
    account = resolution.spec.account
    if account is None or account.return_with is None:
        return
    finder = _Finder(resolution)
    yield from finder.rule(account, account.return_with)
    for name in account.return_with.ask:
        yield from finder.name(name)


class _Finder:
    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.placed = resolution.plan.placed()

    def rule(self, account: Account, rule: ReturnWith) -> Iterator[Problem]:
        if account.access == "required":
            message = "`return_with` is for people without an account, and here everybody needs one."
            hint = "Take `return_with` away, or write `access: optional`."
            yield self._problem("error", account.node_of("return_with"), message, hint)
        kinds = {self.placed[name.value].spec.type_name for name in rule.ask if name.value in self.placed}
        if "email" not in kinds:
            message = "The code goes by mail, and no question under `ask` is for an address of mail."
            hint = "Name a question of the type `email` too."
            yield self._problem("error", rule.node_of("ask"), message, hint)

    def name(self, name: Text) -> Iterator[Problem]:
        placed = self.placed.get(name.value)
        if placed is None or placed.depth or placed.spec.type_name in NOT_TYPED:
            message = f"`{name.value}` is no question that can be asked again by itself."
            hint = "Name a question with an answer of its own, such as a postcode or a date of birth."
            yield self._problem("error", name.node, message, hint)
            return
        world = self.resolution.once(World)
        if placed.full_path not in world.placed:
            return
        asked = world.asked(placed.full_path)
        if asked:
            found = world.find(must_not=[both(asked)])
            if found.verdict is Verdict.YES:
                told = situation(world, found, asked)
                message = f"`{name.value}` is not asked when {told}: such a request is never found again."
                yield self._problem("error", name.node, message, "Name a question that is always asked.")
                return
        if _may_be_left_open(placed):
            message = f"`{name.value}` may be left open: such a request is not found again."
            hint = "Make it `required`, without `or_say`, or name another question."
            yield self._problem("warning", name.node, message, hint)
        yield from self._late(world, placed, name)

    def _late(self, world: World, placed: Placed, name: Text) -> Iterator[Problem]:
        pages = [each for each in self.resolution.pages if each.kind in ("orientation", "identify", "page")]
        place = pages.index(world.page_of[placed.full_path])
        if place > EARLY and 2 * place > len(pages):
            message = (
                f"`{name.value}` is asked after {place} of {len(pages)} pages, and is no way back until then."
            )
            yield self._problem("warning", name.node, message, "Ask it earlier, or name another question.")

    def _problem(self, level: Severity, place: Node | Span, message: str, hint: str) -> Problem:
        found: Problem = self.resolution.spec.document.problem(CODE, level, place, message, hint)
        return found


def _may_be_left_open(placed: Placed) -> bool:
    required = placed.spec.required
    always = isinstance(required, Requirement) and required.level == "error" and required.condition is None
    return not always or bool(placed.spec.or_say)
