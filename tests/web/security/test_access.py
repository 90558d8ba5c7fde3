"""Who may come to which address: every address that is answered, by every method, for everybody.

1. Every address has a policy, stated in POLICY below; one without is a fault.
2. What is somebody's own is answered to its owner and to nobody else: others are sent to sign in or told that
   there is nothing, hear none of the owner's secrets, and change nothing of the owner's.
3. What needs a person signed in is about who asks, and about nobody else.
4. What is for everybody tells nobody's secrets either.
5. What is for developers is not there otherwise.
6. These tests see a condition of ownership that was dropped, an address without a policy, a page of accounts
   that forgot to ask who is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import httpx2
import pytest
from sqlalchemy import bindparam, select

from formgen.compiler.procedure import Procedure
from formgen.storage.queries import files as file_queries
from formgen.storage.queries import visits
from formgen.storage.statement import Statement
from formgen.storage.tables import dossiers, files, sessions
from formgen.web import account, dispatch
from formgen.web.routes import Address, Route
from tests.web.security.neighbours import (
    NEIGHBOUR,
    NEWCOMER,
    NOBODY,
    OWNER,
    PASSER_BY,
    Neighbours,
    Thing,
    neighbours,
)

Policy = Literal["everybody", "owner", "signed in", "holder", "development"]
DOSSIER: Final = "/PROCEDURE/DOSSIER"
POLICY: Final[dict[str, Policy]] = {
    "/": "everybody",
    "/PROCEDURE": "everybody",
    "/PROCEDURE/NAME.pdf": "everybody",
    "/PROCEDURE/return": "everybody",
    "/PROCEDURE/return-code": "everybody",
    "/PROCEDURE/found-requests": "everybody",
    "/check/CODE": "holder",
    "/assets/FILE": "everybody",
    "/accessibility": "everybody",
    "/data": "everybody",
    "/help": "everybody",
    "/dev/mailbox": "development",
    DOSSIER: "owner",
    f"{DOSSIER}/": "owner",
    f"{DOSSIER}/IDENTIFY": "owner",
    f"{DOSSIER}/ORIENTATION": "owner",
    f"{DOSSIER}/PAGE": "owner",
    f"{DOSSIER}/PREAMBLE": "owner",
    f"{DOSSIER}/REVIEW": "owner",
    f"{DOSSIER}/CONFIRMATION": "owner",
    f"{DOSSIER}/make-account": "owner",
    f"{DOSSIER}/no-further": "owner",
    f"{DOSSIER}/save-and-leave": "owner",
    f"{DOSSIER}/delete-draft": "owner",
    f"{DOSSIER}/download-data": "owner",
    f"{DOSSIER}/handed-in/FILE": "owner",
    f"{DOSSIER}/issued-pdfs/NAME.pdf": "owner",
    f"{DOSSIER}/PAGE/LIST/ITEM": "owner",
    f"{DOSSIER}/PAGE/LIST/ITEM/PAGE": "owner",
    f"{DOSSIER}/PAGE/LIST/ITEM/remove-item": "owner",
    "/account": "signed in",
    "/account/space": "everybody",
    "/account/notices/NOTICE": "owner",
    "/account/data": "signed in",
    "/account/delete": "signed in",
    "/account/deleted": "everybody",
    "/account/password": "signed in",
    "/account/email": "signed in",
    "/account/second-factor": "signed in",
    "/account/second-factor/code.png": "signed in",
    "/account/sign-in": "everybody",
    "/account/sign-out": "everybody",
    "/account/sign-out-everywhere": "signed in",
    "/account/signed-out": "everybody",
    "/account/stay": "signed in",
    "/account/forgotten": "everybody",
    "/account/link/TOKEN": "holder",
    "/account/oidc/connect": "holder",
    "/account/oidc/NAME": "everybody",
    "/account/oidc/NAME/back": "everybody",
    "/account/oidc/NAME/failed": "everybody",
    "/account/oidc/NAME/leave": "everybody",
    "/account/oidc/NAME/end": "everybody",
    "/account/oidc/NAME/disconnect": "signed in",
}
"""`holder`: of a token or code that cannot be guessed; without one nothing is told."""
OTHERS: Final = (NOBODY, NEWCOMER, NEIGHBOUR)
UNKNOWN: Final = "x" * 43
REFUSED: Final = frozenset({400, 403, 404, 405, 410})
ANSWERS: Final = {
    "do": "continue",
    "guests": "7",
    "email": "thief@example.org",
    "again": "thief@example.org",
    "current": "trois chevaux bleus au marché",
    "password": "trois chevaux bleus au marché",
    "code": "000000",
}
"""What is posted by who may not."""


@pytest.fixture(scope="module")
def village(
    tmp_path_factory: pytest.TempPathFactory, root: Path, renewal: Procedure, village_hall: Procedure
) -> Iterator[Neighbours]:
    folder = tmp_path_factory.mktemp("access") / "data"
    with neighbours(folder, root / "examples" / "register.csv", renewal, village_hall) as people:
        yield people


def places(people: Neighbours, pattern: str) -> list[tuple[str, str]]:
    """The addresses of a pattern, each with whose it is ("" for nobody's)."""
    if pattern == f"{DOSSIER}/handed-in/FILE":
        every = [file for each in people.things for file in each.files]
        return [
            (each.owner if file in each.files else "", f"{each.root}/handed-in/{file}")
            for each in people.things
            for file in every
        ]
    if pattern == "/account/notices/NOTICE":
        return [
            (each.owner, f"/account/notices/{notice}") for each in people.things for notice in each.notices
        ]
    if pattern.startswith(DOSSIER):
        return [(each.owner, path) for each in people.things for path in _of_dossier(each, pattern)]
    if pattern.startswith("/PROCEDURE"):
        return [
            ("", pattern.replace("PROCEDURE", each).replace("NAME", "checklist"))
            for each in people.procedures
        ]
    given = {"TOKEN": UNKNOWN, "CODE": UNKNOWN, "NAME": "state", "/assets/FILE": people.asset}
    for word, instead in given.items():
        pattern = pattern.replace(word, instead)
    return [("", pattern)]


def _of_dossier(thing: Thing, pattern: str) -> list[str]:
    rest = pattern.removeprefix(DOSSIER)
    if rest == "/issued-pdfs/NAME.pdf":
        return [f"{thing.root}/issued-pdfs/receipt.pdf"]
    if rest.startswith("/PAGE/LIST/ITEM"):
        return (
            [thing.item + rest.removeprefix("/PAGE/LIST/ITEM").replace("PAGE", "child")] if thing.item else []
        )
    kind = rest[1:]
    if kind.isupper():
        pages = thing.procedure.pages.values()
        return [f"{thing.root}/{page.id}" for page in pages if page.kind == kind.lower()]
    return [thing.root + rest]


def faults(people: Neighbours, only: str = "") -> list[str]:
    """What is not as the policies say. `only`: addresses that begin so."""
    found = []
    for address in dispatch.addresses():
        if not address.pattern.startswith(only):
            continue
        policy = POLICY.get(address.pattern)
        if policy is None:
            found.append(f"{address.pattern} has no policy: who may come there?")
            continue
        for method in _methods(address):
            asked = _Asked(people, method, address.pattern)
            if policy == "owner":
                found += asked.of_the_owner()
            elif policy == "signed in":
                found += asked.of_who_is_signed_in()
            else:
                found += asked.of_everybody(gone=policy == "development")
    return found


def _methods(address: Address) -> list[str]:
    return [*(["GET", "HEAD"] if address.read else []), *(["POST"] if address.posted else [])]


class _Asked:
    """One method at the addresses of one pattern, asked by everybody."""

    def __init__(self, people: Neighbours, method: str, pattern: str) -> None:
        self.people = people
        self.method = method
        self.pattern = pattern

    def of_the_owner(self) -> Iterator[str]:
        for owner, path in places(self.people, self.pattern):
            strangers = [each for each in (*OTHERS, OWNER, PASSER_BY) if each != owner]
            for who in strangers:
                answer, faults = self._ask(who, path)
                yield from faults
                if not _keeps_out(answer):
                    yield self._told(who, path, f"is answered with {answer.status_code}")

    def of_who_is_signed_in(self) -> Iterator[str]:
        for _, path in places(self.people, self.pattern):
            for who in (NOBODY, NEWCOMER, PASSER_BY):
                answer, faults = self._ask(who, path)
                yield from faults
                if not _leads_to_sign_in(answer):
                    yield self._told(who, path, f"is answered with {answer.status_code}")
            answer, faults = self._ask(NEIGHBOUR, path)
            yield from faults
            if _keeps_out(answer):
                yield self._told(NEIGHBOUR, path, f"is kept out with {answer.status_code}")

    def of_everybody(self, *, gone: bool) -> Iterator[str]:
        for _, path in places(self.people, self.pattern):
            for who in OTHERS:
                answer, faults = self._ask(who, path)
                yield from faults
                if gone and answer.status_code != 404:
                    yield self._told(who, path, f"is answered with {answer.status_code}")

    def _ask(self, who: str, path: str) -> tuple[httpx2.Response, list[str]]:
        people = self.people
        owners = [each for each in (OWNER, PASSER_BY) if each != who]
        before = {each: people.state(each) for each in owners}
        answer = people.send(who, self.method, path, {**ANSWERS, "revision": "1"})
        found = []
        if answer.status_code >= 500 and answer.status_code != 503:
            found.append(self._told(who, path, f"fails with {answer.status_code}"))
        heard = answer.text + str(answer.headers)
        if who not in (OWNER, PASSER_BY) and any(secret in heard for secret in people.secrets):
            found.append(self._told(who, path, "tells a secret"))
        found += [
            self._told(who, path, f"changes what is the {each}'s")
            for each in owners
            if people.state(each) != before[each]
        ]
        return answer, found

    def _told(self, who: str, path: str, what: str) -> str:
        place = (
            "own" if any(each.id in path and each.owner == who for each in self.people.things) else "other's"
        )
        return f"{self.method} {self.pattern} ({place}) asked by the {who} {what}"


def _keeps_out(answer: httpx2.Response) -> bool:
    return answer.status_code in REFUSED or _leads_to_sign_in(answer)


def _leads_to_sign_in(answer: httpx2.Response) -> bool:
    return answer.status_code == 303 and answer.headers["location"].startswith("/account/sign-in")


def test_policies(village: Neighbours) -> None:
    """Requirements 1 to 5."""
    assert faults(village) == []


@pytest.mark.parametrize(
    "pattern", [each.pattern for each in dispatch.addresses() if POLICY.get(each.pattern) == "owner"]
)
def test_owners_are_let_in(village: Neighbours, pattern: str) -> None:
    """Requirement 2: a matrix that keeps everybody out would be green as well."""
    let_in = [
        path
        for owner, path in places(village, pattern)
        if owner in (OWNER, PASSER_BY) and not _keeps_out(village.send(owner, "GET", path))
    ]
    assert let_in or pattern.endswith("/ITEM/PAGE")


def test_developers(tmp_path: Path, root: Path, renewal: Procedure, village_hall: Procedure) -> None:
    """Requirement 5: the mailbox answers in development."""
    register = root / "examples" / "register.csv"
    with neighbours(tmp_path / "data", register, renewal, village_hall, development=True) as people:
        assert people.send(NOBODY, "GET", "/dev/mailbox").status_code == 200


def test_a_dropped_condition_of_ownership(village: Neighbours, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requirement 6: the read that tells whose dossier it is."""
    columns = list(visits._VISIT._build.selected_columns)  # type: ignore[union-attr]  # - a select
    anybodys = select(*columns).select_from(sessions.join(dossiers, dossiers.c.id == dossiers.c.id))
    anybodys = anybodys.where(
        sessions.c.token_hash == bindparam("token_hash"), dossiers.c.id == bindparam("dossier")
    )
    monkeypatch.setattr(visits, "_VISIT", Statement(anybodys))
    found = faults(village, f"{DOSSIER}/PAGE")
    assert any("tells a secret" in each for each in found)
    assert any(
        each.startswith("GET /PROCEDURE/DOSSIER/PAGE (other's) asked by the neighbour") for each in found
    )


def test_a_file_of_any_dossier(village: Neighbours, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requirement 6: a file asked for under one's own dossier."""
    anybodys = select(files).where(
        files.c.id == bindparam("file"),
        bindparam("of_dossier") == bindparam("of_dossier"),
        bindparam("owner_hash") == bindparam("owner_hash"),
    )
    monkeypatch.setattr(file_queries, "_READ", Statement(anybodys))
    assert any(
        "handed-in/FILE (own) asked by the neighbour" in each
        for each in faults(village, f"{DOSSIER}/handed-in")
    )


def test_an_address_without_a_policy(village: Neighbours, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requirement 6."""
    routes = {**dispatch.ROUTES, "/export": Route(dispatch._portal)}
    monkeypatch.setattr(dispatch, "ROUTES", routes)
    assert faults(village, "/export") == ["/export has no policy: who may come there?"]


def test_a_page_that_asks_nobody(village: Neighbours, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requirement 6."""
    monkeypatch.setattr(account, "_FOR_ANYBODY", account._FOR_ANYBODY | {"email"})
    assert any(each.startswith("GET /account/email") for each in faults(village, "/account/email"))
