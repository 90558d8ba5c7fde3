"""A procedure for its readers: a description in Markdown, the journey and the workflow as diagrams.

    procedure_document(procedure, "fr")     # procedure.md
    journey_mermaid(procedure, "fr")        # Mermaid text
    journey_svg(procedure, "fr")            # the same drawn

All are pure: the same procedure gives the same text, on any machine. Raises LookupError for nothing but a
catalogue that lacks a word, and jinja2.TemplateError for a faulty template of a theme.
"""

from __future__ import annotations

from formgen.rendering.docs.markdown import procedure_document

__all__ = ["procedure_document"]
