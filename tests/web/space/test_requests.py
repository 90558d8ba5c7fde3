"""Drafts and requests in the space of a person, and the portal's share of them.

1. Drafts say how far they are and lead on; the portal says the same.
2. Requests that were filed stand with their state in the words of the spec, number, day, what can be
   downloaded: PDFs, files handed in; and all of it downloads.
3. Long lists are cut into pages.
4. Without an account the space is that of the browser.
5. A procedure that is no longer served still shows what was filed.
"""

from __future__ import annotations

import re

from formgen.compiler.procedure import Procedure
from tests.web.browser import Browser
from tests.web.renewing import declared, to_documents, to_family, to_review
from tests.web.space.given import Serve, ask, links_to


def test_drafts(office: Browser) -> None:
    """Requirement 1."""
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
    """Requirement 1."""
    office.open("/tse_ue_renewal")
    office.press("start")
    assert "Pas encore commencée" in office.open("/").text
    assert "Étape" not in office.open("/account/space").text


def test_a_draft_gets_further(office: Browser) -> None:
    """Requirement 1."""
    to_documents(office)
    assert "Étape 2 sur 3" in office.open("/account/space").text


def test_requests_filed(office: Browser) -> None:
    """Requirement 2."""
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


def test_long_lists(serve: Serve, asking: Procedure) -> None:
    """Requirement 3."""
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
    """Requirement 4."""
    assert "You have no request yet" in hall.open("/account/space").text
    hall.open("/village_hall")
    hall.press("start")
    page = hall.open("/account/space")
    assert "begun in this browser" in page.text
    assert any(link.endswith("/delete-draft") for link in page.links)


def test_served_no_more(serve: Serve, asking: Procedure, village_hall: Procedure) -> None:
    """Requirement 5."""
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
