"""The compiled, immutable form of a spec: what every other part works from.

A procedure holds what its author wrote (each compiled part has its `spec`) beside what compiling
made of it: paths, slots, closures, the order of pages. Nothing in it depends on a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from formgen.language import documents as documents_of_spec
from formgen.language import steps as steps_of_spec
from formgen.language.expressions import Binding, Names, Scope, Type
from formgen.language.fields.base import Field as FieldSpec
from formgen.language.fields.base import Read, Unreadable

if TYPE_CHECKING:
    from pydantic import BaseModel

    from formgen.compiler.answers import Answers
    from formgen.compiler.evaluation import Evaluation, Facts, Reason
    from formgen.compiler.models import AnswerModels
    from formgen.compiler.plan import Plan
    from formgen.compiler.validation import AnswerReader
    from formgen.language.resolution import Resolution
    from formgen.language.spec import Spec

Frame = list[Any]
Condition = Callable[[Frame], Any]
"""A compiled condition: True, False, or None when unknown."""
PageKind = Literal["orientation", "identify", "preamble", "page", "review", "confirmation"]


@dataclass(frozen=True, eq=False)
class Field:
    """A compiled field.

    `path`: "spouse.birth_date"; inside an item of a list the path within the item. `full_path`: with the
    list's name in front ("children.birth_date"). `name` is the last word. `copied`: the column its value is
    locked to where the source has it. `follows`: the option or said word ("pain") that it belongs to.
    """

    spec: FieldSpec
    path: str
    full_path: str
    binding: Binding
    asked_slot: int
    when: Condition | None
    parent: Field | None
    """The group it stands in; for a field of `then_ask`, the field whose option it follows."""
    follows: str | None
    members: tuple[Field, ...]
    """Of a group its fields; of a list the fields of an item; of a choice the fields of `then_ask`."""
    read: Read | None
    limits: Callable[[Any], Unreadable | None] | None
    options: Mapping[str, Any]
    """id -> Option of a choice, its own or the list's."""
    option_conditions: Mapping[str, Condition]
    scope: Names
    copied: Binding | None = None
    prefilled: Binding | None = None

    @property
    def name(self) -> str:
        """Its id."""
        return str(self.spec.id)

    @property
    def type(self) -> Type:
        """The type of its value."""
        return self.binding.type

    @property
    def type_name(self) -> str:
        """The name of its field type: "text", "date"."""
        return self.spec.type_name


@dataclass(frozen=True, eq=False)
class Document:
    """A compiled document. `alternatives`: every paper of any of its rules, by id."""

    spec: documents_of_spec.Document
    id: str
    path: str
    """`documents.identity`: where its problems and what was said of it stand."""
    page: str
    binding: Binding
    formats: tuple[str, ...]
    max_size: int
    max_files: int
    alternatives: Mapping[str, documents_of_spec.Alternative]
    said: Mapping[str, Any]
    """What may be said instead (id -> Said), its own and that of `any_document`."""
    said_fields: Mapping[str, tuple[Field, ...]]
    """The fields asked when a word is said."""

    @property
    def by_post(self) -> bool:
        """Whether the paper itself is wanted, which is not handed in here."""
        return self.spec.hand_in == "by_post"

    @property
    def in_parts(self) -> bool:
        """Whether it is asked for each item of a list, or for each period."""
        return self.spec.in_parts


@dataclass(frozen=True, eq=False)
class Declaration:
    """A compiled declaration; its entry stands at `declarations.ID`."""

    spec: steps_of_spec.Declaration
    id: str
    path: str


@dataclass(frozen=True, eq=False)
class Stop:
    """A compiled stop of a page."""

    spec: steps_of_spec.Stop
    page: str
    index: int


@dataclass(frozen=True, eq=False)
class Page:
    """A compiled page. `content`: its fields and documents in the order shown."""

    spec: steps_of_spec.Page | None
    id: str
    kind: PageKind
    step: Step | None
    signed_in: bool
    content: tuple[Field | Document, ...]
    stops: tuple[Stop, ...]
    place: str
    """Where it stands in the spec, for translations."""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Its fields, without its documents."""
        return tuple(each for each in self.content if isinstance(each, Field))

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Its documents."""
        return tuple(each for each in self.content if isinstance(each, Document))

    @property
    def said_fields(self) -> tuple[Field, ...]:
        """The fields asked when something is said instead of handing a document in, of those asked once."""
        documents = (each for each in self.documents if not each.in_parts)
        return tuple(field for each in documents for fields in each.said_fields.values() for field in fields)


@dataclass(frozen=True, eq=False)
class Step:
    """A compiled step, with the ids of its pages. The review is a step of its own, without a spec."""

    spec: steps_of_spec.Step | None
    id: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Parts:
    """What a procedure consists of, by path or id."""

    pages: dict[str, Page]
    steps: list[Step]
    fields: dict[str, Field]
    documents: dict[str, Document]
    declarations: dict[str, Declaration]


class Procedure:
    """A compiled procedure.

    `pages` in the order of the file: orientation, identify (when `account` names a source), preamble, pages,
    review, confirmation. Ids of pages are unique over the whole procedure. `fields` by path; fields of items
    under "children.birth_date"; groups, lists, notes and fields of `then_ask` included. `scope`: all names
    of the dossier, for texts and conditions. `digest`: SHA-256 of the spec's files, which pins a dossier.
    """

    def __init__(
        self,
        *,
        spec: Spec,
        digest: str,
        parts: Parts,
        plan: Plan,
        resolution: Resolution,
    ) -> None:
        from formgen.compiler.reading import EntryReader

        self.spec = spec
        self.id: str = spec.id_
        self.version = spec.version
        self.digest = digest
        self.languages: tuple[str, ...] = (spec.language, *spec.translations)
        self.pages: Mapping[str, Page] = parts.pages
        self.steps: Sequence[Step] = tuple(parts.steps)
        self.fields: Mapping[str, Field] = parts.fields
        self.documents: Mapping[str, Document] = parts.documents
        self.declarations: Mapping[str, Declaration] = parts.declarations
        self.scope: Scope = resolution.scope
        self.plan = plan
        self.resolution = resolution
        self._reader = EntryReader(parts)
        self._models: AnswerModels | None = None
        self._answer_reader: AnswerReader | None = None

    def __repr__(self) -> str:
        return f"<Procedure {self.id} {self.version}>"

    def read(
        self, entries: Mapping[str, Any], before: tuple[Mapping[str, Any], Answers] | None = None
    ) -> Answers:
        """Entries as values. `before`: earlier entries and their answers; what is the same is kept."""
        return self._reader.read(entries, before)

    def evaluate(self, answers: Answers, facts: Facts) -> Evaluation:
        """Which pages, fields and documents are asked and what counts (language.md §11). Pure."""
        from formgen.compiler.evaluate import evaluate

        return evaluate(self, answers, facts)

    def defaults(self, evaluation: Evaluation, page: str) -> Mapping[str, Any]:
        """What to show in fields of a page not saved yet: entries by path, from `default` and `prefill`."""
        from formgen.compiler.defaults import defaults

        return defaults(self, evaluation, page)

    def item_defaults(
        self, evaluation: Evaluation, path: str, index: int, page: str = ""
    ) -> Mapping[str, Any]:
        """The same for a page of an item of a list, "" for its only one; by paths within the item.

        Raises KeyError, IndexError.
        """
        from formgen.compiler.defaults import item_defaults

        return item_defaults(self, evaluation, path, index, page)

    def item_pages(self, evaluation: Evaluation, path: str, index: int) -> tuple[str, ...]:
        """The pages that an item of the list at `path` is asked; none where its fields stand on one screen.

        Raises KeyError, IndexError.
        """
        frame = (evaluation.frame[self.fields[path].binding.slot] or [])[index]
        return tuple(each.id for each in self.plan.item_pages[path] if each.is_shown(frame))

    def model(self) -> type[BaseModel]:
        """The pydantic model of all answers (see `formgen.compiler.models`); made once, when first wanted."""
        return self.answer_models().dossier()

    def page_model(self, page: str) -> type[BaseModel]:
        """The pydantic model of what a page asks. Raises KeyError for an unknown page."""
        return self.answer_models().page(page)

    def answer_models(self) -> AnswerModels:
        """The pydantic models of this procedure; made when first wanted."""
        if self._models is None:
            from formgen.compiler.models import AnswerModels

            self._models = AnswerModels(self)
        return self._models

    def answer_reader(self) -> AnswerReader:
        """What reads answers by value; made once, when first wanted."""
        if self._answer_reader is None:
            from formgen.compiler.validation import AnswerReader

            self._answer_reader = AnswerReader(self)
        return self._answer_reader

    def validate_answers(self, data: Mapping[str, Any], facts: Facts) -> BaseModel:
        """Answers by value, judged as a whole. Raises pydantic's ValidationError with paths."""
        from formgen.compiler.validation import validate

        return validate(self, data, facts)

    def is_asked(self, evaluation: Evaluation, path: str) -> bool:
        """See Evaluation.asked."""
        from formgen.compiler.lookup import is_asked

        return is_asked(self, evaluation, path)

    def value_of(self, evaluation: Evaluation, path: str) -> Any:
        """See Evaluation.value."""
        field = self.fields.get(path)
        if field is not None and field.binding.depth == 0:
            return evaluation.frame[field.binding.slot]
        from formgen.compiler.lookup import value_of

        return value_of(self, evaluation, path)

    def reason_of(self, evaluation: Evaluation, path: str) -> Reason:
        """See Evaluation.reason."""
        from formgen.compiler.reasons import reason_of

        return reason_of(self, evaluation, path)
