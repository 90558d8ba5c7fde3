"""What says that something went wrong: the summary on top, pages of errors, what another tab changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from formgen.rendering.html.views.around import Around


@dataclass(slots=True, kw_only=True)
class SummaryLine:
    """A line of the summary on top: its words and the id of the element it leads to."""

    target: str
    text: str


@dataclass(slots=True, kw_only=True)
class Changed:
    """An answer that another tab changed meanwhile: what is stored now, and what was typed here."""

    label: str
    stored: str
    typed: str


@dataclass(slots=True, kw_only=True)
class ErrorView:
    """A page that says what went wrong. `kind` names formgen's words: "not_found" has "not_found_title" and
    "not_found_text".

    `values` go into these words; `again` is where to try again or to go on, `return_to` where a request that
    another browser began is found again.
    """

    around: Around
    status: int
    kind: str
    values: Mapping[str, object] = field(default_factory=dict)
    again: str = ""
    return_to: str = ""


@dataclass(slots=True, kw_only=True)
class ConflictView:
    """Another tab changed the page meanwhile: what is stored, what was typed; `again` shows the page as it is
    now.
    """

    around: Around
    changed: Sequence[Changed] = ()
    again: str = ""
