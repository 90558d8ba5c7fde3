"""Which boxes of a date may be left blank.

1. With `precision`, the boxes that are not needed say that they are optional, in the reader's language.
2. Without it no box says so.
"""

from __future__ import annotations

import pytest

from formgen.rendering.html.site import Site
from formgen.rendering.html.views.around import Around
from tests.compiler.given import evaluated, procedure_of
from tests.rendering.html.given import tree_of


@pytest.mark.parametrize(
    ("precision", "labels"),
    [
        ("day", ["Day", "Month", "Year"]),
        ("month", ["Day (optional)", "Month", "Year"]),
        ("year", ["Day (optional)", "Month (optional)", "Year"]),
    ],
)
def test_boxes(precision: str, labels: list[str]) -> None:
    """Requirements 1 and 2."""
    field = f"since: {{type: date, label: Since, precision: {precision}}}"
    procedure = procedure_of(f"who:\n  title: Who\n  fields:\n    {field}\n")
    pages = Site("Trials").procedure(procedure)
    view = pages.page_view("who", "en", evaluated(procedure, {}), {}, around=Around(), with_errors=False)
    page = tree_of(pages.page("who", view, "en"))
    assert [each.text_content().strip() for each in page.xpath("//div[@class='part']/label")] == labels
