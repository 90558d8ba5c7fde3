"""X702: a placeholder that may be empty, so that the sentence around it breaks ("chez , à Lille").

Not everybody is asked every question, and some may be left out. This spec fails, as only who is hosted names
a host:

```yaml
home:
  title: Your home
  fields:
    housing:
      type: choice
      label: Where do you live?
      options:
        own: In a home of my own
        hosted:
          label: With somebody
          then_ask:
            host_name: {type: text, label: Name of your host}
papers:
  title: Your papers
  text: Bring a statement signed by {{ host_name }}.
```

This one passes:

```yaml
home:
  title: Your home
  fields:
    housing:
      type: choice
      label: Where do you live?
      options:
        own: In a home of my own
        hosted:
          label: With somebody
          then_ask:
            host_name: {type: text, label: Name of your host}
papers:
  title: Your papers
  text: Bring your card.{{ when host_name is answered }} Bring a statement signed by {{ host_name }}.{{ end }}
```

Any condition will do that is true only when there is something to show: of the page, of the field, or around
the placeholder. Where it cannot be decided within 20,000 combinations of answers, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from formgen.checks.insertions import Insertion, insertions
from formgen.checks.occasions import Occasion, Occasions, Shown
from formgen.checks.situations import Verdict, World
from formgen.language.constructs import walk
from formgen.language.data import Table
from formgen.language.expressions import CONDITION, Choice, Choices, Record, YesNo, typed
from formgen.language.expressions.typed import Typed
from formgen.language.fields.base import Requirement
from formgen.language.fields.group import GroupField
from formgen.language.fields.list import ListField
from formgen.language.problems import Problem
from formgen.language.readers import Formula
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed

CODE = "X702"
NEEDS_MEANING = True


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every placeholder of an answer or a record that can be empty on some occasion; told once."""
    world = resolution.once(World)
    occasions = resolution.once(Occasions)
    finder = _Finder(world, occasions)
    told: set[tuple[int, int]] = set()
    for shown in occasions.all:
        for insertion in insertions(resolution.text(shown.text, shown.scope)):
            key = (id(shown.text), insertion.insert.start)
            reason = finder.reason(shown, insertion) if key not in told else None
            if reason is not None:
                told.add(key)
                name = insertion.binding.name
                test = (
                    f"{name.partition('.')[0]} is found" if finder.is_record(name) else f"{name} is answered"
                )
                hint = f"Wrap it with its sentence: `{{{{ when {test} }}}}…{{{{ end }}}}`."
                tag = insertion.insert
                place = resolution.place_in(shown.text, tag.start, tag.end)
                yield resolution.spec.document.problem(CODE, "warning", place, reason, hint)


class _Finder:
    def __init__(self, world: World, occasions: Occasions) -> None:
        self.world = world
        self.resolution = world.resolution
        self.life = occasions.life
        self.everywhere = world.resolution.plan.placed()
        account = self.resolution.spec.account
        identified = account.identify_with.value if account and account.identify_with else ""
        self.identified = identified
        self.identify = next(
            (index for index, page in enumerate(self.resolution.pages) if page.kind == "identify"), -1
        )

    def is_record(self, name: str) -> bool:
        """Whether a name is a column of a source or a table."""
        head = name.partition(".")[0]
        return head in self.resolution.plan.sources or head in self.resolution.plan.tables

    def reason(self, shown: Shown, insertion: Insertion) -> str | None:
        """Why there may be nothing to put in, as a sentence; None when there is always something."""
        name = insertion.binding.name
        if shown.occasion.blank:
            return None
        if self.is_record(name):
            return self._reason_of_record(shown, insertion, name.partition(".")[0])
        placed = self.everywhere.get(name)
        if placed is None or isinstance(placed.spec, GroupField | ListField):
            return None
        if name in self.world.placed:
            return self._reason_of_answer(shown, insertion, placed)
        return self._reason_of_other(insertion, placed)

    def _reason_of_answer(self, shown: Shown, insertion: Insertion, placed: Placed) -> str | None:
        name, occasion = placed.full_path, shown.occasion
        asked = self.world.asked(name)
        if asked and self._can_be(shown, insertion, typed.Both(CONDITION, asked)):
            return f"{_condition_of(placed, self.world)}, so this text may have a gap."
        page = self.resolution.pages.index(self.world.page_of[name])
        answered = typed.Answered(CONDITION, _read(placed), False)
        unseen = occasion.page == page and not occasion.entered and placed.spec.copied_from is None
        if unseen and self._can_be(shown, insertion, answered):
            return f"`{name}` is asked on this same page, so it is empty when the page is first shown."
        if self._in_draft(occasion) and self._can_be(shown, insertion, answered):
            return f"`{name}` may not be answered yet when {occasion.comes}."
        if _is_optional(placed) and self._can_be(shown, insertion, answered):
            return f"`{name}` may be left empty, so this text may have a gap."
        return None

    def _in_draft(self, occasion: Occasion) -> bool:
        """Whether something is sent to a person who has not filed."""
        return bool(
            occasion.output == "message"
            and occasion.action is None
            and self.life
            and self.life.start in occasion.states
        )

    def _reason_of_record(self, shown: Shown, insertion: Insertion, head: str) -> str | None:
        page = shown.occasion.page
        if head == self.identified and (page is None or page > self.identify):
            return None
        if head in self.resolution.spec.tables and not _depends_on_free_words(self.world, head):
            return None
        plan = self.resolution.plan
        binding = plan.sources.get(head) or plan.tables[head]
        assert isinstance(binding.type, Record)
        found = typed.Found(CONDITION, typed.Read(binding.type, binding, False), False)
        if not self._can_be(shown, insertion, found):
            return None
        what = "record" if head in plan.sources else "row"
        return f"`{head}` may have no {what} for these answers, so this text may have a gap."

    def _reason_of_other(self, insertion: Insertion, placed: Placed) -> str | None:
        """Of a field of an item, of an action or of a document: whether a condition around it reads it."""
        name = placed.full_path
        conditional = placed.spec.when is not None or placed.follows is not None
        if name in insertion.guards or not (conditional or _is_optional(placed)):
            return None
        beside = name.rpartition(".")[0]
        if conditional and any(each.rpartition(".")[0] == beside for each in insertion.guards):
            return None
        return f"`{name}` may be left empty or not be asked, so this text may have a gap."

    def _can_be(self, shown: Shown, insertion: Insertion, without: Typed) -> bool:
        """Whether the text can be read, with this placeholder in it, while something is not true."""
        must = (*shown.must, *insertion.must)
        must_not = (*shown.must_not, *insertion.must_not, without)
        page = shown.occasion.page if shown.occasion.page is not None else len(self.resolution.pages)
        if self._in_draft(shown.occasion):
            page = 0
        answered = page + 1 if shown.occasion.entered else page
        return self.world.find(must, must_not, page, answered).verdict is Verdict.YES


def _depends_on_free_words(world: World, table: str) -> bool:
    """Whether the row depends on more than choices: whose options are written to have a row each."""
    resolution = world.resolution
    spec = resolution.spec
    parts: dict[str, Any] = {**spec.calculations, **spec.tables, **spec.conditions}
    pending, seen = [table], {table}
    while pending:
        head = pending.pop()
        part = parts.get(head)
        values = part.match if isinstance(part, Table) else part
        for formula in (each for each in walk(values) if isinstance(each, Formula)):
            reads = resolution.formula(formula, resolution.scope).reads
            if any(
                not isinstance(world.placed[name].binding.type, Choice | Choices | YesNo)
                for name in reads
                if name in world.placed
            ):
                return True
            more = {name.partition(".")[0] for name in reads} - seen
            seen |= more
            pending += more
    return False


def _read(placed: Placed) -> typed.Read:
    return typed.Read(placed.binding.type, placed.binding, False)


def _is_optional(placed: Placed) -> bool:
    """Whether a question may be left unanswered, at least by some."""
    required = placed.spec.required
    always = isinstance(required, Requirement) and required.level == "error" and required.condition is None
    return not always


def _condition_of(placed: Placed, world: World) -> str:
    """Which condition lets a field be asked, in the words of the spec."""
    name = placed.full_path
    each: Placed | None = placed
    while each is not None:
        if each.spec.when is not None:
            return f"`{name}` is asked only when `{each.spec.when.expression.text.strip()}`"
        if each.follows is not None and each.parent is not None:
            verb = "is said" if each.follows_said else "is"
            return f"`{name}` is asked only when `{each.parent.spec.id} {verb} {each.follows}`"
        each = each.parent
    page = world.page_of[name]
    return f"`{name}` is asked on the page `{page.id}`, which not everybody is shown"
