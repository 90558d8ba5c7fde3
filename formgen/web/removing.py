"""Removing an item of a list, after asking on a page of its own."""

from __future__ import annotations

from formgen.rendering.html.views.questions import RemoveView
from formgen.storage.errors import StaleRevision
from formgen.web.forms import Form
from formgen.web.items import Place, item_view
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Redirect, Reply
from formgen.web.revisions import TRIES, mark_changed, reopen
from formgen.web.wizard import REVIEW, addresses_of, to_due


def show_removal(place: Place) -> Reply:
    """Asks whether the item is really to be removed."""
    desk = place.desk
    opened = desk.opened
    if not opened.is_draft or place.index(opened.entries) is None:
        return Redirect(place.list_address)
    view = RemoveView(
        around=desk.around(),
        name=item_view(place, opened.entries, with_errors=False).item,
        revision=opened.revision,
        back=place.list_address,
    )
    return Page(desk.pages.show(view, desk.language))


async def remove_item(place: Place, form: Form) -> Reply:
    """Remove the item, or come back without; removing it twice is the same as once."""
    desk = place.desk
    if form.get("do") != "remove":
        return Redirect(place.list_address)
    for _ in range(TRIES):
        opened = desk.opened
        if not opened.is_draft:
            return to_due(desk)
        if place.index(opened.entries) is None:
            break
        kept = [each for each in place.items(opened.entries) if each["id"] != place.item]
        entries = {**opened.entries, place.field.path: kept}
        mark_changed(entries, opened.entries, place.key, opened.revision)
        try:
            tried = desk.house.dossiers.changed(opened, entries)
            await desk.house.dossiers.keep(tried, desk.call.session, desk.visit.seen_at)
            break
        except StaleRevision:
            await reopen(desk)
    else:
        raise Refusal("unavailable", again=desk.call.path)
    addresses = addresses_of(desk)
    back = REVIEW if desk.back_to_review else ""
    return Redirect(addresses.page(place.page.id, back=back, notice="item_removed"))
