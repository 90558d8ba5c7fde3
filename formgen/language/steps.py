"""Steps, pages, stops: what a person walks through. Declarations and confirmation at the end."""

from __future__ import annotations

from typing import Final

from formgen.language.constructs import Construct, key, optional
from formgen.language.expressions import RESERVED_NAMES
from formgen.language.fields.base import Check, Field, Requirement, fields_by_id, requirement
from formgen.language.readers import (
    Cases,
    Formula,
    Text,
    by_id,
    cases_or,
    condition,
    flag,
    link,
    list_of,
    of,
    path,
    text,
)

PAGE_IDS: Final = RESERVED_NAMES | {"identify", "preamble", "review", "confirmation"}
"""Words that are no ids of pages: the last four are the addresses of pages that every procedure has."""


class Stop(Construct):
    """Ends the journey when its condition is true, and says where to go instead."""

    noun = "a stop"
    when: Formula = key(condition(), "the condition that ends the journey")
    title: Text = key(text(), "what the person is told, in a few words")
    text: Text | None = optional(text(), "what the person should know and do")
    go_to: str | None = optional(link(), "another procedure's id, or a link", example="go_to: first_permit")


class Page(Construct):
    """One screen."""

    noun = "a page"
    title: Text | Cases[Text] | None = optional(
        cases_or(text()), "its heading; a page of one field may leave it to the field's label"
    )
    text: Text | Cases[Text] | None = optional(cases_or(text()), "what to know before the questions")
    when: Formula | None = optional(condition(), "shown only when this is true")
    fields: dict[str, Field] = optional(fields_by_id(), "the questions", default={})
    documents: tuple[Text, ...] = optional(list_of(path()), "documents to hand in here", default=())
    content: tuple[Text, ...] = optional(
        list_of(path()), "names of fields and documents in the order shown", default=()
    )
    checks: tuple[Check, ...] = optional(list_of(of(Check)), "what must hold over several fields", default=())
    stop: tuple[Stop, ...] = optional(
        list_of(of(Stop), one_allowed=True), "what ends the journey here", default=()
    )
    signed_in: bool = optional(flag(), "in the orientation: asked only after identification", default=False)


class Step(Construct):
    """A group of pages with a title of its own in the stepper."""

    noun = "a step"
    title: Text = key(text(), "its title")
    text: Text | None = optional(text(), "what to know at its beginning")
    when: Formula | None = optional(condition(), "its pages are shown only when this is true")
    pages: dict[str, Page] = key(by_id(Page, PAGE_IDS), "its pages")


class Orientation(Construct):
    """Questions that tell whether this is the right procedure, before anything else."""

    noun = "the orientation"
    pages: dict[str, Page] = key(by_id(Page, PAGE_IDS), "its pages")


class Preamble(Construct):
    """What a person should know and prepare before the start."""

    noun = "the preamble"
    title: Text | None = optional(text(), "its heading")
    text: Text = key(text(), "what it takes, how long, what happens with the data")
    list_of_documents: Text | None = optional(path(), "the PDF that lists the documents")


class Declaration(Construct):
    """A statement the person makes by ticking it before filing."""

    noun = "a declaration"
    short_key = "text"
    text: Text = key(text(), "the statement")
    when: Formula | None = optional(condition(), "asked only when this is true")
    required: Requirement | Cases[Requirement] = optional(
        requirement(), "whether it must be made to file", default=Requirement.ALWAYS
    )


class Review(Construct):
    """The page where every answer is checked before filing."""

    noun = "the review"
    title: Text | None = optional(text(), "its heading")
    text: Text | None = optional(text(), "what to know before filing")
    declarations: dict[str, Declaration] = optional(
        by_id(Declaration), "what the person declares", default={}
    )


class Confirmation(Construct):
    """The page after filing."""

    noun = "the confirmation"
    title: Text = key(text(), "its heading")
    text: Text = key(text(), "what happens next")
    download: tuple[Text, ...] = optional(list_of(path(), one_allowed=True), "PDFs to download", default=())
