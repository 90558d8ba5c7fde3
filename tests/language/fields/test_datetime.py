"""A day with a time of day.

1. It is typed in the service's time zone and kept in UTC, in summer and in winter.
2. Both are needed; the part at fault is named.
3. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given


def entry(day: str, time: str) -> dict[str, str]:
    return {**dict(zip(("year", "month", "day"), day.split("-"), strict=True)), "time": time}


@pytest.mark.parametrize(
    ("typed", "value"),
    [(("2026-01-31", "14:30"), "2026-01-31T13:30+00:00"), (("2026-07-01", "1h"), "2026-06-30T23:00+00:00")],
)
def test_time_zone(typed: tuple[str, str], value: str) -> None:  # 1
    assert given("type: datetime, label: A").read(entry(*typed)) == datetime.datetime.fromisoformat(value)


@pytest.mark.parametrize(
    ("typed", "code", "parts"),
    [
        (entry("2026-01-31", ""), "date_incomplete", ("time",)),
        ({"time": "14:30"}, "date_incomplete", ("day",)),
        (entry("2026-02-30", "14:30"), "no_such_day", ("day",)),
        (entry("2026-01-31", "25:00"), "not_a_time", ()),
    ],
)
def test_both_parts(typed: object, code: str, parts: tuple[str, ...]) -> None:  # 2
    assert given("type: datetime, label: A").fault(typed) == (code, parts)


@for_all(
    st.datetimes(
        datetime.datetime.fromisoformat("1900-01-02"),
        datetime.datetime.fromisoformat("9998-01-01"),
        timezones=st.just(datetime.UTC),
    ).map(lambda moment: moment.replace(second=0, microsecond=0))
)
def test_round_trip(value: datetime.datetime) -> None:  # 3
    found = given("type: datetime, label: A").posted(value)
    # One hour a year happens twice on the clock of the wall; and before 1911 Paris kept odd minutes.
    assert abs(found - value) <= datetime.timedelta(hours=1)
    if value.year > 1945 and value.month not in (3, 4, 9, 10, 11):
        assert found == value
