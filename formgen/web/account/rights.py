"""What a person may ask of what is held about them: a copy of all of it, and the deletion of the account."""

from __future__ import annotations

from formgen.casework.accounts.attempts import DATA_OF_PERSON, admitted
from formgen.casework.rights.erasing import erase_account
from formgen.rendering.html.views.account import AccountLink, AccountView
from formgen.storage.queries.accounts import Account
from formgen.storage.queries.dossier_lines import count_filed
from formgen.web.account.proving import (
    is_proven,
    present_password,
    signed_in_lately,
    ways_to_sign_in_again,
)
from formgen.web.account.setting import Setting
from formgen.web.data_index import archive_name, index_writer
from formgen.web.replies import Redirect, Reply, begun, download

ZIP = "application/zip"
DELETE = "delete"


async def show_data(setting: Setting) -> Reply:
    """Says what the copy holds, and asks who wants it."""
    return setting.show(await _data(setting, await setting.account()))


async def download_data(setting: Setting) -> Reply:
    """Everything held about the person, as a zip."""
    form, account = await setting.form(), await setting.account()
    view = await _data(setting, account)
    if not await is_proven(setting, account, form, view):
        return setting.show(view)
    house, at = setting.house, setting.house.clock()
    if not await house.dossiers.database.write(
        lambda connection: admitted(connection, at, [(DATA_OF_PERSON, account.id)])
    ):
        view.failure = setting.words.get("data_too_often")
        return setting.show(view, 429)
    pieces = house.exports.of_account(account, setting.language, index_writer(house, setting.language))
    return download(await begun(pieces), ZIP, archive_name(setting.words, house.clock()))


async def show_deletion(setting: Setting) -> Reply:
    """Says what goes and what stays, and asks who wants it."""
    return setting.show(await _deletion(setting, await setting.account()))


async def delete_account(setting: Setting) -> Reply:
    """Delete the account and all that is the person's own."""
    form, account = await setting.form(), await setting.account()
    view = await _deletion(setting, account)
    if form.get("do") != DELETE or not await is_proven(setting, account, form, view):
        return setting.show(view)
    await erase_account(
        setting.house.dossiers, account, setting.letter("deleted", "", after="mail_deleted_why")
    )
    return Redirect("/account/deleted")


async def show_deleted(setting: Setting) -> Reply:
    """The account is gone."""
    words = setting.words
    links = [AccountLink(href="/", text=words.get("home"))]
    return setting.show(
        setting.view("account_deleted_title", paragraphs=[words.get("account_deleted_text")], links=links)
    )


async def _data(setting: Setting, account: Account) -> AccountView:
    words = setting.words
    paragraphs = [words.get("data_text"), words.get("data_not_in_it"), words.get("data_keep_safe")]
    return await _asking(setting, account, "data_title", paragraphs, "data_download")


async def _deletion(setting: Setting, account: Account) -> AccountView:
    words = setting.words
    filed = await setting.house.dossiers.database.read(lambda connection: count_filed(connection, account.id))
    paragraphs = [words.get("delete_account_goes")]
    if filed:
        paragraphs.append(words.get("delete_account_stays", count=filed))
    paragraphs.append(words.get("delete_account_mail", email=account.email))
    view = await _asking(setting, account, "delete_account_title", paragraphs, "delete_account")
    view.do, view.danger = DELETE, True
    view.links = [*view.links, AccountLink(href="/account/data", text=words.get("data_title"))]
    return view


async def _asking(
    setting: Setting, account: Account, title: str, paragraphs: list[str], button: str
) -> AccountView:
    """A page that does something once the person has shown who they are."""
    words = setting.words
    view = setting.view(title, paragraphs=paragraphs, back="/account")
    if account.password_hash is not None:
        view.fields = [present_password(setting)]
        view.button = words.get(button)
    elif signed_in_lately(setting):
        view.button = words.get(button)
    else:
        view.paragraphs = [*paragraphs, words.get("sign_in_again_first")]
        view.links = await ways_to_sign_in_again(setting, account)
    return view
