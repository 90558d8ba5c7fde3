"""Where a person stands on the journey: which page is due, which may be opened, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
        found = {self.of(each.path) for each in evaluation.answer_problems if each.level == "error"}
        return frozenset(page for page in found if page is not None)


def _paths(content: Sequence[Field | Document]) -> Iterator[str]:
    for each in content:
        yield each.path
        if isinstance(each, Field) and each.type_name != "list":
            yield from _paths(each.members)


class Standing:
    """Where one evaluation stands. `wrong_answers` are the pages on which an answer blocks."""

    __slots__ = ("_may_open", "_wrong_answers", "evaluation", "journey")

    def __init__(self, evaluation: Evaluation, wrong_answers: frozenset[PageKey]) -> None:
        self.evaluation = evaluation
        self._wrong_answers = wrong_answers
        self._may_open: dict[PageKey, bool] = {}
        # Review and confirmation are reached by what was answered before, not by being answered.
        self.journey = [page for page in evaluation.journey if page.kind != "confirmation"]

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
        """Whether the source that must know the person does; true where none must."""
        account = self.evaluation.procedure.spec.account
        if account is None or account.identify_with is None:
            return True
        return self.evaluation.facts.records.get(account.identify_with.value) is not None

    def due(self) -> Page | None:
        """The first page that has to be answered, the review at last; None at a stop."""
        for page in self.journey:
            if page.kind == "review" or not self.is_done(page):
                return page
        return None

    def may_open(self, wanted: Page) -> bool:
        """Whether a page can be shown: answered before, or with nothing due before it.

        The review is shown once every page was answered: it says itself what is wrong.
        """
        found = self._may_open.get(wanted.id)
        if found is None:
            found = self._may_open[wanted.id] = self._reaches(wanted)
        return found

    def _reaches(self, wanted: Page) -> bool:
        for page in self.journey:
            if page is wanted:
                return True
            if not self._was_saved(page) or (page.kind == "identify" and not self.is_identified):
                return False
            if wanted.kind != "review" and not self._was_saved(wanted) and self.is_wrong(page):
                return False
        return False

    def after(self, page: Page) -> Page | None:
        """The page that follows; None where the journey ends at a stop."""
        pages = self.journey
        place = next((index for index, each in enumerate(pages) if each is page), None)
        if place is None:
            return self.due()
        following = pages[place + 1] if place + 1 < len(pages) else None
        return following if following is None or self.may_open(following) else self.due()

    def before(self, page: Page) -> Page | None:
        """The page that a link back leads to; None on the first."""
        pages = self.journey
        place = next((index for index, each in enumerate(pages) if each is page), 0)
        return pages[place - 1] if place else None

    def _was_saved(self, page: Page) -> bool:
        return page.id in self.evaluation.answers.saved
