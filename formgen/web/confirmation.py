"""After filing: the confirmation, what it lets download, and the page that the code on paper leads to."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from formgen.casework.filing import UNREAD
from formgen.casework.issuing import NotIssued
from formgen.casework.workflows import filing_of
from formgen.compiler.catalogues import Words
from formgen.compiler.formatting.formatter import Formatter
from formgen.rendering.html.views.account import AccountLink
from formgen.rendering.html.views.filed import ConfirmationView, Download, NumberView
from formgen.rendering.pdf.failures import PdfFailed
from formgen.web.calls import Call
from formgen.web.coming_back import coming_back
from formgen.web.house import Desk, House, around
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Reply, begun, download
from formgen.web.visitors import visitor_of
from formgen.web.wizard import addresses_of, to_due

_log = logging.getLogger("formgen.web")
CHECK = "check"
_LONGEST_CODE = 64


def show_confirmation(desk: Desk) -> Reply:
    """The page after filing, as often as it is asked for."""
    opened = desk.opened
    if opened.is_draft:
        return to_due(desk)
    wording, scope, frame = desk.pages.wording(desk.language), opened.procedure.scope, opened.evaluation.frame
    spec = opened.procedure.spec.confirmation
    addresses = addresses_of(desk)
    downloads = []
    for name in _downloads(desk):
        title = wording.text(opened.procedure.spec.pdfs[name].title, scope).text(frame)
        downloads.append(Download(title=title or desk.words.get("download"), href=addresses.issued(name)))
    assert opened.row.filed_on is not None
    view = ConfirmationView(
        around=desk.around(),
        title=wording.text(spec.title, scope).text(frame) if spec else "",
        number=opened.row.number or "",
        filed_on=wording.formatter.dates.long(opened.row.filed_on),
        text=wording.text(spec.text if spec else None, scope, "rich").html(frame),
        registers=_unread(desk),
        downloads=downloads,
        coming_back=coming_back(desk),
    )
    if desk.visit.account is None:
        # Who has an account finds all of it there.
        copy = addresses_of(desk).download_data
        view.links = [AccountLink(href=copy, text=desk.words.get("data_of_request"))]
    return Page(desk.pages.show(view, desk.language))


def _unread(desk: Desk) -> list[str]:
    """What is told of registers that could not be read again at filing: since when their record counts."""
    opened, wording = desk.opened, desk.pages.wording(desk.language)
    told: list[str] = []
    for name, source in opened.procedure.spec.sources.items():
        outcome = opened.kept.get(UNREAD, {}).get(source.register)
        record = opened.kept.get("records", {}).get(name)
        if outcome is None or record is None or source.same_as is not None:
            continue
        date = wording.formatter.dates.long(opened.version.day_of(datetime.fromisoformat(record["at"])))
        label = wording.text(source.label, opened.procedure.scope).text(opened.evaluation.frame)
        register = label or desk.words.get("register_unnamed")
        told.append(desk.words.get(f"register_was_{outcome}", register=register, date=date))
    return told


def _downloads(desk: Desk) -> list[str]:
    spec = desk.opened.procedure.spec.confirmation
    return [each.value for each in spec.download] if spec is not None else []


def issue_soon(desk: Desk) -> None:
    """Print what filing produces while the person reads the confirmation."""
    task = asyncio.create_task(_issue_all(desk))
    desk.house.tasks.add(task)
    task.add_done_callback(desk.house.tasks.discard)


async def _issue_all(desk: Desk) -> None:
    for name in filing_of(desk.opened.procedure).produce:
        try:
            await desk.house.issuing.issue(desk.opened, name, _check_address(desk))
        except PdfFailed as failure:
            # It is made when somebody downloads it; then the person is told, too.
            _log.error("%s of %s: %s", name, desk.opened.id[:8], failure)


def _check_address(desk: Desk) -> Check:
    return Check(desk.house.base_of(desk.call))


class Check:
    """Where codes are checked."""

    def __init__(self, base: str) -> None:
        self._base = base

    def __call__(self, code: str) -> str:
        return f"{self._base}/{CHECK}/{code}"


async def download_issued(desk: Desk, name: str) -> Reply:
    """A PDF issued about the dossier, made now if it was not yet. Raises Refusal."""
    row, known = desk.opened.row, {*_downloads(desk), *filing_of(desk.opened.procedure).produce}
    if name not in known and name not in await desk.house.space.offered(row.id, row.owner):
        raise Refusal("not_found")
    try:
        issued = await desk.house.issuing.issue(desk.opened, name, _check_address(desk))
    except NotIssued as fault:
        raise Refusal("not_found") from fault
    except PdfFailed as failure:
        _log.error("%s of %s: %s", name, desk.opened.id[:8], failure)
        raise Refusal("unavailable", again=desk.call.path) from failure
    number = desk.opened.row.number or ""
    return download(
        await begun(desk.house.issuing.read(issued)),
        issued.media_type,
        f"{name}-{number}.pdf" if number else f"{name}.pdf",
    )


async def download_file(desk: Desk, file: str) -> Reply:
    """A file that the person handed in. Raises Refusal."""
    found = await desk.house.handing_in.find(desk.opened, file)
    if found is None:
        raise Refusal("not_found")
    content = await begun(desk.house.handing_in.content(found))
    return download(content, found.media_type, found.name, size=found.size)


async def show_number(house: House, call: Call, code: str, language: str) -> Reply:
    """Whether a code was issued, for which number, filed when; nothing else, since paper gets around."""
    found = await house.issuing.confirm(code.lower()) if len(code) <= _LONGEST_CODE else None
    words = Words(language)
    surroundings = around(call, house.languages, language, words)
    house.accompany(surroundings, (await visitor_of(house, call)).session, language)
    if found is None or found.number is None or found.filed_on is None:
        view = NumberView(around=surroundings, number=code[:_LONGEST_CODE], known=False)
        return Page(house.site.show(view, language), 404)
    view = NumberView(
        around=surroundings,
        number=found.number,
        known=True,
        filed_on=Formatter(language).dates.long(found.filed_on),
    )
    return Page(house.site.show(view, language))
