"""Deleting a draft, after asking on a page of its own. What was filed is never deleted from here."""

from __future__ import annotations

from formgen.rendering.html.views.account import AccountLink, AccountView
from formgen.storage.errors import DossierMissing
from formgen.web.house import Desk
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Redirect, Reply
from formgen.web.wizard import addresses_of, to_due

DELETE = "delete"


async def show_deletion(desk: Desk) -> Reply:
    """Asks whether the draft is really to be deleted, and says what goes with it."""
    opened, words, addresses = desk.opened, desk.words, addresses_of(desk)
    if not opened.is_draft:
        return to_due(desk)
    wording = desk.pages.wording(desk.language)
    procedure = wording.text(opened.procedure.spec.title, opened.procedure.scope).text([])
    saved = wording.formatter.dates.moment(opened.row.saved_at)
    view = AccountView(
        around=desk.around(),
        title=words.get("delete_draft_title"),
        paragraphs=[
            words.get("delete_draft_which", procedure=procedure, moment=saved),
            words.get("delete_draft_text", count=len(opened.files)),
        ],
        button=words.get("delete_draft"),
        do=DELETE,
        danger=True,
        back=addresses.resume,
        links=[
            AccountLink(href=addresses.resume, text=words.get("delete_draft_not")),
            AccountLink(href=addresses.download_data, text=words.get("data_of_request")),
        ],
    )
    return Page(desk.pages.show(view, desk.language))


async def delete_draft(desk: Desk) -> Reply:
    """Delete the draft with its files, and lead to where the person's requests are."""
    form = await desk.call.form()
    await form.close()
    if not desk.opened.is_draft:
        return to_due(desk)
    if form.get("do") != DELETE:
        return Redirect(addresses_of(desk).delete_draft)
    try:
        await desk.house.dossiers.discard(desk.opened)
    except DossierMissing as fault:
        # Deleted or filed by another request just now.
        raise Refusal("not_found") from fault
    return Redirect("/?notice=draft_deleted")
