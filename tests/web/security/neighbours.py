"""One installation and its people, for asking whether any of them comes by what is another's.

Marlène has an account, a request filed and a draft with a file and a child; a passer-by has a draft without
an account; the neighbour has an account and a draft; a newcomer has a session and nothing in it but a blank
draft; nobody has no cookie at all.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from formgen.settings import OidcSettings, Settings, SourceSettings
from formgen.storage.queries.sessions import hash_token
from formgen.web.app import Application, Parts, create_app
from tests.web.browser import Browser, Page
from tests.web.conftest import CHEAP, Clock
from tests.web.papers import pdf
from tests.web.renewing import CHILD, SPOUSE, declared, to_documents, to_review
from tests.web.signing import EMAIL, signed_in

ORIGIN = {"origin": "http://testserver"}
OWNER, PASSER_BY = "owner", "passer-by"
NEIGHBOUR, NEWCOMER, NOBODY = "neighbour", "newcomer", "nobody"
TOWN = "Neuveville-sous-Repère"
GUESTS = "48151"
COUNTED = {
    "dossiers": "SELECT * FROM dossiers WHERE id IN ({})",
    "files": "SELECT * FROM files WHERE dossier IN ({})",
    "issued": "SELECT * FROM issued WHERE dossier IN ({})",
    "history": "SELECT * FROM history WHERE dossier IN ({})",
    "notices": "SELECT * FROM notices WHERE dossier IN ({})",
}


@dataclass
class Thing:
    """A dossier, and whose it is; the ids of its files and notices, the address of an item of its."""

    owner: str
    procedure: Procedure
    id: str
    files: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    item: str = ""

    @property
    def root(self) -> str:
        """Where it is."""
        return f"/{self.procedure.id}/{self.id}"


class Neighbours:
    """The people, each by the cookies of their browser, and what they own."""

    def __init__(self, client: TestClient, procedures: Mapping[str, Procedure]) -> None:
        self.client = client
        self.app: Application = client.app  # type: ignore[assignment]  # - it was made by create_app
        self.procedures = procedures
        self.database = Path(self.app.settings.data) / "formgen.sqlite3"
        self.cookies: dict[str, dict[str, str]] = {NOBODY: {}}
        self.things: list[Thing] = []
        self._sessions: list[Any] = []
        self._reading = sqlite3.connect(self.database, timeout=10)
        self._settle()
        self._sessions = self.rows("SELECT * FROM sessions")
        found = re.search(r'"(/assets/[^"]+)"', self.page(NOBODY, "/").html)
        assert found
        self.asset = found[1]

    def close(self) -> None:
        """Let go of the database."""
        self._reading.close()

    @property
    def secrets(self) -> list[str]:
        """What only an owner may be told: answers, names, files, the register's record."""
        return [TOWN, GUESTS, "Aebischer", "repere.pdf", EMAIL, "5903006620", "K7T4M2P9X"]

    def send(
        self, who: str, method: str, path: str, data: Mapping[str, Any] | None = None
    ) -> httpx2.Response:
        """What somebody is answered, no redirect followed."""
        self.client.cookies.clear()
        self.client.cookies.update(self.cookies[who])
        headers = {**ORIGIN, "accept-language": "fr"}
        if method == "POST":
            answer = self.client.post(path, data=data or {}, headers=headers, follow_redirects=False)
            self._restore()
            return answer
        return self.client.request(method, path, headers=headers, follow_redirects=False)

    def page(self, who: str, path: str) -> Page:
        """A page as somebody sees it."""
        return Page(self.send(who, "GET", path))

    def rows(self, statement: str, values: tuple[str, ...] = ()) -> list[Any]:
        """What stands in the database."""
        return self._reading.execute(statement, values).fetchall()

    def state(self, owner: str) -> list[Any]:
        """Everything kept of an owner, but for when they were seen last."""
        ids = tuple(each.id for each in self.things if each.owner == owner)
        marks = ", ".join("?" * len(ids))
        found = [self.rows(statement.format(marks), ids) for statement in COUNTED.values()]
        session = hash_token(self.cookies[owner]["formgen"])
        found.append(self.rows("SELECT data, account FROM sessions WHERE token_hash = ?", (session,)))
        if owner == OWNER:
            found.append(self.rows("SELECT * FROM accounts WHERE email = ?", (EMAIL,)))
            found.append(
                self.rows(
                    "SELECT l.* FROM links l JOIN accounts a ON a.id = l.account WHERE a.email = ?", (EMAIL,)
                )
            )
        return found

    def _restore(self) -> None:
        """Who signed themselves out comes back, for the next question."""
        marks = ", ".join("?" * len(self._sessions[0]))
        with closing(sqlite3.connect(self.database, timeout=10)) as connection, connection:
            connection.executemany(f"INSERT OR IGNORE INTO sessions VALUES ({marks})", self._sessions)

    def _settle(self) -> None:
        renewal, hall = self.procedures["tse_ue_renewal"], self.procedures["village_hall"]
        browser = Browser(self.client, "fr")
        review = to_review(browser)
        self._own(OWNER, renewal, review.path)
        assert browser.press("file", declared(review)).name == "confirmation"
        self.client.get(f"{self.things[0].root}/issued-pdfs/receipt.pdf")
        documents = to_documents(browser)
        draft = self._own(OWNER, renewal, documents.path)
        browser.press("upload", {"has_photo_code": "no"}, {"file:identity::passport": pdf("repere.pdf")})
        browser.open(f"{draft.root}/family")
        browser.press("continue", {**SPOUSE, "spouse.union_place": TOWN})
        children = browser.open(f"{draft.root}/children")
        item = browser.press("change:children:" + _first_item(children))
        browser.press("continue", {**CHILD, "given_names": TOWN})
        draft.item = item.path
        for thing in self.things:
            found = self.rows("SELECT id FROM files WHERE dossier = ?", (thing.id,))
            thing.files = [row[0] for row in found]
            found = self.rows("SELECT id FROM notices WHERE dossier = ?", (thing.id,))
            thing.notices = [row[0] for row in found]
        self._keep(OWNER)
        for who, typed in ((PASSER_BY, GUESTS), (NEWCOMER, "")):
            browser.open("/village_hall")
            page = browser.press("start")
            self._own(who, hall, page.path)
            if typed:
                browser.press("continue", {"guests": typed})
            self._keep(who)
        token = signed_in(self.database, "6907114203", {}, "Tommaso Bellandi")
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute("UPDATE accounts SET email = 'tommaso@example.org' WHERE name LIKE 'Tommaso%'")
            # The clock of the tests is not that of the machine.
            connection.execute(
                "UPDATE sessions SET created_at = c, seen_at = c, signed_in_at = c FROM"
                " (SELECT max(seen_at) AS c FROM sessions WHERE account IS NULL) WHERE token_hash = ?",
                (hash_token(token),),
            )
        self.client.cookies.set("formgen", token)
        browser.open("/village_hall")
        self._own(NEIGHBOUR, hall, browser.press("start").path)
        self._keep(NEIGHBOUR)

    def _own(self, who: str, procedure: Procedure, path: str) -> Thing:
        thing = Thing(who, procedure, path.split("/")[2])
        self.things.append(thing)
        return thing

    def _keep(self, who: str) -> None:
        self.cookies[who] = dict(self.client.cookies)
        self.client.cookies.clear()


def _first_item(page: Page) -> str:
    found = next(each for each in page.buttons if each.startswith("change:children:"))
    return found.rpartition(":")[2]


@contextmanager
def neighbours(
    folder: Path, register: Path, *procedures: Procedure, development: bool = False
) -> Iterator[Neighbours]:
    """The people at a running installation, which has a provider that nobody reaches."""
    provider = OidcSettings(
        label="State",
        issuer="http://127.0.0.1:9/",
        client_id="formgen",
        client_secret="not told",  # type: ignore[arg-type]  # - pydantic makes it one
    )
    settings = Settings(
        data=folder,
        hosts=("testserver",),
        base_url="http://testserver",
        sources={"permit_register": SourceSettings(file=register)},
        oidc={"state": provider},
        development=development,
    )
    app = create_app(procedures, settings, Parts(Clock(), None, CHEAP))
    known = {each.id: each for each in procedures}
    with TestClient(app) as client, closing(Neighbours(client, known)) as people:
        yield people
