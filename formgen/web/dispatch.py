"""From the address of a request to what answers it.

| address | what |
|---|---|
| `/` | the portal |
| `/PROCEDURE` | its first page; POST begins a dossier |
| `/PROCEDURE/NAME.pdf` | a list of documents |
| `/PROCEDURE/DOSSIER` | goes on where it is due |
| `/PROCEDURE/DOSSIER/PAGE` | a page; also `review`, `confirmation`, `no-further`, `save-and-leave` |
| `/PROCEDURE/DOSSIER/make-account` | the address of mail for an account |
| `/PROCEDURE/DOSSIER/PAGE/LIST/ITEM` | an item of a list; then one of its pages, or `remove-item` |
| `/PROCEDURE/DOSSIER/handed-in/FILE` | a file handed in |
| `/PROCEDURE/DOSSIER/issued-pdfs/NAME.pdf` | a PDF issued |
| `/check/CODE` | what may be told of a PDF |
| `/assets/…` | styles, scripts, pictures |
| `/account…` | signing in and what belongs to it: `formgen.web.account` |
| `/accessibility`, `/data` | statements |
| `/dev/mailbox…` | the mails, in development only |
"""

from __future__ import annotations

from formgen.casework.accounts.people import needs_account
from formgen.casework.versions import VersionMissing
from formgen.storage.errors import DossierMissing
from formgen.web import (
    admission,
    confirmation,
    items,
    kept,
    mailbox,
    portal,
    removing,
    review,
    saving,
    start,
    wizard,
)
from formgen.web.account import answer_account, signing_up
from formgen.web.addresses import ACCOUNT, DEVELOPMENT, FILES, ISSUED, LEAVE, MAKE_ACCOUNT, REMOVE, STOP
from formgen.web.assets import asset
from formgen.web.calls import Call
from formgen.web.house import Desk, House
from formgen.web.refusals import Refusal
from formgen.web.replies import Redirect, Reply
from formgen.web.signing import SignInWanted
from formgen.web.speaking import change_language, language_of
from formgen.web.visitors import visitor_of

PDF = ".pdf"
QUESTIONS = frozenset({"orientation", "identify", "preamble", "page"})


async def answer(house: House, call: Call) -> Reply:
    """The reply to a request. Raises Refusal, and what reading its form raises."""
    segments = call.segments
    if call.scope["query_string"] and "language" in call.query and call.method != "POST":
        return await change_language(house, call)
    try:
        return await _answer(house, call, segments)
    except SignInWanted:
        return await kept.to_sign_in(house, call)


async def _answer(house: House, call: Call, segments: list[str]) -> Reply:
    if segments[0] == ACCOUNT:
        return await answer_account(house, call)
    if segments[0] == DEVELOPMENT and house.settings.development:
        _only_reading(call)
        return await mailbox.show_mailbox(house, call, segments[1:], await language_of(house, call))
    if len(segments) > 2:
        return await _dossier(house, call, segments) if segments[0] != "assets" else _asset(house, call)
    first = segments[0]
    if len(segments) == 1 and first == "":
        _only_reading(call)
        return await portal.show_portal(house, call, await language_of(house, call))
    if first in house.versions.current:
        return await _procedure(house, call, segments)
    if first == confirmation.CHECK and len(segments) == 2:
        _only_reading(call)
        return await confirmation.show_number(house, call, segments[1], await language_of(house, call))
    if first in portal.INFORMATION and len(segments) == 1:
        _only_reading(call)
        return portal.show_information(house, call, first, await language_of(house, call))
    if first == "assets":
        return _asset(house, call)
    raise Refusal("not_found")


def _only_reading(call: Call) -> None:
    if call.method == "POST":
        raise Refusal("method_not_allowed")


def _asset(house: House, call: Call) -> Reply:
    _only_reading(call)
    return asset(house, call.path)


async def _procedure(house: House, call: Call, segments: list[str]) -> Reply:
    version = house.versions.current[segments[0]]
    if len(segments) == 2:
        _only_reading(call)
        if segments[1].endswith(PDF):
            language = await language_of(house, call, version)
            return await start.download_list(house, call, version, segments[1].removesuffix(PDF), language)
        return wizard.to_due(await open_dossier(house, call, segments), notice=call.query.get("notice", ""))
    language = await language_of(house, call, version)
    if call.method == "POST":
        return await start.begin(house, call, version, language)
    return await start.show_start(house, call, version, language)


async def open_dossier(house: House, call: Call, segments: list[str]) -> Desk:
    """The dossier that an address names, if it is this browser's. Raises Refusal, SignInWanted."""
    if not call.session:
        _let_sign_in(house, segments)
        raise Refusal(
            "session_lost", again=f"/{segments[0]}" if segments[0] in house.versions.current else ""
        )
    visit = await house.dossiers.visit(call.session, segments[1])
    if visit is None or visit.procedure != segments[0]:
        if (await visitor_of(house, call)).account is None:
            _let_sign_in(house, segments)
        raise Refusal("not_found")
    if house.lasting.is_over(visit, house.clock()):
        raise SignInWanted
    await house.seen(visit, call.session)
    try:
        opened = await house.dossiers.open(visit, segments[1], call.session)
    except (DossierMissing, VersionMissing) as fault:
        raise Refusal("not_found") from fault
    language = house.spoken(opened.version, call, visit)
    desk = Desk(house, call, visit, opened, language, house.presentation.pages(opened.version))
    await admission.admit_once(desk)
    return desk


def _let_sign_in(house: House, segments: list[str]) -> None:
    """A dossier that nobody here may see may be that of an account. Raises SignInWanted."""
    version = house.versions.current.get(segments[0])
    if version is not None and needs_account(version.procedure):
        raise SignInWanted


def _remembered(house: House, call: Call, segments: list[str]) -> Desk | None:
    """The dossier that an address names as it is in memory, for a page of questions to be saved."""
    found = house.dossiers.remembered(segments[1], call.session)
    if found is None:
        return None
    visit, opened = found
    if house.lasting.is_over(visit, house.clock()):
        return None
    page = opened.procedure.pages.get(segments[2])
    if opened.procedure.id != segments[0] or page is None or page.kind not in QUESTIONS:
        return None
    language = house.spoken(opened.version, call, visit)
    pages = house.presentation.pages(opened.version)
    return Desk(house, call, visit, opened, language, pages, verified=False)


async def _dossier(house: House, call: Call, segments: list[str]) -> Reply:
    if len(segments) == 3:
        desk = _remembered(house, call, segments) if call.method == "POST" else None
        return await _page(desk or await open_dossier(house, call, segments), segments[2])
    desk = await open_dossier(house, call, segments)
    if len(segments) == 4:
        _only_reading(call)
        if segments[2] == FILES:
            return await confirmation.download_file(desk, segments[3])
        if segments[2] == ISSUED and segments[3].endswith(PDF):
            return await confirmation.download_issued(desk, segments[3].removesuffix(PDF))
        raise Refusal("not_found")
    page = desk.opened.procedure.pages.get(segments[2])
    if page is None or len(segments) > 6:
        raise Refusal("not_found")
    inner = segments[5] if len(segments) == 6 else ""
    place = items.Place(desk, page, segments[3], segments[4], "" if inner == REMOVE else inner)
    typed = kept.posted_here(desk) if call.method != "POST" and inner != REMOVE else None
    if typed is not None:
        item_reply = await items.save_item(place, typed)
        await kept.let_go(desk)
        return item_reply
    if call.method != "POST":
        return removing.show_removal(place) if inner == REMOVE else items.show_item(place)
    form = await call.form()
    return await (removing.remove_item(place, form) if inner == REMOVE else items.save_item(place, form))


async def _page(desk: Desk, name: str) -> Reply:
    page = desk.opened.procedure.pages.get(name)
    posted = desk.call.method == "POST"
    if name == MAKE_ACCOUNT:
        return await (signing_up.ask(desk) if posted else signing_up.show(desk))
    if page is not None and page.kind == "identify" and desk.opened.standing.holder == "known" and posted:
        return await admission.identify_again(desk, page)
    if page is not None and page.kind in QUESTIONS:
        if not posted:
            typed = kept.posted_here(desk)
            if typed is not None:
                reply = await saving.take_up(desk, page, typed)
                await kept.let_go(desk)
                return reply
            return wizard.show_page(desk, page)
        form = await desk.call.form()
        try:
            return await saving.save_page(desk, page, form)
        finally:
            await form.close()
    if page is not None and page.kind == "review":
        return await review.save_review(desk, await desk.call.form()) if posted else review.show_review(desk)
    _only_reading(desk.call)
    if page is not None and page.kind == "confirmation":
        return confirmation.show_confirmation(desk)
    if name == STOP:
        return wizard.show_stop(desk)
    if name == LEAVE:
        return start.show_saved(desk)
    if name == "":
        return Redirect(wizard.addresses_of(desk).resume)
    raise Refusal("not_found")
