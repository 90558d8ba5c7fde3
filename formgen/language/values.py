"""Runtime values of the language that Python has no ready type for, and calendar arithmetic.

Rules: language.md §2. Months clamp to the last day of the month, years are twelve months, an age is the
greatest n with birth <= day - n years.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_IN_A_YEAR = 12
ADDRESS_PARTS = ("line1", "line2", "line3", "postcode", "city", "country")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in calendar months and days; each may be negative. Months are applied first."""

    months: int = 0
    days: int = 0

    def plus(self, other: Duration) -> Duration:
        return Duration(self.months + other.months, self.days + other.days)

    def minus(self, other: Duration) -> Duration:
        return Duration(self.months - other.months, self.days - other.days)

    def negated(self) -> Duration:
        return Duration(-self.months, -self.days)

    def compare(self, other: Duration) -> int | None:
        """Negative, zero or positive as this is shorter, equal or longer; None when months meet days.

        A month has no fixed number of days, so the two are never weighed against each other.
        """
        months = self.months - other.months
        days = self.days - other.days
        if self.days or other.days:
            return None if self.months or other.months else days
        return months


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; a blank part is "". `country` is an ISO 3166-1 alpha-3 code."""

    line1: str = ""
    line2: str = ""
    line3: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of a shorter month.

    Raises OverflowError when the result lies outside the years 1 to 9999.
    """
    year, month = divmod(day.year * MONTHS_IN_A_YEAR + day.month - 1 + months, MONTHS_IN_A_YEAR)
    if not 1 <= year <= 9999:
        raise OverflowError("date outside the years 1 to 9999")
    month += 1
    if day.day > 28:
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return date(year, month, day.day)


def add_duration(day: date, duration: Duration) -> date:
    """`day` moved by the months of `duration`, then by its days. Raises OverflowError as add_months does."""
    moved = add_months(day, duration.months) if duration.months else day
    return moved + timedelta(days=duration.days) if duration.days else moved


def subtract_duration(day: date, duration: Duration) -> date:
    """`day` moved back by the months of `duration`, then by its days. Raises OverflowError."""
    return add_duration(day, duration.negated())


def age(birth: date, day: date) -> int | None:
    """Completed years at `day`: the greatest n with birth <= day - n years; None before birth."""
    if birth > day:
        return None
    years = day.year - birth.year
    return years if birth <= add_months(day, -MONTHS_IN_A_YEAR * years) else years - 1
