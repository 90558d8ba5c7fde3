"""Diagrams as a browser draws them.

1. Text stays in its box, and on the sheet, whatever fonts the machine has.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from formgen.compiler.load import compile_file
from formgen.compiler.procedure import Procedure
from formgen.rendering.docs import journey_svg, workflow_svg
from tests.rendering.docs.long import long_procedure

pytestmark = pytest.mark.browser

CARD = compile_file(Path(__file__).parents[2] / "specs" / "tse_ue_renewal.yaml")
FONTS = ("system-ui, sans-serif", "DejaVu Sans", "Liberation Sans")
OUTSIDE = """() => {
  const looks = ["page", "gate", "stop", "end", "state", "final"].map((look) => `rect.${look}`);
  const boxes = [...document.querySelectorAll(looks)].map((each) => each.getBBox());
  const sheet = document.querySelector("svg").viewBox.baseVal.width;
  return [...document.querySelectorAll("tspan")].flatMap((line) => {
    const place = line.getBoundingClientRect();
    const middle = place.y + place.height / 2;
    const around = boxes.find((box) =>
      box.x <= place.x && place.x <= box.x + box.width && box.y <= middle && middle <= box.y + box.height);
    return place.right > (around ? around.x + around.width : sheet) ? [line.textContent] : [];
  });
}"""


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize(
    ("procedure", "language"), [(CARD, "fr"), (long_procedure(), "en")], ids=["card", "long"]
)
def test_text_stays_in_its_box(procedure: Procedure, language: str, font: str, page: Page) -> None:
    """1"""
    for svg in (journey_svg(procedure, language), workflow_svg(procedure, language)):
        drawn = svg.replace("system-ui", font)
        page.set_content(f"<!doctype html><body style='margin:0'>{drawn}")
        assert page.evaluate(OUTSIDE) == []
