"""What an answer must be like: length, bounds, form, countries, units."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from formgen.language.resolution.layout import Placed
from formgen.rendering.docs.speech import Speech, escaped

_COUNTED = {"choices": "answers", "list": "entries"}


def bounds(speech: Speech, placed: Placed) -> Iterator[str]:
    """Sentences on what an answer of a field must be like; none for what its type says by itself."""
    spec: Any = placed.spec
    length = getattr(spec, "length", None)
    if length is not None:
        yield from _between(speech, "characters", length.min, length.max)
    if spec.type_name in _COUNTED:
        # No entry at all and the limit of the language are said by nobody.
        least = spec.min if spec.has("min") else None
        yield from _between(speech, _COUNTED[spec.type_name], least, spec.max if spec.has("max") else None)
    else:
        yield from _limits(speech, placed)
    yield from _form(speech, spec)


def _between(speech: Speech, what: str, least: int | None, most: int | None) -> Iterator[str]:
    if least:
        yield speech.say(f"{what}_least", count=least)
    if most is not None:
        yield speech.say(f"{what}_most", count=most)


def _limits(speech: Speech, placed: Placed) -> Iterator[str]:
    spec: Any = placed.spec
    write = speech.wording.formatter.writer(placed.binding.type, placed.binding.name)
    in_time = spec.type_name in ("date", "month")
    for bound, key in (
        ("min", "from" if in_time else "at_least"),
        ("max", "until" if in_time else "at_most"),
    ):
        limit = getattr(spec, bound, None)
        if limit is not None:
            yield speech.say(key, value=write(limit))


def _form(speech: Speech, spec: Any) -> Iterator[str]:
    if getattr(spec, "ordered", False):
        yield speech.say("ordered")
    pattern = getattr(spec, "pattern", None)
    if pattern is not None:
        yield speech.say("pattern", pattern=f"`{pattern.value}`")
    if getattr(spec, "confirm", False):
        yield speech.say("twice")
    if getattr(spec, "precision", "") == "year":
        yield speech.say("year_only")
    countries = getattr(spec, "countries", ())
    if countries:
        names = [escaped(speech.wording.formatter.places.country(code)) for code in countries]
        yield speech.say("countries", countries=speech.listed(names, quoted=False))
    if spec.type_name == "duration" and spec.has("units"):
        units = [speech.words.get(unit).lower() for unit in spec.units]
        yield speech.say("units", units=speech.listed(units, quoted=False))
