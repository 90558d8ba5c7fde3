"""What a person has begun, filed and been told, as the lists of the portal and of the space show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from formgen.casework.notices import notice_address
from formgen.casework.open_dossier import OpenDossier
from formgen.casework.space import FiledLine
from formgen.casework.versions import VersionMissing
from formgen.casework.workflows import FILED, filing_of
from formgen.compiler.catalogues import Words
from formgen.compiler.formatting.dates import Dates
from formgen.language.values import add_duration
from formgen.rendering.html.views.drafts import Draft
from formgen.rendering.html.views.filed import Download
from formgen.rendering.html.views.space import NoticeRow, Request
from formgen.rendering.wording import Wording
from formgen.storage.errors import DossierMissing
from formgen.storage.queries.dossier_lines import DossierLine
from formgen.storage.queries.notices import NoticeLine
from formgen.web.addresses import Addresses
from formgen.web.house import House

TOPICS: Final = frozenset({"complement", "decision", "filing", "withdrawal"})
"""Topics of notifications that formgen has words for: keys `topic_…`."""


async def drafts_of(house: House, owner: str, lines: Iterable[DossierLine], language: str) -> list[Draft]:
    """Drafts to be resumed; those of a procedure that is not served any more are kept and not shown."""
    drafts = []
    for line in lines:
        if line.procedure not in house.versions.current:
            continue
        opened = await _look(house, line, owner)
        if opened is not None:
            drafts.append(_draft(house, opened, language))
    return drafts


async def requests_of(house: House, owner: str, lines: Iterable[FiledLine], language: str) -> list[Request]:
    """Requests filed, those of a procedure that is not served any more included."""
    found = []
    for each in lines:
        opened = await _look(house, each.line, owner)
        if opened is not None:
            found.append(_request(house, opened, each.issued, language))
    return found


def notices_of(house: House, lines: Iterable[NoticeLine], language: str) -> list[NoticeRow]:
    """Notifications as they were written, in whichever language that was."""
    dates = house.dates(language)
    return [
        NoticeRow(
            title=each.title,
            href=notice_address(each.id),
            topic=topic_in(each.topic, language),
            on=dates.moment(each.at),
            opened_on=dates.moment(each.opened_at) if each.opened_at is not None else "",
            language="" if each.language == language else each.language,
        )
        for each in lines
    ]


def topic_in(topic: str, language: str) -> str:
    """What a notification is about, in words."""
    if topic in TOPICS:
        return Words(language).get(f"topic_{topic}")
    return topic.replace("_", " ").capitalize()


def issued_downloads(opened: OpenDossier, wording: Wording, names: Iterable[str]) -> list[Download]:
    """PDFs about a request, each once, those that its spec knows."""
    addresses, pdfs = Addresses(opened.procedure.id, opened.id), opened.procedure.spec.pdfs
    downloads = []
    for name in dict.fromkeys(names):
        if name in pdfs:
            title = wording.text(pdfs[name].title, opened.procedure.scope).text(opened.evaluation.frame)
            title = title or wording.words.get("download")
            downloads.append(Download(title=title, href=addresses.issued(name)))
    return downloads


async def _look(house: House, line: DossierLine, owner: str) -> OpenDossier | None:
    try:
        return await house.dossiers.look(line, owner)
    except (DossierMissing, VersionMissing):
        # Gone by another request just now; or begun with a spec that this database never kept.
        return None


def _spoken(house: House, opened: OpenDossier, language: str) -> tuple[Wording, str, str]:
    """The texts of a dossier for a reader of a language, the language they are in, and how to mark it."""
    languages = opened.procedure.languages
    spoken = language if language in languages else languages[0]
    wording = house.presentation.wording(opened.version, spoken)
    return wording, spoken, "" if spoken == language else spoken


def _draft(house: House, opened: OpenDossier, language: str) -> Draft:
    wording, spoken, marked = _spoken(house, opened, language)
    procedure = opened.procedure
    addresses = Addresses(procedure.id, opened.id)
    dates: Dates = house.dates(language, opened.procedure.spec.service.timezone)
    rule = procedure.spec.retention.get(opened.row.state)
    until = ""
    if rule is not None:
        until = dates.long(add_duration(opened.version.day_of(opened.row.saved_at), rule.after))
    return Draft(
        title=wording.text(procedure.spec.title, procedure.scope).text([]),
        href=addresses.resume,
        saved_on=dates.moment(opened.row.saved_at),
        until=until,
        where=_where(house, opened, spoken, Words(language)),
        delete=addresses.delete_draft,
        language=marked,
    )


def _where(house: House, opened: OpenDossier, spoken: str, words: Words) -> str:
    """How far a draft is, in words."""
    standing = opened.standing
    if standing.wants_account:
        return words.get("draft_wants_account")
    due = standing.due()
    if due is None:
        return words.get("draft_stopped")
    pages = house.presentation.pages(opened.version)
    step, steps, title = pages.step_of(spoken, opened.evaluation, due)
    if not steps:
        return words.get("draft_before_steps")
    return words.get("draft_at_step", step=step, steps=steps, title=title)


def _request(house: House, opened: OpenDossier, issued: Sequence[str], language: str) -> Request:
    wording, _, marked = _spoken(house, opened, language)
    procedure, row, frame = opened.procedure, opened.row, opened.evaluation.frame
    addresses = Addresses(procedure.id, opened.id)
    workflow = procedure.spec.workflow
    state = workflow.states.get(row.state) if workflow is not None else None
    confirmation = procedure.spec.confirmation
    shown = [each.value for each in confirmation.download] if confirmation is not None else []
    assert row.filed_on is not None, "it was filed"
    return Request(
        title=wording.text(procedure.spec.title, procedure.scope).text([]),
        href=addresses.page("confirmation"),
        state=wording.text(state.label, procedure.scope).text(frame)
        if state is not None
        else Words(language).get("state_filed" if row.state == FILED else "state_other"),
        closed=state is not None and state.final,
        number=row.number or "",
        filed_on=house.dates(language).long(row.filed_on),
        downloads=issued_downloads(opened, wording, [*filing_of(procedure).produce, *shown, *issued]),
        files=[
            Download(
                title=each.name,
                href=addresses.file(each.id),
                size=each.size,
                kind=each.media_type.rpartition("/")[2].upper(),
            )
            for each in opened.files
        ],
        language=marked,
    )
