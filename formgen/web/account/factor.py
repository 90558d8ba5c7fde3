"""The second factor: turned on and off, and asked for after the password."""

from __future__ import annotations

import io

from formgen.casework.accounts.attempts import Attempt
from formgen.casework.accounts.entering import is_on
from formgen.rendering.html.views.account import AccountField, AccountView
from formgen.storage.queries.accounts import Account
from formgen.web.account.proving import (
    is_proven,
    present_password,
    signed_in_lately,
    ways_to_sign_in_again,
)
from formgen.web.account.setting import Setting, line, place_of
from formgen.web.forms import Form
from formgen.web.refusals import Refusal
from formgen.web.replies import Content, Redirect, Reply
from formgen.web.signing import sign_in_address


async def show(setting: Setting) -> Reply:
    """Whether it is on, and how to change that."""
    account = await setting.account()
    if not is_on(account):
        await setting.house.factors.secret_of(account, fresh=True)
    return setting.show(await _view(setting, await setting.account()))


async def turn(setting: Setting) -> Reply:
    """Turn it on, by the password and a code that it shows, or off, by a code."""
    form = await setting.form()
    account, code = await setting.account(), line(form, "code")
    words, factors = setting.words, setting.house.factors
    if is_on(account):
        outcome = await factors.turn_off(account.id, code, place_of(setting.call))
        if outcome == "off":
            return setting.show(
                setting.view("factor_title", paragraphs=[words.get("factor_is_off")], back="/account")
            )
    else:
        view = await _view(setting, account)
        # Who finds a browser open must not lock its person out.
        if not await is_proven(setting, account, form, view):
            return setting.show(view)
        codes = await factors.turn_on(account.id, code)
        if codes is not None:
            text = [words.get("factor_is_on"), words.get("factor_codes")]
            return setting.show(
                setting.view("factor_codes_title", paragraphs=text, codes=codes, back="/account")
            )
        outcome = "wrong"
    view = await _view(setting, account)
    view.failure = words.get("sign_in_too_many" if outcome == "too_many" else "factor_wrong")
    return setting.show(view)


async def picture(setting: Setting) -> Reply:
    """The secret as a QR code, while it is not in use yet. Raises Refusal."""
    import pyotp
    import segno

    account = await setting.account()
    if is_on(account):
        raise Refusal("not_found")
    secret = await setting.house.factors.secret_of(account)
    address = pyotp.TOTP(secret).provisioning_uri(
        name=account.identifier, issuer_name=setting.house.settings.title
    )
    image = io.BytesIO()
    segno.make(address, micro=False).save(image, kind="png", scale=5, border=4)
    return Content(image.getvalue(), "image/png", [(b"cache-control", b"no-store")])


async def ask(setting: Setting, account: Account, attempt: Attempt | None = None) -> Reply:
    """The page that asks for the code, shown to who knew the password."""
    return setting.show(asking(setting, await setting.house.factors.wait_for(account, attempt)))


async def enter(setting: Setting, form: Form) -> Reply:
    """Sign in by the code, on the page that asked for the password."""
    token = line(form, "waiting")
    outcome = await setting.house.factors.enter(token, line(form, "code"), setting.comer())
    if outcome == "expired":
        return Redirect(sign_in_address(setting.next, "again"))
    if outcome in ("wrong", "too_many"):
        view = asking(setting, token)
        view.failure = setting.words.get("sign_in_too_many" if outcome == "too_many" else "factor_wrong")
        return setting.show(view, 429 if outcome == "too_many" else 200)
    assert not isinstance(outcome, str), "words are answered above"
    return setting.entered(outcome, setting.next or "/")


def _code(setting: Setting) -> AccountField:
    words = setting.words
    label, hint = words.get("factor_code"), words.get("factor_code_hint")
    return AccountField(name="code", label=label, hint=hint, autocomplete="one-time-code")


def asking(setting: Setting, token: str, action: str = "") -> AccountView:
    """The page that asks for the code of who is waited for under a token; `action`: where it is posted to."""
    return setting.view(
        "factor_title",
        fields=[_code(setting)],
        hidden={"waiting": token},
        action=action,
        button=setting.words.get("sign_in"),
    )


async def _view(setting: Setting, account: Account) -> AccountView:
    words = setting.words
    if is_on(account):
        return setting.view(
            "factor_title",
            paragraphs=[words.get("factor_is_on")],
            fields=[_code(setting)],
            button=words.get("factor_off"),
            back="/account",
        )
    known = account.password_hash is not None
    if not known and not signed_in_lately(setting):
        return setting.view(
            "factor_title",
            paragraphs=[words.get("factor_text"), words.get("sign_in_again_first")],
            links=await ways_to_sign_in_again(setting, account),
            back="/account",
        )
    secret = await setting.house.factors.secret_of(account)
    key = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    return setting.view(
        "factor_title",
        paragraphs=[words.get("factor_text"), words.get("factor_scan", secret=key)],
        picture="/account/second-factor/code.png",
        picture_alt=words.get("factor_picture"),
        fields=[_code(setting), *([present_password(setting)] if known else [])],
        button=words.get("factor_on"),
        back="/account",
    )
