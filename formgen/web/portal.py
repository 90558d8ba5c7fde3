"""The portal, and pages that belong to no procedure."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from formgen.casework.space import Wanted
from formgen.casework.versions import Version
from formgen.compiler.catalogues import Words
from formgen.rendering.html.views.portal import (
    Category,
    HelpView,
    InformationView,
    PortalView,
    ServiceContact,
    Tile,
)
from formgen.web.addresses import SPACE
from formgen.web.calls import Call
from formgen.web.house import House, around
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Reply
from formgen.web.requests import drafts_of, notices_of, requests_of
from formgen.web.visitors import visitor_of

HELP: Final = "help"
INFORMATION: Final = {
    "accessibility": "accessibility_level",
    "data": "data_notice",
    HELP: "help_and_contact",
}
"""Pages of the footer, and the words that title them."""
BRIEFLY: Final = 3
"""How much of each list the portal shows."""


async def show_portal(house: House, call: Call, language: str) -> Reply:
    """What can be done here, and briefly what was begun, filed and told."""
    words = Words(language)
    visitor = await visitor_of(house, call)
    owner = visitor.owner
    lists = await house.space.lists(owner, Wanted(BRIEFLY))
    more = max(lists.all_drafts, lists.all_filed, lists.all_notices) > BRIEFLY
    surroundings = around(call, house.languages, language, words)
    house.accompany(surroundings, visitor.session, language)
    view = PortalView(
        around=surroundings,
        categories=_categories(house, language),
        drafts=await drafts_of(house, owner, lists.drafts, language),
        requests=await requests_of(house, owner, lists.filed, language),
        notices=notices_of(house, [each for each in lists.notices if each.opened_at is None], language),
        space=SPACE if more else "",
    )
    return Page(house.site.show(view, language))


def _categories(house: House, language: str) -> list[Category]:
    """Kinds of procedures in the order of the settings, then others; those without a procedure come last.

    They are told only where at least one kind of the settings has a procedure.
    """
    by_kind: dict[str, list[Version]] = {}
    for version in sorted(house.versions.current.values(), key=lambda each: each.procedure.id):
        by_kind.setdefault(version.procedure.spec.category or "", []).append(version)
    declared = house.settings.categories
    order = [*declared, *sorted(kind for kind in by_kind if kind and kind not in declared), ""]
    found = [
        Category(
            title=_kind(house, kind, language), tiles=[_tile(house, each, language) for each in by_kind[kind]]
        )
        for kind in order
        if kind in by_kind
    ]
    absent = [Tile(title=_kind(house, kind, language)) for kind in declared if kind not in by_kind]
    # Settings that speak of none of these procedures are another service's: those of the folder one works in.
    return [*found, Category(title="", tiles=absent)] if 0 < len(absent) < len(declared) else found


def _kind(house: House, kind: str, language: str) -> str:
    titles = house.settings.categories.get(kind, {})
    return titles.get(language) or next(iter(titles.values()), kind.replace("_", " ").capitalize())


def _tile(house: House, version: Version, language: str) -> Tile:
    procedure = version.procedure
    spoken = language if language in procedure.languages else procedure.languages[0]
    wording = house.presentation.wording(version, spoken)
    return Tile(
        title=wording.text(procedure.spec.title, procedure.scope).text([]),
        summary=wording.text(procedure.spec.summary, procedure.scope).text([]),
        href=f"/{procedure.id}",
        language="" if spoken == language else spoken,
    )


async def show_information(house: House, call: Call, name: str, language: str) -> Reply:
    """The accessibility statement, the data notice, help. Raises Refusal."""
    if name not in INFORMATION:
        raise Refusal("not_found")
    words = Words(language)
    surroundings = around(call, house.languages, language, words)
    house.accompany(surroundings, (await visitor_of(house, call)).session, language)
    if name == HELP:
        view: HelpView | InformationView = HelpView(
            around=surroundings, services=_services(house, language), accounts=house.has_accounts
        )
        return Page(house.site.show(view, language))
    paragraphs = words.get(f"{name}_statement").split("\n\n")
    view = InformationView(
        around=surroundings,
        title=words.get(INFORMATION[name]),
        text=Markup().join(Markup("<p>{}</p>").format(each) for each in paragraphs),
    )
    return Page(house.site.show(view, language))


def _services(house: House, language: str) -> list[ServiceContact]:
    """Whom to ask; a service in charge of several procedures stands once."""
    found: dict[tuple[str, ...], tuple[list[str], str]] = {}
    for version in sorted(house.versions.current.values(), key=lambda each: each.procedure.id):
        spec, scope = version.procedure.spec, version.procedure.scope
        spoken = language if language in version.procedure.languages else version.procedure.languages[0]
        text = house.presentation.wording(version, spoken).text
        service = spec.service
        name, address = (text(each, scope).text([]) for each in (service.name, service.address))
        key = (name, address, service.email or "", service.phone or "")
        found.setdefault(key, ([], "" if spoken == language else spoken))[0].append(
            text(spec.title, scope).text([])
        )
    return [
        ServiceContact(
            name=name, address=address, email=email, phone=phone, procedures=titles, language=marked
        )
        for (name, address, email, phone), (titles, marked) in found.items()
    ]
