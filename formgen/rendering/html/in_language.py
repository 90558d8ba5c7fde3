"""The pages of a procedure in one language, each specialised once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from formgen.compiler.formatting.lengths import length_of_time
from formgen.compiler.procedure import Field, Page, Procedure
from formgen.rendering.html.again import TEMPLATE as AGAIN
from formgen.rendering.html.again import plan_again
from formgen.rendering.html.filling import Filler
from formgen.rendering.html.item_pages import members_of, page_of_list, pages_of_items
from formgen.rendering.html.plan import PagePlan
from formgen.rendering.html.planning import Planner
from formgen.rendering.html.quick import Render
from formgen.rendering.html.reviewing import Reviewer
from formgen.rendering.html.script import conditions_module
from formgen.rendering.html.site import OF_THE_SITE, TEMPLATES, Site
from formgen.rendering.wording import Wording

QUESTIONS = frozenset({"orientation", "identify", "page"})


class PagesInLanguage:
    """Pages of a procedure, specialised at first use or by `prepare`, and what fills them."""

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
        """Specialise every page now."""
        for page in self.procedure.pages.values():
            if page.kind in QUESTIONS or page.kind == "preamble":
                self.page(page.id)
        for field, page_id in pages_of_items(self.procedure):
            self.item(field.full_path, page_id)
        for template in self._others():
            self.other(template)

    def page(self, id: str) -> Render:
        """A page of questions or the preamble. Raises LookupError for another id."""
        found = self._made.get(f"page {id}")
        if found is None:
            page = self.procedure.pages[id]
            if page.kind not in QUESTIONS and page.kind != "preamble":
                raise LookupError(f"{id} is not a page of questions")
            found = self._made[f"page {id}"] = self._specialise(_template_of(page), self._planned(page))
        return found

    def item(self, list_path: str, page: str) -> Render:
        """One of the pages of an item of a list."""
        key = f"item {list_path} {page}"
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._specialise("page.html", self._planned_item(list_path, page))
        return found

    def again(self, fields: tuple[Field, ...]) -> Render:
        """The page that asks for some answers once more; of a procedure always the same ones."""
        found = self._made.get("again")
        if found is None:
            found = self._made["again"] = self._specialise(AGAIN, plan_again(self.planner, fields))
        return found

    def other(self, template: str) -> Render:
        """Any other page, by its template."""
        found = self._made.get(template)
        if found is None:
            found = self._made[template] = self._specialise(template, None)
        return found

    def templates(self) -> Iterator[tuple[str, str]]:
        """The source of every page after the first stage, by name."""
        written = self.site.theme.written
        for page in self.procedure.pages.values():
            if page.kind in QUESTIONS or page.kind == "preamble":
                yield (
                    f"pages/{page.id}.html",
                    written(_template_of(page), self._fixed(self._planned(page))),
                )
        for field, page_id in pages_of_items(self.procedure):
            name = f"{field.full_path}.{page_id}" if page_id else field.full_path
            plan = self._planned_item(field.full_path, page_id)
            yield f"items/{name}.html", written("page.html", self._fixed(plan))
        for template in self._others():
            yield template, written(template, self._fixed(None))

    def _planned(self, page: Page) -> PagePlan:
        plan = self.planner.page(page)
        plan.module = self.module
        return plan

    def _planned_item(self, list_path: str, page: str) -> PagePlan:
        field = self.procedure.fields[list_path]
        on = page_of_list(self.procedure, list_path)
        plan = self.planner.item(field, page, members_of(field, page), on)
        plan.module = self.module
        plan.script = f"{list_path}/{page}"
        return plan

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
