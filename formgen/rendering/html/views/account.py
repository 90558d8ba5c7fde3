"""Pages about an account: signing in, its settings, and whatever else asks for a few lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from formgen.rendering.html.views.around import Around


@dataclass(slots=True, kw_only=True)
class AccountLink:
    """Somewhere to go from a page about an account."""

    href: str
    text: str


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
