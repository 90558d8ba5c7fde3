"""Strategies for what people enter: by the type of a field, well and badly."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from formgen.compiler.procedure import Field

_NUMBERS = st.from_regex(r"-?[0-9]{1,6}([.,][0-9]{1,3})?", fullmatch=True)
_DAYS = st.integers(1, 31).map(str)
_MONTHS = st.sampled_from([*(str(number) for number in range(1, 13)), "mai", "Dec"])
_YEARS = st.integers(1790, 2110).map(str)
_TIMES = st.builds(lambda hour, minute: f"{hour}:{minute:02}", st.integers(0, 24), st.integers(0, 60))
_LINES = st.text(alphabet=st.characters(codec="utf-8"), max_size=230)

BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "text": _LINES | st.from_regex(r"[A-Za-z]{1,10}( [a-z]{0,4})?", fullmatch=True),
    "long_text": _LINES,
    "email": st.sampled_from(["a@example.org", "A.B@Example.ORG", "a@", "é@exämple.org", " a@example.org "]),
    "phone": st.sampled_from(["0320542000", "+33 3 20 54 20 00", "+44 20 7946 0958", "12", "abc"]),
    "identifier": st.sampled_from(["FR76 3000 6000 0112 3456 7890 189", "GB82WEST12345698765432", "GB00"]),
    "integer": _NUMBERS,
    "decimal": _NUMBERS,
    "money": _NUMBERS,
    "date": st.fixed_dictionaries({"day": _DAYS, "month": _MONTHS, "year": _YEARS}),
    "month": st.fixed_dictionaries({"month": _MONTHS, "year": _YEARS}),
    "time": _TIMES,
    "datetime": st.fixed_dictionaries({"day": _DAYS, "month": _MONTHS, "year": _YEARS, "time": _TIMES}),
    "duration": st.fixed_dictionaries({}, optional={"years": _DAYS, "months": _DAYS}),
    "yes_no": st.sampled_from(["yes", "no", "maybe"]),
    "agreement": st.sampled_from(["yes", "no"]),
    "country": st.sampled_from(["BEL", "CHE", "FRA", "XXX"]),
    "address": st.fixed_dictionaries(
        {
            "line1": st.sampled_from(["", "1 rue de la Paix", "x" * 300]),
            "postcode": st.sampled_from(["", "75002", "1000"]),
            "city": st.sampled_from(["", "Paris"]),
            "country": st.sampled_from(["", "FRA", "BEL", "XXX"]),
        }
    ),
}


def entries(field: Field) -> st.SearchStrategy[Any]:
    """What somebody may enter in a field: much of it reads as a value, some of it breaks a limit."""
    if field.type_name == "choice":
        return st.sampled_from([*field.options, "unknown"])
    if field.type_name == "choices":
        return st.lists(st.sampled_from([*field.options]), max_size=4)
    return BY_TYPE[field.type_name]
