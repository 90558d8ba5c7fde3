"""The first page of a procedure, and beginning a dossier from it."""

from __future__ import annotations

import logging

from formgen.casework.accounts.people import needs_account, offers_account
from formgen.casework.beginning import TooManyBegun, begin_dossier
from formgen.casework.issuing import NotIssued
from formgen.casework.versions import Version
from formgen.language.values import add_duration
from formgen.rendering.html.views.account import AccountLink
from formgen.rendering.html.views.drafts import SavedView, StartView
from formgen.rendering.pdf.failures import PdfFailed
from formgen.storage.queries.sessions import hash_token, new_token
from formgen.web import admission
from formgen.web.account.setting import place_of
from formgen.web.addresses import Addresses
from formgen.web.calls import Call
from formgen.web.coming_back import account_for, coming_back, return_to
from formgen.web.house import Desk, House, around
from formgen.web.one_open import ACCOUNT
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Redirect, Reply, download
from formgen.web.requests import drafts_of
from formgen.web.signing import sign_in_address
from formgen.web.visitors import Visitor, visitor_of
from formgen.web.wizard import addresses_of, to_due

_log = logging.getLogger("formgen.web")
DRAFT = "draft"


async def show_start(house: House, call: Call, version: Version, language: str) -> Reply:
    """What the procedure is for, its drafts, and the button that begins."""
    visitor = await visitor_of(house, call)
    lines = await house.dossiers.drafts(visitor.owner) if visitor.owner else []
    own = [line for line in lines if line.procedure == version.procedure.id]
    pages = house.presentation.pages(version)
    view = StartView(
        around=around(call, version.procedure.languages, language, pages.wording(language).words),
        drafts=await drafts_of(house, visitor.owner, own, language),
        start=f"/{version.procedure.id}",
        return_to=return_to(version.procedure),
        sign_in=account_for(version.procedure) if visitor.account is None else "",
    )
    house.accompany(view.around, visitor.session, language)
    return Page(pages.show(view, language))


async def begin(house: House, call: Call, version: Version, language: str) -> Reply:
    """Begin a dossier; one just begun and still blank is taken instead, so that two presses make one."""
    await (await call.form()).close()
    visitor = await visitor_of(house, call)
    another = await admission.is_of_another_register(house, visitor, version.procedure)
    if another and needs_account(version.procedure):
        return Redirect(sign_in_address(f"/{version.procedure.id}", "other_account", version.procedure.id))
    token = ""
    if visitor.session is None:
        token = new_token()
        owner = hash_token(token)
    else:
        owner = visitor.owner
        by_account = visitor.account is not None and offers_account(version.procedure) and not another
        begun = await _begun_already(house, call, version, visitor, by_account=by_account)
        if begun is not None:
            return begun
    data = {"language": language} if visitor.session is None else None
    try:
        dossier = await begin_dossier(house.dossiers, version, owner, language, place_of(call), data)
    except TooManyBegun as fault:
        wait = fault.until - house.clock()
        _log.warning("too many requests were begun from one address; another can be in %s", wait)
        raise Refusal("too_many_begun", again=f"/{version.procedure.id}", wait=wait) from fault
    cookie = house.cookie(token) if token else b""
    return Redirect(Addresses(version.procedure.id, dossier).resume, cookie)


async def _begun_already(
    house: House, call: Call, version: Version, visitor: Visitor, *, by_account: bool
) -> Redirect | None:
    """To a draft to be gone on with instead: a blank one, or the only one that an account may have."""
    procedure = version.procedure
    rule = procedure.spec.one_open
    # Where there are no accounts, the browser stands for one.
    known = by_account or not offers_account(procedure)
    only_one = known and rule is not None and all(each.value == ACCOUNT for each in rule.per)
    # The second revision of an account's dossier only says whose it is.
    blank = 2 if by_account else 1
    for line in await house.dossiers.drafts(visitor.owner):
        if line.procedure != procedure.id:
            continue
        resume = Addresses(line.procedure, line.id).resume
        if only_one:
            return Redirect(f"{resume}?notice=draft_open_already")
        visit = await house.dossiers.visit(call.session, line.id)
        if visit is not None and visit.revision <= blank and visit.spec_digest == version.digest:
            return Redirect(resume)
    return None


async def download_list(house: House, call: Call, version: Version, name: str, language: str) -> Reply:
    """The list of documents as a PDF. Raises Refusal."""
    try:
        pdf = await house.issuing.list_of_documents(version, name, language)
    except NotIssued as fault:
        raise Refusal("not_found") from fault
    except PdfFailed as failure:
        raise Refusal("unavailable", again=call.path) from failure
    return download(pdf, "application/pdf", f"{version.procedure.id}-{name}.pdf")


def show_saved(desk: Desk) -> Reply:
    """After "save and leave": how long it is kept, and how to come back."""
    opened = desk.opened
    if not opened.is_draft:
        return to_due(desk)
    rule = opened.procedure.spec.retention.get(opened.row.state)
    until = ""
    if rule is not None:
        last = add_duration(opened.version.day_of(opened.row.saved_at), rule.after)
        until = desk.pages.wording(desk.language).formatter.dates.long(last)
    addresses = addresses_of(desk)
    links = [
        AccountLink(href=addresses.download_data, text=desk.words.get("data_of_request")),
        AccountLink(href=addresses.delete_draft, text=desk.words.get("delete_draft")),
    ]
    view = SavedView(around=desk.around(), until=until, resume=addresses.resume, links=links)
    view.coming_back = coming_back(desk)
    return Page(desk.pages.show(view, desk.language))
