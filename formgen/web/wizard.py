"""Pages of questions: shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from formgen.casework.accounts.people import offers_account
from formgen.compiler.procedure import Page as ProcedurePage
from formgen.rendering.html.documents import paper_key
from formgen.rendering.html.views.documents import StoredFile
from formgen.rendering.html.views.questions import PageView, StopView
from formgen.storage.queries.sessions import is_browser
from formgen.web.addresses import STOP, Addresses
from formgen.web.house import Desk
from formgen.web.replies import Page, Redirect, Reply
from formgen.web.signing import sign_in_address

REVIEW = "review"


def addresses_of(desk: Desk) -> Addresses:
    """The addresses of the dossier on the table."""
    return Addresses(desk.opened.procedure.id, desk.opened.id)


def stored_files(desk: Desk) -> dict[str, list[StoredFile]]:
    """The files of the dossier by the key of their paper."""
    addresses = addresses_of(desk)
    found: dict[str, list[StoredFile]] = {}
    for file in desk.opened.files:
        key = paper_key(file.document, file.item or "", file.alternative or "provided")
        shown = StoredFile(id=file.id, name=file.name, size=file.size, address=addresses.file(file.id))
        found.setdefault(key, []).append(shown)
    return found


def to_due(desk: Desk, notice: str = "") -> Redirect:
    """To the page that is due: at a stop the page that tells of it, once filed the confirmation."""
    addresses = addresses_of(desk)
    if not desk.opened.is_draft:
        return Redirect(addresses.page("confirmation"))
    if desk.opened.standing.wants_account:
        return Redirect(addresses.make_account)
    due = desk.opened.standing.due()
    back = REVIEW if desk.back_to_review and due is not None and due.kind != REVIEW else ""
    return Redirect(addresses.page(STOP if due is None else due.id, back=back, notice=notice))


def show_page(desk: Desk, page: ProcedurePage) -> Reply:
    """A page of questions as it is kept."""
    opened = desk.opened
    if not opened.is_draft:
        return to_due(desk)
    if not opened.standing.may_open(page):
        return to_due(desk, notice="not_due")
    entries: Mapping[str, Any] = opened.entries
    saved = page.id in opened.answers.saved
    if not saved:
        entries = {**opened.procedure.defaults(opened.evaluation, page.id), **entries}
    with_errors = opened.standing.is_wrong(page) and (saved or desk.back_to_review)
    view = page_view(desk, page, entries, with_errors=with_errors)
    return Page(desk.pages.encoded_page(page.id, view, desk.language))


def page_view(
    desk: Desk,
    page: ProcedurePage,
    entries: Mapping[str, Any],
    *,
    with_errors: bool,
    refused: Mapping[str, Sequence[str]] | None = None,
) -> PageView:
    """What a page shows, with where it leads."""
    opened = desk.opened
    view = desk.pages.page_view(
        page.id,
        desk.language,
        opened.evaluation,
        entries,
        around=desk.around(),
        with_errors=with_errors,
        stored=stored_files(desk) if page.documents else None,
        refused=refused,
    )
    view.revision = opened.revision
    view.leave = True
    view.back = back_of(desk, page)
    view.to_review = not desk.back_to_review and _seen_review(desk)
    if page.kind == "identify" and is_browser(opened.row.owner) and offers_account(opened.procedure):
        view.sign_in = sign_in_address(addresses_of(desk).resume)
    if page.kind == "preamble":
        preamble = opened.procedure.spec.preamble
        listed = preamble.list_of_documents if preamble is not None else None
        view.download = f"/{opened.procedure.id}/{listed.value}.pdf" if listed is not None else ""
    return view


def back_of(desk: Desk, page: ProcedurePage) -> str:
    """Where the link back leads: to the review if the person came from there, else to the page before."""
    addresses = addresses_of(desk)
    if desk.back_to_review:
        return addresses.page(REVIEW)
    before = desk.opened.standing.before(page)
    return f"/{desk.opened.procedure.id}" if before is None else addresses.page(before.id)


def _seen_review(desk: Desk) -> bool:
    review = desk.opened.procedure.pages.get(REVIEW)
    return review is not None and desk.opened.standing.may_open(review)


def show_stop(desk: Desk) -> Reply:
    """The end of a journey that cannot go on."""
    opened = desk.opened
    stop = opened.evaluation.stop
    standing = opened.standing
    if stop is None or not opened.is_draft or standing.wants_account or standing.due() is not None:
        return to_due(desk)
    wording, scope, frame = desk.pages.wording(desk.language), opened.procedure.scope, opened.evaluation.frame
    address, title = _elsewhere(desk, stop.spec.go_to)
    view = StopView(
        around=desk.around(),
        title=wording.text(stop.spec.title, scope).text(frame),
        text=wording.text(stop.spec.text, scope, "rich").html(frame),
        go_to=address,
        go_to_title=title,
        back=addresses_of(desk).page(stop.page),
    )
    return Page(desk.pages.show(view, desk.language))


def _elsewhere(desk: Desk, go_to: str | None) -> tuple[str, str]:
    """Where a stop sends people: a link as it stands, a procedure only if it is served here."""
    if go_to is None:
        return "", ""
    if "://" in go_to:
        return go_to, ""
    version = desk.house.versions.current.get(go_to)
    if version is None:
        return "", ""
    wording = desk.house.presentation.wording(version, desk.language)
    title = wording.text(version.procedure.spec.title, version.procedure.scope).text([])
    return f"/{go_to}", title
