"""Where a page stands: in which step, of how many, and which step comes next."""

from __future__ import annotations

from typing import Any

from formgen.compiler.evaluation import Evaluation
from formgen.compiler.procedure import Page
from formgen.rendering.html.views.questions import PageView
from formgen.rendering.wording import Wording


class Standing:
    """Tells where pages stand, in one language."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def put(self, view: PageView, evaluation: Evaluation, page: Page) -> None:
        """Say on a page where it stands, and whether its step begins with it."""
        view.step, view.steps, view.next_step = self.of(evaluation, page)
        if page.step is not None:
            for each in evaluation.journey:
                if each.step is page.step:
                    view.begins_step = each is page
                    return
            view.begins_step = True

    def of(self, evaluation: Evaluation, page: Page) -> tuple[int, int, str]:
        """Which step a page is in (1-based), of how many, and the title of the next; 0, 0, "" outside the
        steps.
        """
        if page.step is None:
            return 0, 0, ""
        alive = {id(each.step) for each in evaluation.journey}
        place = count = 0
        following = None
        for step in self.wording.procedure.steps:
            if step is page.step:
                count += 1
                place = count
            elif id(step) in alive:
                count += 1
                if place and following is None:
                    following = step
        return place, count, self.title(following, evaluation.frame) if following else ""

    def title(self, step: Any, frame: Any) -> str:
        """The title of a step; review and filing have formgen's own words."""
        if step.spec is not None:
            return self.wording.text(step.spec.title, self.wording.procedure.scope).text(frame)
        return self.wording.words.get("review_step")
