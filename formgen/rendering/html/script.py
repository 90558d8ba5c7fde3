"""The conditions of a procedure as a JavaScript module: what shows and hides fields at once.

Each page that has a field, an option, a paper or a label depending on another answer of the same page gets an
entry: its fields in order with how their controls are read, and the conditions. What they read of other pages
comes with the page, in `data-values`. Whatever cannot be decided here (a calculation by cases, a document's
state) is left out, and stays as the server sent it: its answer is the one that counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from formgen.compiler.procedure import Document, Field, Procedure
from formgen.language.expressions import Binding, Group, List, Record
from formgen.language.expressions.javascript import as_json, found_key, said_key
from formgen.rendering.html.conditions import PageScript, page_script
from formgen.rendering.html.item_pages import members_of, pages_of_items

Convert = Callable[[Any], Any]


def conditions_module(procedure: Procedure) -> str:
    """The module's source; "" when no page needs one."""
    pages = []
    for name, fields, documents in _pages(procedure):
        script = page_script(procedure, fields, documents)
        if script.live:
            pages.append(f"{json.dumps(name)}: {_object(script)}")
    if not pages:
        return ""
    return (
        'import { F } from "../scripts/expressions.js";\n'
        'import { follow } from "../scripts/conditions.js";\n'
        "follow({\n" + ",\n".join(pages) + "\n}, F);\n"
    )


def values_read(
    procedure: Procedure, fields: Sequence[Field], documents: Sequence[Document] = ()
) -> tuple[tuple[str, Convert], ...]:
    """What a page's conditions read of other pages: names, and functions of the page's frame that give
    JSON.
    """
    script = page_script(procedure, fields, documents)
    if not script.live:
        return ()
    depth = fields[0].scope.depth if fields else 0
    return tuple(
        each for name, binding in script.outside.items() for each in _converters(name, binding, depth)
    )


def _pages(procedure: Procedure) -> Iterator[tuple[str, Sequence[Field], Sequence[Document]]]:
    for page in procedure.pages.values():
        if page.content:
            yield page.id, (*page.fields, *page.said_fields), page.documents
    for field, id in pages_of_items(procedure):
        yield f"{field.full_path}/{id}", members_of(field, id), ()


def _object(script: PageScript) -> str:
    derived = ", ".join(f"{json.dumps(name)}: {written}" for name, written in script.derived.items())
    return (
        "{\nfields: [\n" + ",\n".join(script.fields) + "],\n"
        f"options: [{', '.join(script.options)}],\npapers: [{', '.join(script.papers)}],\n"
        f"rows: [{', '.join(script.rows)}],\ncases: [{', '.join(script.cases)}],\nderived: {{{derived}}}}}"
    )


def _converters(name: str, binding: Binding, depth: int) -> Iterator[tuple[str, Convert]]:
    """The values of a name that `v` holds beside each other: the value, the word said, whether it is
    found.
    """
    if isinstance(binding.type, Record):
        yield found_key(name), _reader(binding.type.found_slot, binding.depth, depth)
        return
    if isinstance(binding.type, Group):
        return
    if isinstance(binding.type, List):
        yield name, _list_reader(binding, depth)
        return
    yield name, _reader(binding.slot, binding.depth, depth)
    if binding.said_slot is not None:
        yield said_key(name), _reader(binding.said_slot, binding.depth, depth)


def _reader(slot: int, at: int, depth: int) -> Convert:
    if at < depth:
        return lambda frame: as_json(frame[0][slot])
    return lambda frame: as_json(frame[slot])


def _list_reader(binding: Binding, depth: int) -> Convert:
    assert isinstance(binding.type, List)
    members = list(_leaves(binding.type.item.values()))

    def read(frame: Any) -> Any:
        items = (frame[0] if binding.depth < depth else frame)[binding.slot]
        if items is None:
            return None
        return [{member.name: as_json(item[member.slot]) for member in members} for item in items]

    return read


def _leaves(bindings: Iterable[Binding]) -> Iterator[Binding]:
    for binding in bindings:
        if isinstance(binding.type, Group):
            yield from _leaves(binding.type.members.values())
        elif not isinstance(binding.type, List | Record):
            yield binding
