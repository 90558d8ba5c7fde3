"""Choosing a password: the two lines to type it into, and what is wrong with them."""

from __future__ import annotations

from formgen.casework.accounts.passwords import fault_of
from formgen.compiler.catalogues import Words
from formgen.rendering.html.views.account import AccountField
from formgen.web.forms import Form


def password_fields(words: Words) -> list[AccountField]:
    """A new password, twice; never filled in, whatever was typed before."""
    return [
        AccountField(
            name="password",
            label=words.get("password_new"),
            hint=words.get("password_hint"),
            kind="password",
            autocomplete="new-password",
        ),
        AccountField(
            name="again", label=words.get("password_again"), kind="password", autocomplete="new-password"
        ),
    ]


def chosen(form: Form, fields: list[AccountField], words: Words, *personal: str) -> str:
    """The password that was chosen; "" with what is wrong noted beside the lines."""
    password, again = form.get("password") or "", form.get("again") or ""
    fault = fault_of(password, *personal)
    by_name = {each.name: each for each in fields}
    if fault:
        by_name["password"].error = words.get(fault)
    elif password != again:
        by_name["again"].error = words.get("password_differs")
    else:
        return password
    return ""
