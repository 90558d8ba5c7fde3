"""Revisions: what another tab changed meanwhile is never overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from formgen.casework.collecting import Collected
from formgen.compiler.procedure import Field
from formgen.rendering.html.views.errors import Changed
from formgen.storage.errors import DossierMissing
from formgen.web.forms import BadForm, Form
from formgen.web.house import Desk
from formgen.web.refusals import Refusal
from formgen.web.signing import SignInWanted

SAVED: Final = "$saved"
CHANGED: Final = "$changed"
"""Entry that holds at which revision each page and item was last changed."""
TRIES: Final = 3
"""How often a change is made anew on what another request has just kept."""


def revision_seen(form: Form, desk: Desk) -> int:
    """The revision that a form was made from. Raises BadForm, also for one that there has not been yet."""
    seen = revision_said(form)
    if seen > desk.opened.revision:
        # Taken as it is, it would let a form overwrite unseen what other tabs are still to change.
        raise BadForm(f"the dossier is at revision {desk.opened.revision}, not {seen}")
    return seen


def revision_said(form: Form) -> int:
    """The revision that a form says it was made from. Raises BadForm."""
    typed = form.get("revision") or ""
    if not (typed.isascii() and typed.isdigit() and len(typed) < 12):
        raise BadForm("the form says not which revision it was made from")
    return int(typed)


def changed_since(entries: Mapping[str, Any], place: str, seen: int) -> bool:
    """Whether a page or item was changed after the revision that a form was made from."""
    return bool(entries.get(CHANGED, {}).get(place, 0) > seen)


def shown_paths(collected: Collected, is_asked: Callable[[str], bool]) -> list[str]:
    """The paths of what a page posted, and of boxes that were seen and not ticked."""
    return [*collected.entries, *(path for path in collected.blank if is_asked(path.removesuffix("?")))]


def mark_changed(entries: dict[str, Any], before: Mapping[str, Any], place: str, revision: int) -> None:
    """Note at which revision a page or item was changed, if it was."""
    if entries != before:
        entries[CHANGED] = {**entries.get(CHANGED, {}), place: revision + 1}


async def reopen(desk: Desk) -> None:
    """Put the dossier on the table as it is kept now. Raises Refusal when it is gone, SignInWanted."""
    house, call, opened = desk.house, desk.call, desk.opened
    visit = await house.dossiers.visit(call.session, opened.id)
    if visit is None and opened.standing.holder == "known":
        # Signed out meanwhile, by another page of this browser or everywhere.
        raise SignInWanted
    if visit is None:
        raise Refusal("not_found")
    desk.visit = visit
    desk.verified = True
    try:
        desk.opened = await house.dossiers.open(visit, opened.id, call.session)
    except DossierMissing as fault:
        raise Refusal("not_found") from fault


def changed_answers(
    desk: Desk,
    paths: list[str],
    stored: Mapping[str, Any],
    typed: Mapping[str, Any],
    field_of: Callable[[str], Field | None],
    frame: Sequence[Any],
) -> list[Changed]:
    """The answers that another tab changed, as words."""
    wording = desk.pages.wording(desk.language)
    found = []
    for path in paths:
        named = field_of(path.removesuffix("?"))
        label = (
            wording.short(named).text(list(frame)) if named is not None else desk.words.get("your_answers")
        )
        found.append(
            Changed(
                label=label,
                stored=_as_words(desk, named, stored.get(path), frame),
                typed=_as_words(desk, named, typed.get(path), frame),
            )
        )
    return found


def _as_words(desk: Desk, named: Field | None, entry: Any, frame: Sequence[Any]) -> str:
    """What was entered, as the person knows it."""
    if entry is None:
        return ""
    if isinstance(entry, dict):
        return " ".join(str(part) for part in entry.values() if part)
    parts = entry if isinstance(entry, list) else [entry]
    wording = desk.pages.wording(desk.language)
    words = []
    for part in parts:
        if named is not None and part in named.options:
            words.append(wording.option(named, named.options[part], frame))
        elif part in ("yes", "no"):
            words.append(desk.words.get(part))
        else:
            words.append(str(part))
    return ", ".join(words)
