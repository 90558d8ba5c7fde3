"""The people of `Town`: what each knows and holds, and how each comes to the installation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pyotp

from tests.web.browser import Browser, Page
from tests.web.renewing import IDENTITY, date

if TYPE_CHECKING:
    from tests.web.security.town import Town

OF_TOMMASO: Final = {
    **IDENTITY,
    "foreigner_number": "6907114203",
    **date("valid_from", 2, "mars", 2017),
    **date("valid_until", 1, 3, 2027),
}
GOOD_FOR: Final = {"confirm": timedelta(hours=24), "reset": timedelta(hours=1), "email": timedelta(hours=24)}


@dataclass(eq=False)
class Person:
    """Somebody, as they know themselves. `cookies`: by browser."""

    name: str
    number: str = ""
    identity: Mapping[str, str] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)
    password: str = ""
    old_passwords: list[str] = field(default_factory=list)
    app: pyotp.TOTP | None = None
    cookies: dict[str, dict[str, str]] = field(default_factory=lambda: {"home": {}, "phone": {}})
    roots: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Link:
    """A link in somebody's mailbox."""

    path: str
    owner: Person
    purpose: str
    until: datetime
    spent: bool = False


class Deed:
    """What somebody does: what is others' stays as it is."""

    def __init__(self, town: Town, who: Person, by: Person) -> None:
        self._town = town
        self._others = [each for each in town.people.values() if each not in (who, by)]
        self._by = by
        self._before: list[Any] = []

    def __enter__(self) -> None:
        self._before = [self._town.state_of(each) for each in self._others]

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            return
        for other, before in zip(self._others, self._before, strict=True):
            if self._town.state_of(other) != before:
                raise AssertionError(f"changed: {self._by.name} changed what is {other.name}'s")


class OwnBrowser(Browser):
    """A browser whose cookies are one person's."""

    def __init__(self, town: Town, who: Person, where: str) -> None:
        super().__init__(town.client, "en")
        self._town, self._who, self._where = town, who, where

    def open(self, address: str) -> Page:
        self.page = Page(self._town.ask(self._who, self._where, "GET", address))
        return self.page

    def send(self, page: Page, button: str = "continue", typed: Any = None, files: Any = None) -> Page:
        values = page.values()
        values.update({name: [each] for name, each in (typed or {}).items()})
        values["do"] = [button]
        return Page(self._town.ask(self._who, self._where, "POST", page.url, values, files))
