"""Any number of several options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from formgen.language.constructs import optional
from formgen.language.expressions import Choices, Type
from formgen.language.fields.base import FieldContext, Form, Inventor, Read, Restated, Unreadable
from formgen.language.fields.choice import OptionsField
from formgen.language.readers import flag, whole_number


class ChoicesField(OptionsField):
    """Any number of several options, as check boxes.

    For example:

        type: choices
        label: What do you have difficulties with?
        options:
          walking: Walking
          seeing: Seeing
          nothing:
            label: Nothing
            excludes_others: true
    """

    noun = "a field of choices"
    type_name = "choices"
    in_scripts = "choices"
    ticked = True
    fault_codes = ("unknown_option", "excludes_others", "too_few_chosen", "too_many_chosen")
    min: int | None = optional(whole_number(0, 1000), "at least so many", example="min: 1")
    max: int | None = optional(whole_number(1, 1000), "at most so many", example="max: 3")
    ordered: bool = optional(flag(), "the order matters", default=False, example="ordered: true")

    def value_type(self, context: FieldContext) -> Type:
        return Choices(context.labels(self), self.id)

    def collect(self, form: Form, name: str) -> list[str]:
        # An ordered answer has a list for each place, and the ones left blank are sent too.
        return [word for word in form.getlist(name) if word]

    def reader(self, context: FieldContext) -> Read:
        options = context.options(self)
        exclusive = frozenset(id for id, option in options.items() if option.excludes_others)
        ordered = self.ordered

        def read(entry: Any) -> frozenset[str] | tuple[str, ...]:
            words = [entry] if isinstance(entry, str) else list(entry) if isinstance(entry, list) else None
            if words is None or any(not isinstance(word, str) or word not in options for word in words):
                raise Unreadable("unknown_option")
            if len(words) > 1 and exclusive.intersection(words):
                raise Unreadable("excludes_others", option=next(iter(exclusive.intersection(words))))
            return tuple(dict.fromkeys(words)) if ordered else frozenset(words)

        return read

    def limits(self, context: FieldContext) -> Callable[[Any], Unreadable | None] | None:
        least, most = self.min or 0, self.max
        exclusive = frozenset(id for id, option in context.options(self).items() if option.excludes_others)

        def find(value: Any) -> Unreadable | None:
            if 0 < len(value) < least and not exclusive.intersection(value):
                return Unreadable("too_few_chosen", least=least)
            if most is not None and len(value) > most:
                return Unreadable("too_many_chosen", most=most)
            return None

        return find

    def write(self, value: Any) -> list[str]:
        return list(value) if self.ordered else sorted(value)

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        options, random = inventor.context.options(self), inventor.random
        alone = [each for each in offered if options[each].excludes_others]
        together = [each for each in offered if each not in alone]
        least, most = max(1, self.min or 1), min(len(together), self.max or len(together))
        if alone and (most < least or random.random() < 1 / (len(offered) + 1)):
            chosen = [random.choice(alone)]
        elif most < least:
            return None
        else:
            chosen = random.sample(together, random.randint(least, min(most, least + 2)))
        return tuple(chosen) if self.ordered else frozenset(chosen)

    def restated(self, context: FieldContext) -> Restated:
        options = context.options(self)
        alone = tuple(id for id, option in options.items() if option.excludes_others)
        settings = {"alone": alone, "least": self.min or 0, "most": self.max}
        return Restated(kept_choices, settings, _schema(alone, self.min, self.max))

    def annotation(self, context: FieldContext) -> Any:
        option: Any = Literal[tuple(context.options(self))]
        return tuple[option, ...] if self.ordered else frozenset[option]


def kept_choices(
    value: frozenset[str] | tuple[str, ...],
    *,
    alone: tuple[str, ...] = (),
    least: int = 0,
    most: int | None = None,
) -> frozenset[str] | tuple[str, ...]:
    """What was chosen, each once. Raises Unreadable for what excludes each other, too few or too many."""
    exclusive = any(each in alone for each in value)
    if len(value) > 1 and exclusive:
        raise Unreadable("excludes_others")
    chosen = tuple(dict.fromkeys(value)) if isinstance(value, tuple) else value
    if 0 < len(chosen) < least and not exclusive:
        raise Unreadable("too_few_chosen")
    if most is not None and len(chosen) > most:
        raise Unreadable("too_many_chosen")
    return chosen


def _schema(alone: tuple[str, ...], least: int | None, most: int | None) -> dict[str, Any]:
    rules: list[dict[str, Any]] = []
    exclusive = {"contains": {"enum": list(alone)}}
    if alone:
        rules.append({"if": exclusive, "then": {"maxItems": 1}})
    if least:
        free = [{"maxItems": 0}, {"minItems": least}, *([exclusive] if alone else [])]
        rules.append({"anyOf": free})
    return {**({"allOf": rules} if rules else {}), **({"maxItems": most} if most else {})}
