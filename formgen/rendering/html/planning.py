"""From a compiled page to its plan: texts of the language put in, options resolved, controls named."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, Literal

from markupsafe import Markup

from formgen.compiler.procedure import Document, Field, Page
from formgen.compiler.texts import CompiledText
from formgen.language.fields.base import Requirement
from formgen.language.fields.countries import ALPHA2
from formgen.language.readers import Cases
from formgen.language.values import ADDRESS_PARTS
from formgen.rendering.html.plan import DocumentPlan, FieldPlan, HelpPlan, OptionPlan, PagePlan, PartPlan, case_key
from formgen.rendering.html.theme import Theme
from formgen.rendering.html.wording import Wording

MANY_OPTIONS: Final = 15
"""Beyond so many options, radio buttons are no longer taken in at a glance: a list that opens."""
SIZES: Final = (2, 4, 5, 10, 20, 30)
DEFAULT_SIZES: Final = {
    "integer": "10", "decimal": "10", "money": "10", "phone": "20", "email": "30", "identifier": "30", "time": "5",
}  # fmt: skip
MEDIA: Final = {
    "pdf": "application/pdf,.pdf", "jpg": "image/jpeg,.jpg,.jpeg", "png": "image/png,.png",
    "tiff": "image/tiff,.tif,.tiff", "bmp": "image/bmp,.bmp",
}  # fmt: skip
ADDRESS_AUTOCOMPLETE: Final = {
    "line1": "address-line1", "line2": "address-line2", "line3": "address-line3",
    "postcode": "postal-code", "city": "address-level2", "country": "country-name",
}  # fmt: skip
_ONLY_DIGITS: Final = re.compile(r"(\[0-9\]|\\d|[0-9{},?*+() |])+")


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

    def page(self, page: Page) -> PagePlan:
        """A page of the procedure."""
        spec: Any = page.spec
        scope = self.wording.procedure.scope
        title = self.wording.text(getattr(spec, "title", None), scope)
        asked = [each for each in page.content if not isinstance(each, Field) or each.spec.asks]
        only = asked[0] if len(asked) == 1 and isinstance(asked[0], Field) and title.text([]) == "" and title.constant else None
        plan = self.plan(page.id, page.kind, title, page.content, only)
        plan.text = self.rich(getattr(spec, "text", None), scope)
        if page.step is not None and page.step.spec is not None:
            plan.step_title = self.line(self.wording.text(page.step.spec.title, scope))
        return plan

    def item(self, field: Field, title: CompiledText, members: Sequence[Field]) -> PagePlan:
        """A page of an item of a list."""
        self._depth = 1
        try:
            return self.plan(field.path, "item", title, members, None)
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
            plain = heading or self.wording.fixed_words("your_answers")
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
        if depth < self._depth:
            self.functions.append(lambda frame: write(frame[0]))
        else:
            self.functions.append(write)
        return self.theme.slot(f"texts[{len(self.functions) - 1}](frame)")

    def _line_of(self, value: Any, field: Field) -> Markup:
        return self.line(self.wording.text(value, field.scope), field.scope.depth)

    def _live(self, written: Markup, value: Any, field: Field, name: str) -> Markup:
        """A text with cases, in an element that carries all of them, so that a script can choose again."""
        if not isinstance(value, Cases):
            return written
        cases = [self.wording.text(case.value, field.scope) for case in value.items]
        if not all(case.constant for case in cases):
            return written
        texts = json.dumps([case.text([]) for case in cases], ensure_ascii=False)
        return Markup('<span data-cases="{}" data-texts="{}">{}</span>').format(case_key(field.path, name), texts, written)

    def _question(self, field: Field) -> CompiledText:
        first = getattr(field.spec, "first_question", None)
        return self.wording.text(first or field.spec.label, field.scope)

    # Fields

    def field(self, field: Field, *, as_title: bool = False) -> FieldPlan:
        """A field with all that belongs to it."""
        spec: Any = field.spec
        label = self._line_of(spec.label, field)
        plan = FieldPlan(
            path=field.path,
            id=f"f-{field.path}",
            type=field.type_name,
            template=f"fields/{spec.template or field.type_name}.html",
            label=self._live(label, spec.label, field, "label"),
            plain=self.line(self.wording.short(field), field.scope.depth),
            hint=self._live(self._line_of(spec.hint, field), spec.hint, field, "hint"),
            why=self.rich(spec.why, field.scope),
            help=self._help(spec.help, field.scope),
            optional=_optional(field),
            conditional=_conditional(field),
            lockable=field.copied is not None,
            as_title=as_title,
            autocomplete=spec.autocomplete or "",
            said=[
                OptionPlan(id=id, label=self._line_of(said.label, field), follow=self._follow(field, id))
                for id, said in spec.or_say.items()
            ],
        )
        describe = getattr(self, f"_describe_{field.type_name}", None)
        if describe is not None:
            describe(plan, field, spec)
        if plan.parts and plan.type != "address":
            # A label of a group leads to its first box.
            plan.parts[0].id = plan.id
        plan.size = plan.size or DEFAULT_SIZES.get(field.type_name, "")
        return plan

    def _help(self, spec: Any, scope: Any) -> HelpPlan | None:
        if spec is None:
            return None
        alt = self.line(self.wording.text(spec.alt, scope), scope.depth)
        return HelpPlan(
            text=self.rich(spec.text, scope), image=self.picture(spec.image) if spec.image else "", alt=alt
        )

    def _follow(self, field: Field, option: str) -> list[FieldPlan]:
        return [self.field(each) for each in field.members if each.follows == option]

    def _describe_text(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        most = spec.length.max if spec.length and spec.length.max else 0
        pattern = spec.pattern.value if spec.pattern else ""
        plan.confirm = spec.confirm
        plan.spelled = bool(pattern or spec.case)
        plan.capitals = "characters" if spec.case == "upper" else "none"
        if pattern and _ONLY_DIGITS.fullmatch(pattern):
            plan.inputmode = "numeric"
        plan.size = _size(most or (20 if pattern else 0))

    def _describe_long_text(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.most = spec.length.max if spec.length and spec.length.max else 0

    def _describe_integer(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.inputmode = "numeric"
        self._describe_decimal(plan, field, spec)

    def _describe_decimal(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.inputmode = plan.inputmode or "decimal"
        plan.unit = self._line_of(spec.unit, field)

    def _describe_money(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        from babel.numbers import get_currency_symbol

        self._describe_decimal(plan, field, spec)
        currency = self.wording.procedure.spec.currency
        plan.unit = plan.unit or Markup.escape(get_currency_symbol(currency, self.wording.formatter.locale))

    def _describe_email(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.confirm = spec.confirm
        plan.spelled = True
        plan.autocomplete = plan.autocomplete or "email"

    def _describe_phone(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.autocomplete = plan.autocomplete or "tel"

    def _describe_identifier(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.spelled = True

    def _describe_date(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        birthday = plan.autocomplete == "bday"
        plan.parts = [
            self._part(plan, part, size, "" if part == "month" else "numeric", f"bday-{part}" if birthday else "")
            for part, size in (("day", "2"), ("month", "month"), ("year", "4"))
            if part in spec.parts()
        ]

    _describe_month = _describe_date

    def _describe_datetime(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        self._describe_date(plan, field, spec)
        plan.parts = [*plan.parts, self._part(plan, "time", "5")]

    def _describe_duration(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.parts = [self._part(plan, unit, "4", "numeric") for unit in spec.units]

    def _describe_address(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        sizes = {"postcode": "10", "city": "20"}
        known = bool(plan.autocomplete)
        parts = []
        for name in ADDRESS_PARTS:
            if name not in spec.parts():
                continue
            part = self._part(plan, name, sizes.get(name, "30"), "", ADDRESS_AUTOCOMPLETE[name] if known else "")
            part.free = name not in ("postcode", "country")
            if name == "country":
                part.countries = self._countries(spec.countries or ALPHA2, as_nationality=False)
            if name in ("line2", "line3"):
                part.label = Markup("{} {}").format(part.label, self.wording.words.get("optional"))
            parts.append(part)
        parts[0].id = plan.id
        plan.parts = parts

    def _part(
        self, plan: FieldPlan, name: str, size: str, inputmode: str = "", autocomplete: str = ""
    ) -> PartPlan:
        return PartPlan(
            name=f"{plan.path}.{name}",
            id=f"{plan.id}.{name}",
            label=self.wording.fixed_words(name),
            size=size,
            inputmode=inputmode,
            autocomplete=autocomplete,
        )

    def _describe_yes_no(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.options = [OptionPlan(id=id, label=self.wording.fixed_words(id)) for id in ("yes", "no")]

    def _describe_choices(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.options = [self._option(field, id, option) for id, option in field.options.items()]

    def _describe_choice(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        self._describe_choices(plan, field, spec)
        follow = any(option.follow or option.conditional for option in plan.options)
        plan.as_list = not follow and (spec.widget == "search" or len(plan.options) > MANY_OPTIONS)
        plan.search = plan.as_list
        if plan.as_list:
            self.options[field.path] = _as_list(
                [(id, self.wording.option(field, option)) for id, option in field.options.items()]
            )

    def _option(self, field: Field, id: str, option: Any) -> OptionPlan:
        written = getattr(option, "label", None)
        label = Markup.escape(written if isinstance(written, str) else id)
        if written is not None and not isinstance(written, str):
            label = self._line_of(written, field)
        return OptionPlan(
            id=id,
            label=label,
            hint=self._line_of(getattr(option, "hint", None), field),
            excludes_others=getattr(option, "excludes_others", False),
            conditional=id in field.option_conditions,
            follow=self._follow(field, id),
        )

    def _describe_country(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        codes = spec.codes(_Lists(self.wording.procedure))
        plan.countries = self._countries(codes, as_nationality=spec.as_ == "nationality")

    def _countries(self, codes: Any, *, as_nationality: bool) -> str:
        name = f"{'nationalities' if as_nationality else 'countries'}-{hash(frozenset(codes)) & 0xFFFFFFFF:x}"
        if name not in self.options:
            countries = self.wording.countries(codes, as_nationality)
            self.options[name] = _as_list([(code, each[:1].upper() + each[1:]) for code, each in countries])
        return name

    def _describe_group(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.members = [self.field(each) for each in field.members]

    def _describe_list(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.most = spec.max
        plan.first_question = self._line_of(spec.first_question, field)

    def _describe_note(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.text = self.rich(spec.text, field.scope)
        plan.tone = spec.tone
        plan.collapsed = spec.collapsed

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
        )


class _Lists:
    """What a country field asks of its spec: the members of a list."""

    def __init__(self, procedure: Any) -> None:
        self._lists = procedure.spec.lists

    def members(self, name: str) -> frozenset[str]:
        return frozenset(self._lists[name].items)


def _optional(field: Field) -> Literal["never", "always", "depends"]:
    required = field.spec.required
    if not field.spec.asks or field.type_name == "group":
        return "never"
    if isinstance(required, Cases) or (isinstance(required, Requirement) and required.condition is not None):
        return "depends"
    return "always" if required.level is None else "never"


def _conditional(field: Field) -> bool:
    return field.when is not None or field.follows is not None or field.copied is not None


def _size(most: int) -> str:
    return str(next((size for size in SIZES if most <= size), "")) if most else ""


def _as_list(options: Sequence[tuple[str, Any]]) -> Markup:
    return Markup("\n").join(
        Markup('<option value="{}">{}</option>').format(id, label) for id, label in options
    )
