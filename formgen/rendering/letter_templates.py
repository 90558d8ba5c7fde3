"""The letters of a procedure as templates: a language's words in place, placeholders where values go.

A placeholder is written as authors write it (`{{ birth_date }}`, `{{ when … }}`). What is known only when a
letter goes out is `{{ issued_on }}`, `{{ check_code }}`, `{{ check_address }}`, `{{ code_picture }}`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from markupsafe import Markup, escape

from formgen.compiler.procedure import Procedure
from formgen.compiler.texts import CompiledText, Kind
from formgen.compiler.texts.placeholders import template_html
from formgen.language.expressions import Binding, Scope
from formgen.language.pdfs import Block
from formgen.language.placeholders import check_text, parse_text
from formgen.language.readers import Cases, Text
from formgen.rendering.outputs import Issue, Outputs, Values
from formgen.rendering.pdf.code import qr_png_uri
from formgen.rendering.pdf.letter import letter_html
from formgen.rendering.wording import Wording

_TAG = re.compile(r"\{\{[^{}]*\}\}")
CODE = "{{ check_address }}"


def letter_template(
    procedure: Procedure, name: str, language: str, folders: Sequence[Path] | None = None
) -> str:
    """The HTML of a letter in a language, to be filled. Raises KeyError for a PDF it does not have."""
    wording = PlaceholderWording(procedure, language)
    outputs = Outputs(procedure, lambda _: wording, folders)
    pdf = procedure.spec.pdfs[name]
    values = _Placeholders(procedure, wording, [])
    title = wording.text(pdf.title, procedure.scope).text([])
    issue = Issue(date.min, "{{ check_code }}", CODE)
    letter = outputs.filled(pdf, title, values, issue, "{{ issued_on }}")
    written = letter_html(letter, folders)
    if letter.code is not None:
        written = written.replace(str(escape(qr_png_uri(letter.code.content))), "{{ code_picture }}")
    return _TAG.sub(lambda found: html.unescape(found[0]), written)


class PlaceholderWording(Wording):
    """The texts of a procedure in a language, their placeholders left as they are."""

    def _compile(
        self, value: Text | Cases[Text], scope: Scope, kind: Kind, heading_level: int
    ) -> CompiledText:
        if isinstance(value, Text):
            return self._compile_one(value, scope, kind, heading_level)
        parts: list[Markup] = []
        for index, case in enumerate(value.items):
            condition = f"when {case.when.expression.text}" if case.when is not None else ""
            tag = f"{'otherwise ' if index else ''}{condition}".strip()
            inside = self._compile_one(case.value, scope, kind, heading_level).html([])
            parts.append(escape(f"{{{{ {tag} }}}}") + inside)
        return _constant(Markup("").join([*parts, escape("{{ end }}")]))

    def _compile_words(self, words: str, scope: Scope, kind: Kind, heading_level: int) -> CompiledText:
        if kind != "rich":
            return _constant(escape(words))
        return _constant(template_html(check_text(parse_text(words), scope), self.formatter, heading_level))


def _constant(written: Markup) -> CompiledText:
    text = html.unescape(str(written))
    return CompiledText(lambda _: written, lambda _: text, constant=True)


class _Placeholders(Values):
    """The placeholders of names where a letter shows their values."""

    def address(self, block: Block | None) -> tuple[str, ...]:
        return tuple(self._written(each) for each in self._bindings(block.names if block else ()))

    def _written(self, binding: Binding) -> str:
        return f"{{{{ {binding.name} }}}}"


__all__ = ["PlaceholderWording", "letter_template"]
