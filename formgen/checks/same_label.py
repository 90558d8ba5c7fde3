"""X703: two questions of one page, or two options of one question, with the same words.

Nobody can tell them apart, least of all who hears them or reads an error about one. This spec fails:

```yaml
contact:
  title: How to reach you
  fields:
    home_phone: {type: phone, label: Telephone}
    work_phone: {type: phone, label: Telephone}
```

This one passes:

```yaml
contact:
  title: How to reach you
  fields:
    home_phone: {type: phone, label: Telephone at home}
    work_phone: {type: phone, label: Telephone at work}
```

Groups of fields and items have a heading of their own, so that their questions are compared only with each
other. Questions that are never asked together may have the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from formgen.checks.situations import Verdict, World
from formgen.language.fields.group import GroupField
from formgen.language.fields.list import ListField
from formgen.language.problems import Problem
from formgen.language.readers import Text
from formgen.language.resolution import Resolution
from formgen.language.resolution.layout import Placed

CODE = "X703"
NEEDS_MEANING = True


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every field and option whose label stands beside it already."""
    world = resolution.once(World)
    plan = resolution.plan
    for fields in (*plan.fields_of.values(), *plan.action_fields.values()):
        yield from _among(world, fields)
    told: set[int] = set()
    for placed in plan.everywhere():
        if id(placed.spec) not in told:
            told.add(id(placed.spec))
            yield from _options(resolution, placed)


def _among(world: World, fields: Iterable[Placed]) -> Iterator[Problem]:
    seen: dict[str, list[Placed]] = {}
    for placed in _side_by_side(fields):
        label = placed.spec.label
        if isinstance(label, Text):
            for other in seen.setdefault(_plain(label), []):
                if _together(world, placed, other):
                    line = other.spec.id_span.line
                    message = f"`{other.spec.id}` and `{placed.spec.id}` have the same label (line {line})."
                    hint = "Say in each what sets it apart, or put them into groups with labels."
                    yield world.resolution.spec.document.problem(CODE, "warning", label.node, message, hint)
                    break
            seen[_plain(label)].append(placed)
        if isinstance(placed.spec, GroupField | ListField):
            yield from _among(world, placed.members)


def _side_by_side(fields: Iterable[Placed]) -> Iterator[Placed]:
    """Fields under one heading: those that follow an option stand beside their question."""
    for placed in fields:
        yield placed
        if not isinstance(placed.spec, GroupField | ListField):
            yield from _side_by_side(placed.members)


def _together(world: World, one: Placed, other: Placed) -> bool:
    if one.spec.label is other.spec.label:
        return False
    if one.full_path in world.placed and other.full_path in world.placed:
        conditions = (*world.asked(one.full_path), *world.asked(other.full_path))
        page = world.resolution.pages.index(world.page_of[one.full_path])
        return not conditions or world.find(conditions, (), page, page).verdict is Verdict.YES
    return not any(each.spec.when is not None or each.follows is not None for each in (one, other))


def _options(resolution: Resolution, placed: Placed) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for id, option in resolution.context.options(placed.spec).items():
        if not isinstance(option.label, Text) or option.when is not None or not option.id:
            continue
        other = seen.setdefault(_plain(option.label), id)
        if other != id:
            message = f"The options `{other}` and `{id}` have the same label."
            hint = "Say in each what sets it apart, or delete one."
            place = option.label.node
            yield resolution.spec.document.problem(CODE, "warning", place, message, hint)


def _plain(label: Text) -> str:
    return " ".join(label.value.casefold().split()).rstrip(" :.?")
