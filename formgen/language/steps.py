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
    """Ends the journey when its condition is true, and says where to go instead.

    For example:

        when: situation is no_permit
        title: This is not the right procedure
        text: Ask for a first permit instead.
        go_to: first_permit
    """

    noun = "a stop"
    when: Formula = key(
        condition(), "the condition that ends the journey", example="when: situation is no_permit"
    )
    title: Text = key(
        text(), "what the person is told, in a few words", example="title: This is not the right procedure"
    )
    text: Text | None = optional(
        text(), "what the person should know and do", example="text: Ask for a first permit instead."
    )
    go_to: str | None = optional(link(), "another procedure's id, or a link", example="go_to: first_permit")


class Page(Construct):
    """One screen.

    For example:

        title: Your home
        text: We ask this to know which papers you need.
        fields:
          housing:
            type: choice
            label: Where do you live?
            options:
              own_home: In a home of my own
              hosted: With somebody
        documents: [proof_of_home]
    """

    noun = "a page"
    title: Text | Cases[Text] | None = optional(
        cases_or(text()),
        "its heading; a page of one field may leave it to the field's label",
        example="title: Your household",
    )
    text: Text | Cases[Text] | None = optional(
        cases_or(text()),
        "what to know before the questions",
        example="text: Count everybody who lives with you.",
    )
    when: Formula | None = optional(
        condition(), "shown only when this is true", example="when: has_children is yes"
    )
    fields: dict[str, Field] = optional(fields_by_id(), "the questions", default={})
    documents: tuple[Text, ...] = optional(
        list_of(path()), "documents to hand in here", default=(), example="documents: [proof_of_home]"
    )
    content: tuple[Text, ...] = optional(
        list_of(path()),
        "names of fields and documents in the order shown",
        default=(),
        example="content: [housing, proof_of_home, rent]",
    )
    checks: tuple[Check, ...] = optional(list_of(of(Check)), "what must hold over several fields", default=())
    stop: tuple[Stop, ...] = optional(
        list_of(of(Stop), one_allowed=True), "what ends the journey here", default=()
    )
    signed_in: bool = optional(
        flag(),
        "in the orientation: asked only after identification",
        default=False,
        example="signed_in: true",
    )


class Step(Construct):
    """A group of pages with a title of its own in the stepper.

    For example:

        title: Your event
        pages:
          guests:
            fields:
              guests:
                type: integer
                label: How many guests do you expect?
    """

    noun = "a step"
    title: Text = key(text(), "its title", example="title: You")
    text: Text | None = optional(
        text(), "what to know at its beginning", example="text: We begin with who you are."
    )
    when: Formula | None = optional(
        condition(), "its pages are shown only when this is true", example="when: has_children is yes"
    )
    pages: dict[str, Page] = key(by_id(Page, PAGE_IDS), "its pages")


class Orientation(Construct):
    """Questions that tell whether this is the right procedure, before anything else.

    For example:

        pages:
          situation:
            fields:
              has_permit:
                type: yes_no
                label: Do you have a permit?
            stop:
              when: has_permit is no
              title: This is not the right procedure
    """

    noun = "the orientation"
    pages: dict[str, Page] = key(by_id(Page, PAGE_IDS), "its pages")


class Preamble(Construct):
    """What a person should know and prepare before the start.

    For example:

        text: It takes 20 minutes. Keep your card at hand.
        list_of_documents: checklist
    """

    noun = "the preamble"
    title: Text | None = optional(text(), "its heading", example="title: Before you start")
    text: Text = key(
        text(),
        "what it takes, how long, what happens with the data",
        example="text: It takes 20 minutes. Keep your card at hand.",
    )
    list_of_documents: Text | None = optional(
        path(), "the PDF that lists the documents", example="list_of_documents: checklist"
    )


class Declaration(Construct):
    """A statement the person makes by ticking it before filing.

    For example:

        text: I have not left the country for more than a year.
        when: long_absence is no
    """

    noun = "a declaration"
    short_key = "text"
    text: Text = key(text(), "the statement", example="text: What I have said is true.")
    when: Formula | None = optional(
        condition(), "asked only when this is true", example="when: long_absence is no"
    )
    required: Requirement | Cases[Requirement] = optional(
        requirement(),
        "whether it must be made to file",
        default=Requirement.ALWAYS,
        example="required: false",
    )


class Review(Construct):
    """The page where every answer is checked before filing.

    For example:

        declarations:
          truthful: What I have said is true.
    """

    noun = "the review"
    title: Text | None = optional(text(), "its heading", example="title: Check your answers")
    text: Text | None = optional(
        text(), "what to know before filing", example="text: After filing you cannot change them."
    )
    declarations: dict[str, Declaration] = optional(
        by_id(Declaration), "what the person declares", default={}
    )


class Confirmation(Construct):
    """The page after filing.

    For example:

        title: We have received your request
        text: You will have our answer within two months.
        download: [receipt]
    """

    noun = "the confirmation"
    title: Text = key(text(), "its heading", example="title: We have received your request")
    text: Text = key(text(), "what happens next", example="text: You will have our answer within two months.")
    download: tuple[Text, ...] = optional(
        list_of(path(), one_allowed=True), "PDFs to download", default=(), example="download: [receipt]"
    )
