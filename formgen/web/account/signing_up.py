"""From saying who one is to an account: the address of mail, typed twice, and the link that is sent to it."""

from __future__ import annotations

from formgen.casework.accounts.desk import Mails, Wanted
from formgen.casework.accounts.making import may_make_account
from formgen.casework.accounts.people import (
    account_entries,
    address_of,
    identifier_of,
    knowing_source,
    link_good_for,
    name_in,
    realm_of,
)
from formgen.rendering.html.views.account import AccountLink, AccountView
from formgen.rendering.mail import WrittenMail
from formgen.storage.queries.sessions import new_token
from formgen.web.account.changing import email_fields, email_typed
from formgen.web.account.setting import Setting, line, place_of
from formgen.web.house import Desk
from formgen.web.replies import Page, Redirect, Reply
from formgen.web.signing import sign_in_address
from formgen.web.visitors import NOBODY
from formgen.web.wizard import addresses_of, to_due


async def show(desk: Desk) -> Reply:
    """Asks for the address, or says that a mail is under way; nothing tells whether there is an account."""
    if not may_make_account(desk.opened):
        return to_due(desk)
    return _page(desk, _sent(desk) if desk.call.query.get("sent") == "yes" else _asking(desk))


async def ask(desk: Desk) -> Reply:
    """Send the link."""
    form = await desk.call.form()
    await form.close()
    if not may_make_account(desk.opened):
        return to_due(desk)
    typed = line(form, "email")
    view = _asking(desk, typed, line(form, "again"))
    fields = list(view.fields)
    # Who signs in with an address owns it: the link goes nowhere else.
    email = address_of(desk.opened.evaluation) or email_typed(form, _setting(desk), fields)
    if not email:
        view.failure = desk.words.get("error_summary_title", count=1)
        return _page(desk, view, 422)
    token = new_token()
    until = desk.house.clock() + link_good_for(desk.opened.procedure)
    wanted, place = _wanted(desk, email), place_of(desk.call)
    mails = _mails(desk, token)
    if not await desk.house.accounts.ask(wanted, place, token, until, mails):
        view.failure = desk.words.get("account_too_many_mails")
        return _page(desk, view, 429)
    return Redirect(f"{addresses_of(desk).make_account}?sent=yes")


def _wanted(desk: Desk, email: str) -> Wanted:
    opened, procedure = desk.opened, desk.opened.procedure
    return Wanted(
        realm=realm_of(procedure),
        identifier=identifier_of(opened.evaluation),
        email=email,
        name=name_in(opened.evaluation.facts.records.get(knowing_source(procedure))),
        entries=account_entries(desk.house.dossiers.pages(opened.version), opened.entries),
        language=desk.language,
        procedure=procedure.id,
        dossier=opened.id,
        owner=opened.row.owner,
    )


def _mails(desk: Desk, token: str) -> Mails:
    house, procedure = desk.house, desk.opened.procedure
    base = house.base_of(desk.call)
    link = f"{base}/account/link/{token}"
    confirm: WrittenMail | None = None
    account = procedure.spec.account
    if account is not None and account.confirm_email is not None:
        wording = desk.pages.wording(desk.language)
        message = account.confirm_email.message.value
        confirm = house.mails.of_message(message, wording, desk.opened.evaluation.frame, link)
    sign_in = base + sign_in_address(addresses_of(desk).resume)
    return Mails(
        confirm=confirm or house.letter("confirm", desk.language, link),
        known=house.letter("known", desk.language, sign_in),
    )


def _setting(desk: Desk) -> Setting:
    return Setting(desk.house, desk.call, NOBODY, desk.language, desk.opened.version)


def _page(desk: Desk, view: AccountView, status: int = 200) -> Page:
    return Page(desk.house.site.show(view, desk.language), status)


def _asking(desk: Desk, typed: str = "", again: str = "") -> AccountView:
    setting, words = _setting(desk), desk.words
    own = address_of(desk.opened.evaluation)
    text = words.get("account_email_own", email=own) if own else words.get("account_email_text")
    return _framed(
        desk,
        setting.view(
            "account_email_title",
            paragraphs=[text],
            fields=[] if own else email_fields(setting, "account_email", typed, again),
            button=words.get("account_send_link"),
            links=[_sign_in(desk)],
            back=addresses_of(desk).page("identify"),
        ),
    )


def _sent(desk: Desk) -> AccountView:
    words, here = desk.words, addresses_of(desk).make_account
    return _framed(
        desk,
        _setting(desk).view(
            "mail_sent_title",
            paragraphs=[words.get("mail_sent_text"), words.get("mail_sent_nothing")],
            links=[AccountLink(href=here, text=words.get("mail_sent_again")), _sign_in(desk)],
        ),
    )


def _sign_in(desk: Desk) -> AccountLink:
    return AccountLink(href=sign_in_address(addresses_of(desk).resume), text=desk.words.get("have_account"))


def _framed(desk: Desk, view: AccountView) -> AccountView:
    view.around.languages = desk.around().languages
    return view
