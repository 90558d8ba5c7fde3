"""The portal and the pages beside it: help, statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.drafts import Draft
from formgen.rendering.html.views.space import NoticeRow, Request


@dataclass(slots=True, kw_only=True)
class Tile:
    """A procedure on the portal; without `href` it says that it is not offered here."""

    title: str
    summary: str = ""
    href: str = ""
    language: str = ""


@dataclass(slots=True, kw_only=True)
class Category:
    """A kind of procedures; `title` "" for those without a category."""

    title: str
    tiles: Sequence[Tile] = ()


@dataclass(slots=True, kw_only=True)
class PortalView:
    """The first page: what can be done here, and briefly what was begun, filed, told.

    `space` leads to all of it, "" where the portal shows all there is.
    """

    around: Around
    categories: Sequence[Category] = ()
    drafts: Sequence[Draft] = ()
    requests: Sequence[Request] = ()
    notices: Sequence[NoticeRow] = ()
    space: str = ""


@dataclass(slots=True, kw_only=True)
class ServiceContact:
    """Whom to ask about some procedures."""

    name: str
    address: str = ""
    email: str = ""
    phone: str = ""
    procedures: Sequence[str] = ()
    language: str = ""


@dataclass(slots=True, kw_only=True)
class HelpView:
    """Help with this site, and whom to ask about each procedure."""

    around: Around
    services: Sequence[ServiceContact] = ()
    accounts: bool = False
    """Whether people sign in here."""


@dataclass(slots=True, kw_only=True)
class InformationView:
    """A page of text: accessibility statement, data notice."""

    around: Around
    title: str
    text: Markup
    on: date | None = None
