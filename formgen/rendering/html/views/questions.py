"""Pages of questions, and those that a journey meets beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from markupsafe import Markup

from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.documents import DocumentView
from formgen.rendering.html.views.errors import Changed, SummaryLine


class Entries(dict[str, Any]):
    """What was typed, by the name of its control: "birth_date.day" -> "27"; "" where nothing was."""

    __slots__ = ()

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(slots=True, kw_only=True)
class Locked:
    """A value shown and not asked, with where it comes from ("the register of permits")."""

    text: str
    source: str = ""


@dataclass(slots=True, kw_only=True)
class ItemRow:
    """An item of a list: its id, its name ("Léa Martin"), whether something is wrong or missing in it."""

    id: str
    name: str
    unfinished: bool = False


@dataclass(slots=True, kw_only=True)
class PageView:
    """A page of questions: orientation, identification, preamble, ordinary page, item of a list.

    All names are full control names. `hidden` holds the paths of what is not asked, and `path=option` of
    options not offered. `wrong` are the names of controls at fault, `optional` the paths whose answer may be
    left out although that depends on other answers. `frame` is the evaluation's, or the item's. `values` are
    what conditions read of other pages, as JSON for scripts. `failure`: why identification failed.
    `item` names the item that the page is of; `download` is the list of documents before the start.
    """

    around: Around = field(default_factory=Around)
    revision: int = 0
    frame: Sequence[Any] = ()
    entries: Entries = field(default_factory=Entries)
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    warnings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    locked: Mapping[str, Locked] = field(default_factory=dict)
    items: Mapping[str, Sequence[ItemRow]] = field(default_factory=dict)
    documents: Mapping[str, Sequence[DocumentView]] = field(default_factory=dict)
    summary: Sequence[SummaryLine] = ()
    warning_summary: Sequence[SummaryLine] = ()
    values: str = ""
    step: int = 0
    steps: int = 0
    next_step: str = ""
    begins_step: bool = False
    """Whether it is the first page of its step, which then says what the step is about."""
    back: str = ""
    leave: bool = False
    to_review: bool = False
    failure: Literal["", "not_found", "unavailable", "too_many"] = ""
    download: str = ""
    sign_in: str = ""
    item: str = ""
    changed: Sequence[Changed] = ()


@dataclass(slots=True, kw_only=True)
class StopView:
    """The end of a journey that cannot go on. `go_to` is where to go instead."""

    around: Around
    title: str
    text: Markup = Markup()
    go_to: str = ""
    go_to_title: str = ""
    back: str = ""


@dataclass(slots=True, kw_only=True)
class RemoveView:
    """Asks whether an item is really to be removed; posts `do=remove` or `do=cancel`."""

    around: Around
    name: str
    revision: int = 0
    back: str = ""
