"""The pages of one procedure, and what they show of an evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from formgen.compiler.procedure import Field, Page, Procedure
from formgen.rendering.html.again import view_again
from formgen.rendering.html.in_language import PagesInLanguage
from formgen.rendering.html.site import TEMPLATES, Site, values_of
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.documents import StoredFile
from formgen.rendering.html.views.questions import PageView
from formgen.rendering.html.views.review import ReviewView
from formgen.rendering.wording import Wording

if TYPE_CHECKING:
    from formgen.compiler.answers import Answers
    from formgen.compiler.evaluation import Evaluation


class ProcedurePages:
    """The pages of a procedure: in every language it speaks."""

    def __init__(self, site: Site, procedure: Procedure) -> None:
        self.site = site
        self.procedure = procedure
        self._in: dict[str, PagesInLanguage] = {}

    def wording(self, language: str) -> Wording:
        """The texts of the procedure in a language it speaks, or in its own."""
        return self._spoken(language).wording

    def prepare(self) -> None:
        """Specialise every page in every language now."""
        for language in self.procedure.languages:
            self._spoken(language).prepare()

    def templates(self, language: str) -> Iterator[tuple[str, str]]:
        """Every page specialised in a language, as the source of a template, by name: "pages/family.html"."""
        yield from self._spoken(language).templates()

    def page(self, id: str, view: PageView, language: str) -> str:
        """A page of orientation, identification or a step, or the preamble. Raises LookupError for another
        id.
        """
        return self._spoken(language).page(id)(values_of(view))

    def encoded_page(self, id: str, view: PageView, language: str) -> bytes:
        """`page` as it is sent, in UTF-8."""
        return self._spoken(language).page(id).encoded(values_of(view))

    def item(self, list_path: str, view: PageView, language: str, page: str = "") -> str:
        """The page of an item of a list; `page` names one of several."""
        return self._spoken(language).item(list_path, page)(values_of(view))

    def show(self, view: Any, language: str) -> str:
        """The page of any other view, in the frame of the procedure."""
        return self._spoken(language).other(TEMPLATES[type(view)])(values_of(view))

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
        """What a page shows of an evaluation. `entries` as typed, by field path, defaults put in by the
        caller.

        `with_errors`: after a post that could not be saved, or when the person comes from the review.
        `stored` are files by `Paper.key`, `refused` messages for files just refused.
        """
        filler = self._spoken(language).filler
        view = filler.page(id, evaluation, entries, with_errors=with_errors)
        view.around = around
        if self.procedure.pages[id].documents:
            filler.add_documents(
                view, id, evaluation, entries, stored or {}, refused or {}, with_errors=with_errors
            )
        return view

    def step_of(self, language: str, evaluation: Evaluation, page: Page) -> tuple[int, int, str]:
        """The step that a page is in, of how many, and its title; 0, 0, "" outside the steps."""
        standing = self._spoken(language).filler.standing
        step, steps, _ = standing.of(evaluation, page)
        return step, steps, standing.title(page.step, evaluation.frame) if page.step is not None else ""

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
        """What the page of an item shows. `entries` are the dossier's; the item must be among them, with its
        id.
        """
        view = self._spoken(language).filler.item(
            list_path, item_id, page, evaluation, entries, with_errors=with_errors
        )
        view.around = around
        return view

    def again(self, fields: tuple[Field, ...], view: PageView, language: str) -> str:
        """The page that asks for some answers once more."""
        return self._spoken(language).again(fields)(values_of(view))

    def again_view(
        self,
        fields: tuple[Field, ...],
        language: str,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        answers: Answers | None,
        *,
        around: Around,
    ) -> PageView:
        """What that page shows, and what is wrong with `answers` if there are any. `evaluation`: of none."""
        messages = self._spoken(language).filler.messages
        return view_again(messages, fields, evaluation.frame, entries, answers, around)

    def review_view(
        self,
        language: str,
        evaluation: Evaluation,
        entries: Mapping[str, Any],
        *,
        around: Around,
        address_of: Callable[[str], str],
        with_errors: bool,
        stored: Mapping[str, Sequence[StoredFile]] | None = None,
    ) -> ReviewView:
        """What the review shows; `address_of(page_id)` is where answers of a page are changed."""
        reviewer = self._spoken(language).reviewer
        view = reviewer.view(evaluation, entries, stored or {}, address_of, with_errors=with_errors)
        view.around = around
        return view

    def _spoken(self, language: str) -> PagesInLanguage:
        found = self._in.get(language)
        if found is None:
            spoken = language if language in self.procedure.languages else self.procedure.languages[0]
            found = self._in.get(spoken) or PagesInLanguage(self.site, self.procedure, spoken)
            self._in[spoken] = found
        return found
