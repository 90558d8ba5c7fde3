"""A request before it is filed: how it begins, is left, and is come back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formgen.rendering.html.views.account import AccountLink
from formgen.rendering.html.views.around import Around


@dataclass(slots=True, kw_only=True)
class Draft:
    """A request begun, to be resumed at `href`.

    `where` says how far it is ("Step 3 of 7: Your home"), `saved_on` and `until` when it was saved and how
    long it is kept; `delete` leads to deleting it. `language` is that of the title where it is another.
    """

    title: str
    href: str
    saved_on: str = ""
    until: str = ""
    where: str = ""
    delete: str = ""
    language: str = ""


@dataclass(slots=True, kw_only=True)
class ComingBack:
    """How a request without an account is found again in another browser.

    `href` is where the answers `needed` are asked for again; those that are `missing` are not given yet.
    Where an account may be used, `sign_in` leads to it, and `make_account` to making one for this request.
    """

    href: str = ""
    needed: Sequence[str] = ()
    missing: Sequence[str] = ()
    sign_in: str = ""
    make_account: str = ""


@dataclass(slots=True, kw_only=True)
class StartView:
    """The first page of a procedure. `start` is where its button posts.

    `return_to` is where a request of another browser is found again, "" where none can be; `sign_in` leads to
    an account that may be used, and need not.
    """

    around: Around
    drafts: Sequence[Draft] = ()
    start: str = ""
    list_of_documents: str = ""
    return_to: str = ""
    sign_in: str = ""


@dataclass(slots=True, kw_only=True)
class SavedView:
    """After "save and leave": until when the request is kept, how to come back, what else can be done."""

    around: Around
    until: str = ""
    resume: str = ""
    links: Sequence[AccountLink] = ()
    coming_back: ComingBack | None = None
