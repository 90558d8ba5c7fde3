"""Notifications in the space of a person.

1. A message with `in_account` becomes a notification, in the transaction of the filing, in the language of
   the request, whether or not there is somebody to write a mail to; with its mail where there is.
2. The header counts the unread ones. Opening one reads it, once; asking for it by HEAD or ahead of time does
   not. Unread ones stand first. Its PDFs download, though nothing else offers them.
3. The mail of a notification leads to it, where somebody signs in.
4. Another person, another browser and nobody find nothing of it.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser, elsewhere
from tests.web.conftest import MORNING
from tests.web.renewing import ENTRIES
from tests.web.signing import database_of, mails, signed_in
from tests.web.space.given import Serve, ask, known, links_to, unread


def test_a_message_in_the_account(serve: Serve, asking: Procedure, tmp_path: Path) -> None:
    """Requirements 1 and 2."""
    browser = Browser(serve(asking), language="fr")
    done = ask(browser, "<Où ?>")
    assert mails(database_of(browser)) == []
    page = browser.open("/account/space")
    rows = links_to(page, "/account/notices/")
    assert len(rows) == 2
    assert "Sur <Où ?>" in page.text
    assert page.text.count("Non lue") == 2
    assert "Complément demandé" in page.text
    assert "Good news" in page.text
    about = next(each for each in rows if f'href="{each}"' in page.html.split("Sur &lt;Où ?&gt;")[0][-200:])
    for headers in ({}, {"sec-purpose": "prefetch"}):
        call = browser.client.head if not headers else browser.client.get
        assert call(about, headers=headers).status_code == 200
    assert browser.open("/account/space").text.count("Non lue") == 2
    notice = browser.open(about)
    assert "You asked <<Où ?>>." in notice.text
    assert "<strong>Thank you.</strong>" in notice.html
    assert f"{done.path}" in notice.links
    listed = browser.open("/account/space")
    assert listed.text.count("Non lue") == 1
    assert links_to(listed, "/account/notices/")[-1] == about
    assert links_to(browser.open("/"), "/account/notices/") == [each for each in rows if each != about]
    offered = [link for link in browser.open(about).links if ".pdf" in link]
    assert [each.rpartition("/")[2] for each in offered] == ["receipt.pdf", "leaflet.pdf"]
    for address in offered:
        assert browser.client.get(address).content.startswith(b"%PDF"), address
    root = done.path.rpartition("/")[0]
    assert browser.client.get(f"{root}/issued-pdfs/other.pdf").status_code == 404
    with closing(sqlite3.connect(tmp_path / "data" / "formgen.sqlite3")) as database:
        opened = database.execute("SELECT count(*) FROM notices WHERE opened_at IS NOT NULL").fetchone()
    assert opened == (1,)


def test_the_header_counts(serve: Serve, asking: Procedure, renewal: Procedure) -> None:
    """Requirements 1 to 3."""
    browser = known(Browser(serve(renewal, asking), language="fr"))
    assert unread(browser.open("/")) == 0
    ask(browser)
    page = browser.open("/given")
    assert unread(page) == 2
    assert "2 notifications non lues" in page.text
    assert unread(browser.press("start")) == 2
    ((recipient, _, text),) = mails(database_of(browser))
    assert recipient == "marlene@example.org"
    address = re.search(r"http://testserver(/account/notices/[\w-]{43})", text)
    assert address, text
    notice = browser.open(address[1])
    assert unread(notice) == 1
    assert unread(browser.open(address[1])) == 1
    assert "1 notification non lue" in browser.open("/help").text
    stranger = elsewhere(browser)
    assert stranger.open(address[1]).path == "/account/sign-in"
    assert "%2Faccount%2Fnotices%2F" in stranger.page.url


def test_nobody_else(serve: Serve, asking: Procedure, renewal: Procedure) -> None:
    """Requirement 4."""
    mine = known(Browser(serve(renewal, asking), language="fr"))
    done = ask(mine, "Geheimnis")
    rows = links_to(mine.open("/account/space"), "/account/notices/")
    other = elsewhere(mine)
    other.client.cookies.set(
        "formgen", signed_in(database_of(mine), "5903006638", ENTRIES, name="Somebody Else", at=MORNING)
    )
    for address in ("/", "/account/space", "/help", "/given"):
        assert "Geheimnis" not in other.open(address).text
        assert unread(other.page) == 0
        assert done.path not in other.page.links
    for address in rows:
        refused = other.open(address)
        assert (refused.status, "Geheimnis" in refused.html) == (404, False)
    assert other.open("/account/space").text.count("Geheimnis") == 0
    assert unread(mine.open("/")) == 2
    browser = elsewhere(mine)
    assert browser.open("/account/space").path == "/account/sign-in"
    ask(browser, "Another")
    assert "Geheimnis" not in browser.open("/account/space").text
    assert browser.open(rows[0]).path == "/account/sign-in"
