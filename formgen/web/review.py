"""The review, and filing from it."""

from __future__ import annotations

import logging
from typing import Any

from formgen.casework.facts import Kept
from formgen.casework.filing import UNREAD
from formgen.casework.open_dossier import OpenDossier
from formgen.casework.registers import Changed
from formgen.compiler.plain_values import read_value
from formgen.compiler.procedure import Field
from formgen.language.expressions import Record
from formgen.rendering.html.views.review import ReviewView
from formgen.storage.errors import StaleRevision
from formgen.web.addresses import LEAVE
from formgen.web.confirmation import issue_soon
from formgen.web.forms import Form
from formgen.web.house import Desk
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Redirect, Reply
from formgen.web.revisions import SAVED, TRIES, mark_changed, reopen, revision_seen
from formgen.web.wizard import REVIEW, addresses_of, back_of, stored_files, to_due

_log = logging.getLogger("formgen.web")


def show_review(desk: Desk) -> Reply:
    """Everything to be checked before filing."""
    page = desk.opened.procedure.pages[REVIEW]
    if not desk.opened.is_draft:
        return to_due(desk)
    if not desk.opened.standing.may_open(page):
        return to_due(desk, notice="not_due")
    return Page(_html(desk, _view(desk, with_errors=False)))


def _view(desk: Desk, *, with_errors: bool) -> ReviewView:
    addresses = addresses_of(desk)
    view = desk.pages.review_view(
        desk.language,
        desk.opened.evaluation,
        desk.opened.entries,
        around=desk.around(),
        address_of=lambda page: addresses.page(page, back=REVIEW),
        with_errors=with_errors,
        stored=stored_files(desk),
    )
    view.revision = desk.opened.revision
    view.back = back_of(desk, desk.opened.procedure.pages[REVIEW])
    return view


def _html(desk: Desk, view: ReviewView) -> str:
    return desk.pages.show(view, desk.language)


async def save_review(desk: Desk, form: Form) -> Reply:
    """Keep the declarations; file, or leave."""
    if not desk.opened.is_draft:
        return to_due(desk)
    seen = revision_seen(form, desk)
    if not desk.opened.standing.may_open(desk.opened.procedure.pages[REVIEW]):
        return to_due(desk, notice="not_due")
    if form.get("do") == "leave":
        await _keep_declarations(desk, form)
        return Redirect(addresses_of(desk).page(LEAVE))
    if seen != desk.opened.revision:
        # What was reviewed is not what is kept: it has to be seen before it is filed.
        await _keep_declarations(desk, form)
        view = _view(desk, with_errors=False)
        view.around.notice = desk.words.get("notice_changed_meanwhile")
        return Page(_html(desk, view), 409)
    return await _file(desk, form, f"review {seen}")


async def take_up(desk: Desk, form: Form) -> Reply:
    """Keep what was ticked before somebody had to sign in again, and show it; nothing is filed."""
    if not desk.opened.is_draft or not desk.opened.standing.may_open(desk.opened.procedure.pages[REVIEW]):
        return to_due(desk)
    await _keep_declarations(desk, form)
    return Redirect(addresses_of(desk).page(REVIEW, notice="kept_shown"))


async def _keep_declarations(desk: Desk, form: Form) -> None:
    for _ in range(TRIES):
        if not desk.opened.is_draft:
            return
        tried = _declared(desk, form)
        if tried.entries == desk.opened.entries:
            return
        try:
            desk.opened = await desk.house.dossiers.keep(tried, desk.call.session, desk.visit.seen_at)
        except StaleRevision:
            await reopen(desk)
        else:
            return
    raise Refusal("unavailable", again=desk.call.path)


def _declared(desk: Desk, form: Form) -> OpenDossier:
    opened = desk.opened
    entries = dict(opened.entries)
    for declaration in opened.procedure.declarations.values():
        if opened.evaluation.asked(declaration.path):
            entries[declaration.path] = "yes" if form.get(declaration.path) == "yes" else "no"
    if REVIEW not in entries.get(SAVED, ()):
        entries[SAVED] = [*entries.get(SAVED, ()), REVIEW]
    mark_changed(entries, opened.entries, REVIEW, opened.revision)
    return desk.house.dossiers.changed(opened, entries)


async def _file(desk: Desk, form: Form, key: str) -> Reply:
    kept, changed, notes = await _read_again(desk)
    tried = _declared(desk, form)
    if changed:
        tried = desk.house.dossiers.changed(tried, tried.entries, kept)
        try:
            desk.opened = await desk.house.dossiers.keep(tried, desk.call.session, desk.visit.seen_at)
        except StaleRevision:
            await reopen(desk)
        view = _view(desk, with_errors=False)
        view.register_changed = [_line(desk, name, each) for name, each in changed]
        return Page(_html(desk, view), 409)
    filed = await desk.house.filing.file(tried, key, desk.house.base_of(desk.call), notes)
    if filed.outcome in ("filed", "already"):
        await reopen(desk)
        if filed.outcome == "filed":
            issue_soon(desk)
        return Redirect(addresses_of(desk).page("confirmation"))
    await reopen(desk)
    if not desk.opened.is_draft:
        return to_due(desk)
    view = _view(desk, with_errors=True)
    if filed.outcome == "stale":
        view.around.notice = desk.words.get("notice_changed_meanwhile")
        return Page(_html(desk, view), 409)
    return Page(_html(desk, view), 422)


async def _read_again(desk: Desk) -> tuple[Kept, list[tuple[str, Changed]], dict[str, Any]]:
    """Ask every register again: the facts as they are now, what differs, and what agents should know.

    A register that does not answer, or does not know the person any more, is left at its dated snapshot.
    """
    house, opened = desk.house, desk.opened
    kept = opened.kept
    changed: list[tuple[str, Changed]] = []
    silent: dict[str, str] = {}
    for name, source in opened.procedure.spec.sources.items():
        looked = await house.registers.look_up(opened.evaluation, name, kept, house.clock())
        if looked.fault is not None:
            _log.warning("%s: %s", name, looked.fault)
        if looked.outcome == "found":
            told = [(name, each) for each in looked.changed if _is_told(desk, name, each.column)]
            changed += told
            kept = looked.kept if told else kept
        elif looked.outcome != "unanswered":
            silent[source.register] = looked.outcome
    return kept, changed, {UNREAD: silent} if silent else {}


def _shown(desk: Desk, source: str, column: str) -> Field | None:
    """The question that shows a column."""
    name = f"{source}.{column}"
    fields = desk.opened.procedure.fields.values()
    return next((each for each in fields if each.copied is not None and each.copied.name == name), None)


def _is_told(desk: Desk, source: str, column: str) -> bool:
    """Whether a difference concerns this request: a record searched again serves only what shows it."""
    shown = _shown(desk, source, column)
    if shown is not None:
        return desk.opened.evaluation.asked(shown.path)
    # Of a person whom the register did not know so far, only what is asked can differ.
    known = desk.opened.evaluation.facts.records.get(source) is not None
    return known and desk.opened.procedure.spec.sources[source].same_as is None


def _line(desk: Desk, source: str, changed: Changed) -> tuple[str, str, str]:
    """A difference as words: the label of the field that shows it, what it was, what it is."""
    procedure = desk.opened.procedure
    wording = desk.pages.wording(desk.language)
    binding = procedure.scope.find(source)
    assert binding is not None
    assert isinstance(binding.type, Record)
    column = binding.type.members[changed.column]
    shown = _shown(desk, source, changed.column)
    register = procedure.spec.sources[source]
    declared = register.record[changed.column]
    named = wording.text(declared.label or register.label, procedure.scope)
    label = named.text(desk.opened.evaluation.frame) or changed.column
    if shown is not None:
        label = wording.short(shown).text(desk.opened.evaluation.frame)
    write = wording.formatter.writer(*((shown.type, shown.binding.name) if shown else (column.type, "")))

    def words(value: Any) -> str:
        read = read_value(declared.type, value)
        return "" if read is None else write(read)

    return label, words(changed.before), words(changed.now)
