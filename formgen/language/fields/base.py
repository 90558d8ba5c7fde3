"""What every field has: its question, when it is asked, how it is checked.

A field type is a subclass in a file of its own, listed in `formgen.language.fields.FIELD_TYPES`,
and a template of the same name in `renderers/html/fields/`. It says what an author may write (its
keys), which type its value has, how what a person typed is read, and how a value is written back
as a person would have typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Final, Protocol

from formgen.language.constructs import Construct, Place, key, optional
from formgen.language.expressions import Type
from formgen.language.fields.entries import Entry, Form, Read, Restated, Unreadable
from formgen.language.fields.inventing import Inventor
from formgen.language.fields.parts import (
    Check,
    Help,
    Option,
    Said,
    fields_by_id,
    of_said,
    read_field,
    ways_out,
)
from formgen.language.fields.requirement import Requirement, literal_or_formula, requirement
from formgen.language.problems import nearest
from formgen.language.readers import (
    Cases,
    Formula,
    Text,
    by_key,
    cases_or,
    condition,
    flag,
    list_of,
    of,
    path,
    text,
    word,
)
from formgen.language.source import Mapping as MappingNode

AUTOCOMPLETE: Final = (
    *("off", "on", "name", "honorific-prefix", "given-name", "additional-name", "family-name"),
    *("honorific-suffix", "nickname", "username", "new-password", "current-password", "one-time-code"),
    *("organization-title", "organization", "street-address", "address-line1", "address-line2"),
    *("address-line3", "address-level4", "address-level3", "address-level2", "address-level1", "country"),
    *("country-name", "postal-code", "cc-name", "transaction-currency", "transaction-amount", "language"),
    *("bday", "bday-day", "bday-month", "bday-year", "sex", "url", "photo", "tel", "tel-country-code"),
    *("tel-national", "tel-area-code", "tel-local", "tel-extension", "email", "impp"),
)
"""The names of the HTML standard, cards left out."""


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


def in_order(values: Mapping[str, Any], node: MappingNode, place: Place) -> bool:
    """Whether `min` is not above `max`, where both are written; reports it otherwise."""
    least, most = values.get("min"), values.get("max")
    if least is None or most is None or least <= most:
        return True
    place.report(
        "S017",
        node.get("max") or node,
        "`max` is below `min`: nothing could be answered.",
        "Exchange the two, or delete one.",
    )
    return False


class Field(Construct):
    """One question."""

    noun = "a field"
    type_name: ClassVar[str]
    template: ClassVar[str] = ""
    """The template's name where it is not the type's own."""
    asks: ClassVar[bool] = True
    """False for what only tells (a note)."""
    in_scripts: ClassVar[str] = ""
    """How scripts read its controls: a kind of `F.read` in expressions.js; "" when they cannot."""
    ticked: ClassVar[bool] = False
    """Whether its controls post nothing when left blank."""
    one_line: ClassVar[bool] = False
    """Whether one line to type into is all that it needs."""
    width: ClassVar[str] = ""
    """The width of its line in characters, where the type tells: "2", "5", "10", "20", "30"."""
    keyboard: ClassVar[str] = ""
    """The keyboard that a telephone shows (`inputmode`)."""
    default_form: ClassVar[str] = ""
    """How a default is written, for messages: "digits only, such as 5"."""

    label: Text | Cases[Text] = key(
        cases_or(text()), "the question, as the person reads it", example="label: Family situation"
    )
    short: Text | None = optional(
        text(), "a few words for the review, for errors and for agents", example="short: Situation"
    )
    hint: Text | Cases[Text] | None = optional(
        cases_or(text()), "a line under the question", example="hint: As on your last payslip"
    )
    help: Help | None = optional(of(Help), "a panel behind a “?” button")
    why: Text | None = optional(
        text(), "why it is asked, with its source in law", example="why: The fee depends on it (article 4)."
    )
    when: Formula | None = optional(
        condition(), "asked only when this is true", example="when: has_children is yes"
    )
    required: Requirement | Cases[Requirement] = optional(
        requirement(),
        "true (the default), false, warn, or a condition",
        default=Requirement.ALWAYS,
        example="required: false",
    )
    errors: dict[str, Text] = optional(
        by_key(text(), "messages", free_keys=True),
        "your own words for an error, by its code",
        default={},
        example="errors:\n  empty: Say how many guests you expect.",
    )
    checks: tuple[Check, ...] = optional(list_of(of(Check)), "what must hold", default=())
    default: Text | Formula | Cases[Any] | None = optional(
        literal_or_formula(), "shown until the page is saved; can be changed", example="default: FRA"
    )
    prefill: Text | None = optional(
        path(), "taken from a source; can be changed", example="prefill: register.email"
    )
    copied_from: Text | None = optional(
        path(), "taken from a source and locked", example="copied_from: register.birth_name"
    )
    if_missing: str | None = optional(
        word("ask"), "`ask`: the person fills it in when the source lacks it", example="if_missing: ask"
    )
    autocomplete: str | None = optional(
        word(*AUTOCOMPLETE), "the browser's own name for it", example="autocomplete: family-name"
    )
    sensitive: bool = optional(
        flag(), "kept out of mails, logs and lists", default=False, example="sensitive: true"
    )
    widget: str | None = optional(word("search"), "another way of showing it", example="widget: search")
    or_say: dict[str, Said] = optional(ways_out(), "what may be said instead", default={})

    fault_codes: ClassVar[tuple[str, ...]] = ()
    """What can be wrong with an entry of this type, besides being empty: the keys of `errors`."""

    @classmethod
    def known_elsewhere(cls, name: str) -> str | None:
        # The list of field types stands above every type.
        from formgen.language.fields import FIELD_TYPES

        types = [each.type_name for each in FIELD_TYPES if name in each.known]
        meant = nearest(cls.type_name, types)
        if meant is not None:
            return f"Did you mean `type: {meant}`, which knows `{name}`?"
        return f"Known in fields of these types: {', '.join(types)}." if types else None

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: MappingNode, place: Place) -> bool:
        return in_order(values, node, place) and cls._check_errors(node, place)

    @classmethod
    def _check_errors(cls, node: MappingNode, place: Place) -> bool:
        written = node.get("errors")
        possible = ("empty", *cls.fault_codes)
        valid = True
        for entry in written.entries if isinstance(written, MappingNode) else ():
            code = entry.key.value
            if code not in possible:
                similar = nearest(code, possible)
                hint = f"Did you mean `{similar}`?" if similar else f"Known: {', '.join(possible)}."
                place.report("S016", entry.key, f"`{code}` is not an error that {cls.noun} can give.", hint)
                valid = False
        return valid

    def value_type(self, context: FieldContext) -> Type:
        """The type its value has in expressions."""
        raise NotImplementedError

    def in_errors(self) -> str:
        """What formgen's words for errors call it: the last part of `error_empty_number`."""
        return self.type_name

    def shown_as(self) -> str:
        """How values are shown where their type leaves it open: a kind of `Presentation`."""
        return ""

    def script_options(self) -> dict[str, str]:
        """What a script must know besides to read its controls."""
        return {}

    def parts(self) -> tuple[str, ...]:
        """The names of its controls where it has several: `day`, `month`, `year`."""
        return ()

    def collect(self, form: Form, name: str) -> Entry | None:
        """What was typed into its controls (named `name` or `name.part`), None when all are blank.

        Whether its page was saved is known elsewhere: a box left unticked is told from one never seen.
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
        """A function that finds what a readable value breaks (length, bounds); None when nothing can."""
        return None

    def write(self, value: Any) -> Entry:
        """A value as a person would have typed it: for defaults, prefilled answers and samples."""
        return str(value)

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        """A value that somebody might give, for samples; None when none comes to mind.

        `path`: where it is asked, whose words tell what it is about; `offered`: the options to be had now.
        What it breaks is found by whoever asks, who then asks again.
        """
        return None

    def restated(self, context: FieldContext) -> Restated | None:
        """What a value must pass besides its annotation, for generated models; None where that says all."""
        return None

    def annotation(self, context: FieldContext) -> Any:
        """The type of the answer for pydantic, with its constraints."""
        raise NotImplementedError


__all__ = [
    "Check",
    "Entry",
    "Field",
    "FieldContext",
    "Form",
    "Help",
    "Inventor",
    "Option",
    "Read",
    "Requirement",
    "Restated",
    "Said",
    "Unreadable",
    "fields_by_id",
    "in_order",
    "literal_or_formula",
    "of_said",
    "read_field",
    "requirement",
    "ways_out",
]
