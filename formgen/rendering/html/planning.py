"""From a compiled page to its plan: texts of the language put in, options resolved, controls named."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Final, Literal

from markupsafe import Markup

from formgen.compiler.procedure import Document, Field, Page
from formgen.compiler.texts import CompiledText
from formgen.language.readers import Cases
from formgen.rendering.html.controls import Controls
from formgen.rendering.html.plan import (
    DocumentPlan,
    FieldPlan,
    HelpPlan,
    OptionPlan,
    PagePlan,
    case_key,
)
from formgen.rendering.html.theme import Theme
from formgen.rendering.wording import Wording

MEDIA: Final = {
    "pdf": "application/pdf,.pdf", "jpg": "image/jpeg,.jpg,.jpeg", "png": "image/png,.png",
    "tiff": "image/tiff,.tif,.tiff", "bmp": "image/bmp,.bmp",
}  # fmt: skip


class Planner:
    """Plans the pages of one procedure in one language.

    `functions` collects what the slots of its texts call; `options` the lists that open, as HTML by name.
    `picture` gives the address of a picture beside the spec.
    """

    def __init__(self, wording: Wording, theme: Theme, picture: Callable[[str], str]) -> None:
        self.wording = wording
        self.theme = theme
        self.picture = picture
        self.functions: list[Callable[[Any], Any]] = []
        self.options: dict[str, Markup] = {}
        self._depth = 0
        self._controls = Controls(self)

    def page(self, page: Page) -> PagePlan:
        """A page of the procedure."""
        scope = self.wording.procedure.scope
        spec = self._spec_of(page)
        title = self.wording.text(getattr(spec, "title", None), scope)
        asked = [each for each in page.content if not isinstance(each, Field) or each.spec.asks]
        only = (
            asked[0]
            if len(asked) == 1 and isinstance(asked[0], Field) and title.text([]) == "" and title.constant
            else None
        )
        plan = self.plan(page.id, page.kind, title, page.content, only)
        plan.text = self.rich(getattr(spec, "text", None), scope)
        plan.step_title = self._step_title(page)
        if page.step is not None and page.step.spec is not None:
            plan.step_text = self.rich(page.step.spec.text, scope)
        return plan

    def _step_title(self, page: Page) -> Markup:
        if page.step is None or page.step.spec is None:
            return Markup()
        return self.line(self.wording.text(page.step.spec.title, self.wording.procedure.scope))

    def _spec_of(self, page: Page) -> Any:
        """Where the author wrote its title and text."""
        whole = self.wording.procedure.spec
        return page.spec or {"preamble": whole.preamble, "identify": whole.account}.get(page.kind)

    def item(self, field: Field, page: str, members: Sequence[Field], of: Page) -> PagePlan:
        """A page of an item of a list that stands on the page `of`; `page` is "" where items have one page.

        Its title and text are read in the item: they may name what was answered of it.
        """
        spec: Any = field.spec
        written = spec.pages[page] if page else None
        inner = self.wording.procedure.resolution.plan.placed()[field.full_path].item_scope or field.scope
        self._depth = 1
        try:
            title = self.wording.text(spec.one or spec.label, field.scope)
            plan = self.plan(field.path, "item", title, members, None)
            plan.step_title = self._step_title(of)
            if written is not None:
                plan.text = self.rich(written.text, inner)
            if written is not None and written.title is not None:
                plan.item_title = self.line(self.wording.text(written.title, inner), inner.depth)
                plan.title_plain = plan.item_title
            return plan
        finally:
            self._depth = 0

    def plan(
        self,
        id: str,
        kind: str,
        title: CompiledText,
        content: Sequence[Field | Document],
        only: Field | None,
    ) -> PagePlan:
        """A page with these parts; `only` is the field whose question is the page's heading."""
        heading = self.line(title)
        if only is not None:
            plain = self.line(self._question(only))
        else:
            words = {"preamble": "preamble_title", "identify": "identify_title"}.get(kind, "your_answers")
            plain = heading or self.wording.fixed_words(words)
            heading = heading or plain
        return PagePlan(
            id=id,
            kind=kind,
            title=Markup() if only is not None else heading,
            title_plain=plain,
            script=id if kind != "item" else f"{id}/",
            parts=[
                self.field(each, as_title=each is only) if isinstance(each, Field) else self.document(each)
                for each in content
            ],
            documents=any(isinstance(each, Document) for each in content),
        )

    # Texts

    def line(self, text: CompiledText, depth: int = 0) -> Markup:
        """Plain words, or the slot that writes them."""
        return Markup(text.html([])) if text.constant else self._slot(text.text, depth)  # noqa: S704 - escaped by compile_text

    def rich(self, value: Any, scope: Any, kind: Literal["rich", "inline"] = "rich") -> Markup:
        """HTML, or the slot that writes it."""
        text = self.wording.text(value, scope, kind)
        return Markup(text.html([])) if text.constant else self._slot(text.html, scope.depth)  # noqa: S704 - escaped by compile_text

    def _slot(self, write: Callable[[Any], Any], depth: int) -> Markup:
        return self.theme.slot(self.call(write, depth))

    def call(self, write: Callable[[Any], Any], depth: int) -> str:
        """How a template calls a function of a frame of this depth."""
        if depth < self._depth:
            self.functions.append(lambda frame: write(frame[0]))
        else:
            self.functions.append(write)
        return f"texts[{len(self.functions) - 1}](frame)"

    def line_of(self, value: Any, field: Field) -> Markup:
        """Plain words of a field's own text."""
        return self.line(self.wording.text(value, field.scope), field.scope.depth)

    def _live(self, written: Markup, value: Any, field: Field, name: str) -> Markup:
        """A text with cases, in an element that carries all of them, so that a script can choose again."""
        if not isinstance(value, Cases):
            return written
        cases = [self.wording.text(case.value, field.scope) for case in value.items]
        if not all(case.constant for case in cases):
            return written
        texts = json.dumps([case.text([]) for case in cases], ensure_ascii=False)
        return Markup('<span data-cases="{}" data-texts="{}">{}</span>').format(
            case_key(field.path, name), texts, written
        )

    def _question(self, field: Field) -> CompiledText:
        first = getattr(field.spec, "first_question", None)
        return self.wording.text(first or field.spec.label, field.scope)

    # Fields

    def field(self, field: Field, *, as_title: bool = False) -> FieldPlan:
        """A field with all that belongs to it."""
        spec: Any = field.spec
        label = self.line_of(spec.label, field)
        plan = FieldPlan(
            path=field.path,
            id=f"f-{field.path}",
            type=field.type_name,
            template=f"fields/{spec.template or field.type_name}.html",
            label=self._live(label, spec.label, field, "label"),
            plain=self.line(self.wording.short(field), field.scope.depth),
            hint=self._live(self.line_of(spec.hint, field), spec.hint, field, "hint"),
            why=self.rich(spec.why, field.scope),
            help=self._help(spec.help, field.scope),
            optional=_optional(field),
            conditional=_conditional(field),
            lockable=field.copied is not None,
            as_title=as_title,
            autocomplete=spec.autocomplete or "",
            said=[
                OptionPlan(id=id, label=self.line_of(said.label, field), follow=self.follow(field, id))
                for id, said in spec.or_say.items()
            ],
        )
        self._controls.describe(plan, field)
        return plan

    def _help(self, spec: Any, scope: Any) -> HelpPlan | None:
        if spec is None:
            return None
        alt = self.line(self.wording.text(spec.alt, scope), scope.depth)
        return HelpPlan(
            text=self.rich(spec.text, scope), image=self.picture(spec.image) if spec.image else "", alt=alt
        )

    def follow(self, field: Field, option: str) -> list[FieldPlan]:
        """The fields asked when an option is chosen, or a word said."""
        return [self.field(each) for each in field.members if each.follows == option]

    # Documents

    def document(self, document: Document) -> DocumentPlan:
        """A document's place on a page."""
        spec, scope = document.spec, self.wording.procedure.scope
        title = self.line(self.wording.text(spec.title, scope))
        return DocumentPlan(
            id=f"f-{document.path}",
            name=document.id,
            path=document.path,
            template="document.html",
            title=title,
            plain=title,
            accept=",".join(MEDIA[each] for each in document.formats),
            text=self.rich(spec.text, scope),
            why=self.rich(spec.why, scope),
            help=self._help(spec.help, scope),
            said=[
                OptionPlan(id=word, label=Markup(), follow=[self.field(each) for each in fields])
                for word, fields in document.said_fields.items()
                if fields and not document.in_parts
            ],
        )


def _optional(field: Field) -> Literal["never", "always", "depends"]:
    required = field.spec.required
    if not field.spec.asks or field.type_name == "group":
        return "never"
    if isinstance(required, Cases) or required.condition is not None:
        return "depends"
    return "always" if required.level is None else "never"


def _conditional(field: Field) -> bool:
    return field.when is not None or field.follows is not None or field.copied is not None
