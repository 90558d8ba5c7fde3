"""What the links of mails lead to: shown by GET, since scanners of mail open links; used by POST."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import urlencode

from formgen.casework.accounts.desk import CONFIRM, NEW, OLD, RESET, Known
from formgen.casework.accounts.entering import Entered
from formgen.casework.accounts.people import identifiers_typed, realm_of
from formgen.rendering.html.views.account import AccountField, AccountLink, AccountView
from formgen.storage.errors import ConstraintBroken
from formgen.storage.queries.sessions import hash_token, new_token
from formgen.web.account.choosing import chosen, password_fields
from formgen.web.account.oidc_connecting import on_the_way
from formgen.web.account.setting import Setting, line, place_of
from formgen.web.addresses import Addresses
from formgen.web.replies import Page, Redirect, Reply

ANSWERED_AFTER: Final = 0.25
"""Seconds after which a forgotten password is answered, whether there is an account or not."""


async def show(setting: Setting) -> Reply:
    """What a link is good for."""
    token = setting.call.segments[2]
    known = await setting.house.accounts.look_at(token)
    return setting.show(_view(setting, known), 200 if known.state == "good" else 410)


async def use(setting: Setting) -> Reply:
    """Use a link."""
    token = setting.call.segments[2]
    form = await setting.form()
    known = await setting.house.accounts.look_at(token)
    if known.state != "good" or known.link is None:
        return await show(setting)
    view = _view(setting, known)
    if known.link.purpose in (OLD, NEW):
        return await _change_email(setting, token)
    password = chosen(form, list(view.fields), setting.words, *await _personal(setting, known))
    if not password:
        view.failure = setting.words.get("error_summary_title", count=1)
        return setting.show(view)
    if known.link.purpose == CONFIRM:
        return await _confirm(setting, token, password, known)
    told = setting.letter("changed", "")
    outcome = await setting.house.accounts.reset(token, password, setting.comer(), told)
    if isinstance(outcome, Entered):
        return setting.entered(outcome, "/account?notice=password_changed")
    return Redirect(setting.sign_in("/account")) if outcome is not None else await show(setting)


async def _personal(setting: Setting, known: Known) -> list[str]:
    """What others know of the person that a link is for."""
    named = known.link.account if known.link is not None else None
    account = await setting.house.accounts.account(named) if named is not None else None
    if account is not None:
        return [account.identifier, account.email]
    return [known.data[name] for name in ("identifier", "email") if name in known.data]


async def _confirm(setting: Setting, token: str, password: str, known: Known) -> Reply:
    try:
        entered = await setting.house.accounts.confirm(token, password, setting.comer())
    except ConstraintBroken:
        return setting.show(_exists(setting), 409)
    if entered is None:
        return await show(setting)
    procedure, dossier = known.data["procedure"], known.data["dossier"]
    claimed = await setting.house.dossiers.visit(hash_token(entered.token), dossier)
    path = Addresses(procedure, dossier).resume if claimed is not None else "/"
    return setting.entered(entered, await on_the_way(setting, f"{path}?notice=account_made"))


async def _change_email(setting: Setting, token: str) -> Reply:
    outcome = await setting.house.emails.confirm(token)
    if outcome is None:
        return await show(setting)
    words = setting.words
    text = words.get("change_email_done" if outcome == "changed" else "change_email_half")
    links = [AccountLink(href="/account", text=words.get("account_title"))]
    return setting.show(setting.view("change_email_title", paragraphs=[text], links=links))


def _exists(setting: Setting) -> AccountView:
    words = setting.words
    return setting.view(
        "account_exists_title",
        paragraphs=[words.get("account_exists_text")],
        links=[AccountLink(href=setting.sign_in(), text=words.get("sign_in"))],
    )


def _view(setting: Setting, known: Known) -> AccountView:
    words, link = setting.words, known.link
    if known.state != "good" or link is None:
        return _dead(setting, known)
    if link.purpose == CONFIRM:
        text = words.get("confirm_text", email=known.data["email"], identifier=known.data["identifier"])
        return setting.view(
            "confirm_title",
            paragraphs=[text],
            fields=password_fields(words),
            button=words.get("confirm_button"),
        )
    if link.purpose == RESET:
        return setting.view(
            "forgotten_title", fields=password_fields(words), button=words.get("password_save")
        )
    return setting.view(
        "change_email_confirm_title",
        paragraphs=[words.get("change_email_confirm", email=known.data["email"])],
        button=words.get("change_email_button"),
    )


def _dead(setting: Setting, known: Known) -> AccountView:
    """Why a link is no longer good, and where another one is asked for."""
    words, purpose = setting.words, known.link.purpose if known.link is not None else ""
    links = [AccountLink(href="/account/sign-in", text=words.get("sign_in"))]
    if purpose == CONFIRM:
        address = Addresses(known.data["procedure"], known.data["dossier"]).make_account
        links.insert(0, AccountLink(href=address, text=words.get("link_new")))
    elif purpose in (OLD, NEW):
        links.insert(0, AccountLink(href="/account/email", text=words.get("link_new")))
    else:
        links.insert(0, AccountLink(href="/account/forgotten", text=words.get("link_new")))
    return setting.view("link_dead_title", paragraphs=[words.get(f"link_{known.state}")], links=links)


async def show_forgotten(setting: Setting) -> Reply:
    """Asks for whom a new password is wanted."""
    if setting.call.query.get("sent") == "yes":
        return setting.show(setting.view("mail_sent_title", paragraphs=[setting.words.get("forgotten_sent")]))
    return setting.show(_forgotten(setting))


async def send_forgotten(setting: Setting) -> Reply:
    """Send the link, if there is somebody to send it to; the answer is the same."""
    form = await setting.form()
    typed = line(form, "identifier")
    view = _forgotten(setting, typed)
    if not typed or setting.version is None:
        view.failure = setting.words.get("identifier_empty")
        return setting.show(view)
    procedure, token = setting.version.procedure, new_token()
    house = setting.house
    written = setting.letter("reset", f"{house.base_of(setting.call)}/account/link/{token}")
    identifiers = identifiers_typed(procedure, typed)
    place = place_of(setting.call)
    # Asking for a mail takes a moment; so does finding nobody, or the time would tell.
    moment = asyncio.create_task(asyncio.sleep(ANSWERED_AFTER))
    asked = await house.accounts.forgotten(realm_of(procedure), identifiers, typed, place, token, written)
    await moment
    if not asked:
        return _too_many(setting, view)
    return Redirect(f"/account/forgotten?{urlencode({**setting.parameters, 'sent': 'yes'})}")


def _too_many(setting: Setting, view: AccountView) -> Page:
    view.failure = setting.words.get("account_too_many_mails")
    return setting.show(view, 429)


def _forgotten(setting: Setting, typed: str = "") -> AccountView:
    words = setting.words
    return setting.view(
        "forgotten_title",
        paragraphs=[words.get("forgotten_text")],
        fields=[
            AccountField(
                name="identifier", label=setting.identifier_label(), value=typed, autocomplete="username"
            )
        ],
        button=words.get("account_send_link"),
        back=setting.sign_in(),
    )
