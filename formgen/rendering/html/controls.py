"""What the controls of each type of field need: boxes, options, sizes, how a keyboard helps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from markupsafe import Markup

from formgen.compiler.procedure import Field
from formgen.language.fields.countries import ALPHA2
from formgen.language.fields.date import DateField
from formgen.language.values import ADDRESS_PARTS
from formgen.rendering.html.plan import FieldPlan, OptionPlan, PartPlan
from formgen.rendering.html.rows import rows_follow_page
from formgen.rendering.wording import options_change

if TYPE_CHECKING:
    from formgen.rendering.html.planning import Planner

MANY_OPTIONS: Final = 15
"""Beyond so many options, radio buttons are no longer taken in at a glance: a list that opens."""
SIZES: Final = (2, 4, 5, 10, 20, 30)
ADDRESS_AUTOCOMPLETE: Final = {
    "line1": "address-line1", "line2": "address-line2", "line3": "address-line3",
    "postcode": "postal-code", "city": "address-level2", "country": "country-name",
}  # fmt: skip
_ONLY_DIGITS: Final = re.compile(r"(\[0-9\]|\\d|[0-9{},?*+() |])+")


class Controls:
    """Describes the controls of fields for the templates; `planner` gives their texts."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner

    def describe(self, plan: FieldPlan, field: Field) -> None:
        """Put in what the field's type adds to its plan; a type without a method of its own adds nothing."""
        describe = getattr(self, f"_describe_{field.type_name}", None)
        if describe is not None:
            describe(plan, field, field.spec)
        if plan.parts:
            # A link to the field leads to its first box.
            plan.parts[0].id = plan.id
        plan.size = plan.size or field.spec.width
        plan.inputmode = plan.inputmode or field.spec.keyboard

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
        plan.unit = self.planner.line_of(spec.unit, field)

    _describe_decimal = _describe_integer

    def _describe_money(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        from babel.numbers import get_currency_symbol

        plan.unit = self.planner.line_of(spec.unit, field)
        currency = self.planner.wording.procedure.spec.currency
        plan.unit = plan.unit or Markup.escape(
            get_currency_symbol(currency, self.planner.wording.formatter.locale)
        )

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
            self._part(
                plan, part, size, "" if part == "month" else "numeric", f"bday-{part}" if birthday else ""
            )
            for part, size in (("day", "2"), ("month", "month"), ("year", "4"))
            if part in spec.parts()
        ]
        if isinstance(spec, DateField):
            for part in plan.parts:
                if part.name.rpartition(".")[2] not in spec.needed_parts():
                    self._may_be_blank(part)

    def _may_be_blank(self, part: PartPlan) -> None:
        part.label = Markup("{} {}").format(part.label, self.planner.wording.words.get("optional"))

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
            part = self._part(
                plan, name, sizes.get(name, "30"), "", ADDRESS_AUTOCOMPLETE[name] if known else ""
            )
            part.free = name not in ("postcode", "country")
            if name == "country":
                part.countries = self._countries(spec.countries or ALPHA2, as_nationality=False)
            if name in ("line2", "line3"):
                self._may_be_blank(part)
            parts.append(part)
        plan.parts = parts

    def _part(
        self, plan: FieldPlan, name: str, size: str, inputmode: str = "", autocomplete: str = ""
    ) -> PartPlan:
        return PartPlan(
            name=f"{plan.path}.{name}",
            id=f"{plan.id}.{name}",
            label=self.planner.wording.fixed_words(name),
            size=size,
            inputmode=inputmode,
            autocomplete=autocomplete,
        )

    def _describe_yes_no(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.options = [OptionPlan(id=id, label=self.planner.wording.fixed_words(id)) for id in ("yes", "no")]

    def _describe_choices(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        self._describe_options(plan, field)
        if spec.ordered:
            # Boxes are sent in the order of the page, whatever was ticked first: so each place has a list.
            places = min(spec.max or len(plan.options), len(plan.options))
            words = self.planner.wording.fixed_words
            plan.ranks = [words("rank", position=position) for position in range(1, places + 1)]
            plan.offered_at_times = any(option.conditional for option in plan.options)
            plan.follows_page = rows_follow_page(self.planner.wording.procedure, field)
            self._offer(plan, field)

    def _describe_options(self, plan: FieldPlan, field: Field) -> None:
        plan.options = [self._option(field, id, option) for id, option in field.options.items()]

    def _offer(self, plan: FieldPlan, field: Field) -> None:
        wording = self.planner.wording
        if options_change(field):
            plan.live_list = self.planner.call(
                lambda frame: _as_list(list(wording.options(field, frame).items())), field.scope.depth
            )
        else:
            self.planner.options[field.path] = _as_list(list(wording.options(field).items()))

    def _describe_choice(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        self._describe_options(plan, field)
        # Options by themselves conditional are few and may be shown at once; rows of a list can be hundreds.
        follow = any(option.follow for option in plan.options)
        by_row = spec.only is not None
        follow = follow or (not by_row and any(option.conditional for option in plan.options))
        plan.as_list = not follow and (spec.widget == "search" or len(plan.options) > MANY_OPTIONS)
        plan.search = plan.as_list
        plan.offered_at_times = plan.as_list and by_row
        plan.follows_page = plan.offered_at_times and rows_follow_page(self.planner.wording.procedure, field)
        if plan.as_list:
            self._offer(plan, field)

    def _option(self, field: Field, id: str, option: Any) -> OptionPlan:
        written = getattr(option, "label", None)
        label = Markup.escape(written if isinstance(written, str) else id)
        if written is not None and not isinstance(written, str):
            label = self.planner.line_of(written, field)
        return OptionPlan(
            id=id,
            label=label,
            hint=self.planner.line_of(getattr(option, "hint", None), field),
            excludes_others=getattr(option, "excludes_others", False),
            conditional=id in field.option_conditions,
            follow=self.planner.follow(field, id),
        )

    def _describe_country(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        lists = self.planner.wording.procedure.spec.lists
        codes = lists[spec.only.value].items if spec.only else ALPHA2
        plan.countries = self._countries(codes, as_nationality=spec.as_ == "nationality")

    def _countries(self, codes: Any, *, as_nationality: bool) -> str:
        digest = crc32(",".join(sorted(codes)).encode())
        name = f"{'nationalities' if as_nationality else 'countries'}-{digest:08x}"
        if name not in self.planner.options:
            countries = self.planner.wording.countries(codes, as_nationality)
            self.planner.options[name] = _as_list(
                [(code, each[:1].upper() + each[1:]) for code, each in countries]
            )
        return name

    def _describe_group(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.members = [self.planner.field(each) for each in field.members]

    def _describe_list(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.most = spec.max
        plan.first_question = self.planner.line_of(spec.first_question, field)
        plan.one = self.planner.line_of(spec.one, field)

    def _describe_note(self, plan: FieldPlan, field: Field, spec: Any) -> None:
        plan.text = self.planner.rich(spec.text, field.scope)
        plan.tone = spec.tone
        plan.collapsed = spec.collapsed


def _size(most: int) -> str:
    return str(next((size for size in SIZES if most <= size), "")) if most else ""


def _as_list(options: Sequence[tuple[str, Any]]) -> Markup:
    return Markup("\n").join(
        Markup('<option value="{}">{}</option>').format(id, label) for id, label in options
    )
