"""Making something known that is not, by answering what it reads; or unknown again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from formgen.compiler.sampling.draft import At
from formgen.language.expressions import Binding, List, typed
from formgen.language.expressions.typed import Typed

if TYPE_CHECKING:
    from formgen.compiler.sampling.conditions import Conditions

LIKELY_ITEMS = (1, 1, 1, 2, 2, 3)


class Knowing:
    """Answers what expressions read."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.draft = conditions.draft
        self.outline = conditions.outline

    def know(self, node: Typed, at: At) -> bool:
        """Answer everything an expression reads that is empty; whether something was changed."""
        changed = False
        for read in self.outline.reads(node):
            if self.draft.value(read.binding, at) is None:
                changed |= self._learn(read.binding, at)
        return changed

    def _learn(self, binding: Binding, at: At) -> bool:
        cases = self.outline.cases_of(binding)
        if cases:
            parts = [part for case in cases for part in case if part is not None]
            known = [self.know(part, None) for part in parts]
            return any(known)
        field = self.draft.procedure.fields.get(binding.name)
        if field is not None:
            at = at if binding.depth else None
            asked = self.draft.asked(field, at)
            changed = not asked and self.conditions.ask(self.outline.field(field, at))
            if isinstance(binding.type, List):
                return self.answer_list(binding.name) or changed
            if field.read is None or self.draft.answers(field, at):
                return changed
            return self.draft.invent(field, at) or changed
        return self._learn_fact(binding)

    def _learn_fact(self, binding: Binding) -> bool:
        head, _, column = binding.name.partition(".")
        spec = self.draft.procedure.spec
        if head in spec.sources:
            kind = spec.sources[head].record[column].type
            return self.draft.registers.hold(head, column, self.draft.inventor.of_type(kind, column))
        if head in spec.tables:
            table = self.draft.procedure.scope.find(head)
            return table is not None and self.conditions.aims.facts.found(table, True)
        return False

    def answer_list(self, path: str) -> bool:
        """Give a list some items, or say that there are none."""
        spec: Any = self.draft.procedure.fields[path].spec
        random = self.draft.random
        number = min(spec.max, random.choice(LIKELY_ITEMS))
        if path in self.draft.fixed:
            return False
        if spec.first_question is not None and random.random() < 0.3:
            self.draft.place(None)[f"{path}?"] = "no"
            return True
        for _ in range(max(spec.min, number)):
            self.draft.add_item(path)
        return True

    def forget(self, read: typed.Read, at: At) -> bool:
        """Take an answer away, or what a register holds."""
        binding = read.binding
        head, _, column = binding.name.partition(".")
        field = self.draft.procedure.fields.get(binding.name)
        if field is not None and field.copied is not None and self.draft.registers.held(field) is not None:
            head, _, column = field.copied.name.partition(".")
            field = None
        if field is not None:
            return self.draft.clear(field, at if binding.depth else None)
        if head in self.draft.registers.records and column:
            return self.draft.registers.hold(head, column, None)
        changed = [self._forget_in(case, at) for case in self.outline.cases_of(binding)]
        return any(changed)

    def _forget_in(self, case: tuple[Typed | None, Typed], at: At) -> bool:
        changed = [self.forget(read, at) for read in self.outline.reads(case[1])]
        return any(changed)
