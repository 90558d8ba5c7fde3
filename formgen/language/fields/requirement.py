"""Whether an answer must be given, and what stands in a field before it is."""

from __future__ import annotations

from typing import Any, ClassVar

from formgen.language.constructs import AnyOf, Construct, Invalid, Keyed, Place, Shape, Single, key
from formgen.language.readers import Formula, calculation, cases_or, condition, of, text
from formgen.language.source import Mapping as MappingNode
from formgen.language.source import Node, Scalar


class Requirement:
    """Whether an answer must be given: always, never, as a warning, or by a condition."""

    __slots__ = ("condition", "level")

    def __init__(self, level: str | None, condition: Formula | None = None) -> None:
        self.level = level
        """"error", "warning", or None when it need not be given."""
        self.condition = condition

    def parts_to_walk(self) -> tuple[object, ...]:
        """What `walk` finds in it."""
        return (self.condition,)

    ALWAYS: ClassVar[Requirement]
    NEVER: ClassVar[Requirement]


Requirement.ALWAYS = Requirement("error")
Requirement.NEVER = Requirement(None)


_ALWAYS_OR_NEVER = {
    **dict.fromkeys(("true", "yes", "on", "oui", "always", "required", "mandatory"), "true"),
    **dict.fromkeys(("false", "no", "off", "non", "never", "optional"), "false"),
    "warning": "warn",
}


class _Requirement:
    expects = "true, false, warn or a condition"
    shape: Shape = AnyOf(
        (Single("true or false", "flag"), Single("warn", "word", words=("warn",)), condition().shape)
    )

    def read(self, node: Node, place: Place) -> Requirement | Invalid:
        fixed = {"true": Requirement.ALWAYS, "false": Requirement.NEVER, "warn": Requirement("warning")}
        if isinstance(node, Scalar) and node.value in fixed:
            return fixed[node.value]
        if isinstance(node, Scalar) and (meant := _ALWAYS_OR_NEVER.get(node.value.lower())) is not None:
            return place.report(
                "S016",
                node,
                f"`{node.value}` is not known for `{place.name}`.",
                f"Write `{place.name}: {meant}`.",
            )
        formula = condition().read(node, place)
        return formula if isinstance(formula, Invalid) else Requirement("error", formula)


def requirement() -> Any:
    """Reads `required`."""
    return cases_or(_Requirement())


def literal_or_formula() -> Any:
    """A literal as a person would type it, or `{is: expression}`, or cases of such."""

    class _Is(Construct):
        """A value that is computed.

        For example:

            is: today + 1 year
        """

        noun = "a default"
        is_: Formula = key(calculation(), "the expression", example="is: today + 1 year")

    class _Default:
        expects = "a value, or `is:` with an expression"
        shape: Shape = AnyOf((Single("a value"), Keyed(_Is)))

        def read(self, node: Node, place: Place) -> object:
            if isinstance(node, MappingNode):
                found = of(_Is).read(node, place)
                return found if isinstance(found, Invalid) else found.is_
            return text().read(node, place)

    return cases_or(_Default())
