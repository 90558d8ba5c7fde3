"""What people and a thief do at an installation, by real requests, and what must never come of it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx2
import pyotp
from starlette.testclient import TestClient

from formgen.storage.queries.sessions import hash_token
from tests.web.browser import Browser, Page, Upload
from tests.web.conftest import MORNING, Clock
from tests.web.papers import pdf
from tests.web.renewing import IDENTITY
from tests.web.security.townspeople import GOOD_FOR, OF_TOMMASO, Deed, Link, OwnBrowser, Person
from tests.web.signing import LINK, mails

ORIGIN: Final = {"origin": "http://testserver", "accept-language": "en"}
HALL: Final = "/village_hall"
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
        self._copied: list[tuple[Person, str]] = []

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
        self.links, self._copied = [], []

    # What people do.

    def sign_up(self, who: Person, where: str) -> None:
        """As far as the mail with the link; who has an account is told so by that mail."""
        before, browser = len(mails(self.database)), self._browser(who, where)
        with self._doing(who, where):
            page = browser.open("/tse_ue_renewal")
            page = self._heard(who, browser.press("start"))
            for typed in ({"beneficiary": "myself"}, {"situation": "permit"}, who.identity):
                if not set(typed) <= page.names():
                    return
                page = self._heard(who, browser.press("continue", typed))
            if page.name != "make-account":
                return
            email = f"{who.name}{self._next()}@example.org"
            who.secrets.append(email)
            self._heard(who, browser.press("continue", {"email": email, "again": email}))
        self._post(who, "confirm", before)

    def sign_in(self, who: Person, where: str) -> None:
        """With the password that is right, and the code where one is asked for."""
        if not who.password:
            return
        with self._doing(who, where):
            page = self._typed(
                who, where, "/account/sign-in", {"identifier": who.number, "password": who.password}
            )
            if "waiting" in page.names() and who.app is not None:
                self.clock.now += timedelta(seconds=61)
                typed = {"waiting": page.values()["waiting"][0], "code": who.app.at(self.clock.now)}
                self._typed(who, where, "/account/sign-in", typed)

    def sign_out(self, who: Person, where: str) -> None:
        """In this browser."""
        cookie = who.cookies[where].get("formgen", "")
        with self._doing(who, where):
            self._typed(who, where, "/account/sign-out", {})
        self._must_be_out(cookie, "after signing out")

    def sign_out_everywhere(self, who: Person, where: str) -> None:
        """In every browser but this one."""
        if not self._is_in(who, where):
            return
        here = who.cookies[where].get("formgen", "")
        with self._doing(who, where):
            self._typed(who, where, "/account/sign-out-everywhere", {})
        self._others_are_out(who, here, "after signing out everywhere")

    def forget(self, who: Person, where: str) -> None:
        """Ask for a link for a new password."""
        before = len(mails(self.database))
        with self._doing(who, where):
            self._typed(who, where, "/account/forgotten", {"identifier": who.number})
        if len(mails(self.database)) > before:
            self._spend(who, "reset")
        self._post(who, "reset", before)

    def use(self, link: Link, who: Person, where: str) -> None:
        """Use a link, of a mail or found somewhere. One that is not good lets nobody in."""
        good, had = self.is_good(link), self._is_in(who, where)
        password = f"a good password of nobody {self._next()}"
        with self._doing(link.owner if good else who, where, by=who):
            page = self._typed(who, where, link.path, {"password": password, "again": password})
        if not good:
            if page.status != 410:
                raise AssertionError(
                    f"let in: a {link.purpose} link that is not good is answered with {page.status}"
                )
            if not had and self._is_in(who, where):
                raise AssertionError(f"let in: {who.name} by a {link.purpose} link that is not good")
            return
        if page.status == 410:
            raise AssertionError(f"let in: not even {who.name} by a good {link.purpose} link")
        if page.status != 200:
            return
        link.spent = True
        if link.purpose != "email":
            self._new_password(who, password, where)
        if link.purpose == "reset":
            self._others_are_out(who, who.cookies[where].get("formgen", ""), "after a new password")

    def change_password(self, who: Person, where: str) -> None:
        """Where one is signed in."""
        if not self._is_in(who, where):
            return
        password = f"another password of nobody {self._next()}"
        typed = {"current": who.password, "password": password, "again": password}
        here = who.cookies[where].get("formgen", "")
        with self._doing(who, where):
            page = self._typed(who, where, "/account/password", typed)
        if page.path == "/account" and page.status == 200:
            self._new_password(who, password, where)
            self._others_are_out(who, here, "after a new password")

    def change_email(self, who: Person, where: str) -> None:
        """Two links, to the old address and to the new one."""
        if not self._is_in(who, where):
            return
        before, email = len(mails(self.database)), f"{who.name}{self._next()}@example.org"
        who.secrets.append(email)
        with self._doing(who, where):
            typed = {"email": email, "again": email, "current": who.password}
            self._typed(who, where, "/account/email", typed)
        if len(mails(self.database)) > before:
            self._spend(who, "email")
        self._post(who, "email", before)

    def turn_the_factor(self, who: Person, where: str) -> None:
        """On, or off."""
        if not self._is_in(who, where):
            return
        with self._doing(who, where):
            self.clock.now += timedelta(seconds=61)
            if who.app is None:
                page = self._get(who, where, "/account/second-factor")
                found = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.text)
                if found is None:
                    return
                app = pyotp.TOTP(found[0].replace(" ", ""))
                code = app.at(self.clock.now)
                typed = {"code": code, "current": who.password}
                if self._typed(who, where, "/account/second-factor", typed).status == 200:
                    who.app = app
            elif (
                self._typed(who, where, "/account/second-factor", {"code": who.app.at(self.clock.now)}).status
                == 200
            ):
                who.app = None

    def write(self, who: Person, where: str) -> None:
        """A draft at the village hall, with a number that is in nobody else's."""
        browser = self._browser(who, where)
        with self._doing(who, where):
            browser.open(HALL)
            page = self._heard(who, browser.press("start"))
            if page.name != "guests":
                return
            secret = str(7_000_000 + self._next())
            who.secrets += [secret, f"{int(secret):,}"]
            self._heard(who, browser.press("continue", {"guests": secret}))
            who.roots.append(page.path.rpartition("/")[0])

    def hand_in(self, who: Person, where: str) -> None:
        """A file for the last draft."""
        if not who.roots:
            return
        name = f"paper{self._next()}.pdf"
        with self._doing(who, where):
            page = self._get(who, where, f"{who.roots[-1]}/guests")
            if "file:insurance::provided" not in page.names():
                return
            browser = self._browser(who, where)
            browser.page = page
            sent: dict[str, Upload] = {"file:insurance::provided": pdf(name)}
            who.secrets.append(name)
            page = self._heard(who, browser.press("upload", None, sent))
            who.papers += [each for each in page.links if "/handed-in/" in each]

    def file(self, who: Person, where: str) -> None:
        """The last draft."""
        if not who.roots:
            return
        with self._doing(who, where):
            page = self._get(who, where, f"{who.roots[-1]}/review")
            if "file" in page.buttons:
                browser = self._browser(who, where)
                browser.page = page
                self._heard(who, browser.press("file"))

    # What a thief does, and people who are no better.

    def pry(self, who: Person, where: str, number: int) -> None:
        """Open what is another's."""
        path = self._anothers(who, number)
        if path:
            with self._doing(who, where):
                self._get(who, where, path)

    def meddle(self, who: Person, where: str, number: int) -> None:
        """Post to what is another's."""
        path = self._anothers(who, number)
        if path:
            button = "remove_file:" + path.rpartition("/")[2] if "/handed-in/" in path else "continue"
            root = "/".join(path.split("/")[:3])
            with self._doing(who, where):
                for name, do in (("guests", button), ("review", "file"), ("delete-draft", "delete")):
                    typed = {"guests": "5", "revision": str(number % 4 + 1), "do": do}
                    self._typed(who, where, f"{root}/{name}", typed)

    def copy_cookie(self, who: Person, where: str) -> None:
        """The thief has it; it is of use only while the session lives."""
        if who.cookies[where].get("formgen"):
            self._copied.append((who, who.cookies[where]["formgen"]))

    def dead_cookies(self) -> list[tuple[Person, str]]:
        """Copies of cookies that nobody holds any more."""
        held = {each.get("formgen") for who in self.people.values() for each in who.cookies.values()}
        return [(who, cookie) for who, cookie in self._copied if cookie not in held]

    def come_with_dead_cookie(self, number: int) -> None:
        """The thief comes with a copy, and sees nothing."""
        dead = self.dead_cookies()
        _, cookie = dead[number % len(dead)]
        self._must_be_out(cookie, "with an old cookie")
        thief = self.people["thief"]
        own = thief.cookies["phone"]
        thief.cookies["phone"] = {"formgen": cookie}
        with self._doing(thief, "phone"):
            self._get(thief, "phone", "/")
            self._get(thief, "phone", self._anothers(thief, number) or "/account")
        thief.cookies["phone"] = own

    def plant_cookie(self, who: Person, where: str) -> None:
        """The thief lets somebody go on in the thief's own session (fixation)."""
        thief = self.people["thief"]
        cookie = thief.cookies["home"].get("formgen")
        if cookie and "formgen" not in who.cookies[where]:
            who.cookies[where] = {"formgen": cookie}
            # What was in it is no secret between the two of them.
            who.roots, who.papers = [*who.roots, *thief.roots], [*who.papers, *thief.papers]
            for each in thief.secrets:
                who.secrets.append(each)
            thief.roots, thief.secrets, thief.papers = [], [], []
            thief.cookies["home"] = {}
            self._copied.append((who, cookie))

    def try_passwords(self, victim: Person) -> None:
        """The thief knows old passwords, and the one of now where a second factor stands before it."""
        thief = self.people["thief"]
        known = victim.old_passwords[-1:] + ([victim.password] if victim.app is not None else [])
        for password in known:
            with self._doing(thief, "phone"):
                typed = {"identifier": victim.number, "password": password}
                page = self._typed(thief, "phone", "/account/sign-in", typed)
                if "waiting" in page.names():
                    typed = {"waiting": page.values()["waiting"][0], "code": "000000"}
                    self._typed(thief, "phone", "/account/sign-in", typed)
            if self._is_in(thief, "phone"):
                raise AssertionError(f"let in: the thief as {victim.name}")

    # What is asked, and what must hold.

    def is_good(self, link: Link) -> bool:
        """Whether a link should still be of use."""
        return not link.spent and self.clock.now < link.until

    def _doing(self, who: Person, where: str, by: Person | None = None) -> Deed:
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

    def _browser(self, who: Person, where: str) -> Browser:
        return OwnBrowser(self, who, where)

    def _get(self, who: Person, where: str, path: str) -> Page:
        return self._heard(who, Page(self.ask(who, where, "GET", path)))

    def _typed(self, who: Person, where: str, path: str, typed: Mapping[str, str]) -> Page:
        return self._heard(who, Page(self.ask(who, where, "POST", path, {"do": "continue", **typed})))

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

    def _heard(self, who: Person, page: Page) -> Page:
        for other in self.people.values():
            if other is not who and any(
                each in page.html for each in other.secrets if each not in who.secrets
            ):
                raise AssertionError(f"told: {who.name} is told what is {other.name}'s ({page.name[:20]})")
        if page.status >= 500:
            raise AssertionError(f"changed: {who.name} is answered with {page.status}")
        return page

    def _anothers(self, who: Person, number: int) -> str:
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

    def _is_in(self, who: Person, where: str) -> bool:
        return self._get(who, where, "/account").path == "/account"

    def _must_be_out(self, cookie: str, when: str) -> None:
        if not cookie:
            return
        passer_by = Person("passer-by", cookies={"home": {"formgen": cookie}})
        passer_by.secrets = [each for person in self.people.values() for each in person.secrets]
        if self._is_in(passer_by, "home"):
            raise AssertionError(f"let in: by the cookie of a session that is over, {when}")

    def _others_are_out(self, who: Person, here: str, when: str) -> None:
        for cookie in {each["formgen"] for each in who.cookies.values() if "formgen" in each} - {here}:
            self._must_be_out(cookie, when)

    def _new_password(self, who: Person, password: str, where: str) -> None:
        if who.password:
            who.old_passwords.append(who.password)
        who.password = password
        for purpose in ("reset", "email"):
            self._spend(who, purpose)

    def _spend(self, who: Person, purpose: str) -> None:
        for link in self.links:
            if link.owner is who and link.purpose == purpose:
                link.spent = True

    def _post(self, who: Person, purpose: str, before: int) -> None:
        for _, _, text in mails(self.database)[before:]:
            found = LINK.search(text)
            if found:
                until = self.clock.now + GOOD_FOR[purpose]
                self.links.append(Link(f"/account/link/{found[1]}", who, purpose, until))

    def _next(self) -> int:
        self._count += 1
        return self._count
