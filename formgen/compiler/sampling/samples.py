"""Samples of a procedure: one by its seed, or a few that reach every page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, Final

from formgen.compiler.evaluation import Evaluation, Facts
from formgen.compiler.procedure import Page, Procedure
from formgen.compiler.reading import SAVED
from formgen.compiler.sampling.conditions import Conditions
from formgen.compiler.sampling.draft import Draft
from formgen.compiler.sampling.events import Events
from formgen.compiler.sampling.inventor import PersonInventor
from formgen.compiler.sampling.mending import Mending
from formgen.compiler.sampling.outline import Outline
from formgen.compiler.sampling.people import vocabulary
from formgen.compiler.sampling.pruning import prune

if TYPE_CHECKING:
    from formgen.compiler.sampling.given import Given

SAMPLE_DAY: Final = date(2026, 11, 24)
"""The day of a sample for which no other is asked: a fixed one, so that a seed gives the same next year."""
ATTEMPTS: Final = 12
"""Drafts begun anew before a sample is given up."""
ATTEMPTS_WITH_GIVEN: Final = 4
"""The same where answers were given: it is most likely these that stand in the way, and somebody waits."""


class NoSample(Exception):
    """No sample was found; the message says at what the best draft failed, `evaluation` is what it led to."""

    def __init__(self, message: str, evaluation: Evaluation) -> None:
        super().__init__(message)
        self.evaluation = evaluation


@dataclass(frozen=True)
class Sample:
    """Invented answers with their facts, and what they lead to.

    `entries` are as people type them, for `Procedure.read`; of the facts, papers are handed in but no file
    exists. Answers that do not count are left out.
    """

    procedure: Procedure
    entries: Mapping[str, Any]
    facts: Facts
    evaluation: Evaluation

    @property
    def pages(self) -> tuple[str, ...]:
        """The ids of the pages it leads through."""
        return tuple(page.id for page in self.evaluation.journey)


def sample(
    procedure: Procedure,
    seed: int = 0,
    *,
    today: date | None = None,
    language: str | None = None,
    page: str | None = None,
    given: Given | None = None,
) -> Sample:
    """A sample that could be filed on its day. Raises NoSample; KeyError for an unknown page.

    `today`: its day, else that of `given`, else SAMPLE_DAY; `language`: whose names people bear (the spec's
    own); `page`: one that it is to reach, where nobody who reaches it can file it ends in a stop; `given`:
    answers and facts that stand as they are.
    """
    goal = None if page is None else procedure.pages[page]
    return _Request(procedure, seed, today, language, given).found(goal)


def issued(
    procedure: Procedure,
    pdf: str,
    seed: int = 0,
    *,
    today: date | None = None,
    language: str | None = None,
    given: Given | None = None,
) -> Sample:
    """A sample that was filed, and of which everything happened by which a PDF is issued. Raises NoSample."""
    return _Request(procedure, seed, today, language, given, pdf).found(None)


def cover(
    procedure: Procedure,
    seed: int = 0,
    *,
    today: date | None = None,
    language: str | None = None,
    given: Given | None = None,
) -> tuple[Sample, ...]:
    """A few samples that together reach every page that can be reached; the first is `sample`'s own.

    A page that no sample reaches is left out: whether any answers lead to it, `formgen check` says (J206).
    Raises NoSample where nobody can file.
    """
    request = _Request(procedure, seed, today, language, given)
    found = [request.found(None)]
    reached = set(found[0].pages)
    for id, page in procedure.pages.items():
        if id in reached:
            continue
        try:
            made = request.found(page)
        except NoSample:
            continue
        found.append(made)
        reached.update(made.pages)
    return tuple(_needed(found))


class _Request:
    """What samples are asked for; finds them."""

    def __init__(
        self,
        procedure: Procedure,
        seed: int,
        today: date | None,
        language: str | None,
        given: Given | None = None,
        pdf: str | None = None,
    ) -> None:
        self.procedure = procedure
        self.outline = Outline(procedure)
        self.seed = seed
        self.today = today or (given.today if given is not None else None) or SAMPLE_DAY
        self.words = vocabulary(language or procedure.spec.language)
        self.given = given
        self.pdf = pdf

    def found(self, goal: Page | None) -> Sample:
        """The first draft that could be mended. Raises NoSample."""
        failed: list[Draft] = []
        whole = self._as_given()
        if whole is not None and (goal is None or goal in whole.evaluation.journey):
            return self._made(whole)
        for complete in (True, False) if goal is not None else (True,):
            for attempt in range(ATTEMPTS if self.given is None else ATTEMPTS_WITH_GIVEN):
                draft = self._draft(goal, attempt)
                if Mending(draft, self.outline, goal, complete).run() and self._stands(draft, complete):
                    return self._made(draft)
                failed.append(draft)
        best = min(failed, key=_faults)
        raise NoSample(_reason(best, goal), best.evaluation)

    def _as_given(self) -> Draft | None:
        """What was given alone, where it could be filed: a sample printed before comes back as it was."""
        if self.given is None or not set(self.procedure.spec.sources).issubset(self.given.records):
            return None
        draft = self._draft(None, 0)
        return (
            draft if self.given.entries and draft.evaluation.complete and self._stands(draft, True) else None
        )

    def _draft(self, goal: Page | None, attempt: int) -> Draft:
        words = f"{self.seed}/{goal.id if goal is not None else ''}/{attempt}"
        number = int.from_bytes(hashlib.sha256(words.encode()).digest()[:8])
        random = Random(number)  # noqa: S311 - nothing secret is drawn from it; a seed must give the same
        inventor = PersonInventor(random, self.today, self.procedure.resolution.context, self.words)
        draft = Draft(self.procedure, inventor, self.today if self.pdf is not None else None)
        if self.given is not None:
            draft.fix(self.given)
        for source in self.procedure.spec.sources:
            draft.registers.find(source)
        return draft

    def _stands(self, draft: Draft, complete: bool) -> bool:
        """Whether it could be filed too: then everything is judged once more, with the day of filing."""
        if not complete or self.pdf is not None:
            return True
        evaluation = draft.evaluation
        facts = replace(evaluation.facts, filed_on=self.today)
        return self.procedure.evaluate(evaluation.answers, facts).complete

    def _made(self, draft: Draft) -> Sample:
        prune(draft)
        if self.pdf is not None:
            events = Events(Conditions(draft, self.outline))
            events.happen(events.before(self.pdf))
        evaluation = draft.evaluation
        entries = {**draft.entries, SAVED: [page.id for page in evaluation.journey]}
        return Sample(self.procedure, entries, evaluation.facts, evaluation)


def _faults(draft: Draft) -> tuple[bool, int]:
    return draft.evaluation.stop is not None, len(draft.evaluation.blocking)


def _reason(draft: Draft, goal: Page | None) -> str:
    wanted = "can be filed" if goal is None else f"reach the page `{goal.id}`"
    evaluation = draft.evaluation
    if evaluation.stop is not None:
        where = f"a stop of the page `{evaluation.stop.page}`"
    else:
        paths = dict.fromkeys(f"`{each.path}` ({each.code})" for each in evaluation.blocking)
        where = ", ".join([*paths][:5]) or "the conditions of that page"
    return f"no answers were found that {wanted}; the best try failed at {where}"


def _needed(found: list[Sample]) -> list[Sample]:
    """Without those whose pages all others reach too; the first stays."""
    kept = list(found)
    for each in reversed(found[1:]):
        others = {page for other in kept if other is not each for page in other.pages}
        if others.issuperset(each.pages):
            kept.remove(each)
    return kept
