"""A day of the calendar, in three boxes; the month may be typed as a word."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Annotated, Any, Final

from formgen.language.constructs import Invalid, Place, Shape, Single, optional
from formgen.language.expressions import DATE, Type
from formgen.language.fields.base import Field, FieldContext, Inventor, Read, Restated, Unreadable
from formgen.language.readers import scalar_text, word
from formgen.language.source import Node

MONTHS: Final = {
    word: number
    for names in (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv fevr mars avr mai juin juil aout sept oct nov dec",
        "janv fév mars avr mai juin juil août sept oct nov déc",
        "janv fev mars avr mai juin juil aout sept oct nov dec",
        "janv févr mars avr mai juin juil août sept oct nov déc",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, word in enumerate(names.split(), 1)
}
EARLIEST_YEAR: Final = 1800


class DateBound:
    """Reads a date written in a spec."""

    expects = "a date"
    shape: Shape = Single("a date", "word", "[0-9]{4}-[0-9]{2}-[0-9]{2}")

    def read(self, node: Node, place: Place) -> datetime.date | Invalid:
        value = scalar_text(node, place, self.expects, "Write year-month-day, such as 2026-01-31.")
        if isinstance(value, Invalid):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return place.report(
                "S015",
                node,
                f"`{value}` is not a date.",
                "Write year-month-day, such as 2026-01-31. For today, use a check: `must: … <= today`.",
            )


class DateField(Field):
    """A day of the calendar.

    For example:

        type: date
        label: Date of birth
        min: 1900-01-01
        checks:
          - must: birth_date <= today
            message: This date is in the future.
    """

    noun = "a date field"
    type_name = "date"
    in_scripts = "date"
    fault_codes = (
        "not_a_date",
        "date_incomplete",
        "year_of_four_digits",
        "no_such_day",
        "too_early",
        "too_late",
    )
    min: datetime.date | None = optional(DateBound(), "the earliest day accepted", example="min: 1900-01-01")
    max: datetime.date | None = optional(DateBound(), "the latest day accepted", example="max: 2030-12-31")
    precision: str = optional(
        word("day", "month", "year"),
        "`year`: month and day may be left out",
        default="day",
        example="precision: year",
    )

    def shown_as(self) -> str:
        return "year" if self.precision == "year" else ""

    def script_options(self) -> dict[str, str]:
        return {} if self.precision == "day" else {"precision": self.precision}

    def value_type(self, context: FieldContext) -> Type:
        return DATE

    def parts(self) -> tuple[str, ...]:
        return ("day", "month", "year")

    def needed_parts(self) -> tuple[str, ...]:
        """The boxes that may not be left blank."""
        parts = self.parts()
        return parts[parts.index(self.precision) :]

    def reader(self, context: FieldContext) -> Read:
        needed = self.needed_parts()

        def read(entry: Any) -> datetime.date | None:
            return read_date(entry, needed)

        return read

    def limits(self, context: FieldContext) -> Callable[[Any], Unreadable | None] | None:
        return date_limits(self.min, self.max)

    def write(self, value: Any) -> dict[str, str]:
        return {"day": str(value.day), "month": str(value.month), "year": f"{value.year:04}"}

    def invented(self, inventor: Inventor, path: str, offered: Sequence[str]) -> Any:
        return inventor.day(path, self.min, self.max)

    def restated(self, context: FieldContext) -> Restated:
        return Restated(kept_date, {"least": self.min, "most": self.max})

    def annotation(self, context: FieldContext) -> Any:
        return by_calendar(datetime.date)


def by_calendar(kind: type) -> Any:
    """A type of dates or times as answers give it: written (ISO 8601) or as Python has it, never counted."""
    from pydantic import BeforeValidator

    return Annotated[kind, BeforeValidator(not_counted)]


def not_counted(value: Any) -> Any:
    """A value that is no number. Raises ValueError: pydantic would count seconds, from 1970 or midnight."""
    digits = isinstance(value, str) and value.strip().lstrip("+-").replace(".", "").isdecimal()
    if digits or isinstance(value, (int, float, Decimal)):
        raise ValueError("A date or time is written as in 2026-03-01 or 09:30")
    return value


def read_date(
    entry: Any, needed: tuple[str, ...], boxes: tuple[str, ...] = ("day", "month", "year")
) -> datetime.date | None:
    """A date from its boxes; what is not needed and blank is 1. Raises Unreadable with the parts at fault."""
    if not isinstance(entry, dict):
        raise Unreadable("not_a_date")
    typed = {
        part: unicodedata.normalize("NFC", str(entry.get(part, ""))).strip() if part in boxes else ""
        for part in ("day", "month", "year")
    }
    if typed["day"].casefold() == "1er":
        typed["day"] = "1"
    if not any(typed.values()):
        return None
    missing = tuple(part for part in needed if not typed[part])
    if missing:
        raise Unreadable("date_incomplete", parts=missing, missing=missing)
    day, month, year = _whole(typed["day"] or "1"), _month(typed["month"] or "1"), _whole(typed["year"])
    wrong = tuple(part for part, number in (("day", day), ("month", month), ("year", year)) if number is None)
    if typed["year"].isascii() and typed["year"].isdigit() and len(typed["year"]) != 4:
        # "07" may be 1907 or 2007: nobody but the person can tell.
        raise Unreadable("year_of_four_digits", parts=("year",))
    if day is None or month is None or year is None:
        raise Unreadable("not_a_date", parts=wrong)
    try:
        value = datetime.date(year, month, day)
    except ValueError as error:
        part = "month" if not 1 <= month <= 12 else "day"
        raise Unreadable("no_such_day", parts=(part,)) from error
    if year < EARLIEST_YEAR:
        raise Unreadable("year_of_four_digits", parts=("year",))
    return value


def date_limits(
    least: datetime.date | None, most: datetime.date | None
) -> Callable[[Any], Unreadable | None] | None:
    """A function that finds a date outside its bounds."""
    if least is None and most is None:
        return None

    def find(value: Any) -> Unreadable | None:
        if least is not None and value < least:
            return Unreadable("too_early", least=least)
        if most is not None and value > most:
            return Unreadable("too_late", most=most)
        return None

    return find


def kept_date(
    value: datetime.date, *, least: datetime.date | None = None, most: datetime.date | None = None
) -> datetime.date:
    """A day as it is kept. Raises Unreadable for one outside its bounds."""
    if value.year < EARLIEST_YEAR:
        raise Unreadable("year_of_four_digits")
    if least is not None and value < least:
        raise Unreadable("too_early")
    if most is not None and value > most:
        raise Unreadable("too_late")
    return value


def _whole(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else None


def _month(typed: str) -> int | None:
    return MONTHS.get(typed.casefold().rstrip("."), _whole(typed))
