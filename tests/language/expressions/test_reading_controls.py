"""F.read: what stands in form controls, read by the script as the server reads it.

1. Numbers, dates, months, times and durations are read as the server's fields read them; what those refuse
   is null.
2. Texts, addresses and choices.
3. Kinds that only the server reads are null.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formgen.language.expressions.javascript import as_json
from formgen.language.fields.base import Unreadable
from formgen.language.fields.date import read_date
from formgen.language.fields.numbers import read_number
from formgen.language.fields.time import read_time
from tests.language.expressions.node import run

MONTH_WORDS = [
    "1",
    "02",
    "12",
    "13",
    "février",
    "FEVRIER",
    "févr.",
    "Aug",
    "août",
    "sept",
    "décembre",
    "x",
    "",
]
BOXES = st.fixed_dictionaries(
    {
        "day": st.sampled_from(["1", " 29", "31", "0", "32", "x", "", "²"]),
        "month": st.sampled_from(MONTH_WORDS),
        "year": st.sampled_from(["2024", "2023", "1799", "24", "", "٢٠٢٤"]),
    }
)
NUMBERS = st.one_of(
    st.sampled_from(
        ["1 234,5", "1.234,56", "1,234.56", "-3", "−3", "+2.50", "1'000", "", " ", "abc", "1,2,3", "1e3"]
    ),
    st.sampled_from([".5", "5.", ".", "-", "--1", "12345678901234567", "1 2", "٣", "1.2.3"]),
    st.from_regex(r"\A[0-9 .,+-]{0,8}\Z"),
)
TIMES = st.sampled_from(
    ["14:30", "14h30", "14 h", "2.30 pm", "12am", "9AM", "24:00", "9:60", "x", "", "0h5", "13pm"]
)


def _read(read: Callable[..., Any], *entry: Any) -> Any:
    try:
        return as_json(read(*entry))
    except Unreadable:
        return None


def _javascript(kind: str, entries: list[Any], options: object = None) -> list[Any]:
    return run(
        [(f"F.read({json.dumps(kind)}, v, {json.dumps(options)} ?? undefined)", entry) for entry in entries]
    )


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(NUMBERS, min_size=1), st.lists(BOXES, min_size=1), st.lists(TIMES, min_size=1))
def test_like_the_server(numbers: list[str], boxes: list[dict[str, str]], times: list[str]) -> None:  # 1
    assert _javascript("number", numbers) == [_read(read_number, typed, "x") for typed in numbers]
    for precision, needed in (
        ("day", ("day", "month", "year")),
        ("month", ("month", "year")),
        ("year", ("year",)),
    ):
        expected = [_read(read_date, entry, needed) for entry in boxes]
        assert _javascript("date", boxes, {"precision": precision}) == expected
    assert _javascript("month", boxes) == [_read(read_date, entry, ("month", "year")) for entry in boxes]
    assert _javascript("time", times) == [_read(read_time, typed) for typed in times]


def test_money_and_durations() -> None:  # 1
    assert _javascript("money", ["1 200,50 €", "10 EUR", "x €", ""]) == ["1200.5", "10", None, None]
    typed = [{"years": "2", "months": "3"}, {"weeks": "2"}, {"days": ""}, {"months": "x"}, None]
    assert _javascript("duration", typed) == [
        {"months": 27, "days": 0},
        {"months": 0, "days": 14},
        None,
        None,
        None,
    ]


def test_texts_and_choices() -> None:  # 2
    assert _javascript("text", ["  a   b ", "", " ", None]) == ["a b", None, None, None]
    assert _javascript("text", ["ab 1-2"], {"ignore": " -", "case": "upper"}) == ["AB12"]
    assert _javascript("yes_no", ["yes", "no", "", None]) == [True, False, None, None]
    assert _javascript("agreement", ["yes", "", None]) == [True, False, False]
    assert _javascript("choice", ["married", ""]) == ["married", None]
    assert _javascript("choices", [["a", "b"], [], "a"]) == [["a", "b"], [], ["a"]]
    whole = {"line1": "1  rue", "city": "Lille", "postcode": "59000"}
    read = {"line1": "1 rue", "line2": "", "line3": "", "postcode": "59000", "city": "Lille", "country": ""}
    assert _javascript("address", [whole, {"city": "Lille"}, None]) == [read, None, None]


def test_what_only_the_server_reads() -> None:  # 3
    assert _javascript("datetime", [{"day": "1", "month": "1", "year": "2024", "time": "10:00"}]) == [None]
