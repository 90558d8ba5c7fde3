"""Questions that are asked and answered, and what is seen of them on a page."""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.testclient import TestClient

from tests.web.browser import Browser, Page
from tests.web.conftest import MORNING
from tests.web.renewing import ENTRIES, NUMBER
from tests.web.signing import database_of, signed_in

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


def ask(browser: Browser, question: str = "Where?", email: str = "") -> Page:
    """File a question: the page after filing."""
    browser.open("/given")
    browser.press("start")
    browser.press("continue", {"question": question, "email": email})
    browser.press("continue")
    done = browser.press("file")
    assert done.name == "confirmation", done.text
    return done


def links_to(page: Page, part: str) -> list[str]:
    """The links of a page with this in their address."""
    return [link for link in page.links if part in link]


def unread(page: Page) -> int:
    """How many unread notifications the header counts."""
    found = re.search(r'class="count-new"[^>]*>(\d+)<', page.html)
    return int(found[1]) if found else 0


def known(office: Browser) -> Browser:
    """Somebody signed in at an installation of the renewal."""
    token = signed_in(database_of(office), NUMBER, ENTRIES, at=MORNING)
    office.client.cookies.set("formgen", token)
    return office
