"""Pages: when each is reached, what it asks, and the stops that end the journey on it."""

from __future__ import annotations

from formgen.compiler.procedure import Page
from formgen.rendering.python.layout import Source, call, quoted, tuple_of
from formgen.rendering.python.rules.documents import write_document
from formgen.rendering.python.rules.fields import spots_of, write_fields
from formgen.rendering.python.rules.writing import Parts, Writing


def write_pages(writing: Writing, found: Parts) -> None:
    """Add the pages with all that stands on them. Each is decided after the stops of those before it."""
    last_stop = ""
    for index, page in enumerate(writing.procedure.pages.values()):
        _page(writing, found, index, page, last_stop)
        last_stop = _stops(writing, found, index, page, last_stop)


def _page(writing: Writing, found: Parts, index: int, page: Page, last_stop: str) -> None:
    functions, scope = writing.functions, writing.scope
    step = page.step.spec if page.step else None
    formulas = [each.when for each in (step, page.spec) if each is not None and each.when is not None]
    conditions = [functions.of(f"page_{page.id}", each, scope) for each in formulas]
    named: dict[str, Source] = {"conditions": tuple_of(conditions)} if conditions else {}
    path, name = f"pages.{page.id}", f"page:{page.id}"
    if page.spec is not None:
        spots = spots_of(writing, page.fields, scope, path)
        named |= functions.checks(page.id, page.spec.checks, scope, spots)
    source = call(writing.use("Page"), path=quoted(path), index=str(index), **named)
    found.add(name, source, functions.reads(formulas, scope), (last_stop,) if last_stop else ())
    write_fields(writing, found, page.fields, path, name, page.id)
    for document in page.documents:
        write_document(writing, found, document, page.id)


def _stops(writing: Writing, found: Parts, index: int, page: Page, last_stop: str) -> str:
    """Add the stops of a page; the name of the last one so far."""
    functions, scope = writing.functions, writing.scope
    for number, stop in enumerate(page.stops):
        source = call(
            writing.use("Stop"),
            path=quoted(f"stops.{page.id}.{number}"),
            within=quoted(f"pages.{page.id}"),
            when=functions.of(f"stop_{page.id}", stop.spec.when, scope),
            index=str(index),
            title=quoted(stop.spec.title.value),
        )
        name = f"stop:{page.id}:{number}"
        behind = (f"page:{page.id}", *((last_stop,) if last_stop else ()))
        found.add(name, source, functions.reads([stop.spec.when], scope), behind)
        last_stop = name
    return last_stop


__all__ = ["write_pages"]
