"""Asking registers: who the person is, and what the answers make it possible to look up."""

from __future__ import annotations

import logging

from formgen.casework.dossiers import OpenDossier
from formgen.casework.facts import Kept
from formgen.casework.registers import Looked
from formgen.compiler.procedure import Page
from formgen.web.house import Desk

_log = logging.getLogger("formgen.web")


async def after_answers(
    desk: Desk, tried: OpenDossier, page: Page, *, whole: bool
) -> tuple[OpenDossier, str]:
    """The dossier with what registers say to its new answers, and why identification failed ("" if not).

    The failure is one of `PageView.failure`.
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
            tried = desk.house.dossiers.changed(tried, tried.entries, _without(tried.kept, person))
        if whole and not tried.standing.is_wrong(page) and not tried.standing.is_identified:
            tried, failure = await _identify(desk, tried, person)
    for name in desk.house.registers.stale(tried.evaluation, tried.kept, skip=person):
        looked = await _look_up(desk, tried, name)
        if looked.outcome in ("found", "not_found"):
            tried = desk.house.dossiers.changed(tried, tried.entries, looked.kept)
    return tried, failure


async def _identify(desk: Desk, tried: OpenDossier, name: str) -> tuple[OpenDossier, str]:
    client = desk.call.scope.get("client")
    caller = str(client[0]) if client else ""
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


def _without(kept: Kept, name: str) -> Kept:
    records = {source: record for source, record in kept.get("records", {}).items() if source != name}
    return {**kept, "records": records}
