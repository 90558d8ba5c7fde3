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
    """Who works on dossiers.

    For example:

        label: Case officer
        sees: site is same as agent.site
    """

    noun = "a role"
    label: Text | None = optional(text(), "its name", example="label: Case officer")
    sees: Formula | None = optional(
        condition(), "which dossiers this role sees", example="sees: site is same as agent.site"
    )


class State(Construct):
    """Where a dossier stands.

    For example:

        label: Accepted
        final: true
    """

    noun = "a state"
    short_key = "label"
    label: Text = key(text(), "what the person reads", example="label: Papers asked for")
    final: bool = optional(flag(), "nothing more happens here", default=False, example="final: true")


class MayChange(Construct):
    """What the person may change after an action.

    For example:

        documents: chosen
        fields: [phone]
        other: true
    """

    noun = "`may_change`"
    documents: Any = optional(
        either(
            "documents",
            lambda node: list_of(path()) if isinstance(node, Sequence) else word("chosen", "all"),
            word("chosen", "all"),
            list_of(path()),
        ),
        "which documents",
        example="documents: chosen",
    )
    fields: Any = optional(
        either(
            "fields",
            lambda node: list_of(path()) if isinstance(node, Sequence) else word("chosen", "all"),
            word("chosen", "all"),
            list_of(path()),
        ),
        "which fields",
        example="fields: [phone]",
    )
    other: bool = optional(flag(), "further files may be added", default=False, example="other: true")


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
    """What somebody may do with a dossier.

    For example:

        by: agent
        from: filed
        to: waiting
        fields:
          reason:
            type: long_text
            label: What is missing?
        may_change:
          documents: chosen
        send: documents_requested
    """

    noun = "an action"
    label: Text | None = optional(text(), "the words on its button", example="label: Accept the request")
    by: tuple[Text, ...] = key(
        list_of(path(), one_allowed=True), "who: applicant, system, or a role", example="by: agent"
    )
    from_: tuple[Text, ...] = key(
        _From(), "the states it starts from; `any open`: all that are not final", example="from: filed"
    )
    to: Text = key(path(), "the state it leads to", example="to: accepted")
    when: Formula | None = optional(
        condition(), "allowed only when this is true", example="when: verdict of identity is accepted"
    )
    fields: dict[str, Field] = optional(fields_by_id(), "what is asked for it", default={})
    documents: tuple[Text, ...] = optional(
        list_of(path()), "documents handed in with it", default=(), example="documents: [invoice]"
    )
    may_change: MayChange | None = optional(of(MayChange), "what the person may then change")
    number: Text | None = optional(path(), "the number it draws", example="number: request_number")
    produce: tuple[Text, ...] = optional(
        list_of(path(), one_allowed=True), "the PDFs it issues", default=(), example="produce: receipt"
    )
    send: tuple[Text, ...] = optional(
        list_of(path(), one_allowed=True),
        "the messages it sends",
        default=(),
        example="send: filing_recorded",
    )


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
    """What happens by itself, and when.

    For example:

        in: draft
        since: saved
        after: 30 days
        do: expire
    """

    noun = "a deadline"
    in_: Text = key(path(), "the state whose clock runs", example="in: draft")
    since: str | None = optional(
        plain(),
        "what starts the clock: an action, `MESSAGE opened`, `saved`, or a date",
        example="since: saved",
    )
    after: Any = optional(_DurationOrName(), "how long", example="after: 30 days")
    on: Formula | None = optional(
        calculation(), "a day, instead of `since` and `after`", example="on: accept.valid_until - 2 months"
    )
    do: Text | None = optional(path(), "the action done", example="do: expire")
    send: tuple[Text, ...] = optional(
        list_of(path(), one_allowed=True), "the messages sent", default=(), example="send: draft_reminder"
    )
    once: bool = optional(flag(), "only once", default=False, example="once: true")
    unopened: Duration | None = optional(
        duration(), "after so long the message counts as opened", example="unopened: 15 days"
    )


class Workflow(Construct):
    """The life of a dossier.

    For example:

        states:
          draft: Draft
          filed: Filed
          withdrawn:
            label: Withdrawn
            final: true
        actions:
          file:
            by: applicant
            from: draft
            to: filed
          withdraw:
            by: applicant
            from: any open
            to: withdrawn
    """

    noun = "the workflow"
    states: dict[str, State] = key(by_id(State), "its states, the first one where it begins")
    actions: dict[str, Action] = key(by_id(Action), "what changes the state")
    deadlines: tuple[Deadline, ...] = optional(list_of(of(Deadline)), "what happens by itself", default=())


class Number(Construct):
    """A number drawn once.

    For example:

        text: "{{ filed_on | yyyymmdd }}{{ order | digits 7 }}"
    """

    noun = "a number"
    text: Text = key(
        text(),
        "how it is written, with `order`",
        example='text: "{{ filed_on | yyyymmdd }}{{ order | digits 7 }}"',
    )
    order_within: Text | None = optional(
        path(), "orders are counted apart for each value of this name", example="order_within: site"
    )


class Retention(Construct):
    """How long dossiers are kept.

    For example:

        since: closed
        after: 5 years
        then: anonymise
    """

    noun = "a rule of retention"
    since: str | None = optional(plain(), "`closed`, or a date", example="since: closed")
    after: Duration = key(duration(), "how long", example="after: 5 years")
    then: str = key(word("delete", "anonymise"), "what then happens", example="then: anonymise")


class Silence(Construct):
    """What the administration's silence means in law.

    For example:

        effect: refusal
        after: 4 months
        pause_in: [waiting]
        basis: article 4 of the Order
        remedies: You can appeal within two months.
    """

    noun = "`silence`"
    effect: str = key(word("refusal", "acceptance", "none"), "what silence means", example="effect: refusal")
    since: str = optional(plain(), "the action that starts the clock", default="file", example="since: file")
    after: Duration = key(duration(), "after how long", example="after: 4 months")
    pause_in: tuple[Text, ...] = optional(
        list_of(path(), one_allowed=True),
        "states in which the clock stands still",
        default=(),
        example="pause_in: [waiting]",
    )
    basis: Text = key(text(), "the source in law", example="basis: article 4 of the Order")
    remedies: Text = key(
        text(), "what a person can do against it", example="remedies: You can appeal within two months."
    )
