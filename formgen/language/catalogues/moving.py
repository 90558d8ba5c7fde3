"""Texts that stand at another place than their translations say: a page was renamed, a field moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import takewhile

from formgen.language.catalogues.po import Entry


def places_of(lost: Iterable[Entry], originals: Mapping[str, str], taken: Collection[str]) -> dict[str, str]:
    """Where the words of entries without a text stand now, by the place that the entries name.

    `originals`: the words by their places. Of several places the one that no other entry translates
    (`taken`) and that ends most like the old one is meant.
    """
    free: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for place, words in originals.items():
        (others if place in taken else free).setdefault(words, []).append(place)
    found: dict[str, str] = {}
    for entry in lost:
        near = free.get(entry.id) or others.get(entry.id)
        if near:
            place = max(near, key=lambda each: len(_common_end(entry.context, each)))
            found[entry.context] = place
            if place in free.get(entry.id, ()):
                free[entry.id].remove(place)
    return found


def renaming(before: str, after: str) -> tuple[str, str]:
    """Two places without the end that they share: `steps.old` and `steps.new`, whichever text below them."""
    shared = len(_common_end(before, after))
    old, new = before.split("."), after.split(".")
    shared = min(shared, len(old) - 1, len(new) - 1)
    return ".".join(old[: len(old) - shared]), ".".join(new[: len(new) - shared])


def _common_end(one: str, other: str) -> list[str]:
    pairs = zip(reversed(one.split(".")), reversed(other.split(".")), strict=False)
    return [first for first, second in takewhile(lambda pair: pair[0] == pair[1], pairs)]
