"""Pages of refusals and failures: a fitting status, plain words, nothing of the inside."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from math import ceil
from typing import Any, Final

from formgen.compiler.catalogues import Words
from formgen.compiler.formatting.lengths import length_of_time
from formgen.compiler.formatting.locales import reader_locale
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.errors import ErrorView
from formgen.storage.errors import StorageError
from formgen.web.calls import Call
from formgen.web.coming_back import return_to
from formgen.web.house import House, around
from formgen.web.languages import preferred
from formgen.web.refusals import STATUS, Refusal
from formgen.web.replies import Page
from formgen.web.speaking import language_of
from formgen.web.visitors import visitor_of

_log = logging.getLogger("formgen.web")
_LOST: Final = frozenset({"not_found", "session_lost"})
"""Refusals of what may be there, and another browser's."""
_NOBODY_ASKS: Final = frozenset({"unavailable", "wrong_host"})
"""Refusals that ask the database nothing: it may be what fails, or nobody known can have come this way."""


async def refusal_page(house: House, call: Call, refusal: Refusal) -> Page:
    """The page of a refusal."""
    language, surroundings = await _surroundings(house, call, asks=refusal.kind not in _NOBODY_ASKS)
    values: dict[str, Any] = {}
    if refusal.kind == "too_large":
        values["size"] = house.size_writer(language)(house.settings.upload_limit)
    if refusal.wait:
        values["duration"] = _in_minutes(refusal.wait, language)
    view = ErrorView(
        around=surroundings, status=refusal.status, kind=refusal.kind, values=values, again=refusal.again
    )
    version = house.versions.current.get(call.segments[0]) if refusal.kind in _LOST else None
    if version is not None:
        view.return_to = return_to(version.procedure)
    page = _page(house, language, view)
    page.retry_after = ceil(refusal.wait.total_seconds())
    return page


async def failure_page(house: House, call: Call, fault: Exception) -> Page:
    """The page of a fault of ours; a number leads to it in the log."""
    number = secrets.token_hex(4)
    _log.error("failure %s: %s %s", number, call.method, call.path.split("/")[1], exc_info=fault)
    language, surroundings = await _surroundings(house, call, asks=True)
    kind = "server_error"
    view = ErrorView(around=surroundings, status=STATUS[kind], kind=kind, values={"number": number})
    return _page(house, language, view)


def _in_minutes(wait: timedelta, language: str) -> str:
    return length_of_time(max(1, ceil(wait.total_seconds() / 60)), "minute", reader_locale(language))


async def _surroundings(house: House, call: Call, *, asks: bool) -> tuple[str, Around]:
    """The language of the reader and who they are, as far as that can be found out now."""
    if asks:
        try:
            language = await language_of(house, call)
            visitor = await visitor_of(house, call)
        except StorageError as fault:
            _log.error("a refusal is told to nobody by name: %s", fault)
        else:
            # A language is chosen by reading the page once more, which what was posted cannot be.
            spoken = [] if call.method == "POST" else house.languages
            surroundings = around(call, spoken, language, Words(language))
            house.accompany(surroundings, visitor.session, language)
            return language, surroundings
    return preferred(call.header(b"accept-language"), house.languages) or house.languages[0], Around()


def _page(house: House, language: str, view: ErrorView) -> Page:
    assert f"{view.kind}_title" in Words(language)
    return Page(house.site.show(view, language), view.status)
