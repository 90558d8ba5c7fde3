"""What every field has: its question, when it is asked, how it is checked.

A field type is a subclass in a file of its own, listed in `formgen.language.fields.FIELD_TYPES`,
and a template of the same name in `renderers/html/fields/`. It says what an author may write (its
keys), which type its value has, how what a person typed is read, and how a value is written back
as a person would have typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol

from formgen.language.constructs import Construct, Invalid, Place, key, optional
from formgen.language.expressions import Type
from formgen.language.readers import (
    Cases,
    Formula,
    Text,
    by_key,
    calculation,
    cases_or,
    condition,
    flag,
    list_of,
    mapping_of,
    of,
    path,
    plain,
    text,
    word,
)
from formgen.language.source import Mapping as MappingNode
from formgen.language.source import Node, Scalar

Entry = str | list[str] | dict[str, str]
"""What a person typed, kept as typed: one control, several boxes ticked, or named parts."""

Read = Callable[[Any], Any]
"""Reads an entry; gives a value of the field's type, or raises Unreadable."""


class Unreadable(Exception):
    """An entry that cannot be read as its type. `code` names the words for it, `values` go into them."""

    def __init__(self, code: str, parts: Sequence[str] = (), **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.parts = tuple(parts)
        """The parts at fault ("day", "month"), for entries with several controls."""
        self.values = values


class Form(Protocol):
    """The controls of a posted form."""

    def get(self, name: str) -> str | None:
        """The first value under a name."""
        ...

    def getlist(self, name: str) -> list[str]:
        """All values under a name."""
        ...


class FieldContext(Protocol):
    """What a field may need of the spec around it."""

    @property
    def currency(self) -> str:
        """The currency of the spec (ISO 4217)."""
        ...

    @property
    def language(self) -> str:
        """The language of the spec's texts."""
        ...

    @property
    def timezone(self) -> str:
        """The time zone of the service."""
        ...

    def labels(self, field: Field) -> Mapping[str, str]:
        """The labels of a choice's options by their ids, as the author wrote them."""
        ...

    def options(self, field: Field) -> Mapping[str, Option]:
        """The options of a choice, its own or those of the list it names."""
        ...

    def members(self, name: str) -> frozenset[str]:
        """The members of a list by its name."""
        ...

    def member_types(self, field: Field) -> Type:
        """The type of a group or a list, made from its fields."""
        ...


class Check(Construct):
    """What must hold for an answer, with the words for when it does not."""

    noun = "a check"
    must: Formula = key(condition(), "the condition that must hold", example="must: union_date <= today")
    message: Text = key(
        text(), "what to tell the person when it does not", example="message: This date is in the future."
    )
    when: Formula | None = optional(condition(), "the check applies only when this is true")
    level: str = optional(word("error", "warning"), "`warning` tells, but never blocks", default="error")
    show_at: Text | None = optional(path(), "the field beside which the message stands")


class Help(Construct):
    """A panel behind a "?" button."""

    noun = "a help panel"
    short_key = "text"
    image: str | None = optional(
        plain(), "a picture, as a path beside the spec", example="image: images/card.svg"
    )
    alt: Text | None = optional(text(), "what the picture shows, for who cannot see it")
    text: Text = key(text(), "what helps")


class Option(Construct):
    """One of the answers to choose from."""

    noun = "an option"
    short_key = "label"
    label: Text | Cases[Text] = key(cases_or(text()), "what the person reads")
    hint: Text | None = optional(text(), "a line under the label")
    code: str | None = optional(plain(), "its name outside, any text", example='code: "2.d"')
    when: Formula | None = optional(condition(), "offered only when this is true")
    excludes_others: bool = optional(flag(), "ticking it unticks the others", default=False)
    # The type of `then_ask` is a mapping of fields; its reader needs the list of field types, so it is set there.
    then_ask: dict[str, Field] = optional(
        mapping_of(lambda n, p, k: read_field(n, p, k), "fields"),
        "fields asked when it is chosen",
        default={},
    )


class Said(Construct):
    """Something a person may say instead of a value: "I don't know"."""

    noun = "a way out"
    short_key = "label"
    label: Text = key(text(), "what the person reads")
    then_ask: dict[str, Field] = optional(
        mapping_of(lambda n, p, k: read_field(n, p, k), "fields"),
        "fields asked when it is chosen",
        default={},
    )


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


class _Requirement:
    expects = "true, false, warn or a condition"

    def read(self, node: Node, place: Place) -> Requirement | Invalid:
        fixed = {"true": Requirement.ALWAYS, "false": Requirement.NEVER, "warn": Requirement("warning")}
        if isinstance(node, Scalar) and node.value in fixed:
            return fixed[node.value]
        formula = condition().read(node, place)
        return formula if isinstance(formula, Invalid) else Requirement("error", formula)


def requirement() -> Any:
    """Reads `required`."""
    return cases_or(_Requirement())


def literal_or_formula() -> Any:
    """A literal as a person would type it, or `{is: expression}`, or cases of such."""

    class _Is(Construct):
        noun = "a default"
        is_: Formula = key(calculation(), "the expression")

    class _Default:
        expects = "a value, or `is:` with an expression"

        def read(self, node: Node, place: Place) -> object:
            if isinstance(node, MappingNode):
                found = of(_Is).read(node, place)
                return found if isinstance(found, Invalid) else found.is_
            return text().read(node, place)

    return cases_or(_Default())


class Field(Construct):
    """One question."""

    type_name: ClassVar[str]
    template: ClassVar[str] = ""
    """The template's name where it is not the type's own."""
    asks: ClassVar[bool] = True
    """False for what only tells (a note)."""

    label: Text | Cases[Text] = key(
        cases_or(text()), "the question, as the person reads it", example="label: Family situation"
    )
    short: Text | None = optional(text(), "a few words for the review, for errors and for agents")
    hint: Text | Cases[Text] | None = optional(cases_or(text()), "a line under the question")
    help: Help | None = optional(of(Help), "a panel behind a “?” button")
    why: Text | None = optional(text(), "why it is asked, with its source in law")
    when: Formula | None = optional(condition(), "asked only when this is true")
    required: Requirement | Cases[Requirement] = optional(
        requirement(), "true (the default), false, warn, or a condition", default=Requirement.ALWAYS
    )
    errors: dict[str, Text] = optional(
        by_key(text(), "messages"), "your own words for an error, by its code", default={}
    )
    checks: tuple[Check, ...] = optional(list_of(of(Check)), "what must hold", default=())
    default: Text | Formula | Cases[Any] | None = optional(
        literal_or_formula(), "shown until the page is saved; can be changed"
    )
    prefill: Text | None = optional(
        path(), "taken from a source; can be changed", example="prefill: register.email"
    )
    copied_from: Text | None = optional(
        path(), "taken from a source and locked", example="copied_from: register.birth_name"
    )
    if_missing: str | None = optional(word("ask"), "`ask`: the person fills it in when the source lacks it")
    autocomplete: str | None = optional(
        plain(), "the browser's own name for it", example="autocomplete: family-name"
    )
    sensitive: bool = optional(flag(), "kept out of mails, logs and lists", default=False)
    widget: str | None = optional(word("search"), "another way of showing it")
    or_say: dict[str, Said] = optional(
        mapping_of(lambda n, p, k: of_said(n, p, k), "ways out"), "what may be said instead", default={}
    )

    def value_type(self, context: FieldContext) -> Type:
        """The type its value has in expressions."""
        raise NotImplementedError

    def parts(self) -> tuple[str, ...]:
        """The names of its controls where it has several: `day`, `month`, `year`."""
        return ()

    def collect(self, form: Form, name: str) -> Entry | None:
        """What was typed into its controls (named `name` or `name.part`), None when all are blank.

        Whether its page was saved is known elsewhere, so that a box left unticked can be told from one never seen.
        """
        parts = self.parts()
        if not parts:
            typed = form.get(name)
            return typed if typed is not None and typed.strip() else None
        typed_parts = {part: form.get(f"{name}.{part}") or "" for part in parts}
        return typed_parts if any(each.strip() for each in typed_parts.values()) else None

    def reader(self, context: FieldContext) -> Read:
        """A function that reads an entry; made once, when the spec is compiled."""
        raise NotImplementedError

    def limits(self, context: FieldContext) -> Callable[[Any], Unreadable | None] | None:
        """A function that finds what a readable value breaks (length, pattern, bounds); None when nothing can."""
        return None

    def write(self, value: Any) -> Entry:
        """A value as a person would have typed it: for defaults, prefilled answers and samples."""
        return str(value)

    def annotation(self, context: FieldContext) -> Any:
        """The type of the answer for pydantic, with its constraints."""
        raise NotImplementedError


def of_said(node: Node, place: Place, id_node: Scalar) -> Said | Invalid:
    """A way out, which knows its id."""
    from formgen.language.constructs import read_construct

    return read_construct(Said, node, place, id_node)


def read_field(node: Node, place: Place, id_node: Scalar) -> Field | Invalid:
    """A field of whatever type its `type` names."""
    from formgen.language.fields import read_field as read

    return read(node, place, id_node)
