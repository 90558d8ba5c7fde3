"""The pages of one procedure, each specialised once per language, and what they show of an evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from formgen.compiler.formatting.lengths import length_of_time
from formgen.compiler.procedure import Field, Page, Procedure
from formgen.rendering.html.again import TEMPLATE as AGAIN
from formgen.rendering.html.again import plan_again, view_again
from formgen.rendering.html.filling import Filler
from formgen.rendering.html.plan import PagePlan
from formgen.rendering.html.planning import Planner
from formgen.rendering.html.quick import Render
from formgen.rendering.html.reviewing import Reviewer
from formgen.rendering.html.script import conditions_module
from formgen.rendering.html.site import OF_THE_SITE, TEMPLATES, Site, values_of
from formgen.rendering.html.views.around import Around
from formgen.rendering.html.views.documents import StoredFile
from formgen.rendering.html.views.questions import PageView
from formgen.rendering.html.views.review import ReviewView
from formgen.rendering.wording import Wording

if TYPE_CHECKING:
    from formgen.compiler.answers import Answers
    from formgen.compiler.evaluation import Evaluation

QUESTIONS = frozenset({"orientation", "identify", "page"})


class ProcedurePages:
    """The pages of a procedure: in every language it speaks."""

    def __init__(self, site: Site, procedure: Procedure) -> None:
        self.site = site
        self.procedure = procedure
        self._in: dict[str, _InLanguage] = {}

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
        filler = self._spoken(language).filler
        step, steps, _ = filler.standing(evaluation, page)
        return step, steps, filler.step_title(page.step, evaluation.frame) if page.step is not None else ""

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

    def _spoken(self, language: str) -> _InLanguage:
        found = self._in.get(language)
        if found is None:
            spoken = language if language in self.procedure.languages else self.procedure.languages[0]
            found = self._in.get(spoken) or _InLanguage(self.site, self.procedure, spoken)
            self._in[spoken] = found
        return found


class _InLanguage:
    """The pages in one language."""

    def __init__(self, site: Site, procedure: Procedure, language: str) -> None:
        self.site = site
        self.procedure = procedure
        self.wording = Wording(procedure, language)
        self.planner = Planner(self.wording, site.theme, self._picture)
        self.filler = Filler(self.wording)
        self.reviewer = Reviewer(self.wording, self.filler)
        self._made: dict[str, Render] = {}
        self._shared = {
            **site.shared(language, self.wording.words),
            "texts": self.planner.functions,
            "options": self.planner.options,
        }

    def prepare(self) -> None:
        for page in self.procedure.pages.values():
            if page.kind in QUESTIONS or page.kind == "preamble":
                self.page(page.id)
        for list_path, page_id in self._item_pages():
            self.item(list_path, page_id)
        for template in self._others():
            self.other(template)

    def page(self, id: str) -> Render:
        found = self._made.get(f"page {id}")
        if found is None:
            page = self.procedure.pages[id]
            if page.kind not in QUESTIONS and page.kind != "preamble":
                raise LookupError(f"{id} is not a page of questions")
            found = self._made[f"page {id}"] = self._specialise(_template_of(page), self._planned(page))
        return found

    def item(self, list_path: str, page: str) -> Render:
        key = f"item {list_path} {page}"
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._specialise("page.html", self._planned_item(list_path, page))
        return found

    def again(self, fields: tuple[Field, ...]) -> Render:
        found = self._made.get("again")
        if found is None:
            found = self._made["again"] = self._specialise(AGAIN, plan_again(self.planner, fields))
        return found

    def other(self, template: str) -> Render:
        found = self._made.get(template)
        if found is None:
            found = self._made[template] = self._specialise(template, None)
        return found

    def _planned(self, page: Page) -> PagePlan:
        plan = self.planner.page(page)
        plan.module = self.module
        return plan

    def _planned_item(self, list_path: str, page: str) -> PagePlan:
        field = self.procedure.fields[list_path]
        plan = self.planner.item(field, page, members_of(field, page), self.filler.page_of(list_path))
        plan.module = self.module
        plan.script = f"{list_path}/{page}"
        return plan

    def templates(self) -> Iterator[tuple[str, str]]:
        written = self.site.theme.written
        for page in self.procedure.pages.values():
            if page.kind in QUESTIONS or page.kind == "preamble":
                yield (
                    f"pages/{page.id}.html",
                    written(_template_of(page), self._fixed(self._planned(page))),
                )
        for list_path, page_id in self._item_pages():
            name = f"{list_path}.{page_id}" if page_id else list_path
            plan = self._planned_item(list_path, page_id)
            yield f"items/{name}.html", written("page.html", self._fixed(plan))
        for template in self._others():
            yield template, written(template, self._fixed(None))

    def _item_pages(self) -> Iterator[tuple[str, str]]:
        for field in self.procedure.fields.values():
            if field.type_name == "list":
                for page_id in getattr(field.spec, "pages", None) or ("",):
                    yield field.full_path, page_id

    def _others(self) -> list[str]:
        return [each for each in TEMPLATES.values() if each not in OF_THE_SITE]

    def _specialise(self, template: str, plan: PagePlan | None) -> Render:
        return self.site.theme.specialise(template, self._fixed(plan), self._shared)

    def _fixed(self, plan: PagePlan | None) -> dict[str, Any]:
        fixed = {
            **self.site.fixed(self.wording.language, self.wording.words),
            **self._of_procedure,
            "page": plan,
        }
        # Words in which a text of the author stands keep its HTML.
        fixed["words"] = self.wording.fixed_words
        return fixed

    @cached_property
    def module(self) -> str:
        """The address of the script that shows and hides; "" when nothing depends on answers."""
        source = conditions_module(self.procedure)
        return self.site.assets.add(f"procedures/{self.procedure.id}.js", source.encode()) if source else ""

    @cached_property
    def _of_procedure(self) -> dict[str, Any]:
        spec, scope, text = self.procedure.spec, self.procedure.scope, self.wording.text
        return {
            "procedure_title": Markup.escape(text(spec.title, scope).text([])),
            "procedure_summary": Markup.escape(text(spec.summary, scope).text([])),
            "service": {
                "name": text(spec.service.name, scope).text([]),
                "address": text(spec.service.address, scope).text([]),
                "email": spec.service.email,
                "phone": spec.service.phone,
            },
            "facts": self._facts(),
            "account_needed": spec.account is not None and spec.account.access == "required",
        }

    def _facts(self) -> list[str]:
        spec, words, numbers = self.procedure.spec, self.wording.words, self.wording.formatter.numbers
        facts = []
        if spec.duration is not None:
            long = length_of_time(spec.duration.amount, spec.duration.unit, self.wording.formatter.locale)
            facts.append(words.get("how_long", duration=long))
        if spec.price is not None:
            amount, currency = spec.price
            price = numbers.money(amount, currency or spec.currency)
            facts.append(words.get("price", price=price) if amount else words.get("free_of_charge"))
        return facts

    def _picture(self, name: str) -> str:
        return self.site.assets.add_picture(Path(self.procedure.spec.document.name).parent, name)


def _template_of(page: Page) -> str:
    return "preamble.html" if page.kind == "preamble" else "page.html"


def members_of(field: Field, page: str) -> Sequence[Field]:
    """The fields of an item that stand on one of its pages."""
    written: Any = field.spec
    if not page:
        return field.members
    return [each for each in field.members if each.name in written.pages[page].fields]
