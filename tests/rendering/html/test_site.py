"""Pages beside those of questions, in every language.

1. Every view has a page, in English and French, that the Nu validator accepts; so has every page of the
   renewal and of a procedure with every kind of question.
2. Values are escaped, and HTML given as HTML is not.
3. A long number is shown in groups and read as one.
4. An error page says its status and what to do; every kind of error has words in both languages.
5. The size of a file is written as readers of the language expect.
6. A language that formgen does not speak still gets a page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import Markup

from formgen.compiler.catalogues import Words
from formgen.compiler.procedure import Procedure
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.site import TEMPLATES, Site
from formgen.rendering.html.views.account import AccountField, AccountLink, AccountView
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.data_index import DataIndexView, DataRequest
from formgen.rendering.html.views.drafts import Draft, SavedView, StartView
from formgen.rendering.html.views.errors import Changed, ConflictView, ErrorView
from formgen.rendering.html.views.filed import ConfirmationView, Download, NumberView
from formgen.rendering.html.views.portal import (
    Category,
    HelpView,
    InformationView,
    PortalView,
    ServiceContact,
    Tile,
)
from formgen.rendering.html.views.questions import PageView, RemoveView, StopView
from formgen.rendering.html.views.review import Blocker, DeclarationView, ReviewView
from formgen.rendering.html.views.space import NoticeRow, NoticeView, Part, Request, SpaceView
from tests.rendering.html.given import evaluated, procedure_of, tree_of
from tests.rendering.html.test_filling import FRIEND, RECORD, RENEWAL
from tests.tools.nu import Message

AROUND = Around(languages=["fr"], person="Zoë & <Max>", notice="Saved.", query="back=review")
CHANGED = [Changed(label="Phone", stored="06", typed="")]
DRAFTS = [
    Draft(title="A draft", href="/d", saved_on="today"),
    Draft(
        title="Brouillon", href="/e", where="Step 1 of 2: You", until="May", delete="/e/delete", language="fr"
    ),
]
PAPERS = [Download(title="Zoë & <Max>", href="/p", size=48_000)]
REQUESTS = [
    Request(
        title="Filed <one>", href="/f", state="Looked at", number="<1>", filed_on="May", downloads=PAPERS
    ),
    Request(title="Fini", href="/g", state="Clos", closed=True, filed_on="May", files=PAPERS, language="fr"),
]
NOTICES = [
    NoticeRow(title="News <1>", href="/n", topic="Decision", on="May"),
    NoticeRow(title="Nouvelle", href="/o", topic="Plan", on="May", opened_on="June", language="fr"),
]
PART = Part(page=2, pages=3, before="/1", after="/3")
SHOWN: list[Any] = [
    PortalView(
        around=AROUND,
        drafts=DRAFTS,
        requests=REQUESTS,
        notices=NOTICES[:1],
        space="/account/space",
        categories=[
            Category(
                title="Permits",
                tiles=[
                    Tile(title="Renew", summary="Free.", href="/r", language="fr"),
                    Tile(title="Ask"),
                ],
            )
        ],
    ),
    SpaceView(
        around=AROUND,
        drafts=DRAFTS,
        requests=REQUESTS,
        notices=NOTICES,
        drafts_part=PART,
        requests_part=PART,
        notices_part=PART,
    ),
    SpaceView(around=AROUND),
    NoticeView(
        around=AROUND,
        title="News <1>",
        topic="Decision",
        on="May",
        opened_on="June",
        text=Markup("<p>Go <b>there</b>.</p>"),
        downloads=PAPERS,
        about="Renewal",
        number="<1>",
        request="/f",
        language="fr",
        direction="ltr",
    ),
    HelpView(
        around=AROUND,
        accounts=True,
        services=[
            ServiceContact(
                name="Office <1>",
                address="Street",
                email="a@b.example",
                phone="01 23",
                procedures=["Renewal"],
                language="fr",
            )
        ],
    ),
    StartView(around=AROUND, drafts=DRAFTS, list_of_documents="/list.pdf"),
    StopView(
        around=AROUND, title="Not here", text=Markup("<p>Go <b>there</b>.</p>"), go_to="/there", back="/b"
    ),
    RemoveView(around=AROUND, name="Zoë & <Max>", back="/b"),
    ReviewView(
        around=AROUND,
        register_changed=[("Name", "A", "B")],
        blockers=[Blocker(text="Mend it.", href="/p#f-x")],
        warnings=[Blocker(text="Look at it.", href="/p#f-y")],
        declarations=[
            DeclarationView(
                name="declarations.truthful", text=Markup("All <em>true</em>."), errors=["Tick it."]
            )
        ],
    ),
    ConfirmationView(
        around=AROUND,
        title="Filed",
        number="5901202611240000332",
        filed_on="24 November 2026",
        text=Markup("<ul><li>Wait.</li></ul>"),
        downloads=[Download(title="Receipt", href="/r.pdf", size=48_000)],
    ),
    NumberView(
        around=AROUND, number="5901202611240000332", known=True, filed_on="24 November 2026", service="Office"
    ),
    NumberView(around=AROUND, number="<1>", known=False),
    SavedView(around=AROUND, until="24 December 2026", resume="/r"),
    ErrorView(around=AROUND, status=404, kind="not_found"),
    ConflictView(around=AROUND, changed=CHANGED, again="/a"),
    AccountView(around=AROUND, title="Signed <out>", links=[AccountLink(href="/", text="Home")]),
    AccountView(
        around=Around(person="Zoë & <Max>", sign_out="/o", stay="/s", ends_at="14:05", ends_in=1800),
        title="Sign in",
        paragraphs=["One.", "Two."],
        failure="Wrong",
        fields=[
            AccountField(name="identifier", label="Number", value='"<1>', error="Empty", hint="10 digits"),
            AccountField(name="password", label="Password", kind="password", autocomplete="new-password"),
        ],
        hidden={"waiting": "a"},
        button="Go on",
        more=[AccountLink(href="/account/sign-out", text="Out")],
        picture="/p.png",
        picture_alt="QR code",
        codes=["abc-def"],
        back="/account",
    ),
    DataIndexView(site="<Site>", made_at="24 November 2026 10:30"),
    DataIndexView(
        site="<Site>",
        made_at="24 November 2026 10:30",
        person="Zoë & <Max>",
        identifier="5903006620",
        email="zoe@example.org",
        json="account.json",
        requests=[
            DataRequest(
                title="Renew <it>",
                json="2026%20Renew/request.json",
                number="1",
                started_at="24 November 2026 10:30",
                filed_at="24 November 2026 10:35",
                files=[("a & b.pdf", "2026%20Renew/files/a%20%26%20b.pdf"), ("gone.pdf", "")],
                issued=[("receipt", "2026%20Renew/issued/receipt-en.pdf"), ("gone", "")],
            ),
            DataRequest(title="A draft", json="draft/request.json"),
        ],
    ),
    InformationView(around=AROUND, title="Accessibility", text=Markup("<p>Text.</p>")),
]


@pytest.fixture(scope="module")
def renewal() -> Procedure:
    return procedure_of(RENEWAL)


def every_page(procedure: Procedure, name: str) -> list[tuple[str, str]]:
    site = Site("Trials & <Errors>")
    pages: ProcedurePages = site.procedure(procedure)
    records: dict[str, Any] = {"permit_register": RECORD} if name == "renewal" else {}
    entries: dict[str, Any] = FRIEND if name == "renewal" else {}
    evaluation = evaluated(procedure, entries, records=records)
    found = []
    for language in ("en", "fr"):
        for page in procedure.pages.values():
            if page.kind in ("orientation", "identify", "preamble", "page"):
                view = pages.page_view(
                    page.id, language, evaluation, entries, around=AROUND, with_errors=True
                )
                view.back, view.leave, view.to_review = "/back", True, True
                found.append((f"{name} {page.id} {language}", pages.page(page.id, view, language)))
        found += [(f"{name} {type(view).__name__} {language}", pages.show(view, language)) for view in SHOWN]
    return found


def test_every_page_is_valid(
    kitchen_sink: Procedure,
    renewal: Procedure,
    validate_html: Callable[[list[tuple[str, str]]], list[Message]],
) -> None:
    """Requirement 1."""
    assert {type(view) for view in SHOWN} == set(TEMPLATES)
    pages = [*every_page(kitchen_sink, "kitchen sink"), *every_page(renewal, "renewal")]
    assert len(pages) > 70
    assert validate_html(pages) == []


def test_values_are_escaped(kitchen_pages: ProcedurePages) -> None:
    """Requirement 2."""
    for view in SHOWN:
        tree = tree_of(kitchen_pages.show(view, "en"))
        assert not tree.xpath("//max | //site | //it")
        if isinstance(view, DataIndexView):
            # It stands alone, outside the frame.
            assert "<Site>" in tree.xpath("//main")[0].text_content()
            continue
        assert "Zoë & <Max>" in tree.xpath("//p[@class='account']")[0].text_content()
    stop = tree_of(kitchen_pages.show(next(each for each in SHOWN if isinstance(each, StopView)), "en"))
    assert stop.xpath("//main//p/b")[0].text == "there"


def test_the_number_is_grouped(kitchen_pages: ProcedurePages) -> None:
    """Requirement 3."""
    view = next(each for each in SHOWN if isinstance(each, ConfirmationView))
    number = tree_of(kitchen_pages.show(view, "en")).xpath("//p[@class='number']/bdi")[0]
    assert [each.text for each in number] == ["5901", "2026", "1124", "0000", "332"]
    assert number.text_content() == "5901202611240000332"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_error_pages(language: str) -> None:
    """Requirement 4."""
    words = Words(language)
    keys = frozenset(words.keys())
    kinds = {key.removesuffix("_text") for key in keys if key.replace("_text", "_title") in keys}
    assert {
        "not_found",
        "bad_request",
        "too_large",
        "server_error",
        "unavailable",
        "method_not_allowed",
    } <= kinds
    site = Site("Trials")
    for kind in ("not_found", "bad_request", "method_not_allowed"):
        tree = tree_of(site.show(ErrorView(around=Around(), status=400, kind=kind), language))
        assert tree.xpath("//h1")[0].text == words.get(f"{kind}_title")
        assert tree.xpath("//p[@class='status']")[0].text == "400"


def test_sizes(kitchen_pages: ProcedurePages) -> None:
    """Requirement 5."""
    view = next(each for each in SHOWN if isinstance(each, ConfirmationView))
    assert "48 kB" in kitchen_pages.show(view, "en")
    assert "48\u202fko" in kitchen_pages.show(view, "fr")


def test_an_unknown_language(kitchen_pages: ProcedurePages) -> None:
    """Requirement 6."""
    assert tree_of(kitchen_pages.show(SHOWN[1], "ja")).get("lang") == "en"
    assert tree_of(Site("Trials").show(SHOWN[0], "ja")).get("lang") == "ja"


def test_a_change_of_language_keeps_the_address(
    kitchen_pages: ProcedurePages, kitchen_sink: Procedure
) -> None:
    """Requirement 1."""
    view = PageView(frame=evaluated(kitchen_sink, {}).frame, around=AROUND)
    links = tree_of(kitchen_pages.page("words", view, "en")).xpath("//ul[@class='languages']//a/@href")
    assert links == ["?back=review&language=fr"]
