"""From the address of a request to what answers it.

| address | what |
|---|---|
| `/` | the portal |
| `/PROCEDURE` | its first page; POST begins a dossier |
| `/PROCEDURE/NAME.pdf` | a list of documents |
| `/PROCEDURE/return`, `/PROCEDURE/return-code`, `/PROCEDURE/found-requests` | a request is found again |
| `/PROCEDURE/DOSSIER` | goes on where it is due |
| `/PROCEDURE/DOSSIER/PAGE` | a page; also `review`, `confirmation`, `no-further`, `save-and-leave` |
| `/PROCEDURE/DOSSIER/delete-draft` | asks whether the draft is to be deleted; POST deletes it |
| `/PROCEDURE/DOSSIER/make-account` | the address of mail for an account |
| `/PROCEDURE/DOSSIER/PAGE/LIST/ITEM` | an item of a list; then one of its pages, or `remove-item` |
| `/PROCEDURE/DOSSIER/handed-in/FILE` | a file handed in |
| `/PROCEDURE/DOSSIER/issued-pdfs/NAME.pdf` | a PDF issued |
| `/check/CODE` | what may be told of a PDF |
| `/assets/…` | styles, scripts, pictures |
| `/account…` | signing in and what belongs to it: `formgen.web.account` |
| `/accessibility`, `/data` | statements |
| `/dev/mailbox…` | the mails, in development only |

Nothing answers that does not stand in a table here, in `dossier_pages` or in `formgen.web.account`:
`addresses` lists them all, and the tests hold each to who may see it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Final

from formgen.web import confirmation, items, kept, mailbox, portal, removing, returning, start, wizard
from formgen.web.account import account_addresses, answer_account
from formgen.web.addresses import (
    ACCOUNT,
    DEVELOPMENT,
    FILES,
    FOUND,
    ISSUED,
    REMOVE,
    RESERVED,
    RETURN,
    RETURN_CODE,
)
from formgen.web.assets import asset
from formgen.web.calls import Call
from formgen.web.dossier_pages import BESIDE, PAGES
from formgen.web.house import House
from formgen.web.one_open import ResumeInstead
from formgen.web.opening import open_dossier, remembered
from formgen.web.refusals import Refusal
from formgen.web.replies import Redirect, Reply
from formgen.web.routes import Address, Route
from formgen.web.signing import SignInWanted
from formgen.web.speaking import change_language, language_of

PDF = ".pdf"
ASSETS: Final = "assets"

Handler = Callable[[House, Call], Awaitable[Reply]]


def addresses() -> Iterator[Address]:
    """Every address that is answered, with the methods taken there."""
    for pattern, route in ROUTES.items():
        if pattern == _PAGE:
            yield from (each.at(f"{_DOSSIER}/{name.upper()}") for name, each in PAGES.items())
            yield from (each.at(f"{_DOSSIER}/{name}") for name, each in BESIDE.items())
        elif pattern == _ACCOUNT:
            yield from account_addresses()
        else:
            yield route.at(pattern)


async def answer(house: House, call: Call) -> Reply:
    """The reply to a request. Raises Refusal, and what reading its form raises."""
    if call.scope["query_string"] and "language" in call.query and call.method != "POST":
        return await change_language(house, call)
    route = ROUTES.get(_pattern(house, call.segments))
    if route is None:
        raise Refusal("not_found")
    try:
        return await route.handler(call.method)(house, call)
    except SignInWanted:
        return await kept.to_sign_in(house, call)
    except ResumeInstead as found:
        return Redirect(found.address)


_PROCEDURE: Final = "/PROCEDURE"
_DOSSIER: Final = "/PROCEDURE/DOSSIER"
_PAGE: Final = "/PROCEDURE/DOSSIER/PAGE"
_FILE: Final = f"{_DOSSIER}/{FILES}/FILE"
_ISSUED: Final = f"{_DOSSIER}/{ISSUED}/NAME.pdf"
_ITEM: Final = "/PROCEDURE/DOSSIER/PAGE/LIST/ITEM"
_ITEM_PAGE: Final = "/PROCEDURE/DOSSIER/PAGE/LIST/ITEM/PAGE"
_REMOVE_ITEM: Final = f"/PROCEDURE/DOSSIER/PAGE/LIST/ITEM/{REMOVE}"
_ACCOUNT: Final = "/account"


def _pattern(house: House, segments: list[str]) -> str:
    """The pattern of ROUTES that an address has, "" for none."""
    first, count = segments[0], len(segments)
    if count > 2 and first not in RESERVED:
        return _pattern_in_dossier(segments)
    if first in house.versions.current:
        if count == 1:
            return _PROCEDURE
        if segments[1] in BACK:
            return f"/PROCEDURE/{segments[1]}"
        return "/PROCEDURE/NAME.pdf" if segments[1].endswith(PDF) else _DOSSIER
    if first == ACCOUNT:
        return _ACCOUNT
    if first == ASSETS:
        return "/assets/FILE"
    if first == DEVELOPMENT:
        return "/dev/mailbox" if house.settings.development else ""
    if first == confirmation.CHECK:
        return "/check/CODE" if count == 2 else ""
    return f"/{first}" if count == 1 else ""


def _pattern_in_dossier(segments: list[str]) -> str:
    count = len(segments)
    if count == 3:
        return _PAGE
    if count == 4:
        if segments[2] == FILES:
            return _FILE
        return _ISSUED if segments[2] == ISSUED and segments[3].endswith(PDF) else ""
    if count == 5:
        return _ITEM
    if count == 6:
        return _REMOVE_ITEM if segments[5] == REMOVE else _ITEM_PAGE
    return ""


async def _portal(house: House, call: Call) -> Reply:
    return await portal.show_portal(house, call, await language_of(house, call))


async def _start(house: House, call: Call) -> Reply:
    version = house.versions.current[call.segments[0]]
    return await start.show_start(house, call, version, await language_of(house, call, version))


async def _begin(house: House, call: Call) -> Reply:
    version = house.versions.current[call.segments[0]]
    return await start.begin(house, call, version, await language_of(house, call, version))


async def _list(house: House, call: Call) -> Reply:
    version = house.versions.current[call.segments[0]]
    language = await language_of(house, call, version)
    return await start.download_list(house, call, version, call.segments[1].removesuffix(PDF), language)


async def _resume(house: House, call: Call) -> Reply:
    desk = await open_dossier(house, call, call.segments)
    return wizard.to_due(desk, notice=call.query.get("notice", ""))


async def _number(house: House, call: Call) -> Reply:
    return await confirmation.show_number(house, call, call.segments[1], await language_of(house, call))


async def _information(house: House, call: Call) -> Reply:
    return await portal.show_information(house, call, call.segments[0], await language_of(house, call))


async def _asset(house: House, call: Call) -> Reply:
    return asset(house, call.path)


async def _mailbox(house: House, call: Call) -> Reply:
    return await mailbox.show_mailbox(house, call, call.segments[1:], await language_of(house, call))


async def _page(house: House, call: Call) -> Reply:
    segments = call.segments
    desk = remembered(house, call, segments) if call.method == "POST" else None
    desk = desk or await open_dossier(house, call, segments)
    page = desk.opened.procedure.pages.get(segments[2])
    if page is not None:
        return await PAGES[page.kind].handler(call.method)(desk, page)
    beside = BESIDE.get(segments[2])
    if beside is None:
        raise Refusal("not_found")
    return await beside.handler(call.method)(desk)


async def _download_file(house: House, call: Call) -> Reply:
    return await confirmation.download_file(await open_dossier(house, call, call.segments), call.segments[3])


async def _download_issued(house: House, call: Call) -> Reply:
    desk = await open_dossier(house, call, call.segments)
    return await confirmation.download_issued(desk, call.segments[3].removesuffix(PDF))


async def _place(house: House, call: Call) -> items.Place:
    """An item, or one of its pages. Raises Refusal."""
    segments = call.segments
    desk = await open_dossier(house, call, segments)
    page = desk.opened.procedure.pages.get(segments[2])
    if page is None:
        raise Refusal("not_found")
    inner = segments[5] if len(segments) == 6 else ""
    return items.Place(desk, page, segments[3], segments[4], "" if inner == REMOVE else inner)


async def _show_item(house: House, call: Call) -> Reply:
    place = await _place(house, call)
    typed = kept.posted_here(place.desk)
    if typed is None:
        return items.show_item(place)
    reply = await items.save_item(place, typed)
    await kept.let_go(place.desk)
    return reply


async def _save_item(house: House, call: Call) -> Reply:
    place = await _place(house, call)
    return await items.save_item(place, await call.form())


async def _show_removal(house: House, call: Call) -> Reply:
    return removing.show_removal(await _place(house, call))


async def _remove_item(house: House, call: Call) -> Reply:
    place = await _place(house, call)
    return await removing.remove_item(place, await call.form())


async def _account(house: House, call: Call) -> Reply:
    return await answer_account(house, call)


BACK: Final[Mapping[str, Route[Handler]]] = {
    RETURN: Route(returning.show, returning.ask),
    RETURN_CODE: Route(returning.show_code, returning.enter),
    FOUND: Route(returning.show_found),
}
ROUTES: Final[Mapping[str, Route[Handler]]] = {
    "/": Route(_portal),
    _PROCEDURE: Route(_start, _begin),
    "/PROCEDURE/NAME.pdf": Route(_list),
    **{f"/PROCEDURE/{name}": each for name, each in BACK.items()},
    _DOSSIER: Route(_resume),
    _PAGE: Route(_page, _page),
    _FILE: Route(_download_file),
    _ISSUED: Route(_download_issued),
    _ITEM: Route(_show_item, _save_item),
    _ITEM_PAGE: Route(_show_item, _save_item),
    _REMOVE_ITEM: Route(_show_removal, _remove_item),
    "/check/CODE": Route(_number),
    "/assets/FILE": Route(_asset),
    _ACCOUNT: Route(_account, _account),
    **{f"/{name}": Route(_information) for name in portal.INFORMATION},
    "/dev/mailbox": Route(_mailbox),
}
"""By pattern: what answers there. Words in capitals stand for anything."""
