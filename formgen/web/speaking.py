"""Choosing a language, and remembering it."""

from __future__ import annotations

import json

from formgen.casework.versions import Version
from formgen.storage.errors import DossierMissing
from formgen.storage.queries.dossiers import change_language as keep_language
from formgen.storage.queries.sessions import save_session
from formgen.storage.statement import Connection
from formgen.web.calls import Call
from formgen.web.house import House, chosen_language
from formgen.web.languages import preferred
from formgen.web.replies import Redirect, Reply
from formgen.web.sessions import language_cookie, language_in
from formgen.web.visitors import visitor_of


async def language_of(house: House, call: Call, version: Version | None = None) -> str:
    """The language of a page outside a dossier: chosen before, else the browser's."""
    spoken = version.procedure.languages if version is not None else house.languages
    session = (await visitor_of(house, call)).session
    if session is not None and (chosen := chosen_language(session.json)) in spoken:
        return chosen
    chosen = language_in(call.scope["headers"])
    if chosen in spoken:
        return chosen
    return preferred(call.header(b"accept-language"), spoken) or spoken[0]


async def change_language(house: House, call: Call) -> Reply:
    """Remember the language that an address asks for, and show the page in it.

    A language that nobody speaks here is passed over.
    """
    language = call.query["language"]
    here = Redirect(call.without("language"))
    version = house.versions.current.get(call.segments[0])
    known = {*house.languages, *(version.procedure.languages if version is not None else ())}
    if language not in known:
        return here
    visitor, at = await visitor_of(house, call), house.clock()
    session = visitor.session
    if session is None:
        # Nothing is kept of somebody who has begun nothing: an address alone must not fill the database.
        here.cookie = language_cookie(language, secure=house.secure)
        return here
    data = {**json.loads(session.json), "language": language}
    dossier = call.segments[1] if len(call.segments) > 1 and version is not None else ""

    def write(connection: Connection) -> None:
        save_session(connection, call.session, at, data)

    def write_dossier(connection: Connection) -> None:
        keep_language(connection, dossier, visitor.owner, language)

    await house.dossiers.database.write(write)
    if dossier:
        try:
            await house.dossiers.database.write(write_dossier)
        except DossierMissing:
            # An address that is no dossier of this browser says so itself when it is shown.
            return here
    return here
