"""A value to words, by its type, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from formgen.compiler.catalogues import Words
from formgen.compiler.formatting.dates import Dates
from formgen.compiler.formatting.locales import reader_locale
from formgen.compiler.formatting.numbers import Numbers
from formgen.compiler.formatting.places import Places, alpha2
from formgen.language.expressions import (
    AddressType,
    Choice,
    Choices,
    Country,
    Date,
    Document,
    Duration,
    Moment,
    Money,
    Number,
    Time,
    Type,
    YesNo,
)
from formgen.language.placeholders.segments import Applied

Writer: TypeAlias = Callable[[Any], str]
LabelsByAnswers: TypeAlias = Callable[[Sequence[Any]], Mapping[str, str]]
"""Option -> label, from the frame that the choice stands in."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """How the values of a name are shown where its type leaves it open; the field type tells it.

    `kind`: "month", "year", "phone", "nationality", "share" (of one, shown as so many per cent), or "" for
    nothing of these. `unit` stands behind a number: "m²", "%".
    """

    kind: str = ""
    unit: str = ""


PLAIN = Presentation()


class Formatter:
    """Writes values for readers of one language.

    `option_labels`: name of a binding -> option -> its label in this language; an option that is not
    there has the label of its type. `labels_by_answers`: the same for labels that answers choose.
    `codes`: name of a binding -> option -> its name outside, where it has one.
    `presentations`: name of a binding -> how it is shown.
    `home` is the service's country (ISO 3166-1 alpha-3): its addresses leave the country out, its
    phone numbers are shown in national form.
    Raises ZoneInfoNotFoundError for an unknown time zone.
    """

    def __init__(
        self,
        language: str,
        timezone: str = "Europe/Paris",
        option_labels: Mapping[str, Mapping[str, str]] | None = None,
        presentations: Mapping[str, Presentation] | None = None,
        home: str = "FRA",
        labels_by_answers: Mapping[str, LabelsByAnswers] | None = None,
        codes: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.language = language
        self.locale = reader_locale(language)
        self.words = Words(language)
        # Not a copy: labels are put in once texts can be compiled, for which this formatter must be there.
        self.option_labels = {} if option_labels is None else option_labels
        self.labels_by_answers = {} if labels_by_answers is None else labels_by_answers
        self.codes = codes or {}
        self.presentations = presentations or {}
        self.home = home
        self.dates: Dates = Dates(self.locale, timezone, self._moment)
        self.numbers: Numbers = Numbers(self.locale)
        self.places: Places = Places(self.locale, home)

    def writer(
        self,
        type_: Type,
        name: str = "",
        filters: tuple[Applied, ...] = (),
        frame: Sequence[Any] | None = None,
    ) -> Writer:
        """The function that writes a value (never None) of a type; `name` is that of its binding.

        `frame`, the one that the binding stands in, chooses the labels of options that depend on answers;
        without it they are those of their first case.
        """
        from formgen.compiler.formatting.filters import format_writer, word_writer

        first = filters[0] if filters else None
        write = format_writer(first, type_, self, name) if first else None
        words = filters if write is None else filters[1:]
        write = write or self._by_type(type_, name, frame)
        for applied in words:
            write = _then(write, word_writer(applied.name))
        return write

    def _by_type(self, type_: Type, name: str, frame: Sequence[Any] | None) -> Writer:
        presentation = self.presentations.get(name, PLAIN)
        match type_:
            case Date() | Moment() | Time():
                return self._when(type_, presentation)
            case Number():
                return self._number(presentation)
            case Money(currency=currency):
                return lambda value: self.numbers.money(value, currency)
            case Duration():
                return self.numbers.duration
            case YesNo():
                yes, no = self.words.get("yes"), self.words.get("no")
                return lambda value: yes if value else no
            case Country():
                return self.places.nationality if presentation.kind == "nationality" else self.places.country
            case AddressType():
                return self.places.line
            case Choice(options=options):
                labels = self.labels(options, name, frame)
                return lambda value: labels.get(value, str(value))
            case Choices(options=options):
                return self._several(self.labels(options, name, frame))
            case Document(alternatives=alternatives):
                return self._several(
                    {"provided": self.words.get("provided"), **self.labels(alternatives, name)}
                )
            case _:
                return self.phone if presentation.kind == "phone" else str

    def labels(
        self, options: Mapping[str, str], name: str, frame: Sequence[Any] | None = None
    ) -> dict[str, str]:
        """Option -> label in this language, in the order of `options`."""
        if frame is not None and name in self.labels_by_answers:
            return {**options, **self.labels_by_answers[name](frame)}
        return {**options, **self.option_labels.get(name, {})}

    def code_writer(self, name: str) -> Writer:
        """Writes an option by its code, else by its id; several in the order of the options."""
        codes = self.codes.get(name, {})
        places = {option: place for place, option in enumerate(self.option_labels.get(name, {}))}

        def write(value: str | frozenset[str] | tuple[str, ...]) -> str:
            if isinstance(value, str):
                return codes.get(value, value)
            ordered = (
                value if isinstance(value, tuple) else sorted(value, key=lambda each: places.get(each, 0))
            )
            return ", ".join(codes.get(each, each) for each in ordered)

        return write

    def join(self, items: list[str]) -> str:
        """Words in a row: "a, b et c"."""
        from babel.lists import format_list

        return format_list(items, locale=self.locale)

    def one_of(self, labels: list[str]) -> str:
        """Labels of which one is meant, as a label: "Numéro étranger ou numéro de visa"."""
        from babel.lists import format_list

        # Only German begins its nouns with a capital letter; initials ("IBAN") stay everywhere.
        keeps = self.locale.language == "de"
        rest = [each if keeps or each[1:2].isupper() else each[:1].lower() + each[1:] for each in labels[1:]]
        return format_list([*labels[:1], *rest], style="or", locale=self.locale)

    def phone(self, number: str) -> str:
        """A number in E.164: in national form at home, else international; as is when unreadable."""
        import phonenumbers

        try:
            parsed = phonenumbers.parse(number)
        except phonenumbers.NumberParseException:
            return number
        at_home = phonenumbers.region_code_for_number(parsed) == alpha2(self.home)
        form = phonenumbers.PhoneNumberFormat
        written = phonenumbers.format_number(parsed, form.NATIONAL if at_home else form.INTERNATIONAL)
        return written.replace(" ", "\u00a0")

    def _when(self, type_: Date | Moment | Time, presentation: Presentation) -> Writer:
        if isinstance(type_, Moment):
            return self.dates.moment
        if isinstance(type_, Time):
            return self.dates.time
        return {"month": self.dates.month, "year": _year}.get(presentation.kind, self.dates.long)

    def _number(self, presentation: Presentation) -> Writer:
        if presentation.kind == "year":
            return self.numbers.plain
        if presentation.kind == "share":
            return lambda value: self.numbers.unit(value * 100, "%")
        if presentation.unit:
            unit = presentation.unit
            return lambda value: self.numbers.unit(value, unit)
        return self.numbers.number

    def _several(self, labels: dict[str, str]) -> Writer:
        places = {option: place for place, option in enumerate(labels)}

        def write(values: frozenset[str] | tuple[str, ...]) -> str:
            # An ordered answer keeps its order; a set takes that of the options.
            ordered = (
                values if isinstance(values, tuple) else sorted(values, key=lambda each: places.get(each, 0))
            )
            return self.join([labels.get(each, each) for each in ordered])

        return write

    def _moment(self, day: str, time: str) -> str:
        return self.words.get("moment", date=day, time=time)


def _year(day: date) -> str:
    return str(day.year)


def _then(first: Writer, second: Callable[[str], str]) -> Writer:
    return lambda value: second(first(value))
