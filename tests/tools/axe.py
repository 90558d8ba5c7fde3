"""axe-core (npm) run in a page that Playwright holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tests.tools.programs import npm_file

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The rules that WCAG 2.2 AA rests on, and axe's own good practices (headings, landmarks, regions).
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

RUN = """tags => axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]
}).then(result => result.violations)"""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a page breaks; `places` are (CSS selector, what to mend) pairs."""

    rule: str
    impact: str
    help: str
    places: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        places = "".join(f"\n    {selector}\n        {mend}" for selector, mend in self.places)
        return f"{self.rule} ({self.impact}): {self.help}{places}"


def violations(page: Page) -> list[Violation]:
    """What axe finds in the page as it stands now, in its light or dark scheme and at its width.

    The script comes in through the debugger, which the page's Content Security Policy does not bind: the page
    is tested with its own policy in force.
    """
    if page.evaluate("() => typeof axe") != "object":
        page.evaluate(_script())
    return [
        Violation(
            rule=found["id"],
            impact=found["impact"] or "minor",
            help=found["help"],
            places=tuple(
                (" ".join(map(str, node["target"])), node["failureSummary"].replace("\n", "\n        "))
                for node in found["nodes"]
            ),
        )
        for found in page.evaluate(RUN, TAGS)
    ]


def report(page: Page, found: list[Violation]) -> str:
    """A readable text of what was found, for the message of an assertion."""
    width = page.viewport_size["width"] if page.viewport_size else "?"
    lines = "\n".join(f"  {violation}" for violation in found)
    return f"axe finds {len(found)} fault(s) in {page.url} at {width} px:\n{lines}"


@cache
def _script() -> str:
    return npm_file("axe-core/axe.min.js").read_text(encoding="utf-8")
