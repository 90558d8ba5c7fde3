"""What evaluating answers gives: the one answer that wizard, review, PDFs and mails work from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from formgen.compiler.papers import CompiledDocument
    from formgen.compiler.procedure import Document, Page, Procedure, Stop

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Provided:
    """What was handed in as one paper: how many files, and the date that the person typed."""

    files: int = 1
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Reopened:
    """What may be changed after filing: all other answers are frozen (language.md §11, rule 14).

    `paths`: the fields, groups, lists and documents reopened ("income", "documents.identity"). `asked`: every
    path that the answers as filed ask, and every paper ("documents.home:lease"); what is not among it was
    newly asked because of what changed.
    """

    paths: frozenset[str]
    asked: frozenset[str] = frozenset()

    def holds(self, path: str) -> bool:
        """Whether a path is judged: reopened, inside something reopened, or newly asked."""
        if path not in self.asked:
            return True
        while path:
            if path in self.paths:
                return True
            path = path.rpartition(".")[0]
        return False

    def judges(self, problem: FieldProblem) -> bool:
        """Whether a problem is told of: something reopened, newly asked, or a paper newly asked."""
        papers = problem.values.get("papers", ()) if problem.code == "document_missing" else ()
        assert isinstance(papers, tuple)
        return self.holds(problem.path) or any(f"{problem.path}:{each}" not in self.asked for each in papers)


@dataclass(frozen=True, slots=True)
class Facts:
    """What evaluation needs besides the answers; it reads no clock, file or database.

    `today` is the day in the service's time zone. `records`: source -> record (column -> value), None when it
    was looked up and not found, absent when it was not looked up. `rows`: rows of tables stored at filing,
    which count instead of a look-up. `documents`: document -> item ("" or the id of an item, the index of a
    period) -> alternative ("provided" for a single document) -> Provided. `verdicts`: document -> what an
    agent found of it. `named`: further names for texts and numbers, such as `request_number`, and what was
    entered for actions, such as `accept.fee`. `reopened`: None for a draft; see `formgen.compiler.reopening`.
    """

    today: date
    started_on: date | None = None
    filed_on: date | None = None
    records: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    documents: Mapping[str, Mapping[str, Mapping[str, Provided]]] = field(default_factory=dict)
    named: Mapping[str, Any] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    reopened: Reopened | None = None

    @property
    def day_of_documents(self) -> date:
        """The day that documents grow old by: of filing, of sending what was reopened, or today."""
        return self.today if self.reopened is not None else self.filed_on or self.today


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Something wrong with an answer. Only problems of what is asked are given.

    `path`: the field ("spouse.birth_date", "children.0.birth_date", "documents.identity",
    "declarations.truthful"). `code` names formgen's own words, `check` the author's own check whose message
    is to be shown instead (evaluated on `frame`). `parts`: the boxes at fault of an entry with several.
    """

    path: str
    code: str
    level: Level
    values: Mapping[str, object] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    check: Any = None
    frame: Sequence[Any] | None = None


@dataclass(frozen=True, slots=True)
class AlternativeState:
    """One paper of a document's rule: asked or not, handed in or not."""

    id: str
    asked: bool
    files: int
    dated: date | None
    satisfied: bool
    """By files, by the field that stands for it, or by something said."""


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document that is asked, under the rule that applies.

    `item` is "" or the id of an item of a list, or the index of a period. `rule` is "one", "one_of",
    "all_of", "at_least" or "none"; `case` the index of the case that applies (None without cases).
    `period`: the first and last day of the period of `one_per`.
    """

    document: Document
    item: str
    rule: Literal["one", "one_of", "all_of", "at_least", "none"]
    case: int | None
    at_least: int
    alternatives: tuple[AlternativeState, ...]
    said: str | None
    satisfied: bool
    level: Level | None
    """What missing means: "error" blocks, "warning" tells, None when it is not required."""
    period: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is or is not asked: the construct whose condition decided.

    `kind`: "always", "when" (its own condition), "group", "page", "step", "stop", "option" (the option it
    follows was not chosen), "empty" (a page with nothing to ask), "unknown".
    """

    asked: bool
    kind: str
    source: Any = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What is asked of one document, and what is wrong with it."""

    states: tuple[DocumentState, ...]
    problems: tuple[FieldProblem, ...]


class Evaluation:
    """The answer of `Procedure.evaluate`. Immutable by convention; what costs is made when asked for."""

    __slots__ = (
        "_documents",
        "_judge",
        "_judged",
        "_problems",
        "_problems_by_path",
        "answer_problems",
        "answers",
        "facts",
        "frame",
        "journey",
        "procedure",
        "stop",
    )

    def __init__(
        self,
        procedure: Procedure,
        answers: Any,
        facts: Facts,
        frame: list[Any],
        journey: tuple[Page, ...],
        stop: Stop | None,
        answer_problems: tuple[FieldProblem, ...],
        judge: Callable[[CompiledDocument], Judged],
    ) -> None:
        self.procedure = procedure
        self.answers = answers
        self.facts = facts
        self.frame = frame
        """The slots of all names: what texts and conditions are evaluated on."""
        self.journey = journey
        """The pages these answers lead through, in order; it ends at a stop."""
        self.stop = stop
        self.answer_problems = answer_problems
        """What is wrong with fields and declarations."""
        self._judge = judge
        self._judged: dict[str, Judged] = {}
        self._documents: tuple[DocumentState, ...] | None = None
        self._problems: tuple[FieldProblem, ...] | None = None
        self._problems_by_path: dict[str, list[FieldProblem]] | None = None

    def document(self, id: str) -> Judged:
        """What is asked of one document, and what is wrong with it. Raises KeyError for an unknown id."""
        found = self._judged.get(id)
        if found is None:
            found = self._judged[id] = self._judge(self.procedure.plan.documents[id])
        return found

    @property
    def documents(self) -> tuple[DocumentState, ...]:
        """What is asked of every document, in the order of the pages."""
        if self._documents is None:
            documents = self.procedure.plan.documents
            self._documents = tuple(state for id in documents for state in self.document(id).states)
        return self._documents

    @property
    def problems(self) -> tuple[FieldProblem, ...]:
        """Everything wrong with what is asked: fields, declarations, then documents."""
        if self._problems is None:
            documents = self.procedure.plan.documents
            found = tuple(problem for id in documents for problem in self.document(id).problems)
            self._problems = self.answer_problems + found
        return self._problems

    @property
    def blocking(self) -> tuple[FieldProblem, ...]:
        """The problems that forbid filing."""
        return tuple(each for each in self.problems if each.level == "error")

    @property
    def complete(self) -> bool:
        """Whether it can be filed: no stop, no blocking problem."""
        return self.stop is None and not any(each.level == "error" for each in self.problems)

    def problems_of(self, path: str) -> Sequence[FieldProblem]:
        """The problems of one field, document or declaration."""
        if self._problems_by_path is None:
            by_path: dict[str, list[FieldProblem]] = {}
            for each in self.problems:
                by_path.setdefault(each.path, []).append(each)
            self._problems_by_path = by_path
        return self._problems_by_path.get(path, ())

    def asked(self, path: str) -> bool:
        """Whether a field, group, `documents.x`, `declarations.x` or `pages.x` is asked."""
        return self.procedure.is_asked(self, path)

    def value(self, path: str) -> Any:
        """The value that counts of a field, a calculation or a record's column; None when empty."""
        return self.procedure.value_of(self, path)

    def reason(self, path: str) -> Reason:
        """Why it is asked or not."""
        return self.procedure.reason_of(self, path)
