"""What scripts add to a page, under the page's own Content Security Policy.

1. What depends on an answer of the page shows and hides as the answer is given, as the server would decide; a
   label by cases changes with it.
2. A box that excludes the others unticks them, and is unticked by them; one word can be said, not two.
3. A long list is searched by typing, by keyboard alone, and posts the option's value.
4. A chosen file is sent at once with the rest of the form; a refusal is shown without losing what was typed.
5. The focus goes to the summary of errors, and its links to the controls.
6. A form is not sent twice by two quick presses.
7. Pages of every kind are accessible, at 320 and 1280 px, light and dark.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, Request, Route, expect

from formgen.compiler.procedure import Procedure
from formgen.rendering.html.pages import ProcedurePages
from formgen.rendering.html.site import Site
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.documents import DocumentView, Paper, StoredFile
from formgen.rendering.html.views.errors import SummaryLine
from formgen.rendering.html.views.questions import Entries, PageView
from tests.rendering.html.given import KITCHEN_SINK, evaluated, procedure_of

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'"
)


@dataclass
class Served:
    """Pages behind http://pages.test/, and the posts that came in (the body of each)."""

    site: Site
    procedure: Procedure
    pages: ProcedurePages
    html: dict[str, str] = field(default_factory=dict)
    posts: list[str] = field(default_factory=list)
    answer: tuple[int, str] = (200, "")

    def open(self, page: Page, id: str, view: PageView) -> None:
        """Show a page of the procedure."""
        self.html[id] = self.pages.page(id, view, "en")
        page.route("http://pages.test/**", self.fulfil)
        page.goto(f"http://pages.test/{id}")
        page.wait_for_load_state("load")

    def fulfil(self, route: Route, request: Request) -> None:
        path = request.url.removeprefix("http://pages.test/").partition("?")[0]
        asset = self.site.assets.get(path.removeprefix("assets/"))
        if request.method == "POST":
            self.posts.append((request.post_data_buffer or b"").decode("utf-8", "replace"))
            status, html = self.answer
            self._page(route, status, html or self.html[path])
        elif asset is not None:
            route.fulfill(body=asset.body, content_type=asset.media_type)
        else:
            self._page(route, 200, self.html[path])

    def _page(self, route: Route, status: int, html: str) -> None:
        route.fulfill(
            status=status,
            body=html,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": POLICY},
        )


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return procedure_of(KITCHEN_SINK)


@pytest.fixture
def served(procedure: Procedure) -> Served:
    site = Site("Trials")
    return Served(site, procedure, site.procedure(procedure))


def blank(served: Served, **values: object) -> PageView:
    frame = evaluated(served.procedure, {}).frame
    return PageView(frame=frame, around=Around(languages=["fr"]), **values)  # type: ignore[arg-type]  # - a test's own keywords


def test_answers_show_and_hide(page: Page, served: Served) -> None:
    """Requirement 1."""
    hidden = frozenset({"sure_note", "dog_name", "pet=cat"})
    served.open(page, "options", blank(served, hidden=hidden))
    note, cat = page.locator("#field-f-sure_note"), page.locator("[value=cat]")
    label = page.locator("[data-cases='pet label']").first
    expect(note).to_be_hidden()
    expect(label).to_have_text("Which pet?")
    page.locator("[name=sure][value=yes]").check()
    expect(cat).to_be_visible()
    expect(label).to_have_text("Which pet, for sure?")
    expect(page.locator("[data-optional=pet]")).to_be_hidden()
    page.locator("[name=sure][value=no]").check()
    expect(note).to_be_visible()
    expect(cat).to_be_hidden()
    expect(page.locator("[data-optional=pet]")).to_be_visible()
    expect(page.locator("[name=dog_name]")).to_be_hidden()
    page.locator("[name=pet][value=dog]").check()
    expect(page.locator("[name=dog_name]")).to_be_visible()


def test_what_stands_in_a_hidden_group_counts_as_empty(page: Page, served: Served) -> None:
    """Requirement 1."""
    entries = Entries({"spouse.first_name": "Ann"})
    served.open(page, "couple", blank(served, hidden=frozenset({"spouse"}), entries=entries))
    expect(page.locator("[name='spouse.first_name']")).to_be_hidden()
    page.locator("[name=together][value=yes]").check()
    expect(page.locator("[name='spouse.first_name']")).to_have_value("Ann")
    expect(page.locator("[name='spouse.first_name']")).to_be_visible()


def test_words_said_instead(page: Page, served: Served) -> None:
    """Requirements 1 and 2."""
    served.open(page, "words", blank(served, hidden=frozenset({"why_none"})))
    none, lost = page.locator("[name='code?'][value=none]"), page.locator("[name='code?'][value=lost]")
    none.check()
    expect(page.locator("[name=why_none]")).to_be_visible()
    lost.check()
    expect(none).not_to_be_checked()
    expect(page.locator("[name=why_none]")).to_be_hidden()


def test_exclusive_boxes(page: Page, served: Served) -> None:
    """Requirement 2."""
    served.open(page, "options", blank(served, entries=Entries({"pains": ["head", "back"]})))
    page.locator("[value=none][name=pains]").check()
    expect(page.locator("[value=head]")).not_to_be_checked()
    page.locator("[value=head]").check()
    expect(page.locator("[value=none][name=pains]")).not_to_be_checked()
    expect(page.locator("[value=head]")).to_be_checked()


def test_a_list_is_searched_by_keyboard(page: Page, served: Served) -> None:
    """Requirement 3."""
    served.open(page, "options", blank(served))
    box = page.get_by_role("combobox", name="Country").first
    box.focus()
    page.keyboard.type("cote")
    expect(page.get_by_role("option", name="Côte d’Ivoire")).to_be_visible()
    page.keyboard.press("Enter")
    expect(box).to_have_value("Côte d’Ivoire")
    expect(page.locator("select[name=land]")).to_have_value("CIV")
    box.fill("nowhere at all")
    page.keyboard.press("Tab")
    expect(page.locator("select[name=land]")).to_have_value("")
    box.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")


def paper(**values: object) -> dict[str, list[DocumentView]]:
    only = Paper(key="identity::card", title="Identity card", max_files=2, **values)  # type: ignore[arg-type]  # - a test's own keywords
    return {"identity": [DocumentView(path="documents.identity", title="Proof of identity", papers=[only])]}


def choose(page: Page, name: str, content: bytes) -> None:
    file: FilePayload = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.set_input_files("[name='file:identity::card']", files=[file])


def test_a_file_is_sent_at_once(page: Page, served: Served) -> None:
    """Requirement 4."""
    served.open(page, "papers", blank(served, documents=paper()))
    page.locator("[name=by_code][value=no]").check()
    choose(page, "card.pdf", b"%PDF-")
    page.wait_for_event("load")
    assert len(served.posts) == 1
    assert 'name="do"\r\n\r\nupload' in served.posts[0]
    assert 'name="by_code"\r\n\r\nno' in served.posts[0]
    assert 'filename="card.pdf"' in served.posts[0]


def test_a_refusal_keeps_what_was_typed(page: Page, served: Served) -> None:
    """Requirement 4."""
    served.open(page, "papers", blank(served, documents=paper()))
    refused = blank(
        served,
        documents=paper(errors=["The file is empty."], files=[StoredFile(id="a", name="old.pdf", size=5)]),
        entries=Entries({"by_code": "yes", "photo_code": "123"}),
        summary=[SummaryLine(target="p-identity::card", text="The file is empty.")],
    )
    served.answer = (422, served.pages.page("papers", refused, "en"))
    choose(page, "e.pdf", b"")
    expect(page.locator("#summary")).to_be_focused()
    expect(page.locator("[name=photo_code]")).to_have_value("123")
    # The new content is alive as well.
    page.locator("[name=by_code][value=no]").check()
    expect(page.locator("[name=photo_code]")).to_be_hidden()


def test_the_summary_is_read_first_and_leads_to_the_controls(page: Page, served: Served) -> None:
    """Requirement 5."""
    lines = [
        SummaryLine(target="f-day", text="Enter a day."),
        SummaryLine(target="f-guests", text="Enter guests."),
    ]
    served.open(page, "numbers", blank(served, errors={"day": ["Enter a day."]}, summary=lines))
    expect(page.locator("#summary")).to_be_focused()
    page.get_by_role("link", name="Enter a day.").click()
    expect(page.locator("[name='day.day']")).to_be_focused()


def test_two_presses_send_once(page: Page, served: Served) -> None:
    """Requirement 6."""
    served.open(page, "numbers", blank(served))
    page.evaluate("""() => {
        window.sent = 0;
        document.addEventListener("submit", event => {
            if (!event.defaultPrevented) window.sent += 1;
            event.preventDefault();
        });
        const button = document.querySelector("button.main");
        button.click(); button.click();
    }""")
    assert page.evaluate("() => window.sent") == 1


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(
    new_context: Callable[..., BrowserContext],
    assert_accessible: Callable[[Page], None],
    served: Served,
    width: int,
    scheme: str,
) -> None:
    """Requirement 7."""
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    errors = {name: ["Mend it."] for name in ("family_name", "day", "pet", "pains", "home", "terms")}
    for id in ("who", "words", "numbers", "options", "family", "couple"):
        served.open(page, id, blank(served, errors=errors, warnings={"nickname": ["Rare."]}, step=2, steps=4))
        assert_accessible(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    served.open(page, "papers", blank(served, documents=paper(errors=["Mend it."])))
    assert_accessible(page)


def test_the_form_posts_what_the_server_reads(page: Page, served: Served) -> None:
    """Requirement 3."""
    served.open(page, "options", blank(served))
    page.get_by_role("combobox", name="Country").first.fill("Switzerland")
    page.keyboard.press("Enter")
    page.locator("[name=terms]").check()
    page.locator("button.main").click()
    page.wait_for_load_state("load")
    posted = parse_qs(served.posts[0])
    assert posted["land"] == ["CHE"]
    assert posted["terms"] == ["yes"]
    assert posted["do"] == ["continue"]


SEED = 2026
HIDDEN = """() => [...document.querySelectorAll("[data-field][hidden], [data-option][hidden]")]
    .map(each => each.dataset.field ?? each.dataset.option)"""


@pytest.mark.parametrize("id", ["options", "couple", "words", "papers"])
def test_scripts_decide_as_the_server_does(page: Page, served: Served, id: str) -> None:
    """Requirement 1."""
    chance = random.Random(SEED)
    choices: dict[str, list[object]] = {
        "sure": [None, "yes", "no"], "pet": [None, "dog", "cat"], "together": [None, "yes", "no"],
        "code?": [None, "none", "lost"], "by_code": [None, "yes", "no"], "photo_code": [None, "123"],
    }  # fmt: skip
    for _ in range(8):
        drawn = {name: chance.choice(values) for name, values in choices.items()}
        entries = {name: value for name, value in drawn.items() if value is not None}
        evaluation = evaluated(served.procedure, entries)
        view = served.pages.page_view(id, "en", evaluation, entries, around=Around(), with_errors=False)
        served.open(page, id, view)
        page.wait_for_timeout(50)
        hidden = page.evaluate(HIDDEN)
        fields = {
            path for path in view.hidden if served.procedure.fields[path.partition("=")[0]].parent is None
        }
        assert fields <= set(hidden), entries
        assert set(hidden) <= view.hidden, entries
