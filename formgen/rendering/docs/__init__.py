"""A procedure for its readers: a description in Markdown, the journey and the workflow as diagrams.

    procedure_document(procedure, "fr")     # procedure.md
    journey_mermaid(procedure, "fr")        # Mermaid text
    journey_svg(procedure, "fr")            # the same drawn
    workflow_mermaid(procedure, "fr"), workflow_svg(procedure, "fr")    # "" without a workflow

All are pure: the same procedure gives the same text, on any machine. They raise jinja2.TemplateError for a
faulty template of a theme.
"""

from __future__ import annotations

from formgen.rendering.docs.chart import workflow_svg
from formgen.rendering.docs.journey import journey_svg
from formgen.rendering.docs.markdown import procedure_document
from formgen.rendering.docs.mermaid import journey_mermaid, workflow_mermaid

__all__ = ["journey_mermaid", "journey_svg", "procedure_document", "workflow_mermaid", "workflow_svg"]
