"""The pages of one dossier: what answers at each, by its kind or by its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from formgen.compiler.procedure import Page
from formgen.web import admission, confirmation, discarding, dossier_data, kept, review, saving, start, wizard
from formgen.web.account import signing_up
from formgen.web.addresses import DELETE_DRAFT, DOWNLOAD_DATA, LEAVE, MAKE_ACCOUNT, STOP
from formgen.web.house import Desk
from formgen.web.opening import QUESTIONS
from formgen.web.replies import Redirect, Reply
from formgen.web.routes import Route

PageHandler = Callable[[Desk, Page], Awaitable[Reply]]
DeskHandler = Callable[[Desk], Awaitable[Reply]]


async def _show_questions(desk: Desk, page: Page) -> Reply:
    typed = kept.posted_here(desk)
    if typed is None:
        return wizard.show_page(desk, page)
    reply = await saving.take_up(desk, page, typed)
    await kept.let_go(desk)
    return reply


async def _save_questions(desk: Desk, page: Page) -> Reply:
    form = await desk.call.form()
    try:
        return await saving.save_page(desk, page, form)
    finally:
        await form.close()


async def _save_identify(desk: Desk, page: Page) -> Reply:
    if desk.opened.standing.holder == "known":
        return await admission.identify_again(desk, page)
    return await _save_questions(desk, page)


async def _show_review(desk: Desk, _: Page) -> Reply:
    typed = kept.posted_here(desk)
    if typed is None:
        return review.show_review(desk)
    reply = await review.take_up(desk, typed)
    await kept.let_go(desk)
    return reply


async def _save_review(desk: Desk, _: Page) -> Reply:
    return await review.save_review(desk, await desk.call.form())


async def _show_confirmation(desk: Desk, _: Page) -> Reply:
    return confirmation.show_confirmation(desk)


async def _show_stop(desk: Desk) -> Reply:
    return wizard.show_stop(desk)


async def _show_saved(desk: Desk) -> Reply:
    return start.show_saved(desk)


async def _go_on(desk: Desk) -> Reply:
    return Redirect(wizard.addresses_of(desk).resume)


PAGES: Final[Mapping[str, Route[PageHandler]]] = {
    "identify": Route(_show_questions, _save_identify),
    **{kind: Route(_show_questions, _save_questions) for kind in sorted(QUESTIONS - {"identify"})},
    "review": Route(_show_review, _save_review),
    "confirmation": Route(_show_confirmation),
}
"""By the kind of the page."""
BESIDE: Final[Mapping[str, Route[DeskHandler]]] = {
    MAKE_ACCOUNT: Route(signing_up.show, signing_up.ask),
    STOP: Route(_show_stop),
    LEAVE: Route(_show_saved),
    DELETE_DRAFT: Route(discarding.show_deletion, discarding.delete_draft),
    DOWNLOAD_DATA: Route(dossier_data.show_data, dossier_data.download_data),
    "": Route(_go_on),
}
"""What else there is of a dossier, by the last part of its address."""
