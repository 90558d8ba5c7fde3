"""Asking registers: who the person is, and what the answers make it possible to look up."""

from __future__ import annotations

import logging
from typing import Any

from formgen.casework.accounts.people import realm_of
from formgen.casework.open_dossier import OpenDossier
from formgen.casework.registers import Looked
from formgen.compiler.procedure import Page
from formgen.web.house import Desk

_log = logging.getLogger("formgen.web")


async def after_answers(
    desk: Desk, tried: OpenDossier, page: Page, *, whole: bool
) -> tuple[OpenDossier, str]:
    """The dossier with what registers say to its new answers, and why one could not be asked ("" if not).

    The failure is one of `PageView.failure`. A record that was found with other answers is another's: it is
    let go even when the register cannot be asked now.
    """
    spec = tried.procedure.spec
    if not spec.sources:
        return tried, ""
    failure = ""
    knows = spec.account.identify_with if spec.account is not None else None
    person = knows.value if knows is not None else ""
    if page.kind == "identify":
        if person in desk.house.registers.stale(tried.evaluation, tried.kept):
            # Another person than the one whose record is kept: it must not serve for both.
            tried = _without(desk, tried, person)
        if whole and not tried.standing.is_wrong(page) and not tried.standing.is_identified:
            tried, failure = await _identify(desk, tried, person)
    for name in desk.house.registers.stale(tried.evaluation, tried.kept, skip=person):
        sought, told = await _seek(desk, tried, name)
        tried = _without(desk, tried, name) if sought is tried else sought
        if whole and _asks_for(tried, page, name):
            failure = failure or told
    return tried, failure


async def _seek(desk: Desk, tried: OpenDossier, name: str) -> tuple[OpenDossier, str]:
    """The dossier with the record of a source; as it is, and why, where the source could not be asked.

    Whoever looks for people in the register that accounts belong to is slowed down as at identification.
    """
    people = tried.procedure.spec.sources[name].register == realm_of(tried.procedure)
    caller = _caller(desk)
    if people and desk.house.attempts.exhausted(caller):
        return tried, "too_many"
    looked = await _look_up(desk, tried, name)
    if looked.outcome not in ("found", "not_found"):
        return tried, "unavailable" if people else ""
    if people and looked.outcome == "not_found":
        desk.house.attempts.failed(caller)
    return desk.house.dossiers.changed(tried, tried.entries, looked.kept), ""


def _asks_for(tried: OpenDossier, page: Page, name: str) -> bool:
    """Whether a page asks for what a source is searched with."""
    ways = tried.procedure.spec.sources[name].lookup
    asked = {field.value.partition(".")[0] for way in ways for field in way.values()}
    return any(each.path in asked for each in page.fields)


async def _identify(desk: Desk, tried: OpenDossier, name: str) -> tuple[OpenDossier, str]:
    caller = _caller(desk)
    if desk.house.attempts.exhausted(caller):
        return tried, "too_many"
    looked = await _look_up(desk, tried, name)
    if looked.outcome == "found":
        return desk.house.dossiers.changed(tried, tried.entries, looked.kept), ""
    if looked.outcome == "unavailable":
        return tried, "unavailable"
    desk.house.attempts.failed(caller)
    return tried, "not_found"


async def _look_up(desk: Desk, tried: OpenDossier, name: str) -> Looked:
    house = desk.house
    looked = await house.registers.look_up(tried.evaluation, name, tried.kept, house.clock())
    if looked.fault is not None:
        _log.warning("%s: %s", name, looked.fault)
    return looked


def _caller(desk: Desk) -> str:
    client = desk.call.scope.get("client")
    return str(client[0]) if client else ""


def _without(desk: Desk, tried: OpenDossier, name: str) -> OpenDossier:
    """The dossier without the record of a source."""
    records: dict[str, Any] = tried.kept.get("records", {})
    if name not in records:
        return tried
    kept = {**tried.kept, "records": {each: record for each, record in records.items() if each != name}}
    return desk.house.dossiers.changed(tried, tried.entries, kept)
