"""Which language a page is shown in."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST = 200


def preferred(header: str, spoken: Sequence[str]) -> str | None:
    """The language of an Accept-Language header that is spoken here and wanted most; None without one."""
    best, wanted = None, 0.0
    for part in header[:_LONGEST].split(","):
        tag, _, parameters = part.strip().partition(";")
        weight = _weight(parameters)
        base = tag.strip().lower().partition("-")[0]
        found = next((each for each in spoken if each.lower() in (tag.strip().lower(), base)), None)
        if found is not None and weight > wanted:
            best, wanted = found, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
