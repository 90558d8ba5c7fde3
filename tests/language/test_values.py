"""Calendar arithmetic.

1. Adding months keeps the day, or takes the last of a shorter month; it is monotonous and stays in its month.
2. Adding days is exact; a duration is applied months first.
3. An age is the greatest n with birth <= day - n years; none before birth.
4. Durations of months and of days are not compared; those of one kind are ordered.
5. What leaves the years 1 to 9999 raises OverflowError.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.language.values import Duration, add_duration, add_months, age, subtract_duration

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))
MONTHS = st.integers(-1200, 1200)


@given(DAYS, MONTHS)
def test_months(day: date, months: int) -> None:  # 1
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == min(day.day, monthrange(moved.year, moved.month)[1])


@given(DAYS, DAYS, MONTHS)
def test_months_keep_the_order(one: date, other: date, months: int) -> None:  # 1
    first, second = sorted((one, other))
    assert add_months(first, months) <= add_months(second, months)


@given(DAYS, MONTHS, st.integers(-1000, 1000))
def test_durations_months_first(day: date, months: int, days: int) -> None:  # 2
    assert add_duration(day, Duration(months, days)) == add_months(day, months) + timedelta(days)
    assert subtract_duration(day, Duration(months, days)) == add_duration(day, Duration(-months, -days))


@given(DAYS, DAYS)
def test_age(birth: date, day: date) -> None:  # 3
    years = age(birth, day)
    if birth > day:
        assert years is None
    else:
        assert years is not None
        assert birth <= add_months(day, -12 * years)
        assert birth > add_months(day, -12 * (years + 1))


@given(st.integers(), st.integers())
def test_durations_of_one_kind(one: int, other: int) -> None:  # 4
    for first, second in ((Duration(one), Duration(other)), (Duration(0, one), Duration(0, other))):
        difference = first.compare(second)
        assert difference is not None
        assert (difference > 0) == (one > other)
        assert (difference == 0) == (one == other)


@given(st.integers(1), st.integers(1))
def test_months_and_days(months: int, days: int) -> None:  # 4
    assert Duration(months).compare(Duration(0, days)) is None
    assert Duration(months, days).compare(Duration(months, days)) is None
    assert Duration().compare(Duration(months)) == -months


@pytest.mark.parametrize(
    ("day", "duration"),
    [
        (date(9999, 12, 1), Duration(months=1)),
        (date(1, 1, 1), Duration(months=-1)),
        (date(9999, 12, 31), Duration(days=1)),
        (date(2000, 1, 1), Duration(days=10**12)),
    ],
)
def test_end_of_the_calendar(day: date, duration: Duration) -> None:  # 5
    with pytest.raises(OverflowError):
        add_duration(day, duration)
