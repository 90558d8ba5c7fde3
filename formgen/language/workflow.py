"""States of a dossier, the actions that change them, deadlines, numbers, retention. `file` is executed."""

from __future__ import annotations

import re
from typing import Any

from formgen.language.constructs import (
    AnyOf,
    Construct,
    Invalid,
    Listed,
    Place,
    Shape,
    Single,
    key,
    optional,
)
from formgen.language.fields.base import Field, fields_by_id
from formgen.language.readers import (
    Formula,
    Text,
    by_id,
    calculation,
    condition,
    duration,
    either,
    flag,
    list_of,
    of,
    path,
    plain,
    scalar_text,
    text,
    word,
)
from formgen.language.source import Node, Sequence
from formgen.language.values import Duration


class Role(Construct):
    """Who works on dossiers."""

    noun = "a role"
    label: Text | None = optional(text(), "its name")
    sees: Formula | None = optional(condition(), "which dossiers this role sees")


class State(Construct):
    """Where a dossier stands."""

    noun = "a state"
    short_key = "label"
    label: Text = key(text(), "what the person reads")
    final: bool = optional(flag(), "nothing more happens here", default=False)


class MayChange(Construct):
    """What the person may change after an action."""

    noun = "`may_change`"
    documents: Any = optional(
        either(
            "documents",
            lambda node: list_of(path()) if isinstance(node, Sequence) else word("chosen", "all"),
            word("chosen", "all"),
            list_of(path()),
        ),
        "which documents",
    )
    fields: Any = optional(
        either(
            "fields",
            lambda node: list_of(path()) if isinstance(node, Sequence) else word("chosen", "all"),
            word("chosen", "all"),
            list_of(path()),
        ),
        "which fields",
    )
    other: bool = optional(flag(), "further files may be added", default=False)


class _From:
    expects = "a state, a list of states, or `any open`"
    shape: Shape = AnyOf(
        (Single("`any open`", "word", words=("any open",)), Listed(path().shape, one_allowed=True))
    )

    def read(self, node: Node, place: Place) -> tuple[Text, ...] | Invalid:
        if not isinstance(node, Sequence):
            value = scalar_text(node, place, self.expects, "Name the state the dossier must be in.")
            if isinstance(value, Invalid):
                return value
            if value == "any open":
                return ()
        return list_of(path(), one_allowed=True).read(node, place)


class Action(Construct):
    """What somebody may do with a dossier."""

    noun = "an action"
    label: Text | None = optional(text(), "the words on its button")
    by: tuple[Text, ...] = key(list_of(path(), one_allowed=True), "who: applicant, system, or a role")
    from_: tuple[Text, ...] = key(_From(), "the states it starts from; `any open`: all that are not final")
    to: Text = key(path(), "the state it leads to")
    when: Formula | None = optional(condition(), "allowed only when this is true")
    fields: dict[str, Field] = optional(fields_by_id(), "what is asked for it", default={})
    documents: tuple[Text, ...] = optional(list_of(path()), "documents handed in with it", default=())
    may_change: MayChange | None = optional(of(MayChange), "what the person may then change")
    number: Text | None = optional(path(), "the number it draws")
    produce: tuple[Text, ...] = optional(list_of(path(), one_allowed=True), "the PDFs it issues", default=())
    send: tuple[Text, ...] = optional(list_of(path(), one_allowed=True), "the messages it sends", default=())


class _DurationOrName:
    expects = "a duration, or a field that holds one"
    shape: Shape = AnyOf((duration().shape, path().shape))

    def read(self, node: Node, place: Place) -> Duration | Text | Invalid:
        value = scalar_text(
            node,
            place,
            self.expects,
            "Write `30 days`, or the name of a field such as `request_documents.days_to_reply`.",
        )
        if isinstance(value, Invalid):
            return value
        return duration().read(node, place) if re.match(r"[0-9]", value) else path().read(node, place)


class Deadline(Construct):
    """What happens by itself, and when."""

    noun = "a deadline"
    in_: Text = key(path(), "the state whose clock runs")
    since: str | None = optional(
        plain(), "what starts the clock: an action, `MESSAGE opened`, `saved`, or a date"
    )
    after: Any = optional(_DurationOrName(), "how long")
    on: Formula | None = optional(calculation(), "a day, instead of `since` and `after`")
    do: Text | None = optional(path(), "the action done")
    send: tuple[Text, ...] = optional(list_of(path(), one_allowed=True), "the messages sent", default=())
    once: bool = optional(flag(), "only once", default=False)
    unopened: Duration | None = optional(duration(), "after so long the message counts as opened")


class Workflow(Construct):
    """The life of a dossier."""

    noun = "the workflow"
    states: dict[str, State] = key(by_id(State), "its states, the first one where it begins")
    actions: dict[str, Action] = key(by_id(Action), "what changes the state")
    deadlines: tuple[Deadline, ...] = optional(list_of(of(Deadline)), "what happens by itself", default=())


class Number(Construct):
    """A number drawn once."""

    noun = "a number"
    text: Text = key(
        text(),
        "how it is written, with `order`",
        example='text: "{{ filed_on | yyyymmdd }}{{ order | digits 7 }}"',
    )
    order_within: Text | None = optional(path(), "orders are counted apart for each value of this name")


class Retention(Construct):
    """How long dossiers are kept."""

    noun = "a rule of retention"
    since: str | None = optional(plain(), "`closed`, or a date")
    after: Duration = key(duration(), "how long")
    then: str = key(word("delete", "anonymise"), "what then happens")


class Silence(Construct):
    """What the administration's silence means in law."""

    noun = "`silence`"
    effect: str = key(word("refusal", "acceptance", "none"), "what silence means")
    since: str = optional(plain(), "the action that starts the clock", default="file")
    after: Duration = key(duration(), "after how long", example="after: 4 months")
    pause_in: tuple[Text, ...] = optional(
        list_of(path(), one_allowed=True), "states in which the clock stands still", default=()
    )
    basis: Text = key(text(), "the source in law")
    remedies: Text = key(text(), "what a person can do against it")
