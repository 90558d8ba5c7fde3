"""Documents with their papers and the words said of them, and the declarations of the review."""

from __future__ import annotations

from formgen.compiler.compile import alternatives_of
from formgen.compiler.papers import SINGLE
from formgen.compiler.procedure import Document
from formgen.language.documents import Alternative, Rule
from formgen.language.placeholders.check import resolve
from formgen.rendering.python.layout import Source, call, quoted, tuple_of
from formgen.rendering.python.rules.fields import write_fields
from formgen.rendering.python.rules.writing import Parts, Writing


def write_document(writing: Writing, found: Parts, document: Document, page: str) -> None:
    """Add a document of a page, and what is asked once a word was said of it."""
    functions, spec, path = writing.functions, document.spec, document.path
    named: dict[str, Source] = {
        "path": quoted(path),
        "within": quoted(f"pages.{page}"),
        **functions.optional(f"when_{path}", spec.when, writing.scope),
    }
    if path in writing.provided:
        named["cases"] = functions.cases(
            path, spec.cases or spec, writing.scope, lambda name, rule: _papers(writing, name, rule)
        )
    conditions = [each.when for each in spec.cases.items] if spec.cases else []
    reads = functions.reads([spec.when, *conditions], writing.scope)
    for each in document.alternatives.values():
        stands = _stands_for(writing, each)
        reads |= functions.reads([each.when], writing.scope) | frozenset([stands] if stands else [])
    source = call(writing.use("Document"), **named)
    found.add(f"document:{document.id}", source, reads, (f"page:{page}",), True)
    for word, fields in document.said_fields.items():
        if fields:
            name, within = f"said:{document.id}.{word}", f"{path}.{word}"
            source = call(
                writing.use("SaidOf"), path=quoted(within), document=quoted(path), word=quoted(word)
            )
            found.add(name, source, frozenset(), (f"document:{document.id}",))
            write_fields(writing, found, fields, within, name, page)


def _papers(writing: Writing, name: str, rule: Rule) -> Source:
    papers: list[Source] = []
    for id, each in alternatives_of(rule).items():
        stands = _stands_for(writing, each)
        when = writing.functions.optional(f"paper_{name}_{id}", each.when, writing.scope)
        field = {"stands_for_it": quoted(stands)} if stands else {}
        papers.append(call(writing.use("Paper"), id=quoted(id), **field, **when))
    if not papers and not rule.not_asked:
        papers.append(call(writing.use("Paper"), id=quoted(SINGLE)))
    return tuple_of(papers)


def _stands_for(writing: Writing, alternative: Alternative) -> str:
    if alternative.field is None:
        return ""
    binding = resolve(tuple(alternative.field.value.split(".")), writing.scope)
    return "" if binding is None else binding.name


def write_declarations(writing: Writing, found: Parts) -> None:
    """Add the declarations."""
    functions = writing.functions
    for each in writing.procedure.declarations.values():
        required = functions.required(each.path, each.spec.required, writing.scope)
        named: dict[str, Source] = {} if required == "always" else {"required": required}
        source = call(
            writing.use("Declaration"),
            path=quoted(each.path),
            within=quoted("pages.review"),
            **functions.optional(f"when_{each.path}", each.spec.when, writing.scope),
            **named,
        )
        reads = functions.reads([each.spec.when], writing.scope)
        found.add(f"declaration:{each.id}", source, reads, ("page:review",))


__all__ = ["write_declarations", "write_document"]
