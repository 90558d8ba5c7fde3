"""N107: two things have the same name.

A name means one thing in a whole procedure, whether a field, a document, a list or the field that an option
brings with it; inside a group or an item of a list, one thing there. This spec fails:

```yaml
contact:
  title: How to reach you
  fields:
    way:
      type: choice
      label: How shall we reach you?
      options:
        mail:
          label: By mail
          then_ask:
            details: {type: email, label: Your address}
        phone:
          label: By phone
          then_ask:
            details: {type: phone, label: Your number}
```

This one passes:

```yaml
contact:
  title: How to reach you
  fields:
    way:
      type: choice
      label: How shall we reach you?
      options:
        mail:
          label: By mail
          then_ask:
            mail_address: {type: email, label: Your address}
        phone:
          label: By phone
          then_ask:
            phone_number: {type: phone, label: Your number}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from formgen.language.constructs import Construct
from formgen.language.fields.base import Field
from formgen.language.fields.group import GroupField
from formgen.language.fields.list import ListField
from formgen.language.problems import Problem
from formgen.language.resolution import Resolution
from formgen.language.source import Span
from formgen.language.spec import Spec

CODE = "N107"
NEEDS_MEANING = False

Named = tuple[str, Span, str]
"""A name, its place, and what bears it."""


def check(resolution: Resolution) -> Iterator[Problem]:
    """Every name that is given a second time."""
    spec = resolution.spec
    top = [each for page in resolution.pages for each in _fields(page.fields(spec).values())]
    yield from _doubles(resolution, (*top, *_others(spec)))
    for inner in _frames(spec, _all_fields(resolution)):
        yield from _doubles(resolution, inner)


def _doubles(resolution: Resolution, named: Iterable[Named]) -> Iterator[Problem]:
    seen: dict[str, Named] = {}
    for name, span, what in named:
        first = seen.setdefault(name, (name, span, what))
        if first[1] == span:
            continue
        # One place may be visited twice (a group used in two places); a later line is the double.
        message = f"`{name}` is already used, at line {first[1].line}; {what} needs an id of its own."
        yield resolution.spec.document.problem(CODE, "error", span, message, "Rename one of them.")


def _fields(fields: Iterable[Field]) -> Iterator[Named]:
    """Fields seen by one name each: their own, and those that their options bring."""
    for field in fields:
        yield field.id, field.id_span, "a field"
        if not isinstance(field, GroupField | ListField):
            yield from _fields(_brought(field))


def _brought(field: Field) -> Iterator[Field]:
    options = getattr(field, "options", {})
    for option in (*(options.values() if isinstance(options, dict) else ()), *field.or_say.values()):
        yield from option.then_ask.values()


def _others(spec: Spec) -> Iterator[Named]:
    """What shares the names of fields."""
    for name, formula in spec.conditions.items():
        yield name, formula.node.span, "a condition"
    parts: tuple[tuple[dict[str, Any], str], ...] = (
        (spec.calculations, "a calculation"),
        (spec.sources, "a source"),
        (spec.tables, "a table"),
        (spec.lists, "a list"),
        (spec.documents, "a document"),
        (spec.numbers, "a number"),
        (spec.workflow.actions if spec.workflow else {}, "an action"),
    )
    for named, what in parts:
        for name, part in named.items():
            yield name, part.id_node.span, what


def _all_fields(resolution: Resolution) -> Iterator[Field]:
    spec = resolution.spec
    for page in resolution.pages:
        yield from page.fields(spec).values()
    for group in spec.field_groups.values():
        yield from group.fields.values()
    for action in (spec.workflow.actions if spec.workflow else {}).values():
        yield from action.fields.values()


def _frames(spec: Spec, fields: Iterable[Field]) -> Iterator[tuple[Named, ...]]:
    """What is named side by side inside each group, list and action."""
    for group in spec.field_groups.values():
        yield tuple(_fields(group.fields.values()))
    for action in (spec.workflow.actions if spec.workflow else {}).values():
        yield tuple(_fields(action.fields.values()))
    pending = list(fields)
    while pending:
        field = pending.pop()
        inner = list(_members(spec, field))
        if isinstance(field, GroupField | ListField):
            yield tuple(_fields(inner))
        pending += inner


def _members(spec: Spec, field: Field) -> Iterator[Field]:
    if isinstance(field, GroupField):
        used = spec.field_groups.get(field.use.value) if field.use is not None else None
        yield from (*(used.fields if used else field.fields).values(), *field.add.values())
    elif isinstance(field, ListField):
        pages: Iterable[Construct] = field.pages.values()
        yield from (*field.fields.values(), *(each for page in pages for each in _fields_of(page)))
    else:
        yield from _brought(field)


def _fields_of(page: Any) -> Iterator[Field]:
    yield from page.fields.values()
