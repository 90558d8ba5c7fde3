"""One of several options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from formgen.language.constructs import AnyOf, Invalid, Place, Reader, Shape, key, optional
from formgen.language.expressions import Choice, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Option, Read, Unreadable
from formgen.language.fields.text import single
from formgen.language.readers import Formula, Text, condition, options_by_id, path
from formgen.language.source import Mapping, Node, Scalar


class _Options:
    expects = "options by their ids, or the name of a list"
    shape: Shape = AnyOf((path().shape, options_by_id(Option).shape))

    def read(self, node: Node, place: Place) -> dict[str, Option] | Text | Invalid:
        if isinstance(node, Scalar) and node.value:
            return path().read(node, place)
        if isinstance(node, Mapping) and not node.entries:
            message = "`options` is empty: there is nothing to choose."
            return place.report("S013", node, message, "Write them below it, such as `married: Married`.")
        return options_by_id(Option).read(node, place)

    def stand_in(self, near: Scalar, place: Place) -> dict[str, Option]:
        """None of them."""
        return {}


_options: Reader[dict[str, Option] | Text] = _Options()


class OptionsField(Field):
    """A field with options, its own or those of a list. Not a type of its own."""

    options: dict[str, Option] | Text = key(
        _options,
        "the options by their ids, or the name of a list",
        example="options: {yes_please: Yes, not_now: No}",
    )
    only: Formula | None = optional(
        condition(),
        "only the rows of the list for which this is true",
        example="only: facilities.state is same as my_state",
    )


class ChoiceField(OptionsField):
    """One of several options, as radio buttons.

    For example:

        type: choice
        label: Family situation
        options:
          single: Single
          married: Married
    """

    noun = "a choice"
    type_name = "choice"
    in_scripts = "choice"
    fault_codes = ("unknown_option", "unreadable")

    def value_type(self, context: FieldContext) -> Type:
        return Choice(context.labels(self), self.id)

    def reader(self, context: FieldContext) -> Read:
        options = frozenset(context.options(self))

        def read(entry: Any) -> str:
            word = single(entry)
            if word in options:
                return word
            raise Unreadable("unknown_option")

        return read

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return inventor.random.choice(offered) if offered else None

    def annotation(self, context: FieldContext) -> Any:
        return Literal[tuple(context.options(self))]
