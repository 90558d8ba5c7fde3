"""A request after it was filed: its number and what can be downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from formgen.rendering.html.views.account import AccountLink
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.drafts import ComingBack


@dataclass(slots=True, kw_only=True)
class Download:
    """Something to download: its words, its address, its size in bytes (0 when not known)."""

    title: str
    href: str
    size: int = 0
    kind: str = "PDF"


@dataclass(slots=True, kw_only=True)
class ConfirmationView:
    """The page after filing. `number` is shown large, in groups of digits that can be read aloud.

    `registers`: sentences on registers that could not be read again.
    """

    around: Around
    title: str
    number: str
    filed_on: str = ""
    text: Markup = Markup()
    downloads: Sequence[Download] = ()
    already: bool = False
    registers: Sequence[str] = ()
    coming_back: ComingBack | None = None
    links: Sequence[AccountLink] = ()


@dataclass(slots=True, kw_only=True)
class NumberView:
    """Where the code of a receipt leads: whether this number was filed, and when. Nothing personal."""

    around: Around
    number: str
    known: bool
    filed_on: str = ""
    procedure: str = ""
    service: str = ""
