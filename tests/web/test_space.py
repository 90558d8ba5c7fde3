"""The space of a person, the portal's share of it, and the header.

1. Who is signed in is called by name on every page: statements, help, the page of a number, refusals.
2. Drafts say how far they are and lead on; the portal says the same.
3. Requests that were filed stand with their state in the words of the spec, number, day, what can be
   downloaded: PDFs, files handed in; and all of it downloads.
4. A message with `in_account` becomes a notification, in the transaction of the filing, in the language of
   the request, whether or not there is somebody to write a mail to; with its mail where there is.
5. The header counts the unread ones. Opening one reads it, once; asking for it by HEAD or ahead of time does
   not. Unread ones stand first. Its PDFs download, though nothing else offers them.
6. The mail of a notification leads to it, where somebody signs in.
7. Another person, another browser and nobody find nothing of it.
8. Long lists are cut into pages.
9. Without an account the space is that of the browser.
10. A procedure that is no longer served still shows what was filed.
11. Help names each service in charge once.
12. *My requests* is marked in the navigation on the pages of an account, and not where one signs in first.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import formgen
from formgen.compiler.procedure import Procedure
from tests.compiler.given import spec_of
from tests.web.browser import Browser, Page, elsewhere
from tests.web.conftest import MORNING
from tests.web.renewing import ENTRIES, NUMBER, declared, to_documents, to_family, to_review
from tests.web.signing import database_of, mails, signed_in

Serve = Callable[..., TestClient]
REST = """
translations: [fr]
documents:
  plan:
    title: A plan
    required: false
workflow:
  states: {draft: Draft, filed: We are looking at it, done: {label: Done, final: true}}
  actions:
    file: {by: applicant, from: draft, to: filed, produce: receipt, send: [received, welcome]}
    withdraw: {by: applicant, from: any open, to: done}
messages:
  received:
    mail:
      subject: Your question
      text: "[Read it]({{ link }})"
    in_account:
      topic: complement
      title: About {{ question }}
      text: |
        You asked <{{ question }}>.

        **Thank you.**
      download: [receipt, leaflet]
  welcome:
    in_account: {topic: good_news, title: Welcome, text: Come in.}
pdfs:
  receipt:
    layout: letter
    title: Receipt
    text: You asked on {{ filed_on }}.
  leaflet:
    layout: letter
    title: Leaflet
    text: How we work.
confirmation: {title: Thank you, text: We write to you., download: [receipt]}
"""
PAGES = """
ask:
  title: Your question
  fields:
    question: {type: text, label: Question}
    email: {type: email, label: Your address, autocomplete: email, required: false}
papers:
  title: Papers
  documents: [plan]
"""


@pytest.fixture
def asking(tmp_path: Path) -> Procedure:
    (tmp_path / "given.fr.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgctxt "messages.received.in_account.title"\n'
        'msgid "About {{ question }}"\nmsgstr "Sur {{ question }}"\n',
        encoding="utf-8",
    )
    spec = tmp_path / "given.yaml"
    spec.write_text(spec_of(PAGES, REST), encoding="utf-8")
    return formgen.load(spec)


def ask(browser: Browser, question: str = "Where?", email: str = "") -> Page:
    browser.open("/given")
    browser.press("start")
    browser.press("continue", {"question": question, "email": email})
    browser.press("continue")
    done = browser.press("file")
    assert done.name == "confirmation", done.text
    return done


def links_to(page: Page, part: str) -> list[str]:
    return [link for link in page.links if part in link]


def unread(page: Page) -> int:
    found = re.search(r'class="count-new"[^>]*>(\d+)<', page.html)
    return int(found[1]) if found else 0


def known(office: Browser) -> Browser:
    """Somebody signed in at an installation of the renewal."""
    token = signed_in(database_of(office), NUMBER, ENTRIES, at=MORNING)
    office.client.cookies.set("formgen", token)
    return office


def test_a_name_on_every_page(office: Browser) -> None:
    """Requirement 1."""
    assert "Marlène Aebischer" not in office.open("/").text
    assert "/account/sign-in" in office.page.links
    known(office)
    pages = ["/", "/accessibility", "/data", "/help", "/check/unknown", "/account", "/account/space"]
    pages += [
        "/tse_ue_renewal",
        "/village_hall",
        "/nowhere",
        "/village_hall/nothing/page",
        "/account/sign-out",
    ]
    for address in pages:
        page = office.open(address)
        assert "Marlène Aebischer" in page.text, address
        assert "/account/space" in page.links, address
        assert "/account/sign-in" not in page.links, address
    office.open("/village_hall")
    page = office.press("start")
    assert "Marlène Aebischer" in page.text
    elsewhere = office.client.post("/account/password", headers={"origin": "http://elsewhere.example"})
    assert elsewhere.status_code == 403
    assert "Marlène Aebischer" in elsewhere.text


def test_where_one_is(office: Browser) -> None:
    """Requirement 12."""
    marked = 'href="/account/space" aria-current'
    for address in (
        "/account/sign-in",
        "/account/forgotten",
        "/account/signed-out",
        "/account/link/" + "x" * 43,
    ):
        page = office.open(address)
        assert "/account/space" in page.links, address
        assert marked not in page.html, address
    known(office)
    for address in ("/account", "/account/password", "/account/space"):
        assert marked in office.open(address).html, address


def test_refusals_speak_the_language_chosen(office: Browser) -> None:
    """Requirement 1."""
    known(office).open("/?language=en")
    refused = office.open("/nowhere")
    assert (refused.status, 'lang="en"' in refused.html) == (404, True)


def test_drafts(office: Browser) -> None:
    """Requirement 2."""
    page = to_family(office)
    office.open("/village_hall")
    office.press("start")
    for address in ("/", "/account/space"):
        shown = office.open(address)
        assert "Étape 1 sur 3 : Votre situation" in shown.text or "Étape 1 sur" in shown.text, shown.text
    resume = next(link for link in office.page.links if re.fullmatch(r"/tse_ue_renewal/[\w-]{43}", link))
    assert f"{resume}/delete-draft" in office.page.links
    assert office.open(resume).path == page.path


def test_a_draft_before_its_steps(office: Browser) -> None:
    """Requirement 2."""
    office.open("/tse_ue_renewal")
    office.press("start")
    assert "Pas encore commencée" in office.open("/").text
    assert "Étape" not in office.open("/account/space").text


def test_requests_filed(office: Browser) -> None:
    """Requirement 3."""
    review = to_review(office)
    done = office.press("file", declared(review))
    number = "".join(re.findall(r"\d+", done.html[done.html.index('class="number"') :])[:5])
    page = office.open("/account/space")
    assert "Déposée" in page.text
    assert "24 novembre 2026" in page.text
    assert number[:8] in page.text
    receipts, files = links_to(page, "/issued-pdfs/receipt.pdf"), links_to(page, "/handed-in/")
    assert (len(receipts), len(files)) == (1, 5)
    for address in (*receipts, *files):
        answer = office.client.get(address)
        assert answer.status_code == 200, address
        assert "attachment" in answer.headers["content-disposition"]
    assert links_to(office.open("/"), "/issued-pdfs/receipt.pdf") == receipts


def test_a_message_in_the_account(serve: Serve, asking: Procedure, tmp_path: Path) -> None:
    """Requirements 4 and 5."""
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
    """Requirements 4 to 6."""
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
    """Requirement 7."""
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


def test_long_lists(serve: Serve, asking: Procedure) -> None:
    """Requirement 8."""
    browser = Browser(serve(asking))
    for number in range(11):
        ask(browser, f"Question {number}")
    first = browser.open("/account/space")
    assert len(links_to(first, "/confirmation")) == 10
    assert "Page 1 of 2" in first.text
    assert "Page 1 of 3" in first.text
    after = next(link for link in first.links if "requests=2" in link)
    second = browser.open(after)
    assert len(links_to(second, "/confirmation")) == 1
    assert len(links_to(second, "/account/notices/")) == 10
    both = browser.open(next(link for link in second.links if "notices=2" in link))
    assert "requests=2" in both.url
    assert len(links_to(both, "/account/notices/")) == 10
    for address in ("?requests=99", "?requests=-1", "?requests=x", "?notices=999999999999999999999999"):
        page = browser.open(f"/account/space{address}")
        assert page.status == 200, address
    past = browser.open("/account/space?requests=99")
    assert "Page 2 of 2" in past.text
    assert len(links_to(past, "/confirmation")) == 1
    portal = browser.open("/")
    assert len(links_to(portal, "/confirmation")) == 3
    assert "See all my requests" in portal.text


def test_a_browsers_own(hall: Browser) -> None:
    """Requirement 9."""
    assert "You have no request yet" in hall.open("/account/space").text
    hall.open("/village_hall")
    hall.press("start")
    page = hall.open("/account/space")
    assert "begun in this browser" in page.text
    assert any(link.endswith("/delete-draft") for link in page.links)


def test_served_no_more(serve: Serve, asking: Procedure, village_hall: Procedure) -> None:
    """Requirement 10."""
    browser = Browser(serve(asking))
    done = ask(browser)
    later = Browser(serve(village_hall))
    later.client.cookies.update(dict(browser.client.cookies))
    page = later.open("/account/space")
    assert "We are looking at it" in page.text
    assert later.open(done.path).status == 200
    assert later.client.get(links_to(page, "receipt.pdf")[0]).content.startswith(b"%PDF")
    notice = later.open(links_to(page, "/account/notices/")[0])
    assert notice.status == 200


def test_help(serve: Serve, renewal: Procedure, village_hall: Procedure) -> None:
    """Requirement 11."""
    browser = Browser(serve(renewal, village_hall))
    page = browser.open("/help")
    service = renewal.spec.service
    assert service.email
    assert page.links.count(f"mailto:{service.email}") == 1
    assert "/account/forgotten" in page.links
    alone = Browser(serve(village_hall)).open("/help")
    assert "/account/forgotten" not in alone.links


def test_a_draft_gets_further(office: Browser) -> None:
    """Requirement 2."""
    to_documents(office)
    assert "Étape 2 sur 3" in office.open("/account/space").text
