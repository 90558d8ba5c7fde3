"""What people do at an installation, by real requests: each knows their own affairs, and minds them."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp

from tests.web.browser import Upload
from tests.web.papers import pdf
from tests.web.security.town import Town
from tests.web.security.townspeople import Link, Person
from tests.web.signing import mails

HALL = "/village_hall"


def sign_up(town: Town, who: Person, where: str) -> None:
    """As far as the mail with the link; who has an account is told so by that mail."""
    before, browser = len(mails(town.database)), town.browser(who, where)
    with town.doing(who):
        page = browser.open("/tse_ue_renewal")
        page = town.heard(who, browser.press("start"))
        for typed in ({"beneficiary": "myself"}, {"situation": "permit"}, who.identity):
            if not set(typed) <= page.names():
                return
            page = town.heard(who, browser.press("continue", typed))
        if page.name != "make-account":
            return
        email = f"{who.name}{town.next_number()}@example.org"
        who.secrets.append(email)
        town.heard(who, browser.press("continue", {"email": email, "again": email}))
    town.deliver(who, "confirm", before)


def sign_in(town: Town, who: Person, where: str) -> None:
    """With the password that is right, and the code where one is asked for."""
    if not who.password:
        return
    with town.doing(who):
        page = town.typed(
            who, where, "/account/sign-in", {"identifier": who.number, "password": who.password}
        )
        if "waiting" in page.names() and who.app is not None:
            town.clock.now += timedelta(seconds=61)
            typed = {"waiting": page.values()["waiting"][0], "code": who.app.at(town.clock.now)}
            town.typed(who, where, "/account/sign-in", typed)


def sign_out(town: Town, who: Person, where: str) -> None:
    """In this browser."""
    cookie = who.cookies[where].get("formgen", "")
    with town.doing(who):
        town.typed(who, where, "/account/sign-out", {})
    town.must_be_out(cookie, "after signing out")


def sign_out_everywhere(town: Town, who: Person, where: str) -> None:
    """In every browser but this one."""
    if not town.is_in(who, where):
        return
    here = who.cookies[where].get("formgen", "")
    with town.doing(who):
        town.typed(who, where, "/account/sign-out-everywhere", {})
    town.others_are_out(who, here, "after signing out everywhere")


def forget(town: Town, who: Person, where: str) -> None:
    """Ask for a link for a new password."""
    before = len(mails(town.database))
    with town.doing(who):
        town.typed(who, where, "/account/forgotten", {"identifier": who.number})
    if len(mails(town.database)) > before:
        town.spend(who, "reset")
    town.deliver(who, "reset", before)


def use(town: Town, link: Link, who: Person, where: str) -> None:
    """Use a link, of a mail or found somewhere. One that is not good lets nobody in."""
    good, had = town.is_good(link), town.is_in(who, where)
    password = f"a good password of nobody {town.next_number()}"
    with town.doing(link.owner if good else who, by=who):
        page = town.typed(who, where, link.path, {"password": password, "again": password})
    if not good:
        if page.status != 410:
            raise AssertionError(
                f"let in: a {link.purpose} link that is not good is answered with {page.status}"
            )
        if not had and town.is_in(who, where):
            raise AssertionError(f"let in: {who.name} by a {link.purpose} link that is not good")
        return
    if page.status == 410:
        raise AssertionError(f"let in: not even {who.name} by a good {link.purpose} link")
    if page.status != 200:
        return
    link.spent = True
    if link.purpose != "email":
        town.new_password(who, password)
    if link.purpose == "reset":
        town.others_are_out(who, who.cookies[where].get("formgen", ""), "after a new password")


def change_password(town: Town, who: Person, where: str) -> None:
    """Where one is signed in."""
    if not town.is_in(who, where):
        return
    password = f"another password of nobody {town.next_number()}"
    typed = {"current": who.password, "password": password, "again": password}
    here = who.cookies[where].get("formgen", "")
    with town.doing(who):
        page = town.typed(who, where, "/account/password", typed)
    if page.path == "/account" and page.status == 200:
        town.new_password(who, password)
        town.others_are_out(who, here, "after a new password")


def change_email(town: Town, who: Person, where: str) -> None:
    """Two links, to the old address and to the new one."""
    if not town.is_in(who, where):
        return
    before, email = len(mails(town.database)), f"{who.name}{town.next_number()}@example.org"
    who.secrets.append(email)
    with town.doing(who):
        typed = {"email": email, "again": email, "current": who.password}
        town.typed(who, where, "/account/email", typed)
    if len(mails(town.database)) > before:
        town.spend(who, "email")
    town.deliver(who, "email", before)


def turn_the_factor(town: Town, who: Person, where: str) -> None:
    """On, or off."""
    if not town.is_in(who, where):
        return
    with town.doing(who):
        town.clock.now += timedelta(seconds=61)
        if who.app is None:
            page = town.get(who, where, "/account/second-factor")
            found = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.text)
            if found is None:
                return
            app = pyotp.TOTP(found[0].replace(" ", ""))
            code = app.at(town.clock.now)
            typed = {"code": code, "current": who.password}
            if town.typed(who, where, "/account/second-factor", typed).status == 200:
                who.app = app
        elif (
            town.typed(who, where, "/account/second-factor", {"code": who.app.at(town.clock.now)}).status
            == 200
        ):
            who.app = None


def write(town: Town, who: Person, where: str) -> None:
    """A draft at the village hall, with a number that is in nobody else's."""
    browser = town.browser(who, where)
    with town.doing(who):
        browser.open(HALL)
        page = town.heard(who, browser.press("start"))
        if page.name != "guests":
            return
        secret = str(7_000_000 + town.next_number())
        who.secrets += [secret, f"{int(secret):,}"]
        town.heard(who, browser.press("continue", {"guests": secret}))
        who.roots.append(page.path.rpartition("/")[0])


def hand_in(town: Town, who: Person, where: str) -> None:
    """A file for the last draft."""
    if not who.roots:
        return
    name = f"paper{town.next_number()}.pdf"
    with town.doing(who):
        page = town.get(who, where, f"{who.roots[-1]}/guests")
        if "file:insurance::provided" not in page.names():
            return
        browser = town.browser(who, where)
        browser.page = page
        sent: dict[str, Upload] = {"file:insurance::provided": pdf(name)}
        who.secrets.append(name)
        page = town.heard(who, browser.press("upload", None, sent))
        who.papers += [each for each in page.links if "/handed-in/" in each]


def file(town: Town, who: Person, where: str) -> None:
    """The last draft."""
    if not who.roots:
        return
    with town.doing(who):
        page = town.get(who, where, f"{who.roots[-1]}/review")
        if "file" in page.buttons:
            browser = town.browser(who, where)
            browser.page = page
            town.heard(who, browser.press("file"))
