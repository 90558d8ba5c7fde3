"""The pages on which items of a list are filled in: which there are, and what stands on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from formgen.compiler.procedure import Field, Page, Procedure


def pages_of_items(procedure: Procedure) -> Iterator[tuple[Field, str]]:
    """Every list with each of the pages of its items; "" for the only one."""
    for field in procedure.fields.values():
        if field.type_name == "list":
            written: Any = field.spec
            for id in written.pages or ("",):
                yield field, id


def members_of(field: Field, page: str) -> Sequence[Field]:
    """The fields of an item that stand on one of its pages."""
    written: Any = field.spec
    if not page:
        return field.members
    return [each for each in field.members if each.name in written.pages[page].fields]


def page_of_list(procedure: Procedure, path: str) -> Page:
    """The page that a list stands on."""
    return procedure.pages[procedure.plan.page_of[path]]
