"""Documents to hand in, with their rules."""

from __future__ import annotations

from typing import Any

from formgen.language.constructs import Construct, Place, key, optional
from formgen.language.fields.base import Help, Requirement, Said, requirement, ways_out
from formgen.language.papers import Age, Alternative, AtLeast, OnePer, Rule, RuleCase, RuleCases
from formgen.language.readers import (
    Cases,
    Formula,
    Text,
    cases_or,
    condition,
    file_size,
    list_of,
    of,
    path,
    text,
    whole_number,
    word,
)
from formgen.language.source import Mapping

FORMATS = ("pdf", "jpg", "png", "tiff", "bmp")


class Handling(Construct):
    """What may be said of any document, and of one in particular.

    For example:

        or_say:
          cannot:
            label: I cannot provide it
            then_ask:
              why_not:
                type: text
                label: Why?
    """

    noun = "`any_document`"
    or_say: dict[str, Said] = optional(ways_out(), "what may be said instead of handing it in", default={})


class Uploads(Construct):
    """Which files are accepted.

    For example:

        formats: [pdf, jpg]
        max_size: 10 MB
        max_files: 3
    """

    noun = "`uploads`"
    formats: tuple[str, ...] = optional(
        list_of(word(*FORMATS)), "accepted formats", default=FORMATS[:3], example="formats: [pdf, jpg, png]"
    )
    max_size: int = optional(
        file_size(), "the greatest size of a file", default=10_000_000, example="max_size: 10 MB"
    )
    max_files: int = optional(
        whole_number(1, 100), "how many files for one paper", default=5, example="max_files: 5"
    )


class Document(Rule):
    """A document with its rule, placed on a page by its id.

    For example:

        title: Proof of your address
        not_older_than: 6 months
        cases:
          - when: housing is own_home
            one_of:
              energy_bill: Energy bill
              deed: Title deed
          - otherwise: true
            one_of:
              lease: Lease
              rent_receipt: Rent receipt
    """

    noun = "a document"
    title: Text | Cases[Text] = key(cases_or(text()), "its name", example="title: Proof of your address")
    why: Text | None = optional(text(), "its source in law", example="why: article 4 of the Order")
    help: Help | None = optional(of(Help), "a panel behind a “?” button")
    when: Formula | None = optional(
        condition(), "asked only when this is true", example="when: address_changed is yes"
    )
    required: Requirement | Cases[Requirement] = optional(
        requirement(),
        "true (the default), false, warn, or a condition",
        default=Requirement.ALWAYS,
        example="required: warn",
    )
    cases: Cases[RuleCase] | None = optional(
        RuleCases(), "its rule by situation; the first true case applies"
    )
    not_older_than: Age | None = optional(of(Age), "how old the paper may be")
    one_per: OnePer | None = optional(of(OnePer), "one paper for each period")
    for_each: Text | None = optional(path(), "one for each item of a list", example="for_each: children")
    only: Formula | None = optional(
        condition(),
        "with `for_each`: only for the items of which this is true; it reads the fields of the item",
        example="only: wages > 0 EUR",
    )
    or_say: dict[str, Said] = optional(ways_out(), "what may be said instead", default={})
    hand_in: str | None = optional(
        word("by_post"), "`by_post`: the paper itself is wanted", example="hand_in: by_post"
    )
    formats: tuple[str, ...] | None = optional(
        list_of(word(*FORMATS)), "accepted formats, where they differ", example="formats: [pdf]"
    )
    max_size: int | None = optional(
        file_size(), "the greatest size of a file, where it differs", example="max_size: 5 MB"
    )
    max_files: int | None = optional(
        whole_number(1, 100), "how many files for one paper, where it differs", example="max_files: 1"
    )
    text: Text | None = optional(
        text(), "what it must show, and why", example="text: It must show your name and your address."
    )

    @property
    def in_parts(self) -> bool:
        """Whether it is asked for each item of a list, or for each period."""
        return self.one_per is not None or self.for_each is not None

    @classmethod
    def check_keys(cls, values: dict[str, Any], node: Mapping, place: Place) -> bool:
        rules = [name for name in ("one_of", "all_of") if values.get(name)]
        cases = node.get("cases")
        if cases is not None and rules:
            place.report(
                "S017", cases, f"`cases` cannot stand beside `{rules[0]}`.", f"Move `{rules[0]}` into a case."
            )
            return False
        if values.get("only") is not None and values.get("for_each") is None:
            place.report(
                "S017",
                node.get("only") or node,
                "`only` chooses among the items of a list, and `for_each` is not there.",
                "Name the list, such as `for_each: children`; or write the condition behind `when:`.",
            )
            return False
        return super().check_keys(values, node, place)


__all__ = [
    "FORMATS",
    "Age",
    "Alternative",
    "AtLeast",
    "Document",
    "Handling",
    "OnePer",
    "Rule",
    "RuleCase",
    "Uploads",
]
