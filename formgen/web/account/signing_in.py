"""Signing in with a number and a password."""

from __future__ import annotations

from formgen.casework.accounts.entering import is_on
from formgen.casework.accounts.people import identifiers_typed, realm_of
from formgen.rendering.html.views.account import AccountField, AccountLink, AccountView
from formgen.web.account import factor, oidc
from formgen.web.account.setting import Setting, line
from formgen.web.replies import Page, Redirect, Reply


async def show(setting: Setting) -> Reply:
    """The page to sign in on; who is signed in already goes on."""
    if setting.visitor.account is not None and setting.call.query.get("notice") != "other_account":
        return Redirect(setting.next or "/account")
    return setting.show(_view(setting))


async def sign_in(setting: Setting) -> Reply:
    """Let in who knows the password. What is wrong is never said more precisely than "one of both"."""
    form = await setting.form()
    if "waiting" in form:
        return await factor.enter(setting, form)
    typed, password = line(form, "identifier"), form.get("password") or ""
    if not typed or not password:
        return setting.show(_missing(setting, typed, password))
    if setting.version is None:
        return _refused(setting, typed, "sign_in_wrong")
    procedure = setting.version.procedure
    comer = setting.comer()
    proven = await setting.house.accounts.prove(
        realm_of(procedure), identifiers_typed(procedure, typed), typed, password, comer
    )
    if proven == "too_many":
        return _refused(setting, typed, "sign_in_too_many", 429)
    if proven == "wrong":
        return _refused(setting, typed, "sign_in_wrong")
    if is_on(proven.account):
        return await factor.ask(setting, proven.account, proven.attempt)
    entered = await setting.house.accounts.enter(proven, comer)
    if entered is None:
        return _refused(setting, typed, "sign_in_wrong")
    return setting.entered(entered, setting.next or "/")


def _refused(setting: Setting, typed: str, why: str, status: int = 200) -> Page:
    view = _view(setting, typed)
    view.failure = setting.words.get(why)
    return setting.show(view, status)


def _missing(setting: Setting, typed: str, password: str) -> AccountView:
    view = _view(setting, typed)
    for each, given, words in zip(
        view.fields, (typed, password), ("identifier_empty", "password_empty"), strict=True
    ):
        if not given:
            each.error = setting.words.get(words)
    wrong = [each for each in view.fields if each.error]
    view.failure = setting.words.get("error_summary_title", count=len(wrong))
    return view


def _view(setting: Setting, typed: str = "") -> AccountView:
    words = setting.words
    said = {
        "again": "sign_in_again",
        "kept": "sign_in_kept",
        "kept_files": "sign_in_kept_files",
        "other_account": "sign_in_other_account",
    }
    notice = said.get(setting.call.query.get("notice", ""))
    if setting.version is None:
        return setting.view("sign_in_title", paragraphs=[words.get("sign_in_none")])
    procedure = setting.version.procedure.id
    return setting.view(
        "sign_in_title",
        paragraphs=[words.get(notice or "sign_in_text")],
        fields=[
            AccountField(
                name="identifier", label=setting.identifier_label(), value=typed, autocomplete="username"
            ),
            AccountField(
                name="password",
                label=words.get("password"),
                kind="password",
                autocomplete="current-password",
            ),
        ],
        button=words.get("sign_in"),
        links=[
            *oidc.sign_in_links(setting),
            AccountLink(href=f"/account/forgotten?for={procedure}", text=words.get("forgotten_link")),
            AccountLink(href=f"/{procedure}", text=words.get("no_account_yet")),
        ],
    )
