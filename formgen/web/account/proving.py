"""Showing once more who one is, before what a browser left open must not allow to somebody else.

Who has a password types it again. Who signs in at an identity provider only must have done so a moment ago.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from formgen.casework.accounts.attempts import Attempt
from formgen.rendering.html.views.account import AccountField, AccountLink, AccountView
from formgen.storage.queries.accounts import Account, issuers_of
from formgen.web.account.setting import Setting, place_of
from formgen.web.forms import Form

PRESENT: Final = "current"
"""The name of the line for the present password."""
LATELY: Final = timedelta(minutes=10)


def present_password(setting: Setting) -> AccountField:
    """The line for the present password."""
    return AccountField(
        name=PRESENT,
        label=setting.words.get("password_current"),
        kind="password",
        autocomplete="current-password",
    )


async def is_right(setting: Setting, account: Account, form: Form) -> bool:
    """Whether the present password is right; after too many tries it no longer is."""
    house, at = setting.house, setting.house.clock()
    attempt = Attempt(place_of(setting.call), f"current {account.id}")
    if not await house.dossiers.database.write(lambda connection: attempt.admit(connection, at)):
        return False
    right = await house.accounts.hasher.verify(account.password_hash, form.get(PRESENT) or "")
    if right:
        await house.dossiers.database.write(lambda connection: attempt.succeeded(connection, at))
    return right


def signed_in_lately(setting: Setting) -> bool:
    """Whether the person has signed in a moment ago."""
    session = setting.visitor.session
    if session is None or session.signed_in_at is None:
        return False
    return timedelta(0) <= setting.house.clock() - session.signed_in_at < LATELY


async def ways_to_sign_in_again(setting: Setting, account: Account) -> list[AccountLink]:
    """The providers at which this person can sign in anew, to come back to the page that asks for it."""
    issuers = await setting.house.dossiers.database.read(
        lambda connection: issuers_of(connection, account.id)
    )
    return [
        AccountLink(
            href=f"/account/oidc/{name}?{urlencode({'next': setting.call.path})}",
            text=setting.words.get("sign_in_again_with", provider=provider.terms.label),
        )
        for name, provider in setting.house.providers.items()
        if provider.terms.issuer in issuers
    ]


async def is_proven(setting: Setting, account: Account, form: Form, view: AccountView) -> bool:
    """Whether it is the person; what is missing is said on the page."""
    if account.password_hash is None:
        if not signed_in_lately(setting):
            view.failure = setting.words.get("sign_in_again_first")
    elif not await is_right(setting, account, form):
        for field in view.fields:
            if field.name == PRESENT:
                field.error = setting.words.get("password_wrong")
        view.failure = setting.words.get("error_summary_title", count=1)
    return not view.failure
