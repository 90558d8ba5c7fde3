"""What may stand behind the bar of a placeholder: `{{ name | upper }}`.

A *format* filter decides how the value is written and stands first; a *word* filter changes the
words that came out. What they do is in `formgen.compiler.formatting`; a test holds both together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: the types it takes (names of types, empty for all), and what it does in a few words."""

    name: str
    stage: Literal["format", "words"]
    takes: frozenset[str]
    doc: str
    example: str
    argument: bool = False
    """Whether a number follows the name."""


def _format(name: str, takes: str, doc: str, example: str, *, argument: bool = False) -> Filter:
    return Filter(name, "format", frozenset(takes.split()), doc, example, argument)


def _words(name: str, doc: str, example: str) -> Filter:
    return Filter(name, "words", frozenset(), doc, example)


FILTERS: Final = {
    each.name: each
    for each in (
        _words("upper", "All letters in capitals.", "{{ birth_name | upper }} → DURÊT"),
        _words("lower", "All letters small.", "{{ title | lower }} → madame"),
        _words("capital", "The first letter in capital.", "{{ housing | capital }} → Hôtel"),
        _format(
            "digits",
            "number",
            "A whole number with leading zeros.",
            "{{ order | digits 7 }} → 0170000",
            argument=True,
        ),
        _format(
            "yyyymmdd", "date moment", "The day as eight digits.", "{{ filed_on | yyyymmdd }} → 20221017"
        ),
        _format(
            "short",
            "date moment",
            "The day in digits, as the reader writes it.",
            "{{ filed_on | short }} → 17/10/2022",
        ),
        _format(
            "weekday",
            "date moment",
            "The day with its name.",
            "{{ reply_before | weekday }} → lundi 17 octobre 2022",
        ),
        _format("date", "moment", "Only the day of a moment.", "{{ opened_at | date }} → 17 octobre 2022"),
        _format("time", "moment", "Only the time of day of a moment.", "{{ opened_at | time }} → 14:05"),
        _format(
            "country",
            "country",
            "The name of the country, where a nationality would be shown.",
            "{{ nationality | country }} → Suisse",
        ),
        _format(
            "nationality",
            "country",
            "The nationality that goes with the country.",
            "{{ nationality | nationality | upper }} → SUISSE",
        ),
        _format(
            "lines",
            "address",
            "The address as on an envelope, one line under the other.",
            "{{ prefecture.address | lines }}",
        ),
        _format(
            "code",
            "choice choices country",
            "The `code` of the option, else its id; of a country its three letters.",
            "{{ housing | code }} → 2.d",
        ),
        _format(
            "plain",
            "number money",
            "The number alone, without unit or grouping.",
            "{{ cost | plain }} → 1234,50",
        ),
    )
}
