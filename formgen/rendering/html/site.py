"""The pages of an installation: `Site` for what belongs to no procedure, `ProcedurePages` for the rest.

    site = Site(title="Littleham Parish", themes=[Path("theme")])
    html = site.show(PortalView(around=around, categories=…), "en")
    asset = site.assets.get("formgen.3f9a1c20.css")          # Asset(body, media_type), kept for a year

    pages = site.procedure(procedure)                        # cheap; templates are made at first use
    pages.prepare()                                          # or all at once, when serving starts
    view = pages.page_view("family", "fr", evaluation, entries, around=around, with_errors=False)
    view.back, view.revision = "/…/civil_status", 7
    html = pages.page("family", view, "fr")
    html = pages.show(ReviewView(…), "fr")
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from formgen.rendering.html.views import (
    Around,
    PageView,
    ReviewView,
    StoredFile,
)

if TYPE_CHECKING:
    from formgen.compiler.evaluation import Evaluation
    from formgen.compiler.procedure import Procedure
    from formgen.rendering.html.assets import Assets


class Site:
    """Pages without a procedure: portal, errors, information; and what all pages share.

    `themes` are folders that override files of `renderers/html/` one by one, the first one winning. `title` is how
    the portal is called. `assets_at` is where WEB serves `assets`.
    """

    assets: Assets

    def __init__(self, title: str, themes: Sequence[Path] = (), assets_at: str = "/assets/") -> None:
        raise NotImplementedError

    def show(self, view: Any, language: str) -> str:
        """The page of a PortalView, ErrorView or InformationView."""
        raise NotImplementedError

    def procedure(self, procedure: Procedure) -> ProcedurePages:
        """The pages of a procedure."""
        raise NotImplementedError


class ProcedurePages:
    """The pages of one procedure, each specialised once per language."""

    def prepare(self) -> None:
        """Specialise everything now."""
        raise NotImplementedError

    def page(self, id: str, view: PageView, language: str) -> str:
        """A page of orientation, identification or a step, or the preamble."""
        raise NotImplementedError

    def item(self, list_path: str, view: PageView, language: str, page: str = "") -> str:
        """The page of an item of a list; `page` names one of several."""
        raise NotImplementedError

    def show(self, view: Any, language: str) -> str:
        """The page of a StartView, StopView, RemoveView, ReviewView, ConfirmationView, NumberView, SavedView, ConflictView, or ErrorView in the procedure's frame."""
        raise NotImplementedError

    def page_view(
        self,
        id: str,
        language: str,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        *,
        around: Around,
        with_errors: bool,
        stored: Mapping[str, Sequence[StoredFile]] | None = None,
        refused: Mapping[str, Sequence[str]] | None = None,
    ) -> PageView:
        """What a page shows of an evaluation. `entries` as typed, by field path, defaults put in by the caller.

        `with_errors`: after a post that could not be saved, or when the person comes from the review. `stored` are
        files by `Paper.key`, `refused` messages for files just refused.
        """
        raise NotImplementedError

    def item_view(
        self,
        list_path: str,
        item_id: str,
        language: str,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        *,
        around: Around,
        with_errors: bool,
        page: str = "",
    ) -> PageView:
        """The same of an item of a list; `entries` are the item's, `item_id` "" or unknown for one being added."""
        raise NotImplementedError

    def review_view(
        self,
        language: str,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        *,
        around: Around,
        address_of: Any,
        with_errors: bool,
        stored: Mapping[str, Sequence[StoredFile]] | None = None,
    ) -> ReviewView:
        """What the review shows; `address_of(page_id, item_path)` is where an answer is changed."""
        raise NotImplementedError
