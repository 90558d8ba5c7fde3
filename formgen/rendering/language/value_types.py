"""Which type of value each type of field has in expressions: asked of the fields, in a spec of samples."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from formgen.language.expressions.types import described
from formgen.language.fields import FIELD_TYPES
from formgen.language.read import read_text
from formgen.language.resolution import Resolution
from formgen.rendering.language.declarations import sample

_SPEC = """\
formgen: 1
id: samples
version: "1"
title: Samples
language: en
service:
  name: Office
steps:
  one:
    title: One
    pages:
      page:
        title: Page
        fields:
"""


def value_types() -> Iterator[tuple[str, str]]:
    """The name of each type of field with what it has: ("date", "a date")."""
    fields = "".join(f"a_{each.type_name}:\n{indent(sample(each), '  ')}\n" for each in FIELD_TYPES)
    spec = read_text(_SPEC + indent(fields, " " * 10), "samples.yaml").spec
    if spec is None:
        raise ValueError("The samples of the types of fields cannot be read; their tests say which")
    context = Resolution(spec, None).context
    for name, field in spec.steps["one"].pages["page"].fields.items():
        type_name = name.removeprefix("a_")
        yield type_name, described(field.value_type(context)) if field.asks else "none: nothing is asked"
