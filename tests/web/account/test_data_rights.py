"""What a person may ask of what is held about them.

1. The copy is a zip with an index in the reader's language, JSON of a told shape, every file and every PDF.
2. It is given to who types the password again, a few times an hour, and holds nobody else's data and nothing
   that signs anybody in.
3. Names of files lead out of no folder.
4. Without an account the same is had of one request, by the browser that began it.
5. The account is deleted by who types the password: with drafts, their files, sessions, links; what was filed
   stays; a mail tells; the number and the address are free.
"""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.testclient import TestClient

from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser, NewBrowser
from tests.web.conftest import Clock
from tests.web.papers import pdf
from tests.web.renewing import (
    CHILD,
    NUMBER,
    declared,
    identify,
    to_documents,
    to_identification,
    to_review,
)
from tests.web.signing import EMAIL, PASSWORD, database_of, mails, sign_in
from tests.web.test_deleting_a_draft import begun, count, keys_to_delete


def archive(browser: Browser, password: str = PASSWORD, address: str = "/account/data") -> zipfile.ZipFile:
    """The zip that somebody gets."""
    data = {"current": password, "do": "continue"}
    answer = browser.client.post(address, data=data, headers={"origin": browser.origin})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    assert "attachment" in answer.headers["content-disposition"]
    found = zipfile.ZipFile(io.BytesIO(answer.content))
    assert found.testzip() is None
    return found


def read(found: zipfile.ZipFile, name: str) -> Any:
    return json.loads(found.read(name))


def filed_and_draft(browser: Browser) -> None:
    """A request filed, with its receipt, and a draft with a file."""
    page = to_review(browser)
    browser.press("file", declared(page))
    root = browser.page.path.rpartition("/")[0]
    assert browser.client.get(f"{root}/issued-pdfs/receipt.pdf").status_code == 200
    to_documents(browser)
    browser.press("upload", None, {"file:identity::passport": pdf("../../Mon passeport.pdf")})


def test_the_copy(office: Browser, root: Path) -> None:
    """Requirement 1."""
    filed_and_draft(office)
    found = archive(office)
    names = found.namelist()
    assert names[-1] == "index.html"
    index = found.read("index.html").decode()
    assert '<html lang="fr"' in index
    assert "Vos données" in index
    whole = read(found, "account.json")
    assert whole["form"] == "formgen-data/1"
    account = whole["account"]
    assert (account["identifier"], account["email"]) == (NUMBER, EMAIL)
    assert account["typed"]["foreigner_number"] == "59 03 00 66 20"
    assert account["has_password"] is True
    assert len(whole["sessions"]) == 1
    assert {each["purpose"] for each in whole["links"]} == {"confirm", "device"}
    filed, draft = (read(found, f"{each['folder']}/request.json") for each in whole["requests"])
    assert filed["number"] in index
    assert (filed["state"], draft["state"]) == ("filed", "draft")
    assert filed["answers"]["phone"] == {
        "label": filed["answers"]["phone"]["label"],
        "typed": "06 12 34 56 78",
        "value": "+33612345678",
        "counts": True,
    }
    (child,) = filed["answers"]["children"]["items"]
    assert child["answers"]["born_on"]["value"] == "2010-06-05"
    assert child["answers"]["given_names"]["label"]
    assert CHILD["given_names"] == child["answers"]["given_names"]["typed"]
    record = {each["register"]: each for each in filed["records"]}["permit_register"]
    assert record["record"]["birth_name"] == "Aebischer"
    assert record["read_at"]
    assert [each["action"] for each in filed["history"]] == ["file"]
    assert filed["mails"][0]["state"] == "waiting"
    assert filed["notices"]
    told = (root / "docs" / "personal_data.md").read_text()
    for held in (whole, account, filed, filed["history"][0], filed["files"][0], filed["issued"][0]):
        assert [key for key in held if f"`{key}`" not in told and key != "form"] == []
    for each in [*filed["files"], *filed["issued"], *draft["files"]]:
        assert each["file"] in names
        assert f'href="{quote(each["file"])}"' in index
    (receipt,) = filed["issued"]
    assert found.read(receipt["file"]).startswith(b"%PDF-")


def test_safe_names(office: Browser) -> None:
    """Requirement 3."""
    filed_and_draft(office)
    for name in archive(office).namelist():
        assert ".." not in name.split("/")
        assert not name.startswith("/")


def test_who_is_asked(holder: Browser, another: NewBrowser) -> None:
    """Requirement 2."""
    page = holder.open("/account/data")
    assert "current" in page.names()
    assert holder.press("continue", {"current": "wrong"}).status == 422
    assert holder.press("continue", {"current": ""}).status == 422
    assert another().open("/account/data").path == "/account/sign-in"
    for _ in range(5):
        archive(holder)
    holder.open("/account/data")
    assert holder.press("continue", {"current": PASSWORD}).status == 429


def test_without_a_password(holder: Browser, clock: Clock, database: Path) -> None:
    """Requirements 2 and 5: who signs in at a provider only has to have done so a moment ago."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE accounts SET password_hash = NULL")
    page = holder.open("/account/data")
    assert "current" not in page.names()
    archive(holder, "")
    clock.now += timedelta(minutes=11)
    for address in ("/account/data", "/account/delete"):
        page = holder.open(address)
        assert not {"continue", "delete"} & set(page.buttons)
        assert "connectez-vous de nouveau" in page.text
        answer = holder.client.post(address, data={"do": "delete"}, headers={"origin": holder.origin})
        assert answer.status_code == 422
    assert count(database, "accounts") == 1


def test_nothing_that_signs_in_and_nobody_else(office: Browser, another: NewBrowser) -> None:
    """Requirement 2."""
    stranger = another()
    address = begun(stranger)
    filed_and_draft(office)
    found = archive(office)
    everything = b"".join(found.read(name) for name in found.namelist()).decode("latin-1")
    database = database_of(office)
    with closing(sqlite3.connect(database)) as connection:
        tokens = [row[0] for row in connection.execute("SELECT token_hash FROM sessions")]
        tokens += [row[0] for row in connection.execute("SELECT token_hash FROM links")]
        (password,) = connection.execute("SELECT password_hash FROM accounts").fetchone()
    assert tokens
    for secret in [*tokens, password, office.client.cookies["formgen"], address.rpartition("/")[2]]:
        assert secret not in everything


def test_without_an_account(serve: Callable[..., TestClient], village_hall: Procedure) -> None:
    """Requirement 4."""
    client = serve(village_hall)
    mine, other = Browser(client), Browser(TestClient(client.app))
    address = begun(mine)
    begun(other)
    assert mine.open(f"{address}/download-data").status == 200
    found = archive(mine, "", f"{address}/download-data")
    (request,) = [name for name in found.namelist() if name.endswith("request.json")]
    assert read(found, request)["id"] == address.rpartition("/")[2]
    assert read(found, "session.json")["session"]["signed_in_at"] is None
    refused = other.client.post(f"{address}/download-data", headers={"origin": other.origin})
    assert refused.status_code == 404


def test_a_filed_request_without_an_account(hall: Browser) -> None:
    """Requirement 4: its confirmation leads to the copy, which holds the receipt."""
    begun(hall)
    assert hall.press("continue", {"guests": "30"}).name == "review"
    done = hall.press("file")
    root = done.path.rpartition("/")[0]
    assert f"{root}/download-data" in done.links
    assert hall.client.get(f"{root}/issued-pdfs/receipt.pdf").status_code == 200
    found = archive(hall, "", f"{root}/download-data")
    assert [name for name in found.namelist() if name.endswith(".pdf")]


def test_of_an_account_by_its_page(holder: Browser) -> None:
    """Requirement 2: a request of an account gives nothing away without the password."""
    root = holder.page.path.rpartition("/")[0]
    assert holder.open(f"{root}/download-data").path == "/account/data"
    posted = holder.client.post(
        f"{root}/download-data",
        data={"do": "continue"},
        headers={"origin": holder.origin},
        follow_redirects=False,
    )
    assert (posted.status_code, posted.headers["location"]) == (303, "/account/data")


def test_deleting_the_account(office: Browser, another: NewBrowser, database: Path) -> None:
    """Requirement 5."""
    filed_and_draft(office)
    elsewhere = another()
    sign_in(elsewhere, NUMBER)
    with closing(sqlite3.connect(database)) as connection:
        (key,) = connection.execute(
            "SELECT store_key FROM files JOIN dossiers ON dossiers.id = dossier WHERE filed_at IS NULL"
        ).fetchone()
    page = office.open("/account/delete")
    assert "Ce que vous avez déposé reste (1)" in page.text
    assert office.press("delete", {"current": "wrong"}).status == 422
    assert count(database, "accounts") == 1
    page = office.press("delete", {"current": PASSWORD})
    assert page.path == "/account/deleted"
    for table in ("accounts", "sessions", "links", "identities"):
        assert count(database, table) == 0, table
    assert count(database, "dossiers") == 1
    assert keys_to_delete(database) == [key]
    assert mails(database)[-1][:2] == (EMAIL, "Votre compte a été supprimé")
    assert elsewhere.open("/account").path == "/account/sign-in"
    assert sign_in(another(), NUMBER).status == 422
    again = another()
    to_identification(again)
    assert identify(again).path.startswith("/tse_ue_renewal/")
    assert count(database, "accounts") == 1
