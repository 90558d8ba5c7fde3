"""Keys that landed among ids: a line two spaces too far in, or not far enough (S007).

Where ids are expected, every word could be one: `when` under `options` would quietly become an option.
What stands behind it tells: an option is a text or has a label, a field has a type.
"""

from __future__ import annotations

from typing import Final

from formgen.language.constructs import LEVELS, Construct, Place, report_misplaced
from formgen.language.source import Entry, Mapping, Node, Scalar

NEVER_IDS: Final = frozenset(
    (
        *(
            "when",
            "required",
            "checks",
            "errors",
            "then_ask",
            "or_say",
            "prefill",
            "copied_from",
            "if_missing",
        ),
        *("autocomplete", "widget", "options", "only", "excludes_others", "label", "hint", "sensitive"),
        *("not_older_than", "one_of", "all_of", "at_least", "for_each"),
    )
)
"""Keys that nobody would take as the id of an option, a state or a paper, even with a text behind."""


def report_stray_key(entry: Entry, item: type[Construct] | None, place: Place, above: Scalar | None) -> bool:
    """Report a key of the construct around, or of an item, that stands where an id is expected.

    `item`: what the ids stand for, None for plain values. `above`: the id of the item above, if any.
    """
    name = entry.key.value
    if item is not None and isinstance(entry.value, Mapping) and _report_block(entry, item, place):
        return True
    if _can_be_item(name, entry.value, item):
        return False
    belongs_in_item = item is not None and name in (*item.known, *(("type",) if _is_field(item) else ()))
    here = f"`{place.name}`"
    for distance, outer in enumerate(reversed(place.constructs[-3:])):
        if name in outer.known:
            if belongs_in_item and above is not None:
                place.retract("S012", above.span, name)
            if belongs_in_item and item is not None and above is not None:
                _report_either(entry.key, place, here, outer, item)
            else:
                report_misplaced(entry.key, place, here, outer.noun, LEVELS[distance])
            return True
    if belongs_in_item and item is not None:
        if above is not None:
            place.retract("S012", above.span, name)
        place.misplaced.append(name)
        where = "into the one above" if above is not None else f"into {item.noun}"
        place.report(
            "S007",
            entry.key,
            f"`{name}` belongs in {item.noun}; here it stands among the ids of {here}.",
            f"Move it two spaces to the right, {where}.",
        )
        return True
    return False


def _report_block(entry: Entry, item: type[Construct], place: Place) -> bool:
    """Report a block of keys that a construct around knows, such as `confirmation` under `documents`."""
    assert isinstance(entry.value, Mapping)
    keys = {each.key.value for each in entry.value.entries}
    if keys <= {*item.known, "type"}:
        return False
    for distance, outer in enumerate(reversed(place.constructs[-3:])):
        declared = outer.known.get(entry.key.value)
        below = getattr(declared.reader, "construct", None) if declared is not None else None
        if below is not None and keys <= set(below.known):
            report_misplaced(entry.key, place, f"`{place.name}`", outer.noun, LEVELS[distance])
            return True
    return False


def _report_either(
    key: Scalar, place: Place, here: str, outer: type[Construct], item: type[Construct]
) -> None:
    place.misplaced.append(key.value)
    place.report(
        "S007",
        key,
        f"`{key.value}` stands among the ids of {here}; it is known in {outer.noun} and in {item.noun}.",
        f"Move it to the left for {outer.noun}, or to the right, into the one above.",
    )


def _can_be_item(name: str, value: Node, item: type[Construct] | None) -> bool:
    if item is None:
        return isinstance(value, Scalar)
    if isinstance(value, Scalar) and value.value in ("true", "false") and name in item.known:
        return False
    if isinstance(value, Mapping):
        keys = [each.key.value for each in value.entries]
        return any(key in item.known or key == "type" for key in keys) or not keys
    if not isinstance(value, Scalar):
        return False
    return item.short_key is not None and name not in NEVER_IDS


def _is_field(item: type[Construct]) -> bool:
    return hasattr(item, "type_name") or item.noun == "a field"
