"""Connecting an identity with an account: asked of who is signed in to it, and done by nothing else."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from formgen.rendering.html.views.account import AccountLink, AccountView
from formgen.web.account.oidc_cookies import browser_in
from formgen.web.account.setting import Setting
from formgen.web.replies import Redirect, Reply

CONNECT: Final = "/account/oidc/connect"


async def show(setting: Setting) -> Reply:
    """Ask whether to connect, or to sign in first."""
    found = await setting.house.identities.waiting(_browser(setting))
    provider = setting.house.providers.get(found.provider) if found is not None else None
    if found is None or provider is None:
        return setting.show(_over(setting), 410)
    words, label = setting.words, provider.terms.label
    who = [words.get("oidc_connect_who", provider=label, name=found.name)] if found.name else []
    if setting.visitor.account is None:
        return setting.show(_asking_to_sign_in(setting, label, who))
    account = await setting.account()
    sure = words.get("oidc_connect_sure", provider=label, identifier=account.identifier)
    view = setting.view(
        "oidc_connect_title",
        paragraphs=[*who, sure],
        button=words.get("oidc_connect_button", provider=label),
        links=[AccountLink(href=setting.next or "/account", text=words.get("oidc_connect_not"))],
    )
    return setting.show(view)


async def connect(setting: Setting) -> Reply:
    """Connect."""
    await setting.form()
    if setting.visitor.account is None:
        return Redirect(setting.sign_in(_here(setting)))
    told = setting.letter("connected", "", after="mail_change_not_you")
    outcome = await setting.house.identities.connect(_browser(setting), setting.visitor.account, told)
    if outcome == "expired":
        return setting.show(_over(setting), 410)
    words = setting.words
    text = words.get("oidc_connected_other" if outcome == "other" else "oidc_connected")
    links = [
        AccountLink(href=setting.next or "/", text=words.get("oidc_go_on")),
        AccountLink(href="/account", text=words.get("account_title")),
    ]
    view = setting.view("oidc_connect_title", paragraphs=[text], links=links)
    return setting.show(view, 409 if outcome == "other" else 200)


async def disconnect(setting: Setting, issuer: str) -> Reply:
    """Undo it, for everybody of a provider who is connected with the account that is signed in."""
    await setting.form()
    if setting.visitor.account is None:
        return Redirect(setting.sign_in("/account"))
    await setting.house.identities.disconnect(setting.visitor.account, issuer)
    return Redirect("/account")


async def buttons(setting: Setting) -> tuple[list[AccountLink], list[AccountLink]]:
    """For the page of the account: links that connect, and buttons that disconnect."""
    if setting.visitor.account is None or not setting.house.providers:
        return [], []
    connected = await setting.house.identities.issuers_of(setting.visitor.account)
    to_connect, to_disconnect = [], []
    for name, provider in setting.house.providers.items():
        label, path = provider.terms.label, f"/account/oidc/{name}"
        if provider.terms.issuer in connected:
            text = setting.words.get("oidc_disconnect", provider=label)
            to_disconnect.append(AccountLink(href=f"{path}/disconnect", text=text))
        else:
            text = setting.words.get("oidc_connect_button", provider=label)
            to_connect.append(AccountLink(href=f"{path}?next=/account", text=text))
    return to_connect, to_disconnect


async def on_the_way(setting: Setting, following: str) -> str:
    """Where who has just made an account goes on: by connecting what waits for it, if anything does."""
    if await setting.house.identities.waiting(_browser(setting)) is None:
        return following
    return f"{CONNECT}?{urlencode({'next': following})}"


def _browser(setting: Setting) -> str:
    return browser_in(setting.call.scope["headers"], secure=setting.house.secure)


def _here(setting: Setting) -> str:
    return f"{CONNECT}?{urlencode({'next': setting.next})}" if setting.next else CONNECT


def _asking_to_sign_in(setting: Setting, label: str, who: list[str]) -> AccountView:
    words = setting.words
    sign_in = setting.sign_in(_here(setting))
    links = [AccountLink(href=sign_in, text=words.get("oidc_password"))]
    if setting.version is not None:
        procedure = setting.version.procedure.id
        links.append(AccountLink(href=f"/{procedure}", text=words.get("no_account_yet")))
    text = words.get("oidc_connect_new", provider=label)
    view = setting.view("oidc_connect_title", paragraphs=[*who, text], links=links)
    # Every way to sign in leads back here, where it is asked once more: signing in alone connects nothing.
    view.around.sign_in = sign_in
    return view


def _over(setting: Setting) -> AccountView:
    words = setting.words
    links = [AccountLink(href=setting.sign_in(), text=words.get("sign_in"))]
    return setting.view("oidc_connect_title", paragraphs=[words.get("oidc_connect_over")], links=links)
