"""The order of the reference of the language: its chapters, what each tells first, which constructs it holds.

A test finds a construct that stands in no chapter, or in two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from formgen.language.account import Account, Code, ConfirmEmail, ReturnWith
from formgen.language.constructs import Construct
from formgen.language.data import Calculation, Column, FieldGroup, ListFile, ListItem, Table, TitledList
from formgen.language.documents import (
    Age,
    Alternative,
    AtLeast,
    Document,
    Handling,
    OnePer,
    RuleCase,
    Uploads,
)
from formgen.language.fields import FIELD_TYPES
from formgen.language.fields.base import Check, Help, Option, Said
from formgen.language.fields.text import Length
from formgen.language.messages import Fragment, InAccount, Mail, Message
from formgen.language.pdfs import Pdf
from formgen.language.sources import RecordColumn, Source
from formgen.language.spec import OneOpen, Service, Spec
from formgen.language.steps import (
    Confirmation,
    Declaration,
    Orientation,
    Page,
    Preamble,
    Review,
    Step,
    Stop,
)
from formgen.language.workflow import (
    Action,
    Deadline,
    MayChange,
    Number,
    Retention,
    Role,
    Silence,
    State,
    Workflow,
)
from formgen.rendering.language.declarations import class_name


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its heading, what it says first, its constructs each with a heading of its own."""

    title: str
    prose: str
    parts: tuple[tuple[str, type[Construct]], ...]


WHOLE: Final = Chapter(
    "The whole",
    "A spec is one file. It says in which version of the language it is written, what the procedure is "
    "called, who is in charge, and which steps a person walks through. All else is added when it is "
    "needed.",
    (("The spec", Spec), ("The service", Service), ("One open draft", OneOpen)),
)
PAGES: Final = Chapter(
    "Steps and pages",
    "A person walks through the orientation, the preamble, the pages of the steps, the review and the "
    "confirmation, in this order. A page with nothing left to ask is passed over, unless it has a text.",
    (
        ("A step", Step),
        ("A page", Page),
        ("A stop", Stop),
        ("The orientation", Orientation),
        ("The preamble", Preamble),
        ("The review", Review),
        ("A declaration", Declaration),
        ("The confirmation", Confirmation),
    ),
)
FIELDS: Final = Chapter(
    "Fields",
    "A field is one question. `type` says what kind of answer it takes, and with it which other keys it "
    "knows. The keys of the first table belong to every type, unless it says otherwise.",
    (
        ("An option", Option),
        ("A way out", Said),
        ("A check", Check),
        ("A help panel", Help),
        ("A length", Length),
    ),
)
DATA: Final = Chapter(
    "Conditions, calculations, lists and tables",
    "What is named here can be used in every condition, calculation and text. A condition of `conditions`"
    " is a name and [an expression](#expressions); it then stands alone: `when: lives_as_couple`.",
    (
        ("A calculation", Calculation),
        ("A list with a title", TitledList),
        ("A list in a file", ListFile),
        ("A member of a list", ListItem),
        ("A table", Table),
        ("A column", Column),
        ("A group of fields", FieldGroup),
        ("A source", Source),
        ("A column of a record", RecordColumn),
    ),
)
DOCUMENTS: Final = Chapter(
    "Documents",
    "What a person hands in. A document is described once, under `documents`, and placed on a page by its"
    " id.",
    (
        ("A document", Document),
        ("A paper", Alternative),
        ("A case of a document", RuleCase),
        ("At least so many", AtLeast),
        ("An age limit", Age),
        ("One for each period", OnePer),
        ("What holds for all documents", Handling),
        ("Uploads", Uploads),
    ),
)
ACCOUNTS: Final = Chapter(
    "Accounts",
    "Whether a person needs an account, how somebody is recognised, and how a draft is found again.",
    (
        ("The account", Account),
        ("Confirming the address", ConfirmEmail),
        ("Coming back without an account", ReturnWith),
        ("The code", Code),
    ),
)
LIFE: Final = Chapter(
    "The life of a dossier",
    "A dossier is in one state at a time, and only actions change it. Deadlines act by themselves.",
    (
        ("The workflow", Workflow),
        ("A state", State),
        ("An action", Action),
        ("What may be changed", MayChange),
        ("A deadline", Deadline),
        ("A role", Role),
        ("A number", Number),
        ("Retention", Retention),
        ("Silence", Silence),
    ),
)
OUTPUTS: Final = Chapter(
    "Messages and PDFs",
    "What is sent and issued. Their texts may name everything that is known by then.",
    (
        ("A message", Message),
        ("A mail", Mail),
        ("A notification", InAccount),
        ("A fragment", Fragment),
        ("A PDF", Pdf),
    ),
)
COMPUTED: Final = "a default"
"""The one construct without a heading: a default that is computed has a single key, told where it stands."""
CHAPTERS: Final = (WHOLE, PAGES, FIELDS, DATA, DOCUMENTS, ACCOUNTS, LIFE, OUTPUTS)


@cache
def _titles() -> dict[type[Construct], str]:
    titles = {construct: title for chapter in CHAPTERS for title, construct in chapter.parts}
    return titles | {each: f"`{each.type_name}`" for each in FIELD_TYPES}


def title_of(construct: type[Construct]) -> str:
    """The heading of a construct. Raises LookupError where it has none."""
    found = _titles().get(construct)
    if found is None:
        raise LookupError(f"{class_name(construct)} stands in no chapter of the reference")
    return found


def link_to(construct: type[Construct]) -> str:
    """A link to a construct, in the words of its heading; a default that is computed is told in place."""
    if construct.noun == COMPUTED:
        return "`is:` with [an expression](#expressions)"
    title = title_of(construct)
    first, rest = title[:1].lower(), title[1:]
    return f"[{first}{rest}](#{anchor(title)})"


def anchor(title: str) -> str:
    """The address of a heading in its page, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
