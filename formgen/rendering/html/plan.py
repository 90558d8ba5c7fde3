"""What the templates of fields are given when a page is specialised: everything about a page that never
changes.

A text is `Markup`: fixed words, or a run-time slot where it depends on answers; a template cannot tell and
need not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Literal

from markupsafe import Markup


@dataclass(slots=True, kw_only=True)
class HelpPlan:
    """The panel behind "?"; `image` is an address, "" without one."""

    text: Markup
    image: str = ""
    alt: Markup = Markup()


@dataclass(slots=True, kw_only=True)
class PartPlan:
    """One of several boxes of a field. `countries` names a list of options when it is a list that opens."""

    name: str
    id: str
    label: Markup
    size: str
    inputmode: str = ""
    autocomplete: str = ""
    countries: str = ""
    free: bool = False


@dataclass(slots=True, kw_only=True)
class OptionPlan:
    """An option, or a word said instead of a value. `follow` are the fields asked when it is chosen."""

    id: str
    label: Markup
    hint: Markup = Markup()
    excludes_others: bool = False
    conditional: bool = False
    follow: Sequence[FieldPlan] = ()


@dataclass(slots=True, kw_only=True)
class FieldPlan:
    """A field. `path` is the name of its control, `id` that of its first control in the page.

    `optional`: never, always, or depending on answers. `conditional`: it may be hidden. `lockable`: its value
    may be shown instead of asked. `as_title`: its label is the page's heading. `plain`: a few words that name
    it.
    """

    path: str
    id: str
    type: str
    template: str
    label: Markup = Markup()
    plain: Markup = Markup()
    hint: Markup = Markup()
    why: Markup = Markup()
    help: HelpPlan | None = None
    optional: Literal["never", "always", "depends"] = "never"
    conditional: bool = False
    lockable: bool = False
    as_title: bool = False
    autocomplete: str = ""
    inputmode: str = ""
    size: str = ""
    spelled: bool = False
    capitals: str = "none"
    confirm: bool = False
    most: int = 0
    unit: Markup = Markup()
    parts: Sequence[PartPlan] = ()
    options: Sequence[OptionPlan] = ()
    as_list: bool = False
    search: bool = False
    offered_at_times: bool = False
    """Whether the list that opens offers some options only at times."""
    live_list: str = ""
    """How a template calls for the list that opens, where answers choose its labels; else empty."""
    follows_page: bool = False
    """Whether what the list offers depends on answers of the same page: a script then wants all of it."""
    ranks: Sequence[Markup] = ()
    """Of an ordered answer the names of its places; each has a list that opens."""
    countries: str = ""
    said: Sequence[OptionPlan] = ()
    members: Sequence[FieldPlan] = ()
    text: Markup = Markup()
    tone: str = "info"
    collapsed: bool = False
    first_question: Markup = Markup()
    one: Markup = Markup()
    """Of a list the word for one item; empty where the author gave none."""


@dataclass(slots=True, kw_only=True)
class DocumentPlan:
    """A document's place on a page; what is asked of it is known at run time."""

    id: str
    name: str
    path: str
    template: str
    title: Markup
    plain: Markup
    accept: str
    text: Markup = Markup()
    why: Markup = Markup()
    help: HelpPlan | None = None
    said: Sequence[OptionPlan] = ()
    """What may be said of a document asked once, with the fields asked then."""


@dataclass(slots=True, kw_only=True)
class PagePlan:
    """A page. `parts` in the order shown; `module` is the address of the procedure's
    conditions as a script, `script` the name of this page in it."""

    id: str
    kind: str
    title: Markup
    title_plain: Markup
    text: Markup = Markup()
    item_title: Markup = Markup()
    """Of one of several pages of an item, the title that its author gave it."""
    step_title: Markup = Markup()
    step_text: Markup = Markup()
    """What to know at the beginning of the step."""
    parts: Sequence[FieldPlan | DocumentPlan] = attribute(default=())
    documents: bool = False
    module: str = ""
    script: str = ""


def case_key(path: str, name: str) -> str:
    """What a text with cases is called in the page, for scripts: "spouse.union_date label"."""
    return f"{path} {name}"
