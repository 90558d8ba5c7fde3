"""From an empty draft to one that can be filed: look what is wrong, mend it, look again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from formgen.compiler.evaluation import DocumentState, FieldProblem
from formgen.compiler.procedure import Document, Field, Page
from formgen.compiler.sampling.conditions import Conditions
from formgen.compiler.sampling.draft import TRIES, At, Draft
from formgen.compiler.sampling.outline import Outline
from formgen.compiler.sampling.registers import readable
from formgen.language.readers import Text

STEPS: Final = 200
"""How often a draft is looked at before it is given up."""
ANSWERED: Final = 0.7
"""How often what need not be answered is."""
SAID: Final = 0.1
"""How often something is said instead of a value."""
GIVEN_PATIENCE: Final = 20
"""How often a way is looked for to the question of a given answer."""
PATIENCE: Final = 3
"""How often what only warns is mended before it is left."""


class Mending:
    """Mends one draft. `goal`: the page that it is to reach; None for any journey."""

    def __init__(self, draft: Draft, outline: Outline, goal: Page | None, complete: bool = True) -> None:
        self.draft = draft
        self.outline = outline
        self.goal = goal
        self.complete = complete
        """Whether it must be possible to file it; False accepts a stop behind the goal."""
        self.random = draft.random
        self.conditions = Conditions(draft, outline)
        self._considered: set[str] = set()
        self._warned: dict[str, int] = {}
        self._sought: dict[str, int] = {}

    def run(self) -> bool:
        """Mend until nothing is wrong; False when it was given up."""
        for _ in range(STEPS):
            steps = (
                *(self.conditions.go_on, self._stop, self._goal, self._given, self._problems),
                *(self._optional, self._keys, self._warnings),
            )
            outcome = next((found for step in steps if (found := step()) is not None), None)
            if outcome is None:
                return True
            if not outcome and self.random.random() < 0.5:
                # The way chosen leads nowhere; another answer somewhere may open one.
                self._shake()
        return False

    # Each step: None when there is nothing to do, else whether something was changed.

    def _stop(self) -> bool | None:
        stop = self.draft.evaluation.stop
        if stop is None or (not self.complete and self._reached()):
            return None
        return self.conditions.make(self.outline.tree(stop.spec.when, self.outline.scope), False, None)

    def _reached(self) -> bool:
        return self.goal is None or self.goal in self.draft.evaluation.journey

    def _goal(self) -> bool | None:
        if self.goal is None or self._reached():
            return None
        wishes = list(self.outline.page(self.goal))
        if any(self.conditions.value(node, at) is not True for node, at in wishes):
            return self.conditions.ask(wishes)
        return self._show(self.goal)

    def _show(self, page: Page) -> bool:
        """Let a page have something to ask."""
        if not page.content:
            return False
        part = self.random.choice(page.content)
        if isinstance(part, Document):
            changed = self.conditions.ask(self.outline.document(part))
            of_list = part.spec.for_each
            return self._add_item(of_list.value) if of_list is not None and not changed else changed
        parts = list(part.members) if part.type_name == "group" and part.members else [part]
        return self.conditions.ask(self.outline.field(self.random.choice(parts), None))

    def _add_item(self, path: str) -> bool:
        self.conditions.ask(self.outline.field(self.draft.procedure.fields[path], None))
        return self.draft.add_item(path) is not None

    def _given(self) -> bool | None:
        """Let the questions be asked whose answers were given, as far as that goes."""
        for path in sorted(self.draft.fixed):
            field = self.draft.procedure.fields.get(path)
            if field is not None and not self.draft.asked(field, None):
                times = self._sought.get(path, 0)
                self._sought[path] = times + 1
                if times < GIVEN_PATIENCE:
                    return self.conditions.ask(self.outline.field(field, None))
        return None

    def _problems(self) -> bool | None:
        blocking = self.draft.evaluation.blocking if self.complete else ()
        if not blocking:
            return None
        # What is empty, all at once; then one thing after another, since one may mend several.
        empty = [each for each in blocking if each.code == "empty"]
        if empty:
            changed = [self._mend(each) for each in empty]
            return any(changed)
        return self._mend(self.random.choice(blocking))

    def _mend(self, problem: FieldProblem) -> bool:
        path = problem.path
        if path.startswith("declarations."):
            if path in self.draft.fixed:
                return False
            self.draft.place(None)[path] = "yes"
            return True
        placed = self.draft.placed(path)
        if problem.code == "check":
            return self._check(problem, placed)
        if placed is None:
            return path.startswith("documents.") and self._document(problem)
        field, at = placed
        if field.type_name == "list":
            return self._list(field, problem.code)
        return self._fill(field, at)

    def _fill(self, field: Field, at: At) -> bool:
        words = list(field.spec.or_say)
        if words and self.random.random() < SAID:
            return self.draft.say(field, at, self.random.choice(words))
        if self.draft.invent(field, at):
            return True
        if words:
            return self.draft.say(field, at, self.random.choice(words))
        return bool(field.options) and self._offer(field, at)

    def _offer(self, field: Field, at: At) -> bool:
        """Let an option be offered where none is."""
        option = field.options[self.random.choice(list(field.options))]
        if option.when is None:
            return False
        return self.conditions.make(self.outline.tree(option.when, field.scope), True, at)

    def _list(self, field: Field, code: str) -> bool:
        if code == "too_many_items":
            return self.draft.remove_item(self.draft.items(field.path)[-1])
        if code == "empty":
            return self.conditions.knowing.answer_list(field.path)
        return self.draft.add_item(field.path) is not None

    def _check(self, problem: FieldProblem, placed: tuple[Field, At] | None) -> bool:
        at = placed[1] if placed is not None else None
        if problem.frame is not None:
            at = self.draft.at_of(problem.frame)
        for must, when in self.outline.checks(problem.check):
            if self.conditions.value(must, at) is not False:
                continue
            if when is not None and self.random.random() < 0.2:
                return self.conditions.make(when, False, at)
            if self.conditions.make(must, True, at):
                return True
            return placed is not None and self._fill(*placed)
        return False

    def _document(self, problem: FieldProblem) -> bool:
        _, id, *rest = problem.path.split(".")
        document = self.draft.procedure.documents[id]
        judged = self.draft.evaluation.document(id)
        if len(rest) > 1:
            return self._asked_of_part(document, *rest)
        if document.said and problem.code == "document_missing" and self.random.random() < SAID:
            part = f".{rest[0]}" if rest else ""
            self.draft.place(None)[f"{document.path}{part}?"] = self.random.choice(list(document.said))
            return True
        if problem.code == "document_undecided":
            return self._decide(document)
        for state in judged.states:
            if state.item == (rest[0] if rest else "") or problem.code == "too_few_documents":
                if problem.code in ("document_missing", "too_few_documents"):
                    if not state.satisfied:
                        return self._hand_in(state)
                    continue
                paper = str(problem.values["paper"])
                return self.conditions.aims.facts.hand_in(id, state.item, paper)
        return False

    def _asked_of_part(self, document: Document, item: str, word: str, *names: str) -> bool:
        """Answer what is asked because a word was said of one item or period."""
        field = self.draft.procedure.fields[".".join((document.path, word, *names))]
        for _ in range(TRIES):
            value = field.spec.invented(self.draft.inventor, field.full_path, list(field.options))
            entry = None if value is None else field.spec.write(value)
            if entry is not None and readable(field, entry) is not None:
                self.draft.place(None)[".".join((document.path, item, word, *names))] = entry
                return True
        return False

    def _decide(self, document: Document) -> bool:
        """Let a case of a document's rule apply."""
        cases = document.spec.cases.items if document.spec.cases is not None else ()
        conditions = [each.when for each in cases if each.when is not None]
        if not conditions:
            return False
        when = self.outline.tree(self.random.choice(conditions), self.outline.scope)
        return self.conditions.make(when, True, None)

    def _hand_in(self, state: DocumentState) -> bool:
        facts = self.conditions.aims.facts
        wanted = [each for each in state.alternatives if each.asked and not each.satisfied]
        self.random.shuffle(wanted)
        number = {"all_of": len(wanted), "at_least": state.at_least}.get(state.rule, 1)
        alone = state.rule == "at_least" and len(state.alternatives) == 1
        if alone:
            wanted = [each for each in state.alternatives if each.asked]
        changed = False
        for each in wanted[:number]:
            field = self._standing_for(state.document, each.id)
            if field is not None:
                self.conditions.ask(self.outline.field(field, None))
                changed |= self.draft.invent(field, None)
            else:
                facts.hand_in(state.document.id, state.item, each.id, state.at_least if alone else 1)
                changed = True
        return changed

    def _standing_for(self, document: Document, paper: str) -> Field | None:
        alternative = document.alternatives.get(paper)
        if alternative is None or alternative.field is None:
            return None
        return self.draft.procedure.fields.get(alternative.field.value)

    def _optional(self) -> bool | None:
        """Answer most of what need not be answered; each is considered once."""
        draft = self.draft
        found = False
        for field, at in draft.open_fields():
            key = f"{field.full_path} {at.index if at is not None else ''}"
            if key in self._considered:
                continue
            self._considered.add(key)
            if self.random.random() < ANSWERED:
                found |= self._list(field, "empty") if field.type_name == "list" else self._fill(field, at)
        return True if found else None

    def _keys(self) -> bool | None:
        """A record is found by what was answered: the two must say the same."""
        registers, found = self.draft.registers, False
        for name in list(registers.records):
            ways = self.draft.procedure.spec.sources[name].lookup
            answered = [way for way in ways if registers.key(name, way) is not None]
            # The first way that is answered counts, as where a register is asked.
            if answered and registers.matches(name, answered[0]):
                continue
            if f"records.{name}" in self.draft.fixed:
                asked = self.draft.evaluation.asked
                open_now = [way for way in ways if all(asked(field.value) for field in way.values())]
                found |= any(self._answer_key(name, way) for way in open_now or ways)
            elif not answered:
                found |= registers.lose(name)
            else:
                key = registers.key(name, answered[0]) or {}
                changed = [registers.hold(name, column, value) for column, value in key.items()]
                found |= any(changed)
        return True if found else None

    def _answer_key(self, source: str, way: Mapping[str, Text]) -> bool:
        """Answer what a given record is found by; False where it lacks that."""
        record = self.draft.registers.records[source]
        changed = []
        for column, name in way.items():
            field = self.draft.procedure.fields.get(name.value)
            if field is None or record.get(column) is None:
                return False
            if self.draft.value(field.binding, None) != record[column]:
                changed.append(self.draft.answer(field, None, record[column]))
                changed.append(self.conditions.ask(self.outline.field(field, None)))
        return any(changed)

    def _warnings(self) -> bool | None:
        """Mend what only warns, a few times: people do heed most warnings."""
        for problem in self.draft.evaluation.problems if self.complete else ():
            times = self._warned.get(problem.path, 0)
            if problem.level == "warning" and times < PATIENCE:
                self._warned[problem.path] = times + (1 if self.random.random() < ANSWERED else PATIENCE)
                self._mend(problem)
                return True
        return None

    def _shake(self) -> None:
        """Answer something anew."""
        fields = [each for each in self.draft.everything() if each[0].read is not None]
        if fields:
            self._fill(*self.random.choice(fields))
