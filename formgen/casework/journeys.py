"""Where a person stands on the journey: which page is due, which may be opened, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from formgen.compiler.evaluation import Evaluation
from formgen.compiler.procedure import Document, Field, Page, Procedure

PageKey = str


class Pages:
    """Which page a field, document or problem belongs to; made once for a procedure."""

    def __init__(self, procedure: Procedure) -> None:
        self._page_of: dict[str, PageKey] = {}
        for page in procedure.pages.values():
            for path in _paths(page.content):
                self._page_of[path] = page.id
            for document in page.documents:
                self._page_of[document.path] = page.id

    def of(self, path: str) -> PageKey | None:
        """The page on which a path is asked ("children.0.birth_date"); None for declarations."""
        while path:
            page = self._page_of.get(path)
            if page is not None:
                return page
            path = path.rpartition(".")[0]
        return None

    def wrong(self, evaluation: Evaluation) -> frozenset[PageKey]:
        """The pages on which an answer blocks; documents are judged when they are asked about."""
        known = self._page_of
        found: set[PageKey] = set()
        for each in evaluation.answer_problems:
            page = (known.get(each.path) or self.of(each.path)) if each.level == "error" else None
            if page is not None:
                found.add(page)
        return frozenset(found)


def _paths(content: Sequence[Field | Document]) -> Iterator[str]:
    for each in content:
        yield each.path
        if isinstance(each, Field) and each.type_name != "list":
            yield from _paths(each.members)


Holder = Literal["anybody", "stranger", "known"]
"""Who a dossier belongs to: "stranger" where an account is needed and nobody is signed in."""


def _within(journey: list[Page], holder: Holder, identified: bool) -> list[Page]:
    """The part of a journey that is open to whom the dossier belongs to."""
    place = next((number for number, page in enumerate(journey) if page.kind == "identify"), None)
    if place is None or holder == "anybody":
        return journey
    if holder == "stranger":
        return journey[: place + 1]
    return [*journey[:place], *journey[place + 1 :]] if identified else journey


class Standing:
    """Where one evaluation stands. `wrong_answers` are the pages on which an answer blocks.

    A stranger goes no further than saying who they are; who is known is not asked that again.
    """

    __slots__ = ("_places", "_reach", "_wrong_answers", "evaluation", "holder", "journey")

    def __init__(
        self, evaluation: Evaluation, wrong_answers: frozenset[PageKey], holder: Holder = "anybody"
    ) -> None:
        self.evaluation = evaluation
        self._wrong_answers = wrong_answers
        self._reach: tuple[int, int] | None = None
        self._places: dict[Page, int] | None = None
        # Review and confirmation are reached by what was answered before, not by being answered.
        journey = [page for page in evaluation.journey if page.kind != "confirmation"]
        self.holder = holder
        self.journey = _within(journey, holder, self.is_identified)

    def is_wrong(self, page: Page) -> bool:
        """Whether something on a page blocks: an answer, or a document."""
        if page.id in self._wrong_answers:
            return True
        return any(
            each.level == "error"
            for document in page.documents
            for each in self.evaluation.document(document.id).problems
        )

    def is_done(self, page: Page) -> bool:
        """Whether it was saved and nothing on it blocks; of an identification, whether it succeeded."""
        if page.id not in self.evaluation.answers.saved or self.is_wrong(page):
            return False
        return page.kind != "identify" or self.is_identified

    @property
    def is_identified(self) -> bool:
        """Whether the source that must know the person does; true where none must.

        Nor must it know whom nothing is asked of that it could be searched with.
        """
        account = self.evaluation.procedure.spec.account
        if account is None or account.identify_with is None:
            return True
        source = account.identify_with.value
        return self.evaluation.facts.records.get(source) is not None or not self._is_searched(source)

    def _is_searched(self, source: str) -> bool:
        """Whether the person is asked all of what one of the ways to find a record takes."""
        asked = self.evaluation.asked
        ways = self.evaluation.procedure.spec.sources[source].lookup
        return any(all(asked(field.value) for field in way.values()) for way in ways)

    @property
    def wants_account(self) -> bool:
        """Whether nothing but an account keeps the person from going on."""
        ends_there = self.holder == "stranger" and bool(self.journey) and self.journey[-1].kind == "identify"
        return ends_there and self.due() is None

    def due(self) -> Page | None:
        """The first page that has to be answered, the review at last; None at a stop, or for an account."""
        for page in self.journey:
            if page.kind == "review" or not self.is_done(page):
                return page
        return None

    def may_open(self, wanted: Page) -> bool:
        """Whether a page can be shown: answered before, or with nothing due before it.

        The review is shown once every page was answered: it says itself what is wrong.
        """
        place = self._place(wanted)
        if place is None:
            return False
        saved, right = self._reaches()
        forgiving = wanted.kind == "review" or wanted.id in self.evaluation.answers.saved
        return place <= (saved if forgiving else right)

    def _reaches(self) -> tuple[int, int]:
        """The places in the journey of the first page not answered, and of the first not answered rightly."""
        if self._reach is None:
            answered = self.evaluation.answers.saved
            right: int | None = None
            place = 0
            for place, page in enumerate(self.journey):
                if page.id not in answered or (page.kind == "identify" and not self.is_identified):
                    break
                if right is None and self.is_wrong(page):
                    right = place
            self._reach = (place, place if right is None else right)
        return self._reach

    def _place(self, wanted: Page) -> int | None:
        if self._places is None:
            self._places = {page: place for place, page in enumerate(self.journey)}
        return self._places.get(wanted)

    def after(self, page: Page) -> Page | None:
        """The page that follows; None where the journey ends at a stop."""
        pages, place = self.journey, self._place(page)
        if place is None:
            return self.due()
        following = pages[place + 1] if place + 1 < len(pages) else None
        return following if following is None or self.may_open(following) else self.due()

    def before(self, page: Page) -> Page | None:
        """The page that a link back leads to; None on the first."""
        place = self._place(page)
        return self.journey[place - 1] if place else None
