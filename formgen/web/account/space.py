"""The space of a person: all they have begun, filed and been told; and the page of a notification."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from formgen.casework.space import Lists, Wanted
from formgen.casework.versions import VersionMissing
from formgen.rendering.html.shown import direction
from formgen.rendering.html.views.space import NoticeView, Part, SpaceView
from formgen.storage.errors import DossierMissing
from formgen.storage.queries.notices import Notice
from formgen.web.account.setting import Setting
from formgen.web.addresses import SPACE, Addresses
from formgen.web.calls import Call
from formgen.web.house import around
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Redirect, Reply
from formgen.web.requests import drafts_of, issued_downloads, notices_of, requests_of, topic_in

MOST: Final = 10
"""How many of each list stand on a page."""
_LISTS: Final = ("drafts", "requests", "notices")
_FURTHEST: Final = 10_000


async def show_space(setting: Setting) -> Reply:
    """All of who is signed in, else of this browser; who comes with neither is asked to sign in."""
    house, language, owner = setting.house, setting.language, setting.visitor.owner
    if not owner and house.has_accounts:
        return Redirect(setting.sign_in(SPACE))
    pages = {name: _page(setting, name) for name in _LISTS}
    lists = await house.space.lists(owner, _wanted(pages))
    last = {name: _last(count) for name, count in zip(_LISTS, _counts(lists), strict=True)}
    if any(pages[name] > last[name] for name in _LISTS):
        # An address of before something was deleted, or typed: the last page there is.
        pages = {name: min(pages[name], last[name]) for name in _LISTS}
        lists = await house.space.lists(owner, _wanted(pages))
    surroundings = around(setting.call, house.languages, language, setting.words)
    surroundings.query = urlencode({name: page for name, page in pages.items() if page > 1})
    house.accompany(surroundings, setting.visitor.session, language)
    view = SpaceView(
        around=surroundings,
        drafts=await drafts_of(house, owner, lists.drafts, language),
        requests=await requests_of(house, owner, lists.filed, language),
        notices=notices_of(house, lists.notices, language),
        drafts_part=_part(pages, "drafts", last),
        requests_part=_part(pages, "requests", last),
        notices_part=_part(pages, "notices", last),
    )
    return Page(house.site.show(view, language))


async def show_notice(setting: Setting) -> Reply:
    """A notification, which counts as received from now on. Raises Refusal for another's."""
    house, language, visitor = setting.house, setting.language, setting.visitor
    found = None
    if visitor.session is not None:
        reads = is_read(setting.call)
        found = await house.space.notice(setting.call.segments[2], visitor.owner, opens=reads)
    if found is None or visitor.session is None:
        if visitor.account is None and house.has_accounts:
            return Redirect(setting.sign_in(setting.call.path))
        raise Refusal("not_found")
    notice, opened_now = found
    surroundings = around(setting.call, house.languages, language, setting.words)
    unread = visitor.session.unread - (1 if opened_now else 0)
    house.accompany(surroundings, visitor.session._replace(unread=max(0, unread)), language)
    view = await _notice_view(setting, notice)
    view.around = surroundings
    return Page(house.site.show(view, language))


def is_read(call: Call) -> bool:
    """Whether somebody reads what is asked for; a browser may fetch a page before anybody wants to see it."""
    return call.method == "GET" and "prefetch" not in call.header(b"sec-purpose") + call.header(b"purpose")


async def _notice_view(setting: Setting, notice: Notice) -> NoticeView:
    house, language, owner = setting.house, setting.language, setting.visitor.owner
    dates = house.dates(language)
    view = NoticeView(
        around=around(setting.call, house.languages, language, setting.words),
        title=notice.title,
        topic=topic_in(notice.topic, language),
        on=dates.moment(notice.at),
        opened_on=dates.moment(notice.opened_at) if notice.opened_at is not None else "",
        # Written by our own writer when it was sent, from texts that it escaped.
        text=Markup(notice.html),  # noqa: S704 - see above
        number=notice.number or "",
        request=Addresses(notice.procedure, notice.dossier).page("confirmation"),
        language="" if notice.language == language else notice.language,
        direction=direction(notice.language),
    )
    try:
        opened = await house.dossiers.read(notice.dossier, owner)
    except (DossierMissing, VersionMissing) as fault:
        raise Refusal("not_found") from fault
    wording = house.presentation.wording(opened.version, notice.language)
    view.about = wording.text(opened.procedure.spec.title, opened.procedure.scope).text([])
    view.downloads = issued_downloads(opened, wording, notice.download)
    return view


def _page(setting: Setting, name: str) -> int:
    """Which page of a list an address asks for, the first where it asks for none."""
    given = setting.call.query.get(name, "")
    return min(int(given), _FURTHEST) if given.isascii() and given.isdigit() and int(given) else 1


def _wanted(pages: dict[str, int]) -> Wanted:
    return Wanted(MOST, *((pages[name] - 1) * MOST for name in _LISTS))


def _counts(lists: Lists) -> tuple[int, int, int]:
    """How many there are of each, in the order of _LISTS."""
    return lists.all_drafts, lists.all_filed, lists.all_notices


def _last(count: int) -> int:
    return max(1, -(-count // MOST))


def _part(pages: dict[str, int], name: str, last: dict[str, int]) -> Part:
    page = pages[name]
    return Part(
        page=page,
        pages=last[name],
        before=_address(pages, name, page - 1) if page > 1 else "",
        after=_address(pages, name, page + 1) if page < last[name] else "",
    )


def _address(pages: dict[str, int], name: str, page: int) -> str:
    wanted = {each: number for each, number in {**pages, name: page}.items() if number > 1}
    query = urlencode(wanted)
    return f"{SPACE}?{query}#{name}-title" if query else f"{SPACE}#{name}-title"
