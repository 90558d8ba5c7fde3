"""The desk where requests are found again without an account, on both databases.

1. The right code, in the browser that asked for it, gives what was begun with the very address that it went
   to; nothing of anybody else.
2. An account that is signed in gets it itself; a browser's session is replaced, and what it had goes along.
3. The mail stands in the transaction that asks; where there is nothing to find all is kept but no mail.
4. One address gets no more than ten mails in an hour, whatever is typed beside it, and nobody is told.
   Then a code is kept that opens nothing, so that no more is guessed at than was sent.
5. Codes typed are counted over a place. Wrong ones for the same answers are counted over all codes of a day:
   after ten, short codes count no more, not even the right one, and a code must have ten digits.
6. What fields read is compared without capitals and spaces, but not one mailbox with another.
7. Tries side by side are all counted.
8. Who knows the answers keeps nobody from the way back: neither by asking, nor by typing wrong codes.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import formgen
from formgen.casework.returning import Asked, Found, ReturnDesk
from formgen.casework.ways_back import way_of
from formgen.rendering.mail import WrittenMail
from formgen.storage.queries import accounts, dossiers, sessions, ways_back
from formgen.storage.queries.mails import count_waiting
from formgen.storage.queries.ways_back import WayBack
from tests.storage.conftest import Store
from tests.storage.given import AT, LATER, OWNER, STRANGER, a_dossier
from tests.storage.test_accounts import NEW
from tests.work.given import ready

SPEC = Path(__file__).parents[1] / "web" / "returning" / "allotment.yaml"
WAY = WayBack("k" * 64, "ann@example.org")
WRITTEN = WrittenMail("Your code", "271828", "<p>271828</p>", "en", "Portal")
CODE = "271828"
PLACE = "192.0.2.1"


class Office:
    """The desk, asked from plain test functions, with a clock that stands still."""

    def __init__(self, store: Store) -> None:
        ready(store)
        self.store = store
        self.now = AT
        self.desk = ReturnDesk(store.database, lambda: self.now)

    def begun(self, owner: str = OWNER, way: WayBack = WAY) -> str:
        def write(connection: Any) -> str:
            made = a_dossier(connection, owner)
            ways_back.keep_way_back(connection, made, way)
            return made

        return self.store.write(write)

    def ask(self, way: WayBack = WAY, place: str = PLACE, code: str = CODE) -> str | None:
        until = self.now + timedelta(minutes=30)
        return asyncio.run(self.desk.ask(Asked(way, code, until, WRITTEN), place))

    def digits(self) -> int:
        return asyncio.run(self.desk.digits(WAY, 6))

    def enter(
        self, token: str, code: str = CODE, session: str = "", tries: int = 5, place: str = PLACE
    ) -> Any:
        return asyncio.run(self.desk.enter(token, code, tries, place, session))

    def owner(self, dossier: str) -> str | None:
        return self.store.read(lambda connection: dossiers.owner_of(connection, dossier))

    def mails(self) -> int:
        return self.store.read(count_waiting)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def test_given_to_who_types_the_code(office: Office) -> None:
    """Requirement 1."""
    mine, also_mine = office.begun(), office.begun(STRANGER)
    others = office.begun(STRANGER, WayBack("o" * 64, WAY.email))
    same_answers = office.begun(STRANGER, WayBack(WAY.key, "ANN@example.org"))
    of_an_account = office.begun("a" * 43)
    newest = office.begun()
    office.store.write(lambda c: dossiers.save_entries(c, newest, OWNER, 1, {"a": "1"}, LATER))
    token = office.ask()
    assert token is not None
    found = office.enter(token)
    assert isinstance(found, Found)
    assert found.dossiers[0] == newest
    assert set(found.dossiers) == {mine, also_mine, newest}
    assert {office.owner(each) for each in found.dossiers} == {sessions.hash_token(found.token)}
    assert (office.owner(others), office.owner(same_answers)) == (STRANGER, STRANGER)
    assert office.enter(token) == "used"
    assert office.owner(of_an_account) == "a" * 43


def test_given_to_the_account(office: Office) -> None:
    """Requirement 2."""
    mine = office.begun()

    def sign_in(connection: Any) -> str:
        account = accounts.create_account(connection, NEW, AT)
        sessions.create_session(connection, STRANGER, AT, {}, account)
        return account

    account = office.store.write(sign_in)
    token = office.ask()
    assert token is not None
    assert office.enter(token, session=STRANGER) == Found((mine,))
    assert office.owner(mine) == account


def test_a_session_is_replaced(office: Office) -> None:
    """Requirement 2."""
    mine = office.begun()
    begun_here = office.begun(STRANGER, WayBack("o" * 64, "bob@example.org"))
    office.store.write(lambda c: sessions.create_session(c, STRANGER, AT, {"language": "fr"}))
    token = office.ask()
    assert token is not None
    found = office.enter(token, session=STRANGER)
    now = sessions.hash_token(found.token)
    assert office.owner(mine) == office.owner(begun_here) == now
    assert office.store.read(lambda c: sessions.read_session(c, STRANGER)) is None
    session = office.store.read(lambda c: sessions.read_session(c, now))
    assert session is not None
    assert session.data() == {"language": "fr"}


def test_nothing_to_find(office: Office) -> None:
    """Requirement 3."""
    office.begun()
    assert office.ask() is not None
    assert office.mails() == 1
    token = office.ask(WayBack("x" * 64, WAY.email))
    assert token is not None
    assert office.mails() == 1
    kept = office.store.read(lambda c: ways_back.read_code(c, sessions.hash_token(token)))
    assert kept is not None
    assert kept.email == ""
    # Even the code that would have been sent opens nothing.
    assert office.enter(token) == "wrong"


def test_a_mailbox_is_not_flooded(office: Office) -> None:
    """Requirement 4."""
    for number in range(4):
        office.begun(way=WayBack(f"{number}" * 64, WAY.email))
    asked = [office.ask(WayBack(f"{number}" * 64, "")) or "" for number in range(4) for _ in range(4)]
    assert all(asked)
    assert office.mails() == 10
    assert [office.enter(each) for each in asked[10:]] == ["wrong"] * 6
    assert isinstance(office.enter(asked[9]), Found)
    office.now += timedelta(hours=1)
    office.ask(WayBack("1" * 64, ""))
    assert office.mails() == 11


def test_guessing_over_many_codes(office: Office) -> None:
    """Requirement 5."""
    office.begun()
    short = [office.ask(place=f"192.0.2.{number}") or "" for number in range(6)]
    outcomes = [office.enter(each, "000000") for each in short[:2] for _ in range(4)]
    assert outcomes == ["wrong"] * 8
    assert office.digits() == 6
    assert [office.enter(short[4], "000000") for _ in range(2)] == ["wrong"] * 2
    assert office.digits() == 10
    assert office.enter(short[5]) == "tried"
    long = office.ask(place="192.0.2.7", code="2718281828")
    assert long is not None
    assert office.enter(long, "0000000000") == "wrong"
    assert isinstance(office.enter(long, "2718281828"), Found)
    office.now += timedelta(hours=24, seconds=1)
    assert office.digits() == 6
    again = office.ask()
    assert again is not None
    assert isinstance(office.enter(again), Found)


def test_right_codes_are_not_counted(office: Office) -> None:
    """Requirement 5."""
    office.begun()
    for number in range(25):
        token = office.ask(place=f"192.0.2.{number}")
        assert token is not None
        assert isinstance(office.enter(token, place=f"192.0.2.{number}"), Found)
        office.now += timedelta(minutes=10)


def test_nobody_is_shut_out(office: Office) -> None:
    """Requirement 8: somebody asks and guesses as often as they are let, for a day; the person comes back."""
    office.begun()
    thief = "198.51.100.1"
    for _ in range(24):
        for _ in range(6):
            token = office.ask(place=thief, code="3141592653"[: office.digits()])
            for _ in range(5 if token else 0):
                office.enter(token or "", "0" * office.digits(), place=thief)
        code = "2718281828"[: office.digits()]
        mine = office.ask(code=code)
        assert office.ask(place=thief) is None
        assert mine is not None
        assert isinstance(office.enter(mine, code), Found)
        office.now += timedelta(hours=1)


def test_guessing_from_one_place(office: Office) -> None:
    """Requirement 5."""
    office.begun()
    tokens = [office.ask(WayBack(f"{number:064}", "")) or "" for number in range(11)]
    outcomes = [office.enter(token, "000000") for token in tokens for _ in range(5)]
    assert outcomes.count("too_many") == 5
    mine = office.ask()
    assert mine is not None
    assert office.enter(mine) == "too_many"
    assert isinstance(office.enter(mine, place="192.0.2.2"), Found)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ann@example.org", "ANN@example.org", True),
        ("straße@example.org", "strasse@example.org", False),
        ("K@example.org", "k@example.org", True),
        ("\u212a@example.org", "k@example.org", False),
    ],
)
def test_mailboxes(one: str, other: str, same: bool) -> None:
    """Requirement 6."""
    assert (key_of({"you.email": one}) == key_of({"you.email": other})) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("LT1 2AB", "lt12ab", True), ("ＬＴ1\u00a02ab", "LT1 2AB", True), ("1", "2", False)],
)
def test_texts(one: str, other: str, same: bool) -> None:
    """Requirement 6."""
    assert (key_of({"postcode": one}) == key_of({"postcode": other})) is same


def key_of(values: dict[str, Any]) -> str:
    procedure = formgen.load(SPEC)
    given = {"you.email": "ann@example.org", "postcode": "LT1", "born_on": AT.date()}
    way = way_of(procedure, given | values)
    assert way is not None
    return way.key


def test_tries_side_by_side(office: Office) -> None:
    """Requirement 7."""
    office.begun()
    token = office.ask()
    assert token is not None

    async def at_once() -> list[Any]:
        tries = (office.desk.enter(token, "000000", 5, PLACE, "") for _ in range(12))
        return await asyncio.gather(*tries)

    outcomes = asyncio.run(at_once())
    assert sorted(outcomes) == ["tried"] * 8 + ["wrong"] * 4
    assert office.enter(token) == "tried"
