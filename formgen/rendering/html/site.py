"""The pages of an installation: `Site` for what belongs to no procedure, `ProcedurePages` for the rest.

site = Site(title="Littleham Parish", themes=[Path("theme")])
html = site.show(PortalView(around=around, categories=…), "en")
asset = site.assets.get("3f9a1c20d7e4/styles/formgen.css")   # Asset(body, media_type), kept for ever

pages = site.procedure(procedure)                        # cheap; templates are made at first use
pages.prepare()                                          # or all at once, when serving starts
view = pages.page_view("family", "fr", evaluation, entries, around=around, with_errors=False)
view.back, view.revision = "/…/civil_status", 7
html = pages.page("family", view, "fr")
html = pages.show(ReviewView(…), "fr")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from formgen.compiler.catalogues import Words
from formgen.compiler.formatting.locales import reader_locale
from formgen.rendering.html.assets import Assets
from formgen.rendering.html.quick import Render
from formgen.rendering.html.shown import (
    chosen,
    direction,
    grouped_digits,
    language_name,
    offered,
    size_writer,
)
from formgen.rendering.html.theme import Theme
from formgen.rendering.html.views.account import AccountView
from formgen.rendering.html.views.data_index import DataIndexView
from formgen.rendering.html.views.drafts import SavedView, StartView
from formgen.rendering.html.views.errors import ConflictView, ErrorView
from formgen.rendering.html.views.filed import ConfirmationView, NumberView
from formgen.rendering.html.views.portal import HelpView, InformationView, PortalView
from formgen.rendering.html.views.questions import RemoveView, StopView
from formgen.rendering.html.views.review import ReviewView
from formgen.rendering.html.views.space import NoticeView, SpaceView

if TYPE_CHECKING:
    from formgen.compiler.procedure import Procedure
    from formgen.rendering.html.pages import ProcedurePages

TEMPLATES: Final[Mapping[type[Any], str]] = {
    PortalView: "portal.html",
    SpaceView: "space.html",
    NoticeView: "notice.html",
    HelpView: "help.html",
    StartView: "start.html",
    StopView: "stop.html",
    RemoveView: "remove.html",
    ReviewView: "review.html",
    ConfirmationView: "confirmation.html",
    NumberView: "number.html",
    SavedView: "saved.html",
    ErrorView: "error.html",
    ConflictView: "conflict.html",
    InformationView: "information.html",
    AccountView: "account.html",
    DataIndexView: "data_index.html",
}
OF_THE_SITE: Final = frozenset({"portal.html", "space.html", "notice.html", "help.html"})
"""Pages that are never shown in the frame of a procedure."""
FOOTER: Final = (
    ("/help", "help_and_contact"),
    ("/accessibility", "accessibility_level"),
    ("/data", "data_notice"),
)
"""Pages that the footer of every page leads to, and what they are called."""
WORDS_OF_SCRIPTS: Final = (
    "no_match", "search_in_list", "upload_under_way", "upload_done", "loading", "choose_in_list",
)  # fmt: skip


class Site:
    """Pages without a procedure: portal, errors, information; and what all pages share.

    `themes` are folders that override files of `renderers/html/` one by one, the first one winning. `title`
    is how the portal is called, `home` its address. `assets_at` is where `assets` are served.
    """

    def __init__(
        self, title: str, themes: Sequence[Path] = (), assets_at: str = "/assets/", home: str = "/"
    ) -> None:
        self.title = title
        self.home = home
        self.theme = Theme(themes)
        self.assets = Assets(self.theme, assets_at)
        self._made: dict[tuple[str, str], Render] = {}

    def show(self, view: Any, language: str) -> str:
        """The page of a PortalView, ErrorView, InformationView, or any view that needs no procedure."""
        template = TEMPLATES[type(view)]
        render = self._made.get((template, language))
        if render is None:
            words = Words(language)
            render = self.theme.specialise(
                template, self.fixed(language, words), self.shared(language, words)
            )
            self._made[template, language] = render
        return render(values_of(view))

    def procedure(self, procedure: Procedure) -> ProcedurePages:
        """The pages of a procedure."""
        from formgen.rendering.html.pages import ProcedurePages

        return ProcedurePages(self, procedure)

    def fixed(self, language: str, words: Words) -> dict[str, Any]:
        """What every template is specialised with."""
        return {
            "language": language,
            "direction": direction(language),
            "words": words,
            "language_name": language_name,
            "asset": self.assets.address,
            "site_name": self.title,
            "home": self.home,
            "service": None,
            "procedure_title": "",
            "footer_links": [{"href": href, "text": words.get(key)} for href, key in FOOTER],
            "script_words": _as_json({key: _template(words, key) for key in WORDS_OF_SCRIPTS}),
        }

    def shared(self, language: str, words: Words) -> dict[str, Any]:
        """What every template can call when it is shown."""
        return {
            # Pages say the same few words with values over and over: where one is, until when.
            "words": lru_cache(maxsize=512, typed=True)(words.get),
            "size": size_writer(reader_locale(words.language)),
            "chosen": chosen,
            "offered": offered,
            "grouped_digits": grouped_digits,
            "language_name": language_name,
            "texts": (),
            "frame": (),
            "warning_summary": (),
        }


_getters: dict[type[Any], tuple[tuple[str, ...], attrgetter[Any]]] = {}


def values_of(view: Any) -> dict[str, Any]:
    """The attributes of a view by name."""
    kind = type(view)
    found = _getters.get(kind)
    if found is None:
        names = tuple(each.name for each in fields(kind))
        found = _getters[kind] = (names, attrgetter(*names))
    names, getter = found
    return dict(zip(names, getter(view), strict=True))


def _template(words: Words, key: str) -> str:
    """Words with the names of their values left in, for scripts to fill."""
    try:
        return words.get(key)
    except LookupError:
        return words.get(key, name="{name}", percent="{percent}", count="{count}")


def _as_json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
