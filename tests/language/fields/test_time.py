"""A time of day.

1. With a colon, an h, a point, am and pm.
2. What is no time is refused.
3. What is written, posted and collected is read as it was.
"""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from tests.language.fields.given import given


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("14:30", "14:30"), ("14h30", "14:30"), ("14 h", "14:00"), ("14 H 05", "14:05"), ("9", "09:00"),
        ("2.30 pm", "14:30"), ("12 am", "00:00"), ("12pm", "12:00"), ("9am", "09:00"), ("00:00", "00:00"),
    ],
)  # fmt: skip
def test_as_people_type(typed: str, value: str) -> None:  # 1
    assert given("type: time, label: A").read(typed) == datetime.time.fromisoformat(value)


@pytest.mark.parametrize("typed", ["24:00", "14:60", "13pm", "0am", "noon", "14:3", "1430", "٣:00", "-1"])
def test_no_times(typed: str) -> None:  # 2
    assert given("type: time, label: A").code(typed) == "not_a_time"


@for_all(st.times().map(lambda time: time.replace(second=0, microsecond=0)))
def test_round_trip(value: datetime.time) -> None:  # 3
    assert given("type: time, label: A").posted(value) == value
