"""What a page shows at run time. Everything fixed (labels, hints, options, frame) is in its template already.

Texts of these views are plain `str` and are escaped when shown; HTML is `Markup`. Addresses are paths on this
site. Names that pages post:

- a control: the field's path, or `path.part` (`birth_date.day`, `email.again`);
- `path?`: the word said instead of a value, or a list's first question ("yes" or "no");
- `do`: the button: `continue`, `review` (save, then back to the review), `leave`, `add:LIST`,
  `change:LIST:ITEM`, `remove:LIST:ITEM`, `upload`, `remove_file:FILE`, `file` (on the review), `cancel`;
- `revision`: the dossier's revision that the page was made from;
- `file:KEY` and `dated:KEY.day|month|year`: a paper's files and its date; KEY is `Paper.key`.

Every page understands `?language=xx` on a GET.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from markupsafe import Markup


class Entries(dict[str, Any]):
    """What was typed, by the name of its control: "birth_date.day" -> "27"; "" where nothing was."""

    __slots__ = ()

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(slots=True, kw_only=True)
class Around:
    """What surrounds any page.

    `languages` are the other languages it can be read in. `query` holds further parameters of its address
    that a change of language must keep ("back=review"). `person` is how the account is called; "" when nobody
    signed in; `unread` counts the notifications not opened yet. `sign_out` and `stay` are posted to. Without
    a sign of the person they are signed out at `ends_at` ("14:05"), in so many seconds (`ends_in`). `sign_in`
    is where who has an account signs in, "" where nobody can. `notice` stands on top once ("The file was
    removed.").
    """

    languages: Sequence[str] = ()
    query: str = ""
    person: str = ""
    unread: int = 0
    sign_in: str = ""
    sign_out: str = ""
    ends_at: str = ""
    ends_in: int = 0
    stay: str = ""
    notice: str = ""


@dataclass(slots=True, kw_only=True)
class Locked:
    """A value shown and not asked, with where it comes from ("the register of permits")."""

    text: str
    source: str = ""


@dataclass(slots=True, kw_only=True)
class ItemRow:
    """An item of a list: its id, its name ("Léa Martin"), whether something is wrong or missing in it."""

    id: str
    name: str
    unfinished: bool = False


@dataclass(slots=True, kw_only=True)
class StoredFile:
    """A file handed in. `address` opens it."""

    id: str
    name: str
    size: int
    address: str = ""


@dataclass(slots=True, kw_only=True)
class Paper:
    """One paper of a document's rule, with its own upload control.

    `key` is `DOCUMENT:ITEM:ALTERNATIVE` ("identity::passport", "presence:3:provided"). `errors` are those of
    a file just refused, or of its date. `stands_for` is the label of a field that stands for it (a code for a
    photo).
    """

    key: str
    title: str
    hint: str = ""
    files: Sequence[StoredFile] = ()
    max_files: int = 1
    date_wanted: bool = False
    day: str = ""
    month: str = ""
    year: str = ""
    stands_for: str = ""
    satisfied: bool = False
    hidden: bool = False
    errors: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class SaidWord:
    """Something to say instead, with the questions that follow it."""

    id: str
    label: str
    fields: Sequence[SaidField] = ()


@dataclass(slots=True, kw_only=True)
class SaidField:
    """A question asked when a word is said."""

    name: str
    label: str
    value: str = ""
    errors: Sequence[str] = ()
    optional: bool = False


@dataclass(slots=True, kw_only=True)
class DocumentView:
    """A document as asked of this person; one for each item or period where it is asked several times.

    `path` is where its problems stand ("documents.identity", "documents.presence.3"). `part` names the item
    or the period it is for. `rule` says in words what is enough.
    """

    path: str
    title: str
    part: str = ""
    rule: str = ""
    limits: str = ""
    papers: Sequence[Paper] = ()
    said: str = ""
    by_post: bool = False
    words: Sequence[SaidWord] = ()
    optional: bool = False
    errors: Sequence[str] = ()
    warnings: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class SummaryLine:
    """A line of the summary on top: its words and the id of the element it leads to."""

    target: str
    text: str


@dataclass(slots=True, kw_only=True)
class PageView:
    """A page of questions: orientation, identification, preamble, ordinary page, item of a list.

    All names are full control names. `hidden` holds the paths of what is not asked, and `path=option` of
    options not offered. `wrong` are the names of controls at fault, `optional` the paths whose answer may be
    left out although that depends on other answers. `frame` is the evaluation's, or the item's. `values` are
    what conditions read of other pages, as JSON for scripts. `failure`: why identification failed.
    `item` names the item that the page is of; `download` is the list of documents before the start.
    """

    around: Around = field(default_factory=Around)
    revision: int = 0
    frame: Sequence[Any] = ()
    entries: Entries = field(default_factory=Entries)
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    warnings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wrong: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    locked: Mapping[str, Locked] = field(default_factory=dict)
    items: Mapping[str, Sequence[ItemRow]] = field(default_factory=dict)
    documents: Mapping[str, Sequence[DocumentView]] = field(default_factory=dict)
    summary: Sequence[SummaryLine] = ()
    warning_summary: Sequence[SummaryLine] = ()
    values: str = ""
    step: int = 0
    steps: int = 0
    next_step: str = ""
    begins_step: bool = False
    """Whether it is the first page of its step, which then says what the step is about."""
    back: str = ""
    leave: bool = False
    to_review: bool = False
    failure: Literal["", "not_found", "unavailable", "too_many"] = ""
    download: str = ""
    sign_in: str = ""
    item: str = ""
    changed: Sequence[Changed] = ()


@dataclass(slots=True, kw_only=True)
class Changed:
    """An answer that another tab changed meanwhile: what is stored now, and what was typed here."""

    label: str
    stored: str
    typed: str


@dataclass(slots=True, kw_only=True)
class StopView:
    """The end of a journey that cannot go on. `go_to` is where to go instead."""

    around: Around
    title: str
    text: Markup = Markup()
    go_to: str = ""
    go_to_title: str = ""
    back: str = ""


@dataclass(slots=True, kw_only=True)
class RemoveView:
    """Asks whether an item is really to be removed; posts `do=remove` or `do=cancel`."""

    around: Around
    name: str
    revision: int = 0
    back: str = ""


@dataclass(slots=True, kw_only=True)
class Answer:
    """A line of the review. `lines` are the words of the answer, empty when nothing was given."""

    label: str
    lines: Sequence[str] = ()
    files: Sequence[StoredFile] = ()
    source: str = ""
    change: str = ""
    errors: Sequence[str] = ()
    warnings: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class AnswerGroup:
    """Answers of one page, or of one item of a list; `level` 0 for a page, 1 for what stands inside it."""

    title: str
    answers: Sequence[Answer] = ()
    change: str = ""
    level: int = 0


@dataclass(slots=True, kw_only=True)
class ReviewSection:
    """A step on the review."""

    title: str
    groups: Sequence[AnswerGroup] = ()


@dataclass(slots=True, kw_only=True)
class DeclarationView:
    """A declaration: its control's name (`declarations.ID`), its words, whether it is ticked."""

    name: str
    text: Markup
    ticked: bool = False
    optional: bool = False
    errors: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class Blocker:
    """Something that still keeps from filing, with the page where it is mended."""

    text: str
    href: str


@dataclass(slots=True, kw_only=True)
class ReviewView:
    """The page where everything is checked before filing; posts `do=file` or `do=leave`.

    `register_changed`: (label, before, now) of what the register says differently since the start.
    """

    around: Around
    title: str = ""
    text: Markup = Markup()
    revision: int = 0
    sections: Sequence[ReviewSection] = ()
    declarations: Sequence[DeclarationView] = ()
    blockers: Sequence[Blocker] = ()
    warnings: Sequence[Blocker] = ()
    summary: Sequence[SummaryLine] = ()
    register_changed: Sequence[tuple[str, str, str]] = ()
    file_label: str = ""
    step: int = 0
    steps: int = 0
    next_step: str = ""
    back: str = ""
    leave: bool = True


@dataclass(slots=True, kw_only=True)
class Download:
    """Something to download: its words, its address, its size in bytes (0 when not known)."""

    title: str
    href: str
    size: int = 0
    kind: str = "PDF"


@dataclass(slots=True, kw_only=True)
class ConfirmationView:
    """The page after filing. `number` is shown large, in groups of digits that can be read aloud.

    `registers`: sentences on registers that could not be read again.
    """

    around: Around
    title: str
    number: str
    filed_on: str = ""
    text: Markup = Markup()
    downloads: Sequence[Download] = ()
    already: bool = False
    registers: Sequence[str] = ()
    coming_back: ComingBack | None = None
    links: Sequence[AccountLink] = ()


@dataclass(slots=True, kw_only=True)
class NumberView:
    """Where the code of a receipt leads: whether this number was filed, and when. Nothing personal."""

    around: Around
    number: str
    known: bool
    filed_on: str = ""
    procedure: str = ""
    service: str = ""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A request begun, to be resumed at `href`.

    `where` says how far it is ("Step 3 of 7: Your home"), `saved_on` and `until` when it was saved and how
    long it is kept; `delete` leads to deleting it. `language` is that of the title where it is another.
    """

    title: str
    href: str
    saved_on: str = ""
    until: str = ""
    where: str = ""
    delete: str = ""
    language: str = ""


@dataclass(slots=True, kw_only=True)
class ComingBack:
    """How a request without an account is found again in another browser.

    `href` is where the answers `needed` are asked for again; those that are `missing` are not given yet.
    Where an account may be used, `sign_in` leads to it, and `make_account` to making one for this request.
    """

    href: str = ""
    needed: Sequence[str] = ()
    missing: Sequence[str] = ()
    sign_in: str = ""
    make_account: str = ""


@dataclass(slots=True, kw_only=True)
class StartView:
    """The first page of a procedure. `start` is where its button posts.

    `return_to` is where a request of another browser is found again, "" where none can be; `sign_in` leads to
    an account that may be used, and need not.
    """

    around: Around
    drafts: Sequence[Draft] = ()
    start: str = ""
    list_of_documents: str = ""
    return_to: str = ""
    sign_in: str = ""


@dataclass(slots=True, kw_only=True)
class SavedView:
    """After "save and leave": until when the request is kept, how to come back, what else can be done."""

    around: Around
    until: str = ""
    resume: str = ""
    links: Sequence[AccountLink] = ()
    coming_back: ComingBack | None = None


@dataclass(slots=True, kw_only=True)
class ErrorView:
    """A page that says what went wrong. `kind` names formgen's words: "not_found" has "not_found_title" and
    "not_found_text".

    `values` go into these words; `again` is where to try again or to go on, `return_to` where a request that
    another browser began is found again.
    """

    around: Around
    status: int
    kind: str
    values: Mapping[str, object] = field(default_factory=dict)
    again: str = ""
    return_to: str = ""


@dataclass(slots=True, kw_only=True)
class ConflictView:
    """Another tab changed the page meanwhile: what is stored, what was typed; `again` shows the page as it is
    now.
    """

    around: Around
    changed: Sequence[Changed] = ()
    again: str = ""


@dataclass(slots=True, kw_only=True)
class AccountLink:
    """Somewhere to go from a page about an account."""

    href: str
    text: str
