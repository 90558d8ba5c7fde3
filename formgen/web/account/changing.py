"""What a person can change about their account."""

from __future__ import annotations

from formgen.language.fields.base import Unreadable
from formgen.language.fields.email import read_email
from formgen.rendering.html.views.account import AccountField, AccountLink, AccountView
from formgen.storage.queries.sessions import new_token
from formgen.web.account import oidc_connecting
from formgen.web.account.choosing import chosen, password_fields
from formgen.web.account.proving import is_right, present_password
from formgen.web.account.setting import Setting, line, place_of
from formgen.web.forms import Form
from formgen.web.replies import Redirect, Reply


async def show_account(setting: Setting) -> Reply:
    """What the account holds, and where it is changed."""
    account, words = await setting.account(), setting.words
    pages = (
        ("/account/space", "account_to_portal"),
        ("/account/password", "account_password"),
        ("/account/email", "account_change_email"),
        ("/account/second-factor", "account_factor"),
        ("/account/data", "data_title"),
        ("/account/delete", "delete_account"),
    )
    to_connect, to_disconnect = await oidc_connecting.buttons(setting)
    view = setting.view(
        "account_title",
        paragraphs=[words.get("account_text", identifier=account.identifier, email=account.email)],
        links=[*(AccountLink(href=href, text=words.get(key)) for href, key in pages), *to_connect],
        more=[
            *to_disconnect,
            AccountLink(href="/account/sign-out-everywhere", text=words.get("sign_out_everywhere")),
        ],
    )
    return setting.show(view)


async def show_password(setting: Setting) -> Reply:
    """Asks for the present password and a new one."""
    return setting.show(_password(setting))


async def change_password(setting: Setting) -> Reply:
    """Another password."""
    form, account = await setting.form(), await setting.account()
    view = _password(setting)
    fields = list(view.fields)
    password = chosen(form, fields[1:], setting.words, account.identifier, account.email)
    if not await is_right(setting, account, form):
        fields[0].error = setting.words.get("password_wrong")
        password = ""
    if not password:
        return _wrong(setting, view)
    told = setting.letter("changed", "", after="mail_change_not_you")
    await setting.house.accounts.change_password(account, password, setting.call.session, told)
    return Redirect("/account?notice=password_changed")


async def show_email(setting: Setting) -> Reply:
    """Asks for another address, or says that both mails are under way."""
    if setting.call.query.get("sent") == "yes":
        text = setting.words.get("change_email_sent")
        return setting.show(setting.view("mail_sent_title", paragraphs=[text], back="/account"))
    return setting.show(_email(setting))


async def change_email(setting: Setting) -> Reply:
    """Ask the old and the new address whether it is to be changed."""
    form, account = await setting.form(), await setting.account()
    view = _email(setting, line(form, "email"), line(form, "again"))
    fields = list(view.fields)
    email = email_typed(form, setting, fields)
    if not await is_right(setting, account, form):
        fields[-1].error = setting.words.get("password_wrong")
        email = ""
    if not email:
        return _wrong(setting, view)
    house, tokens = setting.house, (new_token(), new_token())
    address = f"{house.base_of(setting.call)}/account/link/"
    mails = (
        setting.letter("change", address + tokens[0], text="mail_change_old", after="mail_change_not_you"),
        setting.letter("change", address + tokens[1], text="mail_change_new"),
    )
    if not await house.emails.ask(account, email, place_of(setting.call), tokens, mails):
        view.failure = setting.words.get("account_too_many_mails")
        return setting.show(view, 429)
    return Redirect("/account/email?sent=yes")


def email_fields(setting: Setting, label: str, typed: str = "", again: str = "") -> list[AccountField]:
    """An address, twice."""
    words = setting.words
    return [
        AccountField(name="email", label=words.get(label), kind="email", value=typed, autocomplete="email"),
        AccountField(
            name="again",
            label=words.get("account_email_again"),
            kind="email",
            value=again,
            autocomplete="email",
        ),
    ]


def email_typed(form: Form, setting: Setting, fields: list[AccountField]) -> str:
    """The address that was typed twice; "" with what is wrong noted beside the lines."""
    typed, again = line(form, "email"), line(form, "again")
    try:
        email = read_email(typed)
    except Unreadable:
        fields[0].error = setting.words.get("account_email_wrong")
        return ""
    if email is None or typed != again:
        fields[1].error = setting.words.get("account_email_differs")
        return ""
    return email


def _wrong(setting: Setting, view: AccountView) -> Reply:
    count = sum(1 for each in view.fields if each.error)
    view.failure = setting.words.get("error_summary_title", count=count)
    return setting.show(view)


def _password(setting: Setting) -> AccountView:
    words = setting.words
    return setting.view(
        "account_password",
        fields=[present_password(setting), *password_fields(words)],
        button=words.get("password_save"),
        back="/account",
    )


def _email(setting: Setting, typed: str = "", again: str = "") -> AccountView:
    words = setting.words
    return setting.view(
        "change_email_title",
        paragraphs=[words.get("change_email_text")],
        fields=[*email_fields(setting, "change_email_new", typed, again), present_password(setting)],
        button=words.get("account_send_link"),
        back="/account",
    )
