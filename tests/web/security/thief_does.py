"""What a thief does at an installation, by real requests, and people who are no better."""

from __future__ import annotations

from tests.web.security.town import Town
from tests.web.security.townspeople import Person


def pry(town: Town, who: Person, where: str, number: int) -> None:
    """Open what is another's."""
    path = town.anothers(who, number)
    if path:
        with town.doing(who):
            town.get(who, where, path)


def meddle(town: Town, who: Person, where: str, number: int) -> None:
    """Post to what is another's."""
    path = town.anothers(who, number)
    if path:
        button = "remove_file:" + path.rpartition("/")[2] if "/handed-in/" in path else "continue"
        root = "/".join(path.split("/")[:3])
        with town.doing(who):
            for name, do in (("guests", button), ("review", "file"), ("delete-draft", "delete")):
                typed = {"guests": "5", "revision": str(number % 4 + 1), "do": do}
                town.typed(who, where, f"{root}/{name}", typed)


def copy_cookie(town: Town, who: Person, where: str) -> None:
    """The thief has it; it is of use only while the session lives."""
    if who.cookies[where].get("formgen"):
        town.copied.append((who, who.cookies[where]["formgen"]))


def dead_cookies(town: Town) -> list[tuple[Person, str]]:
    """Copies of cookies that nobody holds any more."""
    held = {each.get("formgen") for who in town.people.values() for each in who.cookies.values()}
    return [(who, cookie) for who, cookie in town.copied if cookie not in held]


def come_with_dead_cookie(town: Town, number: int) -> None:
    """The thief comes with a copy, and sees nothing."""
    dead = dead_cookies(town)
    _, cookie = dead[number % len(dead)]
    town.must_be_out(cookie, "with an old cookie")
    thief = town.people["thief"]
    own = thief.cookies["phone"]
    thief.cookies["phone"] = {"formgen": cookie}
    with town.doing(thief):
        town.get(thief, "phone", "/")
        town.get(thief, "phone", town.anothers(thief, number) or "/account")
    thief.cookies["phone"] = own


def plant_cookie(town: Town, who: Person, where: str) -> None:
    """The thief lets somebody go on in the thief's own session (fixation)."""
    thief = town.people["thief"]
    cookie = thief.cookies["home"].get("formgen")
    if cookie and "formgen" not in who.cookies[where]:
        who.cookies[where] = {"formgen": cookie}
        # What was in it is no secret between the two of them.
        who.roots, who.papers = [*who.roots, *thief.roots], [*who.papers, *thief.papers]
        for each in thief.secrets:
            who.secrets.append(each)
        thief.roots, thief.secrets, thief.papers = [], [], []
        thief.cookies["home"] = {}
        town.copied.append((who, cookie))


def try_passwords(town: Town, victim: Person) -> None:
    """The thief knows old passwords, and the one of now where a second factor stands before it."""
    thief = town.people["thief"]
    known = victim.old_passwords[-1:] + ([victim.password] if victim.app is not None else [])
    for password in known:
        with town.doing(thief):
            typed = {"identifier": victim.number, "password": password}
            page = town.typed(thief, "phone", "/account/sign-in", typed)
            if "waiting" in page.names():
                typed = {"waiting": page.values()["waiting"][0], "code": "000000"}
                town.typed(thief, "phone", "/account/sign-in", typed)
        if town.is_in(thief, "phone"):
            raise AssertionError(f"let in: the thief as {victim.name}")
