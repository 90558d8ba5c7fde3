"""Items of lists: added, changed, removed, each on a page of its own that needs no script.

Adding leads to the address of an item that does not exist yet; saving it there makes it exist, so that
sending the same form twice does not make two. Its id tells that it was given out for this dossier.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any, Final

from formgen.casework.collecting import Collected, collect_fields, differing, restore
from formgen.casework.open_dossier import OpenDossier
from formgen.compiler.evaluation import Evaluation
from formgen.compiler.procedure import Field
from formgen.compiler.procedure import Page as ProcedurePage
from formgen.compiler.reading import pages_saved
from formgen.rendering.html.item_pages import members_of
from formgen.rendering.html.views.questions import PageView
from formgen.storage.errors import StaleRevision
from formgen.web.addresses import LEAVE, Addresses
from formgen.web.follow_up import item_asks_more
from formgen.web.forms import Form
from formgen.web.house import Desk
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Redirect, Reply
from formgen.web.revisions import (
    CHANGED,
    SAVED,
    TRIES,
    changed_answers,
    changed_since,
    mark_changed,
    reopen,
    revision_seen,
    shown_paths,
)
from formgen.web.wizard import REVIEW, addresses_of, to_due

_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_RANDOM, _CHECK = 8, 6


def new_item_id(dossier: str) -> str:
    """An id for an item of this dossier, with a sign that it was given out for it."""
    random = "".join(secrets.choice(_LETTERS) for _ in range(_RANDOM))
    return random + _sign(dossier, random)


def given_out(dossier: str, item: str) -> bool:
    """Whether an id was given out for an item of this dossier."""
    return len(item) == _RANDOM + _CHECK and item[_RANDOM:] == _sign(dossier, item[:_RANDOM])


def _sign(dossier: str, random: str) -> str:
    digest = hashlib.sha256(f"{dossier}/{random}".encode()).digest()
    return "".join(_LETTERS[byte % 32] for byte in digest[:_CHECK])


class Place:
    """Where an item stands: its page, its list, its id, and which of its pages is meant."""

    def __init__(self, desk: Desk, page: ProcedurePage, of: str, item: str, inner: str) -> None:
        opened = desk.opened
        found = opened.procedure.fields.get(of)
        if (
            found is None
            or found.type_name != "list"
            or desk.house.dossiers.pages(opened.version).of(of) != page.id
        ):
            raise Refusal("not_found")
        self.desk = desk
        self.page = page
        self.field: Field = found
        self.item = item
        self.all_pages = tuple(getattr(found.spec, "pages", None) or ())
        if inner and inner not in self.all_pages:
            raise Refusal("not_found")
        self.inner = inner or (self.all_pages[0] if self.all_pages else "")

    @property
    def key(self) -> str:
        """What its changes are noted under."""
        return f"{self.field.path}/{self.item}"

    @property
    def list_address(self) -> str:
        """The page that the list stands on."""
        return self._addresses.page(self.page.id, back=REVIEW if self.desk.back_to_review else "")

    @property
    def _addresses(self) -> Addresses:
        return addresses_of(self.desk)

    def address(self, inner: str) -> str:
        """One of the item's pages."""
        back = REVIEW if self.desk.back_to_review else ""
        return self._addresses.item(self.page.id, self.field.path, self.item, inner, back=back)

    def items(self, entries: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The items of the list."""
        return list(entries.get(self.field.path) or ())

    def asked_pages(self) -> tuple[str, ...]:
        """Those of its pages that it is asked now, in order."""
        opened = self.desk.opened
        index = self.index(opened.entries)
        if index is None or not self.all_pages:
            return ()
        return opened.procedure.item_pages(opened.evaluation, self.field.path, index)

    @property
    def following(self) -> str:
        """The page after this one; "" where it is the last."""
        behind = self.all_pages[self.all_pages.index(self.inner) + 1 :] if self.inner else ()
        asked = self.asked_pages()
        return next((page for page in behind if page in asked), "")

    @property
    def preceding(self) -> str:
        """The page before this one; "" where it is the first."""
        before = self.all_pages[: self.all_pages.index(self.inner)] if self.inner else ()
        asked = self.asked_pages()
        return next((page for page in reversed(before) if page in asked), "")

    def index(self, entries: Mapping[str, Any]) -> int | None:
        """Its place among the items; None for one that is not saved yet, or any more."""
        return next(
            (place for place, each in enumerate(self.items(entries)) if each["id"] == self.item), None
        )

    def was_removed(self, entries: Mapping[str, Any]) -> bool:
        """Whether it existed once."""
        return self.index(entries) is None and self.key in entries.get(CHANGED, {})


def is_full(field: Field, entries: Mapping[str, Any]) -> bool:
    """Whether a list takes no further items."""
    written: Any = field.spec
    most: int = written.max
    return len(entries.get(field.path) or ()) >= most


def show_item(place: Place) -> Reply:
    """The page of an item, an empty one where it is not saved yet."""
    desk = place.desk
    opened = desk.opened
    if not opened.is_draft or not opened.standing.may_open(place.page):
        return to_due(desk, notice="" if not opened.is_draft else "not_due")
    if place.index(opened.entries) is None:
        if place.was_removed(opened.entries) or not given_out(opened.id, place.item):
            raise Refusal("not_found", again=place.list_address)
        if is_full(place.field, opened.entries):
            back = REVIEW if desk.back_to_review else ""
            return Redirect(addresses_of(desk).page(place.page.id, back=back, notice="list_full"))
        _with_new_item(place)
    index = place.index(desk.opened.entries)
    assert index is not None
    if place.inner and place.inner not in place.asked_pages():
        # An answer of the item, or of the dossier, took this page away.
        return Redirect(place.address(place.following) if place.following else place.list_address)
    opened = desk.opened
    items = place.items(opened.entries)
    own = items[index]["entries"]
    saved = place.inner in pages_saved(place.field, own)
    defaults = opened.procedure.item_defaults(opened.evaluation, place.field.path, index, place.inner)
    items[index] = {"id": place.item, "entries": {**defaults, **own}}
    shown = {**opened.entries, place.field.path: items}
    return Page(_html(place, item_view(place, shown, with_errors=saved)))


async def save_item(place: Place, form: Form) -> Reply:
    """Save a posted item and lead on, or show it again with what is wrong."""
    desk = place.desk
    seen = revision_seen(form, desk)
    before = _shown(place)
    for _ in range(TRIES):
        opened = desk.opened
        if not opened.is_draft:
            return to_due(desk)
        if place.index(opened.entries) is None and not given_out(opened.id, place.item):
            raise Refusal("not_found", again=place.list_address)
        conflict = _conflict(place, form, seen)
        if conflict is not None:
            return conflict
        tried = _tried(place, form)
        if tried.entries == opened.entries:
            break
        try:
            desk.opened = await desk.house.dossiers.keep(tried, desk.call.session, desk.visit.seen_at)
            break
        except StaleRevision:
            await reopen(desk)
    else:
        raise Refusal("unavailable", again=desk.call.path)
    return _lead_on(place, form, before)


def _shown(place: Place) -> Evaluation:
    """What the item's page was made from: of a new item a blank one."""
    opened = place.desk.opened
    if place.index(opened.entries) is None:
        opened = place.desk.house.dossiers.changed(opened, _with_blank(place))
    return opened.evaluation


def _lead_on(place: Place, form: Form, before: Evaluation) -> Reply:
    desk = place.desk
    if form.get("do") == "leave":
        return Redirect(addresses_of(desk).page(LEAVE))
    view = item_view(place, desk.opened.entries, with_errors=True)
    if view.errors:
        prefix = f"{place.field.path}.{place.index(desk.opened.entries)}."
        if form.get("live") != "yes" and item_asks_more(
            _members(place), prefix, before, desk.opened.evaluation
        ):
            view = item_view(place, desk.opened.entries, with_errors=False)
            view.around.notice = desk.words.get("notice_more_questions")
        return Page(_html(place, view), 422)
    return Redirect(place.address(place.following) if place.following else place.list_address)


def _members(place: Place) -> Any:
    return members_of(place.field, place.inner)


def _collected(place: Place, form: Form) -> Collected:
    collected = Collected()
    collect_fields(_members(place), form, collected)
    return collected


def _tried(place: Place, form: Form) -> OpenDossier:
    """The dossier with the item as posted; a new item makes the first question "yes"."""
    desk = place.desk
    before = desk.opened.entries
    items = place.items(before)
    index = place.index(before)
    if index is None:
        index = len(items)
        items.append({"id": place.item, "entries": {}})
    collected = _collected(place, form)
    old = items[index]["entries"]
    saved = pages_saved(place.field, old)
    own = collected.laid_over(old)
    own[SAVED] = [each for each in place.all_pages or ("",) if each == place.inner or each in saved]
    items[index] = {"id": place.item, "entries": own}
    entries = {**before, place.field.path: items}
    if getattr(place.field.spec, "first_question", None) is not None:
        entries[f"{place.field.path}?"] = "yes"
    mark_changed(entries, before, place.key, desk.opened.revision)
    tried = desk.house.dossiers.changed(desk.opened, entries)
    if collected.blank:
        prefix = f"{place.field.path}.{index}."
        if restore(collected, old, own, lambda path: tried.evaluation.asked(prefix + path)):
            tried = desk.house.dossiers.changed(desk.opened, entries)
    return tried


def _conflict(place: Place, form: Form, seen: int) -> Page | None:
    """The item as typed, when another tab changed it otherwise meanwhile."""
    desk = place.desk
    opened = desk.opened
    if not changed_since(opened.entries, place.key, seen):
        return None
    index = place.index(opened.entries)
    stored = place.items(opened.entries)[index]["entries"] if index is not None else {}
    collected = _collected(place, form)
    prefix = f"{place.field.path}.{index}."
    paths = shown_paths(collected, lambda path: index is not None and opened.evaluation.asked(prefix + path))
    paths = differing(paths, stored, collected.laid_over({}))
    if not paths:
        return None
    desk.opened = _tried(place, form)
    view = item_view(place, desk.opened.entries, with_errors=False)
    fields = opened.procedure.fields
    view.changed = changed_answers(
        desk,
        paths,
        stored,
        collected.laid_over(stored),
        lambda path: fields.get(f"{place.field.path}.{path}"),
        view.frame,
    )
    return Page(_html(place, view), 409)


def _with_new_item(place: Place) -> None:
    """Put a blank item on the table, for show only."""
    desk = place.desk
    desk.opened = desk.house.dossiers.changed(desk.opened, _with_blank(place))


def _with_blank(place: Place) -> dict[str, Any]:
    entries = dict(place.desk.opened.entries)
    entries[place.field.path] = [*place.items(entries), {"id": place.item, "entries": {}}]
    if getattr(place.field.spec, "first_question", None) is not None:
        entries[f"{place.field.path}?"] = "yes"
    return entries


def item_view(place: Place, entries: Mapping[str, Any], *, with_errors: bool) -> PageView:
    desk = place.desk
    view = desk.pages.item_view(
        place.field.path,
        place.item,
        desk.language,
        desk.opened.evaluation,
        entries,
        around=desk.around(),
        with_errors=with_errors,
        page=place.inner,
    )
    view.revision = desk.opened.revision
    view.leave = True
    view.back = place.address(place.preceding) if place.preceding else place.list_address
    return view


def _html(place: Place, view: PageView) -> str:
    return place.desk.pages.item(place.field.path, view, place.desk.language, place.inner)
