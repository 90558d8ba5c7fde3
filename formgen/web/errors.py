"""Pages of refusals and failures: a fitting status, plain words, nothing of the inside."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from formgen.compiler.catalogues import Words
from formgen.rendering.html.views import Around, ErrorView
from formgen.web.calls import Call
from formgen.web.house import House
from formgen.web.languages import preferred
from formgen.web.refusals import STATUS, Refusal
from formgen.web.replies import Page

_log = logging.getLogger("formgen.web")


def refusal_page(house: House, call: Call, refusal: Refusal) -> Page:
    """The page of a refusal. It asks the database nothing, since that may be what fails."""
    language = preferred(call.header(b"accept-language"), house.languages) or house.languages[0]
    values: dict[str, Any] = {}
    if refusal.kind == "too_large":
        values["size"] = house.size_writer(language)(house.settings.upload_limit)
    return _page(house, language, refusal.kind, refusal.status, values, refusal.again)


def failure_page(house: House, call: Call, fault: Exception) -> Page:
    """The page of a fault of ours; a number leads to it in the log."""
    number = secrets.token_hex(4)
    _log.error("failure %s: %s %s", number, call.method, call.path.split("/")[1], exc_info=fault)
    language = preferred(call.header(b"accept-language"), house.languages) or house.languages[0]
    return _page(house, language, "server_error", STATUS["server_error"], {"number": number}, "")


def _page(house: House, language: str, kind: str, status: int, values: dict[str, Any], again: str) -> Page:
    words = Words(language)
    view = ErrorView(around=Around(), status=status, kind=kind, values=values, again=again)
    assert f"{kind}_title" in words
    return Page(house.site.show(view, language), status)
