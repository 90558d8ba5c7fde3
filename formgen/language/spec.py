"""The whole of a spec."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from formgen.language.account import Account
from formgen.language.constructs import Construct, Place, key, optional
from formgen.language.data import (
    Calculation,
    FieldGroup,
    NamedList,
    Table,
    list_shape,
    no_group_in_itself,
    read_list,
)
from formgen.language.documents import Document, Handling, Uploads
from formgen.language.messages import Fragment, Message
from formgen.language.pdfs import Pdf
from formgen.language.readers import (
    Formula,
    Text,
    Timed,
    by_id,
    by_key,
    condition,
    currency,
    identifier,
    language_tag,
    list_of,
    mapping_of,
    money,
    of,
    path,
    plain,
    text,
    time_zone,
    timed,
    word,
)
from formgen.language.source import Scalar, Sequence
from formgen.language.sources import Source, join_sources
from formgen.language.steps import Confirmation, Orientation, Preamble, Review, Step
from formgen.language.workflow import Number, Retention, Role, Silence, Workflow

LANGUAGE_VERSION: Final = "1"


class Service(Construct):
    """The service in charge: who answers, and where it is reached.

    For example:

        name: Littleham Parish Office
        email: office@littleham.example
        timezone: Europe/London
    """

    noun = "the service"
    name: Text = key(text(), "its name", example="name: Littleham Parish Office")
    address: Text | None = optional(text(), "its postal address", example="address: 1 Church Lane, Littleham")
    email: str | None = optional(plain(), "its e-mail address", example="email: office@littleham.example")
    phone: str | None = optional(plain(), "its telephone number", example="phone: 01632 960000")
    timezone: str = optional(
        time_zone(), "the time zone of its days", default="UTC", example="timezone: Europe/Paris"
    )


class OneOpen(Construct):
    """A second draft of the same kind resumes the first.

    For example:

        per: [account, request_kind]
    """

    noun = "`one_open`"
    per: tuple[Text, ...] = key(
        list_of(path()),
        "what makes two drafts the same: account, and fields",
        example="per: [account, request_kind]",
    )


class Spec(Construct):
    """A procedure as its author wrote it.

    For example:

        formgen: 1
        id: village_hall
        version: "1"
        title: Book the village hall
        language: en
        service:
          name: Littleham Parish Office
        steps:
          event:
            title: Your event
            pages:
              guests:
                fields:
                  guests:
                    type: integer
                    label: How many guests do you expect?
    """

    noun = "a spec"
    formgen: str = key(
        word(LANGUAGE_VERSION), "the version of the language", example="formgen: 1", instead=LANGUAGE_VERSION
    )
    id_: str = key(identifier(), "the procedure's id", example="id: parking_permit", instead="")
    version: str = key(plain(), "the version of this spec", example='version: "2026.1"', instead="")
    title: Text = key(
        text(), "what the procedure is for, as a person would say it", example="title: Book the village hall"
    )
    summary: Text | None = optional(
        text(), "a line under the title on the portal", example="summary: For residents and associations"
    )
    language: str = key(
        language_tag(), "the language of its texts (BCP 47)", example="language: fr", instead="en"
    )
    translations: tuple[str, ...] = optional(
        list_of(language_tag()),
        "languages of the catalogues beside it",
        default=(),
        example="translations: [fr, ar]",
    )
    category: str | None = optional(
        identifier(), "the tile of the portal under which it is offered", example="category: housing"
    )
    service: Service = key(of(Service), "the service in charge")
    price: tuple[Decimal, str | None] | None = optional(money(), "what it costs", example="price: 0 EUR")
    duration: Timed | None = optional(timed(), "how long it takes", example="duration: 20 minutes")
    currency: str = optional(
        currency(), "the currency of bare amounts (ISO 4217)", default="EUR", example="currency: EUR"
    )
    silence: Silence | None = optional(of(Silence), "what silence of the administration means")
    uploads: Uploads | None = optional(of(Uploads), "which files are accepted")
    conditions: dict[str, Formula] = optional(
        by_key(condition(), "conditions"),
        "conditions with a name",
        default={},
        example="conditions:\n  large_household: count of children >= 3",
    )
    calculations: dict[str, Calculation] = optional(by_id(Calculation), "computed values", default={})
    lists: dict[str, NamedList] = optional(
        mapping_of(read_list, "lists", list_shape),
        "options shared by fields, or members",
        default={},
        example="lists:\n  neighbours: [BEL, CHE]",
    )
    tables: dict[str, Table] = optional(by_id(Table), "rows by key", default={})
    field_groups: dict[str, FieldGroup] = optional(
        by_id(FieldGroup), "fields written once, used in several places", default={}
    )
    sources: dict[str, Source] = optional(by_id(Source), "records the administration holds", default={})
    account: Account | None = optional(of(Account), "who may use it, and how a person is recognised")
    orientation: Orientation | None = optional(of(Orientation), "questions before the start")
    one_open: OneOpen | None = optional(of(OneOpen), "resume a draft instead of beginning a second one")
    preamble: Preamble | None = optional(of(Preamble), "what to know before the start")
    steps: dict[str, Step] = key(by_id(Step), "the steps")
    any_document: Handling | None = optional(of(Handling), "what holds for all documents")
    documents: dict[str, Document] = optional(by_id(Document), "what is to be handed in", default={})
    review: Review | None = optional(of(Review), "the page where all is checked before filing")
    confirmation: Confirmation | None = optional(of(Confirmation), "the page after filing")
    roles: dict[str, Role] = optional(by_id(Role), "who works on dossiers", default={})
    workflow: Workflow | None = optional(of(Workflow), "the life of a dossier")
    numbers: dict[str, Number] = optional(by_id(Number), "numbers drawn once", default={})
    retention: dict[str, Retention] = optional(
        by_key(of(Retention), "rules of retention"),
        "how long dossiers are kept",
        default={},
        example="retention:\n  draft: {after: 30 days, then: delete}",
    )
    fragments: dict[str, Fragment] = optional(by_id(Fragment), "texts written once", default={})
    messages: dict[str, Message] = optional(by_id(Message), "what is sent to people", default={})
    pdfs: dict[str, Pdf] = optional(by_id(Pdf), "PDFs", default={})

    def settle(self, place: Place) -> bool:
        """Hold parts that stand for themselves against each other, and give sources their records.

        Reports what does not fit; False where names could not even be looked for.
        """
        join_sources(self.sources, place)
        self._check_translations(place)
        return no_group_in_itself(self.field_groups, place)

    def _check_translations(self, place: Place) -> None:
        if self.language in self.translations and self.has("language"):
            written = self.node_of("translations")
            items = written.items if isinstance(written, Sequence) else ()
            same = (each for each in items if isinstance(each, Scalar) and each.value == self.language)
            place.report(
                "S017",
                next(same, written),
                f"`{self.language}` is the language of the spec itself.",
                "Name only the other languages under `translations`.",
            )
