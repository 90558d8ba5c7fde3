"""What holds of answers in every journey, as rules over few variables each.

- A question that is not asked has no answer, and an option that is not offered is not chosen.
- A question that must be answered is (on the pages that lie behind).
- A check that blocks has not failed (there as well).
- No stop of an earlier page has ended the journey.
- Values that hang together do so: what is compared is there, a list without items counts none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal, NamedTuple

from formgen.checks.situations.logic import ALWAYS, NEVER, Sentence, is_state, joined, presence
from formgen.checks.situations.names import SpecNames
from formgen.checks.situations.sentences import Sentences
from formgen.checks.situations.variables import SOME, Variable
from formgen.language.expressions import CONDITION, Choices, Group, typed
from formgen.language.fields.agreement import AgreementField
from formgen.language.fields.base import Check, Requirement
from formgen.language.fields.list import ListField
from formgen.language.fields.note import NoteField
from formgen.language.resolution.layout import Placed

Kind = Literal["tie", "asked", "answered", "check", "stop"]
ANYWHERE: Final = -1
"""The page of a rule that holds on all."""


class Rule(NamedTuple):
    """Where `when` is true, `then` is. `page`: its number. `own`: the variable it is about first of all."""

    kind: Kind
    page: int
    when: Sentence
    then: Sentence
    own: Variable | None = None
    source: Any = None


def rules(names: SpecNames, sentences: Sentences) -> Iterator[Rule]:
    """All rules of a spec, in the order of its pages; those of ties come last."""
    rule_maker = _Rules(names, sentences)
    by_page: dict[int, list[Placed]] = {}
    for path, placed in names.placed.items():
        by_page.setdefault(names.page_of[path], []).append(placed)
    for index, page in enumerate(names.resolution.pages):
        for placed in by_page.get(index, ()):
            yield from rule_maker.field(placed, index)
        if page.spec is not None:
            asked = rule_maker.all_true(names.page(page))
            yield from rule_maker.checks(page.spec.checks, names.resolution.scope, asked, index)
            for stop in page.spec.stop:
                ended = joined("all", (asked, rule_maker.all_true(names.condition(stop.when))))
                yield Rule("stop", index, ended, NEVER, None, stop)
    for placed in names.placed.values():
        yield from rule_maker.ticked(placed)
    for key, found in list(sentences.terms.ties.items()):
        for each in found:
            yield Rule("tie", ANYWHERE, ALWAYS, each, sentences.terms.variables[key])


class _Rules:
    def __init__(self, names: SpecNames, sentences: Sentences) -> None:
        self.names = names
        self.sentences = sentences
        self._asked: dict[str, Sentence] = {}

    def all_true(self, conditions: Iterable[typed.Typed]) -> Sentence:
        return joined("all", [self.sentences.read(each) for each in conditions])

    def asked(self, placed: Placed) -> Sentence:
        """Whether a field is asked: its page's conditions, its group's, its own; for an item its list's."""
        found = self._asked.get(placed.full_path)
        if found is None:
            owner = self.names.list_of.get(placed.full_path)
            if owner is None:
                page = self.names.resolution.pages[self.names.page_of[placed.full_path]]
                above = self.all_true(self.names.page(page))
            else:
                above = is_state(self.variable(owner), SOME)
            within = self.all_true(self.names.within_page(placed))
            found = self._asked[placed.full_path] = joined("all", (above, within))
        return found

    def variable(self, placed: Placed) -> Variable:
        binding = placed.binding
        return self.sentences.terms.of(typed.Read(binding.type, binding, False))

    def field(self, placed: Placed, page: int) -> Iterator[Rule]:
        spec = placed.spec
        if isinstance(placed.binding.type, Group) or isinstance(spec, NoteField):
            return
        variable, asked = self.variable(placed), self.asked(placed)
        if asked is not ALWAYS:
            yield Rule("asked", page, presence(variable), asked, variable, placed)
        yield from self._offered(placed, page, variable)
        required = self._required(placed)
        if required is not None:
            due = joined("all", (asked, required))
            yield Rule("answered", page, due, self._given(placed, variable), variable, placed)
        yield from self._long_enough(placed, page, variable)
        yield from self.checks(spec.checks, placed.scope, asked, page)

    def _given(self, placed: Placed, variable: Variable) -> Sentence:
        """Whether a question that must be answered is; an agreement has to be ticked."""
        if isinstance(placed.spec, AgreementField):
            return is_state(variable, True)
        return self.sentences.answered(typed.Read(placed.binding.type, placed.binding, False))

    def _long_enough(self, placed: Placed, page: int, variable: Variable) -> Iterator[Rule]:
        """A list has as many items as it must, or none if its first question is answered so."""
        if not isinstance(placed.spec, ListField):
            return
        if placed.spec.min > 0 and placed.spec.first_question is None:
            yield Rule("answered", page, presence(variable), is_state(variable, SOME), variable, placed)
        enough = self.sentences.enough(placed.full_path, placed.spec.min)
        if enough is not None:
            yield Rule("answered", page, is_state(variable, SOME), enough, variable, placed)

    def _offered(self, placed: Placed, page: int, variable: Variable) -> Iterator[Rule]:
        for name, option in self.names.resolution.context.options(placed.spec).items():
            if option.when is None:
                continue
            offered = self.all_true(self.names.condition(option.when, placed.scope))
            chosen = self.sentences.chosen(placed.binding, name)
            yield Rule("asked", page, chosen, offered, variable, placed)

    def ticked(self, placed: Placed) -> Iterator[Rule]:
        """What is answered by ticking: one option at least, where all are read, and some only alone."""
        if not isinstance(placed.binding.type, Choices):
            return
        options = self.names.resolution.context.options(placed.spec)
        known = [name for name in options if self.sentences.is_read(placed.binding, name)]
        ticked = {name: self.sentences.chosen(placed.binding, name) for name in known}
        base = self.variable(placed)
        if known and len(known) == len(options):
            yield Rule("tie", ANYWHERE, is_state(base, SOME), joined("any", ticked.values()), base)
        for name in known:
            if options[name].excludes_others:
                others = [joined("not", (each,)) for other, each in ticked.items() if other != name]
                yield Rule("tie", ANYWHERE, ticked[name], joined("all", others), base)

    def _required(self, placed: Placed) -> Sentence | None:
        """Whether an answer must be given, if asked; None where it need not."""
        spec = placed.spec
        held = spec.copied_from is not None and spec.if_missing != "ask"
        if held or not isinstance(spec.required, Requirement) or spec.required.level != "error":
            return None
        return self.all_true(self.names.condition(spec.required.condition, placed.scope))

    def checks(self, checks: Iterable[Check], scope: Any, asked: Sentence, page: int) -> Iterator[Rule]:
        for each in checks:
            if each.level != "error":
                continue
            judged = (asked, self.all_true(self.names.condition(each.when, scope)))
            must = self.all_true(self.names.condition(each.must, scope))
            # Unknown passes: a check fails only on false.
            failed = joined("all", (*judged, joined("not", (must,))))
            yield Rule("check", page, failed, NEVER, None, each)


def both(conditions: tuple[typed.Typed, ...]) -> typed.Typed:
    """Conditions that must all be true as one."""
    return conditions[0] if len(conditions) == 1 else typed.Both(CONDITION, conditions)
