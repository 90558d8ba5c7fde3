"""What the pages around the procedures show: the portal, a person's space and account, help, statements.

Conventions as in `views`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from markupsafe import Markup

from formgen.rendering.html.views import AccountLink, Around, Download, Draft


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


@dataclass(slots=True, kw_only=True)
class DataRequest:
    """A request in an archive of somebody's data: `files` and `issued` by name and address in the archive,
    "" for what was taken out while it was made.
    """

    title: str
    json: str
    number: str = ""
    started_at: str = ""
    filed_at: str = ""
    files: Sequence[tuple[str, str]] = ()
    issued: Sequence[tuple[str, str]] = ()


@dataclass(slots=True, kw_only=True)
class DataIndexView:
    """The page at the front of an archive of somebody's data: it stands alone, on the reader's machine."""

    site: str
    made_at: str
    person: str = ""
    identifier: str = ""
    email: str = ""
    json: str = ""
    requests: Sequence[DataRequest] = ()


@dataclass(slots=True, kw_only=True)
class AccountField:
    """A line to type into, on a page about an account. `error` says what is wrong with what was typed."""

    name: str
    label: str
    kind: Literal["text", "email", "password"] = "text"
    value: str = ""
    hint: str = ""
    error: str = ""
    autocomplete: str = ""
    digits: bool = False

    @property
    def described_by(self) -> str:
        """The ids of what is said about it, "" for nothing."""
        said = (("h", self.hint), ("e", self.error))
        return " ".join(f"{letter}-{self.name}" for letter, text in said if text)


@dataclass(slots=True, kw_only=True)
class AccountView:
    """Any page about an account: a few words, a form, where to go on.

    `failure` says why it did not work, on top. `hidden` goes along with the form, which posts to its own
    address unless `action` names another. Without `button` there is no form; `more` are further buttons that
    post to addresses of their own. The button posts `do`, and is `danger` where it destroys. `picture` is the
    address of an image that `picture_alt` describes; `codes` are to be written down.
    """

    around: Around
    title: str
    paragraphs: Sequence[str] = ()
    failure: str = ""
    fields: Sequence[AccountField] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    action: str = ""
    button: str = ""
    do: str = "continue"
    danger: bool = False
    links: Sequence[AccountLink] = ()
    more: Sequence[AccountLink] = ()
    back: str = ""
    picture: str = ""
    picture_alt: str = ""
    codes: Sequence[str] = ()
