"""Signing out, here or everywhere, and staying signed in."""

from __future__ import annotations

from formgen.rendering.html.views.account import AccountLink
from formgen.web.account import oidc
from formgen.web.account.setting import Setting
from formgen.web.replies import Redirect, Reply
from formgen.web.signing import safe_path


async def sign_out(setting: Setting) -> Reply:
    """End this browser's session."""
    await setting.form()
    following = await oidc.after_signing_out(setting)
    if setting.call.session:
        await setting.house.accounts.leave(setting.call.session)
    return Redirect(following)


async def sign_out_everywhere(setting: Setting) -> Reply:
    """End every other session of the account."""
    await setting.form()
    if setting.visitor.account is None:
        return Redirect(setting.sign_in("/account"))
    await setting.house.accounts.leave_everywhere(setting.visitor.account, setting.call.session)
    return Redirect("/account?notice=signed_out_everywhere")


async def stay(setting: Setting) -> Reply:
    """A sign of the person: reading the session has noted it already."""
    await setting.form()
    back = safe_path(setting.call.query.get("next", ""))
    if setting.visitor.account is None:
        return Redirect(setting.sign_in(back))
    return Redirect(back or "/account")


async def show_signed_out(setting: Setting) -> Reply:
    """Nobody is signed in any more."""
    words = setting.words
    links = [
        AccountLink(href="/account/sign-in", text=words.get("sign_in")),
        AccountLink(href="/", text=words.get("home")),
    ]
    return setting.show(
        setting.view("signed_out_title", paragraphs=[words.get("signed_out_text")], links=links)
    )
