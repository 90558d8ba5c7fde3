"""A person's space: drafts, requests and notifications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.drafts import Draft
from formgen.rendering.html.views.filed import Download


@dataclass(slots=True, kw_only=True)
class Request:
    """A request that was filed: its state in the words of its procedure, what can be downloaded about it.

    `files` are those that the person handed in. `language` is that of its texts where it is another.
    """

    title: str
    href: str
    state: str
    closed: bool = False
    number: str = ""
    filed_on: str = ""
    downloads: Sequence[Download] = ()
    files: Sequence[Download] = ()
    language: str = ""


@dataclass(slots=True, kw_only=True)
class NoticeRow:
    """A notification in a list. `on`: when it came; `opened_on`: when it was read, "" for not yet."""

    title: str
    href: str
    topic: str
    on: str
    opened_on: str = ""
    language: str = ""


@dataclass(slots=True, kw_only=True)
class Part:
    """Which page of a long list is shown (from 1), of how many, and where the ones beside it are."""

    page: int = 1
    pages: int = 1
    before: str = ""
    after: str = ""


@dataclass(slots=True, kw_only=True)
class SpaceView:
    """A person's space: all drafts, requests and notifications, each list cut into pages."""

    around: Around
    drafts: Sequence[Draft] = ()
    requests: Sequence[Request] = ()
    notices: Sequence[NoticeRow] = ()
    drafts_part: Part = field(default_factory=Part)
    requests_part: Part = field(default_factory=Part)
    notices_part: Part = field(default_factory=Part)


@dataclass(slots=True, kw_only=True)
class NoticeView:
    """A notification. `about` is the procedure, `request` leads to the request that it is about."""

    around: Around
    title: str
    topic: str
    on: str
    opened_on: str = ""
    text: Markup = Markup()
    downloads: Sequence[Download] = ()
    about: str = ""
    number: str = ""
    request: str = ""
    language: str = ""
    direction: str = ""
