"""Pages of questions: saved. What was typed is kept, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from formgen.casework.collecting import Collected, PostedForm, collect_page, differing, restore
from formgen.casework.open_dossier import OpenDossier
from formgen.compiler.procedure import Page as ProcedurePage
from formgen.rendering.html.views.questions import PageView
from formgen.storage.errors import DossierMissing, StaleRevision
from formgen.web import identification, one_open, uploads
from formgen.web.addresses import LEAVE, REMOVE, STOP
from formgen.web.follow_up import asks_more
from formgen.web.forms import BadForm, Form
from formgen.web.house import Desk
from formgen.web.items import new_item_id
from formgen.web.kept import told
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Redirect, Reply
from formgen.web.revisions import (
    SAVED,
    TRIES,
    changed_answers,
    changed_since,
    mark_changed,
    reopen,
    revision_said,
    revision_seen,
    shown_paths,
)
from formgen.web.wizard import REVIEW, addresses_of, page_view, to_due

WHOLE: Final = frozenset({"continue", "review", "leave"})
"""Buttons that hand a page in; the others only keep what was typed so far."""
GOING_ON: Final = frozenset({"continue", "review"})


@dataclass(slots=True)
class Saved:
    """What saving gave: the dossier as kept now, or the fields that another tab changed meanwhile."""

    opened: OpenDossier
    conflict: list[str] = field(default_factory=list)
    failure: str = ""
    kept: bool = False


async def save_page(desk: Desk, page: ProcedurePage, form: Form) -> Reply:
    """Save a posted page and lead on, or show it again with what is wrong."""
    if not desk.verified and (not desk.opened.is_draft or revision_said(form) != desk.opened.revision):
        await reopen(desk)
    if not desk.opened.is_draft:
        return to_due(desk)
    button = form.get("do") or "continue"
    seen = revision_seen(form, desk)
    before = desk.opened.evaluation
    reached = desk.opened.standing.may_open(page)
    saved = await _save(desk, page, form, button if reached else "keep", seen)
    if not saved.kept and not desk.verified:
        await reopen(desk)
        saved.opened = desk.opened
    if not saved.opened.is_draft:
        # Filed by another request while this one was on its way.
        return to_due(desk)
    if saved.conflict:
        return _conflict(desk, page, form, saved)
    desk.opened = saved.opened
    refused = await uploads.take_files(desk, page, form)
    if not desk.opened.is_draft:
        return to_due(desk)
    if not reached:
        # Typed all the same, on a page that another answer took away meanwhile: it is kept aside.
        return to_due(desk, notice="not_due")
    if refused:
        return shown_again(desk, page, with_errors=button in WHOLE, refused=refused)
    if saved.failure:
        return shown_again(desk, page, with_errors=True, failure=saved.failure)
    live = form.get("live") == "yes"
    if button in GOING_ON and asks_more(page, before, desk.opened.evaluation, live=live):
        return shown_again(desk, page, with_errors=False, notice="notice_more_questions")
    return await _lead_on(desk, page, button)


async def take_up(desk: Desk, page: ProcedurePage, form: Form) -> Reply:
    """Keep what was typed before somebody had to sign in again, and show the page with it."""
    if not desk.opened.is_draft or not desk.opened.standing.may_open(page):
        return to_due(desk)
    saved = await _save(desk, page, form, "keep", revision_seen(form, desk))
    if saved.conflict:
        return _conflict(desk, page, form, saved)
    desk.opened = saved.opened
    return Redirect(addresses_of(desk).page(page.id, back=_back(desk), notice=told(desk)))


async def _save(desk: Desk, page: ProcedurePage, form: Form, button: str, seen: int) -> Saved:
    for _ in range(TRIES):
        opened = desk.opened
        if not opened.is_draft:
            return Saved(opened)
        collected = collect_page(page, form, opened.evaluation)
        if button not in WHOLE:
            forget_blank(collected, opened.entries)
        if changed_since(opened.entries, page.id, seen):
            conflict = differing(
                shown_paths(collected, opened.evaluation.asked), opened.entries, collected.laid_over({})
            )
            if conflict:
                return Saved(opened, conflict)
        tried = tried_with(desk, opened, collected, page.id, whole=button in WHOLE)
        tried, failure = await identification.after_answers(desk, tried, page, whole=button in WHOLE)
        if tried.entries == opened.entries and tried.kept == opened.kept:
            return Saved(opened, failure=failure)
        try:
            opened = await desk.house.dossiers.keep(tried, desk.call.session, desk.visit.seen_at)
            return Saved(opened, failure=failure, kept=True)
        except (StaleRevision, DossierMissing):
            await reopen(desk)
    raise Refusal("unavailable", again=desk.call.path)


def forget_blank(collected: Collected, before: Mapping[str, Any]) -> None:
    """A page that is not handed in yet says nothing by boxes that were never ticked."""
    collected.blank = {path: entry for path, entry in collected.blank.items() if path in before}


def tried_with(
    desk: Desk, opened: OpenDossier, collected: Collected, page: str, *, whole: bool
) -> OpenDossier:
    """The dossier with what a page posted, evaluated and not kept yet."""
    before = opened.entries
    entries = collected.laid_over(before)
    if whole and page not in entries.get(SAVED, ()):
        entries[SAVED] = [*entries.get(SAVED, ()), page]
    mark_changed(entries, before, page, opened.revision)
    tried = desk.house.dossiers.changed(opened, entries)
    if collected.blank and restore(collected, before, entries, tried.evaluation.asked):
        tried = desk.house.dossiers.changed(opened, entries)
    return tried


def shown_again(
    desk: Desk,
    page: ProcedurePage,
    *,
    with_errors: bool,
    failure: str = "",
    refused: Mapping[str, list[str]] | None = None,
    notice: str = "",
) -> Page:
    """The page as it is kept, with what is wrong."""
    view: PageView = page_view(desk, page, desk.opened.entries, with_errors=with_errors, refused=refused)
    if notice:
        view.around.notice = desk.words.get(notice)
    view.failure = failure  # type: ignore[assignment]  # - the same words as its Literal
    status = 503 if failure == "unavailable" else 429 if failure == "too_many" else 422
    return Page(desk.pages.encoded_page(page.id, view, desk.language), status)


def _conflict(desk: Desk, page: ProcedurePage, form: PostedForm, saved: Saved) -> Page:
    """The page with what was typed, and what another tab put there meanwhile."""
    opened = saved.opened
    collected = collect_page(page, form, opened.evaluation)
    typed = collected.laid_over(opened.entries)
    desk.opened = desk.house.dossiers.changed(opened, typed)
    desk.opened = replace(desk.opened, row=opened.row)
    view = page_view(desk, page, typed, with_errors=False)
    view.changed = changed_answers(
        desk, saved.conflict, opened.entries, typed, opened.procedure.fields.get, opened.evaluation.frame
    )
    return Page(desk.pages.encoded_page(page.id, view, desk.language), 409)


async def _lead_on(desk: Desk, page: ProcedurePage, button: str) -> Reply:
    addresses = addresses_of(desk)
    back = _back(desk)
    here = addresses.page(page.id, back=back)
    name, _, rest = button.partition(":")
    match name:
        case "leave":
            return Redirect(addresses.page(LEAVE))
        case "upload":
            return Redirect(here)
        case "remove_file":
            await desk.house.handing_in.remove(desk.opened, rest)
            return Redirect(addresses.page(page.id, back=back, notice="file_removed"))
        case "add" if rest in _lists(page):
            return Redirect(addresses.item(page.id, rest, new_item_id(desk.opened.id), back=back))
        case "change" | "remove":
            of, _, item = rest.partition(":")
            if of not in _lists(page) or not _has_item(desk, of, item):
                return Redirect(here)
            return Redirect(addresses.item(page.id, of, item, REMOVE if name == "remove" else "", back=back))
        case "continue" | "review":
            return await _after(desk, page, name)
    raise BadForm(f"no button is called {name}")


async def _after(desk: Desk, page: ProcedurePage, button: str) -> Reply:
    standing = desk.opened.standing
    addresses = addresses_of(desk)
    if standing.is_wrong(page):
        return shown_again(desk, page, with_errors=True)
    if standing.wants_account:
        return Redirect(addresses.make_account)
    if (older := await one_open.older_draft(desk, page)) is not None:
        return Redirect(older)
    if desk.back_to_review or button == "review":
        due = standing.due()
        if due is None:
            return Redirect(addresses.page(STOP))
        back = "" if due.kind == REVIEW else REVIEW
        return Redirect(addresses.page(due.id, back=back))
    following = standing.after(page)
    return Redirect(addresses.page(STOP if following is None else following.id))


def _back(desk: Desk) -> str:
    return REVIEW if desk.back_to_review else ""


def _lists(page: ProcedurePage) -> frozenset[str]:
    return frozenset(each.path for each in _walk(page.fields) if each.type_name == "list")


def _walk(fields: Any) -> Any:
    for each in fields:
        yield each
        if each.type_name != "list":
            yield from _walk(each.members)


def _has_item(desk: Desk, of: str, item: str) -> bool:
    return any(each["id"] == item for each in desk.opened.entries.get(of) or ())
