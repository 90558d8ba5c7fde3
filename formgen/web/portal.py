"""The portal, and pages that belong to no procedure."""

from __future__ import annotations

from markupsafe import Markup

from formgen.casework.versions import Version
from formgen.compiler.catalogues import Words
from formgen.rendering.html.views import Category, Draft, InformationView, PortalView, Tile
from formgen.storage.queries.dossiers import DossierLine
from formgen.web.addresses import Addresses
from formgen.web.calls import Call
from formgen.web.house import House, around
from formgen.web.refusals import Refusal
from formgen.web.replies import Page, Reply
from formgen.web.visitors import visitor_of

INFORMATION = {"accessibility": "accessibility_level", "data": "data_notice"}
"""Pages of the footer, and the words that title them."""


async def show_portal(house: House, call: Call, language: str) -> Reply:
    """What can be done here, and what this browser has begun."""
    words = Words(language)
    visitor = await visitor_of(house, call)
    lines = await house.dossiers.drafts(visitor.owner) if visitor.owner else []
    view = PortalView(
        around=around(call, house.languages, language, words),
        categories=_categories(house, language),
        drafts=drafts_of(house, lines, language),
    )
    house.accompany(view.around, visitor.session, language)
    return Page(house.site.show(view, language))


def drafts_of(house: House, lines: list[DossierLine], language: str) -> list[Draft]:
    """Drafts to be resumed; those of a procedure that is not served any more are kept and not shown."""
    drafts = []
    for line in lines:
        version = house.versions.current.get(line.procedure)
        if version is None:
            continue
        wording = house.presentation.wording(version, language)
        title = wording.text(version.procedure.spec.title, version.procedure.scope).text([])
        saved = wording.formatter.dates.moment(line.saved_at)
        drafts.append(Draft(title=title, href=Addresses(line.procedure, line.id).resume, saved_on=saved))
    return drafts


def _categories(house: House, language: str) -> list[Category]:
    """Kinds of procedures in the order of the settings, then others; those without a procedure come last."""
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
    return [*found, Category(title="", tiles=absent)] if absent else found


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


def show_information(house: House, call: Call, name: str, language: str) -> Reply:
    """The accessibility statement, the data notice."""
    if name not in INFORMATION:
        raise Refusal("not_found")
    words = Words(language)
    paragraphs = words.get(f"{name}_statement").split("\n\n")
    view = InformationView(
        around=around(call, house.languages, language, words),
        title=words.get(INFORMATION[name]),
        text=Markup().join(Markup("<p>{}</p>").format(each) for each in paragraphs),
    )
    return Page(house.site.show(view, language))
