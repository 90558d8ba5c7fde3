"""The layout of a list of documents: what to gather, by situation, with boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from formgen.rendering.pdf.layouts import direction, fill


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """One paper, with what must be known of it."""

    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """What one need asks for in one situation.

    title  the need: "Proof of home". Groups of one title in a row share a heading
    when   the situation, a sentence ("You stay in a hotel"); empty: everybody
    text   an explanation, plain text
    rule   "One of these", "All of these"; empty for a single item
    notes  age, formats, translation: short sentences
    """

    title: str
    items: Sequence[DocumentItem]
    when: str = ""
    text: str = ""
    rule: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DocumentList:
    """A list of documents as it is to be read; every word of it in `language`.

    service     who wants them, above the title
    intro_html  HTML made by our own rich texts
    closing_html the same, after the list (where to go, whom to ask)
    page_words  "Page {page} of {pages}"
    footer      what the foot of each page says
    """

    language: str
    title: str
    groups: Sequence[DocumentGroup]
    page_words: str
    service: str = ""
    intro_html: str = ""
    closing_html: str = ""
    footer: str = ""


def document_list_html(documents: DocumentList, folders: Sequence[Path] | None = None) -> str:
    """The list as HTML for `PdfPool.render`. Raises ValueError (`page_words`)."""
    needs = [(title, list(groups)) for title, groups in groupby(documents.groups, lambda group: group.title)]
    return fill(
        "list_of_documents.html",
        folders,
        documents=documents,
        needs=needs,
        direction=direction(documents.language),
    )
