"""Everything that is derived from a procedure, as files.

    for file in built(procedure, pool, told=print):
        ...    # Built("fr/procedure.md", b"…", "the procedure explained, in French")

The same procedure gives the same bytes: nothing here reads a clock, a random number or a path. PDFs also
depend on the fonts and the version of WeasyPrint that are installed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from formgen.compiler.procedure import Procedure
from formgen.rendering.docs import (
    journey_mermaid,
    journey_svg,
    procedure_document,
    workflow_mermaid,
    workflow_svg,
)
from formgen.rendering.html.site import Site
from formgen.rendering.json_schema import answers_schema
from formgen.rendering.letter_templates import letter_template
from formgen.rendering.outputs import Outputs
from formgen.rendering.pdf.pool import PdfPool
from formgen.rendering.python import models_source
from formgen.rendering.wording import Wording

LIST = "list_of_documents"
Told = Callable[[str], None]
Draw = Callable[[Procedure, str], str]


@dataclass(frozen=True, slots=True)
class Built:
    """A file: its name below the folder, its content, and what it is in a few words."""

    name: str
    content: bytes
    what: str


def built(procedure: Procedure, pool: PdfPool, told: Told) -> Iterator[Built]:
    """Every file, in the order in which they are listed; `told` hears what is being made.

    Raises PdfFailed where a PDF cannot be made.
    """
    told("models.py, answers.schema.json")
    yield _text("models.py", models_source(procedure), "answer models, for pydantic")
    yield _text("answers.schema.json", _json(answers_schema(procedure)), "the same answers as JSON Schema")
    # Pages are written for a site whose own name is not known.
    site = Site(title="")
    for language in procedure.languages:
        yield from _Language(procedure, language, site, pool, told).files()


class _Language:
    """The files of one language, in a folder of its name."""

    def __init__(self, procedure: Procedure, language: str, site: Site, pool: PdfPool, told: Told) -> None:
        self.procedure = procedure
        self.language = language
        self.site = site
        self.pool = pool
        self.told = told

    def files(self) -> Iterator[Built]:
        language = self.language
        self.told(f"description ({language})")
        yield self._one(
            "procedure.md", procedure_document(self.procedure, language), "the procedure explained"
        )
        self.told(f"diagrams ({language})")
        yield from self._diagrams()
        self.told(f"list of documents ({language})")
        yield from self._list_of_documents()
        self.told(f"templates ({language})")
        for name, source in self.site.procedure(self.procedure).templates(language):
            yield self._one(f"html/{name}", source, "a page, to be filled")
        for name, pdf in self.procedure.spec.pdfs.items():
            if pdf.layout == "letter":
                source = letter_template(self.procedure, name, language)
                yield self._one(f"pdf/{name}.html", source, "a letter, to be filled")

    def _diagrams(self) -> Iterator[Built]:
        ways: list[tuple[str, Draw, str]] = [
            ("journey.mmd", journey_mermaid, "the journey, as Mermaid text"),
            ("journey.svg", journey_svg, "the same drawn"),
            ("workflow.mmd", workflow_mermaid, "the states of a request, as Mermaid text"),
            ("workflow.svg", workflow_svg, "the same drawn"),
        ]
        for name, draw, what in ways:
            source = draw(self.procedure, self.language)
            if source:
                yield self._one(name, source, what)

    def _list_of_documents(self) -> Iterator[Built]:
        procedure = self.procedure
        if not procedure.documents:
            return
        own = next((name for name, pdf in procedure.spec.pdfs.items() if pdf.layout == LIST), None)
        outputs = Outputs(procedure, lambda each: Wording(procedure, each))
        made = outputs.list_of_documents(own, self.language)
        pdf = self.pool.render_now(made.html, language=made.language, title=made.title)
        yield Built(f"{self.language}/{LIST}.pdf", pdf, "the documents to gather")
        yield self._one(f"pdf/{own or LIST}.html", made.html, "the same, as its printer reads it")

    def _one(self, name: str, text: str, what: str) -> Built:
        return _text(f"{self.language}/{name}", text, what)


def _text(name: str, text: str, what: str) -> Built:
    return Built(name, text.encode() if text.endswith("\n") else text.encode() + b"\n", what)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


__all__ = ["Built", "built"]
