"""From a mapping to a construct: what is unknown, misplaced or missing is told, each mistake once."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from formgen.language.constructs.construct import Construct
from formgen.language.constructs.place import INVALID, Invalid, Place
from formgen.language.problems import nearest
from formgen.language.source import Entry, Mapping, Node, Scalar, Span

C = TypeVar("C", bound=Construct)


def read_construct(
    construct: type[C], node: Node, place: Place, id_node: Scalar | None = None, ignored: tuple[str, ...] = ()
) -> C | Invalid:
    """An instance of `construct` from a node; `ignored` keys were read by the caller.

    Where some of it could not be read, an instance of the rest, for looking for other mistakes; INVALID
    where nothing can be made of it.
    """
    if isinstance(node, Scalar) and construct.short_key is not None:
        name = construct.short_key
        value = construct.keys[name].reader.read(node, place.child(name))
        return value if isinstance(value, Invalid) else construct(node, place, {name: value}, id_node)
    if not isinstance(node, Mapping):
        place.trail.dropped.append(node)
        return _not_a_mapping(construct, node, place)
    inside = place.entering(construct)
    values: dict[str, Any] = {}
    faults = place.trail.faults
    meant: list[str] = []
    already_misplaced = len(place.misplaced)
    for entry in node.entries:
        name = entry.key.value
        declared = construct.known.get(name)
        if declared is None:
            if name not in ignored:
                meant.append(_report_unknown(construct, entry, place, node, id_node) or "")
            continue
        value = declared.reader.read(entry.value, inside.child(name))
        if not isinstance(value, Invalid):
            values[name] = value
    # A key written with a slip, or under the wrong parent, is one mistake: it is not missing besides.
    excused = {*meant, *place.misplaced[already_misplaced:]}
    _report_missing(construct, node, place, id_node, excused)
    if place.trail.faults == faults:
        if construct.check_keys(values, node, place):
            return construct(node, place, values, id_node)
    elif _fill(construct, values, node.entries[0].key if node.entries else id_node, place):
        return construct(node, place, values, id_node)
    place.trail.dropped.append(node)
    return INVALID


def stand_in_of(construct: type[C], near: Scalar, place: Place) -> C | Invalid:
    """An instance for one that could not be read, where all its keys have something to stand for them."""
    values: dict[str, Any] = {}
    return construct(near, place, values) if _fill(construct, values, near, place) else INVALID


def _fill(construct: type[Construct], values: dict[str, Any], near: Scalar | None, place: Place) -> bool:
    """Whether something stands for each key that must be there and could not be read."""
    for name, declared in construct.known.items():
        if not declared.required or name in values:
            continue
        make = getattr(declared.reader, "stand_in", None)
        instead = declared.instead
        if instead is None and make is not None and near is not None:
            instead = make(near, place.child(name))
        if instead is None or isinstance(instead, Invalid):
            return False
        values[name] = instead
    return True


def _report_missing(
    construct: type[Construct], node: Mapping, place: Place, id_node: Scalar | None, excused: set[str]
) -> None:
    """Report the keys that must be written and are not."""
    missing = [
        declared for name, declared in construct.known.items() if declared.required and node.get(name) is None
    ]
    for declared in missing:
        if declared.name in excused:
            continue
        in_a_line = bool(declared.example) and "\n" not in declared.example
        example = f" For example: `{declared.example}`." if in_a_line else ""
        at = id_node.span if id_node is not None else _first_line(node)
        place.report(
            "S012",
            at,
            f"`{declared.name}` is missing in {construct.noun}.",
            f"Add `{declared.name}:` – {declared.doc}.{example}",
            about=declared.name,
        )


def _not_a_mapping(construct: type[Construct], node: Node, place: Place) -> Invalid:
    some = ", ".join(f"`{name}:`" for name in list(construct.known)[:3])
    if isinstance(node, Scalar) and node.value == "":
        return place.report(
            "S013",
            node,
            f"{_sentence(construct.noun)} is empty.",
            f"Write its keys below it, such as {some}.",
        )
    return place.report(
        "S014",
        node,
        f"{_sentence(construct.noun)} is written as keys with values.",
        f"Put keys such as {some} below it, two spaces further in.",
    )


SHOWN: Final = 20
LEVELS: Final = ("just above", "two levels up", "three levels up")


def _report_unknown(
    construct: type[Construct], entry: Entry, place: Place, node: Mapping, id_node: Scalar | None
) -> str | None:
    """Report a key that is not known; returns the key that was meant, if that can be told."""
    written = entry.key
    name = written.value
    meant = similar = nearest(name, construct.known) or _in_other_words(construct, name, node)
    for distance, outer in enumerate(reversed(place.constructs[-3:])):
        # Exactly a key of a parent: the line is too far in. A slip of the finger would rarely be that.
        if name in outer.known and similar is None:
            report_misplaced(written, place, construct.noun, outer.noun, LEVELS[distance])
            return None
    inner = _inner_owner(construct, name) if similar is None else None
    if inner is not None:
        owner, noun = inner
        place.report(
            "S007",
            written.span,
            f"`{name}` is not known in {construct.noun}; it is known in {noun}, under `{owner}`.",
            f"Move it to the right, into {noun}.",
        )
        place.misplaced.append(name)
        return None
    known = ", ".join(f"`{each}`" for each in list(construct.known)[:SHOWN])
    hint = f"Known here: {known}{', …' if len(construct.known) > SHOWN else '.'}"
    if similar is not None:
        twice = node.get(similar) is not None
        hint = f"Did you mean `{similar}`? It is already written." if twice else f"Did you mean `{similar}`?"
    else:
        elsewhere = construct.known_elsewhere(name)
        similar = None if elsewhere else _the_missing_one(construct, node)
        if similar is not None and isinstance(entry.value, Mapping):
            hint = f"`{similar}:` is missing: write it above, and this two spaces further right."
        else:
            hint = f"`{similar}` is missing here: is it meant? {hint}" if similar else elsewhere or hint
        if construct.short_key is not None and id_node is not None and isinstance(entry.value, Scalar):
            hint = f"If it belongs beside `{id_node.value}`, move it left to its column. {hint}"
    not_here = "an option of" if hasattr(construct, "type_name") else "known in"
    message = f"`{name}` is not {not_here} {construct.noun}."
    place.report("S008", written.span, message, hint, about=meant or "")
    return similar


def _in_other_words(construct: type[Construct], name: str, node: Mapping) -> str | None:
    from formgen.language.constructs.other_words import meant_by  # only where a key is wrong

    meant = meant_by(name, construct.known)
    return meant if meant is not None and node.get(meant) is None else None


def _the_missing_one(construct: type[Construct], node: Mapping) -> str | None:
    """The key that must be there and is not, when one key is unknown: most likely one is the other."""
    missing = [
        each.name for each in construct.known.values() if each.required and node.get(each.name) is None
    ]
    unknown = [each for each in node.entries if each.key.value not in construct.known]
    unknown = [each for each in unknown if each.key.value != "type"]
    return missing[0] if len(missing) == len(unknown) == 1 else None


def report_misplaced(written: Scalar, place: Place, here: str, there: str, level: str) -> Invalid:
    """Report a key that stands too far in: `here` does not know it, the parent `there` does."""
    place.misplaced.append(written.value)
    return place.report(
        "S007",
        written.span,
        f"`{written.value}` is not known in {here}; it is known in {there}, {level}.",
        f"Move it to the left, under the other keys of {there}.",
    )


def _inner_owner(construct: type[Construct], name: str) -> tuple[str, str] | None:
    """The key of `construct` under which `name` is known, with the noun of what knows it."""
    found: list[tuple[str, str]] = []
    for owner, declared in construct.known.items():
        item = getattr(declared.reader, "item", None)
        below = getattr(declared.reader, "construct", None) or (item() if callable(item) else None)
        if below is not None and name in below.known:
            found.append((owner, below.noun))
    # Known in several of them, it says nothing about which was meant.
    return found[0] if len(found) == 1 else None


def _sentence(noun: str) -> str:
    return noun[:1].upper() + noun[1:]


def _first_line(node: Node) -> Span:
    span = node.span
    return Span(span.line, span.column, span.line, span.column + 1) if span.end_line != span.line else span
