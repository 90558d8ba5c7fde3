"""An installation that people and a thief come to: who owns what, and what must never come of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import httpx2
from starlette.testclient import TestClient

from formgen.storage.queries.sessions import hash_token
from tests.web.browser import Browser, Page
from tests.web.conftest import MORNING, Clock
from tests.web.renewing import IDENTITY
from tests.web.security.townspeople import GOOD_FOR, OF_TOMMASO, Deed, Link, OwnBrowser, Person
from tests.web.signing import LINK, mails

ORIGIN: Final = {"origin": "http://testserver", "accept-language": "en"}
EMPTIED: Final = ("mails", "links", "identities", "throttles", "dossiers", "sessions", "accounts")


class Town:
    """The model of who owns what, and an installation that is held to it."""

    def __init__(self, client: TestClient, clock: Clock) -> None:
        self.client = client
        self.clock = clock
        app: Any = client.app
        self.database = Path(app.settings.data) / "formgen.sqlite3"
        self._kept = sqlite3.connect(self.database, timeout=10)
        self._count = 0
        self.people: dict[str, Person] = {}
        self.links: list[Link] = []
        self.copied: list[tuple[Person, str]] = []

    def begin_anew(self) -> None:
        """Nobody has done anything yet."""
        with self._kept:
            for table in EMPTIED:
                self._kept.execute(f"DELETE FROM {table}")
        self.clock.now = MORNING
        self.people = {
            "marlene": Person("marlene", "5903006620", IDENTITY, ["Aebischer", "K7T4M2P9X"]),
            "tommaso": Person("tommaso", "6907114203", OF_TOMMASO, ["Bellandi", "Q3V8N6R1ZD"]),
            "thief": Person("thief"),
        }
        self.links, self.copied = [], []

    def is_good(self, link: Link) -> bool:
        """Whether a link should still be of use."""
        return not link.spent and self.clock.now < link.until

    def doing(self, who: Person, by: Person | None = None) -> Deed:
        """While `who` does something, or `by` with what is theirs, nothing of anybody else's may change."""
        return Deed(self, who, by or who)

    def state_of(self, who: Person) -> list[Any]:
        """What is kept of somebody's, but for when it was seen and what anybody may ask for by mail."""
        ids = tuple(root.rpartition("/")[2] for root in who.roots)
        marks = ", ".join("?" * len(ids))
        cookies = tuple(hash_token(each["formgen"]) for each in who.cookies.values() if "formgen" in each)
        held = ", ".join("?" * len(cookies))
        read = self._kept.execute
        return [
            read(f"SELECT * FROM dossiers WHERE id IN ({marks})", ids).fetchall(),
            read(f"SELECT * FROM files WHERE dossier IN ({marks})", ids).fetchall(),
            read("SELECT * FROM accounts WHERE identifier = ?", (who.number,)).fetchall(),
            read(
                f"SELECT token_hash, account FROM sessions WHERE token_hash IN ({held})", cookies
            ).fetchall(),
        ]

    def browser(self, who: Person, where: str) -> Browser:
        """One of somebody's browsers."""
        return OwnBrowser(self, who, where)

    def get(self, who: Person, where: str, path: str) -> Page:
        """A page, which must tell nothing of anybody else."""
        return self.heard(who, Page(self.ask(who, where, "GET", path)))

    def typed(self, who: Person, where: str, path: str, typed: Mapping[str, str]) -> Page:
        """What follows when something is posted; it must tell nothing of anybody else either."""
        return self.heard(who, Page(self.ask(who, where, "POST", path, {"do": "continue", **typed})))

    def ask(
        self, who: Person, where: str, method: str, path: str, data: Any = None, files: Any = None
    ) -> httpx2.Response:
        """One request, redirects followed, with the cookies of one browser."""
        jar = self.client.cookies
        jar.clear()
        for name, value in who.cookies[where].items():
            # As the library of cookies calls a host without a dot, so that an answer replaces it.
            jar.set(name, value, domain="testserver.local")
        answer = self.client.request(method, path, data=data, files=files, headers=ORIGIN)
        who.cookies[where] = {each.name: each.value or "" for each in jar.jar}
        return answer

    def heard(self, who: Person, page: Page) -> Page:
        """A page that somebody was shown. Raises AssertionError for what they must not be told."""
        for other in self.people.values():
            if other is not who and any(
                each in page.html for each in other.secrets if each not in who.secrets
            ):
                raise AssertionError(f"told: {who.name} is told what is {other.name}'s ({page.name[:20]})")
        if page.status >= 500:
            raise AssertionError(f"changed: {who.name} is answered with {page.status}")
        return page

    def anothers(self, who: Person, number: int) -> str:
        """One of the addresses of what is another's; "" where there is none."""
        paths = [
            path
            for other in self.people.values()
            if other is not who
            for root in other.roots
            for path in (
                f"{root}/guests",
                f"{root}/review",
                f"{root}/confirmation",
                f"{root}/issued-pdfs/receipt.pdf",
            )
            if root not in who.roots
        ]
        paths += [each for other in self.people.values() if other is not who for each in other.papers]
        return paths[number % len(paths)] if paths else ""

    def is_in(self, who: Person, where: str) -> bool:
        """Whether somebody is signed in."""
        return self.get(who, where, "/account").path == "/account"

    def must_be_out(self, cookie: str, when: str) -> None:
        """The session of a cookie is over. Raises AssertionError where it goes on."""
        if not cookie:
            return
        passer_by = Person("passer-by", cookies={"home": {"formgen": cookie}})
        passer_by.secrets = [each for person in self.people.values() for each in person.secrets]
        if self.is_in(passer_by, "home"):
            raise AssertionError(f"let in: by the cookie of a session that is over, {when}")

    def others_are_out(self, who: Person, here: str, when: str) -> None:
        """All sessions of somebody are over but that of the cookie `here`."""
        for cookie in {each["formgen"] for each in who.cookies.values() if "formgen" in each} - {here}:
            self.must_be_out(cookie, when)

    def new_password(self, who: Person, password: str) -> None:
        """The one of before, and links asked for with it, are of no use any more."""
        if who.password:
            who.old_passwords.append(who.password)
        who.password = password
        for purpose in ("reset", "email"):
            self.spend(who, purpose)

    def spend(self, who: Person, purpose: str) -> None:
        """Somebody's links for this purpose are used, or replaced by another."""
        for link in self.links:
            if link.owner is who and link.purpose == purpose:
                link.spent = True

    def deliver(self, who: Person, purpose: str, before: int) -> None:
        """Somebody reads the mails that came after so many, and has the links in them."""
        for _, _, text in mails(self.database)[before:]:
            found = LINK.search(text)
            if found:
                until = self.clock.now + GOOD_FOR[purpose]
                self.links.append(Link(f"/account/link/{found[1]}", who, purpose, until))

    def next_number(self) -> int:
        """One that nobody else has."""
        self._count += 1
        return self._count
